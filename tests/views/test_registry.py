"""The rows of the views: each names a function that is there, and options that there are."""

from __future__ import annotations

from importlib import import_module

import pytest

from ainews_cli.cli.registry import COMMANDS
from ainews_cli.pipeline.request import ViewOptions
from ainews_cli.views.material import Choices
from ainews_cli.views.registry import VIEWS, Candidates, View

ROWS = list(VIEWS.values())


@pytest.mark.parametrize("view", ROWS, ids=lambda view: view.name)
def test_a_row_leads_to_what_it_names(view: View) -> None:
    assert VIEWS[view.name] is view
    for place in filter(None, (view.place, view.subpages)):
        module, _, function = place.partition(":")
        assert callable(getattr(import_module(module), function))
    assert all(view.titles)
    assert view.days >= 1


@pytest.mark.parametrize("view", ROWS, ids=lambda view: view.name)
def test_a_row_takes_options_that_there_are(view: View) -> None:
    assert set(view.takes) <= set(ViewOptions._fields)
    assert ViewOptions._fields == Choices._fields


@pytest.mark.parametrize("view", ROWS, ids=lambda view: view.name)
def test_help_says_of_a_view_what_its_row_says(view: View) -> None:
    assert COMMANDS[view.name].summary == view.summary


def test_traits_fit_together() -> None:
    assert all(view.ordered for view in ROWS if view.remembered), "what was shown is left out by the order"
    assert all(view.only.kinds for view in ROWS if view.candidates is Candidates.MOST_POINTS)
    assert {view.archived_by for view in ROWS} <= {"", "day", "week"}
