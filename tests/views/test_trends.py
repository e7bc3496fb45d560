"""Trends and companies over a small store whose counts are known."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ainews_cli.errors import UsageError
from ainews_cli.models.analysis import Interests, Weights
from ainews_cli.models.page import ClaimsPart, Page, Spark, TablePart
from ainews_cli.models.reader import Reader, RunReport
from ainews_cli.render import FORMATS, render
from ainews_cli.render.options import Mail, Options
from ainews_cli.store import Store
from ainews_cli.views.windows import last_hours
from tests.support.pages import page_of
from tests.support.render.decoded import decoded
from tests.support.store_samples import NOW, analysis, entry, opened, save

READER = Reader("ja", "Asia/Tokyo", Weights(), Interests())
WINDOW = last_hours(NOW, 7 * 24)
RUN = RunReport("", "")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Fourteen days of four items: "推論" rises from 2 to 12, "規制" falls from 9 to 1; コトノハ研究所 under two
    names.
    """
    with opened(tmp_path_factory.mktemp("trends") / "news.db") as filled:
        number = 0
        for day in range(14):
            for slot in range(4):
                number += 1
                late = day >= 7
                tags = ("推論",) if (late and slot < 2 and day < 13) or (day < 2 and slot == 0) else ()
                tags += (
                    ("規制",) if (not late and slot < 1) or (day < 2 and slot == 1) or (day == 7 and slot == 3) else ()
                )
                firm = ("Kotonoha Lab",) if slot == 0 else ("コトノハ研究所",) if slot == 1 else ()
                hours = (14 - day) * 24 - slot - 1
                save(filled, entry(f"g{number}", f"https://example.org/{number}", hours=hours))
                filled.save_analysis(
                    number,
                    analysis(filled, number, title=f"記事{number}", tags=tags, companies=firm, text_hash=str(number)),
                )
        yield filled


def table(page: Page, section: str) -> TablePart:
    part = next(one for one in page.sections if one.key == section).parts[0]
    assert isinstance(part, TablePart)
    return part


def made(store: Store, **more: object) -> Page:
    return page_of(store, READER, "trends", limit=10, now=NOW, run=RUN)


def test_what_rises_and_what_falls(store: Store) -> None:
    page = made(store)
    rising, falling = table(page, "rising"), table(page, "falling")
    assert [row[0] for row in rising.rows] == ["推論"]
    assert rising.rows[0][1:5] == ("タグ", "12", "2", "+10")
    assert [row[0] for row in falling.rows] == ["規制"]
    spark = rising.rows[0][5]
    assert isinstance(spark, Spark)
    assert spark.values == (1, 1, 0, 0, 0, 0, 0, 2, 2, 2, 2, 2, 2, 0)


def test_the_items_behind_a_name_are_titles_with_ids(store: Store) -> None:
    page = made(store)
    behind = next(one for one in page.sections if one.key == "rising").parts[1]
    assert isinstance(behind, ClaimsPart)
    assert behind.heading == "推論"
    assert [claim.text for claim in behind.claims] == ["記事50", "記事49", "記事46"]
    assert [claim.cites[0].label for claim in behind.claims] == ["ID 50", "ID 49", "ID 46"]
    assert dict(table(page, "rising").records[0])["ids"][:3] == (50, 49, 46)  # type: ignore[index]  # a tuple
    assert "28件" in page.footer.lines[0]
    assert "2026/11/15 〜 2026/11/22" in page.footer.lines[0]


def test_more_items_in_a_busier_window_are_no_fall(tmp_path: Path) -> None:
    with opened(tmp_path / "busy.db") as busy:
        for number, hours in enumerate([330.0] * 10 + [20.0] * 80, 1):
            save(busy, entry(f"g{number}", f"https://example.org/{number}", hours=hours))
            named = ("Kotonoha Lab",) if number <= 8 or 10 < number <= 37 else ()
            tags = ("推論",) if named else ()
            busy.save_analysis(number, analysis(busy, number, tags=tags, companies=named, text_hash=str(number)))
        assert "下降中" not in render("markdown", made(busy), Options(now=NOW))
        listed = page_of(busy, READER, "companies", days=7, limit=9, now=NOW, run=RUN)
        assert table(listed, "companies").rows[0][1:4] == ("27", "8", "– +19")


def test_kinds_and_limits(store: Store) -> None:
    page = page_of(store, READER, "trends", kind="companies", limit=10, now=NOW, run=RUN)
    assert [one.key for one in page.sections] == ["rising"]  # nothing moves: one note
    assert "はっきりした増減はありません" in render("markdown", page, Options(now=NOW))


