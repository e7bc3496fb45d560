"""What tests of all rooms share."""

from __future__ import annotations

import dataclasses
from typing import Any, TypeVar

R = TypeVar("R")


def replace(record: R, **changes: Any) -> R:
    """Return the record, a NamedTuple or a dataclass, with some fields changed."""
    found: Any = record
    changed: R = found._replace(**changes) if isinstance(record, tuple) else dataclasses.replace(found, **changes)
    return changed
