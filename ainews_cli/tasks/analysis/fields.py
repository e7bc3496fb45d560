"""Reads typed values out of a reply's JSON. Nothing raises here: what is wrong is collected, so that one repair names
it all.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ainews_cli.sources.clean import one_line

MOST_FAULTS = 8
"""Faults named to a model in one go; more help no one."""


class Fields:
    """Reads fields and remembers what was wrong, as "field: fault"."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def fault(self, path: str, words: str) -> None:
        """Remember a fault."""
        self.faults.append(f"{path} {words}")

    def summary(self) -> str:
        """Return all faults in one line."""
        more = len(self.faults) - MOST_FAULTS
        return "; ".join(self.faults[:MOST_FAULTS]) + (f"; and {more} more" if more > 0 else "")

    def text(self, data: Mapping[str, Any], key: str, path: str, *, most: int, least: int = 0) -> str:
        """Return a text without control characters on one line. A missing one is a fault where `least` is above 0."""
        value = data.get(key)
        if value is None and not least:
            return ""
        if not isinstance(value, str):
            self.fault(path, "is missing" if value is None else f"is {_kind(value)}, not a text")
            return ""
        line = one_line(value)
        if len(line) < least:
            self.fault(path, "is empty" if not line else f"is too short: {len(line)} characters, at least {least}")
        elif len(line) > most:
            self.fault(path, f"is too long: {len(line)} characters, at most {most}")
        return line

    def names(self, data: Mapping[str, Any], key: str, *, most: int, length: int) -> tuple[str, ...]:
        """Return a list of short texts: cleaned, empty and repeated ones dropped, cut at `most`. Must be a list of
        texts.
        """
        value = data.get(key)
        if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
            self.fault(key, "is missing" if value is None else "is not a list of texts")
            return ()
        names = {
            line.casefold(): line
            for name in reversed(value)
            if (line := one_line(name).lstrip("#")) and len(line) <= length
        }
        return tuple(reversed(names.values()))[:most]

    def numbers(self, data: Mapping[str, Any], key: str) -> tuple[int, ...]:
        """Return block numbers; anything else is left out, as a wrong citation is caught by its quote."""
        value = data.get(key)
        if not isinstance(value, list):
            return ()
        return tuple(
            dict.fromkeys(number for number in value[:50] if isinstance(number, int) and not isinstance(number, bool))
        )

    def mark(self, data: Mapping[str, Any], path: str, *, whole: bool) -> float:
        """Return a mark from 1 to 5, a whole number unless it is an estimate's; 0.0 and a fault otherwise."""
        value = data.get("value")
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.fault(path, f"is {_kind(value)}, not a number from 1 to 5")
        elif not 1 <= value <= 5:
            self.fault(path, f"is {value}, not 1 to 5")
        elif whole and value != int(value):
            self.fault(path, f"is {value}, not a whole number")
        else:
            return float(value)
        return 0.0

    def table(self, data: Mapping[str, Any], key: str, path: str) -> Mapping[str, Any]:
        """Return an object; {} and a fault otherwise."""
        value = data.get(key)
        if isinstance(value, Mapping):
            return value
        self.fault(path, "is missing" if value is None else f"is {_kind(value)}, not an object")
        return {}


def _kind(value: object) -> str:
    names = {bool: "true or false", str: "a text", list: "a list", dict: "an object", type(None): "missing"}
    return names.get(type(value), "a number")
