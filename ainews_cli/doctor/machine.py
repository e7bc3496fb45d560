"""The machine: room on the disk, clock, terminal. All pure but `free_bytes` and `in_the_way`."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ainews_cli.doctor.diagnosis import Diagnosis
from ainews_cli.errors import ExitCode
from ainews_cli.render.times import stamp
from ainews_cli.texts import text

TIGHT, FULL = 500_000_000, 20_000_000
"""Bytes below which there is a warning, and a problem."""
BUILT = datetime(2026, 11, 1, tzinfo=UTC)
"""This program did not exist before: a clock that says so is wrong."""
TOLERATED = timedelta(hours=1)
MEGABYTE = 1_000_000


def free_bytes(path: Path) -> int | None:
    """Return the free bytes of the disk that the file is on, or will be; None where they cannot be read."""
    try:
        folder = next((parent for parent in path.absolute().parents if parent.is_dir()), None)
        return shutil.disk_usage(folder).free if folder else None
    except OSError:
        return None


def in_the_way(path: Path) -> Path | None:
    """Return the file or folder that must be writable for the database and is not; None where nothing is in the way."""
    places = [place for place in (path.absolute(), *path.absolute().parents) if os.path.lexists(place)]
    file, folder = (places[0], places[1]) if places[0] == path.absolute() else (None, places[0])
    if file and (file.is_dir() or not os.access(file, os.R_OK | os.W_OK)):
        return file
    return None if folder.is_dir() and os.access(folder, os.W_OK | os.X_OK) else folder


def writing(obstacle: Path | None, path: Path, language: str) -> list[Diagnosis]:
    """Judge whether the database can be written, given what is in the way."""
    if obstacle is None:
        return []
    about, finding = text(language, "doctor.database"), text(language, "doctor.database.unwritable", path=obstacle)
    todo = text(language, "doctor.database.unwritable.mend", path=path)
    return [Diagnosis("database", "problem", about, finding, todo, ExitCode.STORE)]


def disk(free: int | None, path: Path, language: str) -> list[Diagnosis]:
    """Judge the room beside the database."""
    if free is None:
        return []
    about, finding = text(language, "doctor.disk"), text(language, "doctor.disk.free", size=f"{free // MEGABYTE:,}")
    todo = text(language, "doctor.disk.mend", path=path.parent)
    if free < FULL:
        return [Diagnosis("machine", "problem", about, finding, todo, ExitCode.STORE)]
    return [
        Diagnosis("machine", "warning", about, finding, todo)
        if free < TIGHT
        else Diagnosis("machine", "ok", about, finding)
    ]


def clock(now: datetime, latest: datetime | None, zone: str, language: str) -> list[Diagnosis]:
    """Judge the clock: `latest`, the latest time in the database, cannot be after now."""
    about, here = text(language, "doctor.clock"), stamp(language, now, zone)
    todo = text(language, "doctor.clock.mend")
    if now < BUILT:
        return [Diagnosis("machine", "warning", about, text(language, "doctor.clock.early", time=here), todo)]
    if latest and latest > now + TOLERATED:
        late = stamp(language, latest, zone)
        return [
            Diagnosis("machine", "warning", about, text(language, "doctor.clock.behind", time=here, latest=late), todo)
        ]
    return [Diagnosis("machine", "ok", about, here)]


def terminal(environ: Mapping[str, str], language: str) -> list[Diagnosis]:
    """Return hints about how pages will look here."""
    about = text(language, "doctor.terminal")
    rows = []
    locale = environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG") or ""
    if "utf8" not in locale.lower().replace("-", ""):
        finding = text(language, "doctor.terminal.locale", locale=locale or "C")
        rows.append(Diagnosis("machine", "ok", about, finding, text(language, "doctor.terminal.locale.mend")))
    if environ.get("TERM", "") == "dumb":
        rows.append(
            Diagnosis(
                "machine",
                "ok",
                about,
                text(language, "doctor.terminal.dumb"),
                text(language, "doctor.terminal.dumb.mend"),
            )
        )
    return rows


def versions(python: str, sqlite: str, program: str, language: str) -> list[Diagnosis]:
    """Return what runs here, for reports of faults."""
    return [
        Diagnosis(
            "machine", "ok", text(language, "doctor.versions"), f"ainews {program}, Python {python}, SQLite {sqlite}"
        )
    ]
