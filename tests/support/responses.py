"""Responses of the fake Messages server."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

Body = Mapping[str, Any]

GOOD: dict[str, Any] = {
    "title": "ハチドリ社、小型モデル「羽音2」を公開",
    "tldr": {
        "text": "ハチドリ社が小型言語モデル「羽音2」を公開し、12の評価で前の版を上回った。",
        "blocks": [1],
        "quote": "Hummingbird Labs released Haoto 2",
    },
    "category": "release",
    "tags": ["小型モデル", "オープンソース"],
    "companies": ["Hummingbird Labs"],
    "products": ["Haoto 2"],
    "key_points": [
        {
            "heading": "公開",
            "detail": "重みとコードが公開された。",
            "blocks": [2],
            "quote": "The weights and the code are public.",
        },
        {
            "heading": "作り話",
            "detail": "売上は77億ドルだった。",
            "blocks": [1],
            "quote": "Revenue was 7.7 billion dollars.",
        },
    ],
    "impact": "手元の計算機で動かす開発者の選択肢が増える。",
    "comment": "評価は自社のものであり、第三者の検証が待たれる。",
    "marks": {
        "depth": {
            "value": 3,
            "reason": "評価の方法に触れている",
            "blocks": [1],
            "quote": "beats its predecessor on 12 benchmarks",
        },
        "relevance": {"value": 4, "reason": "小型モデルそのものの話題", "blocks": [], "quote": ""},
        "practicality": {
            "value": 4,
            "reason": "すぐに試せる",
            "blocks": [2],
            "quote": "a sentence that is nowhere in the article",
        },
        "novelty": {"value": 3, "reason": "既知の系列の新しい版", "blocks": [], "quote": ""},
    },
}
"""A valid Japanese reply about `tests.llm.samples.ARTICLE`; its second key point and one mark cannot be confirmed."""
USAGE = {"input_tokens": 40, "output_tokens": 700, "cache_read_input_tokens": 2_000, "cache_creation_input_tokens": 0}


_PIECES = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def count_tokens(text: str) -> int:
    """Count tokens by a rule like those of real tokenisers.

    Words count in pieces of seven letters, numbers of three digits, each sign and each CJK character for itself. On
    English it is within a few per cent of a real one (bench/tokens.py).
    """
    count = 0
    for piece in _PIECES.findall(_WIDE.sub(" ， ", text)):
        if piece[0].isalpha():
            count += -(-len(piece) // 7)
        else:
            count += -(-len(piece) // 3) if piece[0].isdigit() else 1
    return count


def plain(content: Any) -> str:
    """Return the text of a content field."""
    return content if isinstance(content, str) else "".join(part.get("text", "") for part in content)


def prompt_text(body: Body) -> str:
    """Return all that a request gives to read."""
    return "\n".join([plain(body.get("system") or ""), *(plain(turn["content"]) for turn in body["messages"])])


def message(
    body: Body, text: str, stop_reason: str | None = "end_turn", usage: Mapping[str, int] | None = None
) -> dict[str, Any]:
    """Return a Messages response. A thinking block comes first, as models that think send one."""
    return {
        "id": "msg_0001",
        "type": "message",
        "role": "assistant",
        "model": body.get("model", ""),
        "content": [{"type": "thinking", "thinking": "{}", "signature": "x"}, {"type": "text", "text": text}],
        "stop_reason": stop_reason,
        "stop_sequence": None,
        "usage": dict(USAGE if usage is None else usage),
    }
