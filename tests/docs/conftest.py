from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
import typer

from ainews_cli import __main__
from ainews_cli.cli import registry
from ainews_cli.cli.app import app


class Command(NamedTuple):
    """A command as typer builds it."""

    summary: str
    function: Any
    built: Any

    @property
    def described(self) -> str:
        """The docstring it is explained by; for an application, that of its callback."""
        is_application = isinstance(self.function, typer.Typer)
        function = self.function.registered_callback.callback if is_application else self.function
        return inspect.cleandoc(function.__doc__)

    @property
    def subcommands(self) -> dict[str, Any]:
        """As typer builds them; {} for a single command and for the program itself."""
        return dict(self.built.commands) if isinstance(self.function, typer.Typer) else {}

    @property
    def switches(self) -> set[str]:
        """Its options, and those of its subcommands: -n, --limit."""
        return switches_of(self.built).union(*map(switches_of, self.subcommands.values()))


def switches_of(built: Any) -> set[str]:
    """Return the options of a command as typer builds it."""
    names = {name for param in built.params for name in (*param.opts, *param.secondary_opts)}
    return {name for name in names if name.startswith("-")} | {"-h", "--help"}


@pytest.fixture(scope="session")
def commands() -> Iterator[dict[str, Command]]:
    """Every command, "" for the program itself, and the demo, which joins the registry in `__main__`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registry, "COMMANDS", dict(registry.COMMANDS))
        patch.setattr("ainews_cli.cli.run", lambda: 0)
        patch.setattr(__main__, "leave", lambda code: None)
        patch.setattr(sys, "argv", ["ainews"])
        __main__.main()
        group: Any = typer.main.get_command(app)
        rows = registry.COMMANDS.items()
        yield {
            "": Command("", None, group),
            **{name: Command(row.summary, row.load(), group.get_command(None, name)) for name, row in rows},
        }
