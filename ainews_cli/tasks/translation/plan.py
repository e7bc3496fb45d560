"""What an article's translation consists of, and what of it is in the store. Needs no engine and none of the checks."""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from ainews_cli.base.hashing import text_digest
from ainews_cli.llm.versions import TRANSLATION
from ainews_cli.models.item import Item
from ainews_cli.models.text import Block, Finding
from ainews_cli.models.translation import BlockResult, Stop, TranslatedBlock, TranslationOutcome
from ainews_cli.models.tries import TryKey
from ainews_cli.tasks.translation.language import already, guess, untranslatable

Pairs = Sequence[tuple[str, str]]


class TranslationStore(Protocol):
    """The part of the store that is used here."""

    def translations(
        self, item_id: int, *, language: str, glossary_hash: str, prompt_version: str, model: str
    ) -> dict[str, TranslatedBlock]:
        """Return finished blocks of an item by the hash of their source text."""

    def translated_before(
        self, moment: datetime, item_id: int, *, language: str, glossary_hash: str, prompt_version: str, model: str
    ) -> set[str]:
        """Return the hashes of finished blocks that were stored by then."""

    def save_translations(
        self,
        item_id: int,
        blocks: Sequence[TranslatedBlock],
        *,
        language: str,
        glossary_hash: str,
        prompt_version: str,
        model: str,
        now: datetime,
    ) -> None:
        """Commit finished blocks."""


class Plan(NamedTuple):
    """One article on its way into one language. `done`, `doubts` and `again` change while blocks are translated; all
    else stays.
    """

    item: Item
    blocks: tuple[Block, ...]
    language: str
    source: str
    """Primary subtag of the article's language, "" where it is not known."""
    title: str
    """The title as the analysis has it, "" without one."""
    glossary: tuple[tuple[str, str], ...]
    """The reader's own terms that the article uses."""
    glossary_hash: str
    prompt_version: str
    model: str
    hashes: dict[int, str]
    """Block id -> hash, of the blocks that need a translation. Blocks with the same text share one."""
    settled: dict[int, BlockResult]
    """The others: what became of them needs no engine."""
    done: dict[str, TranslatedBlock]
    """By hash: what is finished."""
    doubts: dict[int, tuple[Finding, ...]]
    """Findings about blocks whose second try could not be made; not stored, they are asked for again."""
    again: set[str]
    """Hashes of finished blocks that were refused, and that a model may be asked for again."""

    @property
    def open(self) -> tuple[Block, ...]:
        """Blocks that are still to be translated, each text once."""
        first = {self.hashes[block.id]: block for block in reversed(self.blocks) if block.id in self.hashes}
        return tuple(
            block
            for block in self.blocks
            if block.id in self.hashes
            and ((key := self.hashes[block.id]) not in self.done or key in self.again)
            and first[key] is block
        )

    def text_of(self, block: Block) -> str | None:
        """Return the block's translation so far; None where there is none or the original is shown."""
        return self.result(block).text

    def result(self, block: Block) -> BlockResult:
        """Return what became of a block so far."""
        if block.id in self.settled:
            return self.settled[block.id]
        stored = self.done.get(self.hashes[block.id])
        if stored is None:
            return BlockResult(block.id, "missing", findings=self.doubts.get(block.id, ()))
        findings = tuple(finding._replace(block=block.id) for finding in stored.findings)
        if stored.refused:
            return BlockResult(block.id, "refused", findings=findings)
        return BlockResult(block.id, "translated", stored.text, findings)

    def outcome(
        self, *, stopped: Stop = "", reason: str = "", bought: int = 0, cost: float = 0.0
    ) -> TranslationOutcome:
        """Return what became of the article so far."""
        results = tuple(map(self.result, self.blocks))
        return TranslationOutcome(self.item.id, self.language, self.source, results, stopped, reason, bought, cost)


def commit(plan: Plan, blocks: Sequence[TranslatedBlock], store: TranslationStore, now: datetime) -> None:
    """Save finished blocks, in the store and in the plan."""
    if not blocks:
        return
    store.save_translations(
        plan.item.id,
        blocks,
        language=plan.language,
        glossary_hash=plan.glossary_hash,
        prompt_version=plan.prompt_version,
        model=plan.model,
        now=now,
    )
    plan.done.update({block.block_hash: block for block in blocks})
    plan.again.difference_update(block.block_hash for block in blocks)


