"""What a long step is given to say how far it is, without knowing who shows it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

Working = Callable[..., AbstractContextManager[Callable[..., None]]]
"""Shows a step while it lasts, given what it is (`progress.WHAT` of the texts) and of how many parts; yields what to
call with the name of each part that is done.
"""


def silently(_what: str, _total: int = 0) -> AbstractContextManager[Callable[..., None]]:
    """Show nothing."""
    return nullcontext(lambda *_: None)
