from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from ainews_cli.errors import UsageError
from ainews_cli.models.page import Coverage, Moment, Page, Section, TablePart
from ainews_cli.render import FORMATS, render
from ainews_cli.render.clean import clean, cleaned, safe_url
from ainews_cli.render.labels import footer, remarks, score_text, stars
from ainews_cli.render.times import absolute, clock, iso, relative, span, stamp
from tests.support.records import replace
from tests.support.render.decoded import decoded
from tests.support.render.entries import ENTRY, ESTIMATE, HOSTILE, NOW
from tests.support.render.sample import PAGE, options


def test_an_unknown_format_is_named_with_the_good_ones() -> None:
    with pytest.raises(UsageError, match=r"'pdf'.*terminal, markdown, json"):
        render("pdf", PAGE, options())


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_ends_in_one_line_break_and_is_the_same_each_time(name: str) -> None:
    made = render(name, PAGE, options())
    assert made.endswith("\n")
    assert not made.endswith("\n\n")
    assert made == render(name, PAGE, options())


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_page(name: str) -> None:
    assert render(name, replace(PAGE, sections=(), window=None, lead=""), options())


HEAVY = ("rich", "markdown_it", "jinja2", "nh3", "pydantic", "lxml", "asyncio", "httpx2")


@pytest.mark.parametrize(("name", "allowed"), [("markdown", set()), ("json", set()), ("terminal", {"rich"})])
def test_a_digest_imports_nothing_heavy(name: str, allowed: set[str]) -> None:
    code = (
        "import sys; from tests.support.render.sample import PAGE, options, replace;"
        "from ainews_cli.render import render;"
        f"render({name!r}, replace(PAGE, sections=PAGE.sections[:1]), options());"
        f"print(*(name for name in {HEAVY!r} if name in sys.modules), 'rich.console' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    *loaded, console = done.stdout.split()
    assert set(loaded) == allowed
    assert console == "False"


@pytest.mark.parametrize(
    ("before", "japanese", "english"),
    [
        (timedelta(seconds=-90), "たった今", "just now"),
        (timedelta(seconds=59), "たった今", "just now"),
        (timedelta(minutes=1), "1分前", "1 minute ago"),
        (timedelta(minutes=59, seconds=59), "59分前", "59 minutes ago"),
        (timedelta(hours=1), "今日 14:44", "today 14:44"),
        (timedelta(hours=15, minutes=44), "今日 00:00", "today 00:00"),
        (timedelta(hours=15, minutes=45), "昨日 23:59", "yesterday 23:59"),
        (timedelta(days=1), "昨日 15:44", "yesterday 15:44"),
        (timedelta(days=2), "6/3", "3 Jun"),
        (timedelta(days=155), "1/1", "1 Jan"),
        (timedelta(days=156), "2025/12/31", "31 Dec 2025"),
    ],
)
def test_relative_times(before: timedelta, japanese: str, english: str) -> None:
    assert relative("ja", NOW - before, NOW, "Asia/Tokyo") == japanese
    assert relative("en", NOW - before, NOW, "Asia/Tokyo") == english


def test_absolute_times() -> None:
    assert absolute("ja", NOW, NOW, "Asia/Tokyo") == "6/5 15:44"
    assert absolute("en", NOW, NOW, "Asia/Tokyo") == "5 Jun 15:44"
    later = NOW + timedelta(days=365)
    assert absolute("ja", NOW, later, "Asia/Tokyo") == "2026/6/5 15:44"
    assert absolute("en", NOW, later, "Asia/Tokyo") == "5 Jun 2026 15:44"
    assert stamp("ja", NOW, "Asia/Tokyo") == "2026/6/5 15:44 JST"
    assert stamp("en", NOW, "America/Sao_Paulo") == "5 Jun 2026 03:44 -03:00"
    assert stamp("de", NOW, "UTC") == "5 Jun 2026 06:44 UTC"
    assert iso(NOW.astimezone()) == "2026-06-05T06:44:00Z"


def test_a_window_across_a_change_of_clocks_names_both_zones() -> None:
    window = (datetime(2026, 3, 28, 23, 0, tzinfo=UTC), datetime(2026, 3, 29, 22, 0, tzinfo=UTC))
    assert span("en", window, "Europe/Berlin") == "29 Mar 00:00 CET – 30 Mar 2026 00:00 CEST"
    assert span("ja", window, "Europe/Berlin") == "2026/3/29 00:00 CET 〜 3/30 00:00 CEST"
    over_new_year = (datetime(2025, 12, 31, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC))
    assert span("ja", over_new_year, "UTC") == "2025/12/31 00:00 〜 2026/1/1 00:00 UTC"
    assert span("en", over_new_year, "UTC") == "31 Dec 2025 00:00 – 1 Jan 2026 00:00 UTC"


def test_clock() -> None:
    assert [clock(seconds) for seconds in (-1, 0, 59, 247, 3723)] == ["0:00", "0:00", "0:59", "4:07", "1:02:03"]


def test_stars() -> None:
    assert stars(4, estimate=False) == "★★★★☆"
    assert stars(3, estimate=True) == "☆☆☆··"
    assert stars(9, estimate=False, unicode=False) == "*****"
    assert score_text(ENTRY, "en") == "4.2 重要"
    assert score_text(replace(ESTIMATE, label=""), "en") == "est. 3.4"


def test_clean_keeps_what_is_text_and_removes_what_is_not() -> None:
    assert clean("a\tb\r\nc\u2028d\x85e\x0cf") == "a\tb\nc\nd\ne\nf"
    assert clean("\x1b[31m\x9b0m\u202e\u2066\ufeff\u200ex\U000e0041") == "[31m0mx"
    assert clean("👩‍👧 \ud800") == "👩‍👧 \ufffd"


def test_a_clean_page_is_not_copied() -> None:
    page = replace(PAGE, sections=PAGE.sections[1:])
    assert cleaned(page) is page
    assert cleaned(PAGE).entries[2].title != HOSTILE.title


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://e.example/漢字?q=é", "https://e.example/%E6%BC%A2%E5%AD%97?q=%C3%A9"),
        ("HTTP://e.example/a%20b", "HTTP://e.example/a%20b"),
        ("https://e.example/\"onload='x'", "https://e.example/%22onload='x'"),
        ("javascript:alert(1)", ""),
        ("https:///x", ""),
        ("/relative", ""),
    ],
)
def test_safe_url(url: str, safe: str) -> None:
    assert safe_url(url) == safe


