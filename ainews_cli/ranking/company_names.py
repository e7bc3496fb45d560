"""One name per company: aliases, spellings and legal forms folded. Pure; the reader's own aliases come from `[aliases]`
in the config.

Applied when names are counted and never when they are stored, so that a new alias regroups everything at once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from ainews_cli.data import load

_LEGAL = re.compile(
    r"(?:,?\s+(?:inc|incorporated|corp|corporation|co|company|ltd|limited|llc|plc|gmbh|ag|sa|k\.k)\.?)+$"
    "|^(?:株式会社|合同会社)\\s*|\\s*(?:株式会社|合同会社)$",
    re.IGNORECASE,
)

Extra = tuple[tuple[str, tuple[str, ...]], ...]


@cache
def aliases() -> dict[str, tuple[str, ...]]:
    """Return canonical name -> other names of the same company or body, in any language (`data/companies.toml`)."""
    return {name: tuple(others) for name, others in load("companies").items()}


def canonical(name: str, extra: Extra = ()) -> str:
    """Return the one name of what `name` means; the name itself, cleaned, where no table knows it. `extra`: the
    reader's table, which counts before ours.
    """
    table = _table(extra)
    plain = " ".join(name.split())
    return table.get(fold(plain)) or table.get(fold(_LEGAL.sub("", plain))) or plain


def fold(name: str) -> str:
    """Return a name without differences of case, width, blanks and middle dots."""
    return re.sub(r"[\s・·.]+", "", unicodedata.normalize("NFKC", name).casefold())


def is_known(name: str, extra: Extra = ()) -> bool:
    """Tell whether a table has the name."""
    return fold(name) in _table(extra)


def several(names: Iterable[str], extra: Extra = ()) -> tuple[str, ...]:
    """Return the canonical names, each once, in order."""
    return tuple(dict.fromkeys(canonical(name, extra) for name in names if name.strip()))


@lru_cache(maxsize=4)
def _table(extra: Extra) -> dict[str, str]:
    names: dict[str, str] = {}
    for rows in (aliases().items(), extra):
        for name, others in rows:
            names |= {fold(alias): name for alias in (*others, name)}
    return names
