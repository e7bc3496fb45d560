"""The checks on form: kind of block, tables, code, emphasis, brackets."""

from __future__ import annotations

import re
from collections import Counter

from ainews_cli.models.text import Block, Finding
from ainews_cli.verify.context import Context, findings
from ainews_cli.verify.sentences import sentences
from ainews_cli.verify.text import ANCHOR, code_spans, fold_width, plain, spans_of, without_spans

_COMMENT = re.compile(
    r"/\*.{0,4000}?\*/|<!--.{0,4000}?-->|(?<!:)//[^\n]*|(?<!\S)#[^\n]*|\{/\*.{0,4000}?\*/\}", re.DOTALL
)
_STRING = re.compile(r"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|(?<=[^=\s]>)[^<>{}]+(?=[<{])")
_ANCHOR = re.compile(ANCHOR)
_PAIRS = (("(", ")"), ("[", "]"), ("「", "」"), ("『", "』"), ("【", "】"), ("{", "}"))
_MARKER = re.compile(r"(?<![A-Za-z(])(?:\d{1,2}|[a-zA-Z]|例)\)|[:;]-?[()]|\\[()\[\]{}`]")
"""Brackets that stand alone: list markers, smileys, escaped ones."""
_RUN = re.compile(r"(?<![*_~\\])(?:\*+|~~)")


def check_structure(source: Block, translated: Block, context: Context) -> tuple[Finding, ...]:
    """Check that the translation is a block of the same kind, not empty, not grown into several, a table with the same
    cells.
    """
    del context
    messages = []
    if source.kind != translated.kind:
        messages.append(f"a {source.kind} has become a {translated.kind}")
    if source.text.strip() and not translated.text.strip():
        messages.append("the translation is empty")
    if source.kind == "table" and _cells(source.text) != _cells(translated.text):
        messages.append("the table has other rows or cells")
    if source.kind != "code" and "```" in translated.text and "```" not in source.text:
        messages.append("a code fence was added")
    if source.kind not in ("code", "table") and "\n\n" in translated.text.strip() and "\n\n" not in source.text.strip():
        messages.append("the block has become several")
    return findings(translated, messages)


def _cells(table: str) -> list[int]:
    rows = re.sub(r"(?P<t>`+).+?(?P=t)|\\\|", "", table).strip().splitlines()
    return [row.strip().strip("|").count("|") for row in rows]


def check_code(source: Block, translated: Block, context: Context) -> tuple[Finding, ...]:
    """Check that code is the source's: a code block but for comments and strings, code spans as a set."""
    if source.kind == "code":
        same = _bare_code(source.text) == _bare_code(translated.text)
        return () if same else findings(translated, ["the code was changed"])
    ours, theirs = (_spans(block.text) for block in (source, translated))
    whole, other = _squeezed(plain(source.text) + source.text), _squeezed(plain(translated.text) + translated.text)
    messages = [
        f"the code `{_shown(span)}` is not in the source"
        for span in theirs
        if span not in ours and span not in whole and span not in context.source_code
    ]
    messages += [
        f"the code `{_shown(span)}` of the source is missing"
        for span in ours
        if span not in theirs and span not in other
    ]
    return findings(translated, messages)


def _spans(text: str) -> dict[str, None]:
    return dict.fromkeys(
        _squeezed(span) for span in code_spans(text) if span.isascii() or re.search("[A-Za-z0-9]", span)
    )


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", fold_width(text))


def _shown(span: str) -> str:
    return span if len(span) <= 40 else f"{span[:39]}…"


def _bare_code(code: str) -> str:
    bare = _STRING.sub("", _COMMENT.sub("", code))
    return re.sub(r"\s+|[^\x00-\x7f]+", "", bare)


