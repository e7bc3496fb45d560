"""An invented article with good translations, and a server that gives them, altered as a test wants."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ainews_cli.llm.access import Access
from ainews_cli.llm.anthropic.engine import ClaudeEngine
from ainews_cli.llm.anthropic.retry import RetryLimits
from ainews_cli.llm.engine import Engine, Ledger
from ainews_cli.llm.prices import Price
from ainews_cli.models.feed import Feed
from ainews_cli.models.item import Entry, Item
from ainews_cli.models.text import Block
from ainews_cli.models.translation import TranslationOutcome
from ainews_cli.store import Store
from ainews_cli.store.records import FeedUpdate
from ainews_cli.tasks.translation.run import translate
from tests.support.llm.samples import NOW
from tests.support.messages import Handler, reply
from tests.support.responses import Body

TITLE = "Hummingbird Labs opens its speech model"
TRANSLATED_TITLE = "ハミングバード・ラボ、音声モデルを公開"
BLOCKS = (
    Block(1, "heading", TITLE, level=1),
    Block(
        2,
        "paragraph",
        (
            "Hummingbird Labs published the weights of its speech model on Tuesday and described how the data was "
            "collected."
        ),
    ),
    Block(
        3,
        "paragraph",
        (
            "The model reads 18 languages and needs 6 GB of memory; see the [card](https://hummingbird.example/card) "
            "for details."
        ),
    ),
    Block(4, "code", "pip install haoto"),
    Block(5, "list_item", "Run `haoto serve` to start a **local** server.", level=1),
    Block(6, "image", "![A chart](https://hummingbird.example/chart.png)"),
    Block(7, "heading", "What comes next", level=2),
    Block(8, "paragraph", "The team plans a smaller version that runs on a phone, but it has not said when."),
)
GOOD: dict[int, str] = {
    2: "Hummingbird Labsは火曜日、音声モデルの重みを公開し、データをどのように集めたかを説明した。",
    3: "このモデルは18の言語に対応し、6GBのメモリーを必要とする。詳細は[カード]⟦0⟧を参照してほしい。",
    5: "⟦0⟧を実行すると**ローカル**のサーバーが起動する。",
    7: "今後の予定",
    8: "チームはスマートフォンで動く小型版を計画しているが、時期は明らかにしていない。",
}
"""⟦0⟧ stands for the first token of the block as it was sent."""
SENT = tuple(GOOD)
PRICE = Price(0.1, 0.5)
Alter = Callable[[int, str, int], str | None]
"""(block id, good text, number of the request from 1) -> the text to send; None leaves the block out."""


def long_article(count: int) -> tuple[tuple[Block, ...], dict[int, str]]:
    """Paragraphs of some 120 tokens each, enough for several chunks, and their translations."""
    blocks, good = [], {}
    for number in range(1, count + 1):
        topics = ", ".join(("speech", "vision", "search", "planning", "translation", "robots")[number % 3 :])
        blocks.append(
            Block(
                number,
                "paragraph",
                (
                    f"Report {number} of the laboratory covers {topics} and compares the results with those of the "
                    f"year before. "
                ),
            )
        )
        names = "、".join(("音声", "画像認識", "検索", "計画", "翻訳", "ロボット")[number % 3 :])
        good[number] = f"研究所の報告書{number}は{names}を扱い、その結果を前年のものと比較している。"
    return tuple(blocks), good


def asked(body: Body) -> dict[str, Any]:
    """The JSON object that a request holds."""
    content = body["messages"][-1]["content"]
    found = re.search(
        r"<article>\n(.*)\n</article>", content if isinstance(content, str) else content[0]["text"], re.DOTALL
    )
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def filled(text: str, sent: str) -> str:
    """A prepared translation with the tokens of the text that was sent."""
    tokens = re.findall("⟦[^⟦⟧]+⟧", sent)
    return re.sub(r"⟦(\d)⟧", lambda match: tokens[int(match[1])], text)


class Translator:
    """A step for the fake server: answers with `texts`, changed by `alter`; `extra` goes to the end of the first
    reply.
    """

    def __init__(
        self, texts: Mapping[int, str], alter: Alter | None = None, extra: Sequence[Mapping[str, Any]] = ()
    ) -> None:
        self.texts, self.alter, self.extra = texts, alter, list(extra)
        self.count = 0

    def __call__(self, handler: Handler, body: Body) -> None:
        self.count += 1
        blocks = []
        for block in asked(body)["blocks"]:
            text = filled(self.texts[block["id"]], block["text"])
            changed = self.alter(block["id"], text, self.count) if self.alter else text
            if changed is not None:
                blocks.append({"id": block["id"], "text": changed})
        more, self.extra = self.extra, []
        reply({"blocks": [*blocks, *more]})(handler, body)


def once(number: int, change: Callable[[str], str | None]) -> Alter:
    """Changes one block in the first reply only."""
    return lambda block, text, count: change(text) if block == number and count == 1 else text


def always(number: int, change: Callable[[str], str | None]) -> Alter:
    """Changes one block in every reply."""
    return lambda block, text, count: change(text) if block == number else text


def claude(
    url: str, ledger: Ledger, *, concurrency: int = 1, max_tokens: int = 4096, patience: float = 30
) -> ClaudeEngine:
    """The Claude engine on a loopback server."""
    limits = RetryLimits(tries=2, deadline=patience, attempt=patience, base=0.01, max_tokens=max_tokens)
    return ClaudeEngine(
        "claude-haiku-5-5", Access(url, False), concurrency=concurrency, ledger=ledger, price=PRICE, limits=limits
    )


def stored(store: Store, *, language: str = "en", title: str = TITLE) -> Item:
    """An item in the store, for blocks that tests bring themselves."""
    store.sync_feeds((Feed("Hummingbird blog", "https://hummingbird.example/feed"),))
    state = store.feed_states()["https://hummingbird.example/feed"]
    entry = Entry("guid-1", "https://hummingbird.example/speech", title, published=NOW, language=language)
    store.save_fetch([FeedUpdate(state.feed_id, (entry,), state)], NOW)
    return store.item(1)


def run(
    item: Item,
    engine: Engine,
    store: Store,
    blocks: Sequence[Block] = BLOCKS,
    *,
    title: str = TRANSLATED_TITLE,
    language: str = "ja",
    **more: Any,
) -> TranslationOutcome:
    """`translate`, with the engine's connections closed afterwards."""

    async def whole() -> TranslationOutcome:
        try:
            return await translate(
                item,
                blocks,
                engine,
                store,
                **{"language": language, "glossary": (), "title": title, "now": lambda: NOW, **more},
            )
        finally:
            await engine.aclose()

    return asyncio.run(whole())
