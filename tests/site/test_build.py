"""The static site: every page, every way between them, and the folder that holds it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import feedparser
import html5lib
import pytest

from ainews_cli.errors import UsageError
from ainews_cli.models.item import ItemRow
from ainews_cli.models.page import Page
from ainews_cli.pipeline.site import StoredPages
from ainews_cli.site import SiteSource, articles, build
from ainews_cli.site.folder import Folder
from ainews_cli.store import Store
from ainews_cli.views.article_more import Alike
from ainews_cli.views.registry import VIEWS
from tests.support.views import view_pages
from tests.support.views.article_pages import MODEL, NOW, READER, WREN, Pages, pages

URL = "https://reader.example/ai/"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """The samples, analysed; one of them translated."""
    with pages(tmp_path_factory.mktemp("store")) as opened:
        opened.translate()
        yield opened


@pytest.fixture(scope="module")
def site(made: Pages, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("site") / "news"
    build(source(made), root, url=URL)
    return root


def source(made: Pages, **more: int) -> SiteSource:
    days, limit = more.get("days", 5), more.get("limit", 20)
    return SiteSource(made.store, READER, NOW, days, limit, StoredPages(made.store, READER, NOW, model=MODEL))


def files(root: Path, suffix: str = ".html") -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in sorted(root.rglob(f"*{suffix}"))
    }


def parsed(html: str) -> Element:
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)


def links(html: str) -> list[Element]:
    return [one for one in parsed(html).iter() if one.tag in ("a", "link")]


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def follow(path: str, link: Element) -> str:
    """Where a relative link leads, from the site's root."""
    parts = path.split("/")[:-1]
    for step in unquote(link.attrib["href"]).split("/"):
        parts = parts[:-1] if step == ".." else [*parts, step]
    return "/".join(parts)


def named(root: Path, path: str, rel: str) -> str:
    """The path that a page's rel="next" or "prev" leads to, "" for none."""
    return next(
        (follow(path, one) for one in links((root / path).read_text(encoding="utf-8")) if one.attrib.get("rel") == rel),
        "",
    )


def test_the_pages_of_the_navigation_and_what_they_lead_on_to(site: Path) -> None:
    found = set(files(site)) | set(files(site, ".xml"))
    assert {"index.html", "feed.xml", *(f"{name}.html" for name in VIEWS if name != "latest")} <= found
    assert {f"{name}.xml" for name, row in VIEWS.items() if row.has_feed and name != "latest"} <= found
    assert "daily/2026-06-05.html" in found
    assert [path for path in found if path.startswith("companies/")]


def test_every_page_is_valid_and_every_way_leads_to_a_file(site: Path) -> None:
    found = files(site)
    for path, html in found.items():
        assert "<script" not in html
        for link in links(html):
            href = link.attrib["href"]
            if urlsplit(href).scheme:
                assert urlsplit(href).scheme in ("http", "https", "mailto")
                assert link.attrib["rel"] == "noopener noreferrer"
            elif href.startswith("#"):
                assert f'id="{href[1:]}"' in html
            else:
                assert not href.startswith("/")
                assert (site / follow(path, link)).is_file(), (path, href)


def test_every_page_has_the_navigation_and_says_where_it_stands(site: Path) -> None:
    places = {"index.html", "feed.xml"} | {f"{name}.html" for name in VIEWS if name != "latest"}
    for path, html in files(site).items():
        (nav,) = [one for one in parsed(html).iter("nav") if one.attrib["aria-label"] == "サイト内のページ"]
        assert {follow(path, one) for one in nav.iter("a")} == places
        (current,) = [one for one in nav.iter("a") if "aria-current" in one.attrib]
        assert (follow(path, current) == path) == (current.attrib["aria-current"] == "page")


@pytest.mark.parametrize("folder", ["articles", "daily", "hacker", "companies"])
def test_next_and_previous_go_through_all_of_a_row(site: Path, folder: str) -> None:
    wanted = {path for path in files(site) if path.startswith(f"{folder}/")}
    first = [path for path in wanted if not named(site, path, "prev")]
    assert len(first) == 1
    walked = [first[0]]
    while step := named(site, walked[-1], "next"):
        assert named(site, step, "prev") == walked[-1]
        walked.append(step)
    assert set(walked) == wanted
    if folder == "daily":
        assert walked == sorted(walked)


def test_items_lead_to_their_pages_and_originals_leave_the_site(site: Path, made: Pages) -> None:
    listed = parsed((site / "index.html").read_text(encoding="utf-8"))
    titles = [one.find("a") for one in listed.iter("h2")]
    assert len(titles) == 20
    assert all(re.fullmatch(r"articles/\d+\.html", one.attrib["href"]) for one in titles if one is not None)
    article = (site / f"articles/{made.ids[WREN]}.html").read_text(encoding="utf-8")
    assert made.store.item(made.ids[WREN]).entry.url in [
        one.attrib["href"] for one in links(article) if words(one) == "元記事を開く"
    ]
    back = [follow("articles/1.html", one) for one in links(article) if words(one).endswith("に戻る")]
    assert back[0] == "index.html"
    assert back[1] in files(site)
    assert back[1].startswith("daily/")


