"""The golden pages of `why`: `python -m tests.support.views.why_pages` writes them anew."""

from __future__ import annotations

import tempfile
from pathlib import Path

from ainews_cli.pipeline.why import why_page
from ainews_cli.render import render
from ainews_cli.render.options import Options
from tests.support.ordering import READER, fill
from tests.support.store_samples import NOW, opened

GOLDEN = Path(__file__).parents[2] / "views" / "why"
FORMATS = {"md": "markdown", "txt": "terminal", "json": "json"}


def made(folder: Path) -> dict[str, str]:
    """File name -> text: one item that a star pulls, one that stands under another of its story."""
    with opened(folder / "why.db") as store:
        fill(store)
        store.set_flag([4], "starred", True, NOW)
        pages = {
            "liked": why_page(store, READER, 5, limit=20, now=NOW),
            "story": why_page(store, READER, 2, limit=20, now=NOW),
        }
        english = why_page(store, READER._replace(language="en"), 5, limit=20, now=NOW)
        options = Options(now=NOW, width=80)
        found = {"liked-en.txt": render("terminal", english, options)}
        return found | {
            f"{name}.{suffix}": render(form, page, options)
            for name, page in pages.items()
            for suffix, form in FORMATS.items()
        }


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, text in made(Path(folder)).items():
            (GOLDEN / name).write_text(text, encoding="utf-8")
