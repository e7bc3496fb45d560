"""Takes out of a text what a translator must not change, and puts it back.

Each span becomes one token such as `⟦βγ·δ⟧`; see `token_name` for why it looks so. A token must come back exactly once,
in its own block: the tokens of the reply are compared as multisets with those sent, before anything is put back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ainews_cli.models.text import Block, Finding
from ainews_cli.verify.checks import TOKENS
from ainews_cli.verify.text import ANCHOR, AUTOLINK, CODE, DIRECTIVE, EMAIL, TAG, TARGET, URL, trim_url

LETTERS = "βγδζθλξπσφψω"
"""Greek letters that look like no Latin letter and fold to none: no check counts them as a digit, a Latin name or
Japanese script.
"""
OPEN, CLOSE, JOINT = "⟦", "⟧", "·"

_MATH = (
    r"(?P<math>\$\$.{1,1000}?\$\$|\\\(.{1,1000}?\\\)|\\\[.{1,1000}?\\\]"
    r"|(?<![\w$\\])\$(?=[^\s\d$])[^$\n]{0,300}[\\^_=][^$\n]{0,300}(?<!\s)\$(?![\w$]))"
)
_PLACEHOLDER = (
    r"(?P<placeholder>\$?\{\{.{0,200}?\}\}|\$?\{[^{}\s][^{}\n]{0,200}\}|%\([A-Za-z_]\w*\)[sdfr]|(?<![\w%])%[sd](?!\w))"
)
_LITERAL = rf"(?P<literal>[{OPEN}{CLOSE}])"
_SPANS = re.compile(
    f"{CODE}|{TARGET}|{AUTOLINK}|{TAG}|{ANCHOR}|{_MATH}|{URL}|{EMAIL}|{DIRECTIVE}|{_PLACEHOLDER}|{_LITERAL}",
    re.DOTALL | re.MULTILINE,
)
_TOKEN = re.compile(rf"{OPEN}\s*([{LETTERS}]+)\s*[{JOINT}・]\s*([{LETTERS}]+)\s*{CLOSE}")
_LOOSE = re.compile(rf"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}?|{CLOSE}")


@dataclass(frozen=True, slots=True)
class Shielded:
    """A block's text with tokens, and what each stands for."""

    text: str
    tokens: tuple[tuple[str, str], ...]
    """(token, original text) in the order of the source."""
    block: int
    """Id of the block; findings name it."""


def token_name(block: int, index: int) -> str:
    """Return the token of the span `index` (from 0) of a block.

    It names its block too, so that a span that wanders into another block, or two blocks answered under each other's
    id, is a foreign token there. Both numbers are written in `LETTERS`: no digits (the check on numbers), no Latin, no
    Japanese (names and script).
    """
    return f"{OPEN}{_letters(block)}{JOINT}{_letters(index)}{CLOSE}"


def _letters(number: int) -> str:
    digits = ""
    while True:
        number, rest = divmod(number, len(LETTERS))
        digits = LETTERS[rest] + digits
        if not number:
            return digits


def shield(block: Block) -> Shielded:
    """Return the block's text with every protected span as a token: code, link and image targets, addresses, tags,
    anchors, formulas, placeholders, `:::` lines. A code block is one token as a whole. Nothing of the source is lost:
    `restore` gives it back.
    """
    if block.kind == "code":
        name = token_name(block.id, 0)
        return Shielded(name, ((name, block.text),), block.id)
    tokens: list[tuple[str, str]] = []
    pieces: list[str] = []
    end = 0
    for start, stop in _protected(block.text):
        name = token_name(block.id, len(tokens))
        tokens.append((name, block.text[start:stop]))
        pieces += (block.text[end:start], name)
        end = stop
    return Shielded("".join((*pieces, block.text[end:])), tuple(tokens), block.id)


def _protected(text: str) -> Iterator[tuple[int, int]]:
    for match in _SPANS.finditer(text):
        stop = match.end()
        if match["url"]:
            stop = match.start() + len(trim_url(match["url"]))
        if stop > match.start():
            yield match.start(), stop


def restore(text: str, shielded: Shielded) -> tuple[str, tuple[Finding, ...]]:
    """Return a translated text with the spans back in place of their tokens, and what is wrong with the tokens.

    The findings are of the check "tokens" (lost, doubled, foreign or damaged ones; a link target without its link
    text). The text is restored as far as it goes even then; with findings it is not to be shown.
    """
    originals = dict(shielded.tokens)
    text = _TOKEN.sub(lambda match: f"{OPEN}{match[1]}{JOINT}{match[2]}{CLOSE}", text)
    came = Counter(match[0] for match in _LOOSE.finditer(text))
    sent = Counter(originals.keys())
    messages = [f"the token {name} ({_shown(originals[name])}) is missing" for name in (sent - came)]
    messages += [
        f"the token {name} stands more than once" if name in sent else f"“{name}” is no token of this block"
        for name in came - sent
    ]
    for name, original in shielded.tokens:
        after_text = original.startswith("(") and f"]{name}" in shielded.text
        if after_text and name in text and f"]{name}" not in text:
            messages.append(f"the link target {name} does not follow its link text in brackets")
    findings = tuple(Finding(shielded.block, TOKENS.name, message) for message in messages)
    return _LOOSE.sub(lambda match: originals.get(match[0], match[0]), text), findings


def _shown(original: str) -> str:
    line = " ".join(original.split())
    return line if len(line) <= 40 else f"{line[:39]}…"
