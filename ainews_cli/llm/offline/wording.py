"""The words of an estimate's reasons, in the interface languages. Each names the feature that was measured."""

from __future__ import annotations

from collections.abc import Sequence

from ainews_cli.texts.plural import fill

WORDS: dict[str, dict[str, str]] = {
    "ja": {
        "estimate": "推定: {n}",
        "join": "、",
        "characters": "本文{n:,}字",
        "title_only": "本文なし(見出しのみ)",
        "numbers": "数値{n}個",
        "code": "コード{n}個",
        "links": "リンク{n}個",
        "research": "研究の語「{n}」",
        "title_keywords": "見出しに関心語「{n}」",
        "body_keywords": "本文に関心語「{n}」",
        "no_keywords": "関心語なし",
        "topics": "AIの話題語「{n}」",
        "no_topics": "AIの話題語なし",
        "names": "企業・製品名「{n}」",
        "howto": "手引きの語「{n}」",
        "available": "入手方法の語「{n}」",
        "release": "公開・発表の語「{n}」",
        "first": "初出の語「{n}」",
        "benchmark": "性能比較の語「{n}」",
        "version": "見出しに版番号",
        "points": "{n:,}ポイント",
        "no_signals": "手がかりの語なし",
    },
    "en": {
        "estimate": "Estimate: {n}",
        "join": ", ",
        "characters": "{n:,} {n|character|characters} of text",
        "title_only": "no text, title only",
        "numbers": "{n} {n|number|numbers}",
        "code": "{n} {n|code block|code blocks}",
        "links": "{n} {n|link|links}",
        "research": "research word “{n}”",
        "title_keywords": "interest “{n}” in the title",
        "body_keywords": "interest “{n}” in the text",
        "no_keywords": "no interest keyword",
        "topics": "AI topic “{n}”",
        "no_topics": "no AI topic word",
        "names": "names “{n}”",
        "howto": "how-to word “{n}”",
        "available": "availability word “{n}”",
        "release": "release word “{n}”",
        "first": "first-time word “{n}”",
        "benchmark": "benchmark word “{n}”",
        "version": "version number in the title",
        "points": "{n:,} {n|point|points}",
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
        self._parts.append(fill(self._words[name], n=value))

    def add_list(self, name: str, values: Sequence[str], most: int = 3) -> None:
        """Name one feature made of several words."""
        self.add(name, "・".join(values[:most]) if self.language == "ja" else ", ".join(values[:most]))

    def reason(self) -> str:
        """Return the reason, one line, labelled as an estimate; start over."""
        joined = self._words["join"].join(self._parts)
        self._parts = []
        return fill(self._words["estimate"], n=joined)

    def topic(self, name: str) -> str:
        """Return a topic's name in the language."""
        japanese, _, english = name.partition("|")
        return english if english and self.language == "en" else japanese
