"""Whatever fails for one item, the command comes to its end with all the others, and says which item it was.

The steps that are done item by item are not listed here: they are found by running every command and watching which
functions are given an item, so that a new step is put to the test when it is written.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from ainews_cli.isolation import Step
from ainews_cli.render import FORMATS
from ainews_cli.views import entries
from ainews_cli.views.registry import VIEWS
from tests.support.faults import POISON, Bench, Places, Ran, bench, failing, item_steps

COMMANDS = (
    ("", "fetch", "offline"),
    *(("fetched", f"{name} -f json", "offline") for name in VIEWS),
    ("fetched", "search haoto -f json", "offline"),
    ("fetched", "show 1 -f json", "offline"),
    ("fetched", "show 2 -f json", "offline"),
    ("fetched", "why 1 -f json", "offline"),
    ("fetched", "site DIR", "offline"),
    ("estimated", "daily -f json", "claude"),
    ("estimated", "hacker -f json", "claude"),
    ("estimated", "weekly -f json", "claude"),
    ("estimated", "show 1 -f json", "claude"),
    ("estimated", "batch submit", "claude"),
    ("estimated", "daily --dry-run -f json", "claude"),
    ("batched", "batch collect", "claude"),
    *(("analysed", f"--to=me@example.org daily -f {name}", "offline") for name in FORMATS),
    *(("analysed", f"--to=me@example.org show 1 --bilingual -f {name}", "offline") for name in FORMATS),
    ("analysed", "batch submit", "claude"),
)
"""State of the database, command, engine."""
BOUND = {"ainews_cli.render.html_page:kind_of"}
"""Functions that something outside the package holds on to, where the test cannot replace them."""
RECORDS = {"ainews_cli.tasks.analysis.run:_outcome", "ainews_cli.tasks.brief.run:_outcome"}
"""Functions that only put together the record of what became of an item."""


@pytest.fixture(scope="module")
def works(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with pytest.MonkeyPatch.context() as patch, bench(tmp_path_factory.mktemp("isolation")) as made:
        patch.setenv("ANTHROPIC_API_KEY", "sk-ant-nobody-may-see-this")
        yield made


def neighbours(ran: Ran) -> set[int]:
    """The ids on a page in JSON, of items that are none of the poisoned ones."""
    if not ran.out.startswith("{"):
        return set()
    return {entry["id"] for entry in json.loads(ran.out).get("entries", ()) if POISON not in entry["original_title"]}


@pytest.mark.faults
def test_no_step_takes_down_the_page_for_one_item(works: Bench) -> None:
    places, tried, met = Places(), set[str](), set[str]()
    wrong = []
    for state, command, engine in COMMANDS:
        whole = works.run(state, command, engine=engine)
        assert whole.code == 0, (command, whole.err)
        steps = item_steps(places, lambda: works.run(state, command, engine=engine))  # noqa: B023  called at once
        for name in sorted(steps.keys() - tried - RECORDS):
            with failing(steps[name]) as times:
                ran = works.run(state, command, engine=engine)
            if not times:
                assert name in BOUND, f"{name} was not made to fail"
                continue
            tried.add(name)
            doctor = works.run("", "doctor --offline", keep=works.folder / "run.db")
            good = (
                ran.code == 0,
                neighbours(ran) >= neighbours(whole),
                POISON in ran.said and "RuntimeError: injected" in ran.said,
                POISON in doctor.out and "RuntimeError: injected" in doctor.out,
            )
            if not all(good):
                wrong.append((command, name, good, ran.err[-300:]))
            met |= {row[0] for row in works.rows("SELECT step FROM faults")}
    assert not wrong, "\n".join(map(str, wrong))
    assert len(tried) > 40
    assert set(Step) - met <= {Step.ROW, Step.SEARCH, Step.BRIEF, Step.TEXT}, "rows are given no item, but columns"


@pytest.mark.faults
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ja", ": 一覧への掲載に失敗しました(RuntimeError: injected)。ほかの記事には影響ありません。"),
        ("en", "putting it on the page failed (RuntimeError: injected); everything else is here."),
    ],
)
def test_the_line_is_in_the_language_of_the_page_and_the_traceback_behind_v(
    works: Bench, language: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(works, "language", language)
    with failing(entries.entry):
        page = works.run("estimated", "daily -f markdown")
        verbose = works.run("estimated", "-v latest -f json")
    assert page.code == verbose.code == 0
    assert words in page.out.replace("\\", "")
    assert "Traceback" not in page.said
    assert page.err == "", "the page has said it"
    assert words in verbose.err
    assert "Traceback" in verbose.err


@pytest.mark.faults
@pytest.mark.parametrize(
    ("table", "column", "command"),
    [
        ("analyses", "marks", "daily -f json"),
        ("analyses", "key_points", "show 1 -f json"),
        ("items", "enclosures", "daily -f json"),
        ("extracts", "blocks", "show 1 -f json"),
        ("discussions", "comments", "hacker -f json"),
    ],
)
def test_a_record_that_cannot_be_read_costs_no_other(works: Bench, table: str, column: str, command: str) -> None:
    whole = works.run("analysed", command)
    key = "id" if table == "items" else "item_id"
    sql = f"UPDATE {table} SET {column} = '[' WHERE {key} IN (SELECT id FROM items WHERE title LIKE '{POISON}%')"
    broken = works.copy("analysed", sql)
    ran = works.run("", command, keep=broken)
    assert ran.code == 0, ran.err
    assert neighbours(ran) >= neighbours(whole)
    assert "JSONDecodeError" in ran.said or table == "items"


@pytest.mark.faults
@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit])
def test_an_interruption_ends_the_command(works: Bench, error: type[BaseException]) -> None:
    with failing(entries.entry, error=error):
        if error is SystemExit:
            with pytest.raises(SystemExit):
                works.run("estimated", "daily")
        else:
            assert works.run("estimated", "daily").code == 130
