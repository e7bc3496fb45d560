"""Options that several commands share, each declared once, and the decorator that gathers them."""

# Annotations are not postponed here: Typer would evaluate each of them anew at every start.
import os
from collections.abc import Callable, Iterable, Mapping
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Annotated, Any, NamedTuple, NewType

import typer

from ainews_cli.pipeline import suggestions
from ainews_cli.pipeline.output import require_place
from ainews_cli.pipeline.request import Filters, OutputTarget, Request
from ainews_cli.pipeline.session import Session
from ainews_cli.render import FOR_PIPE, FOR_TERMINAL, FORMATS, require_format


def _listed(names: Iterable[str]) -> str:
    """Return "a, b or c"."""
    *first, last = names
    return f"{', '.join(first)} or {last}" if first else last


def _formats(incomplete: str) -> list[suggestions.Suggestion]:
    """Return the formats for the shell's completion, with a line on each."""
    return suggestions.offered([(name, row.help) for name, row in FORMATS.items()], incomplete)


def among(names: Iterable[str]) -> Callable[[str], list[suggestions.Suggestion]]:
    """Return what completes one of these names, for Typer."""

    def complete(incomplete: str) -> list[suggestions.Suggestion]:
        return suggestions.offered([(name, "") for name in names], incomplete)

    return complete


def known(source: suggestions.Source) -> Callable[[typer.Context, str], list[suggestions.Suggestion]]:
    """Return what completes a value that the reader's config or database knows, for Typer."""

    def complete(ctx: typer.Context, incomplete: str) -> list[suggestions.Suggestion]:
        # Texts as yet: completion converts nothing, and no shell has expanded them.
        named = {name: ctx.find_root().params.get(name) for name in ("config", "db")}
        config, database = (Path(os.path.expandvars(value)) if value else None for value in named.values())
        return suggestions.suggest(source, incomplete, config=config, database=database)

    return complete


Limit = Annotated[
    int | None,
    typer.Option(
        "--limit", "-n", min=1, max=10_000, help="How many items to show. Default: [digest] limit.", metavar="N"
    ),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        help=f"{_listed(FORMATS)}. Default: {FOR_TERMINAL} on a TTY, else {FOR_PIPE}.",
        metavar="FORMAT",
        autocompletion=_formats,
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="Write to this file instead of stdout.", metavar="FILE", readable=False),
]
Fetch = Annotated[bool, typer.Option("--fetch", help="Fetch the feeds first.")]
NoAnalyse = Annotated[bool, typer.Option("--no-analyse", help="Make no network call at all: show what is stored.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be analysed and its price; spend nothing.")]
Budget = Annotated[
    float | None,
    typer.Option(
        "--budget", min=0, help="US dollars this run may spend, instead of [budget] usd_per_run.", metavar="USD"
    ),
]
Retry = Annotated[bool, typer.Option("--retry", help="Ask again what got no usable reply within the last day.")]
Day = Annotated[
    str | None,
    typer.Argument(
        help="A day: 2026-06-05, today, yesterday, or -- -3 for three days ago. Default: the period that ends now.",
        metavar="[DATE]",
        autocompletion=known(suggestions.days),
    ),
]
Days = Annotated[int, typer.Option("--days", help="How many days, up to DATE or now.", min=1, max=366, metavar="N")]
ComparedDays = Annotated[
    int,
    typer.Option(
        "--days", help="Length of the window, which is compared with the one before.", min=1, max=366, metavar="N"
    ),
]
Stories = Annotated[
    bool,
    typer.Option(
        "--stories/--no-stories", help="Show an event once, with its other reports (the default), or every item."
    ),
]
PerFeed = Annotated[
    int | None,
    typer.Option(
        "--per-feed",
        help="Most items of one feed; 0: no limit. Default: [digest] per_feed.",
        min=0,
        max=10_000,
        metavar="N",
    ),
]
FeedName = Annotated[
    str,
    typer.Option(
        "--feed", help="Only items that this feed carries.", metavar="NAME", autocompletion=known(suggestions.feeds)
    ),
]
Category = Annotated[
    str,
    typer.Option(
        "--category",
        help="Only this category, of the feed or of the analysis.",
        metavar="NAME",
        autocompletion=known(suggestions.categories),
    ),
]
Tag = Annotated[
    str,
    typer.Option("--tag", help="Only with this tag.", metavar="TAG", autocompletion=known(suggestions.tags)),
]
Company = Annotated[
    str,
    typer.Option(
        "--company", help="Only about this company.", metavar="NAME", autocompletion=known(suggestions.companies)
    ),
]
Since = Annotated[
    str,
    typer.Option(
        "--since", help="Published on this day or later.", metavar="DATE", autocompletion=known(suggestions.days)
    ),
]
Until = Annotated[
    str,
    typer.Option(
        "--until", help="Published on this day or earlier.", metavar="DATE", autocompletion=known(suggestions.days)
    ),
]
MinScore = Annotated[
    float, typer.Option("--min-score", help="Only with this score or more.", min=0, max=5, metavar="SCORE")
]
Hidden = Annotated[bool, typer.Option("--hidden", help="Show hidden items, too.")]
Item = Annotated[
    int,
    typer.Argument(
        help="The number a digest shows beside the item.",
        metavar="ID",
        min=1,
        autocompletion=known(suggestions.items),
    ),
]
Items = Annotated[
    list[int],
    typer.Argument(
        help="Numbers that a digest shows beside the items.",
        metavar="ID...",
        min=1,
        autocompletion=known(suggestions.items),
    ),
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", hidden=True)]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", hidden=True)]
"""Global options, which the help of `ainews` lists: understood behind every command, too."""
Undo = Annotated[bool, typer.Option("--undo", help="Take it back.")]

