"""What one command works with: config, database, reader. Each is opened when first asked for, and closed at the end."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, TextIO, TypeVar
from zoneinfo import ZoneInfo

from ainews_cli.base.secrets import learn, mask
from ainews_cli.isolation import Step, without_culprits
from ainews_cli.llm.engines import make_batch_server, resolve, resolve_model
from ainews_cli.llm.prices import PRICES, Price
from ainews_cli.llm.provider import EngineSetup
from ainews_cli.models.reader import Reader
from ainews_cli.net import Limits
from ainews_cli.net.variables import variables
from ainews_cli.pipeline.faults import settle
from ainews_cli.pipeline.progress import Progress
from ainews_cli.render.options import Mail
from ainews_cli.texts import said, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from ainews_cli.config import Config
    from ainews_cli.isolation import Fault
    from ainews_cli.llm.batch import BatchServer
    from ainews_cli.llm.engine import Engine, Ledger, Task
    from ainews_cli.llm.provider import Provider
    from ainews_cli.store import Store
    from ainews_cli.store.ledger import StoreLedger

T = TypeVar("T")


class Session:
    """A context manager: leaving it closes the database."""

    def __init__(
        self,
        config_path: Path | None,
        db_path: Path | None,
        *,
        verbose: bool,
        quiet: bool,
        mail: tuple[str, str, str] = ("", "", ""),
    ) -> None:
        """`mail`: sender, recipients and subject that the command line gives, "" for the config's."""
        self._config_path = config_path
        self._db_path = db_path
        self.verbose = verbose
        self.quiet = quiet
        self._mail = mail
        self._warned = False
        self._synced = False
        self.now = datetime.now(UTC)
        self.faults_said: list[Fault] = []
        """Those that a page has named."""

    def __enter__(self) -> Session:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        settle(self)
        self.progress.close()
        if "store" in self.__dict__:
            if kind is None:
                self.store.run_is_over()
            self.store.close()

    @cached_property
    def config(self) -> Config:
        """The config in force. Raise ConfigError."""
        config: Config = _configs().load(self._config_path)
        _learn_variables(config)
        return config

    @property
    def config_path(self) -> Path | None:
        """The path named by option or environment, whether or not a file is there."""
        return self._config_path

    def use(self, config: Config) -> None:
        """Work with this config instead of the file's, which may be broken."""
        self.__dict__["config"] = config
        _learn_variables(config)

    @property
    def database_path(self) -> Path | None:
        """The path named by option or environment; None for the platform's place."""
        return self._db_path

    @cached_property
    def store(self) -> Store:
        """The open database. Raise ConfigError before the file is touched, and StoreError."""
        from ainews_cli.config import default_database  # border: --help needs neither
        from ainews_cli.store import Store

        _ = self.config  # a broken config neither creates nor upgrades a database
        self.progress.begin(text(self.reader.language, "progress.work"))
        with self.working("database"):
            return Store.open((self._db_path or default_database()).expanduser())

    def sync_feeds(self, *, fetching: bool = False) -> None:
        """Bring the database's feeds in step with the config's, once; for commands that show or fetch items.

        A database of other feeds altogether (a demo's that was kept, somebody else's) is shown as it is, until this
        config's feeds are fetched into it.
        """
        if self._synced or not (fetching or not self.store.is_foreign(self.config.feeds)):
            return
        self.store.sync_feeds(self.config.feeds)
        self._synced = True

    def mail(self) -> Mail:
        """Return the header fields of a mail: the command line's, else those of `[mail]`."""
        own = self.config.mail
        sender, to, subject = self._mail
        return Mail(sender or own.sender, to or own.to, subject or own.subject)

    def address(self, output: Path | None) -> str:
        """Return where a file in the published folder can be read, "" where `[site] url` does not say."""
        base = self.config.site.url
        return f"{base.rstrip('/')}/{output.name}" if base and output else ""

    def limits(self) -> Limits:
        """Return what a transfer may take, from `[fetch]`."""
        fetch = self.config.fetch
        return Limits(timeout=fetch.timeout, max_bytes=fetch.max_bytes, concurrency=fetch.concurrency)

    def clock(self) -> datetime:
        """Return the time now (`self.now` is when the command began)."""
        return datetime.now(UTC)

    def provider(self) -> Provider:
        """Return the row of the engine that the config asks for, or that `auto` comes to."""
        return resolve(self.config.model.engine, base_url=self.config.model.base_url)

    def model_provider(self) -> Provider:
        """Return the row of the engine that models are asked with, whatever the config says of this run."""
        return resolve_model(self.config.model.engine, base_url=self.config.model.base_url)

    def model_name(self) -> str:
        """Return the model id that analyses are asked of."""
        return self.config.model.analysis

    def batch_server(self, *, patient: bool = True) -> BatchServer:
        """Return where batches of the configured model go, and say its warnings.

        `patient`: False for views, which rather show what they have. Raise ModelRefused without a key or with the
        offline engine.
        """
        self.warn(self.provider())
        return make_batch_server(self.config.model.engine, base_url=self.config.model.base_url, patient=patient)

    def engine(self, budget: float | None) -> Engine:
        """Return the configured engine with its ledger, and say its warnings.

        `budget`: US dollars, in place of `[budget] usd_per_run`. Raise ConfigError for a model without a price,
        ModelRefused without a key.
        """
        provider = self.provider()
        self.warn(provider)
        return self.engine_of(provider, self.config.model.analysis, self.ledger(budget))

    def engine_of(self, provider: Provider, model: str, ledger: Ledger) -> Engine:
        """Make an engine for a model, at the configured server. Raise as `engine` does, and say no warnings."""
        own = self.config.model
        return provider.build(
            EngineSetup(
                model,
                own.base_url,
                os.environ,
                concurrency=own.concurrency,
                ledger=ledger,
                price=self.price(model),
                memory=self.store,
            )
        )

    def ledger(self, budget: float | None) -> StoreLedger:
        """Return the money of this run, within `[budget]`; the day begins at midnight of the reader's zone."""
        money = self.config.budget
        per_run = money.usd_per_run if budget is None else budget
        return self.store.ledger(
            usd_per_day=money.usd_per_day,
            usd_per_run=per_run,
            now=self.now,
            day_start=self.day_start(),
            by_option=budget is not None,
        )

    def model_host(self) -> str:
        """Return the host that models are asked at, "" for an engine that asks none."""
        access = self.model_provider().access(self.config.model.base_url, os.environ)
        return access.host if access else ""

    def day_start(self) -> datetime:
        """Return when the reader's day began."""
        return self.now.astimezone(ZoneInfo(self.config.timezone)).replace(hour=0, minute=0, second=0, microsecond=0)

    def warn(self, provider: Provider) -> None:
        """Say once what is to be said before the first call of an engine."""
        first = None if self.quiet else self.store.first_time  # what -q keeps from the reader is told another time
        warnings = () if self._warned else provider.warnings(self.config.model.base_url, os.environ, first)
        self._warned = True
        for warning in warnings:
            self.say(f"ainews: {warning}")

    def price(self, model: str = "") -> Price | None:
        """Return the config's own price, None where it gives none.

        For a `model` other than the configured one the price table comes first.
        """
        own = self.config.model
        if own.price_input < 0 or own.price_output < 0:
            return None
        stated = Price(own.price_input, own.price_output)
        return stated if model in ("", own.analysis) else PRICES.get(model, stated)

    def most_cost(self, task: Task, model: str = "") -> float:
        """Return the most that asking a model (the configured one unless named) about this may cost, in US dollars.

        Raise ConfigError for a model without a price.
        """
        return self.model_provider().most_cost(task, model or self.config.model.analysis, self.full_price(model))

    def full_price(self, model: str = "") -> Price:
        """Return what the tokens of a model (the configured one unless named) cost.

        Raise ConfigError for a model without a price.
        """
        own, provider = self.config.model, self.model_provider()
        access = provider.access(own.base_url, os.environ)
        return provider.price(model or own.analysis, access, self.price(model))

    def warm_up(self) -> None:
        """Start importing in the background what the engine will need."""
        self.provider().warm_up()

    @cached_property
    def reader(self) -> Reader:
        """The reader's plain values, from the config."""
        config = self.config
        return Reader(config.language, config.timezone, config.scoring, config.interests)

    def without_culprits(self, work: Callable[[], T], *, keep: int = 0) -> T:
        """Return what `work` makes of the store, without the items with which it fails (`isolation`)."""
        return without_culprits(Step.VIEW, self.store.left_out, work, keep=keep)

    @cached_property
    def language(self) -> str:
        """The language of messages: the config's, the machine's where no config names one."""
        return str(_configs().spoken_language(self._config_path))

    def say(self, line: str) -> None:
        """Say a line on stderr, in the reader's language where it is a message, unless -q."""
        if not self.quiet:
            self.progress.clear()
            with suppress(OSError):  # a full disk behind stderr is no reason to lose what goes to stdout
                print(mask(said(self.language, line)), file=sys.stderr)

    @cached_property
    def progress(self) -> Progress:
        """The line that says what is being done."""
        return Progress(visible=self.shows_progress, redraws=is_terminal(sys.stderr))

    def working(self, what: str, total: int = 0, **values: object) -> AbstractContextManager[Callable[..., None]]:
        """Show a step, `progress.WHAT` of the texts, while it lasts; yield what to call for each part that is done."""
        return self.progress.step(text(self.reader.language, f"progress.{what}", **values), total)

    @property
    def shows_progress(self) -> bool:
        """Whether to show progress: for a person at a terminal, or with -v."""
        return not self.quiet and (self.verbose or sys.stderr.isatty())


def _configs() -> Any:
    from ainews_cli import config  # border: as the store

    return config


def _learn_variables(config: Config) -> None:
    """Know the values of the variables in addresses and headers, so that no output has them."""
    for feed in config.feeds:
        for part in (feed.url, *(value for _, value in feed.headers)) if feed.headers or "${" in feed.url else ():
            for name in variables(part):
                learn(os.environ.get(name, ""))


def is_terminal(stream: TextIO) -> bool:
    """Tell whether a person reads this stream (and TERM does not say it is dumb)."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"
