"""What fails unexpectedly for one item ends with that item: the page comes all the same, and says so.

Every step that does something for each of several items, entries or parts of a page stands in `Isolated`::

    for item in items:
        with Isolated(Step.ESTIMATE, item.id, item.entry.title):
            made.append(estimated(item))

A fault is noted, never swallowed: the page or stderr names it, the database remembers it for `ainews doctor`, and -v
prints its traceback. Faults that ainews knows by name (`AinewsError`), interruptions and cancellations pass through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from ainews_cli.errors import AinewsError

if TYPE_CHECKING:
    from types import TracebackType

T = TypeVar("T")
Thing = TypeVar("Thing")

MOST_SUSPECTS = 20
"""Items that `without_culprits` leaves out of one page before it gives up."""
MOST_HELD = 8
"""Values of a tuple of arguments that are looked at."""


class Step(StrEnum):
    """The steps that are done item by item; values are stored, and `texts` has a word for each."""

    ENTRY = "entry"
    STORE = "store"
    ROW = "row"
    TEXT = "text"
    PAGE = "page"
    DISCUSSION = "discussion"
    SEARCH = "search"
    ESTIMATE = "estimate"
    ANALYSIS = "analysis"
    TRANSLATION = "translation"
    BRIEF = "brief"
    BATCH = "batch"
    VIEW = "view"
    RENDER = "render"
    ARTICLE = "article"


class Fault(NamedTuple):
    """An exception that nobody expected, and the item it befell."""

    step: Step
    item: int
    """0 for an entry that is no item yet."""
    title: str
    """Untrusted."""
    error: Exception

    @property
    def words(self) -> str:
        """Return what went wrong in one line, untrusted."""
        return words_of(self.error)


def words_of(error: Exception) -> str:
    """Return what went wrong in one line, untrusted."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:300]


_noted: list[Fault] = []
"""Of this process, until `taken` takes them."""


def note(step: Step, item: int, title: str, error: Exception) -> None:
    """Note a fault: once for an item and a step, however often it is met."""
    if not any((fault.step, fault.item, fault.title) == (step, item, title) for fault in _noted):
        _noted.append(Fault(step, item, title, error))


def noted() -> tuple[Fault, ...]:
    """Return the faults that were noted and not taken yet, in their order."""
    return tuple(_noted)


def taken() -> tuple[Fault, ...]:
    """Return them, and forget them."""
    faults = noted()
    _noted.clear()
    return faults


class Isolated:
    """A context manager that ends what fails inside it: the fault is noted, and the program goes on behind it."""

    __slots__ = ("_item", "_step", "_title", "failed")

    def __init__(self, step: Step, item: int = 0, title: str = "") -> None:
        self._step, self._item, self._title = step, item, title
        self.failed: Exception | None = None
        """What went wrong; None for nothing."""

    @property
    def words(self) -> str:
        """Return what went wrong in one line, "" for nothing."""
        return words_of(self.failed) if self.failed else ""

    def __enter__(self) -> Isolated:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        self.failed = unexpected(error)
        if self.failed is not None:
            note(self._step, self._item, self._title, self.failed)
        return self.failed is not None


def unexpected(error: BaseException | None) -> Exception | None:
    """Return an exception that is a fault of the program: none with a name, no interruption, no end of the command."""
    return error if isinstance(error, Exception) and not isinstance(error, AinewsError) else None


def bearable(
    step: Step, things: Sequence[Thing], work: Callable[[Sequence[Thing]], T], about: Callable[[Thing], tuple[int, str]]
) -> T:
    """Return what `work` makes of the things; where it fails, of those with which it does not fail alone.

    `about`: id and title of a thing. Raise what `work` raises where leaving things out does not help.
    """
    try:
        return work(things)
    except Exception as error:
        if unexpected(error) is None:
            raise
        good = []
        for thing in things:
            with Isolated(step, *about(thing)) as alone:
                work([thing])
            if alone.failed is None:
                good.append(thing)
        if len(good) == len(things):
            raise
        return work(good)


def without_culprits(step: Step, left_out: set[int], work: Callable[[], T], *, keep: int = 0) -> T:
    """Return what `work` makes; where it fails, without the items at fault, whose ids go into `left_out`.

    Which those are is read off the traceback: the items that the failing functions had in hand, the innermost first,
    are left out one by one until it works; those that it works with all the same come back. `keep`: an item that is
    never left out. Raise the first fault where nothing helps.
    """
    out: dict[int, tuple[str, Exception]] = {}
    while True:
        try:
            made = work()
            break
        except Exception as error:
            if unexpected(error) is None:
                raise
            pairs = (pair for pair in suspects(error) if pair[0] not in {keep, *left_out})
            found = next(pairs, None) if len(out) < MOST_SUSPECTS else None
            if found is None:
                left_out.difference_update(out)
                raise (next(iter(out.values()))[1] if out else error) from None
            out[found[0]] = (found[1], error)
            left_out.add(found[0])
    for item, (title, fault) in out.items():
        if len(out) > 1:
            left_out.discard(item)
            try:
                made = work()
                continue
            except Exception as again:
                if unexpected(again) is None:
                    raise
                left_out.add(item)
        note(step, item, title, fault)
    return made


def suspects(error: BaseException) -> Iterator[tuple[int, str]]:
    """Yield id and title of the items that the functions of a traceback had in hand, the innermost first."""
    frames = []
    trace = error.__traceback__
    while trace is not None:
        frames.append(trace.tb_frame.f_locals)
        trace = trace.tb_next
    for values in reversed(frames):
        for value in values.values():
            for held in (value, *(value[:MOST_HELD] if type(value) is tuple else ())):
                if (pair := _item(held)) is not None:
                    yield pair


def _item(value: Any) -> tuple[int, str] | None:
    """Return id and title of a record of an item, or of a record that holds one; None for anything else."""
    for record in (value, getattr(value, "row", None), getattr(value, "item", None)):
        number = getattr(record, "id", None)
        title = getattr(record, "title", None) or getattr(getattr(record, "entry", None), "title", None)
        if isinstance(number, int) and isinstance(title, str):
            return number, title
    return None
