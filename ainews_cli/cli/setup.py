"""`init`: the command a newcomer starts with."""

from __future__ import annotations

from typing import Annotated

import typer

from ainews_cli.cli.desk import Desk


def init(
    ctx: typer.Context,
    force: Annotated[bool, typer.Option("--force", help="Replace a config that is there.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing.")] = False,
) -> None:
    """Write a commented config to start from.

    \b
    Examples:
      ainews init
      ainews --config news.toml init --yes
    """
    import sys

    from ainews_cli.cli.output import write_file
    from ainews_cli.config import default_path, example_text
    from ainews_cli.errors import UsageError

    desk: Desk = ctx.obj
    path = (desk.config_path or default_path()).expanduser()
    asks = sys.stdin.isatty() and not yes
    if path.exists() and not force and not (asks and typer.confirm(f"{path} exists. Replace it?", err=True)):
        raise UsageError(f"{path} exists and stays as it is; --force replaces it")
    path.parent.mkdir(parents=True, exist_ok=True)
    write_file(path, _answers(example_text()) if asks else example_text())
    desk.say(f"wrote {path}; next: ainews fetch, then ainews daily")


def _answers(text: str) -> str:
    """The example with the reader's language and interests in place."""
    import tomlkit

    document = tomlkit.parse(text)
    document["language"] = typer.prompt("Language of the digest", default=str(document["language"]), err=True)
    document["timezone"] = typer.prompt("Time zone", default=str(document["timezone"]), err=True)
    interests = typer.prompt("What interests you, in a sentence", default="", show_default=False, err=True)
    if interests:
        document["interests"]["text"] = interests
    return tomlkit.dumps(document)
