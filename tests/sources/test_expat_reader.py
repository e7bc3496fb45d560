"""What we keep is what feedparser says: over our samples, and over real feeds where they are at hand."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.sources.generated import ATOM_CHILDREN, RSS_CHILDREN, SPACES

ROOT = Path(__file__).parents[2]
SAMPLES = Path(__file__).parent / "samples"
REAL = ROOT.parent / "shared" / "feeds"
ORDINARY = (
    "atom_xhtml.atom.xml", "atom_xhtml_title.atom.xml", "github_releases.atom.xml", "mojibake.atom.xml",
    "podcast.rss.xml", "rdf_ja_eucjp.rdf.xml",
    "rss091.rss.xml", "utf16.rss.xml", "windows1251.rss.xml", "wordpress.rss.xml", "wrong_declaration.rss.xml",
    "youtube.atom.xml",
)  # fmt: skip


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    """bench/feeds.py, which is a script beside the package."""
    spec = importlib.util.spec_from_file_location("bench_feeds", ROOT / "bench" / "feeds.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def report_of(bench: ModuleType, files: list[tuple[str, bytes]]) -> Any:
    report = bench.Report()
    for name, body in files:
        bench.compare(Path(name), body, report)
    return report


def test_ordinary_samples_agree_in_every_field(bench: ModuleType) -> None:
    report = report_of(bench, [(name, (SAMPLES / name).read_bytes()) for name in ORDINARY])
    assert report.compared == report.same_count == len(ORDINARY)
    # feedparser 6.0.14 cuts "host@gradient.example (Jo Lindqvist)" into "ple (Jo Lindqvist"
    assert [(found["file"], found["field"]) for found in report.differences] == [("podcast.rss.xml", "author")]
    assert report.fell_back == 0


def item(*parts: str) -> bytes:
    """One RSS item with the namespaces that such items use."""
    spaces = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:atom="http://www.w3.org/2005/Atom" '
        'xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0" '
        f"{spaces}><channel><title>t</title><item>{''.join(parts)}</item></channel></rss>"
    ).encode()


TITLE, LINK, GUID, DATE = (
    "<title>T &amp;amp; U</title>",
    "<link>https://a.example/1?b=1&amp;c=2</link>",
    "<guid isPermaLink='false'>g</guid>",
    "<pubDate>Tue, 03 Mar 2026 08:15:00 +0900</pubDate>",
)


@pytest.mark.parametrize(
    "parts",
    [
        (
            TITLE, LINK, GUID, DATE, "<description>short</description>",
            "<content:encoded><![CDATA[<p>long &amp; whole</p>]]></content:encoded>",
        ),
        ("<media:title>wrong</media:title>", TITLE, LINK),
        ("<itunes:title>wrong</itunes:title>", "<itunes:author>A</itunes:author>", TITLE, "<author>B</author>", GUID),
        ("<media:title>right</media:title>", LINK),
        (TITLE, "<guid>https://a.example/g</guid>"),
        (TITLE, "<guid isPermaLink='false'>https://a.example/g</guid>"),
        (TITLE, "<atom:link rel='self' href='https://a.example/s'/>", "<atom:link href='https://a.example/alt'/>"),
        (TITLE, LINK, "<atom:link rel='alternate' href='https://a.example/alt'/>", GUID),
        (TITLE, LINK, GUID, "<guid>https://a.example/second</guid>"),
        (TITLE, "<guid isPermaLink='false'>20260303</guid>"),
        (
            TITLE, LINK, "<dc:date>2026-03-03T08:15:00+09:00</dc:date>",
            "<dc:creator>C</dc:creator>", "<dc:creator>D</dc:creator>",
        ),
        (TITLE, LINK, "<description>one<b>two</b>three</description>"),
        (TITLE, LINK, "<description>a<!-- c -->b</description>"),
        (TITLE, LINK, "<description>first</description>", "<description>second and longer</description>"),
        (TITLE, LINK, "<category>A</category><category>B &amp;amp; C</category><dc:subject>D</dc:subject>"),
        ("<title></title>", LINK, "<description></description>", "<pubDate></pubDate>"),
        (
            TITLE, LINK,
            "<enclosure url='https://a.example/e.mp3' length='x' type='audio/mpeg'/><enclosure url='/f.mp3'/>",
        ),
    ],
)  # fmt: skip
def test_items_are_read_as_feedparser_reads_them(bench: ModuleType, parts: tuple[str, ...]) -> None:
    report = report_of(bench, [("item", item(*parts))])
    assert report.entries == 1
    assert report.differences == []


def unambiguous(parts: list[str]) -> bool:
    """At most one title, guid, summary and description: of several it depends on what stands between them which one
    feedparser takes, and for what.
    """
    return all(sum(name in part for part in parts) < 2 for name in ("title>", "<guid", "<summary", "<description"))


@given(st.lists(st.one_of(RSS_CHILDREN), max_size=6).filter(unambiguous))
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_any_rss_item_is_read_as_feedparser_reads_it(bench: ModuleType, parts: list[str]) -> None:
    assert report_of(bench, [("item", item(*parts))]).differences == []


@given(st.lists(st.one_of(ATOM_CHILDREN), max_size=6).filter(unambiguous))
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_any_atom_entry_is_read_as_feedparser_reads_it(bench: ModuleType, parts: list[str]) -> None:
    entry = f'<feed xmlns="http://www.w3.org/2005/Atom" {SPACES}><title>t</title><entry>{"".join(parts)}</entry></feed>'
    assert report_of(bench, [("entry", entry.encode())]).differences == []


@pytest.mark.skipif(not REAL.is_dir(), reason="the real feeds are not beside this checkout")
def test_real_feeds_agree(bench: ModuleType) -> None:
    report = report_of(
        bench, [(path.name, path.read_bytes()) for path in sorted(REAL.iterdir()) if path.suffix in (".xml", ".json")]
    )
    assert report.refused == 0
    assert report.same_count == report.compared > 10
    for name in ("id", "link", "title", "date"):
        assert report.equal[name] >= 0.999 * report.entries, name
    assert report.equal["content"] >= 0.99 * report.entries
    assert report.fell_back <= 0.1 * report.compared


@pytest.mark.parametrize(
    ("document", "kinds"),
    [
        (item("<guid>/node/1</guid>"), ["relative guid made an address"] * 2),
        (item(LINK, "<guid>/node/1</guid>"), ["relative guid made an address"]),
        (item("<description>cos&#x2061;(θ)</description>"), ["characters that only format"]),
        (item("<description>&lt;iframe&gt;words inside&lt;/iframe&gt;</description>"), ["lost or garbled by cleaning"]),
        (
            b"<feed xmlns='http://www.w3.org/2005/Atom'><author><name>Aki</name></author><entry><id>urn:1</id>"
            b"<link href='https://a.example/en' hreflang='en'/><link href='https://a.example/fr'/></entry></feed>",
            ["another of several pages", "the feed's author"],
        ),
    ],
)
def test_differences_of_a_known_kind_are_set_apart(bench: ModuleType, document: bytes, kinds: list[str]) -> None:
    report = report_of(bench, [("x", document)])
    assert [difference.get("apart") for difference in report.differences] == kinds
    assert sum(report.apart.values()) == len(kinds)


def test_a_wrong_reading_is_not_set_apart(bench: ModuleType) -> None:
    document = item(TITLE, GUID, LINK, "<description>words</description>", "<author>Aki</author>")
    mine, other = bench.read_ours(document, "feed"), bench.read_theirs(document)
    wrong = mine.entries[0]._replace(
        guid="h", url="https://b.example/", author="Ren", summary="others", published=bench.NOW
    )
    reading = bench.Reading(document, mine._replace(entries=(wrong,)), other)
    report = bench.Report()
    own, expected = bench.ours(wrong, True), bench.theirs(other["entries"][0])
    for name in ("id", "link", "author", "content", "date"):
        bench._differ(Path("x"), name, bench.Difference(own[name], expected[name], wrong, 0, reading), report)
    assert len(report.differences) == 5
    assert not any("apart" in difference for difference in report.differences)


def test_the_parts_are_two_thirds_and_one(bench: ModuleType) -> None:
    names = [f"{number}.xml" for number in range(300)]
    assert [bench.in_part(name, "unread") for name in names] == [not bench.in_part(name, "tuned") for name in names]
    assert 70 < sum(bench.in_part(name, "unread") for name in names) < 130


def test_the_command_prints_figures_for_any_folder(
    bench: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "one.xml").write_bytes((SAMPLES / "wordpress.rss.xml").read_bytes())
    (tmp_path / "page.html").write_bytes((SAMPLES / "html_page.html").read_bytes())
    (tmp_path / "dup.rss").write_bytes((SAMPLES / "duplicates.rss.xml").read_bytes())
    assert bench.main([str(tmp_path), "--json", "-v", "--runs", "1"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert (figures["feeds"], figures["entries"], figures["fallback_percent"]) == (2, 2, 0.0)
    assert figures["agreement_percent"]["content"] == 100.0
    assert figures["differences"][0]["file"] == "dup.rss"
    assert bench.main([str(tmp_path), "-v", "--runs", "1"]) == 0
    assert "dup.rss" in capsys.readouterr().out
    (tmp_path / "empty").mkdir()
    assert bench.main([str(tmp_path / "empty")]) == 2
