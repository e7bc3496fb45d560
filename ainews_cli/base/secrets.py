"""Passwords and tokens of the reader's own: known here as soon as they are read, and taken out of all that is shown.

Whatever reads a secret (the config, the command line, a variable of the environment) tells it to `learn` or
`learn_address`; whatever shows text (pages, stdout, messages, tracebacks, exports) asks `mask`. Nothing else is masked:
an address in an article is the article's.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

MASK = "***"
QUERY_KEYS = frozenset(
    (
        *("token", "access_token", "auth_token", "feed_token", "rss_token", "private_token", "user_token", "jwt"),
        *("key", "api_key", "api-key", "apikey", "authkey", "auth", "sig", "signature", "session", "sid"),
        *("password", "passwd", "pass", "pwd", "pw", "secret", "client_secret", "credential", "credentials"),
    )
)
"""Keys of a query whose values are secrets, in lower case."""
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://(?:([^\s@/?#]*)@|([^\s]*:[^\s]*)@(?=[\w.\[-]+[:/]|[\w.-]+\Z))?")
_PAIR = re.compile(r"[?&;]([^=&;#\s]+)=([^&;#\s]+)")
_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
SHORTEST = 6
"""Characters from which a secret is masked wherever it stands; a shorter one only where an address has it."""

_known: dict[str, str] = {}
"""What must not be shown -> what is shown in its place."""
_pattern: list[re.Pattern[str]] = []


def learn(value: str) -> None:
    """Know a secret by itself, as it is and percent-encoded."""
    for form in {value, quote(value, safe=""), unquote(value)}:
        if len(form) >= SHORTEST and _VARIABLE.fullmatch(form) is None:
            _know(form, MASK)


def learn_words(text: str) -> None:
    """Know the words of a header (`Bearer …`) that can be no words of a text."""
    for word in text.split():
        _learn_if_strong(word)


def learn_address(text: str) -> None:
    """Know the secrets in an address: name and password before the host, and the values of `QUERY_KEYS`."""
    start = _ADDRESS.match(text)
    user = (start.group(1) or start.group(2) or "") if start else ""
    if user and not _only_variables(user):
        _know(f"{user}@", f"{MASK}@")
        name, colon, password = user.partition(":")
        _learn_if_strong(password if colon else name)
    for key, value in _PAIR.findall(text):
        if key.lower() in QUERY_KEYS and not _only_variables(value):
            _know(f"{key}={value}", f"{key}={MASK}")
            _learn_if_strong(value)


def mask(text: str) -> str:
    """Return the text without the secrets that are known."""
    if not _known:
        return text
    if not _pattern:
        longest_first = sorted(_known, key=len, reverse=True)
        _pattern.append(re.compile("|".join(map(re.escape, longest_first))))
    return _pattern[0].sub(lambda found: _known[found.group()], text)


def _only_variables(text: str) -> bool:
    """Tell whether all that is secret in a part of an address comes from the environment."""
    rest = text.partition(":")[2] if ":" in text else text
    return bool(rest) and not _VARIABLE.sub("", rest)


def _learn_if_strong(value: str) -> None:
    """Know a value by itself where it can be no word or number of a text: a password "news" must not blank the news."""
    if not (value.isalpha() and len(value) < 16) and not (value.isdigit() and len(value) < 9):
        learn(value)


def _know(secret: str, shown: str) -> None:
    if secret not in _known:
        _known[secret] = shown
        _pattern.clear()
