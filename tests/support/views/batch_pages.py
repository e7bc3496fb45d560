"""The golden pages of `batch status`: `python -m tests.support.views.batch_pages` writes them anew."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path

from ainews_cli.models.analysis import Interests, Weights
from ainews_cli.models.batch import BatchCounts
from ainews_cli.models.reader import Reader
from ainews_cli.render import render
from ainews_cli.render.options import Options
from ainews_cli.store import Store
from ainews_cli.store.records import BatchRequest
from ainews_cli.views.batches import status
from tests.support.store_samples import DAY, NOW, entry, opened, save

GOLDEN = Path(__file__).parents[2] / "views" / "batches"
FORMATS = {"md": "markdown", "txt": "terminal", "json": "json", "html": "html"}
READERS = {
    "ja": Reader("ja", "Asia/Tokyo", Weights(), Interests()),
    "en": Reader("en", "America/New_York", Weights(), Interests()),
}
MODEL = "claude-haiku-5-5"
NAME = "msgbatch_01HkcTjaV5uDC8jWR4ZsDV8"


def batch(store: Store, number: int, hours: float, requests: int) -> int:
    """A batch that was begun so many hours before NOW."""
    when = NOW - timedelta(hours=hours)
    made = store.begin_batch(
        nonce=f"{number:012x}", server="api.anthropic.com", model=MODEL, price="{}", now=when, expires=when + DAY
    )
    book = store.ledger(usd_per_day=99, usd_per_run=99, now=when)
    for place in range(requests):
        call = book.reserve(purpose="analysis", item_id=1, model=MODEL, estimate=0.0015, batch=made)
        store.add_request(
            made, BatchRequest(call, f"{number}-{place}", "analysis", 1, "b", f"{number}-{place}", "p", "{}"), when
        )
    return made


def fill(store: Store) -> None:
    """One of each state: too long ago, collected, never sent, to be collected, in progress, nobody knows."""
    save(store, entry("a"))
    states = [
        (200, 5, BatchCounts(0, 5)),
        (30, 12, BatchCounts(0, 9, 1, 1, 1)),
        (12, 3, None),
        (3, 40, BatchCounts(0, 40)),
        (0.4, 12, BatchCounts(12)),
        (0, 2, None),
    ]
    for number, (hours, requests, counts) in enumerate(states, 1):
        made = batch(store, number, hours, requests)
        if counts:
            store.batch_sent(made, f"{NAME}{number}", expires=NOW - timedelta(hours=hours) + DAY)
            store.batch_heard(made, counts, NOW)
        if number in (1, 2):
            store.end_batch(made, outcome="", at_estimate=True, now=NOW)
        if number == 3:
            store.end_batch(
                made, outcome="unsent", at_estimate=False, now=NOW, released=True, note="it takes no batches"
            )
    store.note_batch(6, "api.anthropic.com does not list it (yet)", NOW)


def made(folder: Path) -> dict[str, str]:
    """File name -> text; of HTML its body, because the style is that of all pages."""
    with opened(folder / "batches.db") as store:
        fill(store)
        options = Options(now=NOW, width=100)
        pages = {name: status(store, reader, now=NOW) for name, reader in READERS.items()}
        texts = {
            f"{name}.{suffix}": render(form, page, options)
            for name, page in pages.items()
            for suffix, form in FORMATS.items()
        }
        return {name: text[text.find("<body") :] if name.endswith("html") else text for name, text in texts.items()}


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, text in made(Path(folder)).items():
            (GOLDEN / name).write_text(text, encoding="utf-8")
