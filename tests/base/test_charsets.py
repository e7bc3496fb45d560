"""The decoder of documents."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.base import charsets
from ainews_cli.base.charsets import decode, label_of, labels, marked
from ainews_cli.base.encodings import codec_of, encoding_of

SAMPLES = {
    "shift_jis": "①雲社㈱の髙橋氏は、重さ2㎏の機器を公開した。ﾊﾝｶｸもある",
    "euc-jp": "人工知能の新しい研究が発表されました。ﾊﾝｶｸもある",
    "iso-2022-jp": "人工知能の新しい研究が発表されました",
    "gbk": "朱镕先生在喆发布会上说明了囍字的意思",
    "gb18030": "新的小型语言模型已经发布㐂",
    "big5": "新的小型語言模型已經發布",
    "euc-kr": "인공지능 연구소가 똠방각하 모델을 공개했다",
    "windows-874": "ห้องปฏิบัติการเผยแพร่แบบจำลองใหม่…",
    "windows-1251": "Лаборатория выпустила модель — «малую»",
    "koi8-r": "Лаборатория выпустила новую модель",
    "ibm866": "Лаборатория выпустила новую модель",
    "windows-1252": "The firm’s “small” model costs €5 – less",
    "windows-1250": "Příliš žluťoučký kůň – „úpěl“",
    "windows-1253": "Το εργαστήριο δημοσίευσε νέο μοντέλο",
    "windows-1254": "İstanbul’da küçük bir model yayımlandı",
    "windows-1255": "המעבדה פרסמה מודל חדש",
    "windows-1256": "نشر المختبر نموذجا جديدا",
    "iso-8859-2": "Příliš žluťoučký kůň úpěl",
    "iso-8859-15": "Le modèle coûte 5 € de plus à l’œuvre".replace("’", "'"),
    "macintosh": "Le modèle coûte – plus à l’œuvre",
}


def _encoded(text: str, name: str) -> bytes:
    return text.encode("iso2022_jp" if name == "iso-2022-jp" else codec_of(name))


@pytest.mark.parametrize("name", SAMPLES)
def test_what_is_declared_is_believed(name: str) -> None:
    text = SAMPLES[name]
    body = _encoded(text, name)
    by_server = decode(body, f"text/html; charset={name}")
    assert by_server == (text, name, ())
    page = f"<html><head><meta charset='{name}'></head>{text}"
    assert decode(_encoded(page, name), html=True) == (page, name, ())
    late = f"<html><head><!-- {'x' * 3000} --><meta http-equiv=Content-Type content='text/html; charset={name}'>{text}"
    assert decode(_encoded(late, name), html=True) == (late, name, ())
    feed = f"<?xml version='1.0' encoding='{name}'?><rss>{text}</rss>"
    assert decode(_encoded(feed, name)) == (feed, name, ())


@pytest.mark.parametrize("name", SAMPLES)
def test_utf8_is_told_from_what_is_declared_wrongly(name: str) -> None:
    text = f"<p>{SAMPLES[name]}"
    found = decode(text.encode(), f"text/html; charset={name}")
    assert (found.text, found.encoding) == (text, "utf-8")
    assert found.notes == (f"not in the encoding it declares ({name}); read as utf-8",)


@pytest.mark.parametrize("name", [name for name in SAMPLES if name not in ("utf-8", "iso-2022-jp")])
def test_the_next_declaration_counts_where_the_server_is_wrong(name: str) -> None:
    page = f"<meta charset={name}><p>{SAMPLES[name]}"
    found = decode(_encoded(page, name), "text/html; charset=utf-8", html=True)
    assert (found.text, found.encoding) == (page, name)
    assert found.notes == (f"not in the encoding it declares (utf-8); read as {name}",)


def test_the_server_weighs_more_than_the_document_and_a_mark_most() -> None:
    body = "<meta charset=windows-1251><p>Příliš žluťoučký kůň".encode("cp1250")
    assert decode(body, "text/html; charset=windows-1250", html=True).text.endswith("žluťoučký kůň")
    body = "\ufeff<?xml version='1.0' encoding='shift_jis'?><a>見出し</a>"
    for wide in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
        assert decode(body.encode(wide), "text/xml; charset=euc-jp").text == body[1:]
        assert marked(body.encode(wide))[0] == wide


@pytest.mark.parametrize("start", ["<rss>", " <rss>", "{", "[", "\n<a>"])
@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_encodings_show_themselves_without_a_mark(start: str, name: str) -> None:
    text = f"{start}見出し"
    assert decode(text.encode(name), "text/xml; charset=utf-16") == (text, name, ())


@pytest.mark.parametrize("label", ["utf-16", "UTF-16LE", "utf-16be", "ucs-2", "unicode", "utf-32"])
def test_a_wide_label_that_could_be_read_means_utf8(label: str) -> None:
    page = f"<meta charset={label}><p>見出し"
    assert decode(page.encode(), html=True) == (page, "utf-8", ())
    feed = f"<?xml version='1.0' encoding='{label}'?><rss>見出し</rss>"
    assert decode(feed.encode()) == (feed, "utf-8", ())


def test_an_unknown_label_is_said_and_the_next_counts() -> None:
    body = "<meta charset=x-sjis><p>新機能".encode("cp932")
    assert decode(body, "text/html; charset=nonsense", html=True) == (
        body.decode("cp932"),
        "shift_jis",
        ("encoding 'nonsense' is not known",),
    )
    alone = decode("Grüße aus Köln".encode("cp1252"), "text/html; charset=nonsense")
    assert alone.text == "Grüße aus Köln"
    assert alone.notes == (
        "encoding 'nonsense' is not known",
        "declares no encoding that is known and is not UTF-8; read as windows-1252",
    )


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("shift_jis", b"\x85\x9f"),
        ("shift_jis", b"\xff"),
        ("euc-jp", b"\xa9\xa1"),
        ("euc-jp", b"\x8f\xa1\xa1"),
        ("euc-kr", b"\xc9\xa1"),
        ("big5", b"\xa3\xfe"),
        ("gbk", b"\xff"),
        ("utf-8", b"\xff"),
        ("utf-8", b"\xe3\x81"),
        ("windows-1252", b"\x81"),
        ("windows-874", b"\xfc"),
    ],
)
def test_an_invalid_place_changes_nothing_around_it(name: str, bad: bytes) -> None:
    text = SAMPLES.get(name, "人工知能の研究")
    encoded = _encoded(text, name)
    found = decode(encoded + bad + encoded, f"text/html; charset={name}")
    assert (found.text, found.encoding) == (f"{text}\ufffd{text}", name)
    assert found.notes == (f"1 place is invalid in {name}: shown as \ufffd",)


def test_ascii_after_half_a_pair_stays() -> None:
    encoded = "人工知能の研究".encode("cp932")
    assert (
        decode(encoded + b"\x82<b>" + encoded, "x; charset=shift_jis").text == "人工知能の研究\ufffd<b>人工知能の研究"
    )


def test_characters_that_only_windows_sets_have() -> None:
    nec = b"\xad\xa1\xad\xea\xfc\xe2"  # row 13, and one of those that IBM added
    japanese = "の新しい機器".encode("euc_jp")
    assert decode(nec + japanese, "x; charset=euc-jp").text == "①㈱髙の新しい機器"
    escaped = b"\x1b$B" + bytes(byte & 0x7F for byte in nec + japanese) + b"\x1b(B!\x1b(I6E\x1b(B"
    assert decode(escaped, "x; charset=iso-2022-jp").text == "①㈱髙の新しい機器!ｶﾅ"
    assert decode(b"\x80" + "新模型发布".encode("gbk"), "x; charset=gb2312").text == "€新模型发布"
    assert decode(b"\xa3\xe1" + "模型".encode("big5"), "x; charset=big5").text == "€模型"


def test_escapes_tell_iso_2022_jp_without_a_label() -> None:
    assert decode("<p>日本語</p>".encode("iso2022_jp")) == ("<p>日本語</p>", "iso-2022-jp", ())


@pytest.mark.parametrize(
    ("language", "name"),
    [("ja", "shift_jis"), ("ja", "euc-jp"), ("zh-CN", "gbk"), ("zh-TW", "big5"), ("ko", "euc-kr"), ("ru", "koi8-r")],
)
def test_a_language_helps_to_guess(language: str, name: str) -> None:
    feed = f"<rss><language>{language}</language><title>{SAMPLES[name]}</title></rss>"
    found = decode(_encoded(feed, name))
    assert (found.text, found.encoding) == (feed, name)
    assert found.notes == (f"declares no encoding that is known and is not UTF-8; read as {name}",)


@pytest.mark.parametrize("codec", ["cp932", "euc_jp"])
def test_kana_show_japanese_without_a_clue(codec: str) -> None:
    for text in ("AIの新機能", "GPT対応の新しい機能を公開", "生成AI研究所がβ版を公開", "ニュース"):
        assert decode(f"<title>{text}</title>".encode(codec)).text == f"<title>{text}</title>"


def test_euc_jp_that_the_server_calls_shift_jis() -> None:
    feed = f"<?xml version='1.0' encoding='euc-jp'?><title>{'生成AI研究所がモデルを公開した。'}</title>"
    found = decode(feed.encode("euc_jp"), "text/xml; charset=Shift_JIS")
    assert (found.text, found.encoding) == (feed, "euc-jp")
    assert found.notes == ("not in the encoding it declares (Shift_JIS); read as euc-jp",)


@pytest.mark.parametrize("name", ["euc-jp", "gbk", "euc-kr", "windows-1251", "koi8-r"])
def test_a_server_that_calls_everything_latin_is_not_believed(name: str) -> None:
    page = f"<meta charset={name}><p>{SAMPLES[name]}"
    found = decode(_encoded(page, name), "text/html; charset=iso-8859-1", html=True)
    assert (found.text, found.encoding) == (page, name)
    western = "<meta charset=windows-1251><p>The firm’s “small” model costs €5 – less… »à bientôt«"
    assert decode(western.encode("cp1252"), "text/html; charset=iso-8859-1", html=True).text == western


def test_a_guess_without_a_clue() -> None:
    russian = "Привет, мир. Сегодня вышла новая модель. " * 5
    assert decode(russian.encode("cp1251")).text == russian
    assert decode(b"caf\xe9 au lait").text == "café au lait"
    assert decode(b"", "text/html; charset=shift_jis").text == ""


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (b"<meta charset=utf-8>", ("utf-8",)),
        (b'<META CHARSET="Shift_JIS" />', ("Shift_JIS",)),
        (b'<meta content="text/html; charset=euc-jp" http-equiv="content-type">', ("euc-jp",)),
        (b'<meta name=description content="about charset=euc-jp">', ()),
        (b"<!-- <meta charset=euc-jp> --><meta charset=gbk>", ("gbk",)),
        (b"<script>'<meta charset=euc-jp>'</script><meta charset=gbk>", ("gbk",)),
        (b"<?xml version='1.0' encoding='big5'?><html><meta charset=gbk>", ("gbk", "big5")),
        (b"<!-- never closed <meta charset=gbk>", ()),
    ],
)
def test_labels_of_pages(markup: bytes, expected: tuple[str, ...]) -> None:
    assert labels(markup, html=True) == expected


def test_feeds_are_not_searched_for_meta_elements() -> None:
    assert labels(b"<rss><description><meta charset=gbk></description></rss>", "text/xml; charset=utf-8") == ("utf-8",)


@pytest.mark.parametrize(
    ("field", "label"),
    [
        ("text/html; charset=UTF-8", "UTF-8"),
        ('text/html;charset="shift_jis"; x=y', "shift_jis"),
        ("text/html; charset = ' euc-jp'", "euc-jp"),
        ("text/html", ""),
        ("text/html; charset=", ""),
    ],
)
def test_the_label_of_a_field(field: str, label: str) -> None:
    assert label_of(field) == label


def test_no_mark() -> None:
    assert marked(b"") == marked(b"<rss/>") == ("", 0)


@given(
    st.lists(
        st.sampled_from([b"\x8f", b"\x8e", b"\xa1", b"\xff", b"\x80", b"\x81", b"0", b"<", b"\x1b$B", b"\x1b(I"])
    ).map(b"".join),
    st.sampled_from(sorted(SAMPLES)),
)
def test_any_halves_of_characters_are_decoded(body: bytes, name: str) -> None:
    assert isinstance(charsets._text(body, name), str)


@given(
    st.one_of(st.binary(max_size=200), st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace"))),
    st.sampled_from(["", "shift_jis", "euc-jp", "iso-2022-jp", "gbk", "big5", "euc-kr", "utf-16", "utf-8", "x"]),
    st.booleans(),
)
def test_any_bytes_are_decoded(body: bytes, label: str, html: bool) -> None:
    found = decode(body, f"text/html; charset={label}", html=html)
    assert charsets.is_utf8(found.text.encode("utf-8", "replace"))
    assert encoding_of(found.encoding)


@given(
    st.text(
        st.characters(codec="ascii", exclude_categories=["Cc"]) | st.sampled_from("日本語機械学習の研究モデル発表新"),
        min_size=30,
    ),
    st.sampled_from(["shift_jis", "euc-jp", "iso-2022-jp", "gb18030", "utf-8", "utf-16-le"]),
)
def test_text_comes_back_from_every_encoding_that_is_declared(text: str, name: str) -> None:
    document = f"<a>{text}</a>"
    assert decode(_encoded(document, name), f"text/xml; charset={name}").text == document


@pytest.mark.parametrize(
    "noise", [b"<meta " * 50_000, b"<!--" * 50_000, b"<meta content='" * 20_000, b"\xe3" * 300_000, b"\xff" * 1_000_000]
)
@pytest.mark.parametrize("label", ["", "euc-jp", "shift_jis", "gbk", "big5", "windows-1253", "iso-2022-jp"])
def test_hostile_bytes_take_no_time(noise: bytes, label: str) -> None:
    start = time.perf_counter()
    decode(noise + b"\xff", f"text/html; charset={label}", html=True)
    assert time.perf_counter() - start < 2