def prepare(
    item: Item,
    blocks: Sequence[Block],
    store: TranslationStore,
    *,
    language: str,
    glossary: Pairs,
    title: str,
    model: str,
    refused_before: datetime | None = None,
) -> Plan:
    """Return what the translation of an item's blocks consists of, with what is stored of it.

    `glossary`: the reader's terms; `title`: the translated title, which a heading that repeats the article's title
    takes too ("" without one); `refused_before`: blocks that the checks refused before then are asked for again, None
    for none.
    """
    text = "\n".join((item.entry.title, *(block.text for block in blocks if block.kind != "code")))
    source = guess(text, item.entry.language)
    terms = _used(glossary, text)
    settled = _settled(item, blocks, title, language, source)
    hashes = {block.id: block_hash(block) for block in blocks if block.id not in settled}
    key = {"language": language, "glossary_hash": _glossary_hash(terms), "prompt_version": TRANSLATION, "model": model}
    done = store.translations(item.id, **key) if hashes else {}
    return Plan(
        item,
        tuple(blocks),
        language,
        source,
        title,
        terms,
        key["glossary_hash"],
        key["prompt_version"],
        model,
        hashes,
        settled,
        done,
        {},
        _again(item.id, done, store, refused_before, key),
    )


def _settled(item: Item, blocks: Sequence[Block], title: str, language: str, source: str) -> dict[int, BlockResult]:
    """Return what became of the blocks that need no engine."""
    heading = title and not already(item.entry.title, language, source)
    settled: dict[int, BlockResult] = {}
    for block in blocks:
        if untranslatable(block):
            settled[block.id] = BlockResult(block.id, "untouched")
        elif already(block.text, language, source):
            settled[block.id] = BlockResult(block.id, "same")
        elif heading and _repeats(block, item.entry.title):
            settled[block.id] = _headed(block, title, language, source)
    return settled


def _again(
    item_id: int,
    done: Mapping[str, TranslatedBlock],
    store: TranslationStore,
    refused_before: datetime | None,
    key: dict[str, str],
) -> set[str]:
    """Return the hashes of the blocks that were refused before then. Most articles have none."""
    refused = {block_hash for block_hash, block in done.items() if block.refused}
    if not refused or refused_before is None:
        return set()
    return refused & store.translated_before(refused_before, item_id, **key)


def _headed(block: Block, title: str, language: str, source: str) -> BlockResult:
    """Return a heading under the analysis's title, if that passes the checks as its translation."""
    # border: verify compiles patterns for 0.1 s
    from ainews_cli.verify import Context, check_block

    findings = check_block(block, block._replace(text=title), Context(source, language))
    if any(finding.hard for finding in findings):
        return BlockResult(block.id, "refused", findings=findings)
    return BlockResult(block.id, "translated", title, findings)


def block_hash(block: Block) -> str:
    """Return the hash of what is translated: the text and the kind (a heading is worded unlike a sentence); 32 hex
    digits.
    """
    return text_digest(f"{block.kind}\0{block.text}")


def _used(glossary: Pairs, text: str) -> tuple[tuple[str, str], ...]:
    """Return the terms that stand in the text: those alone decide whether a translation is still the right one."""
    folded = text.casefold()
    return tuple((term, translation) for term, translation in glossary if term.strip().casefold() in folded)


def _glossary_hash(terms: Pairs) -> str:
    """Return the hash of the reader's terms only: the shipped vocabulary advises and does not refuse, and a release
    that adds to it must not sell anything twice.
    """
    joined = "\0".join(f"{term.strip().casefold()}\1{translation.strip()}" for term, translation in sorted(terms))
    return text_digest(joined, 16)


def _repeats(block: Block, title: str) -> bool:
    return block.kind == "heading" and _folded(block.text) == _folded(title)


def _folded(text: str) -> str:
    return " ".join(text.replace("*", "").replace("`", "").casefold().split())


def try_key(plan: Plan) -> TryKey:
    """Return what is remembered of an article whose replies kept being unusable."""
    text_hash = text_digest("\0".join(sorted(plan.hashes.values())))
    return TryKey("translation", plan.item.id, text_hash, translation_profile(plan))


def translation_profile(plan: Plan) -> str:
    """Return the hash of what a translation depends on besides the text; 16 hex digits."""
    parts = (plan.language, plan.glossary_hash, plan.prompt_version, plan.model)
    return text_digest("\0".join(parts), 16)


def known(plan: Plan) -> Mapping[int, str]:
    """Return block id -> translation, of the blocks that have one."""
    texts = ((block.id, plan.text_of(block)) for block in plan.blocks)
    return {number: text for number, text in texts if text is not None}