def test_an_article_has_every_section(site: Path, made: Pages) -> None:
    html = (site / f"articles/{made.ids[WREN]}.html").read_text(encoding="utf-8")
    headings = [words(one) for one in parsed(html).iter("h2")]
    wanted = ["AI深層分析", "キーポイント", "影響分析", "編集コメント", "翻訳", "原文", "この記事をシェア", "関連記事"]
    assert [one for one in headings if one in wanted] == wanted
    other = next(
        html
        for path, html in files(site / "articles").items()
        if path != f"{made.ids[WREN]}.html" and "ainews show" in html
    )
    assert "この記事はまだ翻訳されていません" in other


def test_companies_lead_to_their_pages(site: Path) -> None:
    table = parsed((site / "companies.html").read_text(encoding="utf-8"))
    firms = [row.find("td/a") for row in table.iter("tr") if row.find("td") is not None]
    assert firms
    for firm in firms:
        assert firm is not None
        page = parsed((site / unquote(firm.attrib["href"])).read_text(encoding="utf-8"))
        assert words(next(page.iter("h1"))) == words(firm)


def test_an_article_leads_to_the_companies_it_names(site: Path, made: Pages) -> None:
    html = (site / f"articles/{made.ids[WREN]}.html").read_text(encoding="utf-8")
    row = made.store.row(made.ids[WREN], language="ja")
    assert row.analysis is not None
    found = {words(one): follow("articles/1.html", one) for one in links(html) if words(one) in row.analysis.companies}
    assert set(found) == set(row.analysis.companies)
    assert all((site / path).is_file() for path in found.values())


def test_weeks_that_ended_have_pages(tmp_path: Path) -> None:
    with Store.open(tmp_path / "views.db") as store:
        view_pages.fill(store)
        aliases = (("ネーベル", ("Nebel Labs",)),)
        maker = StoredPages(store, READER, view_pages.NOW, aliases=aliases)
        made = SiteSource(store, READER, view_pages.NOW, 14, 3, maker, aliases)
        build(made, tmp_path / "news")
        build(made._replace(days=3), tmp_path / "small")
    root = tmp_path / "news"
    assert [path for path in files(root) if path.startswith("weekly/")] == ["weekly/2026-W46.html"]
    assert "weekly/2026-W46.html" in (root / "weekly.html").read_text(encoding="utf-8")
    assert "<h1>週報 2026-W46</h1>" in (root / "weekly/2026-W46.html").read_text(encoding="utf-8")
    assert not (tmp_path / "small/weekly").exists()
    assert '">Nebel Labs</a>' in (root / "articles/1.html").read_text(encoding="utf-8")  # its page is the alias's


@pytest.mark.parametrize("view", ["daily", "hacker"])
def test_the_days_are_listed_the_newest_first(site: Path, view: str) -> None:
    html = parsed((site / f"{view}.html").read_text(encoding="utf-8"))
    (archive,) = [one for one in html.iter("section") if one.attrib["class"] == "section is-archive"]
    days = [one.attrib["href"] for one in archive.iter("a") if one.attrib["href"].startswith(f"{view}/")]
    assert days == sorted((path for path in files(site) if path.startswith(f"{view}/")), reverse=True)
    assert days


def test_what_was_said_of_discussions_is_on_its_page(tmp_path: Path) -> None:
    with Store.open(tmp_path / "views.db") as store:
        view_pages.fill(store)
        view_pages.fill_briefs(store)
        made = SiteSource(store, READER, view_pages.NOW, 2, 3, StoredPages(store, READER, view_pages.NOW, model=MODEL))
        build(made, tmp_path / "news")
    html = (tmp_path / "news/hacker.html").read_text(encoding="utf-8")
    assert "16GBのノートパソコンで動き、3秒で答えるという。" in html
    assert 'href="https://news.ycombinator.com/item?id=701" rel="noopener noreferrer"' in html
    assert "10分の1" not in html


def test_the_feeds_say_where_they_are(site: Path) -> None:
    for path, document in files(site, ".xml").items():
        feed = feedparser.parse(document)
        assert not feed.bozo
        assert [one.href for one in feed.feed.links if one.rel == "self"] == [f"https://reader.example/ai/{path}"]
        assert feed.feed.link == f"https://reader.example/ai/{path}"
    assert "archive" not in (site / "daily.xml").read_text(encoding="utf-8")
    page = next(one for one in links((site / "daily.html").read_text(encoding="utf-8")) if one.tag == "link")
    assert (page.attrib["rel"], page.attrib["href"]) == ("alternate", "daily.xml")


