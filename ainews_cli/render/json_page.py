"""The page as JSON, for scripts. Fields may be added; those below keep their names and meanings. UTF-8, times ISO 8601
in UTC.

| field | value |
|---|---|
| `view` | name of the view: `daily`, `latest`, `show` … |
| `title` | heading of the page |
| `language` | language of the interface texts, BCP 47 |
| `timezone` | IANA name of the zone the window was cut in |
| `window` | `{"from", "to"}`, half open (from <= published < to), or null |
| `window.from` | start, inclusive |
| `window.to` | end, exclusive |
| `generated_at` | when the page was made |
| `lead` | introduction, "" for none |
| `entries` | the items the page is about, in the order shown (`show`: the article alone) |
| `entries[].id` | item id: never changes its meaning |
| `entries[].rank` | 1, 2, 3 …; 0 in an unranked list |
| `entries[].title` | translated title |
| `entries[].original_title` | title as the source has it |
| `entries[].url` | canonical link, "" for none |
| `entries[].source` | feed that brought it first |
| `entries[].sources` | all feeds that carry it |
| `entries[].author` | author, "" where not known |
| `entries[].language` | language of the original, "" where not known |
| `entries[].published` | time of publication |
| `entries[].kind` | kind of its feed: `feed`, `hackernews`, `youtube` |
| `entries[].score` | 1.0 to 5.0, or null |
| `entries[].stars` | filled stars, 0 to 5 |
| `entries[].label` | the score in words |
| `entries[].estimate` | true: the score is the offline estimate, no model has read the item |
| `entries[].marks` | `depth`, `relevance`, `practicality`, `novelty` -> mark; {} without an analysis |
| `entries[].marks.*.value` | 1.0 to 5.0 |
| `entries[].marks.*.reason` | one line |
| `entries[].marks.*.blocks` | numbers of the source blocks it rests on |
| `entries[].marks.*.quote` | verbatim from those blocks |
| `entries[].marks.*.confirmed` | false: code did not find the quote in the source |
| `entries[].category` | `news`, `research`, `tool`, `video`, `opinion`, `tutorial`, `business`, `policy`, `release`, or
the feed's own |
| `entries[].tags` | tags, without # |
| `entries[].companies` | companies named |
| `entries[].products` | products named |
| `entries[].tldr` | summary, "" for none |
| `entries[].reading_minutes` | minutes to read the original; 0: there is no text |
| `entries[].analysed_at` | when it was analysed, or null |
| `entries[].stale` | true: the item changed after the analysis |
| `entries[].points` | points of the discussion, or null |
| `entries[].comments` | comments of the discussion, or null |
| `entries[].discussion_url` | link of the discussion, "" for none |
| `entries[].thumbnail` | link of a picture, "" for none |
| `entries[].duration` | seconds of a video, or null |
| `entries[].views` | views of a video, or null |
| `entries[].note` | remark in the page's language, "" for none |
| `entries[].details` | further facts in the page's language |
| `entries[].details[].label` | what it is |
| `entries[].details[].value` | what is so |
| `entries[].coverage` | other items of the same story |
| `entries[].coverage[].id` | item id |
| `entries[].coverage[].title` | its translated title |
| `entries[].coverage[].url` | its link, "" for none |
| `entries[].coverage[].source` | the feed that brought it |
| `entries[].story_note` | that the story goes on, and what is new; "" for a first report |
| `sections` | the page as it is shown |
| `sections[].key` | stable name: `entries`, `score`, `key_points`, `original` … |
| `sections[].heading` | heading in the page's language, "" for none |
| `sections[].folded` | true: formats that can fold fold it |
| `sections[].hint` | the line that formats which cannot fold print in its place, "" for none |
| `sections[].parts` | parts, told apart by `type` |
| `sections[].parts[].type` | `entry`, `related`, `text`, `score`, `key_points`, `claims`, `blocks`, `bilingual`,
`table`, `link` |
| `sections[].parts[].id` | entry: id of the item in `entries`; related: of another item |
| `sections[].parts[].title` | related: its translated title |
| `sections[].parts[].original_title` | related: as the source has it |
| `sections[].parts[].source` | related: the feed that brought it first |
| `sections[].parts[].published` | related: time of publication |
| `sections[].parts[].tldr` | related: summary, "" for none |
| `sections[].parts[].text` | text: the paragraph |
| `sections[].parts[].style` | text: `normal`, `lead`, `note`, `warning` |
| `sections[].parts[].score` | score: 1.0 to 5.0; related: the same or null |
| `sections[].parts[].stars` | score, related: filled stars, 0 to 5 |
| `sections[].parts[].label` | score: in words; link: its label |
| `sections[].parts[].estimate` | score, related: true for the offline estimate |
| `sections[].parts[].analysed_at` | score: when it was analysed, or null |
| `sections[].parts[].marks` | score: as in `entries[].marks`, each with its `weight` |
| `sections[].parts[].marks.*.value` | 1.0 to 5.0 |
| `sections[].parts[].marks.*.reason` | one line |
| `sections[].parts[].marks.*.blocks` | numbers of the source blocks it rests on |
| `sections[].parts[].marks.*.quote` | verbatim from those blocks |
| `sections[].parts[].marks.*.confirmed` | false: code did not find the quote in the source |
| `sections[].parts[].marks.*.weight` | 0 to 1; the weights of a score sum to 1 |
| `sections[].parts[].points` | key_points: the points |
| `sections[].parts[].points[].heading` | the point |
| `sections[].parts[].points[].detail` | what there is to say about it, "" for nothing |
| `sections[].parts[].points[].blocks` | numbers of the source blocks it rests on |
| `sections[].parts[].points[].quote` | verbatim from those blocks |
| `sections[].parts[].heading` | claims: their heading, "" for none |
| `sections[].parts[].claims` | claims: sentences by a model about other texts |
| `sections[].parts[].claims[].text` | the sentence |
| `sections[].parts[].claims[].quote` | verbatim from the first text it cites, "" for none |
| `sections[].parts[].claims[].cites` | what it rests on, at least one |
| `sections[].parts[].claims[].cites[].label` | the comment's author, or the item's id |
| `sections[].parts[].claims[].cites[].url` | link to it, "" for none |
| `sections[].parts[].language` | blocks: language of the text, "" where not known; bilingual: of the translation |
| `sections[].parts[].original_language` | bilingual: language of the original, "" where not known |
| `sections[].parts[].pairs` | bilingual: original and translation of each block |
| `sections[].parts[].pairs[].id` | the n of ¶n |
| `sections[].parts[].pairs[].kind` | as in `blocks[].kind` |
| `sections[].parts[].pairs[].original` | inline Markdown, as in `blocks[].text` |
| `sections[].parts[].pairs[].translation` | the same, or null where the original stands alone |
| `sections[].parts[].pairs[].note` | why it is marked (a check it failed), "" for nothing |
| `sections[].parts[].numbered` | blocks: whether ¶n is shown |
| `sections[].parts[].blocks` | blocks: the article text |
| `sections[].parts[].blocks[].id` | the n of ¶n |
| `sections[].parts[].blocks[].kind` | `heading`, `paragraph`, `list_item`, `quote`, `code`, `table`, `image` |
| `sections[].parts[].blocks[].text` | inline Markdown (code: the bare code; table: a GFM table) |
| `sections[].parts[].blocks[].level` | heading 1 to 6; list item, quote: depth from 1; else 0 |
| `sections[].parts[].blocks[].ordered` | number of an ordered list item, 0 for a bullet |
| `sections[].parts[].blocks[].info` | language of a code block |
| `sections[].parts[].blocks[].note` | why it is marked (a check it failed), "" for nothing |
| `sections[].parts[].columns` | table: heads of the columns |
| `sections[].parts[].rows` | table: rows of cells: text, numbers in time, a share (`value` 0 to 1, `label`), links, or
a time (null: never) |
| `sections[].parts[].records` | table: the rows as objects for scripts, where the view has them (`feeds`, `eval`,
`batch status`), else [] |
| `sections[].parts[].url` | link: its address; related: the item's |
| `footer` | what the page rests on |
| `footer.engine` | `claude`, `offline`, `recorded` |
| `footer.model` | model id |
| `footer.considered` | items in the window |
| `footer.analysed` | of those, with an analysis by a model |
| `footer.deferred` | candidates that the budget left for later |
| `footer.deferred_items` | those, best first |
| `footer.deferred_items[].id` | item id |
| `footer.deferred_items[].title` | its title, as the source has it |
| `footer.feeds_failed` | names of the feeds that failed |
| `footer.without_text` | items without full text |
| `footer.spent_usd` | US dollars spent in this run |
| `footer.lines` | further remarks in the page's language |
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any, assert_never

from ainews_cli.models.page import (
    RELATED,
    Bar,
    BilingualPart,
    BlocksPart,
    ClaimsPart,
    EntryPart,
    KeyPointsPart,
    LinkPart,
    Links,
    Moment,
    ScorePart,
    Spark,
    TablePart,
    TextPart,
)
from ainews_cli.render.clean import cleaned
from ainews_cli.render.times import iso

if TYPE_CHECKING:
    from ainews_cli.models.analysis import Mark
    from ainews_cli.models.page import Cell, Footer, Page, Part, Section
    from ainews_cli.render.options import Options

Object = dict[str, Any]


def render(page: Page, options: Options) -> str:  # noqa: ARG001  # every format takes the options  # every format takes the options
    """The page as JSON text, indented by two."""
    return json.dumps(document(cleaned(page)), ensure_ascii=False, indent=2) + "\n"


def document(page: Page) -> Object:
    """The page as plain data, as the table in this module's docstring says."""
    return {
        "view": page.view,
        "title": page.title,
        "language": page.language,
        "timezone": page.timezone,
        "window": {"from": iso(page.window[0]), "to": iso(page.window[1])} if page.window else None,
        "generated_at": iso(page.generated),
        "lead": page.lead,
        "entries": [_entry(entry) for entry in page.entries],
        "sections": [_section(section) for section in page.sections],
        "footer": _footer(page.footer),
    }


