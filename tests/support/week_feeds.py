"""Forty invented feeds over eight days, made of a few lists and a seeded generator.

A day has events, each told by several sources in words of their own, and what else such sources publish: papers by
the dozen, releases named by their version, videos, stories of Hacker News with comments, press releases, Japanese news.
The documents come in many charsets, formats and ways to write a date.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from html import escape
from random import Random
from typing import Literal, NamedTuple

FIRST = datetime(2026, 11, 21, 22, 0, tzinfo=UTC)
"""The first morning: seven o'clock in Tokyo on 22 November, a Sunday."""
MORNINGS = 8
HISTORY = 5
"""Days before the first morning from which the feeds still carry something."""
JST = timezone(timedelta(hours=9))

COMPANIES = (
    *("Hummingbird Labs", "Brackwell", "Orrinvale", "Nebel AI", "Tellus", "Kestrel Systems", "Lintel", "Farrow Bio"),
    *("Mosswork", "Kotonoha Lab", "Asagiri", "Quillon", "Saltmarsh", "Ferrum Robotics", "Pelagia"),
)
PRODUCTS = ("Haoto", "Wren", "Rill", "Mizuna", "Corvid", "Tandem", "Sable", "Kumo", "Loom", "Beacon")
TOPICS = (
    *("long context", "speculative decoding", "tool use", "retrieval", "code generation", "speech synthesis"),
    *("robot grasping", "image editing", "agent benchmarks", "quantization", "mixture of experts", "data filtering"),
)
TOPICS_JA = {
    "long context": "長文脈",
    "speculative decoding": "投機的デコード",
    "tool use": "ツール利用",
    "retrieval": "検索拡張生成",
    "code generation": "コード生成",
    "speech synthesis": "音声合成",
    "robot grasping": "ロボットの把持",
    "image editing": "画像編集",
    "agent benchmarks": "エージェントの評価",
    "quantization": "量子化",
    "mixture of experts": "混合エキスパート",
    "data filtering": "学習データの選別",
}


REMARKS = (
    "We have asked the company for a comment and will say here what it answers.",
    "Analysts had expected this for weeks, though not at this scale.",
    "Our tests with a dozen prompts agree with the claim in part.",
    "A spokesperson declined to name customers.",
    "The news came two days before a conference in Kyoto.",
)


class Event(NamedTuple):
    """What happened on a day, in the wordings of several sources."""

    titles: tuple[str, ...]
    japanese: str
    body: str
    body_ja: str


class Post(NamedTuple):
    """One entry of a feed."""

    key: str
    title: str
    html: str
    at: datetime
    author: str = ""


def event(random: Random) -> Event:
    """Invent an event."""
    company, other = random.sample(COMPANIES, 2)
    product, topic = random.choice(PRODUCTS), random.choice(TOPICS)
    number, version, share = random.randint(2, 90), random.randint(2, 6), random.randint(11, 60)
    topic_ja = TOPICS_JA[topic]
    made = (
        Event(
            (
                f"{company} releases {product} {version}, a model for {topic}",
                f"{product} {version} from {company} is out, with open weights",
                f"Introducing {product} {version}",
                f"{company}'s {product} {version} beats rivals at {topic}",
            ),
            f"{company}、{topic_ja}に強い「{product} {version}」を公開",
            f"{company} released {product} {version}, a language model for {topic} with {number} billion parameters. "
            f"It answers {share} percent faster than its predecessor. The weights are on a public server.",
            f"{company}は{topic_ja}に強い言語モデル「{product} {version}」を公開した。パラメーター数は{number}0億で、"
            f"前の版より{share}%速い。重みも公開されている。",
        ),
        Event(
            (
                f"{company} raises ${number} million to build {topic} tools",
                f"{company} lands ${number}M round led by {other}",
                f"Funding: {company} collects {number} million dollars",
                f"Investors put ${number} million into {company}",
            ),
            f"{company}が{number}00万ドルを調達、{topic_ja}に投資",
            f"{company} has raised {number} million dollars in a round led by {other}. The money goes into {topic}. "
            f"The company employs {share} people.",
            f"{company}は{other}などから{number}00万ドルを調達した。資金は{topic_ja}の開発に充てる。従業員は{share}人。",
        ),
        Event(
            (
                f"{other} sues {company} over training data",
                f"{company} taken to court by {other} for scraping",
                f"Lawsuit: {other} v. {company}",
                f"{other} says {company} copied {number},000 articles",
            ),
            f"{other}が{company}を提訴、学習データの無断利用で",
            f"{other} filed a suit against {company} in a court. It says that {number},000 articles were copied "
            f"to train {product}. {company} denies it.",
            f"{other}は、{product}の学習に記事{number}000本を無断で使われたとして{company}を提訴した。{company}は争う構え。",
        ),
        Event(
            (
                f"{company} fixes a hole in {product} that leaked prompts",
                f"Security: {product} {version} leaked prompts of {share} customers",
                f"{product} incident report",
                f"A bug in {company}'s {product} showed users each other's chats",
            ),
            f"{company}の「{product}」に不具合、他人の会話が見える状態に",
            f"A fault in the cache of {product} {version} showed prompts of other customers. {company} closed the hole "
            f"after {number} minutes and told {share} customers.",
            f"「{product} {version}」のキャッシュの不具合で、他人の入力が表示された。{company}は{number}分後に修正し、"
            f"{share}社に連絡した。",
        ),
    )
    return random.choice(made)


