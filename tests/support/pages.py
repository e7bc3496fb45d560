"""Pages of what a store holds, as the commands make them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ainews_cli.articles.text_cache import text_of
from ainews_cli.models.page import Page
from ainews_cli.models.reader import Reader, RunReport
from ainews_cli.models.translation import TranslationOutcome
from ainews_cli.pipeline.pages import NOTHING_ASKED, gather, stored_page
from ainews_cli.store import Store
from ainews_cli.views.article import PLAIN, Wanted, show
from ainews_cli.views.material import Choices
from ainews_cli.views.registry import VIEWS


def page_of(
    store: Store,
    reader: Reader,
    name: str,
    *,
    now: datetime,
    run: RunReport = NOTHING_ASKED,
    model: str = "",
    tokens: int = 2000,
    aliases: Any = (),
    **choices: Any,
) -> Page:
    """Make the page of a view; `choices`: fields of `Choices`."""
    chosen, view = Choices(**choices), VIEWS[name]
    material = gather(store, reader, view, chosen, now=now, run=run, aliases=aliases, model=model, tokens=tokens)
    return stored_page(store, material, model=model)


def article_page(
    store: Store,
    reader: Reader,
    item: int,
    *,
    now: datetime,
    run: RunReport,
    translation: TranslationOutcome | None = None,
    wanted: Wanted = PLAIN,
) -> Page:
    """Make the page of an article."""
    row, text = store.row(item, language=reader.language), text_of(store.item(item), store)
    return show(store, reader, row, text, now=now, run=run, translation=translation, wanted=wanted)