def test_a_second_run_writes_nothing_and_what_is_hidden_goes(made: Pages, tmp_path: Path) -> None:
    root = tmp_path / "news"
    first = build(source(made), root)
    assert first.written == first.files == len(files(root)) + len(files(root, ".xml"))
    (root / "mine.html").write_text("mine", encoding="utf-8")
    assert build(source(made), root) == (first.files, 0, 0)
    item = made.ids[WREN]
    made.store.set_flag([item], "hidden", True, NOW)
    try:
        assert build(source(made), root).removed >= 1
    finally:
        made.store.set_flag([item], "hidden", False, NOW)
    assert not (root / f"articles/{item}.html").exists()
    assert (root / "mine.html").read_text(encoding="utf-8") == "mine"
    assert not list(root.rglob("*.part"))
    build(source(made, days=1, limit=1), root)
    assert list(files(root / "daily")) == ["2026-06-05.html"]


def contents(root: Path) -> dict[str, bytes]:
    paths = (path for path in root.rglob("*") if path.suffix in (".html", ".xml"))
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def test_a_site_of_which_nothing_changed_is_not_even_looked_at(made: Pages, tmp_path: Path) -> None:
    root = tmp_path / "news"
    first = build(source(made), root, settings="1")
    calls: list[str] = []
    made.store._db.raw.set_trace_callback(calls.append)
    try:
        assert build(source(made), root, settings="1") == (first.files, 0, 0)
    finally:
        made.store._db.raw.set_trace_callback(None)
    assert len(calls) < 20, "it asks for the stamp alone"
    whole = contents(root)
    (root / "daily.html").unlink()
    assert build(source(made), root, settings="1").written == 1, "a file that is gone is made again"
    (root / "daily.html").write_text("cut off", encoding="utf-8")
    assert build(source(made), root, settings="1").written == 1
    assert contents(root) == whole


def test_only_what_changed_is_rendered_and_the_site_is_as_if_made_anew(
    made: Pages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, fresh = tmp_path / "news", tmp_path / "fresh"
    build(source(made), root, settings="1")
    rendered: list[int] = []
    page = articles._page

    def watched(source: SiteSource, row: ItemRow, alike: Alike) -> Page:
        rendered.append(row.id)
        return page(source, row, alike)

    monkeypatch.setattr(articles, "_page", watched)
    assert build(source(made), root, settings="1", url="https://elsewhere.example").written > 0
    assert rendered == [], "an address of the feeds is on no article"
    item = made.ids[WREN]
    made.store.set_flag([item], "hidden", True, NOW)
    try:
        build(source(made), root, settings="1")
        assert item not in rendered
        build(source(made), fresh, settings="1")
        assert contents(root) == contents(fresh)
    finally:
        made.store.set_flag([item], "hidden", False, NOW)
    rendered.clear()
    count = len(list((fresh / "articles").iterdir()))
    build(source(made), fresh, settings="another language, template or price")
    assert len(rendered) >= count


def test_an_item_that_is_starred_makes_no_other_page_anew(made: Pages, tmp_path: Path) -> None:
    root, fresh = tmp_path / "news", tmp_path / "fresh"
    early = NOW.replace(minute=0, second=0)

    def at(minute: int) -> SiteSource:
        now = early.replace(minute=minute)
        return source(made)._replace(now=now, maker=StoredPages(made.store, READER, now, model=MODEL))

    build(at(10), root, settings="1")
    before = contents(root)
    made.store.set_flag([made.ids[WREN]], "starred", True, NOW)
    try:
        report = build(at(20), root, settings="1")
        build(at(20), fresh, settings="1")
    finally:
        made.store.set_flag([made.ids[WREN]], "starred", False, NOW)
    changed = {path for path, content in contents(root).items() if content != before[path]}
    assert len(changed) == report.written
    assert not [path for path in changed if path.startswith(("articles/", "companies/"))]
    hours = re.compile(rb"\d\d:[12]0|<(?:lastBuildDate|pubDate|guid)[ >].*?</")
    assert {path: hours.sub(b"", content) for path, content in contents(root).items()} == {
        path: hours.sub(b"", content) for path, content in contents(fresh).items()
    }, "all else is as if made anew"


def test_a_text_that_was_read_for_a_page_does_not_make_it_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pages(tmp_path) as made:
        build(source(made), tmp_path / "news", settings="1")
        monkeypatch.setattr(articles, "_page", None)
        assert build(source(made), tmp_path / "news", settings="1", url=URL).written > 0


def test_a_run_that_was_killed_is_believed_in_nothing(made: Pages, tmp_path: Path) -> None:
    root = tmp_path / "news"
    first = build(source(made), root, settings="1")
    whole = contents(root)
    folder = Folder(root)
    folder.begin(whole, force=False)
    article = next(path for path in whole if path.startswith("articles/"))
    folder.write(article, "from another run", "its key")
    assert build(source(made), root, settings="1") == (first.files, 1, 0)
    assert contents(root) == whole


def test_a_file_that_is_not_ours_is_never_overwritten_without_force(made: Pages, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=r"index\.html: not made by `ainews site`.*--force"):
        build(source(made), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]
    build(source(made), tmp_path, force=True)
    assert "<h1>" in (tmp_path / "index.html").read_text(encoding="utf-8")
