"""Encodings and document types."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from ainews_cli.sources import decoding
from tests.support.sources.reading import SAMPLES, parse, read, rss


def test_rss_091_and_1_0_in_old_encodings() -> None:
    german = read("rss091.rss.xml")
    assert german.entries[0].title == "Übersetzung für Büros"
    assert german.notes == ()
    japanese = read("rdf_ja_sjis.rdf.xml")
    entry = japanese.entries[0]
    assert (japanese.title, japanese.language) == ("風の技術日誌", "ja")
    assert (entry.title, entry.author, entry.categories) == ("量子化と①の話", "山田 太郎", ("機械学習",))
    assert (entry.summary, entry.content) == ("短い要約", "<p>本文は<b>ここ</b>にあります。</p>")
    assert entry.published == datetime(2026, 3, 1, 3, tzinfo=UTC)
    assert read("rdf_ja_eucjp.rdf.xml").entries[0].title == "推論の費用を下げる"
    assert read("windows1251.rss.xml").entries[0].title == "Нейросети учатся переводить"
    assert read("utf16.rss.xml").entries[0].title == "広い文字 – wide"
    assert read("wrong_declaration.rss.xml").entries[0].title == "日本語の見出し"
    assert read("mojibake.atom.xml").entries[0].title == "Aurora Ramírez"
    assert read("mojibake.atom.xml").entries[0].summary == "don’t €5"
    guessed = read("undeclared_sjis.rss.xml")
    assert guessed.entries[0].title == "人工知能の新しい研究が発表されました"
    assert guessed.notes == ("not in the encoding it declares (utf-8); read as shift_jis",)


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "shift_jis", "euc_jp", "iso2022_jp", "utf-8-sig"],
)
def test_every_encoding_the_header_declares(encoding: str) -> None:
    body = '<rss version="2.0"><channel><title>題</title><item><title>日本語の題</title><link>https://a.example/</link></item></channel></rss>'.encode(
        encoding
    )
    assert parse(body, content_type=f'application/rss+xml; charset="{encoding}"').entries[0].title == "日本語の題"


@pytest.mark.parametrize(
    ("label", "codec", "title"),
    [
        ("Windows-31J", "cp932", "①生成AI研究所がβ版を公開"),
        ("x-sjis", "cp932", "GPT対応の新機能"),
        ("x-euc-jp", "euc_jp", "AIの新機能"),
        ("eucJP-ms", "euc_jp", "AIの新機能"),
        ("csISO2022JP", "iso2022_jp", "AIの新機能"),
        ("windows-949", "cp949", "인공지능 연구소"),
        ("korean", "cp949", "인공지능 연구소"),
        ("x-gbk", "gb18030", "新模型发布"),
        ("cn-big5", "big5", "新模型發布"),
        ("tis-620", "cp874", "แบบจำลองใหม่…"),
        ("iso-8859-1", "cp1252", "“Small” – €5"),
        ("koi8", "koi8_r", "Новая модель"),
        ("utf-16", "utf-8", "新機能"),
    ],
)
@pytest.mark.parametrize("form", ["rss", "atom"])
def test_labels_of_the_web_are_read_as_declared(label: str, codec: str, title: str, form: str) -> None:
    body = {
        "rss": f"<rss version='2.0'><channel><item><title>{title}</title><guid>1</guid></item></channel></rss>",
        "atom": f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>1</id><title>{title}</title></entry></feed>",
    }[form]
    for document, content_type in (
        (f"<?xml version='1.0' encoding='{label}'?>{body}", "application/xml"),
        (body, f"application/xml; charset={label}"),
        (f"<?xml version='1.0' encoding='utf-8'?>{body}", f"application/xml; charset={label}"),
    ):
        found = parse(document.encode(codec), content_type=content_type)
        assert (found.entries[0].title, found.notes) == (title, ())


def test_one_bad_byte_in_a_feed_costs_one_character() -> None:
    body = rss("<item><title>人工知能の研究</title></item><item><title>新しいX機能</title></item>")
    found = parse(body.replace(b"X", b"\xff"))
    assert [entry.title for entry in found.entries] == ["人工知能の研究", "新しい\ufffd機能"]
    assert "1 place is invalid in utf-8: shown as \ufffd" in found.notes


@pytest.mark.parametrize("label", ["utf-7", "base64", "rot13", "no-such", "unicode_escape", "idna"])
def test_odd_encoding_labels_are_ignored_and_said(label: str) -> None:
    body = rss("<item><title>café +ADw-</title></item>")
    found = parse(body, content_type=f"text/xml; charset={label}")
    assert found.entries[0].title == "café +ADw-"
    assert found.notes == (f"encoding {label!r} is not known",)


@pytest.mark.parametrize("name", ["hostile_xxe.rss.xml", "hostile_laughs.rss.xml"])
def test_entities_are_never_expanded_or_fetched(name: str) -> None:
    start = time.perf_counter()
    found = read(name)
    assert time.perf_counter() - start < 2
    text = repr(found)
    assert "root:" not in text
    assert "lollol" not in text
    assert len(text) < 2000
    assert "entity declarations ignored" in found.notes


@pytest.mark.parametrize(
    "padding", [b"", b"<!-- " + b"x" * 20_000 + b" -->", b"<?xml-stylesheet href='x'?>" * 500, b"<!DOCTYPE rss>"]
)
def test_a_document_type_is_found_wherever_it_stands(padding: bytes) -> None:
    laughs = b'<!ENTITY a "ha">' + b"".join(b'<!ENTITY %c "%b">' % (98 + i, b"&%c;" % (97 + i) * 20) for i in range(8))
    body = (
        padding
        + b"<!DOCTYPE rss [<!-- ]> --> "
        + laughs
        + b"]>"
        + rss("<item><title>x &i; y</title></item>").partition(b"?>")[2]
    )
    start = time.perf_counter()
    found = parse(body)
    assert time.perf_counter() - start < 2
    assert len(found.entries[0].title) < 100


def test_a_document_type_of_html_stays_for_the_message() -> None:
    assert decoding.root(decoding.read((SAMPLES / "xhtml_page.html").read_bytes()).data) == b"html"
