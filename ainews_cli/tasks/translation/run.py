"""Translates chunk by chunk through the engine, each finished block committed before the next reply is waited for.

The first chunk goes alone, so that its words for names and terms are there when the others, all at once, are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ainews_cli.errors import BadReply, BudgetExceeded, ModelRefused, ModelUnavailable
from ainews_cli.isolation import Isolated, Step
from ainews_cli.llm.engine import Engine, Reply, TranslationTask
from ainews_cli.llm.workers import together
from ainews_cli.models.item import Item
from ainews_cli.models.text import REFUSAL, REPLY, Block, Finding
from ainews_cli.models.translation import Stop, TranslatedBlock, TranslationOutcome
from ainews_cli.tasks.loop import MOST_UNUSABLE
from ainews_cli.tasks.translation.chunks import chunks, glossary_of, halves, task_of
from ainews_cli.tasks.translation.examine import BlockVerdict, context_of, examine, finished, review
from ainews_cli.tasks.translation.plan import Pairs, Plan, TranslationStore, commit, prepare, try_key
from ainews_cli.tasks.translation.reply import CUT, answers, strange
from ainews_cli.tasks.tries import Tries
from ainews_cli.verify import Glossary, shield

OnBlock = Callable[[int, str | None], None]
"""Called with a block's id and its translation (None: shown in the original) when it is finished."""


async def translate(
    item: Item,
    blocks: Sequence[Block],
    engine: Engine,
    store: TranslationStore,
    *,
    language: str,
    glossary: Pairs,
    title: str,
    now: Callable[[], datetime],
    on_block: OnBlock | None = None,
    tries: Tries | None = None,
) -> TranslationOutcome:
    """Translate what is not translated yet; return one outcome, whatever happens to the engine.

    `glossary`: the reader's (term, translation) pairs; `title`: the translated title, "" without one; `tries`: the
    memory of what failed, None for none. Raise StoreError only; a cancellation passes through, and what was finished
    stays finished.
    """
    plan = prepare(
        item,
        blocks,
        store,
        language=language,
        glossary=glossary,
        title=title,
        model=engine.model,
        refused_before=tries.refused_before if tries else None,
    )
    if not plan.open:
        return plan.outcome()
    if engine.estimates:
        return plan.outcome(stopped="no_model", reason="the offline engine does not translate")
    job = _Job(plan, engine, store, now, on_block, glossary_of(plan), tries)
    await job.run(chunks(plan.open))
    return plan.outcome(stopped=job.stopped, reason=job.reason, bought=job.bought, cost=job.cost)


def plan_tasks(plan: Plan) -> list[TranslationTask]:
    """Return the tasks that a translation would begin with: for a dry run. Second tries come on top."""
    glossary = glossary_of(plan)
    return [task_of(plan, group, [shield(block) for block in group], glossary) for group in chunks(plan.open)]


