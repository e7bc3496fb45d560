"""One measured process, and tables of them: what the benchmarks here share. Standard library only."""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

_SCRIPT = Path(sys.executable).with_name("ainews")
AINEWS = (str(_SCRIPT),) if _SCRIPT.exists() else (sys.executable, "-m", "ainews_cli")
"""How the program is started."""
PYTHON = (sys.executable, "-c", "pass")
"""What a start is measured against."""


class Command(NamedTuple):
    """A command to run, and how."""

    arguments: Sequence[str]
    env: Mapping[str, str] = {}
    tty: bool = False
    """Its three streams are a terminal; else its output is thrown away."""


class Sample(NamedTuple):
    """One run of one command."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of user and system time, children included."""
    rss: float
    """Peak resident memory of the process, MB."""


_LAUNCH = """
import json, os, sys, time
stream, command = int(sys.argv[1]), sys.argv[2:]
start = time.perf_counter()
actions = [(os.POSIX_SPAWN_DUP2, stream, number) for number in (0, 1, 2)]
child = os.posix_spawn(command[0], command, os.environ, file_actions=actions)
_, status, used = os.wait4(child, 0)
seconds = time.perf_counter() - start
print(json.dumps([os.waitstatus_to_exitcode(status), seconds, used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""


def run(command: Command) -> Sample:
    """Run a command to its end, which must be a success. Stop the program otherwise.

    A small launcher starts it: a child's peak memory counts from that of the process it was forked from. Bytecode is
    allowed, because without it an editable install compiles at every start; keys are taken away, so that nothing can be
    bought.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("ANTHROPIC_", "AINEWS_", "PYTHONDONTWRITEBYTECODE"))
    }
    done = (_on_terminal if command.tty else _on_null)(command.arguments, {**kept, **command.env})
    code, wall, cpu, rss = json.loads(done)
    if code:
        settings = " ".join(f"{name}={value}" for name, value in command.env.items())
        raise SystemExit(f"{settings} {' '.join(command.arguments)}: exit {code}".strip())
    return Sample(wall, cpu, rss / (1e6 if sys.platform == "darwin" else 1024))


def _launch(stream: int, arguments: Sequence[str], env: Mapping[str, str]) -> bytes:
    launcher = [sys.executable, "-I", "-S", "-c", _LAUNCH, str(stream), *arguments]
    return subprocess.run(
        launcher, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, pass_fds=(stream,), check=True
    ).stdout


def _on_null(arguments: Sequence[str], env: Mapping[str, str]) -> bytes:
    null = os.open(os.devnull, os.O_RDWR)
    try:
        return _launch(null, arguments, env)
    finally:
        os.close(null)


def _on_terminal(arguments: Sequence[str], env: Mapping[str, str]) -> bytes:
    """Run on a terminal of 100 columns and 40 lines, read by a thread; a pager passes on at once."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
    screen = threading.Thread(target=_drain, args=(ours,))
    screen.start()
    try:
        return _launch(theirs, arguments, {**env, "TERM": "xterm-256color", "PAGER": "cat"})
    finally:
        os.close(theirs)
        screen.join()
        os.close(ours)


def _drain(terminal: int) -> None:
    with suppress(OSError):  # EIO: nobody has the other end any more
        while os.read(terminal, 65536):
            pass


BASE = "python -c pass"


def interleaved(commands: Mapping[str, Command], rounds: int) -> dict[str, list[Sample]]:
    """Run each command once a round, after a round that does not count: a drifting machine hits all of them alike.

    BASE comes first in the result. It is run before every command, and its figures of a round are medians: it is over
    so soon that one disturbance would spoil the ratios of the whole round.
    """
    samples: dict[str, list[Sample]] = {name: [] for name in (BASE, *commands)}
    for number in range(rounds + 1):
        base = []
        for name, command in commands.items():
            base.append(run(Command(PYTHON)))
            sample = run(command)
            if number:
                samples[name].append(sample)
        if number:
            samples[BASE].append(middle(base))
    return samples


def middle(samples: Sequence[Sample]) -> Sample:
    """Return the median of each figure."""
    return Sample(*(statistics.median(values) for values in zip(*samples, strict=True)))


def ratio(samples: Sequence[Sample], base: Sequence[Sample]) -> Sample:
    """Return medians of the round-by-round ratios."""
    return middle(
        [
            Sample(*(one / other for one, other in zip(mine, theirs, strict=True)))
            for mine, theirs in zip(samples, base, strict=True)
        ]
    )


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table; all but its first column is aligned to the right."""
    lines = ["| " + " | ".join(head) + " |", "|---|" + "--:|" * (len(head) - 1)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def circumstances() -> str:
    """Return a line on where and when: figures mean nothing without it."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return (
        f"{datetime.now(UTC).date()}, {python}, {platform.system()}, {os.cpu_count()} cores, load "
        f"{os.getloadavg()[0]:.1f}"
    )
