"""The article pages of a site: `show` of each item, with its translation as far as it is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ainews_cli.pipeline.translating import translation_plan
from ainews_cli.render.html_page import document
from ainews_cli.render.site_frame import Frame, Stop
from ainews_cli.site.navigation import neighbours
from ainews_cli.site.pages import STORED
from ainews_cli.texts import text
from ainews_cli.views.article import Wanted, show
from ainews_cli.views.article_more import Alike

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from ainews_cli.models.translation import TranslationOutcome
    from ainews_cli.site.navigation import Map
    from ainews_cli.site.pages import Source

WANTED = Wanted(share=True)


def articles(source: Source, found: Map) -> Iterator[tuple[str, str]]:
    """Each item's page: (path, HTML). Neighbours are those published just before and after."""
    ids, files = list(found.items), list(found.items.values())
    rows = {
        row.id: row for row in source.store.rows(ids, language=source.reader.language)
    }  # in their order: the oldest first
    alike = Alike(source.store, rows, source.reader.language)
    titles = [(row.analysis.title if row.analysis else "") or row.title for row in (rows[item] for item in ids)]
    for at, item in enumerate(ids):
        previous, following = neighbours(files, titles, at)
        back = _lists(found, rows[item].published, source)
        frame = Frame(files[at], found.places(back[0].path), found.items, found.names, back, previous, following)
        told = _stored(source, item)
        page = show(
            source.store,
            source.reader,
            item,
            now=source.now,
            run=STORED,
            translation=told,
            wanted=WANTED,
            alike=alike.to(item),
        )
        yield files[at], document(page, frame)


def _stored(source: Source, item: int) -> TranslationOutcome:
    """What there is of the translation, and a line where there is none."""
    plan = translation_plan(source.store, item, source.reader, glossary=source.glossary, model=source.model)
    if not plan.open:
        return plan.outcome()
    return plan.outcome(stopped="offline", reason=text(source.reader.language, "site.untranslated", id=item))


def _lists(found: Map, published: datetime, source: Source) -> tuple[Stop, ...]:
    """Where the way back leads: the newest items, and the digest of the item's day."""
    latest, daily = found.branches["latest"], found.branches["daily"]
    day = f"daily/{published.astimezone(ZoneInfo(source.reader.timezone)).date().isoformat()}.html"
    of_day = [Stop(leaf.page.title, leaf.path) for leaf in daily.pages if leaf.path == day]
    return (found.stop(latest), *of_day)
