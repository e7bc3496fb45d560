"""What a text says of a tool's licence, price and users: whole sentences of it, never a summary. Pure.

Nothing is concluded: "there is no free tier" is shown as it stands, and a text that says nothing gives nothing.
"""

from __future__ import annotations

import re

MOST = 160
"""Characters of a sentence that are shown."""
_LICENCE = (
    re.compile(
        r"\b(?:(?:MIT|Apache|BSD|ISC|MPL|[AL]?GPL)(?:[- ]?v?\d(?:\.\d)?)?[- ](?:licen[cs]e[ds]?|License)"
        r"|Apache[- ]2(?:\.0)?|[AL]?GPL[- ]?v?[23]|BSD-[23]-Clause|CC[- ]BY(?:-\w+)*|licen[cs]ed (?:under|as))\b"
        r"|(?:MIT|Apache|BSD|GPL)\S{0,5}ライセンス",
        re.IGNORECASE,
    ),
    re.compile(
        (
            r"\b(?:open[- ]source(?:d|s)?|open[- ]weights?|source[- ]available|proprietary)\b|ライセンス|"
            r"オープンソース|ソースコードを公開|重みを公開"
        ),
        re.IGNORECASE,
    ),
)
_PRICE = (
    re.compile(
        r"(?:US)?[$€£¥]\s?\d[\d.,]*|\b\d[\d,.]*\s?(?:dollars|euros|USD|EUR)\b|\d[\d,]*(?:万|億)?(?:円|ドル|ユーロ)"
        r"|\b(?:for free|free (?:tier|plan|trial|of charge|to use)|is free)\b|無料",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:pricing|subscription)\b|有料|月額|年額|料金|価格", re.IGNORECASE),
)
_USERS = (
    re.compile(
        r"\b(?:for|aimed at|designed for|built for|made for|helps?)\s+(?:[a-z-]+\s+){0,2}"
        r"(?:developers?|engineers?|researchers?|teams?|scientists?|analysts?|students?|teachers?|writers?|designers?|companies|enterprises"
        r"|businesses|beginners|maintainers?|people|users|everyone|anyone)\b"
        r"|(?:開発者|エンジニア|研究者|企業|チーム|学生|教師|初心者|個人|利用者|担当者|技術者|法人)(?:向け|のため|に向け)",
        re.IGNORECASE,
    ),
)
_SENTENCE = re.compile(r"[^.!?。！？\n]+(?:[.!?。！？](?=[\d])[^.!?。！？\n]+)*[.!?。！？]?")

PATTERNS = {"users": _USERS, "licence": _LICENCE, "price": _PRICE}
"""What is looked for, the telling before the general."""


def facts(source: str) -> dict[str, str]:
    """Return "users", "licence", "price" -> the first sentence that speaks of it; only those there are.

    Sentences are verbatim, cut at MOST characters.
    """
    quotes = {}
    for name, patterns in PATTERNS.items():
        hit = next((hit for pattern in patterns if (hit := pattern.search(source))), None)
        if hit:
            quotes[name] = _sentence(source, hit)
    return quotes


def _sentence(source: str, hit: re.Match[str]) -> str:
    """Return the sentence that holds the hit, on one line; of a long one the part around it."""
    sentence = next((match for match in _SENTENCE.finditer(source) if match.start() <= hit.start() < match.end()), None)
    start, end = (sentence.start(), sentence.end()) if sentence else hit.span()
    end = max(end, hit.end())
    if end - start <= MOST:
        return " ".join(source[start:end].split())
    begin = max(start, hit.start() - MOST // 3)
    finish = min(end, begin + MOST)
    return f"{'… ' if begin > start else ''}{' '.join(source[begin:finish].split())}{' …' if finish < end else ''}"
