"""The texts that every format prints about an entry or a page, as plain strings; their looks are the format's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from ainews_cli import texts
from ainews_cli.models.analysis import Mark
from ainews_cli.models.page import Coverage, EntryPart, Footer, Page, ScorePart, Section
from ainews_cli.render.clean import one_line
from ainews_cli.render.times import clock, span, stamp
from ainews_cli.texts import text

Thing = TypeVar("Thing")
MOST_NAMES = 3
"""Names of people or feeds on a line; the others are counted."""
MOST_REPORTS = 5
"""Other reports of a story that are named, and one more where it would be the only one left; JSON has all of them."""
MOST_RELEASES = 8
"""Other releases of a day that are named; JSON has all of them."""


def stars(count: int, *, estimate: bool, unicode: bool = True) -> str:
    """Return five signs: ★★★☆☆ for a mark by a model, outlined for an estimate: ☆☆☆··."""
    filled, empty = ("☆", "·") if estimate else ("★", "☆")
    if not unicode:
        filled, empty = ("~", ".") if estimate else ("*", ".")
    count = min(5, max(0, count))
    return filled * count + empty * (5 - count)


def score_text(part: EntryPart | ScorePart, language: str) -> str:
    """Return "4.2 重要", for an estimate "推定 3.4 注目", of a score by itself "4.2 / 5 重要"; "" without a score."""
    if part.score is None:
        return ""
    score = f"{part.score:.1f}" if isinstance(part, EntryPart) else f"{part.score:.1f} / 5"
    if part.estimate:
        score = text(language, "score.estimate", score=score)
    return f"{score} {part.label}".strip()


def category(name: str, language: str) -> str:
    """Return the category in the page's language; a name that is not ours stays as it is."""
    key = f"category.{name}"
    return text(language, key) if texts.has(key) else name


def engine(name: str, language: str) -> str:
    """Return the engine's name for readers."""
    key = f"engine.{name}"
    return text(language, key) if texts.has(key) else name


def title(entry: EntryPart, language: str) -> str:
    """Return the title on one line, never empty."""
    return one_line(entry.title) or one_line(entry.original_title) or text(language, "entry.untitled")


def meta(entry: EntryPart, language: str, when: str) -> list[str]:
    """Return source, author, time (given), category, reading time and what the kind adds: one short string each."""
    known = [
        entry.source,
        text(language, "entry.unsubscribed") if entry.unsubscribed else "",
        _some(entry.author.split(", "), language) if entry.author != entry.source else "",
        when_published(entry, language, when),
        category(entry.category, language),
    ]
    if entry.reading_minutes:
        known.append(text(language, "entry.reading", n=entry.reading_minutes))
    if entry.duration is not None:
        known.append(clock(entry.duration))
    if entry.views is not None:
        known.append(text(language, "entry.views", n=entry.views))
    if entry.points is not None:
        known.append(text(language, "entry.points", n=entry.points))
    if entry.comments is not None:
        known.append(text(language, "entry.comments", n=entry.comments))
    if entry.stale:
        known.append(text(language, "entry.stale"))
    return [line for line in map(one_line, known) if line]


def when_published(entry: EntryPart, language: str, when: str) -> str:
    """Return the time (given), with the mark that it is a guess where it is one."""
    return text(language, "entry.first_seen", when=when) if entry.date_guessed and when else when


def _first(things: Sequence[Thing], most: int) -> Sequence[Thing]:
    """Return the first `most`; all where only one would be left out, since counting it takes as much room."""
    return things[:most] if len(things) > most + 1 else things


def _some(names: Sequence[str], language: str) -> str:
    """Return the first names, whole, and how many more there are."""
    shown = [one_line(name) for name in _first(names, MOST_NAMES)]
    line = text(language, "list.comma").join(shown)
    return text(language, "list.more", names=line, n=len(names) - len(shown)) if len(shown) < len(names) else line


def tags(entry: EntryPart) -> list[str]:
    """Return tags with their sign: "#LLM"."""
    return [f"#{tag}" for tag in (one_line(tag).lstrip("#") for tag in entry.tags) if tag]


def original_title(entry: EntryPart, language: str) -> str:
    """Return the original title where it differs from the one shown, else ""."""
    original = one_line(entry.original_title)
    return original if original != title(entry, language) else ""


def remarks(entry: EntryPart, language: str) -> list[str]:
    """Return that its headline was left as it is, other feeds that carry it, and what is missing."""
    lines = [text(language, "entry.title_unconfirmed")] if "title" in entry.unconfirmed else []
    others = [one_line(name) for name in entry.sources if name != entry.source]
    if others:
        lines.append(text(language, "entry.also", n=len(others), names=_some(others, language)))
    if entry.note:
        lines.append(one_line(entry.note))
    return lines


def details(entry: EntryPart, language: str) -> list[str]:
    """Return the note that the story goes on, then "label: value" lines."""
    story = one_line(entry.story_note)
    lines = [_releases(entry, language)] if entry.releases else []
    lines += [
        text(language, "entry.detail", label=one_line(label), value=one_line(value))
        for label, value in entry.details
        if value.strip()
    ]
    return [story, *lines] if story else lines


