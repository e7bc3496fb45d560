"""What the calls cost: days of the reader's zone, sums that agree, a month that is thought to its end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.llm.prices import BATCH
from ainews_cli.models.page import Page, TablePart
from ainews_cli.store import Store
from ainews_cli.views.usage import month_of, projection, usage_page
from tests.support.store_samples import DAY, NOW
from tests.support.views.usage_pages import GOLDEN, READERS, call, fill, made


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return made(tmp_path_factory.mktemp("usage"))


@pytest.mark.parametrize("name", [path.name for path in sorted(GOLDEN.iterdir())])
def test_golden(texts: dict[str, str], name: str) -> None:
    assert texts[name] == (GOLDEN / name).read_text(encoding="utf-8")


def table(page: Page, key: str) -> TablePart:
    part = next(section for section in page.sections if section.key == key).parts[0]
    assert isinstance(part, TablePart)
    return part


def page(path: Path, zone: str = "ja", days: int = 7) -> Page:
    with Store.open(path / "usage.db") as store:
        if not store.first_call():
            fill(store)
        return usage_page(store, READERS[zone], days=days, usd_per_day=0.1, batch_share=BATCH, now=NOW)


def test_all_tables_come_to_the_same_sum(tmp_path: Path) -> None:
    made = page(tmp_path)
    whole = float(str(table(made, "summary").rows[0][1]))
    assert sum(float(row[1].label) for row in table(made, "days").rows) == pytest.approx(whole)  # type: ignore[union-attr]
    assert sum(float(str(row[2])) for row in table(made, "purposes").rows) == pytest.approx(whole)
    assert sum(float(str(row[3])) for row in table(made, "detail").rows) == pytest.approx(whole)


def test_midnight_is_the_readers(tmp_path: Path) -> None:
    """A call at 01:00 in Tokyo of the 22nd is one of the 21st in New York, and one of the 22nd in Tokyo."""
    assert [row[0] for row in table(page(tmp_path), "days").rows] == ["2026-11-22", "2026-11-21", "2026-11-19"]
    calls = {zone: [row[2] for row in table(page(tmp_path, zone), "days").rows] for zone in READERS}
    assert calls == {"ja": ["13", "5", "5"], "en": ["8", "10", "5"]}
    assert len(table(page(tmp_path, days=1), "days").rows) == 1


def test_a_day_of_25_hours_holds_all_its_calls(tmp_path: Path) -> None:
    """Clocks went back in New York on 2026-11-01."""
    with Store.open(tmp_path / "a.db") as store:
        for hour in range(4, 29):
            call(store, datetime(2026, 11, 1, tzinfo=UTC) + timedelta(hours=hour, minutes=30), "analysis", hour, 0.001)
        made = usage_page(
            store,
            READERS["en"],
            days=1,
            usd_per_day=1.0,
            batch_share=BATCH,
            now=datetime(2026, 11, 2, 4, 45, tzinfo=UTC),
        )
    assert [row[2] for row in table(made, "days").rows] == ["25"]


def test_nothing_was_spent(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store:
        made = usage_page(store, READERS["en"], days=30, usd_per_day=0.0, batch_share=BATCH, now=NOW)
    assert [section.key for section in made.sections] == ["summary", "days"]
    assert table(made, "summary").rows[0][1] == "0.0000"


def test_months_of_the_zone() -> None:
    start, end = month_of(datetime(2026, 11, 30, 16, tzinfo=UTC), "Asia/Tokyo")
    assert (start.isoformat(), end.isoformat()) == ("2026-12-01T00:00:00+09:00", "2027-01-01T00:00:00+09:00")


@given(st.floats(0, 100), st.floats(0, 100), st.integers(0, 7 * 24), st.integers(0, 31 * 24))
def test_a_month_costs_what_it_has_cost_and_more(
    so_far: float, recent: float, recent_hours: int, left_hours: int
) -> None:
    found = projection(so_far, recent, timedelta(hours=recent_hours), timedelta(hours=left_hours))
    assert found >= so_far
    assert projection(so_far, recent, timedelta(hours=recent_hours), timedelta(0)) == so_far
    assert found <= so_far + recent * 31 + 1e-6, "one call of an hour ago is no month of such hours"


def test_a_steady_month_is_thought_to_its_end() -> None:
    assert projection(3.0, 7.0, 7 * DAY, 10 * DAY) == pytest.approx(13.0)
