from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from ainews_cli import __main__
from ainews_cli.cli import registry
from ainews_cli.cli.app import app
from tests.support.docs.commands import Command


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
