"""`ainews init`: the command a newcomer starts with."""

# Annotations are not postponed here: Typer would evaluate each of them anew at every start.
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from ainews_cli.cli.options import with_options
from ainews_cli.config import default_path, example_text, locale_language, parse, problem
from ainews_cli.errors import UsageError
from ainews_cli.pipeline.session import Session
from ainews_cli.subscriptions import configfile, starting
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
    if os.path.exists(path) and not force:  # noqa: PTH110  as Path.exists, but it never raises
        question = text(locale_language(), "init.replace", path=path)
        if not (asks and typer.confirm(question, err=True)):
            raise UsageError(f"{path} already exists; use --force to replace it")
    content = _answers(example_text()) if asks else example_text()
    config = parse(content, path)
    configfile.create(path, content)
    language = config.language if asks else locale_language()
    session.say(text(language, "init.wrote" if config.feeds else "init.wrote_empty", path=path, n=len(config.feeds)))


def _answers(example: str) -> str:
    """Return the example with the reader's language, time zone, interests, keywords and feeds in place.

    Each answer is judged by the config's rules at once.
    """
    import tomlkit  # border: only where questions are asked

    document = tomlkit.parse(example)
    asked = locale_language()
    document["language"] = _ask(text(asked, "init.language"), str(document["language"]), _judge_of("language"), asked)
    language = str(document["language"])
    zone = _own_zone() or str(document["timezone"])
    document["timezone"] = _ask(text(language, "init.timezone"), zone, _judge_of("timezone"), language)
    if interests := _ask(text(language, "init.interests"), "", starting.sentence, language, shown=False):
        document["interests"]["text"] = interests
    if keywords := _ask(text(language, "init.keywords"), "", starting.keywords, language, shown=False):
        document["interests"]["keywords"] = keywords
    categories = starting.categories(example)
    typer.echo(text(language, "init.feeds", n=sum(categories.values()), kinds=len(categories)), err=True)
    for number, (name, count) in enumerate(categories.items(), 1):
        typer.echo(f"  {text(language, 'init.choice', number=number, name=f'{name:12}', n=count)}", err=True)
    names = tuple(categories)
    keep = _ask(text(language, "init.choose"), starting.ALL, lambda answer: starting.chosen(answer, names), language)
    return starting.narrowed(tomlkit.dumps(document), keep)


def _ask(question: str, default: str, judge: Callable[[str], Any], language: str, *, shown: bool = True) -> Any:
    """Return what `judge` makes of the answer; ask again, with the reason, while it raises UsageError."""
    while True:
        answer = typer.prompt(question, default=default, show_default=shown, err=True)
        try:
            return judge(answer)
        except UsageError as error:
            typer.echo(text(language, "wrong.answer", reason=error), err=True)


def _judge_of(key: str) -> Callable[[str], str]:
    """Return a judge by the config's rule for a key."""

    def judge(answer: str) -> str:
        answer = answer.strip()
        if fault := problem(key, answer):
            raise UsageError(f"{answer!r}: {fault}")
        return answer

    return judge


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
