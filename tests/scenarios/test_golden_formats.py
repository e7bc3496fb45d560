"""Each format prints the sample page as it did when a person last looked at it."""

from __future__ import annotations

import pytest

from tests.support.render.regenerate import CASES, GOLDEN, made


@pytest.mark.parametrize("name", CASES)
def test_golden(name: str) -> None:
    assert made(name) == (GOLDEN / name).read_text(encoding="utf-8"), (
        "python -m tests.support.render.regenerate, then look at the difference"
    )


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(CASES)
