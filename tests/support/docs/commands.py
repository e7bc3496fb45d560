"""The commands as typer builds them."""

from __future__ import annotations

import inspect
from typing import Any, NamedTuple

import typer


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
    """Return the options of a command as typer builds it, without the global ones that it takes, too."""
    shown = [param for param in built.params if not getattr(param, "hidden", False)]
    names = {name for param in shown for name in (*param.opts, *param.secondary_opts)}
    return {name for name in names if name.startswith("-")} | {"-h", "--help"}
