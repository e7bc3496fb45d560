"""A key never shows: not in logs, errors, reprs or the ledger. And which engine a key, or none, comes to."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
from collections.abc import Callable

import pytest

from ainews_cli.errors import ConfigError, ModelError, ModelRefused
from ainews_cli.llm.anthropic.credentials import find_access
from ainews_cli.llm.anthropic.retry import RetryLimits
from ainews_cli.llm.engines import make_engine, resolve
from ainews_cli.llm.prices import Price
from tests.support import messages as fake
from tests.support.llm.samples import TASK, MemoryLedger
from tests.support.messages import FakeMessages

KEY = "sk-ant-test-0123456789"
QUICK = RetryLimits(tries=2, deadline=5.0, attempt=1.0, base=0.01, cap=0.02)


@pytest.mark.parametrize("name", ["ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"])
@pytest.mark.parametrize(
    "step",
    [
        fake.reply(),
        fake.error(401, f"invalid key {KEY}"),
        fake.error(500, f"trouble with {KEY}"),
        fake.error(400, f"bad {KEY}"),
        fake.cut,
    ],
)
def test_key_is_nowhere_to_be_seen(name: str, step: fake.Step, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    ledger = MemoryLedger()
    seen = ""
    with FakeMessages(default=step) as server:
        engine = make_engine("claude", base_url=server.url, ledger=ledger, limits=QUICK, environ={name: KEY})
        try:
            seen += repr(asyncio.run(engine.analyse(TASK)))
        except ModelError as error:
            seen += str(error) + repr(error)
        assert server.requests[0].headers["Authorization"] == f"Bearer {KEY}"
    seen += repr(engine) + repr(vars(engine)) + repr(find_access("", {name: KEY})) + repr(ledger.rows) + caplog.text
    assert "outcome" in seen
    assert KEY not in seen


def test_key_is_not_in_the_sdk_debug_log_either() -> None:
    code = (
        "import asyncio\n"
        "from ainews_cli.llm.engines import make_engine\n"
        "from tests.support.llm.samples import TASK\n"
        "from tests.support.messages import FakeMessages\n"
        "with FakeMessages() as server:\n"
        f"    engine = make_engine('claude', base_url=server.url, environ={{'ANTHROPIC_API_KEY': {KEY!r}}})\n"
        "    asyncio.run(engine.analyse(TASK))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"ANTHROPIC_LOG": "debug"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert "HTTP Request" in done.stderr  # the log is really on
    assert KEY not in done.stderr + done.stdout


@pytest.mark.parametrize(
    ("kind", "base_url", "environ", "expected"),
    [
        ("auto", "", {}, "offline"),
        ("auto", "", {"ANTHROPIC_API_KEY": ""}, "offline"),
        ("auto", "", {"ANTHROPIC_API_KEY": KEY}, "claude"),
        ("auto", "", {"ANTHROPIC_AUTH_TOKEN": KEY}, "claude"),
        ("auto", "", {"ANTHROPIC_PROFILE": "work"}, "claude"),
        ("auto", "http://localhost:11434", {}, "claude"),
        ("auto", "", {"ANTHROPIC_BASE_URL": "http://localhost:11434"}, "claude"),
        ("auto", "https://api.anthropic.com", {}, "offline"),
        ("auto", "https://anthropic.com.evil.example", {"ANTHROPIC_PROFILE": "work"}, "claude"),
        ("claude", "", {}, "claude"),
        ("offline", "", {"ANTHROPIC_API_KEY": KEY}, "offline"),
    ],
)
def test_what_auto_comes_to(kind: str, base_url: str, environ: dict[str, str], expected: str) -> None:
    assert resolve(kind, base_url=base_url, environ=environ).name == expected


def test_api_key_comes_before_auth_token_as_in_the_sdk() -> None:
    assert find_access("", {"ANTHROPIC_API_KEY": "a", "ANTHROPIC_AUTH_TOKEN": "b"}).key_name == "ANTHROPIC_API_KEY"


def test_missing_key_is_told_before_anything_is_sent() -> None:
    with pytest.raises(
        ModelRefused, match=r"set ANTHROPIC_API_KEY or ANTHROPIC_AUTH_TOKEN, or set engine = \"offline\""
    ):
        make_engine("claude", environ={})


def test_unknown_engine_and_model_say_the_way_out() -> None:
    with pytest.raises(ConfigError, match="auto, claude, offline"):
        make_engine("gpt", environ={})
    with pytest.raises(ConfigError, match="price_input and price_output"):
        make_engine("claude", model="claude-next", environ={"ANTHROPIC_API_KEY": KEY})
    assert (
        make_engine("claude", model="claude-next", price=Price(1, 2), environ={"ANTHROPIC_API_KEY": KEY}).model
        == "claude-next"
    )
    assert make_engine("claude", model="qwen", base_url="http://localhost:1", environ={}).model == "qwen"


def engine_warnings(
    kind: str, *, environ: dict[str, str], base_url: str = "", first: Callable[[str], bool] | None = None
) -> tuple[str, ...]:
    return resolve(kind, base_url=base_url, environ=environ).warnings(base_url, environ, first)


def test_a_key_on_its_way_to_another_server_is_told() -> None:
    (warning,) = engine_warnings(
        "auto", base_url="http://user:pass@localhost:11434/v1", environ={"ANTHROPIC_API_KEY": KEY}
    )
    assert "ANTHROPIC_API_KEY is sent to localhost:11434" in warning
    assert KEY not in warning
    assert "pass" not in warning
    assert engine_warnings("auto", base_url="http://localhost:11434", environ={}) == ()
    assert engine_warnings("auto", environ={"ANTHROPIC_API_KEY": KEY}) == ()
    assert engine_warnings("offline", base_url="http://localhost:11434", environ={"ANTHROPIC_API_KEY": KEY}) == ()
    told: set[str] = set()

    def first(name: str) -> bool:
        return name not in told and not told.add(name)  # type: ignore[func-returns-value]  # None, on purpose

    def warned(host: str, name: str = "ANTHROPIC_API_KEY") -> int:
        return len(engine_warnings("auto", base_url=f"http://{host}", first=first, environ={name: KEY}))

    assert [warned("localhost:11434"), warned("localhost:11434"), warned("localhost:8080")] == [1, 0, 1]
    assert warned("localhost:11434", "ANTHROPIC_AUTH_TOKEN") == 1
    (plain,) = engine_warnings("claude", base_url="http://api.anthropic.com", environ={"ANTHROPIC_API_KEY": KEY})
    assert "without encryption" in plain


def test_no_credential_of_the_environment_leaks_to_a_keyless_server() -> None:
    with FakeMessages() as server:
        asyncio.run(make_engine("claude", base_url=server.url, environ={}).analyse(TASK))
        assert server.requests[0].headers["Authorization"] == "Bearer not-needed"


def test_the_sdk_is_not_imported_before_the_first_request() -> None:
    code = (
        "import sys\n"
        "from ainews_cli.llm.engines import make_engine\n"
        "import ainews_cli.tasks.analysis as a, ainews_cli.tasks.analysis.run\n"
        "make_engine('claude', environ={'ANTHROPIC_API_KEY': 'x'})\n"
        "assert not {'anthropic', 'httpx2', 'pydantic'} & sys.modules.keys()\n"
        "make_engine('offline', environ={})\n"
        "import ainews_cli.tasks.analysis.estimates\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
    lean = (
        "import sys\n"
        "from datetime import datetime, UTC\n"
        "import ainews_cli.tasks.analysis\n"
        "from ainews_cli.models.analysis import Interests\n"
        "from tests.support.llm.samples import item\n"
        "from ainews_cli.tasks.analysis.estimates import estimated\n"
        "assert estimated(item(), 'p', language='ja', interests=Interests(), now=datetime.now(UTC))\n"
        "assert not {'anthropic', 'httpx2', 'pydantic', 'asyncio', 'lxml', 'trafilatura', 'sqlite_utils'} & "
        "sys.modules.keys()\n"
    )
    subprocess.run([sys.executable, "-c", lean], check=True, timeout=60)
