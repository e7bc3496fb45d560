"""Fill a store of any size for the benchmarks: invented items, each scored by a model in Japanese.

    python bench/fill.py FILE ITEMS

Writes FILE, and beside it FILE.toml: the config that goes with it (offline engine, the same feeds). Some 0.5 ms of CPU
time an item.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from ainews_cli.models.analysis import CATEGORIES, MARK_NAMES, Analysis, Interests, Mark
from ainews_cli.models.feed import Feed
from ainews_cli.models.item import Entry
from ainews_cli.store import Store
from ainews_cli.store.records import FeedUpdate
from ainews_cli.tasks.analysis.profiles import offline_profile

PER_DAY = 2740
"""Items a day: far more than any reader follows, so that a day's digest has something to choose from."""
FEEDS = 50
BATCH = 5000
COMMON, RARE = "推論", "珊瑚"
"""Words to search for: one is in most items, the other in every RARE_EVERY-th."""
RARE_EVERY = 1000
_WORDS = """
モデル 推論 学習 評価 半導体 電力 研究 企業 規制 翻訳 検索 音声 画像 動画 安全 契約 投資 障害 公開 更新
発表 開始 終了 改善 検証 買収 提携 延期 導入 強化学習 調査 予測 測定 停止 再開
model inference training benchmark agent release memory latency token open weights chip data safety report cost
LLM エージェント オープンウェイト 画像生成 ロボット 生成モデル 学習データ 推論費用 評価手法 半導体規制
"""
NOUNS, VERBS, WORDS, TAGS = (line.split() for line in _WORDS.strip().splitlines())


def feeds() -> list[Feed]:
    """Return the subscriptions of the store."""
    return [
        Feed(
            f"feed {number}",
            f"http://127.0.0.1/{number}.xml",
            category=("labs", "media", "research", "tools")[number % 4],
        )
        for number in range(FEEDS)
    ]


def config() -> str:
    """Return the config that the store is filled for. With it no command but `fetch` asks the network for anything."""
    tables = "".join(
        f'\n[[feeds]]\nname = "{feed.name}"\nurl = "{feed.url}"\ncategory = "{feed.category}"\n' for feed in feeds()
    )
    return f'language = "ja"\ntimezone = "Asia/Tokyo"\n\n[model]\nengine = "offline"\n{tables}'


def entries(count: int, now: datetime) -> Iterator[Entry]:
    """Yield entries, newest first, PER_DAY a day; two of five in Japanese; some 300 words in six paragraphs."""
    rng = random.Random(7)
    # Sentences are made once: drawing every word anew takes as long as storing the item.
    pools = {
        True: ["".join(rng.choices(NOUNS + VERBS, k=17)) + "。" for _ in range(2000)],
        False: [" ".join(rng.choices(WORDS, k=17)).capitalize() + ". " for _ in range(2000)],
    }
    for number in range(count):
        japanese = number % 5 < 2
        title = "".join(rng.choices(NOUNS + VERBS, k=6)) if japanese else " ".join(rng.choices(WORDS, k=7))
        url = f"http://127.0.0.1/{number % FEEDS}/{number}"
        lines = rng.choices(pools[japanese], k=18)
        paragraphs = ["".join(lines[at : at + 3]) for at in range(0, len(lines), 3)]
        if number % RARE_EVERY == 0:
            paragraphs[0] += RARE
        content = f'<p>{"</p><p>".join(paragraphs)}</p><p><a href="{url}/source">{title}</a></p>'
        published = now - timedelta(seconds=number * 86_400 // PER_DAY + 60)
        yield Entry(
            url, url, f"{title} {number}", published=published, content=content, language="ja" if japanese else "en"
        )


def analysis(entry: Entry, body_hash: str, rng: random.Random) -> Analysis:
    """Return a model's analysis of an entry."""
    return Analysis(
        title=f"{rng.choice(NOUNS)}を{rng.choice(VERBS)} {entry.title[-12:]}",
        tldr="".join(rng.choices(NOUNS + VERBS, k=30)) + "。",
        category=rng.choice(CATEGORIES),
        tags=tuple(rng.sample(TAGS, 4)),
        companies=(f"Firm {rng.randrange(300)}",),
        products=(),
        marks=tuple(
            Mark(name, float(rng.randint(1, 5)), "".join(rng.choices(NOUNS, k=8)) + "。") for name in MARK_NAMES
        ),
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
    """Write the store and its config: an estimate and a model's analysis for each item, all indexed for search."""
    rng = random.Random(11)
    profile = offline_profile("ja", Interests())
    path.with_name(f"{path.name}.toml").write_text(config(), encoding="utf-8")
    with Store.open(path) as store:
        store.sync_feeds(feeds())
        states = list(store.feed_states().values())
        coming = entries(count, now)
        first = 1
        while part := list(islice(coming, BATCH)):
            updates = [
                FeedUpdate(state.feed_id, tuple(part[number::FEEDS]), state) for number, state in enumerate(states)
            ]
            store.save_fetch(updates, now)
            items = store.candidates(range(first, first + len(part)), profile="bench")
            made = [(item.id, analysis(item.entry, item.body_hash, rng)) for item in items]
            estimates = [
                (item_id, scored._replace(estimate=True, profile=profile, engine="offline")) for item_id, scored in made
            ]
            store.save_analyses(estimates + made)
            store.index_pending()
            first += len(part)


if __name__ == "__main__":
    fill(Path(sys.argv[1]), int(sys.argv[2]), datetime.now(UTC))