@dataclass(frozen=True)
class WeekFeed:
    """A feed of the week."""

    name: str
    form: Literal["rss", "rdf", "atom", "json", "hn", "youtube"] = "rss"
    kind: str = "feed"
    category: str = "news"
    charset: str = "utf-8"
    date: Callable[[datetime], str] = format_datetime
    tells: str = "event"
    """What its entries are: "event", "japanese", "paper", "release", "video", "story", "essay", "press", "mirror"."""
    per_day: int = 1
    weight: float = 1.0
    language: str = ""

    @property
    def slug(self) -> str:
        """Its part of addresses."""
        plain = "".join(char for char in self.name.lower() if char.isalnum() and char.isascii())
        return plain if len(plain) > 2 else f"site{sum(map(ord, self.name)) % 1_000}"

    @property
    def path(self) -> str:
        """Where it is on the server."""
        return "/api/v1/search" if self.form == "hn" else f"/{self.slug}/feed"


def named_zone(moment: datetime) -> str:
    """As RSS of Japan writes it, with the zone by its name."""
    return moment.astimezone(JST).strftime("%a, %d %b %Y %H:%M:%S JST")


def iso(moment: datetime) -> str:
    return moment.astimezone(JST).isoformat()


def kanji(moment: datetime) -> str:
    return moment.astimezone(JST).strftime("%Y年%m月%d日 %H:%M")


def slashes(moment: datetime) -> str:
    return moment.astimezone(JST).strftime("%Y/%m/%d %H:%M:%S +0900")


def american(moment: datetime) -> str:
    return moment.strftime("%b %-d, %Y")


def eastern(moment: datetime) -> str:
    return moment.astimezone(timezone(timedelta(hours=-5))).strftime("%a, %d %b %Y %H:%M:%S EST")


def undated(_: datetime) -> str:
    return ""


def ahead(moment: datetime) -> str:
    return format_datetime(moment + timedelta(days=400))


