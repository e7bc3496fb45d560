"""Hypothesis for all tests: no deadlines and no health check of speed, since a busy machine says nothing about the
rules under test.
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings

from tests.support.cli import empty, filled, sample_server  # noqa: F401  fixtures of every folder

settings.register_profile("ainews", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ainews")
