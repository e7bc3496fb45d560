"""Turns the samples into feed documents and pages, in the forms met in the wild.

Forms: RSS 2.0 with `content:encoded`, Atom (RFC 4287), an arXiv-like Atom with abstracts only, GitHub's release feed,
RDF (RSS 1.0),
JSON Feed 1.1, the YouTube channel feed (Atom with `media:`), and the Hacker News search API's JSON.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import cache
from html import escape
from itertools import count
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from ainews_cli.demo.samples import Article, Remark, SampleFeed, articles, remarks

TYPES = {
    "json": "application/feed+json",
    "hackernews": "application/json",
    "rss": "application/rss+xml",
    "rdf": "application/rdf+xml",
}


@cache
def _templates() -> Environment:
    # XML and HTML both need the five characters escaped, which autoescape does.
    environment = Environment(
        loader=PackageLoader("ainews_cli.demo", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["rfc822"] = format_datetime
    environment.filters["iso"] = lambda moment: moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return environment


def content_type(form: str) -> str:
    """Return the Content-Type a server of this form sends."""
    return TYPES.get(form, "application/atom+xml") + "; charset=utf-8"


def articles_of(sample: SampleFeed) -> tuple[Article, ...]:
    """Return the feed's articles, newest first."""
    return tuple(article for article in articles() if article.feed == sample.key)


def address(article: Article, base: str) -> str:
    """Return the article's address: on the demo server, or its `link`; "" for a text-only Hacker News item."""
    return article.path if article.path.startswith(("http://", "https://")) or not article.path else base + article.path


def feed_document(sample: SampleFeed, base: str, now: datetime) -> bytes:
    """Return the feed's document as it stands at `now` (timezone-aware)."""
    newest = articles_of(sample)
    if sample.form in _JSON:
        return _dump(_JSON[sample.form](sample, newest, base, now))
    entries = [
        {"article": article, "url": address(article, base), "published": article.published(now)} for article in newest
    ]
    template = _templates().get_template(f"{sample.form}.xml")
    updated = max((entry.published(now) for entry in newest), default=now)
    return template.render(sample=sample, entries=entries, base=base, updated=updated).encode()


def page_document(article: Article, sample: SampleFeed, base: str, now: datetime) -> bytes:
    """Return the article's page: its text amid the navigation, scripts and share buttons that pages carry."""
    others = [other for other in articles_of(sample) if other.slug != article.slug and other.path.startswith("/")][:4]
    template = _templates().get_template("page.html")
    return template.render(
        article=article, sample=sample, base=base, published=article.published(now), others=others
    ).encode()


def story_html(article: Article) -> str:
    """Return a Hacker News text: paragraphs parted by a bare <p>, without other structure."""
    return "<p>".join(escape(part, quote=False) for part in article.body.split("\n\n"))


def discussion_document(article: Article, now: datetime) -> bytes:
    """Return the tree that https://hn.algolia.com/api/v1/items/ID answers with; numbers count up from the story's."""
    numbers = count(article.number + 1)
    root = {
        "id": article.number,
        "type": "story",
        "title": article.title,
        "author": article.author,
        "points": article.points,
        "created_at": article.published(now).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "children": [_comment(remark, article.number, numbers) for remark in remarks(article.slug)],
    }
    return _dump(root)


def _comment(remark: Remark, parent: int, numbers: Iterator[int]) -> dict[str, Any]:
    number = next(numbers)
    return {
        "id": number,
        "type": "comment",
        "parent_id": parent,
        "author": remark.author or None,
        "text": "<p>".join(remark.text.split("\n\n")) or None,
        "children": [_comment(reply, number, numbers) for reply in remark.replies],
    }


def _dump(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def _json_feed(sample: SampleFeed, newest: tuple[Article, ...], base: str, now: datetime) -> dict[str, Any]:
    items = [
        {
            "id": address(article, base),
            "url": address(article, base),
            "title": article.title,
            "content_html": article.html(),
            "summary": article.summary,
            "date_published": article.published(now).isoformat(),
            "tags": list(article.categories),
            "authors": [{"name": article.author}],
        }
        for article in newest
    ]
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": sample.title,
        "home_page_url": f"{base}/{sample.key}/",
        "feed_url": base + sample.feed.url,
        "language": sample.feed.language,
        "items": items,
    }


def _search_result(_sample: SampleFeed, newest: tuple[Article, ...], base: str, now: datetime) -> dict[str, Any]:
    """Return the form of https://hn.algolia.com/api: `url` is absent from items that have only text."""
    hits = [_hit(article, base, now) for article in newest]
    return {
        "hits": hits,
        "nbHits": len(hits),
        "page": 0,
        "nbPages": 1,
        "hitsPerPage": 50,
        "query": "AI",
        "exhaustiveNbHits": True,
    }


def _hit(article: Article, base: str, now: datetime) -> dict[str, Any]:
    published = article.published(now)
    hit: dict[str, Any] = {
        "objectID": str(article.number),
        "story_id": article.number,
        "title": article.title,
        "author": article.author,
        "points": article.points,
        "num_comments": article.comments,
        "created_at": published.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "created_at_i": int(published.timestamp()),
        "_tags": ["story", f"author_{article.author}", f"story_{article.number}"],
    }
    if article.path:
        hit["url"] = address(article, base)
    if article.body:
        hit["story_text"] = story_html(article)
    return hit


_JSON: dict[str, Callable[[SampleFeed, tuple[Article, ...], str, datetime], dict[str, Any]]] = {
    "json": _json_feed,
    "hackernews": _search_result,
}
"""Forms that are JSON; the others have a template."""
