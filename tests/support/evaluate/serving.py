"""The model that knows the answers, behind the fake Messages server."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ainews_cli.evaluate.cases import Case, cases
from tests.support.evaluate.model import Alter, perfect, translation, unaltered
from tests.support.messages import Handler, reply
from tests.support.responses import Body
from tests.support.tasks.translation_samples import asked


def text_of(body: Body) -> str:
    content = body["messages"][0]["content"]
    return content if isinstance(content, str) else "".join(part["text"] for part in content)


def case_of(body: Body) -> Case:
    """The case that a request is about."""
    text = text_of(body)
    return next(case for case in cases() if f"Title: {case.title}\n" in text or f'"title": "{case.title}"' in text)


class _Task:
    def __init__(self, blocks: list[dict[str, Any]]) -> None:
        self.blocks = [type("Block", (), one) for one in blocks]


def answering(
    language: str = "ja", *, alter: Alter = unaltered, calls: list[str] | None = None
) -> Callable[[Handler, Body], None]:
    """A step that answers every request about the set; `calls` collects what was asked."""

    def step(handler: Handler, body: Body) -> None:
        case = case_of(body)
        translating = "Title: " not in text_of(body)
        if calls is not None:
            calls.append(f"{'translation' if translating else 'analysis'} {case.name}")
        if translating:
            data: Any = translation(case, language, _Task(asked(body)["blocks"]))  # type: ignore[arg-type]  # blocks with ids are all it needs
        else:
            data = alter(case, perfect(case, language), 1)
        reply(data)(handler, body)

    return step
