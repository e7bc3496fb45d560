"""Prompts: files in `prompts/`, filled in here. Pure but for reading the files once.

The system prompt is a stable prefix (rules, rubric, reader) that is the same for every item of a run, so that servers
can cache it. The article goes into the user message between tags that it cannot close.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pkgutil import get_data
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from ainews_cli.llm.engine import AnalysisTask, BriefTask, TranslationTask
    from ainews_cli.models.analysis import Interests
    from ainews_cli.models.brief import BriefDocument
    from ainews_cli.models.text import Block

TERMS = {"ja": "terms_ja.md"}
"""Files with the core of the glossary, by primary subtag of the target language. It is the same for all articles, and
so is cached.
"""

LANGUAGES = {
    "ja": "Japanese (日本語)",
    "en": "English",
    "zh": "Chinese (中文)",
    "ko": "Korean (한국어)",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "pt": "Portuguese",
    "it": "Italian",
}
"""Names that models know better than tags; other tags are given as they are."""

_TAG = re.compile(r"<(?=\s*/?\s*article\b)", re.IGNORECASE)
_BLOCK_NUMBER = re.compile(r"¶(?=\d)")


class Prompt(NamedTuple):
    """A rendered prompt."""

    system: tuple[str, ...]
    """Parts of the system prompt: the rules, then the reader. The same for every item of a run."""
    messages: tuple[tuple[str, str], ...]
    """(role, text), alternating, user first."""

    @property
    def characters(self) -> str:
        """Everything that is sent, for estimating tokens."""
        return "\n".join((*self.system, *(text for _, text in self.messages)))


@cache
def template(name: str) -> str:
    """Return the text of a prompt file. (`pkgutil` reads package data as importlib.resources does, at a twentieth of
    its import time.)
    """
    data = get_data(__package__, f"prompts/{name}")
    if data is None:
        raise FileNotFoundError(f"prompts/{name} is missing; reinstall ainews")
    return data.decode("utf-8")


def analysis_prompt(task: AnalysisTask) -> Prompt:
    """Return the prompt that asks for an analysis of one item; on the second try with the last reply and what was wrong
    with it.
    """
    article = _fill(
        template("article.md"),
        title=neutral(task.title),
        source=neutral(task.source),
        kind=neutral(task.kind),
        published=f"{task.published:%Y-%m-%d %H:%M} UTC",
        url=neutral(task.url),
        counts=_counts(task),
        text=numbered(task.blocks),
        language=language_name(task.language),
        short="" if task.summarise else " The text is too short to summarise.",
    )
    messages = [("user", article.strip())]
    if task.fault:
        messages.append(("assistant", task.previous.strip() or "(no usable answer)"))
        messages.append(
            (
                "user",
                _fill(template("repair.md"), fault=neutral(task.fault), language=language_name(task.language)).strip(),
            )
        )
    return Prompt((template("analyse.md").strip(), _reader(task.language, task.interests)), tuple(messages))


def translation_prompt(task: TranslationTask) -> Prompt:
    """Return the prompt that asks for some blocks of an article; with faults, for those blocks once more. All that is
    foreign goes as JSON strings.
    """
    name, language = "translate_repair.md" if task.faults else "translate_blocks.md", language_name(task.language)
    faults = {number: {"translation": text, "fault": fault} for number, text, fault in task.faults}
    data = {
        "title": task.title,
        "translated_title": task.translated_title,
        "language": language_name(task.source_language) if task.source_language else "",
        "glossary": dict(task.terms),
        "before": [{"source": source, "translation": translation} for source, translation in task.before],
        "blocks": [
            {"id": block.id, "kind": block.kind, "text": block.text, **faults.get(block.id, {})}
            for block in task.blocks
        ],
    }
    filled = _fill(
        template(name), article=_json({key: value for key, value in data.items() if value}), language=language
    )
    core = TERMS.get(task.language.split("-")[0].lower())
    target = "\n\n".join((f"# Target language\n\n{language}", *([template(core).strip()] if core else [])))
    return Prompt((template("translate.md").strip(), target), (("user", filled.strip()),))


def brief_prompt(task: BriefTask) -> Prompt:
    """Return the prompt that asks for a brief; on the second try with the last reply and its fault. All that is foreign
    goes as JSON strings.
    """
    language = language_name(task.language)
    data = {
        **({"title": task.title} if task.title else {}),
        "documents": [_document(document) for document in task.documents],
    }
    filled = _fill(template("brief_documents.md"), documents=_json(data), language=language)
    messages = [("user", filled.strip())]
    if task.fault:
        messages.append(("assistant", task.previous.strip() or "(no usable answer)"))
        messages.append(
            ("user", _fill(template("brief_repair.md"), fault=neutral(task.fault), language=language).strip())
        )
    return Prompt(
        (template("brief.md").strip(), f"{template(f'brief_{task.kind}.md').strip()}\n\n# Language\n\n{language}"),
        tuple(messages),
    )


def _document(document: BriefDocument) -> dict[str, Any]:
    replies = {"replies": document.replies} if document.replies else {}
    text = "\n\n".join(block.text for block in document.blocks)
    return {"id": document.id, "author": document.author, **replies, "text": text}


def _json(data: Mapping[str, Any]) -> str:
    """Return JSON that holds no "<", and so cannot close the tags around it."""
    return json.dumps(data, ensure_ascii=False, indent=1).replace("<", "\\u003c")


def numbered(blocks: Iterable[Block]) -> str:
    """Return the blocks as ¶-numbered paragraphs; kind and level are named where they matter for reading."""
    parts = []
    for block in blocks:
        kind = "" if block.kind in ("paragraph", "list_item") else f" [{block.kind}]"
        parts.append(f"¶{block.id}{kind} {neutral(block.text)}")
    return "\n\n".join(parts) or "(There is no text, only the title.)"


def neutral(text: str) -> str:
    """Return text that can neither close the article's tags nor pass for a numbered block."""
    return _BLOCK_NUMBER.sub("", _TAG.sub("‹", text))


def language_name(tag: str) -> str:
    """Return what to call a language in a prompt."""
    return LANGUAGES.get(tag.split("-")[0].lower(), tag) if "-" not in tag else tag


def _reader(language: str, interests: Interests) -> str:
    filled = _fill(
        template("reader.md"),
        language=language_name(language),
        interests=" ".join(interests.text.split()) or "(none given)",
        keywords=", ".join(interests.keywords) or "(none given)",
    )
    return filled.strip()


def _counts(task: AnalysisTask) -> str:
    if task.points is None and task.comments is None:
        return ""
    return f"Discussion: {task.points or 0} points, {task.comments or 0} comments\n"


def _fill(form: str, /, **values: str) -> str:
    """Fill `{name}` places in one pass, so that braces inside a value stay what they are."""
    return re.sub(r"\{(\w+)\}", lambda match: values[match[1]] if match[1] in values else match[0], form)
