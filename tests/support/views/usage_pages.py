"""The golden pages of `usage`: `python -m tests.support.views.usage_pages` writes them anew."""

from __future__ import annotations

import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from ainews_cli.llm.prices import BATCH
from ainews_cli.models.analysis import Interests, Usage, Weights
from ainews_cli.models.reader import Reader
from ainews_cli.models.settlement import Settlement
from ainews_cli.render import render
from ainews_cli.render.options import Options
from ainews_cli.store import Store
from ainews_cli.views.usage import usage_page
from tests.support.store_samples import DAY, NOW

GOLDEN = Path(__file__).parents[2] / "views" / "usage"
FORMATS = {"md": "markdown", "txt": "terminal", "json": "json", "html": "html"}
READERS = {
    "ja": Reader("ja", "Asia/Tokyo", Weights(), Interests()),
    "en": Reader("en", "America/New_York", Weights(), Interests()),
}
MODEL = "claude-haiku-5-5"


def call(
    store: Store,
    when: datetime,
    purpose: str,
    item: int,
    cost: float | None,
    *,
    outcome: str = "ok",
    batch: int | None = None,
) -> None:
    """One row of the ledger; without a cost it stays in flight."""
    book = store.ledger(usd_per_day=9, usd_per_run=9, now=when)
    number = book.reserve(purpose=purpose, item_id=item, model=MODEL, estimate=0.02, batch=batch)
    if cost is not None:
        tokens = Usage() if outcome.startswith("error") else Usage(1000, 500, 3000, 0 if item % 2 else 1000)
        book.settle(number, Settlement(outcome, tokens, cost, 1.0))


def fill(store: Store) -> None:
    """Three days before NOW, which is 21:00 in Tokyo: calls on both sides of its midnight, failures, a batch, one in
    flight.
    """
    batch = store._db.raw.execute(
        "INSERT INTO batches (nonce, server, model, price, state, submitted, expires, pid) VALUES ('n', 's', "
        "'m', '{}', 'open', '', '', 0)"
    ).lastrowid
    for days, hour in ((3, 0), (1, 2), (1, 4), (0, 0)):
        when = NOW - days * DAY + timedelta(hours=hour)
        for item in range(1, 4):
            call(store, when, "analysis", item, 0.001 * (item + days))
        call(store, when, "translation", 2, 0.004)
        call(store, when, "translation", 3, 0.002, batch=batch)
    call(store, NOW, "analysis", 9, 0.02, outcome="error:timeout")
    call(store, NOW, "analysis", 9, 0.001, outcome="refusal")
    call(store, NOW, "probe", 0, None)


def made(folder: Path) -> dict[str, str]:
    """File name -> text; of HTML its body, because the style is that of all pages."""
    with Store.open(folder / "usage.db") as store:
        fill(store)
        options = Options(now=NOW, width=80)
        pages = {
            name: usage_page(store, reader, days=7, usd_per_day=0.1, batch_share=BATCH, now=NOW)
            for name, reader in READERS.items()
        }
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
