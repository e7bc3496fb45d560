"""Find and read the config file.

Looked for at `--config`, then `AINEWS_CONFIG`, then the platform's config folder; without one, the packaged
`config.example.toml` is the config. The API key is never read from here.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from ainews_cli.config.checking import EXAMPLE_NAME, freeze
from ainews_cli.config.model import Config
from ainews_cli.config.rules import problem
from ainews_cli.errors import ConfigError


def locate(explicit: Path | None) -> Path | None:
    """Return the config file in force, or None where there is none and the packaged default applies.

    Raise ConfigError when a file was named (by option or environment) and is not there.
    """
    named = explicit or (Path(value) if (value := os.environ.get("AINEWS_CONFIG")) else None)
    if named:
        if not _is_there(named.expanduser()):
            raise ConfigError(f"{named}: no such config file; `ainews --config {named} init` writes one")
        return named.expanduser()
    path = default_path()
    return path if _is_there(path) else None


def _is_there(path: Path) -> bool:
    """Tell whether there is something at this path, if only something that cannot be read: the reading says so."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def default_path() -> Path:
    """Return where `ainews init` writes and every command looks: `config.toml` in the platform's config folder."""
    return _platform_folders()[0] / "config.toml"


def default_database() -> Path:
    """Return `ainews.db` in the platform's data folder."""
    return _platform_folders()[1] / "ainews.db"


def _platform_folders() -> tuple[Path, Path]:
    """Return the folders for configs and for data."""
    import platformdirs  # border: not for a start that names its files

    return platformdirs.user_config_path("ainews", appauthor=False), platformdirs.user_data_path("ainews", False)


def example_text() -> str:
    """Return the packaged `config.example.toml`, whole."""
    package = Path(__file__).parent.parent
    for path in (package / EXAMPLE_NAME, package.parent / EXAMPLE_NAME):
        if path.is_file():
            return path.read_text(encoding="utf-8")
    raise ConfigError(f"the packaged {EXAMPLE_NAME} is missing; reinstall ainews")


def load(explicit: Path | None) -> Config:
    """Read the config in force. Raise ConfigError."""
    path = locate(explicit)
    return parse(text_of(path), path)


def text_of(path: Path | None) -> str:
    """Return what the file says; for None the packaged example. Raise ConfigError."""
    if path is None:
        return example_text()
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read ({reason_of(error)}){_way_out(error)}") from error


def reason_of(error: OSError | UnicodeDecodeError) -> str:
    """Say in a few words why a file could not be read."""
    return error.strerror or str(error) if isinstance(error, OSError) else "it is not UTF-8"


def _way_out(error: OSError | UnicodeDecodeError) -> str:
    if isinstance(error, PermissionError):
        return "; check its permissions, or name another with --config"
    return "; name another with --config"


def parse(text: str, path: Path | None) -> Config:
    """Check and freeze the TOML in `text`; `path` is where it came from, for messages. Raise ConfigError."""
    return freeze(toml(text, path), path)


def toml(text: str, path: Path | None) -> dict[str, Any]:
    """Return the tables in `text`, unchecked. Raise ConfigError."""
    import tomllib  # border: only where a file is read

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path or EXAMPLE_NAME}: not valid TOML: {error}") from error


def spoken_language(explicit: str | Path | None) -> str:
    """Return the language of messages: the one that the config names, the machine's where it names none or cannot be
    read.
    """
    try:
        path = locate(Path(explicit) if explicit else None)
        chosen = toml(text_of(path), path).get("language") if path else None
    except ConfigError:
        chosen = None
    return chosen if isinstance(chosen, str) and not problem("language", chosen) else locale_language()


def locale_language() -> str:
    """Return the language that the machine speaks (POSIX: LC_ALL, LC_MESSAGES, LANG)."""
    named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return named.partition("_")[0].partition(".")[0] or "en"
