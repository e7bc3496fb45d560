from __future__ import annotations

from tests.support.trial import trial  # noqa: F401  fixture of a reader with a web of its own
