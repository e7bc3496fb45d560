"""Labels of encodings."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.base import encodings
from ainews_cli.base.encodings import codec_of, encoding_of


def test_the_table_has_every_label_of_the_standard() -> None:
    lines = encodings._STANDARD.strip().replace("\n    ", " ").splitlines()
    table = {line.partition(": ")[0]: line.partition(": ")[2].split() for line in lines}
    assert len(table) == 40
    assert sum(map(len, table.values())) == 228
    for name, labels in table.items():
        for label in labels:
            expected = "" if name == "replacement" else name
            assert encoding_of(label) == encoding_of(f" {label.upper()}\t") == expected
        assert name == "replacement" or codecs.lookup(codec_of(name)).name


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("iso-8859-1", "windows-1252"),
        ("us-ascii", "windows-1252"),
        ("iso-8859-9", "windows-1254"),
        ("tis-620", "windows-874"),
        ("x-sjis", "shift_jis"),
        ("Windows-31J", "shift_jis"),
        ("cp932", "shift_jis"),
        ("eucJP-ms", "euc-jp"),
        ("CP51932", "euc-jp"),
        ("EUC_JP", "euc-jp"),
        ("gb2312", "gbk"),
        ("x-gbk", "gbk"),
        ("uhc", "euc-kr"),
        ("ks_c_5601", "euc-kr"),
        ("Big5-HKSCS", "big5"),
        ("latin-1", "windows-1252"),
        ("windows1251", "windows-1251"),
        ("cp437", "cp437"),
        ("x-user-defined", "x-user-defined"),
    ],
)
def test_labels_mean_what_documents_use_them_for(label: str, name: str) -> None:
    assert encoding_of(label) == name


@pytest.mark.parametrize(
    "label", ["utf-7", "base64", "rot13", "", "no-such", "unicode_escape", "idna", "hz-gb-2312", "iso-2022-kr", "\0"]
)
def test_what_is_unknown_or_unsafe_has_no_name(label: str) -> None:
    assert encoding_of(label) == ""


@given(st.text(max_size=20))
def test_no_label_raises_and_each_name_is_a_codec(label: str) -> None:
    name = encoding_of(label)
    assert not name or name == "iso-2022-jp" or codecs.lookup(codec_of(name)).name
