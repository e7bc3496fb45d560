"""What a start of the program imports."""

from __future__ import annotations

import subprocess
import sys

from tests.support.cli import Cli

HEAVY = {
    "anthropic",
    "trafilatura",
    "feedparser",
    "httpx2",
    "httpcore2",
    "sqlite_utils",
    "pydantic",
    "asyncio",
    "jinja2",
}


PROBE = """
import sys
from ainews_cli.__main__ import main
try:
    main()
except SystemExit as stop:
    assert not stop.code, stop.code
finally:
    print("\\n".join(sys.modules), file=sys.stderr)
"""


def imported(cli: Cli, *arguments: str) -> set[str]:
    """Top-level modules that a run of the program imports."""
    command = [sys.executable, "-c", PROBE, "--config", str(cli.config), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env=cli.env, check=True, timeout=60)
    return set(done.stderr.split())
