"""Article text as HTML: the Markdown that the Markdown format prints, parsed with HTML switched off, then cleaned by
nh3.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from ainews_cli.models.page import BlocksPart
from ainews_cli.render.clean import one_line, safe_url
from ainews_cli.render.markdown.article import article as markdown_lines
from ainews_cli.texts import text

_HEADINGS = {"h3", "h4", "h5", "h6"}
_INLINE = {"strong", "em", "s", "code", "a", "br"}
_TAGS = (
    _HEADINGS
    | _INLINE
    | {"p", "ul", "ol", "li", "blockquote", "pre", "table", "thead", "tbody", "tr", "th", "td", "hr"}
)
_ALIGNED = {"style"}
_WITH_ID = {name: {"id"} for name in (*_HEADINGS, "p", "li")}
_NUMBER = re.compile(r"¶(\d{1,6})(?!\d)")


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    """Return a parser of CommonMark with tables and strikethrough; HTML in the text is text."""
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


@lru_cache(maxsize=1)
def _cleaner() -> nh3.Cleaner:
    """Return what leaves these tags alone: made once, because its tables cost more than most articles."""
    return nh3.Cleaner(
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}, "th": _ALIGNED, "td": _ALIGNED, **_WITH_ID},
        allowed_classes={"p": {"mark"}},
        filter_style_properties={"text-align"},
        url_schemes={"http", "https", "mailto"},
        url_relative="deny",
        link_rel="noopener noreferrer",
    )


def article(part: BlocksPart, language: str, *, anchors: bool = False) -> Markup:
    """Return the blocks as clean HTML, headings from h3 on.

    `language` is the interface's; `anchors`: block n gets the id "bn".
    """
    parser = _parser()
    tokens = parser.parse("\n".join(markdown_lines(part)))
    notes = {f"⚠ {one_line(note)}" for _, note in part.marks}
    for before, token in pairwise(tokens):
        if before.type == "paragraph_open" and token.type == "inline" and token.content and _plain(token) in notes:
            before.attrSet("class", "mark")
        if token.type == "inline":
            token.children = _without_images(token.children or [], language)
    if anchors:
        _anchor(tokens, {block.id for block in part.blocks})
    made = parser.renderer.render(tokens, parser.options, {})
    return Markup(_cleaner().clean(made))  # noqa: S704  # nh3 has just cleaned it


def _anchor(tokens: list[Token], known: set[int]) -> None:
    """Give the element that begins with a block's number ("¶3 …") its id.

    The first one wins, whatever the article says later.
    """
    for at, token in enumerate(tokens):
        cited = _NUMBER.match(token.content) if token.type == "inline" else None
        number = int(cited.group(1)) if cited else 0
        if number in known:
            known.discard(number)
            place = tokens[at - 2] if tokens[at - 1].hidden else tokens[at - 1]  # a tight list hides its paragraphs
            place.attrSet("id", f"b{number}")


def _plain(token: Token) -> str:
    return "".join(child.content for child in token.children or [])


def _without_images(tokens: list[Token], language: str) -> list[Token]:
    """Return the tokens with links instead of images: the page loads nothing, and so tells nobody that it is read."""
    linked: list[Token] = []
    inside = 0
    for token in tokens:
        inside += (token.type == "link_open") - (token.type == "link_close")
        if token.type != "image":
            linked.append(token)
            continue
        alt = one_line(token.content)
        label = Token(
            "text",
            "",
            0,
            content=f"[{text(language, 'block.image', alt=alt) if alt else text(language, 'block.image_plain')}]",
        )
        url = safe_url(str(token.attrGet("src") or ""))
        if url and not inside:
            linked += [Token("link_open", "a", 1, attrs={"href": url}), label, Token("link_close", "a", -1)]
        else:
            linked.append(label)
    return linked
