"""The narrow protocol that every engine implements, and what goes in and out of it.

An engine gets a task and gives a reply: JSON data that nobody has checked yet, and what it cost. It never sees the
store; what it spends goes through the `Ledger` it is given. Validation, the second try with the fault named, and the
giving up live in `tasks.loop`, so that every engine (recorded replies too) passes the same checks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from ainews_cli.models.analysis import Interests, Usage
from ainews_cli.models.brief import BriefDocument, BriefKind
from ainews_cli.models.capabilities import Capabilities
from ainews_cli.models.settlement import Settlement
from ainews_cli.models.text import Block


@dataclass(frozen=True, slots=True)
class AnalysisTask:
    """Everything an engine may know about one item."""

    item_id: int
    title: str
    url: str
    source: str
    published: datetime
    kind: str
    blocks: tuple[Block, ...]
    """The full stored text, numbered; () for a title-only item."""
    language: str
    """Target language, BCP 47."""
    interests: Interests
    source_language: str = ""
    category: str = ""
    points: int | None = None
    comments: int | None = None
    summarise: bool = True
    """False where there is too little text: title, category, tags, names and marks may be given, and nothing that sums
    it up.
    """
    fault: str = ""
    """What was wrong with the last reply, in words: set on the second try."""
    previous: str = ""
    """The last reply's text, where there was one."""
    room: int = 1
    """Multiplies the engine's cap on the reply's length: 2 after a reply that was cut off."""


@dataclass(frozen=True, slots=True)
class TranslationTask:
    """Some blocks of one article to be translated, and what is needed to translate them well."""

    item_id: int
    title: str
    url: str
    language: str
    """Target language, BCP 47."""
    blocks: tuple[Block, ...]
    """What is to be translated, shielded (`verify.shield`)."""
    source_language: str = ""
    translated_title: str = ""
    """The title as the analysis has it, "" without one."""
    before: tuple[tuple[str, str], ...] = ()
    """(source, translation or "") of the blocks just before: context."""
    terms: tuple[tuple[str, str], ...] = ()
    """Glossary: (source term, translation) for terms that the blocks use."""
    faults: tuple[tuple[int, str, str], ...] = ()
    """On the second try: (block id, the last translation, what is wrong with it in words)."""
    article: tuple[Block, ...] = ()
    """The whole article as stored, for engines that look it up. Not sent to a model."""
    room: int = 1
    """Multiplies the engine's cap on the reply's length: 2 after a reply that was cut off."""


@dataclass(frozen=True, slots=True)
class BriefTask:
    """Several short texts by others, of which a few claims are wanted, each citing those that it rests on."""

    kind: BriefKind
    item_id: int
    """The item that is discussed; 0 for a week."""
    title: str
    """Of what is discussed; "" for a week."""
    url: str
    documents: tuple[BriefDocument, ...]
    """At least one: comments, or a week's items."""
    language: str
    """Target language, BCP 47."""
    max_tokens: int
    """Cap on the reply, in tokens."""
    fault: str = ""
    """What was wrong with the last reply, in words: set on the second try."""
    previous: str = ""
    """The last reply's text, where there was one."""
    room: int = 1
    """Multiplies the cap on the reply's length: 2 after a reply that was cut off."""


Task = AnalysisTask | TranslationTask | BriefTask


@dataclass(frozen=True, slots=True)
class Reply:
    """An engine's answer, unchecked."""

    data: Mapping[str, Any] | None
    """The JSON object; None where the text held none."""
    text: str
    stop_reason: str
    """ "end_turn", "max_tokens", "refusal" … as the server says; "offline" for the offline engine;
    "model_context_window_exceeded"
    also when the server refused a prompt as too long; "error:400" when it refused the request for another reason
    (`text` says which)."""
    usage: Usage = field(default_factory=Usage)
    cost: float = 0.0
    """US dollars, of this call."""
    call: int = 0
    """Its row in the ledger; 0 for none."""


class Engine(Protocol):
    """Makes replies; each row of `llm.engines.ENGINES` builds one."""

    @property
    def name(self) -> str:
        """The name of its row."""

    @property
    def model(self) -> str:
        """Model id, or the offline engine's version."""

    @property
    def estimates(self) -> bool:
        """Whether the marks are estimates by rules: such an engine neither translates nor writes briefs."""

    @property
    def concurrency(self) -> int:
        """How many tasks it takes at once."""

    async def analyse(self, task: AnalysisTask) -> Reply:
        """Answer one task. Raise ModelRefused, ModelUnavailable or BudgetExceeded; a bad reply is returned, not
        raised.
        """

    async def translate(self, task: TranslationTask) -> Reply:
        """Answer one task with `{"blocks": [{"id", "text"}]}`; raise as `analyse` does. Engines that estimate have no
        data to give.
        """

    async def brief(self, task: BriefTask) -> Reply:
        """Answer one task in the form of `llm.schema.brief_schema`; raise as `analyse` does. Engines that estimate have
        no data to give.
        """

    async def aclose(self) -> None:
        """Let go of connections."""


class Ledger(Protocol):
    """Where every call is written down before it is sent and settled after. The store implements it."""

    def reserve(self, *, purpose: str, item_id: int | None, model: str, estimate: float) -> int:
        """Write the row and return its id. Raise BudgetExceeded when settled + in flight + estimate would pass the
        day's or the run's limit.
        """

    def settle(self, call_id: int, settlement: Settlement) -> None:
        """Settle the row of a call."""

    def kept_answer(self, request: str) -> str:
        """Return what a run that was killed was answered to this very request, which is this run's from now on; "" for
        nothing.
        """


class Memory(Protocol):
    """Where it is remembered what a server can do. The store implements it."""

    def capabilities(self, host: str, model: str) -> Capabilities | None:
        """Return what is remembered of a host with a model, however old; None for nothing."""

    def save_capabilities(self, capabilities: Capabilities) -> None:
        """Remember it in the place of what was known."""
