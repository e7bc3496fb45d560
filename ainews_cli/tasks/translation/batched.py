"""Translation by way of a batch: the tasks that are sent, and what is kept of a reply that comes hours later.

A block that fails the checks is not asked for again here: it stays untranslated, for the next batch or for `show`,
which asks twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from ainews_cli.base.hashing import text_digest
from ainews_cli.llm.engine import Reply, TranslationTask
from ainews_cli.tasks.translation.chunks import chunks, glossary_of, task_of
from ainews_cli.tasks.translation.examine import context_of, examine, finished, review
from ainews_cli.tasks.translation.plan import Plan, TranslationStore, commit
from ainews_cli.tasks.translation.reply import answers
from ainews_cli.verify import shield

MOST_FAILURES = 2
"""Replies that failed the checks after which a block is left out of batches."""


class Piece(NamedTuple):
    """Some blocks of an article, to be sent together."""

    task: TranslationTask
    blocks: tuple[tuple[int, str], ...]
    """(id, hash) of each: what finds them again when the article has changed meanwhile."""

    @property
    def text_hash(self) -> str:
        """Of all of them."""
        return text_digest("\0".join(key for _, key in self.blocks))


class CheckedReply(NamedTuple):
    """What a reply brought."""

    outcome: str
    """ "ok", "off_schema", "refusal", "max_tokens" …; "superseded" where nothing of it was needed any more."""
    saved: int
    failed: tuple[str, ...]
    """Hashes of the blocks that are still to be translated."""


def pieces(plan: Plan, failures: Mapping[str, int]) -> list[Piece]:
    """Return what is still to be translated, without blocks that failed too often."""
    wanted = [block for block in plan.open if failures.get(plan.hashes[block.id], 0) < MOST_FAILURES]
    glossary = glossary_of(plan)
    return [
        Piece(
            task_of(plan, group, [shield(block) for block in group], glossary),
            tuple((block.id, plan.hashes[block.id]) for block in group),
        )
        for group in chunks(wanted)
    ]


def keep(
    plan: Plan, sent: Sequence[tuple[int, str]], reply: Reply, store: TranslationStore, now: datetime
) -> CheckedReply:
    """Check a reply as a live one is checked, and save the blocks that pass and are still wanted.

    `sent`: the piece's (id, hash) pairs. The plan may be of another text by now: blocks are found by their hash,
    whatever their number is.
    """
    here = {plan.hashes[block.id]: block for block in plan.open}
    current = {number: here[key] for number, key in sent if key in here}
    if not current:
        return CheckedReply("superseded", 0, ())
    outcome = _outcome(reply)
    glossary = glossary_of(plan)
    pairs = (
        [(number, text) for number, text in answers(reply) if number in current]
        if reply.stop_reason != "refusal"
        else []
    )
    # Under the numbers they were sent with: the tokens of shielded spans name them.
    asked = [block._replace(id=number) for number, block in current.items() if number in dict(pairs)]
    verdicts = (
        examine(asked, {block.id: shield(block) for block in asked}, pairs, context_of(plan, glossary)) if asked else []
    )
    passed = []
    for verdict in verdicts:
        if verdict.passed:
            block = current[verdict.block.id]
            findings = tuple(finding._replace(block=block.id) for finding in verdict.findings)
            passed.append(finished(plan, replace(verdict, block=block, findings=findings)))
    commit(plan, passed, store, now)
    if passed:
        commit(plan, review(plan, glossary), store, now)
    saved = {block.block_hash for block in passed}
    failed = tuple(
        dict.fromkeys(plan.hashes[block.id] for block in current.values() if plan.hashes[block.id] not in saved)
    )
    return CheckedReply("off_schema" if outcome == "ok" and not passed else outcome, len(passed), failed)


def _outcome(reply: Reply) -> str:
    if reply.stop_reason in ("refusal", "max_tokens", "model_context_window_exceeded"):
        return reply.stop_reason
    return "ok" if reply.data is not None else "off_schema"
