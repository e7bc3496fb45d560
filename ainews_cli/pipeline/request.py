"""What the options of a view command come to."""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
from pathlib import Path
from typing import NamedTuple


class Request(NamedTuple):
    """What is wanted before the page is made."""

    fetch: bool = False
    analyse: bool = True
    """False: no network call at all."""
    dry_run: bool = False
    budget: float | None = None
    """US dollars for this run; None: as the config says."""
    retry: bool = False
    """Ask again what was asked in vain."""


class OutputTarget(NamedTuple):
    """Where the page goes."""

    format: str | None = None
    """None: as the file's name or the terminal says."""
    output: Path | None = None
    """None: stdout."""


class Filters(NamedTuple):
    """What a command line asks of the items, as it was written; "" for nothing."""

    feed: str = ""
    category: str = ""
    tag: str = ""
    company: str = ""
    since: str = ""
    until: str = ""
    min_score: float = 0.0
    hidden: bool = False

    @property
    def said(self) -> str:
        """Return what may leave something out, as options: "--tag LLM --min-score 3.5"; "" for nothing."""
        values = self._replace(hidden=False)._asdict().items()
        return " ".join(f"--{name.replace('_', '-')} {_quoted(value)}" for name, value in values if value)


def _quoted(value: object) -> str:
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return f'"{text}"' if " " in text else text


class ViewOptions(NamedTuple):
    """What a command line asks of a view; a view looks at those that its row takes."""

    day: str | None = None
    """As people write it; None: up to now."""
    days: int = 0
    """Length of the window; 0: as the view has it."""
    limit: int | None = None
    """None: as the config says."""
    stories: bool = True
    ai_only: bool = False
    kind: str = "all"
    per_feed: int | None = None
    """Most items of one feed, 0: no limit; None: as the config says."""
    company: str = ""
    filters: Filters = Filters()
