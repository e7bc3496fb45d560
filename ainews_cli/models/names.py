"""What an item names, as it is counted and compared."""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
from typing import NamedTuple


class Subject(NamedTuple):
    """What an item is about, in the fewest words; all but id and title "" or () without an analysis."""

    id: int
    title: str
    translated: str
    """The title as the analysis has it."""
    names: tuple[str, ...]
    """Tags, companies, products."""
    tldr: str


class Named(NamedTuple):
    """One item of a window with what it names."""

    id: int
    feed: int
    """Id of the feed that brought it first."""
    day: int
    """Whole days since the start of the window."""
    title: str
    """As the analysis has it."""
    tags: tuple[str, ...]
    companies: tuple[str, ...]
    products: tuple[str, ...]
    marks: tuple[float, float, float, float]
    """Depth, relevance, practicality, novelty."""
    estimate: bool
    url: str = ""
    sources: tuple[str, ...] = ()
    """What that feed is called: by the config, by itself."""
    original: str = ""
    """The title in the source."""
