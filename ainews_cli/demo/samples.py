"""Reads the sample feeds and articles that the demo serves.

An article file is a TOML head between two `+++` lines and a Markdown body; dates are ages in hours, so that the samples
are
always fresh. Nothing here knows HTTP.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal

from ainews_cli.models.feed import Feed

Form = Literal["rss", "atom", "arxiv", "releases", "rdf", "json", "hackernews", "youtube", "broken"]


@dataclass(frozen=True, slots=True)
class SampleFeed:
    """One sample feed as `feeds.toml` describes it."""

    key: str
    """Short name used in addresses and article heads."""
    title: str
    form: Form
    """The kind of document that the server makes of it."""
    feed: Feed
    """The subscription, with a path instead of an address: `feeds(base)` completes it."""
    about: str = ""
    """The subtitle the feed gives itself."""


@dataclass(frozen=True, slots=True)
class Article:
    """One sample article. `link`, when set, is the address of another sample (a duplicate) and carries its query
    along.
    """

    slug: str
    feed: str
    """Key of its feed."""
    title: str
    hours: float
    """Age in hours at serving time."""
    body: str
    """Markdown; "" for a title-only item."""
    author: str = ""
    summary: str = ""
    """Plain text extract, where the feed gives one beside the whole text."""
    categories: tuple[str, ...] = ()
    link: str = ""
    """Address to give instead of the article's own: a path on the demo server, or an absolute address."""
    number: int = 0
    """Hacker News id."""
    points: int = 0
    comments: int = 0
    video: str = ""
    """Video id, 11 characters."""
    views: int = 0
    duplicate: bool = False
    """True: the same article is also in another feed, and shares the reply recorded there."""

    @property
    def path(self) -> str:
        """Path and query of its address on the demo server; an absolute address where `link` has one."""
        if self.link:
            return self.link
        if self.video:
            return f"/watch?v={self.video}"
        if self.number:
            return ""
        return f"/{self.feed}/{self.slug}"

    def published(self, now: datetime) -> datetime:
        """Return when it was published, given the serving time."""
        return (now - timedelta(hours=self.hours)).replace(microsecond=0)

    def html(self) -> str:
        """Return the body as HTML. Video descriptions and Hacker News texts are not Markdown: see `documents`."""
        return markdown(self.body)


def folder(name: str) -> Traversable:
    """Return a data folder of the package: "articles", "discussions", "replies", "translations" or "templates"."""
    return files("ainews_cli.demo").joinpath(name)


def markdown(text: str) -> str:
    """Return CommonMark with tables as HTML."""
    from markdown_it import MarkdownIt  # border: markdown-it costs a start 30 ms

    return str(MarkdownIt("commonmark").enable("table").render(text))


def parse_article(slug: str, text: str) -> Article:
    """Read one article file. Raise ValueError or TypeError when its head is no good."""
    _, head, body = text.split("+++\n", 2)
    fields: dict[str, Any] = tomllib.loads(head)
    fields["categories"] = tuple(fields.get("categories", ()))
    return Article(slug=slug, body=body.strip(), **fields)


@cache
def articles() -> tuple[Article, ...]:
    """Return all sample articles, newest first."""
    parsed = [
        parse_article(file.name.removesuffix(".md"), file.read_text("utf-8"))
        for file in folder("articles").iterdir()
        if file.name.endswith(".md")
    ]
    return tuple(sorted(parsed, key=lambda article: (article.hours, article.slug)))


@dataclass(frozen=True, slots=True)
class Remark:
    """One comment of a sample discussion."""

    author: str
    """ "" with no text: deleted."""
    text: str
    """Paragraphs parted by blank lines; inline HTML as Hacker News has it."""
    replies: tuple[Remark, ...] = ()


@cache
def remarks(slug: str) -> tuple[Remark, ...]:
    """Return the discussion of a Hacker News sample, from `discussions/SLUG.json`; () where there is none."""
    file = folder("discussions").joinpath(f"{slug}.json")
    return tuple(map(_remark, json.loads(file.read_text("utf-8")))) if file.is_file() else ()


def _remark(data: dict[str, Any]) -> Remark:
    return Remark(data.get("author", ""), data.get("text", ""), tuple(map(_remark, data.get("replies", ()))))


@cache
def sample_feeds() -> tuple[SampleFeed, ...]:
    """Return all sample feeds, in the order of `feeds.toml`."""
    tables = tomllib.loads(files("ainews_cli.demo").joinpath("feeds.toml").read_text("utf-8"))["feed"]
    return tuple(_sample_feed(dict(table)) for table in tables)


def _sample_feed(table: dict[str, Any]) -> SampleFeed:
    key, title, form, about = table.pop("key"), table.pop("title"), table.pop("form"), table.pop("about", "")
    return SampleFeed(
        key=key,
        title=title,
        form=form,
        about=about,
        feed=Feed(name=table.pop("name", title), url=table.pop("path"), **table),
    )


def feeds(base: str) -> tuple[Feed, ...]:
    """Return the subscriptions of the demo's config; `base` is the server's address without a slash at the end."""

    return tuple(sample.feed._replace(url=base + sample.feed.url) for sample in sample_feeds())
