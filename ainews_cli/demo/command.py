"""`ainews demo`: the whole pipeline on the sample feeds, in a throw-away database."""

# Annotations are not postponed here: Typer would evaluate each of them anew at every start.
import os
import tempfile
from functools import cached_property
from pathlib import Path
from typing import Annotated

import typer

from ainews_cli.cli.options import Limit, with_options
from ainews_cli.config import Config
from ainews_cli.demo.recorded import MODEL, RECORDED, RecordedEngine
from ainews_cli.demo.samples import feeds
from ainews_cli.demo.server import serve
from ainews_cli.errors import StoreError, UsageError
from ainews_cli.llm.engine import Engine
from ainews_cli.llm.provider import Provider
from ainews_cli.pipeline.pages import run_view, view_page
from ainews_cli.pipeline.request import OutputTarget, Request, ViewOptions
from ainews_cli.pipeline.session import Session
from ainews_cli.pipeline.show import run_show
from ainews_cli.render import FORMATS
from ainews_cli.store import Store
from ainews_cli.views.article import Wanted
from ainews_cli.views.registry import VIEWS

Keep = Annotated[
    Path | None,
    typer.Option(
        "--keep", help="Keep the demo's database at this path; one of an earlier demo is replaced.", metavar="PATH"
    ),
]
FAULTY = "wren-open-weights"
"""The article whose recorded translation is wrong on purpose."""


@with_options
def demo(session: Session, *, limit: Limit = None, target: OutputTarget, keep: Keep = None) -> None:
    """Show the whole pipeline on sample feeds: no key, no network.

    \b
    Examples:
      ainews demo
      ainews demo --keep demo.db
    """
    if keep:
        _make_room(keep)
        _run(session, keep, limit, target, kept=True)
        return
    with tempfile.TemporaryDirectory(prefix="ainews-demo-") as folder:
        _run(session, Path(folder) / "demo.db", limit, target)


def _make_room(database: Path) -> None:
    """Remove the database of an earlier demo. Raise UsageError for any other file, and where there is no folder."""
    if not database.parent.is_dir():
        raise UsageError(
            f"--keep {database}: there is no folder {database.parent}; make it first, or name another place"
        )
    if not os.path.lexists(database):
        return
    try:
        with Store.open(database, read_only=True) as store:
            names = store.feed_names()
    except StoreError:
        names = frozenset()
    if names != {feed.name for feed in feeds("")}:
        raise UsageError(f"--keep {database}: there is something else already; name another file")
    for suffix in ("", "-wal", "-shm"):
        database.with_name(f"{database.name}{suffix}").unlink(missing_ok=True)


class DemoSession(Session):
    """A session with the sample feeds for a config and recorded replies for an engine."""

    def __init__(self, session: Session, base: str, database: Path) -> None:
        super().__init__(None, database, verbose=session.verbose, quiet=session.quiet)
        self._base = base
        self.now = session.now

    @cached_property
    def config(self) -> Config:
        """The packaged default, with the sample feeds and the interests that the replies were recorded for."""
        return Config(feeds=feeds(self._base))

    def provider(self) -> Provider:
        """Return the recorded replies: neither a key nor its absence changes the demo."""
        return RECORDED

    model_provider = provider

    def model_name(self) -> str:
        """Return what the recorded replies are filed under."""
        return MODEL

    def engine(self, budget: float | None) -> Engine:
        """Return the recorded replies; each is a row in the ledger, at zero dollars."""
        return RecordedEngine(self.ledger(budget))


def _article(store: Store, slug: str) -> int:
    """Return the item of a sample article."""
    return next(row.id for row in store.latest(language="ja", limit=500) if row.url.endswith(f"/{slug}"))


def _run(session: Session, database: Path, limit: int | None, target: OutputTarget, *, kept: bool = False) -> None:
    """Fetch and digest, as `ainews daily --fetch` does; then show the article whose translation is faulty.

    `kept`: the database outlives the demo; the recorded briefs go into it, so that `hacker` and `weekly` show them.
    """
    session.say(
        "demo: invented articles about invented companies, served on this machine; the replies were recorded by hand"
    )
    with serve(session.now) as base, DemoSession(session, base, database) as demo_session:
        run_view(demo_session, Request(fetch=True), "daily", target, ViewOptions(limit=limit))
        if target.output is None and (target.format is None or FORMATS[target.format].for_reading):
            session.say(
                "demo: and one article; its recorded translation changes a number on purpose, and the checks "
                "refuse that block"
            )
            run_show(demo_session, Request(), item=_article(demo_session.store, FAULTY), wanted=Wanted(), target=target)
        if kept:
            for view in VIEWS.values():
                if view.discusses or view.has_lead:
                    view_page(demo_session, Request(), view.name, target)
            session.say(f"demo: kept in {database}: try `ainews --db {database} hacker`, or weekly, or show 3")
    session.say(
        "next: `ainews init` writes your config, `ainews fetch` pulls your feeds, `ainews daily` is your digest "
        "(set ANTHROPIC_API_KEY for Japanese)"
    )
