"""Stored responses: what a killed run was answered is read again, in today's form and in that of earlier databases."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.llm.anthropic.response import ModelResponse, record_of, response_of
from ainews_cli.models.analysis import Usage

OLD = '["{\\"title\\": \\"\\u65e5\\u672c \\ud800\\"}", "end_turn"]'
"""As schema 7 kept it."""


def test_a_record_of_an_earlier_database_is_read() -> None:
    assert response_of(OLD) == ModelResponse('{"title": "日本 \ud800"}', "end_turn", Usage())


@given(st.text(st.characters(codec=None)), st.sampled_from(["end_turn", "max_tokens", ""]))
def test_a_record_gives_the_same_response(text: str, stop_reason: str) -> None:
    record = record_of(ModelResponse(text, stop_reason, Usage(1, 2), 0.5, "req_1"))
    assert record.isascii()
    assert json.loads(record)["version"] == 1
    assert response_of(record) == ModelResponse(text, stop_reason, Usage())
