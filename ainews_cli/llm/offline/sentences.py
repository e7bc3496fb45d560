"""Sentences of a paragraph, in scripts with and without blanks between words."""

from __future__ import annotations

import re

from ainews_cli.models.scripts import CJK

_END = re.compile(rf"(?<=[。！？])(?!」|』)|(?<=[!?])(?=[{CJK}])|(?<=[.!?])\s+(?=[\"'“(\[]?[A-Z0-9])|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
    r"|Mr|Mrs|Ms|Dr|Prof|St|No|vs|approx|e\.g|i\.e|a\.m|p\.m)|\b[A-Z])\.$"
)


def parted(paragraph: str) -> list[str]:
    """Return the sentences of a paragraph; an abbreviation's full stop ends none."""
    sentences: list[str] = []
    for part in _END.split(paragraph):
        if sentences and _ABBREVIATION.search(sentences[-1]):
            sentences[-1] += f" {part.strip()}"
        else:
            sentences.append(part.strip())
    return sentences
