"""From the tables of a TOML file to a checked, frozen `Config`.

A wrong key, type or value is a ConfigError that names the key, the value and the good values.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from ainews_cli.base.secrets import learn_address, learn_words
from ainews_cli.config.model import SECTIONS, Config
from ainews_cli.config.rules import ANY, RULES, WEIGHT, Rule, problem_by, suggestion
from ainews_cli.errors import ConfigError
from ainews_cli.models.analysis import Weights
from ainews_cli.models.feed import Feed

EXAMPLE_NAME = "config.example.toml"
T = TypeVar("T")
PAIRS = tuple[tuple[str, str], ...]
_TYPE_NAMES: dict[Any, str] = {
    str: "a text in quotes",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    tuple[str, ...]: "a list of texts",
    PAIRS: 'a table such as { Authorization = "Bearer ${FEED_TOKEN}" }',
}


def freeze(data: dict[str, Any], path: Path | None) -> Config:
    """Return the tables as a config. Raise ConfigError for the first thing that is wrong."""
    where = str(path) if path else EXAMPLE_NAME
    _learn_secrets(data)
    _reject_unknown(data, Config._fields[:-1], where, "")
    values: dict[str, Any] = {}
    for key, value in data.items():
        if key in SECTIONS:
            values[key] = _section(SECTIONS[key], value, where, f"{key}.", key)
        elif key == "glossary":
            values[key] = _glossary(value, where)
        elif key == "aliases":
            values[key] = _aliases(value, where)
        elif key == "feeds":
            values[key] = _feeds(value, where)
        else:
            values[key] = _checked(value, str, RULES.get(key, ANY), where, key)
    config = Config(**values, path=path)
    if not any((config.scoring.depth, config.scoring.relevance, config.scoring.practicality, config.scoring.novelty)):
        raise ConfigError(f"{where}: [scoring]: all four weights are 0; give at least one a value above 0")
    return config


def _learn_secrets(data: Any, key: str = "") -> None:
    """Know the secrets in addresses and headers before a message could name them, wherever in the tables they stand."""
    if isinstance(data, dict):
        for name, value in data.items():
            _learn_secrets(value, "header" if key == "headers" else name)
    elif isinstance(data, list):
        for value in data:
            _learn_secrets(value, key)
    elif isinstance(data, str):
        learn_address(data)
        if key == "header":
            learn_words(data)


def _section(cls: type[T], table: Any, where: str, prefix: str, name: str) -> T:
    """Return a table as its class; `name` is its name in RULES, `prefix` in messages."""
    if not isinstance(table, dict):
        raise ConfigError(f"{where}: {prefix[:-1]}: {table!r} is not a table; write [{prefix[:-1]}] and its keys below")
    types = cls.__annotations__
    _reject_unknown(table, tuple(types), where, prefix)
    values = {}
    for key, value in table.items():
        rule = RULES.get(f"{name}.{key}", WEIGHT if cls is Weights else ANY)
        values[key] = _checked(value, types[key], rule, where, prefix + key)
    return cls(**values)


def _checked(value: Any, kind: Any, rule: Rule, where: str, key: str) -> Any:
    """Return the value in its field's type. Raise ConfigError with the good values."""
    good = _TYPE_NAMES.get(kind, "a text in quotes")
    if kind is float and type(value) is int:
        value = float(value)
    if kind == tuple[str, ...]:
        fits = isinstance(value, list) and all(isinstance(text, str) for text in value)
        value = tuple(value) if fits else value
    elif kind == PAIRS:
        fits = isinstance(value, dict) and all(isinstance(text, str) for text in value.values())
        value = tuple(value.items()) if fits else value
    else:
        fits = type(value) is (kind if kind in _TYPE_NAMES else str)
    if not fits:
        raise ConfigError(f"{where}: {key} = {_shown(value)}: must be {good}")
    if fault := problem_by(rule, value):
        raise ConfigError(f"{where}: {key} = {_shown(value)}: {fault}")
    return value


def _feeds(value: Any, where: str) -> tuple[Feed, ...]:
    if not isinstance(value, list):
        raise ConfigError(f"{where}: feeds: write one [[feeds]] table per feed, with name and url")
    feeds: dict[str, Feed] = {}
    addresses: dict[str, str] = {}
    for number, table in enumerate(value, 1):
        prefix = f"feeds[{number}]."
        if isinstance(table, dict):
            for key in ("name", "url"):
                if not table.get(key):
                    raise ConfigError(f"{where}: {prefix}{key} is missing: every [[feeds]] needs a name and a url")
        feed = _section(Feed, table, where, prefix, "feeds")
        if feed.name in feeds:
            raise ConfigError(f"{where}: {prefix}name = {feed.name!r}: used twice; give each feed a name of its own")
        if feed.url in addresses:
            raise ConfigError(
                f"{where}: {prefix}url = {feed.url!r}: already the address of {addresses[feed.url]!r}; remove "
                f"one of the two"
            )
        feeds[feed.name] = feed
        addresses[feed.url] = feed.name
    return tuple(feeds.values())


def _glossary(value: Any, where: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        raise ConfigError(f'{where}: glossary: write [glossary] and lines like "alignment" = "アラインメント"')
    for term, translation in value.items():
        if not isinstance(translation, str) or not translation.strip() or not term.strip():
            raise ConfigError(
                f"{where}: glossary.{term} = {_shown(translation)}: must be a text in quotes, the translation of "
                f"the term"
            )
    return tuple(value.items())


def _aliases(value: Any, where: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not isinstance(value, dict):
        raise ConfigError(
            f'{where}: aliases: write [aliases] and lines like "Kotonoha Lab" = ["コトノハ研究所", "Kotonoha"]'
        )
    for name, others in value.items():
        if (
            not isinstance(others, list)
            or not name.strip()
            or not all(isinstance(other, str) and other.strip() for other in others)
        ):
            raise ConfigError(
                f"{where}: aliases.{name} = {_shown(others)}: must be a list of texts, the other names of the "
                f"same company"
            )
    return tuple((name, tuple(others)) for name, others in value.items())


def _reject_unknown(table: dict[str, Any], known: tuple[str, ...], where: str, prefix: str) -> None:
    for key in table:
        if key not in known:
            raise ConfigError(
                f"{where}: {prefix}{key}: unknown key{suggestion(key, known)}; known here: {', '.join(known)}"
            )


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
