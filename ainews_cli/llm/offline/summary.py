"""An extractive TL;DR: the sentence that opens the text, and the one that says most of the rest. Word for word from the
source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ainews_cli.llm.offline.furniture import is_furniture
from ainews_cli.llm.offline.lexicon import words_of
from ainews_cli.llm.offline.sentences import parted
from ainews_cli.models.scripts import CJK

MOST = 280
"""Characters of a TL;DR in an alphabetic script; CJK scripts get half."""
_SENTENCES = 24
_ENDS, _CUT = ".。!！?？… ", ("…", "...")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_MARKS = re.compile(r"\\([!-/:-@\[-`{-~])|[*`]+|~~")
_URL = re.compile(r"https?://\S+|www\.\S+")
_CJK = re.compile(f"[{CJK}]")


def bare(text: str) -> str:
    """Return inline Markdown as plain text on one line, addresses dropped."""
    return " ".join(_URL.sub("", _MARKS.sub(r"\1", _LINK.sub(r"\1", text))).split())


def extract(title: str, paragraphs: Sequence[str]) -> str:
    """Return at most two sentences of the text, in its order; "" when it has none but its title."""
    headline = bare(title).casefold().rstrip(".。")
    sentences = [candidate for candidate in _sentences(paragraphs) if candidate.casefold().rstrip(".。") != headline]
    if not sentences:
        return ""
    most = MOST // 2 if len(_CJK.findall(sentences[0])) * 3 > len(sentences[0]) else MOST
    first = _cut(sentences[0], most)
    wanted = {word for word in words_of(title).counts if len(word) > 3}
    rest = [(index, sentence) for index, sentence in enumerate(sentences[1:], 1) if len(first) + len(sentence) < most]
    if not rest:
        return first
    _, best = max(rest, key=lambda candidate: (_worth(candidate[1], wanted) - 0.1 * candidate[0], -candidate[0]))
    return f"{first}{_joint(first)}{best}"


def _sentences(paragraphs: Sequence[str]) -> list[str]:
    sentences: list[str] = []
    for paragraph in paragraphs:
        for sentence in parted(bare(paragraph)):
            long = len(sentence) >= (10 if _CJK.search(sentence) else 25)
            if long and not is_furniture(sentence) and not _told(sentence, sentences):
                sentences.append(sentence)
        if len(sentences) >= _SENTENCES:
            break
    return sentences[:_SENTENCES]


def _told(sentence: str, before: Sequence[str]) -> bool:
    """Return whether the text has said it: a feed whose summary begins its text says it twice, the first time perhaps
    cut off.
    """
    own = sentence.casefold().rstrip(_ENDS)
    told = [earlier.casefold() for earlier in before]
    return any(own in earlier or (earlier.endswith(_CUT) and own.startswith(earlier.rstrip(_ENDS))) for earlier in told)


def _joint(sentence: str) -> str:
    """Return what stands between a sentence and one from further down: a title or list item without a full stop needs
    more than a space.
    """
    if sentence[-1] in "。！？":
        return ""
    return " " if sentence[-1] in ".!?…" else " … "


def _worth(sentence: str, wanted: set[str]) -> float:
    folded = sentence.casefold()
    return sum(word in folded for word in wanted) + 0.5 * bool(re.search(r"\d", sentence))


def _cut(sentence: str, most: int) -> str:
    if len(sentence) <= most:
        return sentence
    short = sentence[: most - 1]
    return (short.rsplit(" ", 1)[0] if " " in short[most // 2 :] else short).rstrip(" ,、;:") + "…"
