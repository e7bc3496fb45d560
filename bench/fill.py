"""A store of any size for the benchmarks: invented items, every one scored by a model in Japanese, made through `Store` itself.

python bench/fill.py FILE ITEMS
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ainews_cli.models.analysis import CATEGORIES, MARK_NAMES, Analysis, Mark
from ainews_cli.models.feed import Feed
from ainews_cli.models.item import Entry
from ainews_cli.store import Store
from ainews_cli.store.records import FeedUpdate

PER_DAY = 2740
"""Items a day: far more than any reader follows, so that a day's digest has something to choose from."""
FEEDS = 50
BATCH = 5000
_WORDS = """
モデル 推論 学習 評価 半導体 電力 研究 企業 規制 翻訳 検索 音声 画像 動画 安全 契約 投資 障害 公開 更新
発表 開始 終了 改善 検証 買収 提携 延期 導入 強化学習 調査 予測 測定 停止 再開
model inference training benchmark agent release memory latency token open weights chip data safety report cost
LLM エージェント オープンウェイト 画像生成 ロボット 生成モデル 学習データ 推論費用 評価手法 半導体規制
"""
NOUNS, VERBS, WORDS, TAGS = (line.split() for line in _WORDS.strip().splitlines())


def feeds() -> list[Feed]:
    """The subscriptions of the store."""
    return [
        Feed(f"feed {number}", f"http://127.0.0.1/{number}.xml", category=("labs", "media", "research", "tools")[number % 4])
        for number in range(FEEDS)
    ]


def entries(count: int, now: datetime) -> Iterator[Entry]:
    """Newest first, PER_DAY a day."""
    rng = random.Random(7)
    for number in range(count):
        japanese = number % 5 < 2
        title = "".join(rng.choices(NOUNS + VERBS, k=6)) if japanese else " ".join(rng.choices(WORDS, k=7))
        body = "".join(rng.choices(NOUNS + VERBS, k=300)) if japanese else " ".join(rng.choices(WORDS, k=300))
        url = f"http://127.0.0.1/{number % FEEDS}/{number}"
        published = now - timedelta(seconds=number * 86_400 // PER_DAY + 60)
        yield Entry(url, url, f"{title} {number}", published=published, content=f"<p>{body}</p>", language="ja" if japanese else "en")


def analysis(entry: Entry, body_hash: str, rng: random.Random) -> Analysis:
    """A model's analysis of it."""
    return Analysis(
        title=f"{rng.choice(NOUNS)}を{rng.choice(VERBS)} {entry.title[-12:]}",
        tldr="".join(rng.choices(NOUNS + VERBS, k=30)) + "。",
        category=rng.choice(CATEGORIES),
        tags=tuple(rng.sample(TAGS, 4)),
        companies=(f"Firm {rng.randrange(300)}",),
        products=(),
        marks=tuple(Mark(name, float(rng.randint(1, 5)), "".join(rng.choices(NOUNS, k=8)) + "。") for name in MARK_NAMES),
        language="ja",
        engine="claude",
        model="bench",
        estimate=False,
        profile="bench",
        body_hash=body_hash,
        text_hash=entry.guid,
        created=entry.published or datetime.now(UTC),
    )


def fill(path: Path, count: int, now: datetime) -> None:
    """Writes the store; an estimate and a model's analysis for each item."""
    from dataclasses import replace

    from ainews_cli.analyse import offline_profile
    from ainews_cli.models.analysis import Interests

    rng = random.Random(11)
    profile = offline_profile("ja", Interests())
    with Store.open(path) as store:
        store.sync_feeds(feeds())
        states = list(store.feed_states().values())
        everything = list(entries(count, now))
        for start in range(0, count, BATCH):
            part = everything[start : start + BATCH]
            updates = [FeedUpdate(state.feed_id, tuple(part[number::FEEDS]), state) for number, state in enumerate(states)]
            store.save_fetch(updates, now)
            first = start + 1
            found = store.candidates(range(first, first + len(part)), profile="bench")
            made = [(item.id, analysis(item.entry, item.body_hash, rng)) for item in found]
            store.save_analyses([(item_id, replace(one, estimate=True, profile=profile, engine="offline")) for item_id, one in made])
            store.save_analyses(made)
        store.index_pending()


if __name__ == "__main__":
    fill(Path(sys.argv[1]), int(sys.argv[2]), datetime.now(UTC))
