"""The commands: a table, and a group that builds a command when it is asked for.

Typer builds every command of an application at each start, signatures and all. Here a start pays for its own command
alone, and
`--help` for none: it prints the table.
"""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer.core import TyperGroup

CONTEXT = {"help_option_names": ["-h", "--help"]}


class Entry(NamedTuple):
    """Where a command lives, and its line in `--help`."""

    place: str
    """module:function, or module:name of a Typer application with subcommands"""
    summary: str
    """The first line of the docstring of the function, or of the application's callback (a test compares them)."""


COMMANDS: dict[str, Entry] = {
    "init": Entry("ainews_cli.cli.init:init", "Write a commented config to start from."),
    "fetch": Entry("ainews_cli.cli.fetch:fetch", "Pull the feeds into the database."),
    "feeds": Entry("ainews_cli.cli.feeds:app", "Subscriptions: list, add, remove, import, export, check."),
    "latest": Entry("ainews_cli.cli.digests:latest", "The newest items (最新ニュース)."),
    "daily": Entry("ainews_cli.cli.digests:daily", "The ranked digest of a day (AI日報)."),
    "weekly": Entry("ainews_cli.cli.kinds:weekly", "The ranked week, by topic (週報)."),
    "hacker": Entry(
        "ainews_cli.cli.hacker:hacker", "Hacker News by points, and what the discussions say (Hacker日報)."
    ),
    "videos": Entry("ainews_cli.cli.kinds:videos", "Videos, ranked (動画)."),
    "tools": Entry("ainews_cli.cli.kinds:tools", "Tools and releases, ranked (AIツール)."),
    "papers": Entry("ainews_cli.cli.kinds:papers", "Papers and research, ranked (論文)."),
    "trends": Entry("ainews_cli.cli.trends:trends", "What rises and falls (トレンド)."),
    "companies": Entry("ainews_cli.cli.trends:companies", "Companies in the news (企業), or one company's news."),
    "show": Entry("ainews_cli.cli.digests:show", "One article: score, key points, translation, related articles."),
    "search": Entry("ainews_cli.cli.search:search", "Full text over originals and translations."),
    "open": Entry("ainews_cli.cli.flags:open_", "The original in the browser; it counts as read."),
    "star": Entry("ainews_cli.cli.flags:star", "Star items: more like these."),
    "hide": Entry("ainews_cli.cli.flags:hide", "Hide items: they leave every list, and fewer like them come."),
    "read": Entry("ainews_cli.cli.flags:read", "Mark items as read: a little more like these."),
    "why": Entry("ainews_cli.cli.why:why", "Why an item ranks where it does: the whole sum."),
    "site": Entry("ainews_cli.cli.site:site", "The stored items as a static site."),
    "batch": Entry("ainews_cli.cli.batch:app", "Scheduled work at half price: submit, status, collect, cancel."),
    "usage": Entry("ainews_cli.cli.usage:usage", "What the model calls cost, by day, model and purpose (利用状況)."),
    "eval": Entry("ainews_cli.cli.eval:eval_", "Compare models on a small bundled set of articles."),
    "doctor": Entry("ainews_cli.cli.doctor:doctor", "Check config, database, feeds, model and machine (診断)."),
}
"""In the order `--help` lists them."""


class CommandGroup(TyperGroup):
    """The group of `COMMANDS`. (Contexts and formatters are Any: typer keeps their classes private.)"""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.commands: Any = dict.fromkeys(COMMANDS)  # their names: for the order, and for "did you mean"

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Imports and builds one command; None for an unknown name."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        module, _, function = entry.place.partition(":")
        found = getattr(import_module(module), function)
        if isinstance(found, typer.Typer):
            found.info.name = cmd_name
            return typer.main.get_group(found)
        alone = typer.Typer(add_completion=False, rich_markup_mode=None)
        alone.command(cmd_name, context_settings=CONTEXT)(found)
        return typer.main.get_command(alone)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The table, without building anything."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in COMMANDS.items()])
