"""`ainews init`: the command a newcomer starts with."""

# Annotations are not postponed here: Typer would evaluate each of them anew at every start.
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from ainews_cli.cli.options import with_options
from ainews_cli.config import default_path, example_text, parse, problem
from ainews_cli.errors import UsageError
from ainews_cli.pipeline.output import write_file
from ainews_cli.pipeline.session import Session
from ainews_cli.subscriptions import starting
from ainews_cli.texts import text

Force = Annotated[bool, typer.Option("--force", help="Replace an existing config.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing.")]


@with_options
def init(session: Session, *, force: Force = False, yes: Yes = False) -> None:
    """Write a commented config to start from.

    \b
    Examples:
      ainews init
      ainews --config news.toml init --yes
    """
    path = (session.config_path or default_path()).expanduser()
    asks = sys.stdin.isatty() and not yes
    if path.exists() and not force:
        question = text(_language(), "init.replace", path=path)
        if not (asks and typer.confirm(question, err=True)):
            raise UsageError(f"{path} already exists; use --force to replace it")
    content = _answers(example_text()) if asks else example_text()
    config = parse(content, path)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_file(path, content)
    language = config.language if asks else "en"
    session.say(text(language, "init.wrote" if config.feeds else "init.wrote_empty", path=path, n=len(config.feeds)))


def _answers(example: str) -> str:
    """Return the example with the reader's language, time zone, interests and feeds in place.

    Each answer is judged by the config's rules at once.
    """
    import tomlkit  # border: only where questions are asked

    document = tomlkit.parse(example)
    document["language"] = _ask(text(_language(), "init.language"), str(document["language"]), _judge_of("language"))
    language = str(document["language"])
    zone = _own_zone() or str(document["timezone"])
    document["timezone"] = _ask(text(language, "init.timezone"), zone, _judge_of("timezone"))
    interests = _ask(text(language, "init.interests"), "", str.strip, shown=False)
    if interests:
        document["interests"]["text"] = interests
    categories = starting.categories(example)
    typer.echo(text(language, "init.feeds", n=sum(categories.values()), kinds=len(categories)), err=True)
    for number, (name, count) in enumerate(categories.items(), 1):
        typer.echo(f"  {text(language, 'init.choice', number=number, name=f'{name:12}', n=count)}", err=True)
    keep = _ask(text(language, "init.choose"), starting.ALL, lambda answer: starting.chosen(answer, tuple(categories)))
    return starting.narrowed(tomlkit.dumps(document), keep)


def _ask(question: str, default: str, judge: Callable[[str], Any], *, shown: bool = True) -> Any:
    """Return what `judge` makes of the answer; ask again, with the reason, while it raises UsageError."""

    def judged(answer: str) -> Any:
        try:
            return judge(answer)
        except UsageError as error:
            raise typer.BadParameter(str(error)) from error

    return typer.prompt(question, default=default, show_default=shown, value_proc=judged, err=True)


def _judge_of(key: str) -> Callable[[str], str]:
    """Return a judge by the config's rule for a key."""

    def judge(answer: str) -> str:
        answer = answer.strip()
        if fault := problem(key, answer):
            raise UsageError(f"{answer!r}: {fault}")
        return answer

    return judge


def _language() -> str:
    """Return the language to ask in before the reader has named one (POSIX: LC_ALL, LC_MESSAGES, LANG)."""
    named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return named.partition("_")[0].partition(".")[0] or "en"


def _own_zone() -> str:
    """Return this machine's time zone, "" where it is not known.

    UTC counts as not known: on a machine of one's own it mostly means that nobody chose.
    """
    name = os.environ.get("TZ", "").removeprefix(":")
    if not name:
        try:
            name = str(Path("/etc/localtime").readlink()).partition("zoneinfo/")[2]
        except OSError:
            return ""
    return "" if not name or name in ("UTC", "Etc/UTC", "Etc/UCT", "UCT") or problem("timezone", name) else name
