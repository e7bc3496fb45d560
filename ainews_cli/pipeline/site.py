"""The steps of `ainews site`. No network, no model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.articles.text_cache import text_of
from ainews_cli.base.hashing import text_digest
from ainews_cli.errors import UsageError
from ainews_cli.pipeline.pages import gather, stored_page
from ainews_cli.pipeline.preparation import Preparation
from ainews_cli.pipeline.request import Request
from ainews_cli.pipeline.translation import translated_title
from ainews_cli.render.clean import safe_url
from ainews_cli.site import SiteSource, build
from ainews_cli.site.version import rendering_version
from ainews_cli.tasks.translation.plan import prepare
from ainews_cli.texts import text
from ainews_cli.views.windows import last_hours

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from ainews_cli.models.item import ItemRow
    from ainews_cli.models.page import Page
    from ainews_cli.models.reader import Reader
    from ainews_cli.models.text import Extract
    from ainews_cli.models.translation import TranslationOutcome
    from ainews_cli.pipeline.session import Session
    from ainews_cli.ranking.company_names import Extra
    from ainews_cli.store import Store
    from ainews_cli.views.material import Choices, Material
    from ainews_cli.views.registry import View


def run_site(session: Session, folder: Path, *, days: int, limit: int | None, url: str, force: bool) -> None:
    """Estimate what has no score yet, and write the site. Raise UsageError."""
    if url and not safe_url(url):
        raise UsageError(f"--url {url}: must begin with http:// or https://")
    session.sync_feeds()
    config, reader = session.config, session.reader
    store = session.store
    # companies and trends count the days before, too
    Preparation(session, Request(analyse=False)).estimate(last_hours(session.now, 24 * 2 * max(days, 7)))
    maker = StoredPages(
        store,
        reader,
        session.now,
        aliases=config.aliases,
        glossary=config.glossary,
        model=session.model_name(),
        tokens=config.digest.discussion_tokens,
    )
    digest = config.digest
    source = SiteSource(store, reader, session.now, days, limit or digest.limit, maker, config.aliases, digest.per_feed)
    address = safe_url(url or config.site.url)
    settings = text_digest(rendering_version() + repr(config))
    folder_of_site = folder.expanduser()
    report = build(source, folder_of_site, url=address, force=force, working=session.working, settings=settings)
    counts = {"n": report.files, "written": report.written, "removed": report.removed}
    session.say(text(reader.language, "site.done", folder=folder, **counts))


class StoredPages:
    """Makes pages of what is stored: no network, no model."""

    def __init__(
        self,
        store: Store,
        reader: Reader,
        now: datetime,
        *,
        aliases: Extra = (),
        glossary: Sequence[tuple[str, str]] = (),
        model: str = "",
        tokens: int = 2000,
    ) -> None:
        """`model`: whose translations and briefs are shown; `tokens`: of a discussion that a brief rests on."""
        self._store, self._reader, self._now = store, reader, now
        self._aliases, self._glossary, self._model, self._tokens = aliases, glossary, model, tokens

    def material(self, view: View, choices: Choices) -> Material:
        """Return what the page of a view is made of."""
        store, reader, now = self._store, self._reader, self._now
        aliases, model, tokens = self._aliases, self._model, self._tokens
        return gather(store, reader, view, choices, now=now, aliases=aliases, model=model, tokens=tokens)

    def page(self, material: Material) -> Page:
        """Make the page, with its lead where one is stored."""
        return stored_page(self._store, material, model=self._model)

    def article(self, row: ItemRow) -> tuple[Extract, TranslationOutcome]:
        """Return an item's text, and what is stored of its translation, with a line where there is none."""
        store, language, item = self._store, self._reader.language, self._store.item(row.id)
        extract, title = text_of(item, store), translated_title(row)
        plan = prepare(
            item, extract.blocks, store, language=language, glossary=self._glossary, title=title, model=self._model
        )
        if not plan.open:
            return extract, plan.outcome()
        return extract, plan.outcome(stopped="no_model", reason=text(language, "site.untranslated", id=item.id))
