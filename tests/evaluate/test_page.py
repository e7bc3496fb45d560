"""How the figures are printed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from ainews_cli.evaluate.measures import Count, measure
from ainews_cli.evaluate.page import ROWS, dollars, eval_page, share
from ainews_cli.models.page import Bar, TablePart
from ainews_cli.render import FORMATS, render
from ainews_cli.render.options import Mail, Options
from tests.support.evaluate.model import FakeModel, run
from tests.support.evaluate.pages import CASES, GOLDEN, head, made, page
from tests.support.llm.samples import NOW

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", CASES)
def test_golden(name: str) -> None:
    assert made(name) == (GOLDEN / name).read_text(encoding="utf-8"), (
        "python -m tests.support.evaluate.pages, then look at the difference"
    )


@pytest.mark.parametrize("form", FORMATS)
def test_what_a_model_wrote_is_data_in_every_format(form: str) -> None:
    text = render(form, page("ja"), Options(now=NOW, width=100, mail=Mail("a@example.org", "b@example.org", "x")))
    assert "\x1b" not in text
    if form == "html":
        assert "<script>alert" not in text
    if form == "markdown":
        assert "\\|\\<script>" in text


def test_a_page_of_a_model_without_fault_says_so() -> None:
    found = eval_page([measure(run(FakeModel()))], head("en"), cases=12, runs=2, details=True)
    details = found.sections[-1]
    assert details.key == "details"
    assert not any(isinstance(part, TablePart) for part in details.parts)
    assert "not met" not in " ".join(found.footer.lines)


def test_json_has_the_figures_as_numbers() -> None:
    data = json.loads(render("json", page("en"), Options(now=NOW)))
    records = data["sections"][0]["parts"][0]["records"]
    assert [one["engine"] for one in records] == ["claude", "claude", "offline"]
    assert set(ROWS) < set(records[0])
    assert 0 < records[0]["fidelity"] < records[1]["fidelity"] == 1
    assert records[2]["fidelity"] is None
    assert records[0]["valid_first"] == 0.7
    wrong = data["sections"][2]["parts"][0]["records"]
    assert {"model", "case", "kind", "expected", "wrote"} == set(wrong[0])


@pytest.mark.parametrize("name", ["docs/reference/commands.md", "docs/ja/reference/commands.md"])
def test_every_figure_is_documented(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    named = {
        span for row in re.findall(r"^\|(.*?)\|", text, re.MULTILINE) for span in re.findall(r"`([a-z0-9_]+)`", row)
    }
    assert set(ROWS) <= named


def test_only_what_is_whole_is_called_so() -> None:
    assert share(Count(999, 1000)) == Bar(0.999, "99.9 %")
    assert share(Count(9999, 10000)) == Bar(0.9999, "99.9 %")
    assert share(Count(3, 3)) == Bar(1, "100 %")
    assert share(None) == "—"
    assert [dollars(one) for one in (None, 0.0, 0.00123)] == ["—", "$0", "$0.0012"]
