"""The keys of the config: each is a field of a class here, with its default. There is no second list of keys."""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
# (NamedTuples, because making dataclasses took a twentieth of a start.)
from pathlib import Path
from typing import Any, NamedTuple

from ainews_cli.llm.engines import AUTO
from ainews_cli.models.analysis import Interests, Weights
from ainews_cli.models.feed import Feed


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
    per_feed: int = 5
    """Most items of one feed in a ranked list; 0: no limit."""
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
