"""The steps of `ainews site`. No network, no model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.errors import UsageError
from ainews_cli.pipeline.request import Request
from ainews_cli.pipeline.stages import Work
from ainews_cli.pipeline.translating import translation_plan
from ainews_cli.render.clean import safe_url
from ainews_cli.site import SiteSource, build
from ainews_cli.texts import text
from ainews_cli.views.windows import last_hours

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ainews_cli.models.reader import Reader
    from ainews_cli.models.translation import TranslationOutcome
    from ainews_cli.pipeline.session import Session
    from ainews_cli.store import Store


def run_site(session: Session, folder: Path, *, days: int, limit: int | None, url: str, force: bool) -> None:
    """Estimate what has no score yet, and write the site. Raise UsageError."""
    if url and not safe_url(url):
        raise UsageError(f"--url {url}: must begin with http:// or https://")
    config, reader = session.config, session.reader
    store, model, glossary = session.store, session.model_name(), config.glossary
    # companies and trends count the days before, too
    Work(session, Request(analyse=False)).estimate(last_hours(session.now, 24 * 2 * max(days, 7)))
    source = SiteSource(
        store=store,
        reader=reader,
        now=session.now,
        days=days,
        limit=limit or config.digest.limit,
        translation=lambda item: stored_translation(store, item, reader, glossary=glossary, model=model),
        aliases=config.aliases,
        model=model,
        tokens=config.digest.discussion_tokens,
    )
    report = build(source, folder.expanduser(), url=safe_url(url or config.site.url), force=force)
    counts = {"n": report.files, "written": report.written, "removed": report.removed}
    session.say(text(reader.language, "site.done", folder=folder, **counts))


def stored_translation(
    store: Store, item: int, reader: Reader, *, glossary: Sequence[tuple[str, str]] = (), model: str
) -> TranslationOutcome:
    """Return what is stored of the item's translation, with a line where there is none."""
    plan = translation_plan(store, item, reader, glossary=glossary, model=model)
    if not plan.open:
        return plan.outcome()
    return plan.outcome(stopped="no_model", reason=text(reader.language, "site.untranslated", id=item))
