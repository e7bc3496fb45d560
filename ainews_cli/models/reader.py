"""What a view is told: the reader's plain values, and what the run did before the page was made."""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
from typing import NamedTuple

from ainews_cli.models.analysis import AnalysisOutcome, Interests, Weights
from ainews_cli.models.page import Deferred


class Reader(NamedTuple):
    """Whom the page is for."""

    language: str
    """BCP 47: the language of translations and, where it exists, of the interface."""
    timezone: str
    """IANA name."""
    weights: Weights
    interests: Interests

    @property
    def weight_values(self) -> tuple[float, float, float, float]:
        """Depth, relevance, practicality, novelty, as written (normalised where they are used)."""
        w = self.weights
        return (w.depth, w.relevance, w.practicality, w.novelty)


class RunReport(NamedTuple):
    """What happened on the way to a page: which engine, what became of the candidates, what is missing."""

    engine: str
    model: str
    outcomes: tuple[AnalysisOutcome, ...] = ()
    feeds_failed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """Lines for the footer, in the reader's language."""
    spent: float = 0.0
    """US dollars of this run."""
    deferred_items: tuple[Deferred, ...] = ()
    """Candidates that the budget left for later, best first."""
    estimates: bool = False
    """The engine estimates: no model was asked."""

    @property
    def deferred(self) -> int:
        """Count them."""
        return len(self.deferred_items)