FEEDS = (
    WeekFeed("Hummingbird Labs", category="companies"),
    WeekFeed("Brackwell Newsroom", "atom", category="companies", date=iso),
    WeekFeed("Nebel Notes", "atom", category="companies", date=iso),
    WeekFeed("Kestrel Engineering", category="companies", date=eastern),
    WeekFeed("Orrinvale Research", category="research", tells="essay"),
    WeekFeed("The Model Wire", per_day=4),
    WeekFeed("Chip and Prompt", "atom", date=iso, per_day=3),
    WeekFeed("Compute Gazette", per_day=3, charset="windows-1252"),
    WeekFeed("Latent Ledger", "json", date=iso, per_day=2),
    WeekFeed("Weekly Weights", tells="essay", date=american),
    WeekFeed("Gradient Diary", tells="essay", charset="iso-8859-1"),
    WeekFeed("Hallway Notes", "atom", tells="essay", date=iso),
    WeekFeed("Ada's Garden", tells="essay", charset="utf-16"),
    WeekFeed("Undated Thoughts", tells="essay", date=undated),
    WeekFeed("Time Traveller", tells="essay", date=ahead),
    WeekFeed("Silent Blog", per_day=0),
    WeekFeed("Press Circuit", tells="press", per_day=6, weight=0.5),
    WeekFeed("Brackwell (mirror)", tells="mirror", category="companies", weight=0.7),
    WeekFeed("Nebel (mirror)", tells="mirror", category="companies", weight=0.7),
    WeekFeed("preprints cs.CL", tells="paper", per_day=40, category="research", weight=0.6),
    WeekFeed("preprints cs.LG", tells="paper", per_day=30, category="research", weight=0.6),
    WeekFeed("preprints cs.RO", "rdf", tells="paper", per_day=15, category="research", weight=0.5, date=iso),
    WeekFeed("Corvid Code releases", "atom", tells="release", per_day=3, category="tools", date=iso),
    WeekFeed("tandem releases", "atom", tells="release", category="tools", date=iso),
    WeekFeed("loom-rs releases", "atom", tells="release", category="tools", date=iso),
    WeekFeed("Beacon SDK releases", "atom", tells="release", per_day=2, category="tools", date=iso),
    WeekFeed("Hacker News", "hn", "hackernews", tells="story", per_day=12),
    WeekFeed("AI Kitchen", "youtube", "youtube", "videos", tells="video", date=iso),
    WeekFeed("Robot Room", "youtube", "youtube", "videos", tells="video", date=iso),
    WeekFeed("機械学習通信", tells="japanese", per_day=3, date=named_zone, language="ja"),
    WeekFeed("テック日報", "rdf", tells="japanese", per_day=3, charset="euc-jp", date=iso, language="ja"),
    WeekFeed("窓際エンジニア", tells="japanese", charset="shift_jis", date=kanji, language="ja"),
    WeekFeed("生成AI速報", "atom", tells="japanese", per_day=4, date=iso, language="ja"),
    WeekFeed("研究開発だより", tells="japanese", date=slashes, language="ja"),
    WeekFeed("ロボット新報", "json", tells="japanese", date=iso, language="ja"),
    WeekFeed("Shaky Server", per_day=2),
    WeekFeed("Moving House", per_day=1),
    WeekFeed("Last Orders", per_day=1),
    WeekFeed("Broken Tags", per_day=2),
    WeekFeed("Podcast of Tokens", tells="essay", date=american),
)


