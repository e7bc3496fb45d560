"""Text that a page carries for its scripts or for search engines: JSON-LD, templates, data in JSON, `<noscript>`."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence
from html import unescape
from typing import NamedTuple

from lxml import etree

from ainews_cli.articles.box_words import speaks_of
from ainews_cli.articles.convert import blocks, text_blocks
from ainews_cli.articles.inline import visible_text
from ainews_cli.articles.plain import fold
from ainews_cli.models.ruby import beside
from ainews_cli.models.text import Block

GAIN = 2
"""How many times as long as what the page shows such a text must be: what is shown is then clearly not all."""
_TEMPLATE = re.compile(r"template|html|handlebars|mustache|tmpl|jsrender|liquid|twig", re.IGNORECASE)
_SLOT = re.compile(r"\{\{.{0,500}?\}\}|<%.{0,500}?%>", re.DOTALL)
_BODY = re.compile(r'"articleBody"\s*:\s*("(?:[^"\\]|\\.)*+")', re.DOTALL)
_MARKUP = re.compile(r"</?[a-z][a-z0-9-]*(?:\s[^<>]*)?/?>|<!--", re.IGNORECASE)
_PARAGRAPH = re.compile(r"<p\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?。！？]+(?:[.!?。！？]+[”’」』)）\"']*|\Z)\s*")
_LONG = 600
"""Characters from which a text without line breaks is parted at ends of sentences."""
_PROSE = 20
"""Characters from which a paragraph is none of a menu's labels."""
_MOST = 0.6
_LEAST = 60
"""Characters of such a text at least."""
_VALUES = 20_000
"""Values of a page's data that are looked at."""


class PageData(NamedTuple):
    """Raw text of the elements that may carry an article; nothing is parsed before it is needed."""

    linked: Sequence[str] = ()
    """JSON-LD."""
    data: Sequence[str] = ()
    markup: Sequence[str] = ()
    """Templates and `<noscript>`."""


def collect(root: etree._Element) -> PageData:
    """Return what a page carries, before it is pruned."""
    linked, data, markup = [], [], []
    for element in root.iter("script", "template", "noscript"):
        kind = element.get("type", "").lower()
        if element.tag != "script":
            markup.append(_inner(element))
        elif "ld+json" in kind:
            linked.append(element.text or "")
        elif kind.endswith("json"):
            data.append(element.text or "")
        elif "javascript" not in kind and _TEMPLATE.search(kind):
            markup.append(element.text or "")
    return PageData(linked, data, markup)


def _inner(element: etree._Element) -> str:
    return (element.text or "") + "".join(
        str(etree.tostring(child, encoding="unicode", method="html")) for child in element
    )


def longer(carried: PageData, shown: int, titles: Collection[str], url: str) -> tuple[Block, ...]:
    """Return the text that is clearly longer than the `shown` characters, as blocks; () for none.

    JSON-LD is believed before templates, and both before data.
    """
    least = max(GAIN * shown, _LEAST)
    bodies = [body for text in carried.linked if len(text) >= least for body in _bodies(text, titles)]
    templates = [_SLOT.sub(" ", text) for text in carried.markup if len(text) >= least]
    for texts in (bodies, templates):
        if found := _longest(texts, least, url):
            return found
    return _longest([html for text in carried.data if len(text) >= least for html in _html_values(text)], least, url)


def _longest(texts: Sequence[str], least: int, url: str) -> tuple[Block, ...]:
    best: tuple[Block, ...] = ()
    length = least - 1
    for text in texts:
        found = _blocks(text, url) if len(text) > length else ()
        visible = visible_text(found)
        if len(visible) > length and _is_prose(found) and not speaks_of(visible):
            best, length = found, len(visible)
    return best


def _blocks(text: str, url: str) -> tuple[Block, ...]:
    if "&lt;" in text and not _MARKUP.search(text):
        text = unescape(text)
    if _MARKUP.search(text):
        return blocks(text, url)
    text = beside(unescape(text) if "&" in text else text).replace("\r", "")
    if "\n" not in text.strip() and len(text) > _LONG:
        text = _parted(text)
    return text_blocks(text if "\n\n" in text else text.replace("\n", "\n\n"))


def _parted(text: str) -> str:
    """Return a text in paragraphs of some sentences."""
    paragraphs = [""]
    for sentence in _SENTENCE.findall(text):
        if len(paragraphs[-1]) + len(sentence) > _LONG:
            paragraphs.append("")
        paragraphs[-1] += sentence
    return "\n\n".join(paragraphs)


def _is_prose(found: Sequence[Block]) -> bool:
    """Tell whether most of a text stands in paragraphs, unlike a menu's."""
    lengths = [(block.kind, len(visible_text([block]))) for block in found]
    prose = sum(length for kind, length in lengths if kind in ("paragraph", "quote") and length >= _PROSE)
    return prose >= _MOST * sum(length for _, length in lengths) and any(length >= _PROSE for _, length in lengths)


def _bodies(text: str, titles: Collection[str]) -> Iterator[str]:
    """Yield the bodies of the articles in JSON-LD: of the one that is named like the page, else all."""
    bodies = [
        (fold(str(value.get("headline") or value.get("name") or "")), body)
        for value in _values(text)
        if isinstance(value, dict) and (body := _joined(value.get("articleBody")))
    ]
    if not bodies:
        bodies = [("", read) for match in _BODY.finditer(text) if isinstance(read := _loaded(match[1]), str)]
    wanted = {fold(title) for title in titles}
    named = [body for headline, body in bodies if headline in wanted]
    yield from named or [body for _, body in bodies]


def _joined(body: object) -> str:
    """Return the body of an article: one text, or its paragraphs."""
    parts: list[object] = body if isinstance(body, list) else [body]
    return "\n\n".join(part for part in parts if isinstance(part, str))


def _html_values(text: str) -> Iterator[str]:
    for value in _values(text):
        if isinstance(value, str) and len(_PARAGRAPH.findall(value)) > 1:
            yield value


def _loaded(text: str) -> object:
    try:
        return json.loads(text.strip().removeprefix("<!--").removesuffix("-->").strip(" \n;"), strict=False)
    except (ValueError, RecursionError):
        return None


def _values(text: str) -> Iterator[object]:
    """Yield the values of a JSON text, however deep."""
    pending = [_loaded(text)]
    for _ in range(_VALUES):
        if not pending:
            return
        value = pending.pop()
        yield value
        if isinstance(value, dict):
            pending += value.values()
        elif isinstance(value, list):
            pending += value
