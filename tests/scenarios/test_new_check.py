"""A new check is a file with its function and a row: no other line of the program has to know it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from typing import Any

import pytest

from ainews_cli.models.text import Block, Finding
from ainews_cli.verify import CHECKS, Check, Context, judge
from ainews_cli.verify.context import findings
from tests.support.cli import Cli
from tests.support.translated_show import ENV

FUNCTION = """
from ainews_cli.verify.context import findings

def check_openness(source, translated, context):
    return findings(translated, ["it says オープン"] if "オープン" in translated.text else ())
"""
PROGRAM = """
from ainews_cli.__main__ import main
from ainews_cli.verify.checks import CHECKS, Check
from new_check import check_openness
CHECKS["openness"] = Check("openness", "nothing is open", check_openness, hard={hard})
main()
"""


def audit(cli: Cli, item: str, *, hard: bool) -> dict[str, Any]:
    """The parts of `show --audit` of a program with the new row."""
    (cli.folder / "new_check.py").write_text(FUNCTION, encoding="utf-8")
    done = subprocess.run(
        [
            *(sys.executable, "-c", PROGRAM.format(hard=hard)),
            *("--config", str(cli.config), "show", item, "--audit", "-f", "json"),
        ],
        capture_output=True,
        encoding="utf-8",
        cwd=cli.folder,
        env=cli.env | ENV,
        timeout=120,
        check=True,
    )
    return {section["key"]: section for section in json.loads(done.stdout)["sections"]}


@pytest.mark.parametrize(
    ("hard", "said"), [(True, "openness: it says オープン"), (False, "openness: 注意: it says オープン")]
)
def test_a_new_check_is_a_row_and_a_function(cli: Cli, item: str, hard: bool, said: str) -> None:
    sections = audit(cli, item, hard=hard)
    about, verdict, table, *_ = sections["audit"]["parts"]
    assert "openness" in about["text"]
    seen = [row for row in table["rows"] if said in str(row)]
    assert seen
    assert ("openness" in verdict["text"]) is hard
    assert all(("原文のまま" in str(row)) is hard for row in seen)


def test_the_row_names_the_findings_and_says_how_hard_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    def check(source: Block, translated: Block, context: Context) -> Iterable[Finding]:
        return findings(translated, ["too blue"])

    monkeypatch.setitem(CHECKS, "blue", Check("blue", "no blue", check, hard=False))
    source, translated = [Block(1, "paragraph", "Yes, it does.")], [Block(1, "paragraph", "はい、そうです。")]
    assert judge(source, translated, Context()).findings == (Finding(1, "blue", "too blue", hard=False),)
