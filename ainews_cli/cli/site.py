"""`ainews site`."""

# Annotations are not postponed here: Typer would evaluate each of them anew at every start.
from pathlib import Path
from typing import Annotated

import typer

from ainews_cli.cli.options import Limit, with_options
from ainews_cli.pipeline.session import Session
from ainews_cli.pipeline.site import run_site

Folder = Annotated[
    Path, typer.Argument(help="The folder to write to; created if missing.", metavar="DIR", readable=False)
]
SiteDays = Annotated[int, typer.Option("--days", help="How many days back the site goes.", min=1, max=366, metavar="N")]
Url = Annotated[
    str, typer.Option("--url", help="The address it will be published at, instead of [site] url.", metavar="URL")
]
Force = Annotated[
    bool, typer.Option("--force", help="Overwrite files of the same names that do not belong to the site.")
]


@with_options
def site(
    session: Session, folder: Folder, *, days: SiteDays = 30, limit: Limit = None, url: Url = "", force: Force = False
) -> None:
    """The stored items as a static site.

    \b
    Examples:
      ainews site ~/news && open ~/news/index.html
      ainews site /var/www/ai --days 90 --url https://example.org/ai
    """
    run_site(session, folder, days=days, limit=limit, url=url, force=force)
