"""The words of an estimate's reasons, in the interface languages. Each names the feature that was measured."""

from __future__ import annotations

from collections.abc import Sequence

WORDS: dict[str, dict[str, str]] = {
    "ja": {
        "estimate": "推定: {}",
        "join": "、",
        "characters": "本文{:,}字",
        "title_only": "本文なし(見出しのみ)",
        "numbers": "数値{}個",
        "code": "コード{}個",
        "links": "リンク{}個",
        "research": "研究の語「{}」",
        "title_keywords": "見出しに関心語「{}」",
        "body_keywords": "本文に関心語「{}」",
        "no_keywords": "関心語なし",
        "topics": "AIの話題語「{}」",
        "no_topics": "AIの話題語なし",
        "names": "企業・製品名「{}」",
        "howto": "手引きの語「{}」",
        "available": "入手方法の語「{}」",
        "release": "公開・発表の語「{}」",
        "first": "初出の語「{}」",
        "benchmark": "性能比較の語「{}」",
        "version": "見出しに版番号",
        "points": "{:,}ポイント",
        "no_signals": "手がかりの語なし",
    },
    "en": {
        "estimate": "Estimate: {}",
        "join": ", ",
        "characters": "{:,} characters of text",
        "title_only": "no text, title only",
        "numbers": "{} numbers",
        "code": "{} code blocks",
        "links": "{} links",
        "research": "research word “{}”",
        "title_keywords": "interest “{}” in the title",
        "body_keywords": "interest “{}” in the text",
        "no_keywords": "no interest keyword",
        "topics": "AI topic “{}”",
        "no_topics": "no AI topic word",
        "names": "names “{}”",
        "howto": "how-to word “{}”",
        "available": "availability word “{}”",
        "release": "release word “{}”",
        "first": "first-time word “{}”",
        "benchmark": "benchmark word “{}”",
        "version": "version number in the title",
        "points": "{:,} points",
        "no_signals": "no signal words",
    },
}


class Wording:
    """Collects the features of one reason and words them in one language; English where a language has no words
    here.
    """

    def __init__(self, language: str) -> None:
        self.language = "ja" if language.split("-")[0].lower() == "ja" else "en"
        self._words = WORDS[self.language]
        self._parts: list[str] = []

    def add(self, name: str, value: object = None) -> None:
        """Name one measured feature."""
        self._parts.append(self._words[name].format(value))

    def add_list(self, name: str, values: Sequence[str], most: int = 3) -> None:
        """Name one feature made of several words."""
        self.add(name, "・".join(values[:most]) if self.language == "ja" else ", ".join(values[:most]))

    def reason(self) -> str:
        """Return the reason, one line, labelled as an estimate; start over."""
        joined = self._words["join"].join(self._parts)
        self._parts = []
        return self._words["estimate"].format(joined)

    def topic(self, name: str) -> str:
        """Return a topic's name in the language."""
        japanese, _, english = name.partition("|")
        return english if english and self.language == "en" else japanese