def test_an_alias_makes_one_company_of_two(store: Store) -> None:
    apart = page_of(store, READER, "companies", days=7, limit=9, now=NOW, run=RUN)
    assert [row[:3] for row in table(apart, "companies").rows] == [
        ("Kotonoha Lab", "7", "7"),
        ("コトノハ研究所", "7", "7"),
    ]
    joined = page_of(
        store,
        READER,
        "companies",
        days=7,
        aliases=(("コトノハ研究所", ("Kotonoha Lab",)),),
        limit=9,
        now=NOW,
        run=RUN,
    )
    assert [row[:4] for row in table(joined, "companies").rows] == [("コトノハ研究所", "14", "14", "– ±0")]


def test_one_company_newest_first(store: Store) -> None:
    page = page_of(store, READER, "companies", company="kotonoha lab", days=7, limit=3, now=NOW, run=RUN)
    assert page.title == "Kotonoha Lab"
    times = [one.published for one in page.entries]
    assert len(times) == 3
    assert times == sorted(times, reverse=True)


def test_an_unknown_company_is_one_line_with_the_near_ones(store: Store) -> None:
    with pytest.raises(UsageError, match=r"'Kotonoha Labs'.*did you mean 'Kotonoha Lab'\?"):
        page_of(store, READER, "companies", company="Kotonoha Labs", days=7, limit=3, now=NOW, run=RUN)
    with pytest.raises(UsageError, match="--days"):
        page_of(store, READER, "companies", company="zzz", days=7, limit=3, now=NOW, run=RUN)


def test_an_empty_store_says_so(tmp_path: Path) -> None:
    with Store.open(tmp_path / "empty.db") as empty:
        assert "該当する記事はありません" in render("markdown", made(empty), Options(now=NOW))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_prints_them(store: Store, name: str) -> None:
    for page in (made(store), page_of(store, READER, "companies", days=7, limit=9, now=NOW, run=RUN)):
        out = decoded(name, render(name, page, Options(now=NOW, mail=Mail(to="a@example.org"))))
        assert "Kotonoha Lab" in out or "推論" in out


def test_a_feed_that_was_subscribed_to_since_is_not_compared(tmp_path: Path) -> None:
    with opened(tmp_path / "new.db") as new:
        number = 0
        for feed, hours in ((0, 330.0), (0, 20.0), (2, 190.0), (2, 20.0), (2, 21.0)):
            for _ in range(9):
                number += 1
                save(new, entry(f"g{number}", f"https://example.org/{number}", hours=hours), feed=feed)
                tags = ("推論",) if feed == 2 else ()
                new.save_analysis(number, analysis(new, number, tags=tags, text_hash=str(number)))
        page = made(new)
        assert "推論" not in render("markdown", page, Options(now=NOW))
        assert "フィード1件で比べています。まだ比べられない新しいフィードが1件" in page.footer.lines[1]
        week = render("markdown", page_of(new, READER, "weekly", limit=3, now=NOW, run=RUN), Options(now=NOW))
        assert "| 推論 | 18 | 9 | – ±0 |" in week
        assert "まだ比べられない新しいフィードが1件" in week


def test_the_words_of_a_phrase_are_one_row_and_a_tag_takes_its_word(tmp_path: Path) -> None:
    with opened(tmp_path / "phrases.db") as told:
        for number in range(1, 41):
            late, spoken = number > 10, number > 25
            word = chr(96 + number % 26 + 1) * 5
            title = f"{word}: speech synthesis" if spoken else f"{word}: agent" if late else f"{word} robots"
            save(told, entry(f"g{number}", f"https://example.org/{number}", title, hours=20.0 if late else 330.0))
            tags = ("エージェント",) if late and not spoken else ()
            told.save_analysis(
                number, analysis(told, number, title=title, tags=tags, companies=(), text_hash=str(number))
            )
        names = [row[0] for row in table(made(told, kind="all"), "rising").rows]
    assert sorted(names) == ["speech synthesis", "エージェント"]


def test_in_the_first_weeks_what_is_named_most_stands_in_for_what_rises(tmp_path: Path) -> None:
    """Nothing can be compared yet, and a page that says only so is of no use."""
    with opened(tmp_path / "new.db") as store:
        for number in range(1, 4):
            save(store, entry(f"g{number}", f"https://a.example/{number}", f"Story {number}", number))
            tags = ("chips",) if number < 3 else ("law",)
            store.save_analysis(number, analysis(store, number, (3, 3, 3, 3), tags=tags, text_hash=str(number)))
        page = page_of(store, READER, "trends", limit=5, now=NOW, run=RUN)
    rising, most = page.sections
    assert (rising.heading, most.key) == ("", "frequent")
    table = next(part for part in most.parts if isinstance(part, TablePart))
    assert [(row[0], row[2]) for row in table.rows if row[1] == "タグ"] == [("chips", "2")]