def _time(moment: datetime | None) -> str | None:
    return iso(moment) if moment else None


def _entry(entry: EntryPart) -> Object:
    return {
        "id": entry.id,
        "rank": entry.rank,
        "title": entry.title,
        "original_title": entry.original_title,
        "url": entry.url,
        "source": entry.source,
        "sources": list(entry.sources),
        "author": entry.author,
        "language": entry.language,
        "published": iso(entry.published),
        "kind": entry.kind,
        "score": entry.score,
        "stars": entry.stars,
        "label": entry.label,
        "estimate": entry.estimate,
        "marks": {mark.name: _mark(mark) for mark in entry.marks},
        "category": entry.category,
        "tags": list(entry.tags),
        "companies": list(entry.companies),
        "products": list(entry.products),
        "tldr": entry.tldr,
        "reading_minutes": entry.reading_minutes,
        "analysed_at": _time(entry.analysed),
        "stale": entry.stale,
        "points": entry.points,
        "comments": entry.comments,
        "discussion_url": entry.discussion_url,
        "thumbnail": entry.thumbnail,
        "duration": entry.duration,
        "views": entry.views,
        "note": entry.note,
        "details": [{"label": label, "value": value} for label, value in entry.details],
        "coverage": [one._asdict() for one in entry.coverage],
        "story_note": entry.story_note,
    }


