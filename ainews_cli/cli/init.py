"""`init`: the command a newcomer starts with."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from ainews_cli.pipeline.session import Session


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

    from ainews_cli.config import default_path, example_text, parse
    from ainews_cli.errors import UsageError
    from ainews_cli.pipeline.output import write_file
    from ainews_cli.texts import text

    session: Session = ctx.obj
    path = (session.config_path or default_path()).expanduser()
    asks = sys.stdin.isatty() and not yes
    if (
        path.exists()
        and not force
        and not (asks and typer.confirm(text(_language(), "init.replace", path=path), err=True))
    ):
        raise UsageError(f"{path} exists and stays as it is; --force replaces it")
    made = _answers(example_text()) if asks else example_text()
    config = parse(made, path)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_file(path, made)
    language = config.language if asks else "en"
    session.say(text(language, "init.wrote" if config.feeds else "init.wrote_empty", path=path, n=len(config.feeds)))


def _answers(example: str) -> str:
    """The example with the reader's language, time zone, interests and feeds in place; each answer is judged by the
    config's rules at once.
    """
    import tomlkit

    from ainews_cli.subscriptions import starting
    from ainews_cli.texts import text

    document = tomlkit.parse(example)
    document["language"] = _ask(text(_language(), "init.language"), str(document["language"]), _ruled("language"))
    language = str(document["language"])
    document["timezone"] = _ask(
        text(language, "init.timezone"), _own_zone() or str(document["timezone"]), _ruled("timezone")
    )
    interests = _ask(text(language, "init.interests"), "", str.strip, shown=False)
    if interests:
        document["interests"]["text"] = interests
    found = starting.categories(example)
    typer.echo(text(language, "init.feeds", n=sum(found.values()), kinds=len(found)), err=True)
    for number, (name, count) in enumerate(found.items(), 1):
        typer.echo(f"  {text(language, 'init.choice', number=number, name=f'{name:12}', n=count)}", err=True)
    keep = _ask(text(language, "init.choose"), starting.ALL, lambda answer: starting.chosen(answer, tuple(found)))
    return starting.narrowed(tomlkit.dumps(document), keep)


def _ask(question: str, default: str, judge: Callable[[str], Any], *, shown: bool = True) -> Any:
    """What `judge` makes of the answer; asked again, with the reason, while it raises UsageError."""
    from ainews_cli.errors import UsageError

    def judged(answer: str) -> Any:
        try:
            return judge(answer)
        except UsageError as error:
            raise typer.BadParameter(str(error)) from error

    return typer.prompt(question, default=default, show_default=shown, value_proc=judged, err=True)


def _ruled(key: str) -> Callable[[str], str]:
    """A judge by the config's rule for a key."""
    from ainews_cli.config import problem
    from ainews_cli.errors import UsageError

    def judge(answer: str) -> str:
        answer = answer.strip()
        if fault := problem(key, answer):
            raise UsageError(f"{answer!r}: {fault}")
        return answer

    return judge


def _language() -> str:
    """The language to ask in before the reader has named one, from the environment (POSIX: LC_ALL, LC_MESSAGES,
    LANG).
    """
    named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return named.partition("_")[0].partition(".")[0] or "en"


def _own_zone() -> str:
    """This machine's time zone; "" where it is not known, or UTC, which on a machine of its own mostly means that
    nobody chose one.
    """
    from ainews_cli.config import problem

    name = os.environ.get("TZ", "").removeprefix(":")
    if not name:
        try:
            name = str(Path("/etc/localtime").readlink()).partition("zoneinfo/")[2]
        except OSError:
            return ""
    return "" if not name or name in ("UTC", "Etc/UTC", "Etc/UCT", "UCT") or problem("timezone", name) else name
