"""Escapes plain text for its place in CommonMark, and guards inline Markdown against becoming something else. No
Markdown library: this
is the format of pipes and mails, and it has to start fast."""

from __future__ import annotations

import re

from ainews_cli.render.clean import one_line, safe_url

# Signs that may open a span anywhere. "&" only where an entity would be read, "_" only where it is not inside a word.
_SPANS = re.compile(r"[\\`*\[\]<~]|&(?=#?\w{1,40};)|(?<![^\W_])_|_(?![^\W_])")
# What begins a block at the start of a line: heading, quote, bullet, rule, table, setext underline.
_BLOCK = re.compile(r"(?=[>|]|[+-](?:\s|$)|-[ \t-]*$|=+\s*$|#{1,6}(?:\s|$))")
_ORDERED = re.compile(r"(\d{1,9})(?=[.)](?:\s|$))")
# Inline Markdown from left to right: an escape, a code span, backticks that open none and an autolink are kept; what
# begins HTML or
# leads a link to another scheme is escaped.
# (Compiled when an article is printed, and not at every start.)
_INLINE = r"""(?P<keep> \\[!-/:-@\[-`{-~] | (?P<ticks>`+)(?!`) .+? (?<!`)(?P=ticks)(?!`) | `+ | <https?://[^\s<>]*> )
      | (?P<html> <(?=[A-Za-z/!?]) )
      | (?P<link> \]\((?=\s*<?\s*(?!https?:)[a-z][a-z0-9+.-]*\s*(?::|&)) )"""
# What begins a block of inline Markdown besides: a rule or bullet of stars, a rule of underscores, a link definition, a
# fence, HTML.
_BLOCK_MORE = r"""[*](?:\s|$) | ([*_])[ \t]*(?:\1[ \t]*){2,}$ | \[(?=[^\]]*\]:) | `{3,}[^`]*$ | ~{3,}
      | <(?=[A-Za-z/!?])(?!https?://)"""


def escape(text: str) -> str:
    """Return plain text on one line, inside a paragraph: it reads back as itself.

    Not for the start of a line: see `paragraph`.
    """
    return _escaped(one_line(text))


def _escaped(text: str) -> str:
    return _SPANS.sub(lambda match: "\\" + match[0], text)


def line_start(text: str) -> str:
    """Return escaped text for the start of a line: no heading, list, quote, rule or table comes of it."""
    ordered = _ORDERED.match(text)
    if ordered:
        return f"{ordered[1]}\\{text[ordered.end() :]}"
    return _BLOCK.sub(r"\\", text, count=1) if _BLOCK.match(text) else text


def paragraph(text: str) -> str:
    """Return plain text as a paragraph of one line."""
    return line_start(escape(text))


def spoken(text: str) -> str:
    """Return a line of ours as a paragraph: what stands between backticks is a command, and no text to escape."""
    parts = re.split("`([^`]+)`", one_line(text))
    words = "".join(f"`{part}`" if number % 2 else _escaped(part) for number, part in enumerate(parts))
    return line_start(words)


def heading(text: str) -> str:
    """Return plain text as what follows "## "; a run of # at its end stays."""
    escaped = escape(text)
    return f"{escaped[:-1]}\\#" if escaped.endswith("#") else escaped


def cell(text: str) -> str:
    """Return plain text as a cell of a GFM table."""
    return escape(text).replace("|", "\\|")


def link(label: str, url: str) -> str:
    """Return a link to an http(s) address; the escaped label alone for any other.

    A label that is empty becomes the address.
    """
    url = safe_url(url)
    return f"[{escape(label) or escape(url)}]({destination(url)})" if url else escape(label)


def destination(url: str) -> str:
    """Return a safe address as a link destination: parentheses percent-encoded, entities and backslashes inert."""
    return re.sub(r"&(?=#?\w{1,40};)", r"\\&", url.replace("(", "%28").replace(")", "%29"))


def guarded(markdown: str) -> str:
    """Return inline Markdown of a block: spans stay; HTML, links of other schemes and starts of other blocks become
    text.
    """
    lines = (line.strip() for line in markdown.split("\n"))
    # Line starts first: an escape there can end a code span, and what was code has to be looked at then.
    return re.sub(
        _INLINE,
        _disarmed,
        "\n".join(_no_block(line) for line in lines if line),
        flags=re.VERBOSE | re.IGNORECASE | re.DOTALL,
    )


def _disarmed(match: re.Match[str]) -> str:
    if match["html"]:
        return "\\<"
    return "]\\(" if match["link"] else match[0]


def _no_block(line: str) -> str:
    """Return a line of inline Markdown that begins no block. `*` and `_` are left where they open emphasis."""
    if re.match(_BLOCK_MORE, line, re.VERBOSE | re.IGNORECASE):
        return f"\\{line}"
    return line_start(line)


def fence(code: str, info: str = "") -> list[str]:
    """Return the lines of a fenced code block; the fence is longer than any run of backticks in the code."""
    longest = max((len(run) for run in re.findall("`+", code)), default=0)
    ticks = "`" * max(3, longest + 1)
    return [ticks + re.sub(r"[^\w.+#-]", "", info), *code.rstrip("\n").split("\n"), ticks]
