"""Kinds of feeds that broke programs of this kind: dates, texts, bases, links, encodings, sizes."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from html import escape

from tests.support.trial import WORDS, Trial, atom, needs_shared, rdf, rss

_SITE = "https://suzu.example"


def _dated(dates: dict[str, str]) -> list[str]:
    return [
        f"<title>{title}</title><link>{_SITE}/{number}</link><pubDate>{date}</pubDate><dc:date>{date}</dc:date>"
        for number, (title, date) in enumerate(dates.items())
    ]


def _in_every_format(trial: Trial, dates: dict[str, str]) -> list[str]:
    """Serve entries with these dates as RSS 2.0, RSS 1.0, Atom and JSON Feed."""
    entries = [
        f"<title>{title} atom</title><id>{_SITE}/a{number}</id><link href='{_SITE}/a{number}'/>"
        f"<updated>{date}</updated>"
        for number, (title, date) in enumerate(dates.items())
    ]
    one = [
        f"<title>{title} rdf</title><link>{_SITE}/r{number}</link><dc:date>{date}</dc:date>"
        for number, (title, date) in enumerate(dates.items())
    ]
    items = [
        {"id": f"{_SITE}/j{number}", "url": f"{_SITE}/j{number}", "title": f"{title} json", "date_published": date}
        for number, (title, date) in enumerate(dates.items())
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Suzu", "items": items}
    return [
        trial.put("/rss", rss(*_dated(dates))),
        trial.put("/rdf", rdf(*one)),
        trial.put("/atom", atom(*entries)),
        trial.put("/json", json.dumps(feed), "application/feed+json"),
    ]


def test_01_zones_by_name_and_with_a_sign(trial: Trial) -> None:
    seven = "Wed, 18 Nov 2026 07:15:00"
    dates = {
        **{zone: f"{seven} {zone}" for zone in ("JST", "KST", "GMT+0900", "UTC+9", "+09:00", "GMT+09:00", "+0900")},
        "CET": f"{seven} CET",
        "AEDT": f"{seven} AEDT",
        "IST": f"{seven} +0530",
        "-03:30": f"{seven} -03:30",
        "(JST)": f"{seven} +0900 (JST)",
    }
    trial.fetch(*_in_every_format(trial, dates))
    found = trial.values("published")
    for end in ("", " rdf", " atom", " json"):
        for zone in ("JST", "KST", "GMT+0900", "UTC+9", "+09:00", "GMT+09:00", "+0900", "(JST)"):
            assert found[zone + end] == "2026-11-17T22:15:00Z", zone + end
        assert found[f"CET{end}"] == "2026-11-18T06:15:00Z"
        assert found[f"AEDT{end}"] == "2026-11-17T20:15:00Z"
        assert found[f"IST{end}"] == "2026-11-18T01:45:00Z"
        assert found[f"-03:30{end}"] == "2026-11-18T10:45:00Z"


@needs_shared
def test_01_shared(trial: Trial) -> None:
    trial.fetch(trial.put_folder("01-zone-names") + "feed.xml")
    japan, summer = "2026-11-26T15:30:00Z", "2026-11-26T22:30:00Z"
    assert trial.values("published") == {
        **dict.fromkeys(["jst", "gmt+0900", "+09:00", "kst"], japan),
        "cest": summer,
        "bst": "2026-11-26T23:30:00Z",
        "pst": "2026-11-27T08:30:00Z",
        "edt": "2026-11-27T04:30:00Z",
        "z": "2026-11-27T00:30:00Z",
    }


def test_02_what_is_fresh_elsewhere_is_sorted_by_its_instant(trial: Trial) -> None:
    now = datetime.now(UTC)
    korea = now.astimezone(timezone(timedelta(hours=9))) - timedelta(hours=2)
    dates = {
        "seoul": f"{korea:%d %b %Y %H:%M:%S} KST",
        "minutes": f"{now - timedelta(minutes=20):%d %b %Y %H:%M:%S} GMT",
        "day": f"{now - timedelta(days=1):%d %b %Y %H:%M:%S} Z",
    }
    trial.fetch(trial.put("/feed", rss(*_dated(dates))))
    assert trial.values("published")["seoul"] == f"{korea.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    entries = trial.cli("latest", "-f", "json").data["entries"]
    assert [entry["title"] for entry in entries] == ["minutes", "seoul", "day"]


def test_02_what_has_no_date_is_on_the_page_that_fetched_it(trial: Trial) -> None:
    item = f"<title>undated</title><link>{_SITE}/1</link><description>{WORDS}</description>"
    trial.config(trial.put("/feed", rss(item)))
    assert [entry["title"] for entry in trial.cli("daily", "-f", "json").data["entries"]] == ["undated"]


@needs_shared
def test_02_shared(trial: Trial) -> None:
    trial.fetch(trial.put_folder("02-jst-fresh") + "feed.xml")
    assert trial.values("published") == {
        "jst fresh": "2026-11-29T02:01:10Z",
        "utc 10 minutes ago": "2026-11-29T02:51:10Z",
    }


def test_05_dates_as_japan_writes_them(trial: Trial) -> None:
    dates = {
        "kanji": "2026年3月4日 9時5分",
        "weekday": "2026年3月4日(水) 09:05",
        "slashes": "2026/3/4 9:05",
        "dots": "2026.03.04 09:05",
        "wide": "２０２６年３月４日 ９時５分",
        "named": "2026-03-04 09:05:00 JST",
        "afternoon": "2026年3月4日 午後3時30分",
        "day": "2026年3月4日",
        "month": "2026年3月",
    }
    items = [f"{item}<description>本日、小さな模型を公開した。</description>" for item in _dated(dates)]
    body = rss(*items).replace("<item>", "<language>ja</language><item>", 1)
    [outcome] = trial.fetch(trial.put("/feed", body)).values()
    found = trial.values("published")
    for title in ("kanji", "weekday", "slashes", "dots", "wide", "named"):
        assert found[title] == "2026-03-04T00:05:00Z", title
    assert found["afternoon"] == "2026-03-04T06:30:00Z"
    assert found["day"][:10] in {"2026-03-03", "2026-03-04"}
    assert found["month"] == trial.values("first_seen")["month"]
    assert any("2026年3月'" in note for note in outcome["notes"]), "what is no date is said"


@needs_shared
def test_05_shared(trial: Trial) -> None:
    [outcome] = trial.fetch(trial.put_folder("05-date-japanese") + "feed.xml").values()
    assert trial.values("published") == dict.fromkeys(["kanji", "slashes"], "2026-11-20T09:05:00Z")
    assert "2026年11月20日 18時05分" in outcome["notes"][0]


def test_09_escaped_cdata_is_text(trial: Trial) -> None:
    inner = "<![CDATA[Told <b>in bold</b>: use <code>&lt;tool_call&gt;</code> once.]]>"
    wanted = "Told **in bold**: use `<tool_call>` once."
    base = f"<title>%s</title><link>{_SITE}/%s</link>"
    rss_items = [
        base % ("escaped", 1) + f"<description>{escape(inner)}</description>",
        base % ("content", 2) + f"<content:encoded>{escape(inner)}</content:encoded>",
        base % ("plain", 3) + f"<description>{inner}</description>",
        base % ("inside", 4) + f"<description>{escape(f'<p>{inner}</p>')}</description>",
    ]
    entry = f"<title>atom</title><id>a</id><link href='{_SITE}/a'/><content type='html'>{escape(inner)}</content>"
    trial.fetch(trial.put("/rss", rss(*rss_items)), trial.put("/atom", atom(entry)))
    assert trial.texts() == dict.fromkeys(["escaped", "content", "plain", "inside", "atom"], wanted)


@needs_shared
def test_09_shared(trial: Trial) -> None:
    trial.fetch(trial.put_folder("09-cdata-and-code") + "feed.xml")
    assert trial.texts() == {
        "one": "Some words of the text.",
        "two": "The roles are `<system>` and `<user>` here.",
        "three": "let a: Vec<Option<T>> = x;",
    }


def test_11_a_base_counts_wherever_it_stands(trial: Trial) -> None:
    link = escape("<p>A sentence about <a href='owl.html'>an owl</a> that is long enough.</p>")
    div = (
        "<div xmlns='http://www.w3.org/1999/xhtml'%s><p>A sentence about <a href='owl.html'>an owl</a> here.</p></div>"
    )
    bases = "xml:base='https://img.suzu.example/x/'"
    entries = {
        "summary": f"<summary type='html' {bases}>{link}</summary>",
        "xhtml": f"<content type='xhtml' {bases}>{div % ''}</content>",
        "div": f"<content type='xhtml'>{div % f' {bases}'}</content>",
        "nested": f"<content type='html' xml:base='deep/'>{link}</content>",
    }
    body = atom(
        *(
            f"<title>{title}</title><id>{title}</id><link href='p/{title}'/>{inside}"
            for title, inside in entries.items()
        ),
        "<title>link</title><id>link</id><link xml:base='https://links.suzu.example/' href='p/link'/>",
        attributes="xml:base='https://suzu.example/blog/'",
    )
    item = f"<title>rss</title><link>{_SITE}/rss</link><description {bases}>{link}</description>"
    trial.fetch(trial.put("/atom", body), trial.put("/rss", rss(item)))
    assert trial.values("url")["xhtml"] == f"{_SITE}/blog/p/xhtml"
    assert trial.values("url")["link"] == "https://links.suzu.example/p/link"
    texts = trial.texts("summary", "xhtml", "div", "nested", "rss")
    assert f"[an owl]({_SITE}/blog/deep/owl.html)" in texts.pop("nested")
    assert [title for title, text in texts.items() if "[an owl](https://img.suzu.example/x/owl.html)" not in text] == []


@needs_shared
def test_11_shared(trial: Trial) -> None:
    base = trial.put_folder("11-bases")
    trial.fetch(*(f"{base}{name}.xml" for name in ("atom", "rss", "opam")))
    blog = "https://blog.kumo.example/"
    assert trial.values("url") == {
        "feed base": f"{blog}posts/one.html",
        "entry base": f"{blog}posts/2026/BMS",
        "content base": f"{blog}posts/3",
        "rss relative": trial.web.url("/blog/foo"),
        "rss xml:base": f"{blog}sub/x",
        "opam": f"{base}opam-2-6-0/",
    }
    texts = trial.texts("content base", "rss relative")
    assert "[bird](https://img.kumo.example/p/bird.html)" in texts["content base"]
    assert f"[the picture]({trial.web.url('/blog/pic')})" in texts["rss relative"]


def test_15_the_link_is_the_alternate_however_it_is_spelt(trial: Trial) -> None:
    links = {
        "upper": "<link rel='ALTERNATE' href='%s/1'/>",
        "padded": "<link rel=' alternate ' href='%s/1'/>",
        "iana": "<link rel='http://www.iana.org/assignments/relation/alternate' href='%s/1'/>",
        "empty": "<link rel='' href='%s/1'/>",
        "self": "<link rel='Self' href='%s/2'/><link href='%s/1'/>",
        "type": "<link rel='Alternate' type='APPLICATION/PDF' href='%s/2'/><link type='Text/HTML' href='%s/1'/>",
        "language": "<link hreflang='ja' href='%s/1'/><link hreflang='en' href='%s/2'/>",
        "reply": "<link rel='replies' type='text/html' href='%s/2'/><link rel='alternate' href='%s/1'/>",
    }
    trial.fetch(
        trial.put(
            "/feed",
            atom(
                *(
                    f"<title>{title}</title><id>urn:{title}</id>" + link.replace("%s", f"{_SITE}/{title}")
                    for title, link in links.items()
                )
            ),
        )
    )
    assert trial.values("url") == {title: f"{_SITE}/{title}/1" for title in links}


@needs_shared
def test_15_shared(trial: Trial) -> None:
    trial.fetch(trial.put_folder("15-atom-links") + "feed.xml")
    assert trial.values("replace(url, 'https://kumo.example/', '')") == {
        "no href enclosure": "l1",
        "self first": "l2",
        "pdf first": "l3.html",
        "enclosure first": "l4",
        "only self and enclosure": "",
        "iana rel": "l6",
        "mixed case": "l7",
        "languages": "l8/en",
    }


def test_33_a_declared_label_is_believed(trial: Trial) -> None:
    titles = {
        "csShiftJIS": ("①の髙い塔", "cp932"),
        "MS_Kanji": ("㈱鈴の新型", "cp932"),
        "sjis": ("鈴の新型", "cp932"),
        "cseucpkdfmtjapanese": ("鈴の計算機", "euc_jp"),
        "gb_2312-80": ("铃声模型", "gbk"),
        "x-x-big5": ("鈴聲模型", "big5"),
        "ks_c_5601-1987": ("방울 모델", "cp949"),
        "x-cp1251": ("Звонкая модель", "cp1251"),
        "latin1": ("Bell “model” – 5 €", "cp1252"),
        "koi8-r": ("Новый колокол", "koi8_r"),
        "csISO2022JP": ("鈴の音", "iso2022_jp"),
    }
    urls = []
    for number, (label, (title, codec)) in enumerate(titles.items()):
        item = f"<title>{title}</title><link>{_SITE}/{label}</link>"
        if number % 2:
            body = rss(item, head=f"<?xml version='1.0' encoding='{label}'?>")
        else:
            entry = f"<title>{title}</title><id>{label}</id><link href='{_SITE}/{label}'/>"
            body = f"<?xml version='1.0' encoding='{label}'?>{atom(entry)}"
        urls.append(trial.put(f"/{label}", body.encode(codec)))
    trial.fetch(*urls)
    assert {url.rpartition("/")[2]: title for title, url in trial.rows()} == {
        label: title for label, (title, _) in titles.items()
    }


@needs_shared
def test_33_shared(trial: Trial) -> None:
    base = trial.put_folder("33-charset-labels")
    trial.fetch(*(f"{base}{name}.xml" for name in ("sjis31j", "xsjis", "xeuc", "xgbk", "win949")))
    wanted = ["生成AI研究所がβ版を公開", "GPT対応の新機能", "AIの新機能", "新模型发布", "인공지능 연구소"]
    assert sorted(trial.titles()) == sorted(wanted)


def test_35_the_text_and_the_author_that_are_there(trial: Trial) -> None:
    item = f"<title>%s</title><link>{_SITE}/%s</link>%s"
    text = "Suzu told everybody about its new bell at length today."
    rss_body = rss(
        item % ("blank", 1, f"<description>{text}</description><content:encoded>  </content:encoded>"),
        item % ("stub", 2, f"<description>{text}</description><content:encoded>&lt;p/&gt;</content:encoded>"),
        item % ("own", 3, f"<description>{text}</description><dc:creator>Beni</dc:creator>"),
    ).replace("<item>", "<managingEditor>rei@suzu.example (Rei)</managingEditor><item>", 1)
    entry = f"<title>%s</title><id>%s</id><link href='{_SITE}/%s'/>%s"
    atom_body = atom(
        entry % ("atom", 4, 4, f"<summary>{text}</summary><content type='xhtml'/>"),
        entry % ("source", 5, 5, f"<summary>{text}</summary><source><author><name>Sumi</name></author></source>"),
        entry % ("sibling", 6, 6, f"<author><name>Beni</name></author><summary>{text}</summary>"),
        head="<author><name>Rei</name></author>",
    )
    items = [{"id": "7", "url": f"{_SITE}/7", "title": "json", "content_html": "", "summary": text}]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "S", "authors": [{"name": "Rei"}], "items": items}
    trial.fetch(
        trial.put("/rss", rss_body),
        trial.put("/atom", atom_body),
        trial.put("/json", json.dumps(feed), "application/feed+json"),
    )
    assert trial.texts("blank", "stub", "atom", "json") == dict.fromkeys(["blank", "stub", "atom", "json"], text)
    authors = trial.values("author")
    assert (authors["own"], authors["sibling"], authors["source"]) == ("Beni", "Beni", "Sumi")
    assert (authors["atom"], authors["json"]) == ("Rei", "Rei")


@needs_shared
def test_35_shared(trial: Trial) -> None:
    base = trial.put_folder("35-bodies")
    outcomes = trial.fetch(*(f"{base}{name}.xml" for name in ("rss", "atom", "media", "dtd", "xxe")))
    authors = trial.values("author")
    assert (authors["3"], authors["4"], authors["7"]) == ("Aki", "Ben", "Aki")
    assert trial.texts("1", "2", "3", "4", "5") == {
        "1": "The words of it in the description.",
        "2": "The description is much longer than what stands in the content, which is a stub.",
        "3": "There is only a summary here.",
        "4": "The summary words.",
        "5": "Words in the group.",
    }
    assert "A B" in [title.replace("\u00a0", " ") for title in trial.titles()]
    assert "root:" not in str(trial.rows("*"))
    assert outcomes["xxe.xml"]["status"] == "new"


def test_37_text_after_a_huge_picture_is_kept(trial: Trial) -> None:
    picture = f"<img src='data:image/png;base64,{'iVBORw0K' * 400_000}'>"
    html = f"<p>Before the picture stands this.</p><p>{picture}</p><p>After it stands that.</p>"
    item = f"<title>rss</title><link>{_SITE}/rss</link><content:encoded><![CDATA[{html}]]></content:encoded>"
    entry = f"<title>atom</title><id>a</id><link href='{_SITE}/a'/><content type='html'>{escape(html)}</content>"
    page = f"<html><body><article><h1>Page</h1>{html}<p>{WORDS * 4}</p></article></body></html>"
    paged = f"<title>page</title><link>{trial.put('/page.html', page, 'text/html')}</link>"
    many = "".join(f"<item><title>n{number}</title><guid>{number}</guid></item>" for number in range(3000))
    outcomes = trial.fetch(
        trial.put("/rss", rss(item, paged)),
        trial.put("/atom", atom(entry)),
        trial.put("/many", rss().replace("</channel>", f"{many}</channel>")),
        trial.put("/big", rss(item) + " " * 12_000_000),
    )
    for title, text in trial.texts("rss", "atom", "page").items():
        assert ("Before the picture" in text, "After it stands that." in text) == (True, True), title
        assert "iVBORw0K" not in text
    assert (outcomes["many"]["new"], outcomes["many"]["notes"]) == (3000, [])
    assert outcomes["big"]["reason"] == "over 10 MB"
