"""What we rely on in the SDK, and that the fake server speaks to it: streams, batches, schemas, the import in the
background.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator

import anthropic
import pytest

from ainews_cli.llm.anthropic.request import request_body
from ainews_cli.llm.anthropic.response import read_response
from ainews_cli.llm.prompt import analysis_prompt
from ainews_cli.llm.schema import analysis_schema
from tests.support import messages as fake
from tests.support.llm.samples import TASK
from tests.support.messages import FakeMessages


@pytest.fixture
def server() -> Iterator[FakeMessages]:
    with FakeMessages() as running:
        yield running


@pytest.fixture
def client(server: FakeMessages) -> Iterator[anthropic.Anthropic]:
    with anthropic.Anthropic(api_key="x", base_url=server.url, max_retries=0) as made:
        yield made


def body() -> dict[str, object]:
    return request_body(analysis_prompt(TASK), model="claude-haiku-5-5", max_tokens=100, schema=analysis_schema())


def test_the_schema_is_one_the_sdk_leaves_as_it_is() -> None:
    assert anthropic.transform_schema(analysis_schema()) == analysis_schema()


def test_streams_of_the_fake_server_are_read_by_the_sdk(client: anthropic.Anthropic) -> None:
    with client.messages.stream(**body()) as stream:  # type: ignore[arg-type]  # a plain dict of keyword arguments
        message = stream.get_final_message()
    answer = read_response(message)
    assert json.loads(answer.text) == fake.GOOD
    assert answer.stop_reason == "end_turn"


def test_batches_of_the_fake_server_are_read_by_the_sdk(server: FakeMessages, client: anthropic.Anthropic) -> None:
    server.batches.polls = 1
    server.batches.results["item-2"] = {"type": "expired"}
    created = client.messages.batches.create(
        requests=[{"custom_id": f"item-{number}", "params": body()} for number in (1, 2)]
    )  # type: ignore[typeddict-item]  # as above
    assert created.processing_status == "in_progress"
    assert client.messages.batches.retrieve(created.id).processing_status == "in_progress"
    assert client.messages.batches.retrieve(created.id).processing_status == "ended"
    results = {one.custom_id: one.result for one in client.messages.batches.results(created.id)}
    assert results["item-2"].type == "expired"
    assert results["item-1"].type == "succeeded"
    assert json.loads(read_response(results["item-1"].message).text) == fake.GOOD
    with pytest.raises(anthropic.NotFoundError):
        client.messages.batches.retrieve("msgbatch_none")


def test_the_sdk_is_imported_in_the_background_and_may_be_left_alone() -> None:
    code = (
        "import sys, threading, time\n"
        "from ainews_cli.llm.engines import ENGINES\n"
        "began = time.monotonic()\n"
        "ENGINES['claude'].warm_up()\n"
        "assert time.monotonic() - began < 1.5\n"
        "{}\n"
    )
    waits = (
        "[one.join() for one in threading.enumerate() if one.name == 'anthropic-import']; assert "
        "'anthropic.resources.messages' in sys.modules"
    )
    for rest in (waits, "pass"):
        done = subprocess.run(
            [sys.executable, "-c", code.format(rest)], capture_output=True, text=True, timeout=60, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")
