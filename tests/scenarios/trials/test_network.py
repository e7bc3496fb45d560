"""Kinds of servers and addresses that broke programs of this kind: passwords, cookies, discovery, spellings."""

from __future__ import annotations

import socket
from urllib.parse import quote, unquote

import pytest

from tests.support.feedserver import Reply
from tests.support.trial import WORDS, Trial, needs_shared, rss

_FEED = rss(f"<title>One</title><link>https://suzu.example/1</link><description>{WORDS}</description>")
_PRINTING = ["feeds list", "feeds list -f json", "feeds check", "doctor --offline", "fetch -v", "feeds export"]


def _everything_said(trial: Trial) -> str:
    done = [trial.cli(*command.split()) for command in _PRINTING]
    return "".join(each.out + each.err for each in done)


@pytest.mark.parametrize("password", ["p@ss:w/rd?#", "鈴と%41 é+&"])
def test_20_a_password_is_sent_and_never_shown(trial: Trial, password: str) -> None:
    user = "rei@suzu.example"
    secret = f"{quote(user, '')}:{quote(password, '')}"
    urls = [
        trial.put(path, _FEED, auth=f"{user}:{password}").replace("://", f"://{secret}@") for path in ("/feed", "/away")
    ]
    trial.web.replies["/away"] = Reply(401, headers=(("WWW-Authenticate", "Basic"),))
    outcomes = trial.fetch(*urls)
    assert (outcomes["feed"]["new"], outcomes["away"]["reason"][:8]) == (1, "HTTP 401")
    said = _everything_said(trial)
    assert [word for word in (quote(password, ""), password, quote(user, "")) if word in said] == []


@needs_shared
def test_20_shared(trial: Trial) -> None:
    trial.put_folder("20-basic-auth")
    host = trial.web.url("/20-basic-auth/").removeprefix("http://")
    outcomes = trial.fetch(f"http://aki%40home:s%3Acret@{host}feed.xml", f"http://aki:s3cretword@{host}none.xml")
    assert (outcomes["feed.xml"]["new"], outcomes["none.xml"]["reason"]) == (2, "HTTP 404")
    assert sorted(trial.titles()) == ["One", "Two"]
    said = _everything_said(trial)
    assert [word for word in ("s%3Acret", "s:cret", "s3cretword") if word in said] == []


def test_21_a_cookie_set_on_the_way_is_sent_on_the_way(trial: Trial) -> None:
    def gate(path: str, cookie: str, to: str, *set_: str) -> str:
        hop = Reply(302, headers=(("Location", to), *(("Set-Cookie", each) for each in set_)))
        return trial.put(path, _FEED.replace("/1<", f"{path}<"), cookie=cookie, otherwise=hop)

    past = "Expires=Thu, 01 Jan 1970 00:00:00 GMT"
    good = [
        gate("/own", "a=1", "/own", "a=1; Path=/; SameSite=Lax; Priority=High"),
        gate("/deep/feed", "b=2", "/deep/feed", "b=2"),
        gate("/two", "d=4", "/two", "c=3; Path=/; HttpOnly", "d=4; Path=/two; Max-Age=60"),
        gate("/value", "e=x=y==", "/value", "e=x=y==; path=/"),
        gate("/domain", "f=6", "/domain", "f=6; Domain=127.0.0.1; Path=/"),
    ]
    bad = [
        gate("/past", "g=7", "/past", f"g=7; Path=/; {past}"),
        gate("/elsewhere", "h=8", "/elsewhere", "h=8; Path=/other"),
        gate("/foreign", "i=9", "/foreign", "i=9; Domain=suzu.example; Path=/"),
        gate("/none", "j=1", "/none"),
    ]
    outcomes = trial.fetch(*good, *bad)
    assert {name: outcome["new"] for name, outcome in outcomes.items() if outcome["status"] == "new"} == {
        url.rpartition("/")[2]: 1 for url in good
    }
    assert {outcomes[url.rpartition("/")[2]]["reason"] for url in bad} == {"redirect loop"}


@needs_shared
def test_21_shared(trial: Trial) -> None:
    base = trial.put_folder("21-cookie-redirect")
    outcomes = trial.fetch(f"{base}feed.xml", f"{base}tour.xml")
    assert {name: outcome["new"] for name, outcome in outcomes.items()} == {"feed.xml": 2, "tour.xml": 2}


