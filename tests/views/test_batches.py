"""`batch status` as a page."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from ainews_cli.models.page import TablePart, TextPart
from ainews_cli.store import Store
from ainews_cli.views.batches import RECENT, status
from tests.support.store_samples import NOW, opened
from tests.support.views.batch_pages import GOLDEN, READERS, fill, made


def test_the_pages_are_the_golden_ones(tmp_path: Path) -> None:
    for name, text in made(tmp_path).items():
        assert text == (GOLDEN / name).read_text(encoding="utf-8"), (
            f"{name}: python -m tests.support.views.batch_pages, then look at the difference"
        )


def test_open_batches_are_listed_however_old_they_are(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        fill(store)
        page = status(store, READERS["en"], now=NOW + RECENT + timedelta(days=20), notes=["no key"])
        [table] = page.sections[0].parts
        assert isinstance(table, TablePart)
        assert [row[0] for row in table.rows] == ["6", "5", "4"]
        assert page.footer.lines == ("no key", "api.anthropic.com does not list it (yet)")


def test_none_at_all(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store:
        [part] = status(store, READERS["en"], now=NOW).sections[0].parts
        assert part == TextPart("There are no batches.", "note")
