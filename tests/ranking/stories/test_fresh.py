"""What is new in a follow-up, in the words of the report."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ainews_cli.ranking.stories.fresh import fresh


@pytest.mark.parametrize(
    ("now", "before", "points"),
    [
        (
            (
                "Judge lets piracy suit against Halcyon go ahead\nA court in Seattle heard that 41 authors seek $900 "
                "million."
            ),
            "Novelists sue Halcyon over pirated books\nThe suit was filed in Seattle.",
            ("41", "$900 million", "judge"),
        ),
        ("ハルシオン、作家らの訴訟で敗訴　9億ドルの賠償", "作家41人、ハルシオンを集団提訴", ("敗訴", "9億ドル")),
        ("Corvane appeals", "コルヴェインに制裁金", ("appeals",)),
        ("コルヴェインが控訴　マルタ・ブラントが代理人", "Corvane fined; Marta Brandt speaks", ("控訴",)),
        ("OpenAI sues", "オープンAIが提訴", ()),
    ],
)
def test_points(now: str, before: str, points: tuple[str, ...]) -> None:
    assert fresh(now, before, limit=4) == points


@given(st.text(max_size=60), st.text(max_size=60), st.integers(0, 5))
@example("runway", "", 4)  # the name of a company is news only where it is written as one
@example("AMAZON and meta, arm", "", 4)
def test_a_text_has_nothing_new_against_itself_and_points_are_few(text: str, other: str, limit: int) -> None:
    assert len(fresh(text, other, limit=limit)) <= limit
    assert fresh(text, text, limit=9) == ()
