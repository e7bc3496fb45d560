"""Hashes that databases hold: these values may never change."""

from __future__ import annotations

from ainews_cli.base.hashing import digest, guid_digest, parts_digest, text_digest


def test_the_values_stored_so_far() -> None:
    assert digest(b"news") == "19fba0e995b9794fc2c26217bf3b725c"
    assert text_digest("\u65e5\u5831", 16) == "aabb91da0d2e09c9"
    assert parts_digest((b"a", b"bc"), 16) == "3fafa1cf2f19a7c1"
    assert guid_digest("news") == "451966dc3e36ee1d080f7fc56a460600"


def test_a_surrogate_is_a_question_mark() -> None:
    assert text_digest("a\ud800") == text_digest("a?")
    assert guid_digest("a\ud800") == guid_digest("a?")


def test_parts_are_kept_apart() -> None:
    assert parts_digest((b"ab", b"c"), 32) != parts_digest((b"a", b"bc"), 32)
