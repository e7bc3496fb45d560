"""The sentence that says how a story went on since an earlier digest."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ainews_cli.render.times import full_day
from ainews_cli.texts import text

if TYPE_CHECKING:
    from ainews_cli.ranking.order import Place

POINTS = 4
"""Of what is new in a follow-up."""


def follow_up(place: Place, language: str) -> str:
    """Say since which digest the story goes on, what the entry adds to what was shown, and who else reports it."""
    from ainews_cli.ranking.stories.fresh import fresh  # border: only a page with a follow-up compares texts

    row = place.row
    said = "\n".join(f"{member.title}\n{member.tldr}" for member in place.earlier)
    now = row.analysis.title if row.analysis else row.title
    if row.analysis and "tldr" not in row.analysis.unconfirmed:
        now = f"{now}\n{row.analysis.tldr}"
    comma = text(language, "list.comma")
    parts = []
    if points := fresh(now, said, limit=POINTS):
        parts.append(text(language, "story.points", points=comma.join(points)))
    before = {member.source for member in place.earlier}
    sources = dict.fromkeys(
        name for name in (row.feed, *(member.source for member in place.others)) if name not in before
    )
    if sources:
        parts.append(text(language, "story.sources", names=comma.join(sources)))
    note = text(language, "story.follow_up", day=full_day(language, date.fromisoformat(place.day)))
    return text(language, "story.with", note=note, more=text(language, "story.and").join(parts)) if parts else note
