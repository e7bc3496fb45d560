"""Every view in every format, over one small store of invented items: `python -m tests.support.views.view_pages` writes
the golden files anew.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from email import message_from_string
from email.policy import default
from pathlib import Path
from typing import Any

from ainews_cli import doctor as checks
from ainews_cli.config import Config
from ainews_cli.doctor import database, machine, settings
from ainews_cli.errors import ExitCode
from ainews_cli.models.analysis import Interests, Weights
from ainews_cli.models.brief import Brief
from ainews_cli.models.feed import Feed
from ainews_cli.models.page import Page
from ainews_cli.models.reader import Reader, RunReport
from ainews_cli.pipeline.briefs import discussion_requests, week_request
from ainews_cli.pipeline.why import why_page
from ainews_cli.render import FORMATS, render
from ainews_cli.render.options import Mail, Options
from ainews_cli.store import Store
from ainews_cli.store.health import Health
from ainews_cli.store.records import FeedUpdate
from ainews_cli.tasks.brief.checking import check
from ainews_cli.views.article import Wanted
from ainews_cli.views.claims import with_lead
from ainews_cli.views.plan import Money, Planned, plan_page
from ainews_cli.views.search import search
from ainews_cli.views.windows import last_hours
from tests.support.pages import article_page, page_of
from tests.support.store_samples import FEEDS, NOW, analysis, entry
from tests.support.tasks.brief_samples import COMMENTS, GOOD

GOLDEN = Path(__file__).parents[2] / "views" / "pages"
READERS = {
    "ja": Reader("ja", "Asia/Tokyo", Weights(), Interests()),
    "en": Reader("en", "America/New_York", Weights(), Interests()),
}
RUN = RunReport("claude", "claude-haiku-5-5", spent=0.0123)
STORED = RunReport("", "")
WEEK = last_hours(NOW, 7 * 24)
OPTIONS = Options(
    now=NOW,
    width=80,
    mail=Mail("AI日報 <news@example.org>", "reader@example.org"),
    address="https://reader.example/ai.rss",
)
MORE = (
    Feed("Kumo Video", "https://kumo.example/video", kind="youtube", category="videos"),
    Feed("Tool Shelf", "https://tools.example/feed", category="tools"),
)
BODY = (
    "<h2>What changed</h2><p>Mizuna 3 is free for research under the "
    '<a href="https://kumo.example/licence">MIT licence</a>. {filler}</p>\n'
    "<ul><li>Inference costs 40% less</li><li>Context of 128k tokens</li></ul>"
    "<pre><code>pip install mizuna</code></pre>"
)
FILLER = "It runs on one card with 16 GB of memory, for engineers who serve long documents. " * 3
ITEMS = (
    (
        0,
        {
            "title": "Mizuna 3 cuts the cost of inference",
            "hours": 3,
            "author": "Hana Morita",
            "content": BODY.format(filler=FILLER),
        },
        (4, 5, 4, 3),
    ),
    (
        1,
        {
            "title": "Ask: who pays for inference?",
            "hours": 5,
            "points": 512,
            "comments": 238,
            "discussion_url": "https://hacker.example/2",
        },
        (3, 4, 2, 2),
    ),
    (
        2,
        {"title": "論文: 長い文脈と記憶", "hours": 9, "summary": "長い文脈での記憶を測った。" * 30, "language": "ja"},
        (5, 3, 2, 4),
    ),
    (
        3,
        {
            "title": "Mizuna 3 in ten minutes",
            "hours": 12,
            "duration": 725,
            "views": 12345,
            "summary": "A tour of the model.",
        },
        (2, 3, 3, 2),
    ),
    (4, {"title": "mizuna-serve 1.2", "hours": 20, "content": BODY.format(filler=FILLER)}, (3, 4, 5, 2)),
    (
        0,
        {"title": "Nebel Labs opens an office in Osaka", "hours": 50, "summary": "Nebel Labs hires in Osaka."},
        (1, 2, 1, 1),
    ),
)
JAPANESE = (
    "ミズナ3、推論の費用を削減",
    "推論の費用は誰が払うのか",
    "論文: 長い文脈と記憶",
    "10分でわかるミズナ3",
    "mizuna-serve 1.2 公開",
    "ネーベル研、大阪に拠点",
)


def fill(store: Store) -> None:
    """Six items of every kind that a model has read, and a fortnight of titles that make 推論 rise."""
    store.sync_feeds((*FEEDS, *MORE))
    states = {state.feed_id: state for state in store.feed_states().values()}
    feeds = [store.feed_states()[feed.url].feed_id for feed in (*FEEDS, *MORE)]
    for number, (feed, values, marks) in enumerate(ITEMS, 1):
        one = entry(f"g{number}", f"https://news.example.com/{number}", **values)  # type: ignore[arg-type]  # as the table has them
        store.save_fetch([FeedUpdate(feeds[feed], (one,), states[feeds[feed]], ())], NOW)
        more = {
            "tags": ("推論", "LLM") if number < 4 else ("LLM",),
            "companies": ("Nebel Labs", "コトノハ研究所")[: 1 + number % 2],
        }
        told = {
            "title": JAPANESE[number - 1],
            "tldr": f"{JAPANESE[number - 1]}。要点を一文で述べた。",
            "products": ("ミズナ3",),
            "text_hash": str(number),
        }
        category = ("release", "opinion", "research", "video", "tool", "business")[number - 1]
        store.save_analysis(number, analysis(store, number, marks, category=category, **more, **told))
    for day in range(14):
        for slot in range(4):
            number = len(ITEMS) + day * 4 + slot + 1
            one = entry(
                f"t{number}",
                f"https://news.example.com/{number}",
                f"Old news {number}",
                hours=(14 - day) * 24 - 10 * (day == 13) + slot,
            )
            store.save_fetch([FeedUpdate(feeds[0], (one,), states[feeds[0]], ())], NOW)
            tags = ("推論",) if (day >= 7 and slot < 2) or (day < 2 and slot == 0) else ()
            store.save_analysis(
                number,
                analysis(
                    store,
                    number,
                    (1, 1, 1, 1),
                    title=f"以前の記事{number}",
                    tags=tags,
                    companies=(),
                    text_hash=str(number),
                ),
            )


def fill_briefs(store: Store) -> None:
    """The second item has a discussion, and a model has said what it says: the claims went through the checks."""
    store.save_discussion(2, COMMENTS, "", NOW)
    requests = discussion_requests(
        store, store.rows([2], language="ja"), READERS["ja"], model="claude-haiku-5-5", tokens=4000
    )
    wrong = {
        "group": "position",
        "text": "費用は10分の1だという。",
        "cites": [1],
        "quote": "We run it on a laptop with 16 GB",
    }
    store.save_brief(requests[2].key, Brief(*check({"claims": [*GOOD["claims"], wrong]}, requests[2]), NOW))


def hacker_of(store: Store, reader: Reader) -> Page:
    """The one story of Hacker News, with what was said of it."""
    return page_of(store, reader, "hacker", limit=3, model="claude-haiku-5-5", tokens=4000, now=NOW, run=RUN)


def lead_of(store: Store, reader: Reader) -> Page:
    """The week with a lead."""
    page = page_of(store, reader, "weekly", limit=4, now=NOW, run=RUN)
    request = week_request(page.entries, reader, model="claude-haiku-5-5")
    assert request
    first, second = (one.id for one in request.task.documents[:2])
    titles = {one.id: one.blocks[0].text for one in request.task.documents}
    claims = [
        {
            "group": "lead",
            "text": "今週は推論の費用と長い文脈が話題になった。",
            "cites": [first, second],
            "quote": titles[first],
        },
        {"group": "lead", "text": "来週には77件の発表があるという。", "cites": [second], "quote": titles[second]},
    ]
    return with_lead(page, Brief(*check({"claims": claims}, request), NOW))


PLANNED = (
    Planned(1, "Mizuna 3 cuts the cost of inference", "analysis", 0.0024),
    Planned(3, "論文: 長い文脈と記憶", "analysis", 0.0019),
    Planned(1, "Mizuna 3 cuts the cost of inference", "translation", 0.0071),
)


def _check_up(store: Store, reader: Reader) -> Page:
    """A bad key in the config, a feed that fails, one that is gone, a refused key, a full disk."""
    language, path = reader.language, Path("/home/reader/ainews.db")
    states = dict(store.feed_states())
    for feed, changes in zip(
        FEEDS, ({"failures": 3, "error": "no such host"}, {"gone": True}, {"last_success": NOW}), strict=True
    ):
        states[feed.url] = states[feed.url]._replace(last_fetch=NOW, **changes)  # type: ignore[arg-type]  # as the tuple has them
    health = Health("ours", bytes=34_567_890, version=1, items=62, analysed=61, latest=NOW, in_flight=2, feeds=states)
    read = checks.ReadConfig(
        Config(), ("ainews.toml: colour: unknown key; known here: language, timezone",), Path("ainews.toml")
    )
    refused = "api.anthropic.com does not accept the key in ANTHROPIC_API_KEY: set a valid one"
    found = [
        *settings.diagnoses(read, language),
        *database.diagnoses(health, path, language),
        *database.feed_diagnoses((*FEEDS, MORE[0]), health, language),
        checks.Diagnosis("model", "problem", "API", refused, code=ExitCode.MODEL),
        *machine.disk(12_000_000, path, language),
        *machine.clock(NOW, health.latest, reader.timezone, language),
        *machine.terminal({"LANG": "C", "TERM": "dumb"}, language),
    ]
    return checks.page(found, language=language, zone=reader.timezone, now=NOW)


PAGES: dict[str, Callable[[Store, Reader], Page]] = {
    **{
        name: lambda store, reader, name=name: page_of(store, reader, name, limit=3, now=NOW, run=RUN)  # type: ignore[misc]
        for name in ("latest", "daily", "videos", "tools", "papers")
    },
    "weekly": lambda store, reader: page_of(store, reader, "weekly", limit=4, now=NOW, run=RUN),
    "hacker": hacker_of,
    "lead": lead_of,
    "trends": lambda store, reader: page_of(store, reader, "trends", limit=5, now=NOW, run=STORED),
    "companies": lambda store, reader: page_of(store, reader, "companies", days=7, limit=5, now=NOW, run=STORED),
    "company": lambda store, reader: page_of(
        store, reader, "companies", company="Nebel Labs", days=7, limit=2, now=NOW, run=STORED
    ),
    "show": lambda store, reader: article_page(store, reader, 1, now=NOW, run=RUN, wanted=Wanted(share=True)),
    "search": lambda store, reader: search(store, reader, "inference cost", [1, 2], now=NOW, run=STORED),
    "why": lambda store, reader: why_page(store, reader, 1, limit=3, now=NOW),
    "plan": lambda store, reader: plan_page(
        PLANNED, reader, Money(1.0, 0.9972, 0.5, calls=120, share=0.16), model="claude-haiku-5-5", now=NOW
    ),
    "doctor": lambda store, reader: _check_up(store, reader),
}
"""Name of the view -> its page."""
SUFFIXES = {"terminal": "txt", "markdown": "md", "json": "json", "html": "html", "rss": "rss", "email": "eml.txt"}
CASES = [(view, form, "ja") for view in PAGES for form in FORMATS] + [("daily", form, "en") for form in FORMATS]


def file_name(view: str, form: str, language: str) -> str:
    return f"{view}{'' if language == 'ja' else '.' + language}.{SUFFIXES[form]}"


def made(store: Store, view: str, form: str, language: str) -> str:
    """What the program prints: of HTML the body (the styles are one file), of a mail its fields and both bodies,
    decoded.
    """
    text = render(form, PAGES[view](store, READERS[language]), OPTIONS)
    if form == "html":
        return text[text.index("<body>") :]
    return _mail(text) if form == "email" else text


def _mail(text: str) -> str:
    message: Any = message_from_string(text, policy=default)
    fields = [f"{name}: {value}" for name, value in message.items()]
    plain, html = (part.get_content() for part in message.iter_parts())
    return "\n".join([*fields, "", plain, re.sub(r"(?s)^.*<body", "<body", html)])


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "views.db") as opened:
        fill(opened)
        fill_briefs(opened)
        for case in CASES:
            (GOLDEN / file_name(*case)).write_text(made(opened, *case), encoding="utf-8", newline="\n")
