"""What people say of an item elsewhere."""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
from datetime import datetime
from typing import NamedTuple

from ainews_cli.models.text import Block


class Comment(NamedTuple):
    """One comment on the item itself (not a reply to another comment)."""

    id: int
    """The site's own number."""
    author: str
    """Plain text, one line; "" where the site names nobody."""
    blocks: tuple[Block, ...]
    """Never empty."""
    replies: int = 0
    """Comments below it, at any depth."""


class Discussion(NamedTuple):
    """The first comments of an item's discussion as they were read last."""

    comments: tuple[Comment, ...]
    """In the site's order."""
    note: str
    """Why the last attempt gave nothing, "" when it went well; comments of an earlier one stay."""
    fetched: datetime
    """The last attempt."""
