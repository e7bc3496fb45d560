"""The inline half of the walk: elements such as `<b>`, `<a>` and `<code>` become styles of the text inside them."""

from __future__ import annotations

import re

from lxml import etree

from ainews_cli.articles.boilerplate import is_math
from ainews_cli.articles.inline import BREAK, InlineRun
from ainews_cli.articles.tree import absolute, text_of
from ainews_cli.sources.clean import clean

_STRONG = frozenset(("b", "strong"))
_EM = frozenset(("i", "em", "cite", "dfn", "var"))
_CODE = frozenset(("code", "kbd", "samp", "tt"))
_BEFORE = {"br": BREAK, "q": "“", "rt": "("}
_AFTER = {"q": "”", "rt": ")"}
_PERMALINK = frozenset(("#", "¶", "§", "🔗", "⚓", "permalink", "link to this heading", "anchor"))
_NORMAL_WEIGHT = re.compile(r"font-weight\s*:\s*(?:normal|[1-4]00)", re.IGNORECASE)
_EXPONENT = re.compile(r"[+\-−–]?\d{1,4}|[a-z]", re.IGNORECASE)
_EMOJI = re.compile(r"emoji|smil(?:e|ey|ies)", re.IGNORECASE)

Image = tuple[str, str]
"""Alternative text and absolute address."""


class Collector:
    """Gathers runs of text and the images among them, with the styles that are open at the moment."""

    __slots__ = ("_base_url", "_code", "_em", "_images", "_leading", "_links", "_strong", "runs")

    def __init__(self, base_url: str) -> None:
        self.runs: list[InlineRun] = []
        self._leading: list[Image] = []
        self._images: list[Image] = []
        self._base_url = base_url
        self._strong = self._em = self._code = 0
        self._links: list[str] = []

    def text(self, text: str | None) -> None:
        """Add text in the styles that are open."""
        if text:
            self._add(clean(text))

    def _add(self, text: str) -> None:
        if text:
            self.runs.append(
                InlineRun(text, self._strong > 0, self._em > 0, self._code > 0, self._links[-1] if self._links else "")
            )

    def take(self) -> tuple[list[InlineRun], list[Image], list[Image]]:
        """Return the runs so far, the images before them and the images among and after them; the same styles stay
        open.
        """
        taken = (self.runs, self._leading, self._images)
        self.runs, self._leading, self._images = [], [], []
        return taken

    def enter(self, element: etree._Element) -> bool:
        """Open an inline element. False when what is inside is not to be read (it was handled here, or is noise)."""
        tag = element.tag
        if tag == "sup":
            return self._superscript(element)
        if tag == "rp" or (tag == "a" and text_of(element).strip().lower() in _PERMALINK):
            return False
        if is_math(element):
            return self._formula(element)
        if tag in ("img", "amp-img"):
            self._image(element)
        elif tag == "a":
            self._links.append(absolute(element.get("href", ""), self._base_url))
        self._style(element, 1)
        self._add(_BEFORE.get(tag, ""))
        return True

    def leave(self, element: etree._Element) -> None:
        """Close an element that `enter` opened."""
        self._add(_AFTER.get(element.tag, ""))
        self._style(element, -1)
        if element.tag == "a":
            self._links.pop()

    def _style(self, element: etree._Element, step: int) -> None:
        tag = element.tag
        if tag in _STRONG:
            self._strong += 0 if _NORMAL_WEIGHT.search(element.get("style", "")[:500]) else step
        elif tag in _EM:
            self._em += step
        elif tag in _CODE:
            self._code += step

    def _superscript(self, element: etree._Element) -> bool:
        """Footnote marks go; exponents get a "^", because 10 to the 6th must not read 106."""
        if any(link.get("href", "").startswith("#") for link in element.iter("a")) or (
            element.get("id") or ""
        ).startswith("fn"):
            return False
        if _EXPONENT.fullmatch(text_of(element).strip()):
            self._add("^")
        return True

    def _formula(self, element: etree._Element) -> bool:
        """Return a formula as code: its TeX where the page carries it, else its text."""
        source = element.get("alttext") or next(
            (text_of(note) for note in element.iter("annotation") if "tex" in note.get("encoding", "")), ""
        )
        if not source and element.tag != "math":
            return True
        self._code += 1
        self.text(" ".join((source or text_of(element)).split()))
        self._code -= 1
        return False

    def _image(self, element: etree._Element) -> None:
        alt = " ".join(clean(element.get("alt", "")[:1000]).split())
        if _EMOJI.search(element.get("class", "")[:200]):
            self._add(alt)
            return
        address = _source(element, self._base_url)
        if address and not any(element.get(side, "").strip() in ("0", "1") for side in ("width", "height")):
            (self._images if any(run.text.strip() for run in self.runs) else self._leading).append((alt, address))


def _source(element: etree._Element, base_url: str) -> str:
    """Return the address of an image; lazy-loaded ones carry it in another attribute."""
    candidates = [
        element.get(name, "") for name in ("data-src", "data-lazy-src", "data-original", "data-orig-file", "src")
    ]
    sets = [element.get(name, "")[:4000] for name in ("data-srcset", "data-lazy-srcset", "srcset")]
    candidates += [entry.strip().split(" ")[0].rstrip(",") for entry in sets]
    return next((address for candidate in candidates if (address := absolute(candidate, base_url))), "")
