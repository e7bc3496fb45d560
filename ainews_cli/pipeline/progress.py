"""Live progress on stderr, by rich. Imported only where a person watches (or with -v)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from ainews_cli.models.analysis import AnalysisOutcome
from ainews_cli.models.brief import BriefOutcome
from ainews_cli.models.feed import FeedCheck, FeedOutcome


@contextmanager
def _bar(label: str, total: int) -> Iterator[Callable[[str], None]]:
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[last]}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(label, total=total, last="")
        yield lambda last: progress.update(task, advance=1, last=last[:40])


@contextmanager
def feeds_progress(total: int) -> Iterator[Callable[[FeedOutcome], None]]:
    """Yield what to call with each feed's outcome."""
    with _bar("fetch", total) as tick:
        yield lambda outcome: tick(outcome.name)


@contextmanager
def check_progress(total: int) -> Iterator[Callable[[FeedCheck], None]]:
    """Yield what to call with each feed's check."""
    with _bar("check", total) as tick:
        yield lambda check: tick(check.feed.name)


@contextmanager
def analysis_progress(total: int) -> Iterator[Callable[[AnalysisOutcome], None]]:
    """Yield what to call with each item's outcome."""
    with _bar("analyse", total) as tick:
        yield lambda outcome: tick(f"#{outcome.item_id} {outcome.status}")


@contextmanager
def translation_progress(total: int) -> Iterator[Callable[[int, str | None], None]]:
    """Yield what to call with each block's id and translation."""
    with _bar("translate", total) as tick:
        yield lambda number, _: tick(f"¶{number}")


@contextmanager
def evaluation_progress(label: str, total: int) -> Iterator[Callable[[str], None]]:
    """Yield what to call with the name of each case that is done; `label` is the model."""
    with _bar(label, total) as tick:
        yield tick


@contextmanager
def brief_progress(total: int) -> Iterator[Callable[[BriefOutcome], None]]:
    """Yield what to call with each brief's outcome."""
    with _bar("brief", total) as tick:
        yield lambda outcome: tick(
            f"#{outcome.key.item_id} {outcome.status}" if outcome.key.item_id else outcome.status
        )


@contextmanager
def index_progress(total: int) -> Iterator[Callable[[int, int], None]]:
    """Yield what to call with the items indexed so far and those in all."""
    with _bar("index", total) as tick:
        indexed = 0

        def ticked(done: int, _: int) -> None:
            nonlocal indexed
            for _ in range(done - indexed):
                tick("")
            indexed = done

        yield ticked
