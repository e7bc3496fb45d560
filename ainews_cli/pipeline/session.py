"""What one command works with: config, database, reader. Each is opened when first asked for, and closed at the end."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from pathlib import Path

    from ainews_cli.config import Config
    from ainews_cli.llm.batch import BatchServer
    from ainews_cli.llm.engine import AnalysisTask, BriefTask, Engine, Ledger, TranslationTask
    from ainews_cli.llm.prices import Price
    from ainews_cli.models.reader import Reader
    from ainews_cli.net import Limits
    from ainews_cli.render.options import Mail
    from ainews_cli.store import Store
    from ainews_cli.store.ledger import StoreLedger


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
        self.now = datetime.now(UTC)

    def __enter__(self) -> Session:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if "store" in self.__dict__:
            if kind is None:
                self.store.run_is_over()
            self.store.close()

    @cached_property
    def config(self) -> Config:
        """The config in force. Raises ConfigError."""
        from ainews_cli.config import load

        return load(self._config_path)

    @property
    def config_path(self) -> Path | None:
        """The path named by option or environment, whether or not a file is there."""
        return self._config_path

    def use(self, config: Config) -> None:
        """Works with this config instead of the file's, which may be broken."""
        self.__dict__["config"] = config

    @property
    def database_path(self) -> Path | None:
        """The path named by option or environment; None for the platform's place."""
        return self._db_path

    @cached_property
    def store(self) -> Store:
        """The open database, in step with the config's feeds. Raises StoreError."""
        from ainews_cli.config import default_database
        from ainews_cli.store import Store

        store = Store.open((self._db_path or default_database()).expanduser())
        store.sync_feeds(self.config.feeds)
        return store

    def mail(self) -> Mail:
        """Header fields of a mail: the command line's, else those of `[mail]`."""
        from ainews_cli.render.options import Mail

        own = self.config.mail
        sender, to, subject = self._mail
        return Mail(sender or own.sender, to or own.to, subject or own.subject)

    def address(self, output: Path | None) -> str:
        """Where a file in the published folder can be read, "" where `[site] url` does not say."""
        base = self.config.site.url
        return f"{base.rstrip('/')}/{output.name}" if base and output else ""

    def limits(self) -> Limits:
        """What a transfer may take, from `[fetch]`."""
        from ainews_cli.net import Limits

        fetch = self.config.fetch
        return Limits(timeout=fetch.timeout, max_bytes=fetch.max_bytes, concurrency=fetch.concurrency)

    def clock(self) -> datetime:
        """The time now (`self.now` is when the command began)."""
        return datetime.now(UTC)

    def engine_kind(self) -> str:
        """ "claude" or "offline": what the config asks for, or what "auto" comes to."""
        from ainews_cli.llm import engine_kind

        return engine_kind(self.config.model.engine, base_url=self.config.model.base_url)

    def model_name(self) -> str:
        """The model id that analyses are asked of."""
        return self.config.model.analysis

    def batch_server(self, *, patient: bool = True) -> BatchServer:
        """Where batches of the configured model go. `patient`: False for views, which rather show what they have. Says
        its warnings.

        Raises ModelRefused without a key or with the offline engine.
        """
        from ainews_cli.llm import make_batch_server

        self.warn(self.config.model.engine)
        return make_batch_server(self.config.model.engine, base_url=self.config.model.base_url, patient=patient)

    def engine(self, budget: float | None) -> Engine:
        """The configured engine with its ledger; `budget` (US dollars) overrides `[budget] usd_per_run`. Says its
        warnings.

        Raises ConfigError for a model without a price, ModelRefused without a key.
        """
        own = self.config.model
        self.warn(own.engine)
        return self.engine_of(own.engine, own.analysis, self.ledger(budget))

    def engine_of(self, kind: str, model: str, ledger: Ledger) -> Engine:
        """An engine of a kind (`llm.KINDS`) and model, at the configured server. Raises as `engine` does, and says no
        warnings.
        """
        from ainews_cli.llm import make_engine

        own = self.config.model
        return make_engine(
            kind,
            model=model,
            base_url=own.base_url,
            concurrency=own.concurrency,
            ledger=ledger,
            price=self.price(model),
            memory=self.store,
        )

    def ledger(self, budget: float | None) -> StoreLedger:
        """The money of this run, within `[budget]`; the day begins at midnight of the reader's zone."""
        money = self.config.budget
        per_run = money.usd_per_run if budget is None else budget
        return self.store.ledger(
            usd_per_day=money.usd_per_day, usd_per_run=per_run, now=self.now, day_start=self.day_start()
        )

    def day_start(self) -> datetime:
        """When the reader's day began."""
        from zoneinfo import ZoneInfo

        return self.now.astimezone(ZoneInfo(self.config.timezone)).replace(hour=0, minute=0, second=0, microsecond=0)

    def warn(self, kind: str) -> None:
        """What is to be said before the first call of an engine of this kind, once."""
        from ainews_cli.llm import engine_warnings

        first = None if self.quiet else self.store.first_time  # what -q keeps from the reader is told another time
        warnings = () if self._warned else engine_warnings(kind, base_url=self.config.model.base_url, first=first)
        self._warned = True
        for warning in warnings:
            self.say(f"ainews: {warning}")

    def price(self, model: str = "") -> Price | None:
        """The config's own price, None where it gives none. For a `model` other than the configured one the price table
        comes first.
        """
        from ainews_cli.llm.prices import PRICES, Price

        own = self.config.model
        if own.price_input < 0 or own.price_output < 0:
            return None
        stated = Price(own.price_input, own.price_output)
        return stated if model in ("", own.analysis) else PRICES.get(model, stated)

    def most_cost(self, task: AnalysisTask | TranslationTask | BriefTask, model: str = "") -> float:
        """The most that asking a model (the configured one unless named) about this may cost, in US dollars.

        Raises ConfigError for a model without a price.
        """
        from ainews_cli.llm.anthropic.params import call_of

        return call_of(task, model or self.config.model.analysis, self.full_price(model)).most

    def full_price(self, model: str = "") -> Price:
        """What the tokens of a model (the configured one unless named) cost. Raises ConfigError for a model without a
        price.
        """
        from ainews_cli.llm.access import access
        from ainews_cli.llm.prices import price_of

        own = self.config.model
        local = not access(own.base_url, os.environ).anthropic
        return price_of(model or own.analysis, local=local, override=self.price(model))

    def warm_up(self) -> None:
        """Starts importing the SDK in the background when the command will need it."""
        if self.engine_kind() == "claude":
            from ainews_cli.llm import warm_up

            warm_up()

    @cached_property
    def reader(self) -> Reader:
        """The reader's plain values, from the config."""
        from ainews_cli.models.reader import Reader

        config = self.config
        return Reader(config.language, config.timezone, config.scoring, config.interests)

    def say(self, text: str) -> None:
        """One line of talk on stderr, unless -q."""
        if not self.quiet:
            print(text, file=sys.stderr)

    @property
    def shows_progress(self) -> bool:
        """Progress is for a person at a terminal, or for -v."""
        return not self.quiet and (self.verbose or sys.stderr.isatty())


def is_terminal(stream: TextIO) -> bool:
    """Whether a person reads this stream (and TERM does not say it is dumb)."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"
