"""How long `ainews site` takes, from a filled store to a folder: the first time, and again when nothing changed.

python bench/site.py [--items 20000] [--days 7]
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


def main() -> None:
    """Build the site twice over one store."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--items", type=int, default=20_000)
    parser.add_argument("--days", type=int, default=7)
    options = parser.parse_args()
    store = filled(options.items)
    print(circumstances())
    print("\n| run | seconds | CPU seconds | files | MB |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "news"
        command = [sys.executable, "-m", "ainews_cli", "-q", "site", str(folder), "--days", str(options.days)]
        for name in ("first", "again"):
            start, before = time.perf_counter(), os.times()
            subprocess.run(command, env=os.environ | store.env, check=True)
            seconds, after = time.perf_counter() - start, os.times()
            cpu = after.children_user + after.children_system - before.children_user - before.children_system
            files = [path for path in folder.rglob("*") if path.is_file()]
            print(
                (
                    f"| {name} | {seconds:.1f} | {cpu:.1f} | {len(files):,} | "
                    f"{sum(path.stat().st_size for path in files) / 1e6:.0f} |"
                ),
                flush=True,
            )


if __name__ == "__main__":
    main()