@dataclass(slots=True)
class _Job:
    """One article being translated."""

    plan: Plan
    engine: Engine
    store: TranslationStore
    now: Callable[[], datetime]
    on_block: OnBlock | None
    glossary: Glossary
    tries: Tries | None
    stopped: Stop = ""
    reason: str = ""
    bought: int = 0
    cost: float = 0.0
    any_good: bool = False
    unusable: int = 0
    """Replies in a row of which no block passed."""

    async def run(self, groups: Sequence[tuple[Block, ...]]) -> None:
        """Ask for all chunks, `engine.concurrency` at a time after the first; then review the document as a whole."""
        queue: Iterator[tuple[Block, ...]] = iter(groups)
        await self.chunk(next(queue))
        await together(lambda: self._work(queue), min(self.engine.concurrency, len(groups) - 1))
        if self.bought:
            with self._isolated():
                self._save(review(self.plan, self.glossary))

    async def _work(self, queue: Iterator[tuple[Block, ...]]) -> None:
        for group in queue:
            await self.chunk(group)

    async def chunk(self, blocks: tuple[Block, ...]) -> None:
        """Ask for one chunk, in smaller pieces where a reply is cut off. Nothing more is asked once the run is
        stopped.
        """
        pieces = [(blocks, 1)]
        try:
            while pieces and not self.stopped:
                piece, room = pieces.pop()
                with self._isolated() as asking:
                    pieces += reversed(await self._piece(piece, room))
                if asking.failed:
                    with self._isolated():  # bought once: the original stands, and is not asked about again
                        self._give_up(piece, Finding(0, REPLY, asking.words))
        except BudgetExceeded as error:
            self._stop("budget", error)
        except (ModelRefused, ModelUnavailable) as error:
            self._stop("model", error)

    def _isolated(self) -> Isolated:
        return Isolated(Step.TRANSLATION, self.plan.item.id, self.plan.item.entry.title)

    def _stop(self, why: Stop, error: Exception) -> None:
        if not self.stopped:
            self.stopped, self.reason = why, str(error)

    async def _piece(self, blocks: tuple[Block, ...], room: int) -> list[tuple[tuple[Block, ...], int]]:
        """Ask for some blocks and settle what came; return what is to be asked for in smaller pieces."""
        shielded = {block.id: shield(block) for block in blocks}
        reply = await self._send(task_of(self.plan, blocks, list(shielded.values()), self.glossary, room=room))
        if reply.stop_reason == "refusal":
            self._give_up(
                blocks, Finding(0, REFUSAL, f"the model declined to translate this. {reply.text[:200]}".strip())
            )
            return []
        pairs = answers(reply)
        here = {number for number, _ in pairs}
        rest = tuple(block for block in blocks if block.id not in here) if reply.stop_reason in CUT else ()
        answered = tuple(block for block in blocks if block not in rest)
        if answered:
            verdicts = self._judge(reply, examine(answered, shielded, pairs, context_of(self.plan, self.glossary)))
            await self._settle(verdicts, strange(pairs, blocks))
        if not rest:
            return []
        if answered:
            return [(rest, room)]
        if len(rest) > 1:
            return [(half, room) for half in halves(rest)]
        if reply.stop_reason == "max_tokens" and room == 1:
            return [(rest, 2)]
        self._give_up(rest, Finding(0, REPLY, "the answer was cut off before its end"))
        return []

    async def _settle(self, verdicts: Sequence[BlockVerdict], notes: Sequence[Finding]) -> None:
        """Save what passed at once; ask for the others once more, and save what comes of it."""
        if notes:
            verdicts = [replace(verdicts[0], findings=(*verdicts[0].findings, *notes)), *verdicts[1:]]
        self._finish([finished(self.plan, verdict) for verdict in verdicts if verdict.passed])
        failed = {verdict.block.id: verdict for verdict in verdicts if not verdict.passed}
        if not failed:
            return
        self.plan.doubts.update({number: verdict.findings for number, verdict in failed.items()})
        blocks = tuple(verdict.block for verdict in failed.values())
        shielded = {block.id: shield(block) for block in blocks}
        faults = [(number, verdict.sent_back, verdict.fault) for number, verdict in failed.items()]
        reply = await self._send(task_of(self.plan, blocks, list(shielded.values()), self.glossary, faults=faults))
        again = self._judge(reply, examine(blocks, shielded, answers(reply), context_of(self.plan, self.glossary)))
        # A second try that brought nothing (refused, cut off) leaves the first one's findings standing.
        final = [second if second.text else failed[second.block.id] for second in again]
        self._finish([finished(self.plan, verdict, failed[verdict.block.id].findings) for verdict in final])
        self._give_up_on_all(failed[blocks[0].id].fault)

    def _judge(self, reply: Reply, verdicts: Sequence[BlockVerdict]) -> Sequence[BlockVerdict]:
        """Count a reply of which nothing can be used; return the same verdicts."""
        if any(verdict.passed for verdict in verdicts):
            self.any_good, self.unusable = True, 0
        else:
            self.unusable += 1
            if self.tries:
                self.tries.refuse(reply)
        return verdicts

    def _give_up_on_all(self, reason: str) -> None:
        """Ask no more where nothing that came could be used, and remember that."""
        if self.any_good or self.unusable < 2 * MOST_UNUSABLE:  # every block is asked for twice
            return
        self._stop("model", BadReply(reason))
        if self.tries:
            self.tries.fail(try_key(self.plan), reason)

    async def _send(self, task: TranslationTask) -> Reply:
        """Send one request. Raise what the engine raises, and ModelUnavailable when the server refused the request as
        such.
        """
        reply = await self.engine.translate(task)
        self.cost += reply.cost
        if reply.stop_reason.startswith("error:"):
            raise ModelUnavailable(
                f"the server refused the request ({reply.stop_reason.removeprefix('error:')}): {reply.text[:200]}"
            )
        return reply

    def _give_up(self, blocks: Sequence[Block], finding: Finding) -> None:
        """Leave these blocks in the original."""
        self._finish(
            [
                TranslatedBlock(self.plan.hashes[block.id], block.text, (finding._replace(block=block.id),))
                for block in blocks
            ]
        )

    def _finish(self, blocks: Sequence[TranslatedBlock]) -> None:
        """Commit finished blocks and report them."""
        if not blocks:
            return
        self._save(blocks)
        self.bought += len(blocks)
        keys = {block.block_hash for block in blocks}
        for block in self.plan.blocks:
            if self.on_block and self.plan.hashes.get(block.id) in keys:
                self.on_block(block.id, self.plan.text_of(block))

    def _save(self, blocks: Sequence[TranslatedBlock]) -> None:
        commit(self.plan, blocks, self.store, self.now())
