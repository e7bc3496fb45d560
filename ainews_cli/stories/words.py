"""Words that say little about which event is meant: in every headline, or in every headline about AI."""

from __future__ import annotations


def stem(word: str) -> str:
    """Without the endings that most change between headlines; no linguistics."""
    if not (word.isascii() and word.isalpha()) or len(word) < 5:
        return word
    for ending, rest in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", "e"), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) + len(rest) >= 4:
            return (word[: len(word) - len(ending)] + rest).removesuffix("e")
    return word.removesuffix("e")


_STOP = """
a an and are as at be been but by can could did do does for from had has have he her his how i if in into is it its just may might
more most my new no not now of off on one only or our out over own s says said say she should so some such than that the their
them then there these they this those to too under up us use used uses using very via was we were what when where which while who
whose why will with within without would you your after about against all also amid among any around because before being between
both during each first get gets got here inside it's i'm let's like make makes made many me much need never next nor old once
other per really same see since still t take takes than through today until was way week weeks year years day days month months
yesterday tomorrow hour hours time times vs what's here's
"""
COMMON = frozenset(_STOP.split())
"""Left out altogether."""

_FREQUENT = """
ai artificial intelligence model models llm llms data launch launches launched release releases released announce announces
announced unveil unveils unveiled introduce introduces introducing report reports reported company companies startup startups tech
technology technologies agent agents tool tools open source research researchers developer developers user users system systems
software app apps feature features update updates chip chips cloud training inference gpt chatgpt claude gemini name:openai
name:google name:meta name:microsoft name:anthropic name:nvidia name:apple name:amazon ceo billion million support code coding
language large version plan plans deal million raise raises raised funding round valuation investor investors global world market
business service services product products team study benchmark benchmarks safety power powerful better faster improve improved
performance generative generate video image text learning machine deep neural network build building built work works working help
helps people human humans api access available platform enterprise customer customers test tests testing security risk
発表 公開 開始 提供 開発 企業 研究 利用 生成 技術 搭載 強化 対応 可能 機能 追加 新型 事業 日本 米国 世界
サービス モデル データ ツール エージェント システム 人工 知能 言語 学習 推論 調達 億円 億ド 向け 活用 導入 支援
最新 無料 版を 会社 大手 半導 導体 画像 動画 検索 音声 対話
"""
FREQUENT = frozenset(map(stem, _FREQUENT.split()))
"""Weighed as if a tenth of all items had them, whatever the items at hand say: a small collection knows nothing about how common a word is."""
