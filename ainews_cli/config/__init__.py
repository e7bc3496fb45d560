"""The config: TOML in, a frozen `Config` out.

`model`: its keys, `rules`: their good values, `checking`: from tables to a Config, `file`: where they are read.
"""

from __future__ import annotations

from ainews_cli.config.checking import EXAMPLE_NAME, freeze
from ainews_cli.config.file import (
    default_database,
    default_path,
    example_text,
    load,
    locale_language,
    locate,
    parse,
    reason_of,
    spoken_language,
    text_of,
    toml,
)
from ainews_cli.config.model import SECTIONS, Config, ModelConfig
from ainews_cli.config.rules import RULES, problem

__all__ = [
    "EXAMPLE_NAME",
    "RULES",
    "SECTIONS",
    "Config",
    "ModelConfig",
    "default_database",
    "default_path",
    "example_text",
    "freeze",
    "load",
    "locale_language",
    "locate",
    "parse",
    "problem",
    "reason_of",
    "spoken_language",
    "text_of",
    "toml",
]
