"""robots.txt (RFC 9309). Pure.

`urllib.robotparser` takes the first rule that matches and knows no wildcards; the RFC wants the longest one, with `*`
and `$`. With the wrong rule we would read pages that are closed to us or miss pages that are open.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes

MAX_BYTES = 512_000
"""RFC 9309 wants at least 500 KiB read; what follows is left out."""


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules for one agent: (pattern, allowed), patterns normalised."""

    rules: tuple[tuple[str, bool], ...] = ()

    def allows(self, path: str) -> bool:
        """Tell whether the path (with query) may be read.

        The longest matching pattern decides; of two equally long ones the one that allows.
        """
        path = _normal(path)
        best = max(
            ((len(pattern), allowed) for pattern, allowed in self.rules if _matches(pattern, path)), default=(0, True)
        )
        return path == "/robots.txt" or best[1]


NOTHING = Robots((("/", False),))
"""Everything is closed: what the RFC asks for when a server answers robots.txt with 5xx."""


def parse(text: str, agent: str) -> Robots:
    """Return the rules of the groups that name `agent` (product token, any case), else of the groups for "*"."""
    own: list[tuple[str, bool]] = []
    others: list[tuple[str, bool]] = []
    named = False
    groups: set[str] = set()
    in_rules = False
    for line in text.removeprefix("\ufeff").splitlines():
        key, _, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if key == "user-agent":
            groups = {value.lower()} if in_rules else groups | {value.lower()}
            in_rules = False
            named = named or value.lower() == agent.lower()
        elif key in ("allow", "disallow"):
            in_rules = True
            if value:
                rule = (_normal(value), key == "allow")
                own.extend([rule] if agent.lower() in groups else [])
                others.extend([rule] if "*" in groups else [])
    return Robots(tuple(own if named else others))


def _normal(path: str) -> str:
    """Make percent-encoding comparable: what need not be encoded is not, the rest is."""
    return quote(unquote_to_bytes(path), safe="/?&=:@!$'()*+,;~-._%[]|")


def _matches(pattern: str, path: str) -> bool:
    """Match `*` with anything and a `$` at the end with the end. Linear: no backtracking, so no pattern is slow."""
    anchored = pattern.endswith("$")
    first, *rest = (pattern[:-1] if anchored else pattern).split("*")
    if not path.startswith(first):
        return False
    if not rest:
        return not anchored or len(path) == len(first)
    at = len(first)
    for piece in rest[:-1]:
        start = path.find(piece, at)
        if start < 0:
            return False
        at = start + len(piece)
    if anchored:
        return len(path) - len(rest[-1]) >= at and path.endswith(rest[-1])
    return path.find(rest[-1], at) >= 0
