"""Variables of the environment (`${NAME}`) in addresses and headers of the config: expanded to ask, never stored.

Only what the reader wrote is expanded: a page or a redirect that names a variable gets nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from ainews_cli.base.secrets import MASK, learn
from ainews_cli.errors import VariableUnset

_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")


def variables(text: str) -> tuple[str, ...]:
    """Return the names of the variables (`${NAME}`) in a text of the config."""
    return tuple(dict.fromkeys(_VARIABLE.findall(text)))


def expand(text: str, environ: Mapping[str, str]) -> str:
    """Return the text with the values of its variables, which are secrets from now on. Raise VariableUnset."""

    def value(found: re.Match[str]) -> str:
        name = found.group(1)
        if not environ.get(name):
            raise VariableUnset(f"the environment variable {name} is not set")
        learn(environ[name])
        return environ[name]

    return _VARIABLE.sub(value, text) if "${" in text else text


def fold(text: str, template: str, environ: Mapping[str, str]) -> str:
    """Return the text with the values of the template's variables put back as `${NAME}`; what looks like a variable
    already is none (a page could name one to read the environment).
    """
    text = text.replace("${", "$%7B")
    for name in variables(template):
        if value := environ.get(name):
            text = text.replace(value, f"${{{name}}}").replace(quote(value, safe=""), f"${{{name}}}")
    return text


def hidden(text: str, values: Iterable[str]) -> str:
    """Return the text with these values masked: what an answer repeats of them is not stored."""
    for value in values:
        text = text.replace(value, MASK).replace(quote(value, safe=""), MASK)
    return text


def is_private(url: str) -> bool:
    """Tell whether an address of the config holds what no other may: credentials or a variable."""
    return "${" in url or "@" in url.partition("://")[2].partition("/")[0]
