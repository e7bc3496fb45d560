"""`ainews site`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ainews_cli.cli.options import Limit

if TYPE_CHECKING:
    from ainews_cli.pipeline.session import Session


def site(
    ctx: typer.Context,
    folder: Annotated[
        Path, typer.Argument(help="The folder to write to; it is made where there is none.", metavar="DIR")
    ],
    days: Annotated[
        int, typer.Option("--days", help="How many days back the site goes.", min=1, max=366, metavar="N")
    ] = 30,
    limit: Limit = None,
    url: Annotated[
        str, typer.Option("--url", help="The address it will be published at, instead of [site] url.", metavar="URL")
    ] = "",
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite files of the same names that are not a site's.")
    ] = False,
) -> None:
    """The stored items as a static site.

    \b
    Examples:
      ainews site ~/news && open ~/news/index.html
      ainews site /var/www/ai --days 90 --url https://example.org/ai
    """
    run_site(ctx.obj, folder, days=days, limit=limit, url=url, force=force)


def run_site(session: Session, folder: Path, *, days: int, limit: int | None, url: str, force: bool) -> None:
    """Estimates what has no score yet, and writes the site. No network, no model."""
    from ainews_cli.errors import UsageError
    from ainews_cli.pipeline.request import Request
    from ainews_cli.pipeline.stages import Work
    from ainews_cli.render.clean import safe_url
    from ainews_cli.site import Source, build
    from ainews_cli.texts import text
    from ainews_cli.views.windows import last_hours

    if url and not safe_url(url):
        raise UsageError(f"--url {url}: must begin with http:// or https://")
    config, reader = session.config, session.reader
    address = safe_url(url or config.site.url)
    Work(session, Request(analyse=False)).estimate(
        last_hours(session.now, 24 * 2 * max(days, 7))
    )  # companies and trends count the days before, too
    count, model, tokens = limit or config.digest.limit, session.model_name(), config.digest.discussion_tokens
    source = Source(session.store, reader, session.now, days, count, config.aliases, config.glossary, model, tokens)
    report = build(source, folder.expanduser(), url=address, force=force)
    session.say(
        text(
            reader.language, "site.done", folder=folder, n=report.files, written=report.written, removed=report.removed
        )
    )
