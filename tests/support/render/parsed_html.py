"""Pages of a few parts, and their HTML as a strict parser reads it."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import html5lib

from ainews_cli.models.page import Page, Section
from tests.support.records import replace
from tests.support.render.sample import PAGE


def page(*parts: object, **changes: object) -> Page:
    return replace(PAGE, sections=(Section("x", "見出し", parts),), **changes)  # type: ignore[arg-type]  # any part


def parsed(html: str) -> Element:
    """The document's root; raises where HTML5 calls anything in it an error."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)


def elements(html: str, name: str) -> list[Element]:
    return [one for one in parsed(html).iter() if one.tag == name]


def words(element: Element) -> str:
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()
