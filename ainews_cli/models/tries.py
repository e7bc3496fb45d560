"""Failed tries: questions whose replies could not be used, remembered for a day so that nobody pays for them again."""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
from datetime import datetime, timedelta
from typing import NamedTuple

REMEMBERED = timedelta(days=1)
"""How long a failed try keeps the same question from being asked again, unless the reader asks for it."""


class TryKey(NamedTuple):
    """All that a question depends on: a change of any of it means asking at once."""

    purpose: str
    """analysis, discussion, week or translation."""
    item_id: int
    """0 for a week."""
    text_hash: str
    """Of the text that was sent; of a translation, of the block."""
    profile: str
    """Hash of what else the reply depends on: language, prompt version, model …"""

    @property
    def whole(self) -> "TryKey":
        """Return the key under which a model is remembered whose replies kept being unusable, whatever the text."""
        return self._replace(item_id=0, text_hash="")


class FailedTry(NamedTuple):
    """A question, why its reply could not be used, and when that was."""

    key: TryKey
    reason: str
    at: datetime

    @property
    def again(self) -> datetime:
        """When the question may be asked again."""
        return self.at + REMEMBERED
