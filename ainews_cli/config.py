"""The config file: TOML in, a frozen `Config` out.

Looked for at `--config`, then `AINEWS_CONFIG`, then the platform's config folder; without one, the packaged
`config.example.toml` is the config. Every key is a field of a class below, and RULES says what values are good: there
is no second list of keys.
(NamedTuples, because making dataclasses took a twentieth of a start.) A wrong key, type or value is a ConfigError that
names the key,
the value and the good values. The API key is never read from here.
"""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
import os
import re
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from ainews_cli.errors import ConfigError
from ainews_cli.llm.engines import AUTO, engine_names
from ainews_cli.models.analysis import Interests, Weights
from ainews_cli.models.feed import Feed
from ainews_cli.sources.kinds import KINDS

EXAMPLE_NAME = "config.example.toml"
T = TypeVar("T")


class ModelConfig(NamedTuple):
    """`[model]`: which engine and models, and where."""

    engine: str = AUTO
    analysis: str = "claude-haiku-5-5"
    """Model id for analysis and translation."""
    base_url: str = ""
    """Another server that speaks the Messages API; "" for Anthropic's."""
    concurrency: int = 32
    price_input: float = -1.0
    """US dollars per million input tokens, for models the price table does not know; -1: use the table."""
    price_output: float = -1.0


class BudgetConfig(NamedTuple):
    """`[budget]`: US dollars."""

    usd_per_day: float = 1.0
    usd_per_run: float = 0.5


class FetchConfig(NamedTuple):
    """`[fetch]`: limits of a fetch."""

    concurrency: int = 32
    timeout: float = 20.0
    """Seconds for the whole transfer of one feed or page."""
    max_bytes: int = 10_000_000
    """After decompression."""


class DigestConfig(NamedTuple):
    """`[digest]`: sizes."""

    limit: int = 20
    candidates: int = 3
    """A view analyses at most `candidates` × its limit items of its window."""
    discussion_tokens: int = 4000
    """For what a model reads and writes of one discussion: comments and reply together, by an estimate on the high
    side.
    """


class MailConfig(NamedTuple):
    """`[mail]`: header fields of `-f email`."""

    sender: str = ""
    """ "": the recipient."""
    to: str = ""
    """Addresses, with commas between."""
    subject: str = ""
    """ "": the page's title."""


class SiteConfig(NamedTuple):
    """`[site]`: of `ainews site`, and of RSS written to a file."""

    url: str = ""
    """Where its folder is published; "" where that is not known."""


class Config(NamedTuple):
    """Everything the config says. `path` is None for the packaged default."""

    language: str = "ja"
    timezone: str = "Asia/Tokyo"
    interests: Interests = Interests()
    scoring: Weights = Weights()
    model: ModelConfig = ModelConfig()
    budget: BudgetConfig = BudgetConfig()
    fetch: FetchConfig = FetchConfig()
    digest: DigestConfig = DigestConfig()
    mail: MailConfig = MailConfig()
    site: SiteConfig = SiteConfig()
    glossary: tuple[tuple[str, str], ...] = ()
    """(source term, translation) pairs, in the file's order."""
    aliases: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(name, other names of the same company), in the file's order."""
    feeds: tuple[Feed, ...] = ()
    path: Path | None = None


