"""Messages in the reader's language: faults, reasons why a feed or a page failed, findings of checks.

A fault is raised in English, with its values in it, and may be stored, logged and counted so: that text is what JSON
has, whatever the language. Where a person reads it, `texts.said` finds its template in the catalogue, and with it the
words in the reader's language and the places of the values. So a reason that was stored years ago, and one that a
library wrote, can be said in Japanese, too. `tests/texts/test_messages.py` reads every fault from the source: one
without words in the catalogue fails it.
"""

from __future__ import annotations

import re
from functools import cache

from ainews_cli.texts.messages import checks, config, feeds, model, network, store, usage

TAILS: dict[str, str] = {
    "{rest}; see `{command} --help`": "{rest}。`{command} --help` を参照してください",
    "{rest} (did you mean {near}?)": "{rest}({near} のことですか)",
    "{rest}; did you mean {near}?": "{rest}。{near} のことですか",
}
"""What may stand behind any message, tried first."""
CATALOGUE: dict[str, str] = {
    **usage.TEXTS,
    **config.TEXTS,
    **network.TEXTS,
    **feeds.TEXTS,
    **model.TEXTS,
    **store.TEXTS,
    **checks.TEXTS,
}
"""English template -> Japanese template with the same placeholders."""
_PLACE = re.compile(r"\{(\w+)\}")
_DEEPEST = 4


def in_japanese(message: str, depth: int = 0) -> str:
    """Return a message in Japanese; as it is where the catalogue has no template for it."""
    if not message.strip() or depth > _DEEPEST:
        return message
    for pattern, _, japanese in _patterns():
        if match := pattern.fullmatch(message):
            return japanese.format(**{name: in_japanese(value, depth + 1) for name, value in match.groupdict().items()})
    return _in_parts(message, depth + 1)


def _in_parts(message: str, depth: int) -> str:
    """Say the parts that the catalogue has: "NAME: reason", "reason; reason", lines."""
    for sign in ("\n", "; ", ": "):
        first, found, rest = message.partition(sign)
        if found:
            parts = in_japanese(first, depth), in_japanese(rest, depth)
            if parts != (first, rest) or sign != ": ":
                return sign.join(parts)
    return message


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], int, str], ...]:
    """Return (pattern of the English, letters of its own, Japanese): tails first, then those that say most."""
    found = []
    for number, (english, japanese) in enumerate({**TAILS, **CATALOGUE}.items()):
        pieces = _PLACE.split(english)
        pattern = "".join(f"(?P<{piece}>.*?)" if at % 2 else re.escape(piece) for at, piece in enumerate(pieces))
        weight = 10_000 - number if number < len(TAILS) else sum(map(len, pieces[::2]))
        found.append((re.compile(pattern, re.DOTALL), weight, japanese))
    return tuple(sorted(found, key=lambda row: -row[1]))
