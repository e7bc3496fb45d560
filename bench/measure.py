"""One measured process, and tables of them: what the benchmarks here share. Standard library only."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

AINEWS = str(Path(sys.executable).with_name("ainews"))


@dataclass(frozen=True, slots=True)
class Sample:
    """One run of one command."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of user and system time, children included."""
    rss_kb: int
    """Peak resident memory of the process."""
    code: int


def run(command: Sequence[str], env: Mapping[str, str] | None = None) -> Sample:
    """Runs a command with its output thrown away. Bytecode is allowed: without it an editable install compiles at every start."""
    environment = {**os.environ, **(env or {})}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    return Sample(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, process.returncode)


def interleaved(commands: Mapping[str, tuple[Sequence[str], Mapping[str, str]]], rounds: int) -> dict[str, list[Sample]]:
    """Each command once a round, after one round that does not count: a drifting machine hits all of them alike."""
    samples: dict[str, list[Sample]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, (command, env) in commands.items():
            sample = run(command, env)
            if number:
                samples[name].append(sample)
    return samples


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return statistics.median(values)


def ratio(samples: Sequence[Sample], base: Sequence[Sample]) -> float:
    """Median of the round-by-round ratios of wall time."""
    return median([one.wall / other.wall for one, other in zip(samples, base, strict=True)])


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])
