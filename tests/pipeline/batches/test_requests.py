"""What is kept of a request until its reply is checked: by name and with a version, and read in its first form too."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from ainews_cli.models.text import Block
from ainews_cli.pipeline.batches.requests import SentAnalysis, SentTranslation
from tests.support.pipeline.batch_rig import Rig, rig

BLOCKS = (Block(1, "heading", "Haoto 2", 2), Block(3, "code", "pip install haoto", info="sh"))
ANALYSIS = SentAnalysis("claude", "Haoto 2", "https://h.example/2", "ja", True, ("shortened",), BLOCKS)
OLD_ANALYSIS = (
    '{"title":"Haoto 2","url":"https://h.example/2","language":"ja","summarise":true,"notes":["shortened"],'
    '"blocks":[[1,"heading","Haoto 2",2,0,""],[3,"code","pip install haoto",0,0,"sh"]]}'
)
TRANSLATION = SentTranslation("ja", ((1, "a" * 32), (3, "b" * 32)))
OLD_TRANSLATION = f'{{"language":"ja","blocks":[[1,"{"a" * 32}"],[3,"{"b" * 32}"]]}}'


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Rig]:
    with rig(tmp_path) as made:
        yield made


def test_records_of_earlier_databases_are_read() -> None:
    assert SentAnalysis.of(OLD_ANALYSIS) == ANALYSIS
    assert SentTranslation.of(OLD_TRANSLATION) == TRANSLATION


def test_a_record_names_its_fields_and_its_version() -> None:
    analysis, translation = json.loads(ANALYSIS.record()), json.loads(TRANSLATION.record())
    assert (analysis["version"], translation["version"]) == (2, 2)
    assert analysis["blocks"][1] == BLOCKS[1]._asdict()
    assert translation["blocks"][1] == {"id": 3, "hash": "b" * 32}
    assert SentAnalysis.of(ANALYSIS.record()) == ANALYSIS
    assert SentTranslation.of(TRANSLATION.record()) == TRANSLATION


def test_a_batch_sent_before_an_upgrade_is_collected_after_it(work: Rig) -> None:
    ids = work.add(1)
    work.submit(work.analyses(ids))
    sent = SentAnalysis.of(work.store._db.read("SELECT sent FROM batch_requests")[0][0])
    old = {key: value for key, value in sent._asdict().items() if key != "engine"}
    old["blocks"] = [list(block) for block in sent.blocks]
    work.store._db.raw.execute("UPDATE batch_requests SET sent=?", (json.dumps(old),))
    assert work.collect().analyses == 1
    analysis = work.analysis(ids[0])
    assert analysis is not None
    assert (analysis.engine, analysis.estimate) == ("claude", False)
