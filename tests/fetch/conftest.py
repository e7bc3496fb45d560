from __future__ import annotations

from tests.support.fetch.rig import bench  # noqa: F401  fixture
