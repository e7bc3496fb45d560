"""One walk over a tree, without recursion, that turns elements into blocks: depth costs nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from ainews_cli.articles.code import code_text, language
from ainews_cli.articles.inline import BREAK, InlineRun, render, target
from ainews_cli.articles.inline_runs import Collector, Image
from ainews_cli.articles.tables import is_data, markdown
from ainews_cli.models.text import Block, BlockKind

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCK_NAMES = """
address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form header
hgroup hr html legend li main ol p section summary table tbody td tfoot th thead tr ul
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split()) | frozenset(_HEADINGS)
_LISTS = frozenset(("ul", "ol"))
MAX_BLOCKS = 5_000
TOO_MANY = f"cut: more than {MAX_BLOCKS:,} paragraphs"
_LINK_TARGET = re.compile(r"\]\([^()\s]*\)")


@dataclass(slots=True)
class _Frame:
    """An open list item or quote: what the text inside it becomes."""

    kind: BlockKind
    level: int
    ordered: int = 0
    used: bool = False
    """Whether a list item has had its first paragraph; further ones carry no marker."""


@dataclass(slots=True)
class _List:
    ordered: bool
    next: int
    step: int = 1


@dataclass(frozen=True, slots=True)
class FoundBlock:
    """A block and where it was found, for whoever has to choose among a page's blocks."""

    block: Block
    element: etree._Element
    """The innermost block element around it."""
    characters: int
    linked: int
    """Of these characters, how many are inside links."""


class _Walker:
    """Turns elements as they open and close into blocks."""

    def __init__(self, base_url: str) -> None:
        self.found: list[FoundBlock] = []
        self._around: list[etree._Element] = []
        self._inline = Collector(base_url)
        self._base_url = base_url
        self._frames: list[_Frame] = []
        self._lists: list[_List] = []
        self._heading = 0
        self._term = 0
        self._seen: set[str] = set()

    def walk(self, root: etree._Element) -> None:
        """Read a pruned tree."""
        walk = etree.iterwalk(root, events=("start", "end"))
        skipped: etree._Element | None = None
        for event, element in walk:
            if event == "start":
                if self._start(element):
                    self._inline.text(element.text)
                else:
                    skipped = element
                    walk.skip_subtree()
                continue
            if element is skipped:
                skipped = None
            else:
                self._end(element)
            if element is not root:
                self._inline.text(element.tail)
            if len(self.found) >= MAX_BLOCKS:
                return
        self._flush()

    def _start(self, element: etree._Element) -> bool:
        """Open an element; False when all of it was handled here."""
        tag = element.tag
        if tag == "br" and self._ends_paragraph():
            self._flush()
            return True
        if tag not in _BLOCKS and tag != "pre":
            return self._inline.enter(element)
        self._flush()
        self._around.append(element)
        if tag == "pre" or (tag == "table" and is_data(element)):
            self._whole(element)
            self._around.pop()
            return False
        self._open(element)
        return True

    def _whole(self, element: etree._Element) -> None:
        """Make one block of a code block or a table of data."""
        if element.tag == "pre":
            self._emit("code", code_text(element), info=language(element))
            return
        for caption in element.iter("caption"):
            self._inline.text("".join(caption.itertext()))
            self._flush()
        linked = sum(len("".join(link.itertext())) for link in element.iter("a"))
        self._emit("table", markdown(element, self._base_url), linked=linked)

    def _open(self, element: etree._Element) -> None:
        """Remember what a block element makes of the text inside it."""
        tag = element.tag
        if tag in _HEADINGS:
            self._heading = _HEADINGS[tag]
        elif tag in _LISTS:
            self._lists.append(_new_list(element))
        elif tag == "li":
            self._frames.append(_Frame("list_item", max(1, len(self._lists)), self._number(element)))
        elif tag == "blockquote":
            self._frames.append(_Frame("quote", 1 + sum(frame.kind == "quote" for frame in self._frames)))
        elif tag == "dt":
            self._term += 1

    def _end(self, element: etree._Element) -> None:
        """Close an element that was opened."""
        tag = element.tag
        if tag not in _BLOCKS:
            self._inline.leave(element)
            return
        self._flush()
        self._around.pop()
        if tag in _HEADINGS:
            self._heading = 0
        elif tag in _LISTS:
            self._lists.pop()
        elif tag in ("li", "blockquote"):
            self._frames.pop()
        elif tag == "dt":
            self._term -= 1

    def _number(self, item: etree._Element) -> int:
        """Return the number of a list item, 0 for a bullet."""
        if not self._lists or not self._lists[-1].ordered:
            return 0
        current = self._lists[-1]
        number = _integer(item.get("value", ""), current.next)
        current.next = number + current.step
        return max(0, number)

    def _ends_paragraph(self) -> bool:
        """Tell whether the break just met is the second of a `<br><br>`: old pages part paragraphs so."""
        for run in reversed(self._inline.runs):
            if run.text.strip() or run.text == BREAK:
                return run.text == BREAK and not self._heading
        return False

    def _flush(self) -> None:
        """End the block under way; images go before or after its text, wherever they stood."""
        runs, leading, images = self._inline.take()
        self._images(leading)
        if any(run.text.strip() for run in runs):
            self._paragraph(runs)
        self._images(images)

    def _images(self, images: list[Image]) -> None:
        for alt, address in images:
            if address not in self._seen:
                self._seen.add(address)
                self._emit("image", f"![{_label(alt)}]({target(address)})")

    def _paragraph(self, runs: list[InlineRun]) -> None:
        linked = sum(len(run.text.strip()) for run in runs if run.href)
        if self._heading:
            plain = [InlineRun(run.text, em=run.em, code=run.code, href=run.href) for run in runs]
            self._emit("heading", render(plain, one_line=True), level=self._heading, linked=linked)
            return
        if self._term:
            runs = [InlineRun(run.text, True, run.em, run.code, run.href) for run in runs]
        frame = self._frames[-1] if self._frames else None
        if frame is None or frame.used:
            self._emit("paragraph", render(runs), linked=linked)
            return
        frame.used = frame.kind == "list_item"
        self._emit(frame.kind, render(runs), level=frame.level, ordered=frame.ordered, linked=linked)

    def _emit(
        self, kind: BlockKind, text: str, *, level: int = 0, ordered: int = 0, info: str = "", linked: int = 0
    ) -> None:
        if text.strip():
            block = Block(len(self.found) + 1, kind, text, level, ordered, info)
            self.found.append(FoundBlock(block, self._around[-1], visible_length(block), linked))


def visible_length(block: Block) -> int:
    """Count the characters of a block that a reader sees, link targets aside."""
    return 0 if block.kind == "image" else len(_LINK_TARGET.sub("]", block.text))


def _label(alt: str) -> str:
    """Alternative text as the label of an image."""
    return render([InlineRun(alt)], one_line=True).replace("[", "\\[").replace("\\]", "]").replace("]", "\\]")


def _integer(value: str, default: int) -> int:
    value = value.strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else default


def _new_list(element: etree._Element) -> _List:
    """Return the list; an ordered one starts where `start` says and may count down."""
    if element.tag == "ul":
        return _List(False, 0)
    down = element.get("reversed") is not None
    first = sum(1 for child in element if child.tag == "li") if down else 1
    return _List(True, _integer(element.get("start", ""), first), -1 if down else 1)


def find(root: etree._Element, base_url: str) -> list[FoundBlock]:
    """Return the blocks of a tree that is already pruned, with the elements they came from."""
    walker = _Walker(base_url)
    walker.walk(root)
    return walker.found
