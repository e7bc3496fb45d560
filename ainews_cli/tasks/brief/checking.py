"""A reply's JSON in, claims that code has confirmed out; what is not confirmed is dropped with a finding, and never
shown.

What refuses the reply as a whole (`BadReply`): no list of claims, or a list of which nothing is left. What drops a
claim: a missing or mistyped field, no cite or one that names no document, a quote that does not stand in the first
document cited, a number, date or address that no document cited has, the wrong script, runaway length, an agreement or
a dispute of one. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ainews_cli.errors import BadReply
from ainews_cli.llm.language import language_fault
from ainews_cli.models.brief import GROUPS, BriefClaim
from ainews_cli.models.text import Block
from ainews_cli.sources.clean import one_line
from ainews_cli.verify.links import strange_addresses
from ainews_cli.verify.quotes import confirm_quote, numbers_supported

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ainews_cli.models.brief import BriefDocument
    from ainews_cli.tasks.brief.requests import BriefRequest

MOST_CLAIMS, TEXT, QUOTE = 8, 500, 600
"""Claims of one brief that are kept; characters of a claim and of a quote: two to three times what the prompt asks for.
"""
TOGETHER = ("agreement", "dispute")
"""Groups that take two."""
_MOST_FAULTS = 6


def check(data: Mapping[str, Any], request: BriefRequest) -> tuple[tuple[BriefClaim, ...], tuple[str, ...]]:
    """Return the claims that pass, in the order of their groups, and what was dropped and why, one line each. Raise
    BadReply.
    """
    given = data.get("claims")
    if not isinstance(given, list):
        raise BadReply("claims is missing" if given is None else "claims is not a list")
    claims: list[BriefClaim] = []
    findings: list[str] = []
    for number, value in enumerate(given, 1):
        fault, claim = _claim(value, request)
        if claim is None:
            findings.append(f"claim {number} dropped{_named(value)}: {fault}")
        elif len(claims) == MOST_CLAIMS:
            findings.append(f"claim {number} dropped{_named(value)}: more than {MOST_CLAIMS} claims")
        elif claim.text not in {other.text for other in claims}:
            claims.append(claim)
    if given and not claims:
        raise BadReply("; ".join(findings[:_MOST_FAULTS]))
    order = GROUPS[request.task.kind]
    return tuple(sorted(claims, key=lambda other: order.index(other.group))), tuple(findings)


def _claim(value: object, request: BriefRequest) -> tuple[str, BriefClaim | None]:
    """Return what is wrong with it ("" for nothing), and the claim, None where something is."""
    if not isinstance(value, Mapping):
        return "is not an object", None
    group, cites, texts = value.get("group"), value.get("cites"), (value.get("text"), value.get("quote"))
    if group not in GROUPS[request.task.kind]:
        return f"group is not one of {', '.join(GROUPS[request.task.kind])}", None
    if not all(isinstance(value, str) for value in texts):
        return "text or quote is missing or not a text", None
    if not isinstance(cites, list) or not all(type(number) is int for number in cites):
        return "cites is not a list of ids", None
    text, quote = (one_line(str(value)) for value in texts)
    named = tuple(dict.fromkeys(cites))
    if fault := _written_fault(text, quote, request.task.language) or _cite_fault(group, named, request):
        return fault, None
    documents = {document.id: document for document in request.task.documents}
    if fault := _source_fault(text, quote, [documents[number] for number in named], request.task.title):
        return fault, None
    return "", BriefClaim(group, text, tuple(request.cited[number] for number in named), quote)


def _written_fault(text: str, quote: str, language: str) -> str:
    """Return what is wrong with the claim by itself."""
    if not text:
        return "text is empty"
    if len(text) > TEXT:
        return f"text is too long: {len(text)} characters, at most {TEXT}"
    if len(quote) > QUOTE:
        return f"quote is too long: {len(quote)} characters, at most {QUOTE}"
    fault = language_fault(text, language)
    return f"text {fault}" if fault else ""


def _cite_fault(group: str, named: tuple[int, ...], request: BriefRequest) -> str:
    """Return what is wrong with what it cites."""
    if not named:
        return "cites nothing"
    known = {document.id for document in request.task.documents}
    if unknown := [str(number) for number in named if number not in known]:
        return f"cites {', '.join(unknown)}, which are no ids of the documents"
    if group in TOGETHER and len(named) < 2:
        return f"{group} cites one document alone; it takes two"
    return ""


def _source_fault(text: str, quote: str, cited: Sequence[BriefDocument], title: str) -> str:
    """Return what the documents cited do not bear out."""
    if not quote:
        return "has no quote"
    if not confirm_quote(quote, cited[0].blocks):
        return f"its quote is not in document {cited[0].id}"
    grounds = (Block(0, "heading", title), *(block for document in cited for block in document.blocks))
    if strange := (
        *numbers_supported(text, grounds),
        *strange_addresses(text, "\n".join(block.text for block in grounds)),
    ):
        return f"says {', '.join(strange)}, which what it cites does not"
    return ""


def _named(value: object) -> str:
    text = value.get("text") if isinstance(value, Mapping) else None
    return f" ({one_line(text)[:60]})" if isinstance(text, str) and text.strip() else ""