def _mark(mark: Mark) -> Object:
    return {
        "value": mark.value,
        "reason": mark.reason,
        "blocks": list(mark.blocks),
        "quote": mark.quote,
        "confirmed": mark.confirmed,
    }


def _section(section: Section) -> Object:
    return {
        "key": section.key,
        "heading": section.heading,
        "folded": section.folded,
        "hint": section.hint,
        "parts": [_part(part, section.key) for part in section.parts],
    }


def _part(part: Part, key: str) -> Object:
    match part:
        case EntryPart():
            return _related(part) if key == RELATED else {"type": "entry", "id": part.id}
        case TextPart():
            return {"type": "text", "text": part.text, "style": part.style}
        case ScorePart():
            return _score(part)
        case KeyPointsPart():
            points = [
                {"heading": one.heading, "detail": one.detail, "blocks": list(one.blocks), "quote": one.quote}
                for one in part.points
            ]
            return {"type": "key_points", "points": points}
        case ClaimsPart():
            return _claims(part)
        case BlocksPart():
            return _blocks(part)
        case BilingualPart():
            return _bilingual(part)
        case TablePart():
            rows = [[_cell(cell) for cell in row] for row in part.rows]
            records = [
                {name: _time(value) if isinstance(value, datetime) else value for name, value in one}
                for one in part.records
            ]
            return {"type": "table", "columns": list(part.columns), "rows": rows, "records": records}
        case LinkPart():
            return {"type": "link", "label": part.label, "url": part.url}
    assert_never(part)


