"""The filled stores of the benchmarks, kept in the folder for temporary files. Standard library only.

The window of `daily` is the last 24 hours, so a store is filled anew when its newest item is too old.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

BENCH = Path(__file__).resolve().parent
FRESH = timedelta(hours=3)
"""Age of the newest item at which 7/8 of a full day are still in the window."""
_MAKES = ("bench/fill.py", "ainews_cli/store/*.py")
"""Files whose change makes kept stores worthless."""


class Filled(NamedTuple):
    """A store with its config."""

    path: Path
    items: int
    article: int
    """The id of its newest English item."""

    @property
    def env(self) -> dict[str, str]:
        """Variables under which the program uses it, and no file of the reader's."""
        home = str(self.path.parent)
        own = {"AINEWS_DB": str(self.path), "AINEWS_CONFIG": f"{self.path}.toml"}
        return own | {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home}


def filled(items: int, path: Path | None = None) -> Filled:
    """Return a store of that many items, filled now if there is no fresh one; `path` instead of the kept one.

    Stop the program before a file that bench/fill.py did not make is written to.
    """
    path = path or _kept(items)
    if path.exists() and not path.with_name(f"{path.name}.toml").exists():
        raise SystemExit(f"{path}: not made by bench/fill.py; name another file")
    if not _fresh(path, items):
        print(f"filling {path} with {items:,} items ...", file=sys.stderr, flush=True)
        _fill(path, items)
    with closing(sqlite3.connect(path)) as raw:
        article = raw.execute("SELECT id FROM items WHERE language = 'en' ORDER BY published DESC LIMIT 1").fetchone()[
            0
        ]
    return Filled(path, items, article)


def _kept(items: int) -> Path:
    made_by = hashlib.sha256(
        b"".join(path.read_bytes() for name in _MAKES for path in sorted(BENCH.parent.glob(name)))
    ).hexdigest()[:8]
    folder = Path(tempfile.gettempdir()) / f"ainews-bench-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{items}-{made_by}.db"
    for old in folder.glob(f"{items}-*"):
        if not old.name.startswith(path.name):
            old.unlink()
    return path


def _fresh(path: Path, items: int) -> bool:
    if not path.exists():
        return False
    with closing(sqlite3.connect(path)) as raw:
        count, newest = raw.execute("SELECT count(*), max(published) FROM items").fetchone()
    return count == items and datetime.now(UTC) - datetime.fromisoformat(newest) < FRESH


def _fill(path: Path, items: int) -> None:
    """Fill in a process of its own, and under another name until the store is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        subprocess.run([sys.executable, str(BENCH / "fill.py"), str(part), str(items)], check=True)
        for log in ("-wal", "-shm"):  # of the old one, where a process was ended in the middle
            path.with_name(f"{path.name}{log}").unlink(missing_ok=True)
        part.replace(path)
        part.with_name(f"{part.name}.toml").replace(path.with_name(f"{path.name}.toml"))
    finally:
        for rest in path.parent.glob(f"{part.name}*"):
            rest.unlink()
