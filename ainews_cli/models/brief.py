"""Briefs: a few claims that a model makes about other texts (a discussion, a week), each with what it cites."""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
from collections.abc import Mapping
from datetime import datetime
from typing import Literal, NamedTuple

from ainews_cli.models.text import Block

BriefKind = Literal["discussion", "week"]
GROUPS: Mapping[BriefKind, tuple[str, ...]] = {"discussion": ("position", "agreement", "dispute"), "week": ("lead",)}
"""By kind: what a claim is of, in the order in which they are shown."""


class BriefDocument(NamedTuple):
    """One of the texts that a brief is made of."""

    id: int
    """What a claim cites it by: 1, 2, 3 … for comments, the item's id for items."""
    author: str
    """A comment's author, an item's feed."""
    blocks: tuple[Block, ...]
    """Never empty."""
    replies: int = 0
    """Comments below it."""


class Cited(NamedTuple):
    """A source that a stored claim rests on."""

    id: int
    """The site's number of the comment, or the item's id."""
    name: str = ""
    """The comment's author; "" for an item."""


class BriefClaim(NamedTuple):
    """One claim that passed the checks."""

    group: str
    """One of `GROUPS`."""
    text: str
    """One sentence or two, in the brief's language."""
    cites: tuple[Cited, ...]
    """At least one; all of them were among the documents."""
    quote: str
    """Verbatim from the first of them."""


class Brief(NamedTuple):
    """A model's claims, after code has checked them."""

    claims: tuple[BriefClaim, ...]
    """() where there was nothing to say, or nothing that could be confirmed (`findings` say which)."""
    findings: tuple[str, ...]
    """What the checks dropped, and why, in words."""
    created: datetime


class BriefKey(NamedTuple):
    """All that a brief depends on: the same key is never bought twice."""

    kind: BriefKind
    item_id: int
    """The item that is discussed; 0 for a week."""
    source_hash: str
    """Of the texts that were sent, whatever their order."""
    language: str
    prompt_version: str
    model: str


class BriefOutcome(NamedTuple):
    """The outcome for one brief. A run yields one for each; one failure stops nothing."""

    key: BriefKey
    status: Literal["done", "cached", "failed", "deferred", "unasked"]
    reason: str = ""
    cost: float = 0.0
    """US dollars."""