SECTIONS: dict[str, type[Any]] = {
    "interests": Interests,
    "scoring": Weights,
    "model": ModelConfig,
    "budget": BudgetConfig,
    "fetch": FetchConfig,
    "digest": DigestConfig,
    "mail": MailConfig,
    "site": SiteConfig,
}
RULES: dict[str, dict[str, Any]] = {
    "language": {"pattern": r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "like": "a language tag such as ja, en or pt-BR"},
    "timezone": {"zone": True},
    "model.engine": {"choices": engine_names()},
    "model.base_url": {"url": True},
    "model.concurrency": {"low": 1, "high": 64},
    "model.price_input": {"low": -1, "high": 1000},
    "model.price_output": {"low": -1, "high": 1000},
    "budget.usd_per_day": {"low": 0, "high": 10_000},
    "budget.usd_per_run": {"low": 0, "high": 10_000},
    "fetch.concurrency": {"low": 1, "high": 500},
    "fetch.timeout": {"low": 1, "high": 600},
    "fetch.max_bytes": {"low": 10_000, "high": 1_000_000_000},
    "digest.limit": {"low": 1, "high": 500},
    "digest.candidates": {"low": 1, "high": 50},
    "site.url": {"url": True},
    "digest.discussion_tokens": {"low": 500, "high": 100_000},
    "feeds.url": {"url": True},
    "feeds.kind": {"choices": tuple(KINDS)},
    "feeds.weight": {"low": 0.01, "high": 10},
}
"""Which values of a key are good, besides its type, which is its field's; a key without a row takes any."""
_WEIGHT_RULE = {"low": 0, "high": 1000}
_TYPE_NAMES: dict[Any, str] = {
    str: "a text in quotes",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    tuple[str, ...]: "a list of texts",
}


def locate(explicit: Path | None) -> Path | None:
    """The config file in force, or None when there is none and the packaged default applies.

    Raises ConfigError when a file was named (by option or environment) and is not there.
    """
    named = explicit or (Path(value) if (value := os.environ.get("AINEWS_CONFIG")) else None)
    if named:
        if not named.expanduser().is_file():
            raise ConfigError(f"{named}: no such config file; `ainews --config {named} init` writes one")
        return named.expanduser()
    path = default_path()
    return path if path.is_file() else None


def default_path() -> Path:
    """Where `ainews init` writes and every command looks: `config.toml` in the platform's config folder."""
    from platformdirs import user_config_path

    return user_config_path("ainews", appauthor=False) / "config.toml"


def default_database() -> Path:
    """`ainews.db` in the platform's data folder."""
    from platformdirs import user_data_path

    return user_data_path("ainews", appauthor=False) / "ainews.db"


def example_text() -> str:
    """The packaged `config.example.toml`, whole."""
    here = Path(__file__).parent
    for path in (here / EXAMPLE_NAME, here.parent / EXAMPLE_NAME):
        if path.is_file():
            return path.read_text(encoding="utf-8")
    raise ConfigError(f"the packaged {EXAMPLE_NAME} is missing; reinstall ainews")


def load(explicit: Path | None) -> Config:
    """Reads the config in force. Raises ConfigError."""
    path = locate(explicit)
    return parse(text_of(path), path)


def text_of(path: Path | None) -> str:
    """What the file says; for None the packaged example. Raises ConfigError."""
    if path is None:
        return example_text()
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read ({error})") from error


def parse(text: str, path: Path | None) -> Config:
    """Checks and freezes the TOML in `text`; `path` is where it came from, for messages. Raises ConfigError."""
    return freeze(toml(text, path), path)


def toml(text: str, path: Path | None) -> dict[str, Any]:
    """The tables in `text`, unchecked. Raises ConfigError."""
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path or EXAMPLE_NAME}: not valid TOML: {error}") from error


def freeze(data: dict[str, Any], path: Path | None) -> Config:
    """The config that the tables come to. Raises ConfigError for the first thing that is wrong."""
    where = str(path) if path else EXAMPLE_NAME
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
            values[key] = _checked(value, str, RULES.get(key, {}), where, key)
    config = Config(**values, path=path)
    if not any((config.scoring.depth, config.scoring.relevance, config.scoring.practicality, config.scoring.novelty)):
        raise ConfigError(f"{where}: [scoring]: all four weights are 0; give at least one a value above 0")
    return config


