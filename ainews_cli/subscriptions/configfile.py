"""Changes to the config file: the result must load and say exactly what was meant, else the file stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from ainews_cli import config
from ainews_cli.base.files import replace_file
from ainews_cli.errors import ConfigError
from ainews_cli.models.feed import Feed
from ainews_cli.subscriptions import editing

_BOM = "\ufeff"


def create(path: Path, text: str) -> None:
    """Write a config file, and its folder where there is none. Raise ConfigError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, text.encode())
    except OSError as error:
        raise ConfigError(
            f"{path}: cannot be written ({error.strerror}); name another place with --config or AINEWS_CONFIG"
        ) from error


def add(path: Path, feeds: Sequence[Feed]) -> None:
    """Append these feeds. Raise ConfigError."""
    _change(path, lambda text: editing.append(text, feeds), lambda before: (*before, *feeds))


def remove(path: Path, feeds: Collection[Feed]) -> None:
    """Take these feeds out. Raise ConfigError."""
    urls = {feed.url for feed in feeds}
    _change(
        path,
        lambda text: editing.remove(text, urls),
        lambda before: tuple(feed for feed in before if feed.url not in urls),
    )


def _change(path: Path, edit: Callable[[str], str], meant: Callable[[tuple[Feed, ...]], tuple[Feed, ...]]) -> None:
    """Read the file as it is now (another program may have changed it), edit, check, replace."""
    text = _read(path)
    before = config.parse(text, path)
    after = edit(text)
    if config.parse(after, path) != before._replace(feeds=meant(before.feeds)):
        raise ConfigError(
            f"{path}: its [[feeds]] are written in a way that cannot be changed safely; edit the file by hand"
        )
    _replace(path, after)


def _read(path: Path) -> str:
    """Return the text with its own line ends, without its byte order mark (`_replace` puts it back)."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read ({config.reason_of(error)})") from error


def _replace(path: Path, text: str) -> None:
    """Put the new text in the file's place, behind its byte order mark where it has one. Raise ConfigError."""
    try:
        marked = path.read_bytes().startswith(_BOM.encode())
        replace_file(path, (_BOM + text if marked else text).encode())
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written ({error.strerror}); it stays as it was") from error