def _claims(part: ClaimsPart) -> Object:
    claims = [
        {"text": one.text, "quote": one.quote, "cites": [_link(cited) for cited in one.cites]} for one in part.claims
    ]
    return {"type": "claims", "heading": part.heading, "claims": claims}


def _link(part: LinkPart) -> Object:
    return {"label": part.label, "url": part.url}


def _cell(cell: Cell) -> object:
    match cell:
        case Spark():
            return list(cell.values)
        case Bar():
            return {"value": cell.value, "label": cell.label}
        case Links():
            return [_link(one) for one in cell.links]
        case Moment():
            return _time(cell.time)
        case str():
            return cell
    assert_never(cell)


def _score(part: ScorePart) -> Object:
    marks = {mark.name: _mark(mark) | {"weight": weight} for mark, weight in zip(part.marks, part.weights, strict=True)}
    return {
        "type": "score",
        "score": part.score,
        "stars": part.stars,
        "label": part.label,
        "estimate": part.estimate,
        "analysed_at": _time(part.analysed),
        "marks": marks,
    }


def _related(entry: EntryPart) -> Object:
    """An entry that is none of `entries`: the short form."""
    whole = _entry(entry)
    names = ("id", "title", "original_title", "url", "source", "published", "score", "stars", "estimate", "tldr")
    return {"type": "related", **{name: whole[name] for name in names}}


def _bilingual(part: BilingualPart) -> Object:
    notes = dict(part.marks)
    pairs = [
        {
            "id": original.id,
            "kind": original.kind,
            "original": original.text,
            "translation": translated.text if translated else None,
            "note": notes.get(original.id, ""),
        }
        for original, translated in part.pairs
    ]
    return {"type": "bilingual", "language": part.language, "original_language": part.original_language, "pairs": pairs}


def _blocks(part: BlocksPart) -> Object:
    notes = dict(part.marks)
    blocks = [
        {
            "id": block.id,
            "kind": block.kind,
            "text": block.text,
            "level": block.level,
            "ordered": block.ordered,
            "info": block.info,
            "note": notes.get(block.id, ""),
        }
        for block in part.blocks
    ]
    return {"type": "blocks", "language": part.language, "numbered": part.numbered, "blocks": blocks}


def _footer(footer: Footer) -> Object:
    return {
        "engine": footer.engine,
        "model": footer.model,
        "considered": footer.considered,
        "analysed": footer.analysed,
        "deferred": footer.deferred,
        "deferred_items": [one._asdict() for one in footer.deferred_items],
        "feeds_failed": list(footer.feeds_failed),
        "without_text": footer.without_text,
        "spent_usd": footer.spent_usd,
        "lines": list(footer.lines),
    }
