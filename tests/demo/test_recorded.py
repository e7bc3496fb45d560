"""The recorded replies: current, in Japanese, borne out by their articles, and bound to one text."""

from __future__ import annotations

import asyncio
import re
import shutil
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ainews_cli.demo import rehash, samples
from ainews_cli.demo.recorded import RecordedEngine, key_of, load, text_hash
from ainews_cli.errors import BadReply
from ainews_cli.llm.engine import AnalysisTask
from ainews_cli.models.analysis import MARK_NAMES, Analysis, Interests, Usage
from ainews_cli.models.settlement import Settlement
from ainews_cli.models.text import Block
from ainews_cli.tasks.analysis.ask import AnalysisQuestion
from ainews_cli.tasks.analysis.checking import Stamp, check
from ainews_cli.tasks.analysis.texts import is_enough
from ainews_cli.tasks.loop import Spending, ask
from ainews_cli.verify.quotes import confirm_quote
from tests.support.records import replace

NOW = datetime(2031, 5, 6, tzinfo=UTC)
STAMP = Stamp("recorded", "demo-recorded", False, "profile", "body", "text", NOW)
OWN = [article for article in samples.articles() if not article.duplicate]
SHORT = [article for article in OWN if not is_enough(rehash.sample_blocks(article))]
DATA = Path(rehash.__file__).parent
LANGUAGES = {feed["key"]: feed["language"] for feed in tomllib.loads((DATA / "feeds.toml").read_text("utf-8"))["feed"]}


def task_of(article: samples.Article, port: int = 4711) -> AnalysisTask:
    path = article.path or f"https://news.ycombinator.com/item?id={article.number}"
    url = path if path.startswith("http") else f"http://127.0.0.1:{port}{path}"
    blocks = rehash.sample_blocks(article)
    return AnalysisTask(
        1,
        rehash.shown_title(article),
        url,
        article.feed,
        NOW,
        "feed",
        blocks,
        "ja",
        Interests(),
        source_language=LANGUAGES.get(article.feed, ""),
        summarise=is_enough(blocks),
    )


def analysis_of(article: samples.Article) -> Analysis:
    return asyncio.run(ask(AnalysisQuestion(task_of(article), STAMP), RecordedEngine(), Spending()))


def japanese_share(text: str) -> float:
    letters = re.findall(r"[^\W\d_]", text)
    return len(re.findall(r"[\u3041-\u30ff\u4e00-\u9fff々]", text)) / max(1, len(letters))


@pytest.mark.parametrize("article", OWN, ids=lambda article: article.slug)
def test_every_reply_passes_the_checks_that_a_models_reply_passes(article: samples.Article) -> None:
    analysis = analysis_of(article)
    assert analysis.findings == ()
    assert analysis.unconfirmed == ()
    assert all(mark.confirmed for mark in analysis.marks)
    assert tuple(mark.name for mark in analysis.marks) == MARK_NAMES


@pytest.mark.parametrize("article", OWN, ids=lambda article: article.slug)
def test_quotes_stand_verbatim_in_the_block_they_name(article: samples.Article) -> None:
    record = load("replies", article.slug)
    assert record is not None
    by_id = {block.id: block for block in rehash.sample_blocks(article)}
    for holder in rehash.quoted(dict(record["reply"])):
        if by_id and not (article in SHORT and holder is record["reply"]["tldr"]):
            assert len(holder["blocks"]) == 1
            assert confirm_quote(holder["quote"], [by_id[holder["blocks"][0]]]), holder["quote"]
        else:
            assert holder["quote"] == ""
            assert holder["blocks"] == []


@pytest.mark.parametrize("article", OWN, ids=lambda article: article.slug)
def test_replies_read_as_japanese(article: samples.Article) -> None:
    analysis = analysis_of(article)
    if article not in SHORT:
        assert 80 <= len(analysis.tldr) <= 200
        assert 2 <= analysis.tldr.count("。") <= 3
        assert analysis.tldr.endswith("。")
    texts = (analysis.tldr, analysis.comment) if article not in SHORT else ()
    for text in (*texts, *(mark.reason for mark in analysis.marks), *(point.detail for point in analysis.key_points)):
        assert japanese_share(text) >= 0.5, text
        assert not re.search(r"(です|ます|でした|ました)。", text), text  # one register throughout: newspaper style
    assert not analysis.title.endswith("。")
    assert 3 <= len(analysis.tags) <= 6


def test_what_is_too_short_is_not_summed_up() -> None:
    assert {article.slug for article in SHORT} == {"hn-title-only", "dispatch-paywall"}
    for article in SHORT:
        analysis = analysis_of(article)
        assert (analysis.tldr, analysis.key_points, analysis.impact, analysis.comment) == ("", (), "", "")
        assert analysis.tags
        assert japanese_share(analysis.title) >= 0.5


def test_one_register_for_one_term() -> None:
    everything = "\n".join(
        path.read_text("utf-8") for folder in ("replies", "translations") for path in (DATA / folder).glob("*.json")
    )
    for wrong in (
        "エージエント",
        "サーバ(?!ー)",
        "ユーザ(?!ー)",
        "メモリ(?!ー)",
        "コンピュータ(?!ー)",
        "Pelluvane",
        "Sablewren",
        "Brackenholt",
    ):
        assert not re.search(f"{wrong}(?!.*quote)", re.sub(r'"quote": ".*"', "", everything)), wrong


