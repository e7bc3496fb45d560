from __future__ import annotations

from tests.support.fetch.rig import bench  # noqa: F401  fixture of whole fetches
from tests.support.translated_show import cli, item, server  # noqa: F401  fixtures of an article with a model
