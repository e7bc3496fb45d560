"""clean() and links: nothing that acts on a terminal survives, everything that is only text does."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ainews_cli.sources.clean import clean, one_line, repaired
from ainews_cli.sources.html import from_text, lead, plain
from ainews_cli.sources.links import absolute, canonical

BLNS = Path(__file__).parents[3] / "shared" / "attacks" / "blns.json"
ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=80)
DANGER = st.text(
    st.sampled_from("\x1b\x9b\x9d]0;[31m\x07\\a \n\r\t\u202e\u2066\u200d\ud800\U0001f3f4\U000e0067\U000e007f\ufffe日"),
    max_size=40,
)


def dangerous(text: str) -> set[str]:
    """What must not be in cleaned text, said in another way than the code says it."""
    found = {char for char in text if unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t"}
    found |= {
        char
        for char in text
        if unicodedata.bidirectional(char) in ("LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI")
    }
    return found | {
        char for char in text if ord(char) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF or char == "\ufeff"
    }


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("plain", "plain"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07after", "after"),
        ("\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b31mred", "red"),
        ("\x9d0;title\x9cafter", "after"),
        ("\x1b]never ends", "never ends"),
        ("\x1bP1;2|data\x1b\\x", "x"),
        ("\x1bcreset", "reset"),
        ("a\r\nb\rc\td", "a\nb\nc\td"),
        ("nul\x00bell\x07", "nulbell"),
        ("\u202egnp.exe\u202c", "gnp.exe"),
        ("\u2066a\u2069", "a"),
        ("\ud800x\udfff", "x"),
        ("\ufeffx\u200by\ufffe", "xy"),
        ("👩\u200d👩\u200d👧 \u0645\u06cc\u200c\u062e", "👩\u200d👩\u200d👧 \u0645\u06cc\u200c\u062e"),
        ("Ver\xadbraucher\xadschutz, 人工\xad知能, \xadx\xad", "Verbraucherschutz, 人工知能, x"),
        ("Auf\u200clage a\u200d\u200cb 東\u200d京\u200d \u200d", "Auflage ab 東京 "),
        ("क्\u200dष ශ්\u200dරී നന്\u200d ب\u200c \u200dه", "क्\u200dष ශ්\u200dරී നന്\u200d ب\u200c \u200dه"),
        ("🏳\ufe0f\u200d🌈 👩🏽\u200d⚕\ufe0f ❤\ufe0f\u200d🔥", "🏳\ufe0f\u200d🌈 👩🏽\u200d⚕\ufe0f ❤\ufe0f\u200d🔥"),
        ("葛\U000e0100城 ❤\ufe0f", "葛\U000e0100城 ❤\ufe0f"),
        (
            "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f!",
            "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f!",
        ),
        ("ignore\U000e0069\U000e0067 me", "ignore me"),
        ("café\x85 naïve\u3000全角", "café naïve\u3000全角"),
    ],
)
def test_clean_takes_out_what_acts_and_keeps_what_is_text(given_text: str, expected: str) -> None:
    assert clean(given_text) == expected


@given(ANY_TEXT | DANGER)
@example("\x1b[\x1b[31m31m")
@example("\x1b\x1b]x\x07")
def test_clean_is_safe_and_idempotent(text: str) -> None:
    once = clean(text)
    assert dangerous(once) == set()
    assert clean(once) == once
    assert len(once) <= len(text)
    line = one_line(text)
    assert "\n" not in line
    assert line == " ".join(line.split())
    assert dangerous(line) == set()


@given(st.text(st.characters(exclude_categories=["C"]), max_size=60))
def test_ordinary_text_is_untouched(text: str) -> None:
    assert clean(text) == text


@pytest.mark.skipif(not BLNS.exists(), reason="the list of naughty strings is not beside this checkout")
def test_naughty_strings() -> None:
    for text in json.loads(BLNS.read_text(encoding="utf-8")):
        assert dangerous(clean(text)) == set()
        assert dangerous(plain(text)) == set()


def test_text_encoded_twice_is_put_right() -> None:
    assert repaired("RamÃ\xadrez") == "Ramírez"
    assert repaired("Ramírez") == "Ramírez"
    assert repaired("Ärger über Größe") == "Ärger über Größe"
    assert repaired("日本語") == "日本語"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("A &amp; B", "A & B"),
        ("<b>Bold</b> move", "Bold move"),
        ("List<T> and <beta>", "List<T> and <beta>"),
        ("x<script>alert(1)</script>y", "x y"),
        ("one<br>two<p>three</p>", "one two three"),
        ("5 < 6 &amp;lt; 7", "5 < 6 &lt; 7"),
        ("a<!-- c -->b", "ab"),
    ],
)
def test_plain(markup: str, expected: str) -> None:
    assert plain(markup) == expected


def test_lead_cuts_at_a_word_and_counts_characters() -> None:
    assert lead("<p>Short</p>") == "Short"
    cut = lead("word " * 40)
    assert len(cut) <= 80
    assert cut.endswith("word…")
    assert lead("日本語の文章" * 30) == ("日本語の文章" * 30)[:79] + "…"


@given(st.text(max_size=60))
def test_plain_text_survives_the_way_through_html(text: str) -> None:
    assert plain(from_text(text)).split() == one_line(text).split()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/x?utm_source=a&b=1&utm_medium=c", "https://a.example/x?b=1"),
        ("https://a.example/x?fbclid=1", "https://a.example/x"),
        ("https://a.example/x?gclid=1&mc_cid=2&mc_eid=3#part", "https://a.example/x#part"),
        ("https://a.example/x#utm_source=rss&utm_medium=feed", "https://a.example/x"),
        ("https://a.example/x#section?utm_source=a", "https://a.example/x#section?utm_source=a"),
        ("HTTPS://A.Example:443/Path?Q=1", "https://a.example/Path?Q=1"),
        ("http://a.example:80", "http://a.example"),
        ("http://a.example:8080/", "http://a.example:8080/"),
        ("//a.example/x", "https://a.example/x"),
        ("../up?a=1", "https://base.example/up?a=1"),
        ("https://user:pass@a.example/", "https://a.example/"),
        ("https://a.example/日本 語", "https://a.example/日本%20語"),
        ("https://a.example/?b=2&a=1&b=2", "https://a.example/?b=2&a=1&b=2"),
        ("https://a.example/?", "https://a.example/?"),
        ("javascript:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("https://", ""),
        ("https://a.example:99999/", ""),
        ("http://[::1]:80/x", "http://[::1]/x"),
        ("http://[broken/x", ""),
        ("", ""),
    ],
)
def test_canonical(url: str, expected: str) -> None:
    assert canonical(url, "https://base.example/dir/feed") == expected


URLS = st.builds(
    lambda scheme, host, port, path, query, fragment: f"{scheme}://{host}{port}/{path}{query}{fragment}",
    st.sampled_from(["http", "https", "HTTP"]),
    st.from_regex(r"[a-zA-Z][a-zA-Z0-9-]{0,8}\.example", fullmatch=True),
    st.sampled_from(["", ":80", ":443", ":8080"]),
    st.text(st.sampled_from('abcXYZ09-._~%/日本 "<>'), max_size=12),
    st.lists(st.sampled_from(["utm_source=x", "a=1", "B=2", "fbclid=9", "q=日", "", "utm_=", "x"]), max_size=4).map(
        lambda pairs: "?" + "&".join(pairs) if pairs else ""
    ),
    st.sampled_from(["", "#", "#part", "#utm_source=x", "#a&utm_source=x", "#?fbclid=1"]),
)


@given(URLS)
def test_canonical_is_idempotent_and_changes_no_more_than_it_says(url: str) -> None:
    found = canonical(url)
    assert canonical(found) == found
    before, after = urlsplit(absolute(url)), urlsplit(found)
    assert (before.scheme, before.netloc, before.path) == (after.scheme, after.netloc, after.path)
    assert not re.search(r"(utm_\w+|fbclid)=", after.query)
    kept = [pair for pair in before.query.split("&") if not re.match(r"(utm_\w|fbclid=)", pair)]
    assert after.query.split("&") == kept or not any(kept)


@given(ANY_TEXT, st.sampled_from(["", "https://base.example/a/b"]))
def test_any_text_gives_an_http_address_or_nothing(text: str, base: str) -> None:
    found = canonical(text, base)
    assert found == "" or re.match(r"https?://[^/?#\s]", found)
    assert canonical(found, base) == found
    assert dangerous(found) == set()
    assert found == "" or not re.search(r"[\s\"<>]", found)