def check_emphasis(source: Block, translated: Block, context: Context) -> tuple[Finding, ...]:
    """Check that every `*`, `**` and `~~` that opens in the block closes in it, where the source's own are even."""
    del context
    if source.kind in ("code", "image"):
        return ()
    ours, theirs = (_marks(block) for block in (source, translated))
    odd = [mark for mark in ("*", "**", "~~") if theirs[mark] % 2 and not ours[mark] % 2]
    if source.text.strip() and re.fullmatch(r"[*_~\s]+", translated.text or " ") and not odd:
        odd = [translated.text.strip()]
    return findings(translated, (f"a {mark} opens or closes outside the block" for mark in odd))


def _marks(block: Block) -> Counter[str]:
    """Return how often each emphasis mark stands in a text; `***` counts as both, a lone star between spaces or digits
    as none.
    """
    text = without_spans(block.text)
    if block.kind == "table":
        text = text.replace("|", " ")
    counted: Counter[str] = Counter()
    for match in _RUN.finditer(text):
        before, after = (
            text[match.start() - 1 : match.start()] if match.start() else " ",
            text[match.end() : match.end() + 1] or " ",
        )
        if match[0] == "*" and ((before.isspace() and after.isspace()) or (before.isdigit() and after.isdigit())):
            continue
        if match[0] == "~~":
            counted["~~"] += 1
        elif len(match[0]) >= 3:
            counted["*"] += 1
            counted["**"] += 1
        else:
            counted[match[0]] += 1
    return counted


def check_brackets(source: Block, translated: Block, context: Context) -> tuple[Finding, ...]:
    """Check that brackets, Japanese quotation marks and backticks are balanced in the block, where the source's are."""
    del context
    if source.kind == "code":
        return ()
    ours, theirs = (_open(block.text) for block in (source, translated))
    messages = [f"“{pair}” is not balanced" for pair in theirs if pair not in ours]
    return findings(translated, messages)


def _open(text: str) -> list[str]:
    whole = fold_width(_ANCHOR.sub("", without_spans(text)))
    bare = _MARKER.sub("", whole)
    unbalanced = [
        left + right
        for left, right in _PAIRS
        if whole.count(left) != whole.count(right) and bare.count(left) != bare.count(right)
    ]
    return [*unbalanced, "`"] if bare.count("`") % 2 else unbalanced


def check_loops(source: Block, translated: Block, context: Context) -> tuple[Finding, ...]:
    """Check that the translation does not repeat itself where the source does not."""
    del context
    if source.kind in ("code", "table"):
        return ()
    text, original = fold_width(plain(translated.text)), fold_width(plain(source.text))
    looped = _loop(text)
    if looped and not _loop(original):
        return findings(translated, [f"“{_shown(looped)}” is repeated"])
    ours, theirs = Counter(spans_of(source.text)), Counter(spans_of(translated.text))
    often = [span for span, times in theirs.items() if times >= _OFTEN + 2 * ours[span] and not span.startswith("`")]
    return findings(translated, (f"“{_shown(span)}” is repeated" for span in often[:1]))


_CLOSE_LOOP = re.compile(r"(.{2,40}?)(?:[\s、,・]{0,2}\1){3,}", re.DOTALL)
_OFTEN = 3
"""Times that an address or a tag may stand beyond twice the source's count; code may, where Japanese repeats what
English calls it.
"""
_MIDDLE_LOOP = re.compile(r"(.{6,80}?)(?:[\s、,・]{0,2}\1){2,}", re.DOTALL)
_LONG_LOOP = re.compile(r"(.{16,200}?)(?:\s?\1){1,}", re.DOTALL)


def _loop(text: str) -> str:
    grams = [text[start : start + 6] for start in range(len(text) - 5)]
    if len(set(grams)) == len(grams):
        return ""
    for pattern in (_CLOSE_LOOP, _MIDDLE_LOOP, _LONG_LOOP):
        for match in pattern.finditer(text):
            if len(set(match[1])) > 1 and re.search(r"\w", match[1]):
                return match[1]
    pieces = Counter(piece for piece in sentences(text) if len(piece) >= 10)
    return next((piece for piece, times in pieces.items() if times >= 2), "")