_HEADS = {
    "a comment of lines": '<!--\n<link rel=alternate type="application/rss+xml" href="/old">\n--><LINK REL=ALTERNATE '
    "TYPE=application/atom+xml HREF='/wanted'>",
    "a script": "<script>var s = '<link rel=alternate type=application/rss+xml href=/old>';</script>"
    '<link type="application/rss+xml" href="/wanted" rel="alternate">',
    "a template": "<template><link rel=alternate type=application/rss+xml href=/old></template>"
    '<link type="application/rss+xml" href="/wanted" rel="home alternate">',
    "a base": '<base href="https://unused.example/"><base href="/x/"><link rel=alternate type=application/rss+xml '
    "href=/wanted>",
    "a parameter": '<link rel="alternate" type="application/rss+xml; charset=utf-8" href="&#47;wanted">',
    "an anchor": '<a class=rss rel="me alternate" type="application/rss+xml" href="/wanted">Feed</a>',
    "no address": '<link rel=alternate type=application/rss+xml href=""><link rel=alternate '
    "type=application/rss+xml href=/wanted>",
    "comments first": '<link rel=alternate type=application/rss+xml title="Comments on Suzu" href=/comments/feed>'
    "<link rel=alternate type=application/rss+xml title=Suzu href=/wanted>",
}


@pytest.mark.parametrize("case", _HEADS)
def test_29_a_page_names_its_feed(trial: Trial, case: str) -> None:
    old = rss("<title>old</title><link>https://suzu.example/old</link>")
    trial.put("/old", old)
    trial.put("/comments/feed", old)
    wanted = trial.put("/wanted", _FEED)
    head = _HEADS[case].replace("https://unused.example/", trial.web.url("/"))
    page = trial.put(
        "/page", f"<!doctype html><html><head><title>Suzu</title>{head}</head><p>Hello</p></html>", "text/html"
    )
    assert trial.add(page)[1] == [("Suzu", wanted)]


@needs_shared
def test_29_shared(trial: Trial) -> None:
    base = trial.put_folder("29-discovery")
    query = "direct.xml?format=feed&type=rss"
    trial.web.replies[f"/29-discovery/{query}"] = trial.web.replies["/29-discovery/direct.xml"]
    wanted = {
        "base.html": "sub/feed.xml",
        "comment.html": "real.xml",
        "emptyhref.html": "main.xml",
        "anchor.html": "cats/index.xml",
        "wp.html": "wp/feed",
        "shaarli.html": "atom",
        query: query,
        "unquoted.html": "unq.xml",
        "entity.html": "gary.xml",
    }
    found = {page: trial.add(base + page)[1] for page in wanted}
    assert {page: [url.removeprefix(base).rstrip("?") for _, url in feeds] for page, feeds in found.items()} == {
        page: [feed] for page, feed in wanted.items()
    }
    assert [name for name, _ in found["entity.html"]] == ["Gary's hacking & stuff"]
    done, _ = trial.add(f"{base}nofeed.html")
    assert (done.code, done.err.count("\n")) == (4, 1)
    assert "names no feed, and none is in the usual places" in done.err


def _closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_30_an_address_is_read_however_it_is_spelt(trial: Trial) -> None:
    wanted = trial.put(quote("/鈴の 音.xml"), _FEED)
    host = trial.web.url("").removeprefix("http://")
    port = host.rpartition(":")[2]
    for form in (
        f"hTTp://{host}/鈴の 音.xml",
        f"FEED://{host}/{quote('鈴の 音.xml')}",
        f"feed:HTTP://LocalHost:{port}/鈴の 音.xml",
        f"  {host}/鈴の 音.xml ",
    ):
        done, feeds = trial.add(form)
        assert done.code == 0, (form, done.err)
        assert unquote(feeds[0][1].lower().replace("localhost", "127.0.0.1")) == unquote(wanted), form
    opml = trial.cli.folder / "own.opml"
    opml.write_text(f'<opml><body><outline text="Suzu" xmlUrl="HTTP://{host}/%E9%88%B4"/></body></opml>', "utf-8")
    assert trial.cli("feeds", "import", str(opml)).code == 0
    assert "%E9%88%B4" in trial.cli.config.read_text(encoding="utf-8")
    [outcome] = trial.fetch("http://鈴。example/feed").values()
    assert outcome["reason"] == "no such host: xn--5vy.example".replace("xn--5vy", "鈴".encode("idna").decode())
    [outcome] = trial.fetch(f"http://[::1]:{_closed_port()}/feed").values()
    assert "refused" in outcome["reason"] or "cannot" in outcome["reason"].lower(), "an IPv6 host is dialled"


@needs_shared
def test_30_shared(trial: Trial) -> None:
    base = trial.put_folder("30-address-forms")
    host = base.removeprefix("http://")
    local = f"HTTP://LOCALHOST:{trial.web.port}/30-address-forms/feed.xml"
    for form in (f"feed://{host}feed.xml", f"feed:{base}feed.xml", f"{host}feed.xml", local):
        _, feeds = trial.add(form)
        assert [url.lower().replace("localhost", "127.0.0.1") for _, url in feeds] == [f"{base}feed.xml"], form
    assert trial.fetch(f"{base}ロシア 語.xml")["ロシア 語.xml"]["new"] == 1
    assert "no such host: xn--gckvb8fzb.example" in trial.add("https://マリウス.example/feed")[0].err
