"""`ainews show`."""

# Annotations are not postponed here: Typer would evaluate each of them anew at every start.
from typing import Annotated

import typer

from ainews_cli.cli.options import Item, ItemRequest, with_options
from ainews_cli.pipeline.request import OutputTarget
from ainews_cli.pipeline.session import Session
from ainews_cli.pipeline.show import run_show
from ainews_cli.views.article import Wanted

Original = Annotated[bool, typer.Option("--original", help="Also show the original text.")]
Bilingual = Annotated[bool, typer.Option("--bilingual", help="Show original and translation side by side.")]
Audit = Annotated[
    bool, typer.Option("--audit", help="Show the result of every check for every block, and where each quote is found.")
]
Share = Annotated[bool, typer.Option("--share", help="Print title, TL;DR and link alone, to paste elsewhere.")]


@with_options
def show(
    session: Session,
    item: Item,
    *,
    target: OutputTarget,
    request: ItemRequest,
    original: Original = False,
    bilingual: Bilingual = False,
    audit: Audit = False,
    share: Share = False,
) -> None:
    """One article: score, key points, translation, related articles.

    \b
    Examples:
      ainews show 12
      ainews show 12 --bilingual
      ainews show 12 --audit        what the checks said of every block
    """
    run_show(session, request, item=item, wanted=Wanted(original, bilingual, audit, share), target=target)
