"""Word lists, names and other tables that ship with the program, as TOML.

Each file begins with a comment that says what it holds, its shape and its source. Whoever needs a table loads it when
it is first asked for, so that a start without need of it does not pay: the largest takes 3 ms.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any


@cache
def load(name: str) -> Mapping[str, Any]:
    """Return what `NAME.toml` of this folder holds; read once. Raise FileNotFoundError where there is no such file."""
    try:
        text = Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise FileNotFoundError(f"the word list {name}.toml is missing; reinstall ainews") from error
    return tomllib.loads(text)


def words(name: str, *keys: str) -> frozenset[str]:
    """Return the words of one or several lists of a file; in the file they stand between blanks."""
    tables = load(name)
    return frozenset(word for key in keys for word in tables[key].split())