def _releases(entry: EntryPart, language: str) -> str:
    """Return "2 more releases that day: Claude Code v2.1.237 (ID 12), …"."""
    shown = [
        f"{one_line(release.title)} ({text(language, 'entry.id', id=release.id)})"
        for release in entry.releases[:MOST_RELEASES]
    ]
    names = text(language, "list.comma").join(shown) + (" …" if len(entry.releases) > MOST_RELEASES else "")
    return text(language, "entry.releases", n=len(entry.releases), names=names)


def coverage_label(entry: EntryPart, language: str) -> str:
    """Return what stands before the other reports of the entry's story."""
    return text(language, "entry.coverage", n=len(entry.coverage))


def reports(entry: EntryPart) -> tuple[Coverage, ...]:
    """Return the best of the other reports of the entry's story, as many as a format prints."""
    return tuple(_first(entry.coverage, MOST_REPORTS))


def more_reports(entry: EntryPart, language: str) -> str:
    """Return "and 12 more" for the reports that are not printed; "" where all are."""
    left = len(entry.coverage) - len(reports(entry))
    return text(language, "entry.more_reports", n=left) if left else ""


def notes(entry: EntryPart, language: str) -> list[str]:
    """Return lines below an entry: the original title where it differs, and the remarks."""
    original = original_title(entry, language)
    lines = [text(language, "entry.original_title", title=original)] if original else []
    return lines + remarks(entry, language)


def subject(page: Page) -> EntryPart | None:
    """Return the entry that the page is about: its title is the page's, and is printed once, as the page's heading."""
    first = next((part for section in page.sections for part in section.parts if isinstance(part, EntryPart)), None)
    return first if first and title(first, page.language) == one_line(page.title) else None


def subtitle(page: Page) -> str:
    """Return the window of the page; the time it was made where it has none."""
    if page.window:
        return span(page.language, page.window, page.timezone)
    return stamp(page.language, page.generated, page.timezone)


def _engine_line(foot: Footer, language: str) -> list[str]:
    """Return who analysed; nothing where no model was asked now but one was before: estimates are marked where they
    stand.
    """
    if not foot.engine or (foot.estimates and foot.analysed):
        return []
    name, model = engine(foot.engine, language), one_line(foot.model)
    if model and name == foot.engine:  # a protocol that many servers speak: the model alone tells who it was
        return [text(language, "footer.engine_plain", engine=model)]
    key = "footer.engine" if model else "footer.engine_plain"
    return [text(language, key, engine=name, model=model)]


def footer(page: Page) -> list[str]:
    """Return what the page rests on, what is missing and what it cost, one line each."""
    foot, language = page.footer, page.language
    lines = _engine_line(foot, language)
    if foot.found:
        lines.append(text(language, "footer.found", n=len(page.entries), found=foot.found))
    counts = [
        text(language, "footer.considered", n=foot.considered),
        text(language, "footer.analysed", n=foot.analysed),
    ]
    if foot.deferred:
        counts.append(text(language, "footer.deferred", n=foot.deferred))
    if foot.without_text:
        counts.append(text(language, "footer.without_text", n=foot.without_text))
    if subject(page) is None and foot.found is None and (foot.engine or foot.considered or page.entries):
        lines.append(text(language, "list.comma").join(counts))
    if foot.more:
        more = [text(language, "footer.more_of", feed=one_line(left.source), n=left.items) for left in foot.more]
        lines.append(text(language, "footer.more", names=text(language, "list.comma").join(more)))
    if foot.feeds_failed:
        lines.append(text(language, "footer.feeds_failed", names=_some(foot.feeds_failed, language)))
    if foot.engine or foot.spent_usd:
        lines.append(text(language, "footer.spent", amount=f"${foot.spent_usd:.4f}"))
    return lines + [one_line(line) for line in foot.lines if line.strip()]


def mark_name(name: str, language: str) -> str:
    """Return the mark's name for readers."""
    return text(language, f"mark.{name}")


def shown(section: Section, *, summarise: bool) -> bool:
    """Return whether the section's parts are printed; False: one line stands for them."""
    return not (section.folded and (summarise or section.hint))


def folded_line(section: Section, language: str) -> str:
    """Return the line that stands for a folded section."""
    return one_line(section.hint) or text(language, "section.folded", heading=one_line(section.heading))


def tldr(entry: EntryPart) -> str:
    """Return the TL;DR on one line, with what it rests on behind it; "" without one."""
    line, note = one_line(entry.tldr), one_line(entry.tldr_note)
    return f"{line} [{note}]" if line and note else line


def references(blocks: tuple[int, ...]) -> str:
    """Return " [¶2] [¶4]": the source blocks that something rests on, to stand behind it."""
    return "".join(f" [¶{block}]" for block in blocks)


def reason(mark: Mark) -> str:
    """Return a mark's reason with its blocks, and without the remark that it is not confirmed."""
    return one_line(mark.reason) + references(mark.blocks)
