"""Which headline a reader sees: what is written in the reader's language keeps its own."""

from __future__ import annotations

import re

from ainews_cli.models.scripts import HANGUL, KANA

_KANA, _HANGUL = re.compile(f"[{KANA}]"), re.compile(f"[{HANGUL}]")


def headline(own: str, language: str, written: str, reader: str) -> str:
    """Return the title to show: the item's own one where it is in the reader's language, else the one that an analysis
    has `written`.

    `language`: what the feed says of the item; kana and hangul know better.
    """
    return own if own and (not written or _is_in(reader, own, language)) else written


def _is_in(reader: str, title: str, language: str) -> bool:
    code = _primary(reader)
    if _KANA.search(title):
        return code == "ja"
    if _HANGUL.search(title):
        return code == "ko"
    return bool(language) and _primary(language) == code


def _primary(tag: str) -> str:
    return re.split("[-_]", tag)[0].lower()
