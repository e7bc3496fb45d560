"""From the filters of a command line to what the store is asked, and what is said of values that nothing has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.errors import UsageError
from ainews_cli.models.analysis import CATEGORIES
from ainews_cli.models.folding import fold
from ainews_cli.models.selection import NO_FILTER, ItemFilter
from ainews_cli.pipeline.fetching import choose
from ainews_cli.pipeline.request import Filters
from ainews_cli.ranking import company_names
from ainews_cli.texts import text
from ainews_cli.views.windows import calendar_days, parse_day

if TYPE_CHECKING:
    from ainews_cli.pipeline.session import Session

NONE = Filters()
MOST_NEAR = 3


def item_filter(session: Session, asked: Filters) -> ItemFilter:
    """Return the filter: names of feeds and categories checked, days as times, every spelling of tag and company.

    Raise UsageError.
    """
    if asked == NONE:
        return NO_FILTER
    zone = session.reader.timezone
    first = calendar_days(parse_day(asked.since, now=session.now, zone=zone), 1, zone).start if asked.since else None
    last = calendar_days(parse_day(asked.until, now=session.now, zone=zone), 1, zone).end if asked.until else None
    feed = asked.feed and (
        session.store.unsubscribed_feed(asked.feed) or choose(session.config.feeds, [asked.feed])[0].name
    )
    return ItemFilter(
        feed,
        _category(session, asked.category) if asked.category else "",
        _tags(session, asked.tag) if asked.tag else (),
        _companies(session, asked.company) if asked.company else (),
        first,
        last,
        asked.min_score,
        session.reader.weight_values,
        asked.hidden,
    )


def unknown_values(session: Session, asked: Filters) -> tuple[str, ...]:
    """Return a line for each tag or company that no item has, with those of similar names."""
    language, lines = session.reader.language, []
    if asked.tag and not _known_tags(session, asked.tag):
        lines.append(_unknown("tag", asked.tag.lstrip("#"), session.store.names_in_use("tags"), language))
    if asked.company and not _known_companies(session, asked.company):
        lines.append(_unknown("company", asked.company, session.store.names_in_use("companies"), language))
    return tuple(lines)


def _category(session: Session, name: str) -> str:
    known = dict.fromkeys((*CATEGORIES, *(feed.category for feed in session.config.feeds)))
    if name not in known and name not in (known := dict.fromkeys((*known, *session.store.categories()))):
        raise UsageError(f"there is no category {name!r}: use one of {', '.join(known)}")
    return name


def _tags(session: Session, name: str) -> tuple[str, ...]:
    return _known_tags(session, name) or (name.lstrip("#"),)


def _known_tags(session: Session, name: str) -> tuple[str, ...]:
    wanted = _bare(name)
    return tuple(tag for tag in session.store.names_in_use("tags") if _bare(tag) == wanted)


def _bare(tag: str) -> str:
    return " ".join(fold(tag).lstrip("#").split())


def _companies(session: Session, name: str) -> tuple[str, ...]:
    return _known_companies(session, name) or (name,)


def _known_companies(session: Session, name: str) -> tuple[str, ...]:
    aliases = session.config.aliases
    wanted = company_names.fold(company_names.canonical(name, aliases))
    return tuple(
        company
        for company in session.store.names_in_use("companies")
        if company_names.fold(company_names.canonical(company, aliases)) == wanted
    )


def _unknown(kind: str, name: str, known: list[str], language: str) -> str:
    from difflib import get_close_matches  # border: only a wrong name needs it

    spellings = {fold(each): each for each in reversed(known)}
    near = [spellings[match] for match in get_close_matches(fold(name), spellings, n=MOST_NEAR, cutoff=0.5)]
    key = f"search.unknown_{kind}{'.near' if near else ''}"
    return text(language, key, name=name, near=text(language, "list.comma").join(near))
