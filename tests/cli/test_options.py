"""A command declares its session, request and target; Typer sees the options behind them, in their place."""

from inspect import signature
from types import SimpleNamespace
from typing import Any

import pytest

from ainews_cli.cli.options import Day, ItemRequest, Limit, with_options
from ainews_cli.pipeline.request import OutputTarget, Request
from ainews_cli.pipeline.session import Session

SESSION = SimpleNamespace(verbose=False, quiet=False)
CONTEXT = SimpleNamespace(obj=SESSION)


def test_options_stand_where_the_parameter_stood() -> None:
    @with_options
    def command(
        session: Session, *, day: Day = None, target: OutputTarget, limit: Limit = None, request: Request
    ) -> None:
        """What it does."""

    names = [
        "ctx",
        "verbose",
        "quiet",
        "day",
        "format",
        "output",
        "limit",
        "fetch",
        "no_analyse",
        "dry_run",
        "budget",
        "retry",
    ]
    assert list(signature(command).parameters) == names == list(command.__annotations__)
    assert (command.__name__, command.__doc__) == ("command", "What it does.")


def test_the_command_gets_what_they_come_to() -> None:
    calls: list[Any] = []

    @with_options
    def command(session: Session, *, target: OutputTarget, request: Request) -> None:
        calls.append((session, target, request))

    command(
        ctx=CONTEXT,
        verbose=False,
        quiet=False,
        format="json",
        output=None,
        fetch=True,
        no_analyse=True,
        dry_run=False,
        budget=0.5,
        retry=False,
    )
    assert calls == [(SESSION, OutputTarget("json", None), Request(True, False, False, 0.5))]


def test_an_item_is_asked_about_without_a_fetch() -> None:
    @with_options
    def command(session: Session, *, request: ItemRequest) -> None:
        raise AssertionError(request)

    assert "fetch" not in signature(command).parameters
    with pytest.raises(AssertionError, match="fetch=False, analyse=True, dry_run=True"):
        command(ctx=CONTEXT, verbose=False, quiet=False, no_analyse=False, dry_run=True, budget=None, retry=False)
