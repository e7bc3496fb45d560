"""The demo's article pages with fixed dates and addresses. `python -m tests.support.views.article_pages` writes the
golden files anew.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from ainews_cli.demo import samples, server
from ainews_cli.demo.recorded import MODEL, RecordedEngine
from ainews_cli.fetch import fetch_feeds
from ainews_cli.models.analysis import Interests, Weights
from ainews_cli.models.page import Page
from ainews_cli.models.reader import Reader, RunReport
from ainews_cli.models.translation import TranslationOutcome
from ainews_cli.net import Limits
from ainews_cli.pipeline.translation import translate_item, translation_plan
from ainews_cli.render import render
from ainews_cli.render.options import Options
from ainews_cli.store import Store
from ainews_cli.tasks.analysis.run import analyse
from ainews_cli.views.article import PLAIN, Wanted
from tests.support.pages import article_page

NOW = datetime(2026, 6, 5, 6, 44, tzinfo=UTC)
READER = Reader("ja", "Asia/Tokyo", Weights(), Interests())
RUN = RunReport("recorded", MODEL)
GOLDEN = Path(__file__).parents[2] / "views" / "golden"
WREN = "Wren 12B: open weights, open data list, one GPU"
CASES: dict[str, tuple[str, Wanted, Options]] = {
    "article-80.txt": ("terminal", PLAIN, Options(now=NOW, width=80)),
    "article-bilingual-110.txt": (
        "terminal",
        Wanted(bilingual=True, share=True, audit=True),
        Options(now=NOW, width=110),
    ),
    "article.md": ("markdown", Wanted(bilingual=True, share=True), Options(now=NOW)),
    "article.json": ("json", Wanted(audit=True, share=True), Options(now=NOW)),
}
"""File name -> format, what is wanted, options."""


class Pages:
    """The samples in a store, all analysed by the recorded engine."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.ids = {store.item(number).entry.title: number for number in store.latest_ids(1000)}

    def translate(self, title: str = WREN, reader: Reader = READER) -> TranslationOutcome:
        """The recorded translation, through the checks."""
        plan = translation_plan(self.store, self.ids[title], reader, glossary=(), model=MODEL)
        if not plan.open:
            return plan.outcome()
        engine = RecordedEngine(self.store.ledger(usd_per_day=1.0, usd_per_run=1.0, now=NOW))
        return translate_item(plan, self.store, engine, glossary=(), clock=lambda: NOW, on_block=None)

    def page(
        self, outcome: TranslationOutcome | None, wanted: Wanted = PLAIN, title: str = WREN, reader: Reader = READER
    ) -> Page:
        """The article's page."""
        return article_page(self.store, reader, self.ids[title], now=NOW, run=RUN, translation=outcome, wanted=wanted)

    def made(self, name: str) -> str:
        """What the program prints for a case today, with a fixed port."""
        form, wanted, options = CASES[name]
        return re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1:4711", render(form, self.page(self.translate(), wanted), options))


@contextmanager
def pages(folder: Path) -> Iterator[Pages]:
    """Fetches and analyses the samples."""
    with server.serve(NOW) as base, Store.open(folder / "demo.db") as store:
        feeds = samples.feeds(base)
        store.sync_feeds(feeds)
        for feed in feeds:  # one after the other: ids in the order of arrival would differ from run to run
            fetch_feeds([feed], store, now=lambda: NOW, limits=Limits(timeout=10.0))
        items = [store.item(number) for number in store.latest_ids(1000)]
        asyncio.run(analyse(items, RecordedEngine(), store, language="ja", interests=Interests(), now=lambda: NOW))
        yield Pages(store)


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, pages(Path(temporary)) as opened:
        for name in CASES:
            (GOLDEN / name).write_text(opened.made(name), encoding="utf-8", newline="\n")
