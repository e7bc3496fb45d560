"""A reply's JSON in, a checked `Analysis` out, or a `BadReply` that names every fault.

What refuses the reply: a missing or mistyped field, a mark outside 1 to 5, an unknown category, a title or TL;DR in the
wrong script, a text too long or too short, an address (an article may tell the model to advertise one). What is only
noted: quotes, numbers and names that code does not find in the article. Such key points are dropped, and the original
headline stands; marks, TL;DR, impact and comment stay and are marked unconfirmed.
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from ainews_cli.errors import BadReply
from ainews_cli.llm.engine import AnalysisTask
from ainews_cli.llm.language import language_fault
from ainews_cli.models.analysis import CATEGORIES, MARK_NAMES, SAID, Analysis, KeyPoint, Mark, MarkName
from ainews_cli.models.scripts import SCRIPTS
from ainews_cli.sources.clean import one_line
from ainews_cli.tasks.analysis.evidence import ArticleText, advertised, new_address, source_of, strange, unconfirmed
from ainews_cli.tasks.analysis.fields import Fields

TITLE, TLDR, REASON, QUOTE, HEADING, DETAIL, LONG = 300, 900, 400, 1_000, 200, 800, 2_000
"""Most characters of the texts; about three times what the prompt asks for, so that only runaway text is refused."""
TLDR_LEAST = 10
SUMMARY = ("tldr", "key_points", "impact", "comment")
"""Fields that sum the text up. Below `models.text.MINIMUM_CHARACTERS` they are dropped, except an estimate's: its TL;DR
is the text's own words.
"""
_FIELD_NAMES = {"title": "title (the original stands)", "tldr": "TL;DR", "impact": "impact", "comment": "comment"}
MOST_TAGS, MOST_NAMES, NAME, MOST_POINTS = 8, 12, 60, 8


@dataclass(frozen=True, slots=True)
class Stamp:
    """What code, and no model, says of an analysis; the fields are those of `Analysis`."""

    engine: str
    model: str
    estimate: bool
    profile: str
    body_hash: str
    text_hash: str
    created: datetime


def check(data: Mapping[str, Any], task: AnalysisTask, stamp: Stamp, notes: tuple[str, ...] = ()) -> Analysis:
    """Return the analysis in `data`. `notes` become findings too. Raise BadReply with all faults in one line."""
    reader, source, findings = Fields(), source_of(task.title, task.url, task.blocks, task.source_language), list(notes)
    summed = task.summarise or stamp.estimate
    data = data if summed else _unsummed(data, findings)
    title = reader.text(data, "title", "title", most=max(TITLE, len(task.title)), least=1)
    tldr = _tldr(reader, data, least=TLDR_LEAST if summed and not stamp.estimate else 0)
    if not stamp.estimate:
        _languages(reader, task, title, tldr["text"])
    points = _points(reader, data, source, findings)
    impact = reader.text(data, "impact", "impact", most=LONG)
    comment = reader.text(data, "comment", "comment", most=LONG)
    marks = tuple(_mark(reader, name, data, source, stamp.estimate, findings) for name in MARK_NAMES)
    reasons = {f"marks.{mark.name}.reason": mark.reason for mark in marks}
    texts = {"title": title, "tldr": tldr["text"], "impact": impact, "comment": comment, **reasons}
    _addresses(reader, texts, source, estimate=stamp.estimate)
    category = _category(reader, data)
    tags = reader.names(data, "tags", most=MOST_TAGS, length=NAME)
    companies, products = (reader.names(data, key, most=MOST_NAMES, length=NAME) for key in ("companies", "products"))
    if reader.faults:
        raise BadReply(reader.summary())
    blocks, quote, doubt = _grounds(
        reader, tldr, source, needed=bool(task.blocks and tldr["text"]) and not stamp.estimate
    )
    doubts = {} if stamp.estimate else _doubts(task, {**texts, "tldr": doubt}, source)
    findings += (f"{_FIELD_NAMES[name]}: {words}" for name, words in doubts.items())
    return Analysis(
        **_stamped(stamp),
        title=task.title if "title" in doubts else title,
        tldr=tldr["text"],
        category=category,
        tags=tags,
        companies=companies,
        products=products,
        marks=marks,
        language=task.language,
        key_points=points,
        impact=impact,
        comment=comment,
        tldr_blocks=blocks,
        tldr_quote=quote,
        unconfirmed=tuple(doubts),
        findings=tuple(findings),
    )


def _stamped(stamp: Stamp) -> dict[str, Any]:
    return {field.name: getattr(stamp, field.name) for field in fields(stamp)}


def _addresses(reader: Fields, texts: Mapping[str, str], source: ArticleText, *, estimate: bool) -> None:
    """Refuse addresses that are not the article's, or lead to another site; an estimate's text is the article's."""
    for path, text in texts.items():
        if address := new_address(text, source):
            reader.fault(path, f"has an address that the article does not carry: {address}")
        elif address := "" if estimate else advertised(text, source):
            reader.fault(path, f"has an address of another site: {address}")