ItemRequest = NewType("ItemRequest", Request)
"""A request about one item: no feed is fetched for it."""


class Gathered(NamedTuple):
    """A parameter that stands for several options."""

    options: dict[str, tuple[Any, Any]]
    """Name -> (annotation, default), as Typer takes them."""
    make: Callable[..., Any]
    """The value of the parameter, given those of the options."""


def _request(*, no_analyse: bool, dry_run: bool, budget: float | None, retry: bool, fetch: bool = False) -> Request:
    return Request(fetch, not no_analyse, dry_run, budget, retry)


LOUDNESS: dict[str, tuple[Any, Any]] = {"verbose": (Verbose, False), "quiet": (Quiet, False)}


def session_of(ctx: typer.Context, *, verbose: bool, quiet: bool) -> Session:
    """Return the session, as quiet or verbose as the options before or after the command say."""
    session: Session = ctx.obj
    session.verbose, session.quiet = session.verbose or verbose, session.quiet or quiet
    return session


def output_target(*, format: str | None, output: Path | None) -> OutputTarget:  # noqa: A002  the option's name
    """Return where a page goes. Raise UsageError before anything is fetched or bought for one that cannot go there."""
    if format is not None:
        require_format(format)
    if output is not None:
        require_place(output)
    return OutputTarget(format, output)


_PREPARING: dict[str, tuple[Any, Any]] = {
    "no_analyse": (NoAnalyse, False),
    "dry_run": (DryRun, False),
    "budget": (Budget, None),
    "retry": (Retry, False),
}
_FILTERS: dict[str, tuple[Any, Any]] = {
    "feed": (FeedName, ""),
    "category": (Category, ""),
    "tag": (Tag, ""),
    "company": (Company, ""),
    "since": (Since, ""),
    "until": (Until, ""),
    "min_score": (MinScore, 0.0),
    "hidden": (Hidden, False),
}
GATHERED: dict[Any, Gathered] = {
    Session: Gathered({"ctx": (typer.Context, Parameter.empty), **LOUDNESS}, session_of),
    OutputTarget: Gathered({"format": (Format, None), "output": (Output, None)}, output_target),
    Request: Gathered({"fetch": (Fetch, False), **_PREPARING}, _request),
    ItemRequest: Gathered(_PREPARING, _request),
    Filters: Gathered(_FILTERS, Filters),
}
"""Annotation of a parameter -> the options it stands for, which take its place in the help."""


def with_options(command: Callable[..., None]) -> Callable[..., None]:
    """Return the function for Typer: each parameter of `GATHERED` becomes its options, in its place."""
    declared = signature(command).parameters
    options: dict[str, tuple[Any, Any]] = {}
    for name, parameter in declared.items():
        gathered = GATHERED.get(parameter.annotation)
        options |= gathered.options if gathered else {name: (parameter.annotation, parameter.default)}

    def run(**values: Any) -> None:
        arguments = {}
        for name, parameter in declared.items():
            gathered = GATHERED.get(parameter.annotation)
            arguments[name] = (
                gathered.make(**{key: values[key] for key in gathered.options}) if gathered else values[name]
            )
        command(**arguments)

    run.__name__, run.__doc__, run.__module__ = command.__name__, command.__doc__, command.__module__
    run.__annotations__ = {name: annotation for name, (annotation, _) in options.items()}
    return signed(run, options)


def signed(command: Callable[..., None], parameters: Mapping[str, tuple[Any, Any]]) -> Callable[..., None]:
    """Return the function with these parameters for its signature: name -> annotation and default."""
    command.__signature__ = Signature(  # type: ignore[attr-defined]  # read by inspect.signature, unknown to typeshed
        [
            Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
            for name, (annotation, default) in parameters.items()
        ]
    )
    return command
