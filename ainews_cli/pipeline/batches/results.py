"""A reply that came hours after it was asked for: checked against the text that was sent, and kept where it is still of
use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.errors import BadReply
from ainews_cli.llm.engine import AnalysisTask
from ainews_cli.models.analysis import Interests
from ainews_cli.models.tries import FailedTry
from ainews_cli.pipeline.batches.requests import SentAnalysis, SentTranslation, plan_of
from ainews_cli.tasks.analysis.ask import AnalysisQuestion
from ainews_cli.tasks.analysis.checking import Stamp
from ainews_cli.tasks.loop import judged
from ainews_cli.tasks.translation.batched import keep
from ainews_cli.tasks.translation.plan import translation_profile

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ainews_cli.llm.engine import Reply
    from ainews_cli.store import Store
    from ainews_cli.store.records import BatchRequest, StoredBatch


def keep_analysis(store: Store, batch: StoredBatch, request: BatchRequest, reply: Reply, now: datetime) -> str:
    """Save the analysis if it passes the checks; return the outcome: "ok", "off_schema", "refusal", "max_tokens",
    "superseded" …

    It is the analysis of the text that was sent: where the item has changed since, the store marks it as stale.
    """
    sent = SentAnalysis.of(request.sent)
    if superseded(store, batch, request, sent.language):
        return "superseded"
    stamp = Stamp(sent.engine, batch.model, False, request.profile, request.body_hash, request.text_hash, now)
    question = AnalysisQuestion(_task(request, sent, batch.submitted), stamp, sent.notes)
    try:
        analysis = judged(question, reply)
    except BadReply as error:
        failed = FailedTry(question.key, str(error), now)
        store.save_failed_try(failed, server=batch.server)
        return (
            reply.stop_reason
            if reply.stop_reason in ("refusal", "max_tokens", "model_context_window_exceeded")
            else "off_schema"
        )
    store.save_analysis(request.item_id, analysis)
    return "ok"


def superseded(store: Store, batch: StoredBatch, request: BatchRequest, language: str) -> bool:
    """Tell whether the item got this very analysis meanwhile, or a current one by other means after the batch was
    sent.
    """
    if store.find_analysis(request.item_id, text_hash=request.text_hash, profile=request.profile):
        return True
    row = store.row(request.item_id, language=language)
    shown = row.analysis
    return bool(shown and not shown.estimate and shown.body_hash == row.body_hash and shown.created >= batch.submitted)


def keep_translation(
    store: Store,
    batch: StoredBatch,
    request: BatchRequest,
    reply: Reply,
    glossary: Sequence[tuple[str, str]],
    now: datetime,
) -> tuple[str, int, tuple[str, ...]]:
    """Save the blocks that pass the checks and are still wanted; return the outcome, their number, and the hashes of
    those that failed.
    """
    sent = SentTranslation.of(request.sent)
    item = store.item(request.item_id)
    analysis = store.row(item.id, language=sent.language).analysis
    title = analysis.title if analysis and not analysis.estimate else ""
    plan = plan_of(
        store,
        item,
        language=sent.language,
        glossary=glossary,
        title=title,
        model=batch.model,
        refused_before=batch.submitted,
    )
    if (
        translation_profile(plan) != request.profile
    ):  # another glossary or another prompt: the blocks would stand under a wrong key
        return "changed", 0, ()
    checked = keep(plan, sent.blocks, reply, store, now)
    return checked.outcome, checked.saved, checked.failed


def _task(request: BatchRequest, sent: SentAnalysis, submitted: datetime) -> AnalysisTask:
    """Return as much of the task as the checks look at."""
    return AnalysisTask(
        item_id=request.item_id,
        title=sent.title,
        url=sent.url,
        source="",
        published=submitted,
        kind="",
        blocks=sent.blocks,
        language=sent.language,
        interests=Interests(),
        summarise=sent.summarise,
    )