def _grounds(
    reader: Fields, tldr: Mapping[str, Any], source: ArticleText, *, needed: bool
) -> tuple[tuple[int, ...], str, str]:
    """Return blocks and quote of the TL;DR, and why they do not bear it out, "" when they do; `needed` is False where
    there is nothing to quote.
    """
    blocks, quote = reader.numbers(tldr, "blocks"), one_line(str(tldr.get("quote") or ""))[:QUOTE]
    doubt = unconfirmed(tldr["text"], blocks, quote, source) if needed else ""
    return _known(blocks, source), quote, doubt


def _doubts(task: AnalysisTask, texts: Mapping[str, str], source: ArticleText) -> dict[str, str]:
    """Return those of SAID that the article does not bear out -> why, in words. `texts["tldr"]` is why already."""
    doubts = {
        "title": _title_doubt(task, texts["title"], source),
        "tldr": texts["tldr"],
        "impact": strange(texts["impact"], source),
        "comment": strange(texts["comment"], source),
    }
    return {name: doubts[name] for name in SAID if doubts[name]}


def _title_doubt(task: AnalysisTask, title: str, source: ArticleText) -> str:
    """Return what is wrong with a translated title, in words; "" for none.

    One in Latin letters for a reader of another script may be all names: then of the headline, not of its text alone.
    """
    if title == one_line(task.title):
        return ""
    names = [word.strip(string.punctuation).lower() for word in title.split()]
    if (
        title.isascii()
        and task.language.split("-")[0] in SCRIPTS
        and not all(name in task.title.lower() for name in names)
    ):
        return "is neither the headline nor a translation of it"
    return strange(title, source)


def _unsummed(data: Mapping[str, Any], findings: list[str]) -> Mapping[str, Any]:
    """Return a reply without what sums the text up, for a text that is too short: whatever it says would be made of
    nothing.
    """
    tldr = data.get("tldr")
    said = [
        tldr.get("text") if isinstance(tldr, Mapping) else tldr,
        *(data.get(key) for key in SUMMARY if key != "tldr"),
    ]
    if any(said):
        findings.append("TL;DR, key points, impact and comment dropped: the text is too short to summarise")
    return {key: value for key, value in data.items() if key not in SUMMARY}


def _tldr(reader: Fields, data: Mapping[str, Any], *, least: int) -> Mapping[str, Any]:
    """Return the TL;DR as an object with a cleaned `text`; a bare text is taken for one without evidence."""
    value = data.get("tldr")
    table = value if isinstance(value, Mapping) else {"text": value}
    text = reader.text(table, "text", "tldr", most=TLDR, least=least)
    return {**table, "text": text}


def _languages(reader: Fields, task: AnalysisTask, title: str, tldr: str) -> None:
    for path, text in (("title", title), ("tldr", tldr)):
        if text and (words := language_fault(text, task.language, title=path == "title")):
            reader.fault(path, words)


def _category(reader: Fields, data: Mapping[str, Any]) -> str:
    value = data.get("category")
    name = value.strip().lower() if isinstance(value, str) else ""
    if name not in CATEGORIES:
        reader.fault("category", f"is not one of {', '.join(CATEGORIES)}")
    return name


def _mark(
    reader: Fields, name: MarkName, data: Mapping[str, Any], source: ArticleText, estimate: bool, findings: list[str]
) -> Mark:
    marks = data.get("marks")
    path = f"marks.{name}"
    table = reader.table(marks if isinstance(marks, Mapping) else {}, name, path)
    if not table:
        return Mark(name, 0.0, "")
    value = reader.mark(table, f"{path}.value", whole=not estimate)
    reason = reader.text(table, "reason", f"{path}.reason", most=REASON, least=1)
    quote = one_line(str(table.get("quote") or ""))[:QUOTE]
    blocks = reader.numbers(table, "blocks")
    doubt = (
        "" if estimate else unconfirmed(reason, blocks, quote, source) if quote or blocks else strange(reason, source)
    )
    if doubt:
        findings.append(f"{name}: {doubt}")
    return Mark(name, value, reason, _known(blocks, source), quote, not doubt)


def _points(reader: Fields, data: Mapping[str, Any], source: ArticleText, findings: list[str]) -> tuple[KeyPoint, ...]:
    """Return the confirmed key points; each one dropped leaves a finding."""
    value = data.get("key_points")
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(point, Mapping) for point in value):
        reader.fault("key_points", "is not a list of objects")
        return ()
    points: list[KeyPoint] = []
    for number, point in enumerate(value[:MOST_POINTS], 1):
        path = f"key_points[{number}]"
        heading = reader.text(point, "heading", f"{path}.heading", most=HEADING, least=1)
        detail = reader.text(point, "detail", f"{path}.detail", most=DETAIL, least=1)
        blocks, quote = reader.numbers(point, "blocks"), one_line(str(point.get("quote") or ""))
        statement = f"{heading} {detail}"
        doubt = (
            unconfirmed(statement, blocks, quote, source)
            or new_address(statement, source)
            or advertised(statement, source)
        )
        if doubt:
            findings.append(f"key point dropped ({heading[:60]}): {doubt}")
        else:
            points.append(KeyPoint(heading, detail, _known(blocks, source), quote))
    return tuple(points)


def _known(blocks: tuple[int, ...], source: ArticleText) -> tuple[int, ...]:
    return tuple(number for number in blocks if number in source.blocks)