def test_marks_use_the_whole_scale_and_there_is_one_top_story() -> None:
    marks: Counter[float] = Counter()
    scores: list[float] = []
    for article in OWN:
        analysis = analysis_of(article)
        marks.update(mark.value for mark in analysis.marks)
        scores.append(
            sum(mark.value * weight for mark, weight in zip(analysis.marks, (0.4, 0.3, 0.2, 0.1), strict=True))
        )
    assert set(marks) == {1.0, 2.0, 3.0, 4.0, 5.0}
    best = sorted(scores, reverse=True)
    assert best[0] > best[1]
    assert best[0] - best[-1] > 2.5


@pytest.mark.parametrize("article", [article for article in OWN if article.body], ids=lambda article: article.slug)
def test_altering_an_article_makes_its_reply_fail(article: samples.Article) -> None:
    task = task_of(article)
    last = task.blocks[-1]
    altered = replace(task, blocks=(*task.blocks[:-1], replace(last, text=last.text + " One more word.")))
    with pytest.raises(BadReply, match="belongs to another text"):
        asyncio.run(ask(AnalysisQuestion(altered, STAMP), RecordedEngine(), Spending()))
    with pytest.raises(BadReply, match="belongs to another text"):
        asyncio.run(ask(AnalysisQuestion(replace(task, title=task.title + "!"), STAMP), RecordedEngine(), Spending()))


def test_an_altered_file_makes_its_reply_fail(tmp_path: Path) -> None:
    text = (DATA / "articles" / "rill-3-release.md").read_text("utf-8")
    altered = samples.parse_article("rill-3-release", text.replace("up to 9 hours", "up to 90 hours"))
    reply = asyncio.run(RecordedEngine().analyse(task_of(altered)))
    assert reply.data is None
    assert "rill-3-release" in reply.text
    assert reply.cost == 0.0


def test_a_reply_for_the_wrong_article_does_not_pass_the_checks() -> None:
    record = load("replies", "rill-3-release")
    assert record is not None
    other = next(article for article in OWN if article.slug == "pelluvane-incident")
    analysis = check(record["reply"], task_of(other), STAMP)
    assert "tldr" in analysis.unconfirmed
    assert analysis.key_points == ()


def test_an_item_that_is_no_sample_has_no_reply() -> None:
    task = replace(
        task_of(OWN[0]),
        title="Something else",
        url="https://unknown.example/x",
        blocks=(Block(1, "paragraph", "Text."),),
    )
    reply = asyncio.run(RecordedEngine().analyse(task))
    assert reply.data is None
    assert "Something else" in reply.text


def test_replies_do_not_depend_on_the_port_or_on_white_space() -> None:
    article = next(article for article in OWN if article.slug == "rill-3-release")
    spaced = tuple(replace(block, text=block.text.replace(" ", "\n  ")) for block in task_of(article).blocks)
    for task in (task_of(article, port=1), replace(task_of(article), blocks=spaced)):
        assert asyncio.run(RecordedEngine().analyse(task)).data is not None
    assert text_hash("a", ["b c"]) != text_hash("a", ["b", "c"])


def test_keys() -> None:
    assert key_of("http://127.0.0.1:1/a/b?utm_source=x") == "/a/b"
    assert key_of("http://127.0.0.1:1/watch?v=abc") == "v=abc"
    assert key_of("https://news.ycombinator.com/item?id=7") == "id=7"


@dataclass
class Book:
    """A ledger that remembers."""

    rows: list[tuple[str, float]] = field(default_factory=list)

    def reserve(self, *, purpose: str, item_id: int | None, model: str, estimate: float) -> int:
        assert (purpose, item_id, model, estimate) == ("analysis", 1, "demo-recorded", 0.0)
        return len(self.rows) + 1

    def settle(self, call_id: int, settlement: Settlement) -> None:
        assert settlement.usage == Usage()
        self.rows.append((settlement.outcome, settlement.cost))

    def kept_answer(self, request: str) -> str:
        return ""


def test_the_ledger_gets_rows_of_zero_dollars() -> None:
    book = Book()
    engine = RecordedEngine(book)
    asyncio.run(engine.analyse(task_of(OWN[0])))
    asyncio.run(engine.analyse(replace(task_of(OWN[0]), title="changed")))
    asyncio.run(engine.aclose())
    assert book.rows == [("ok", 0.0), ("off_schema", 0.0)]


def test_all_recorded_hashes_are_current(capsys: pytest.CaptureFixture[str]) -> None:
    assert rehash.main(["--check"]) == 0, capsys.readouterr().err


def test_rehash_names_what_an_edit_broke_and_writes_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("replies", "translations"):
        shutil.copytree(DATA / folder, tmp_path / folder)
    monkeypatch.setattr(rehash, "HERE", tmp_path)
    article = next(article for article in OWN if article.slug == "rill-3-release")
    edited = replace(article, body="A new first paragraph.\n\n" + article.body.replace("A test", "One test"))
    assert any("not current" in fault for fault in rehash.refresh("replies", edited, write=False))
    assert rehash.refresh("replies", edited, write=True) == []
    assert rehash.refresh("replies", edited, write=False) == []
    broken = replace(
        article, body=article.body.replace("at a tenth of the input price", "at a fifth of the input price")
    )
    assert [fault for fault in rehash.refresh("replies", broken, write=True) if "a tenth of the input price" in fault]
    assert rehash.refresh("translations", edited, write=False) != []
    assert rehash.refresh("replies", replace(article, slug="unknown"), write=True) == ["unknown: no reply recorded"]