@pytest.mark.parametrize("name", ["terminal", "markdown", "html"])
def test_a_page_about_one_entry_prints_its_title_once_and_links_it(name: str) -> None:
    part = replace(ENTRY, rank=0)
    page = replace(
        PAGE,
        view="show",
        title=part.title,
        sections=(Section("item", "", (part,)), Section("related", "関連記事", (ESTIMATE,))),
    )
    made = render(name, page, replace(options(links=True), width=120))
    body = made.split("<body>")[-1]
    assert body.count(ENTRY.title) == 1
    heading = {
        "terminal": f";{ENTRY.url}\x1b\\{ENTRY.title}\x1b]8",
        "markdown": f"# [{ENTRY.title}]({ENTRY.url})\n",
        "html": f'<a href="{ENTRY.url}" rel="noopener noreferrer">元記事を開く</a>',
    }
    assert heading[name] in made
    assert ESTIMATE.title in made
    assert "対象" not in made


def test_the_footer_says_what_is_missing() -> None:
    assert footer(PAGE) == [
        "分析: claude-haiku-5-5",
        "対象 42件、うち分析済み 9件、予算のため見送り 3件、本文なし 4件",
        "取得できなかったフィード: 朝凪テック、Broken *Feed*",
        "この実行の費用 $0.0123",
        "APIキーがないため、オフライン推定で表示しています。",
    ]


def moments(when: datetime | None) -> Page:
    """A page with nothing but a time in a table."""
    return PAGE._replace(
        sections=(Section("feeds", "", (TablePart(("フィード", "最終取得"), (("朝凪", Moment(when)),)),)),)
    )


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("terminal", "今日 12:44"),
        ("markdown", "6/5 12:44"),
        ("html", "6/5 12:44"),
        ("json", "2026-06-05T03:44:00Z"),
    ],
)
def test_a_time_in_a_table_is_relative_in_the_terminal_and_absolute_elsewhere(name: str, shown: str) -> None:
    assert shown in render(name, moments(NOW - timedelta(hours=3)), options())
    assert "今日 12:44" not in render("markdown", moments(NOW - timedelta(hours=3)), options())


@pytest.mark.parametrize("name", list(FORMATS))
def test_no_time_in_a_table_is_a_dash(name: str) -> None:
    made = decoded(name, render(name, moments(None), options()))
    assert ("null" if name == "json" else "–") in made


@pytest.mark.parametrize(("count", "named"), [(5, 5), (6, 6), (7, 5), (18, 5)])
@pytest.mark.parametrize("name", FORMATS)
def test_the_best_of_many_reports_are_named_and_the_others_counted(name: str, count: int, named: int) -> None:
    reports = tuple(Coverage(500 + at, f"Report{at:02}", f"https://a.example/{at}", "Feed") for at in range(count))
    page = replace(PAGE, sections=(Section("entries", "", (replace(ENTRY, coverage=reports),)),))
    made = decoded(name, render(name, page, options()))
    told = [at for at in range(count) if f"Report{at:02}" in made]
    assert told == list(range(count if name == "json" else named))
    assert (f"ほか{count - named}件" in made) == (name != "json" and count > named)


def test_other_feeds_that_carry_an_entry_are_counted_where_they_are_many() -> None:
    carried = replace(ENTRY, sources=(ENTRY.source, *(f"F{at}" for at in range(9))))
    assert "ほか9件の配信元: F0、F1、F2ほか6" in remarks(carried, "ja")


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("json", "rss")])
def test_a_time_that_is_a_guess_is_marked(name: str) -> None:
    guessed = replace(ENTRY, date_guessed=True)
    pages = [replace(PAGE, sections=(Section("entries", "", (one,)),)) for one in (guessed, ENTRY)]
    told = [decoded(name, render(name, page, options())) for page in pages]
    assert ["(取得時刻)" in text for text in told] == [True, False]
