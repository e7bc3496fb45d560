"""Hypothesis for all tests: no deadlines and no health check of speed, since a busy machine says nothing about the
rules under test.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from ainews_cli import isolation
from tests.support.cli import empty, filled, sample_server  # noqa: F401  fixtures of every folder

settings.register_profile("ainews", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ainews")


@pytest.fixture(autouse=True)
def _no_fault_goes_unseen(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A step that fails for one item ends neither a command nor a test, so each test asks whether one did."""
    met: list[isolation.Fault] = []

    class Noted(list[isolation.Fault]):
        def append(self, fault: isolation.Fault) -> None:
            met.append(fault)
            super().append(fault)

    monkeypatch.setattr(isolation, "_noted", Noted())
    yield
    if met and "faults" not in request.keywords:
        raise met[0].error
