"""Commands of views that have no file of their own: made from the row of the view."""

# Annotations are not postponed here: Typer would evaluate each of them anew at every start.
from collections.abc import Callable
from inspect import Parameter
from typing import Any

from ainews_cli.cli.options import Day, Days, Limit, PerFeed, Stories, signed, with_options
from ainews_cli.pipeline.pages import run_view
from ainews_cli.pipeline.request import OutputTarget, Request, ViewOptions
from ainews_cli.pipeline.session import Session
from ainews_cli.views.registry import VIEWS, Candidates, View

STORED = Request(analyse=False)
"""For views that show what is stored."""
SHARED: dict[str, tuple[Any, Any]] = {
    "day": (Day, None),
    "days": (Days, 0),
    "limit": (Limit, None),
    "per_feed": (PerFeed, None),
    "stories": (Stories, True),
}
"""Field of ViewOptions -> annotation and default of its option. An option of another kind needs a file."""


def view_command(name: str) -> Callable[..., None] | None:
    """Return the command of a view for Typer; None where no view has this name."""
    view = VIEWS.get(name)
    return None if view is None else _command_of(view)


def _command_of(view: View) -> Callable[..., None]:
    def command(session: Session, target: OutputTarget, request: Request = STORED, **chosen: Any) -> None:
        run_view(session, request, view.name, target, ViewOptions(**chosen))

    parameters: dict[str, tuple[Any, Any]] = {"session": (Session, Parameter.empty)}
    parameters |= {field: SHARED[field] for field in view.takes}
    if "days" in parameters:
        parameters["days"] = (Days, view.days)
    parameters["target"] = (OutputTarget, Parameter.empty)
    if view.candidates is not Candidates.NONE:
        parameters["request"] = (Request, Parameter.empty)
    command.__name__, command.__doc__ = view.name, view.summary
    return with_options(signed(command, parameters))
