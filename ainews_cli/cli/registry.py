"""The registry of commands: help, completion and the docs derive from it.

Typer builds every command of an application at each start, signatures and all. Here a start pays for its own command
alone, and `--help` for none: it prints the registry.
"""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer._click.core import Command
from typer._click.shell_completion import CompletionItem
from typer.core import TyperGroup

CONTEXT = {"help_option_names": ["-h", "--help"]}


class CommandRow(NamedTuple):
    """A command: where it lives, and its line in `--help`."""

    place: str
    """module:function, or module:name of a Typer application with subcommands; the module is named after the command"""
    summary: str
    """The first line of the docstring of the function, or of the application's callback (a test compares them)."""

    def load(self) -> Any:
        """Import and return the function or the Typer application."""
        module, _, name = self.place.partition(":")
        return getattr(import_module(module), name)


COMMANDS: dict[str, CommandRow] = {
    "init": CommandRow("ainews_cli.cli.init:init", "Write a commented config to start from."),
    "fetch": CommandRow("ainews_cli.cli.fetch:fetch", "Pull the feeds into the database."),
    "feeds": CommandRow("ainews_cli.cli.feeds:app", "Subscriptions: list, add, remove, import, export, check."),
    "latest": CommandRow("ainews_cli.cli.latest:latest", "The newest items (最新ニュース)."),
    "daily": CommandRow("ainews_cli.cli.daily:daily", "The ranked digest of a day (AI日報)."),
    "weekly": CommandRow("ainews_cli.cli.weekly:weekly", "The ranked week, by topic (週報)."),
    "hacker": CommandRow(
        "ainews_cli.cli.hacker:hacker", "Hacker News by points, and what the discussions say (Hacker日報)."
    ),
    "videos": CommandRow("ainews_cli.cli.videos:videos", "Videos, ranked (動画)."),
    "tools": CommandRow("ainews_cli.cli.tools:tools", "Tools and releases, ranked (AIツール)."),
    "papers": CommandRow("ainews_cli.cli.papers:papers", "Papers and research, ranked (論文)."),
    "trends": CommandRow("ainews_cli.cli.trends:trends", "What rises and falls (トレンド)."),
    "companies": CommandRow(
        "ainews_cli.cli.companies:companies", "Companies in the news (企業), or one company's news."
    ),
    "show": CommandRow("ainews_cli.cli.show:show", "One article: score, key points, translation, related articles."),
    "search": CommandRow("ainews_cli.cli.search:search", "Full text over originals and translations."),
    "open": CommandRow("ainews_cli.cli.open:open_", "The original in the browser; it counts as read."),
    "star": CommandRow("ainews_cli.cli.star:star", "Star items: more like these."),
    "hide": CommandRow("ainews_cli.cli.hide:hide", "Hide items: they leave every list, and fewer like them come."),
    "read": CommandRow("ainews_cli.cli.read:read", "Mark items as read: a little more like these."),
    "why": CommandRow("ainews_cli.cli.why:why", "Why an item ranks where it does: the whole sum."),
    "site": CommandRow("ainews_cli.cli.site:site", "The stored items as a static site."),
    "batch": CommandRow("ainews_cli.cli.batch:app", "Scheduled work at half price."),
    "usage": CommandRow(
        "ainews_cli.cli.usage:usage", "What the model calls cost, by day, model and purpose (利用状況)."
    ),
    "eval": CommandRow("ainews_cli.cli.eval:eval_", "Compare models on a small bundled set of articles."),
    "doctor": CommandRow("ainews_cli.cli.doctor:doctor", "Check config, database, feeds, model and machine (診断)."),
}
"""In the order `--help` lists them."""


class CommandGroup(TyperGroup):
    """The group of `COMMANDS`. (Contexts and formatters are Any: typer keeps their classes private.)"""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.commands: Any = dict.fromkeys(COMMANDS)  # their names: for the order, and for "did you mean"

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Import and build one command; return None for an unknown name."""
        command = COMMANDS[cmd_name].load() if cmd_name in COMMANDS else _view_command(cmd_name)
        if command is None:
            return None
        if isinstance(command, typer.Typer):
            command.info.name = cmd_name
            return typer.main.get_group(command)
        alone = typer.Typer(add_completion=False, rich_markup_mode=None)
        alone.command(cmd_name, context_settings=CONTEXT)(command)
        return typer.main.get_command(alone)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """Return the commands and options that begin like this, without building any command."""
        commands = [
            CompletionItem(name, help=COMMANDS[name].summary) for name in COMMANDS if name.startswith(incomplete)
        ]
        return [*commands, *Command.shell_complete(self, ctx, incomplete)]

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Print the registry, without building anything."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, row.summary) for name, row in COMMANDS.items()])


def _view_command(name: str) -> Any:
    """Return the command of a view that has no row here; None where no view has this name."""
    from ainews_cli.cli.view import view_command  # border: only a name without a row needs the views

    return view_command(name)
