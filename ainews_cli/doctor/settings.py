"""The config: everything that is wrong with it, not the first thing alone, and what of it can be used all the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from ainews_cli import config as configs
from ainews_cli.config import Config
from ainews_cli.doctor.diagnosis import Diagnosis
from ainews_cli.errors import ConfigError, ExitCode
from ainews_cli.texts import text


class ReadConfig(NamedTuple):
    """A config as far as it can be read."""

    config: Config
    problems: tuple[str, ...]
    """One line each, with the way out."""
    path: Path | None
    """None: there is none, and the packaged example is in force."""


def read(explicit: Path | None) -> ReadConfig:
    """Read the config in force; what is wrong in it is left out and named. Raise nothing."""
    try:
        path = configs.locate(explicit)
        data = configs.toml(configs.text_of(path), path)
    except ConfigError as error:
        return ReadConfig(Config(), (str(error),), explicit)
    try:
        return ReadConfig(configs.freeze(data, path), (), path)
    except ConfigError:
        return _salvaged(data, path)


def _salvaged(data: dict[str, Any], path: Path | None) -> ReadConfig:
    """Try each key by itself, so that one that is wrong hides no other."""
    problems: list[str] = []
    good: dict[str, Any] = {}
    for key, value in data.items():
        if _fits({key: value}, path, problems if not isinstance(value, dict | list) else []):
            good[key] = value
        elif isinstance(value, dict) and value:
            good[key] = {name: entry for name, entry in value.items() if _fits({key: {name: entry}}, path, problems)}
        elif key == "feeds" and isinstance(value, list):
            good[key] = _feeds(value, path, problems)
        else:
            _fits({key: value}, path, problems)
    if not _fits(good, path, problems):
        good = {key: value for key, value in good.items() if key not in ("scoring", "feeds")}
    return ReadConfig(
        configs.freeze(good, path) if _fits(good, path, []) else Config(path=path), tuple(dict.fromkeys(problems)), path
    )


def _feeds(feeds: list[Any], path: Path | None, problems: list[str]) -> list[Any]:
    """Return the good ones. Each is checked in its place, because messages count feeds."""
    kept: list[Any] = []
    for number, feed in enumerate(feeds):
        before = [*kept, *({"name": f"- {n}", "url": f"http://invalid.invalid/{n}"} for n in range(number - len(kept)))]
        if _fits({"feeds": [*before, feed]}, path, problems):
            kept.append(feed)
    return kept


def _fits(data: dict[str, Any], path: Path | None, problems: list[str]) -> bool:
    try:
        configs.freeze(data, path)
    except ConfigError as error:
        problems.append(str(error))
        return False
    return True


def diagnoses(read: ReadConfig, language: str) -> list[Diagnosis]:
    """Return what is to be said of the file. Pure."""
    about = text(language, "doctor.config")
    rows = [
        Diagnosis("config", "problem", about, line, text(language, "doctor.config.mend"), ExitCode.CONFIG)
        for line in read.problems
    ]
    if read.path is None and not rows:
        return [Diagnosis("config", "ok", about, text(language, "doctor.config.example"), "ainews init")]
    if not rows:
        rows.append(Diagnosis("config", "ok", about, text(language, "doctor.config.good", path=read.path)))
    budget = read.config.budget
    if not budget.usd_per_day or not budget.usd_per_run:
        rows.append(
            Diagnosis(
                "config",
                "warning",
                text(language, "doctor.budget"),
                text(language, "doctor.budget.none"),
                text(language, "doctor.budget.mend"),
            )
        )
    return rows
