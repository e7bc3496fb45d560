"""What one command works with: config, database, reader. Each is opened when first asked for, and closed at the end."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from ainews_cli.config import Config
    from ainews_cli.store import Store
    from ainews_cli.views.reader import Reader


class Desk:
    """A context manager: leaving it closes the database."""

    def __init__(self, config_path: Path | None, db_path: Path | None, *, verbose: bool, quiet: bool) -> None:
        self._config_path = config_path
        self._db_path = db_path
        self.verbose = verbose
        self.quiet = quiet
        self.now = datetime.now(UTC)

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_: object) -> None:
        if "store" in self.__dict__:
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

    @cached_property
    def store(self) -> Store:
        """The open database, in step with the config's feeds. Raises StoreError."""
        from ainews_cli.config import default_database
        from ainews_cli.store import Store

        store = Store.open((self._db_path or default_database()).expanduser())
        store.sync_feeds(self.config.feeds)
        return store

    @cached_property
    def reader(self) -> Reader:
        """The reader's plain values, from the config."""
        from ainews_cli.views.reader import Reader

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
