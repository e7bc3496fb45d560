"""`ainews demo`: the whole pipeline on the sample feeds, in a throw-away database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ainews_cli.cli.desk import Desk


def demo(
    ctx: typer.Context,
    keep: Annotated[Path | None, typer.Option("--keep", help="Keep the demo's database at this path.", metavar="PATH")] = None,
) -> None:
    """Show the whole pipeline on sample feeds: no key, no network.

    \b
    Examples:
      ainews demo
      ainews demo --keep demo.db
    """
    import tempfile

    desk: Desk = ctx.obj
    if keep:
        _run(desk, keep)
        return
    with tempfile.TemporaryDirectory(prefix="ainews-demo-") as folder:
        _run(desk, Path(folder) / "demo.db")


def _run(desk: Desk, database: Path) -> None:
    """Fetch, analyse, digest: as `fetch` and `daily` do, with the sample feeds and the recorded engine."""
    raise NotImplementedError