class Week:
    """What each feed carries on each morning."""

    def __init__(self) -> None:
        self.posts: dict[str, list[Post]] = {feed.name: [] for feed in FEEDS}
        self._versions = {feed.name: [1, 2, number] for number, feed in enumerate(FEEDS)}
        for day in range(-HISTORY, MORNINGS):
            random = Random(1_000 + day)
            events = [event(random) for _ in range(5)]
            for feed in FEEDS:
                for number in range(feed.per_day):
                    self._add(feed, day, number, events, random)

    def _add(self, feed: WeekFeed, day: int, number: int, events: list[Event], random: Random) -> None:
        at = FIRST + timedelta(days=day - 1, minutes=random.randint(60, 1_420))
        make = getattr(self, f"_{feed.tells}")
        title, html = make(feed, number, events, random)
        self.posts[feed.name].append(Post(f"{day + HISTORY}-{number}", title, html, at))

    def _event(self, _: WeekFeed, number: int, events: list[Event], random: Random) -> tuple[str, str]:
        told = events[(number + random.randint(0, 1)) % len(events)]
        return random.choice(told.titles), f"<p>{told.body}</p><p>{random.choice(REMARKS)}</p>"

    def _japanese(self, _: WeekFeed, number: int, events: list[Event], random: Random) -> tuple[str, str]:
        told = events[(number + random.randint(0, 2)) % len(events)]
        return told.japanese, f"<p>{told.body_ja}</p>"

    def _press(self, _: WeekFeed, number: int, __: list[Event], random: Random) -> tuple[str, str]:
        company, product = random.choice(COMPANIES), random.choice(PRODUCTS)
        return (
            f"{company} Announces Availability of {product} for Enterprise Customers in Region {number + 1}",
            f"<p>TOKYO, Nov. 2026 /PressCircuit/ -- {company} today announced {product}. "
            f"About {company}: a leader.</p>",
        )

    def _mirror(self, feed: WeekFeed, *_: object) -> tuple[str, str]:
        original = "Brackwell Newsroom" if feed.name.startswith("Brackwell") else "Nebel Notes"
        post = self.posts[original][-1]
        return post.title, post.html

    def _paper(self, _: WeekFeed, number: int, __: list[Event], random: Random) -> tuple[str, str]:
        topic, other = random.sample(TOPICS, 2)
        head = random.choice(("On", "Rethinking", "Towards Better", "A Survey of", "Scaling", "Revisiting", "Learning"))
        kind = random.choice(("new", "new", "cross", "replace"))
        return (
            f"{head} {topic.title()} with {other.title()} ({random.randint(100, 999)})",
            f"<p>arXiv:2611.{10_000 + random.randint(0, 9_999)}v{number % 3 + 1} Announce Type: {kind} Abstract: "
            f"We study {topic} and show that {other} helps large language models by {random.randint(1, 30)} points on "
            f"{random.randint(2, 20)} benchmarks. Code is available.</p>",
        )

    def _release(self, feed: WeekFeed, _: int, __: list[Event], random: Random) -> tuple[str, str]:
        version = self._versions[feed.name]
        version[2] += 1
        words = ("fix a crash on start", "faster indexing", "new flag --budget", "support tool calls", "update docs")
        changes = "".join(f"<li>{change}</li>" for change in random.sample(words, 2))
        return f"v{'.'.join(map(str, version))}", f"<h2>What's changed</h2><ul>{changes}</ul>"

    def _video(self, feed: WeekFeed, _: int, events: list[Event], random: Random) -> tuple[str, str]:
        topic = random.choice(TOPICS)
        return f"{topic.capitalize()} explained in ten minutes", f"In this video of {feed.name}: {events[0].body}"

    def _story(self, _: WeekFeed, number: int, events: list[Event], random: Random) -> tuple[str, str]:
        if number < 3:
            return random.choice(events[number].titles), ""
        others = ("Show HN: A terminal for", "Ask HN: How do you test", "The unreasonable cost of", "I rewrote my")
        things = ("gardens", "spreadsheets", "PDF parsers", "LLM agents", "old synthesizers", "compilers", "maps")
        return f"{random.choice(others)} {random.choice(things)}", ""

    def _essay(self, feed: WeekFeed, _: int, __: list[Event], random: Random) -> tuple[str, str]:
        topic = random.choice(TOPICS)
        furniture = "<p>Loading the ElevenLabs Text to Speech AudioNative Player...</p><p>Subscribe to read on.</p>"
        said = f"What {random.randint(3, 12)} months of work on {topic} taught me — “briefly”"
        body = f"<p>{said}. I kept a notebook, and most of what I believed about {topic} was wrong.</p>" * 2
        return f"Notes on {topic}: {random.choice(('what broke', 'what held', 'a postmortem', 'a plan'))}", (
            furniture + body if feed.name in ("Weekly Weights", "Podcast of Tokens") else body
        )

    def carried(self, feed: WeekFeed, morning: int) -> list[Post]:
        """Return what a feed carries on a morning, the newest first; floods carry one day alone."""
        until = FIRST + timedelta(days=morning - 1)
        posts = [post for post in self.posts[feed.name] if post.at <= until]
        return posts[: -(feed.per_day + 1) if feed.tells == "paper" else -13 : -1]