def _section(cls: type[T], table: Any, where: str, prefix: str, name: str) -> T:
    """A table as its class; `name` is its name in RULES, `prefix` in messages."""
    if not isinstance(table, dict):
        raise ConfigError(f"{where}: {prefix[:-1]}: {table!r} is not a table; write [{prefix[:-1]}] and its keys below")
    types = cls.__annotations__
    _reject_unknown(table, tuple(types), where, prefix)
    values = {}
    for key, value in table.items():
        rule = RULES.get(f"{name}.{key}") or (_WEIGHT_RULE if cls is Weights else {})
        values[key] = _checked(value, types[key], rule, where, prefix + key)
    return cls(**values)


def _checked(value: Any, kind: Any, rule: dict[str, Any], where: str, key: str) -> Any:
    """The value in its field's type, or a ConfigError with the good values."""
    good = _TYPE_NAMES.get(kind, "a text in quotes")
    if kind is float and type(value) is int:
        value = float(value)
    if kind == tuple[str, ...]:
        fits = isinstance(value, list) and all(isinstance(one, str) for one in value)
        value = tuple(value) if fits else value
    else:
        fits = type(value) is (kind if kind in _TYPE_NAMES else str)
    if not fits:
        raise ConfigError(f"{where}: {key} = {_shown(value)}: must be {good}")
    if problem := _problem(value, rule):
        raise ConfigError(f"{where}: {key} = {_shown(value)}: {problem}")
    return value


def problem(key: str, value: Any) -> str:
    """What is wrong with a value of the right type for a key ("timezone", "feeds.weight"), in words; "" when it is
    good.
    """
    return _problem(value, RULES.get(key, {}))


def _problem(value: Any, rule: dict[str, Any]) -> str:
    """What is wrong with a value of the right type, in words; "" when it is good."""
    if "choices" in rule and value not in rule["choices"]:
        return f"must be one of {', '.join(rule['choices'])}{_suggestion(value, rule['choices'])}"
    if "low" in rule and not rule["low"] <= value <= rule["high"]:
        return f"must be from {rule['low']:g} to {rule['high']:g}"
    if rule.get("url") and value and not re.match(r"https?://[^\s/]+", value):
        return "must be an http:// or https:// address"
    if "pattern" in rule and not re.fullmatch(rule["pattern"], value):
        return f"must be {rule['like']}"
    if rule.get("zone"):
        return _zone_problem(value)
    return ""


def _zone_problem(value: str) -> str:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):  # ZoneInfoNotFoundError is a KeyError; a folder's name is an OSError
        from zoneinfo import available_timezones

        return f"must be an IANA time zone such as Asia/Tokyo or UTC{_suggestion(value, tuple(available_timezones()))}"
    return ""


def _feeds(value: Any, where: str) -> tuple[Feed, ...]:
    if not isinstance(value, list):
        raise ConfigError(f"{where}: feeds: write one [[feeds]] table per feed, with name and url")
    found: dict[str, Feed] = {}
    addresses: dict[str, str] = {}
    for number, table in enumerate(value, 1):
        prefix = f"feeds[{number}]."
        if isinstance(table, dict):
            for key in ("name", "url"):
                if not table.get(key):
                    raise ConfigError(f"{where}: {prefix}{key} is missing: every [[feeds]] needs a name and a url")
        feed = _section(Feed, table, where, prefix, "feeds")
        if feed.name in found:
            raise ConfigError(f"{where}: {prefix}name = {feed.name!r}: used twice; give each feed a name of its own")
        if feed.url in addresses:
            raise ConfigError(
                f"{where}: {prefix}url = {feed.url!r}: already the address of {addresses[feed.url]!r}; remove "
                f"one of the two"
            )
        found[feed.name] = feed
        addresses[feed.url] = feed.name
    return tuple(found.values())


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
            or not all(isinstance(one, str) and one.strip() for one in others)
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
                f"{where}: {prefix}{key}: unknown key{_suggestion(key, known)}; known here: {', '.join(known)}"
            )


def _suggestion(value: Any, good: tuple[str, ...]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(str(value), good, n=1, cutoff=0.6)
    return f" (did you mean {near[0]}?)" if near else ""


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
