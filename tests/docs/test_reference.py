"""The pages on config, JSON and database name everything there is, and nothing else."""

from __future__ import annotations

import re
import sqlite3
import tomllib
from pathlib import Path
from typing import Any

import pytest

from ainews_cli import config
from ainews_cli.models.feed import Feed, FeedOutcome
from ainews_cli.store import Store
from tests.support.docs.pages import EXAMPLE, PAIRS, first_spans, headings, read, section, spans, tables


def languages(name: str) -> pytest.MarkDecorator:
    """Run a test with the page in both languages."""
    return pytest.mark.parametrize("text", [read(f"docs/{name}"), read(PAIRS[f"docs/{name}"])], ids=["en", "ja"])


def keys() -> dict[str, Any]:
    """Return every key of the config with its default, None for none: `model.engine`, `feeds.url`."""
    defaults: dict[str, Any] = {}
    for name in config.Config._fields:
        if name in config.SECTIONS or name == "feeds":
            cls = config.SECTIONS.get(name, Feed)
            defaults |= {f"{name}.{key}": cls._field_defaults.get(key) for key in cls._fields}
        elif name != "path":
            defaults[name] = config.Config._field_defaults[name] or None
    return defaults


@languages("reference/config.md")
def test_every_config_key_is_there_with_its_default(text: str) -> None:
    documented: dict[str, Any] = {}
    for row in tables(text)[0]:
        names, defaults = spans(row[0]), spans(row[2])
        table = names.pop(0).strip("[]") if names[0].startswith("[") else ""
        values = [tomllib.loads(f"x = {value}")["x"] for value in defaults] or [None] * len(names)
        documented |= {f"{table}.{name}".lstrip("."): value for name, value in zip(names, values, strict=True)}
        if not names:
            documented[table] = None
    given = {key: list(value.items()) if isinstance(value, dict) else value for key, value in documented.items()}
    assert {key: tuple(value) if isinstance(value, list) else value for key, value in given.items()} == keys()


def test_the_example_names_every_key() -> None:
    for key in keys():
        assert re.search(rf"^(?:# +)?\[*{key.rpartition('.')[2]}\b", EXAMPLE, re.MULTILINE), key


@languages("reference/database.md")
def test_every_table_and_column_of_the_database_is_there(text: str, tmp_path: Path) -> None:
    Store.open(tmp_path / "news.db").close()
    with sqlite3.connect(tmp_path / "news.db") as database:
        made = database.execute("SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()
        virtual = [name for name, sql in made if sql and sql.startswith("CREATE VIRTUAL")]
        shadows = {f"{name}_{part}" for name in virtual for part in ("config", "content", "data", "docsize", "idx")}
        names = {name for name, _ in made if not name.startswith("sqlite_")} - shadows
        columns = {name: {row[1] for row in database.execute(f"PRAGMA table_info({name})")} for name in names}
    pages = {heading.removeprefix("## "): section(text, text, heading) for heading in headings(text)[1:]}
    assert {name: set(first_spans(page)) for name, page in pages.items()} == columns


@languages("reference/json.md")
def test_every_field_of_an_outcome_is_documented(text: str) -> None:
    documented = first_spans(section(text, read("docs/reference/json.md"), "### ainews fetch"))
    assert set(documented) == set(FeedOutcome._fields)
