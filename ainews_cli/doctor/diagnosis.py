"""A diagnosis of one thing, and the exit code of several. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal, NamedTuple

from ainews_cli.errors import ExitCode

Level = Literal["ok", "warning", "problem"]
TOPICS = ("config", "database", "feeds", "items", "model", "machine")
WORST_FIRST = (ExitCode.STORE, ExitCode.CONFIG, ExitCode.MODEL, ExitCode.FETCH)
"""Without its database nothing works, without its config nothing works as wished, without a model there are still
estimates, and without
feeds there is still what is stored."""


class Diagnosis(NamedTuple):
    """The state of one thing that was examined."""

    topic: str
    """One of TOPICS."""
    level: Level
    about: str
    """In the reader's language."""
    finding: str
    todo: str = ""
    """What to do about it, "" for nothing."""
    code: ExitCode = ExitCode.OK
    """With "problem": the exit code of a command that meets it."""
    last: datetime | None = None
    """Of a feed: its last success."""


def exit_code(diagnoses: Iterable[Diagnosis]) -> ExitCode:
    """Return that of the worst problem; OK where there is none."""
    codes = {diagnosis.code for diagnosis in diagnoses if diagnosis.level == "problem"}
    return next((code for code in WORST_FIRST if code in codes), ExitCode.FAULT if codes else ExitCode.OK)
