"""Encodings of documents."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.base import charsets


@pytest.mark.parametrize("name", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_mark_names_its_encoding(name: str) -> None:
    body = f"\ufeff日報 {name}".encode(name)
    mark, length = charsets.marked(body)
    assert mark == name
    assert body[length:].decode(mark) == f"日報 {name}"


def test_no_mark() -> None:
    assert charsets.marked(b"") == charsets.marked(b"<rss/>") == ("", 0)


@pytest.mark.parametrize(
    ("field", "label"),
    [
        ("text/html; charset=UTF-8", "UTF-8"),
        ('text/html;charset="shift_jis"; x=y', "shift_jis"),
        ("text/html", ""),
        ("text/html; charset=", ""),
    ],
)
def test_the_label_of_a_field(field: str, label: str) -> None:
    assert charsets.label_of(field) == label


@pytest.mark.parametrize(
    ("label", "name"),
    [("Shift_JIS", "shift_jis"), ("latin1", "iso8859-1"), ("utf-7", ""), ("base64", ""), ("", ""), ("no-such", "")],
)
def test_only_safe_text_encodings_have_a_name(label: str, name: str) -> None:
    assert charsets.codec(label) == name


@given(st.text(max_size=20))
def test_no_label_raises_and_each_name_is_a_codec(label: str) -> None:
    name = charsets.codec(label)
    assert not name or codecs.lookup(charsets.larger(name)).name


def test_the_windows_sets_hold_what_their_labels_promise() -> None:
    assert b"\x93quoted\x94".decode(charsets.larger("iso8859-1")) == "“quoted”"
    assert b"\x87\x40".decode(charsets.larger("shift_jis")) == "①"
    assert charsets.larger("koi8-r") == "koi8-r"


def test_a_few_wrong_bytes_leave_utf8() -> None:
    assert charsets.guess("日報 ".encode() * 20 + b"\xff", "cp1252") == "utf-8"


def test_a_guess_without_a_clue_is_the_default_or_a_codec() -> None:
    name = charsets.guess("Привет, мир. Сегодня вышла новая модель.".encode("cp1251") * 5, "cp1252")
    assert "Привет" in ("Привет, мир.".encode("cp1251")).decode(name)