def document(feed: WeekFeed, posts: list[Post]) -> tuple[bytes, str]:
    """Return a feed's document and its content type."""
    site = f"https://{feed.slug}.example"
    name = feed.name if feed.tells != "release" else f"Release notes from {feed.name.split()[0]}"
    if feed.form == "hn":
        return _hits(posts), "application/json"
    if feed.form == "json":
        items = [
            {"id": post.key, "url": f"{site}/{post.key}", "title": post.title, "content_html": post.html}
            | {"date_published": feed.date(post.at)}
            for post in posts
        ]
        whole = {"version": "https://jsonfeed.org/version/1.1", "title": name, "home_page_url": site, "items": items}
        return json.dumps(whole, ensure_ascii=False).encode(), "application/feed+json"
    text = (_atom if feed.form in ("atom", "youtube") else _rss)(feed, name, site, posts)
    head = f'<?xml version="1.0" encoding="{feed.charset}"?>\n'
    return (head + text).encode(feed.charset, "xmlcharrefreplace"), "application/xml"


def _hits(posts: list[Post]) -> bytes:
    hits = [
        {
            "objectID": number_of(post),
            "title": post.title,
            "points": 20 + 7 * int(post.key.split("-")[1]),
            "author": "ada",
        }
        | {"num_comments": 3, "created_at_i": int(post.at.timestamp()), "url": f"https://hn{post.key}.example/"}
        for post in posts
    ]
    return json.dumps({"hits": hits}).encode()


def number_of(post: Post) -> str:
    """Return the number of a story of Hacker News."""
    day, number = post.key.split("-")
    return str(41_000_000 + 100 * int(day) + int(number))


def discussion(number: str) -> bytes:
    """Return the comments on a story."""
    said = (
        "<p>I ran it on my own laptop and it is slower than they say, but it works.</p>",
        "<p>The licence forbids commercial use. Read it before you build on it.</p>",
        "<p>Has anybody compared it with last year&#x27;s version? The numbers look cherry-picked.</p>",
    )
    comments = [
        {"id": int(number) * 10 + at, "author": ("bea", "cyd", "dan")[at], "text": html, "children": []}
        for at, html in enumerate(said)
    ]
    return json.dumps({"id": int(number), "children": comments}).encode()


def _atom(feed: WeekFeed, name: str, site: str, posts: list[Post]) -> str:
    entries = []
    for post in posts:
        link = f"https://www.youtube.com/watch?v={feed.slug:_<8.8}{int(post.key.split('-')[0]):03}"
        body = (
            f"<media:group><media:title>{escape(post.title)}</media:title><media:description>{escape(post.html)}"
            f'</media:description><media:community><media:statistics views="{1000 + len(post.title)}"/>'
            "</media:community></media:group>"
            if feed.form == "youtube"
            else f'<content type="html">{escape(post.html)}</content>'
        )
        address = link if feed.form == "youtube" else f"{site}/{post.key}"
        when = feed.date(post.at)
        entries.append(
            f'<entry><id>{address}</id><title>{escape(post.title)}</title><link rel="alternate" href="{address}"/>'
            f"<published>{when}</published><updated>{when}</updated>{body}</entry>"
        )
    spaces = 'xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"'
    return f"<feed {spaces}><title>{escape(name)}</title><id>{site}</id>{''.join(entries)}</feed>"


def _rss(feed: WeekFeed, name: str, site: str, posts: list[Post]) -> str:
    rdf = feed.form == "rdf"
    tag = "dc:date" if rdf else "pubDate"
    entries = []
    for post in posts:
        address = f"{site}/{post.key}"
        when = feed.date(post.at)
        dated = f"<{tag}>{when}</{tag}>" if when else ""
        about = f' rdf:about="{address}"' if rdf else ""
        entries.append(
            f"<item{about}><title>{escape(post.title)}</title><link>{address}</link>"
            f"<description>{escape(post.html)}</description>{dated}</item>"
        )
    items = "".join(entries)
    if rdf:
        spaces = (
            'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"'
        )
        return f'<rdf:RDF {spaces}><channel rdf:about="{site}"><title>{name}</title></channel>{items}</rdf:RDF>'
    return f'<rss version="2.0"><channel><title>{escape(name)}</title><link>{site}</link>{items}</channel></rss>'
