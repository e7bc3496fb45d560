"""How long `ainews site` takes, from a filled store to a folder: the first time, again when nothing changed, and after
one item was starred, and every page to another folder. CPU time stands beside as a multiple of a start
(`ainews --version`) and in ms a file.

python bench/site.py [--items 20000] [--days 7] [--limit N]
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from measure import circumstances
from stores import filled


def timed(command: list[str], env: dict[str, str]) -> tuple[float, float]:
    """Return the seconds and the CPU seconds of a run."""
    start, before = time.perf_counter(), os.times()
    subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL)
    seconds, after = time.perf_counter() - start, os.times()
    return seconds, after.children_user + after.children_system - before.children_user - before.children_system


def main() -> None:
    """Build the site of one store again and again."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--items", type=int, default=20_000)
    parser.add_argument("--days", type=int, default=7)
    parser.add_argument("--limit", type=int, default=0, help="items of a list; 0: as the config says")
    options = parser.parse_args()
    store = filled(options.items)
    print(circumstances())
    print(
        "\n| run | seconds | CPU seconds | x start | ms a file | files | written | MB |"
        "\n|---|--:|--:|--:|--:|--:|--:|--:|"
    )
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "news"
        command = [sys.executable, "-m", "ainews_cli", "-q", "site", str(folder), "--days", str(options.days)]
        command += ["-n", str(options.limit)] if options.limit else []
        env = os.environ | store.env
        _, least = timed([sys.executable, "-m", "ainews_cli", "--version"], env)
        files: dict[Path, int] = {}
        for name in ("first", "again", "one starred", "every page"):
            if name == "every page":  # the texts were read and the stories told by the runs before
                folder.rename(folder.with_name("before"))
            if name == "one starred":
                subprocess.run(
                    [sys.executable, "-m", "ainews_cli", "-q", "star", str(store.article)], env=env, check=True
                )
            seconds, cpu = timed(command, env)
            before, files = files, {path: path.stat().st_mtime_ns for path in folder.rglob("*.*ml")}
            written = sum(before.get(path) != changed for path, changed in files.items())
            print(
                (
                    f"| {name} | {seconds:.1f} | {cpu:.1f} | {cpu / least:.0f} | {cpu / len(files) * 1000:.1f} | "
                    f"{len(files):,} | {written:,} | "
                    f"{sum(path.stat().st_size for path in files) / 1e6:.0f} |"
                ),
                flush=True,
            )


if __name__ == "__main__":
    main()
