"""Glossaries: the reader's own terms and the shipped Japanese AI vocabulary, and which of them a text uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from ainews_cli.data import load
from ainews_cli.verify.text import fold_width, prose


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the source language and how it may be translated."""

    source: str
    accepted: tuple[str, ...]
    """The renderings allowed, the preferred one first."""
    user: bool = False
    """True: the reader set it, and it is required; False: a departure only warns."""
    forms: tuple[str, ...] = ()
    """Other forms of the source term (`LLM` beside `large language model`)."""


Glossary: TypeAlias = tuple[Term, ...]


@lru_cache(maxsize=4)
def shipped(language: str) -> Glossary:
    """Return the vocabulary that comes with the program for a target language (primary subtag); () where there
    is none.
    """
    try:
        terms = load(f"glossary_{language}")["terms"]
    except FileNotFoundError:
        return ()
    return tuple(_term(source, accepted) for source, accepted in terms.items())


def _term(source: str, accepted: Sequence[str]) -> Term:
    first, *forms = (part.strip() for part in source.split("|"))
    return Term(first, tuple(accepted), False, tuple(forms))


def combine(user: Iterable[tuple[str, str]], language: str) -> Glossary:
    """Return the glossary for a target language: the user's `(term, translation)` pairs first; a shipped term that the
    user set too is left out.

    A translation may name variants, the preferred one first: `推論 | インファレンス`.
    """
    own = tuple(
        Term(source.strip(), tuple(part.strip() for part in translation.split("|") if part.strip()), True)
        for source, translation in user
    )
    taken = {term.source.casefold() for term in own}
    primary = language.split("-")[0].lower()
    rest = tuple(
        term for term in shipped(primary) if not taken & {form.casefold() for form in (term.source, *term.forms)}
    )
    return own + rest


def terms_in(text: str, glossary: Glossary) -> Glossary:
    """Return the terms that a source text uses, in the glossary's order: whole words, plurals too, the longest match
    winning, code left out.
    """
    if not glossary:
        return ()
    pattern, owners = _pattern(glossary)
    used = {owners[_key(match[0])] for match in pattern.finditer(prose(text)) if _key(match[0]) in owners}
    return tuple(term for index, term in enumerate(glossary) if index in used)


def _key(text: str) -> str:
    return re.sub(r"[\s\-‐‑–]+", " ", text.casefold())


@lru_cache(maxsize=16)
def _pattern(glossary: Glossary) -> tuple[re.Pattern[str], dict[str, int]]:
    owners: dict[str, int] = {}
    for index, term in enumerate(glossary):
        for form in (term.source, *term.forms):
            for spelling in _plurals(_key(fold_width(form))):
                owners.setdefault(spelling, index)
    ordered = sorted(owners, key=len, reverse=True)
    joined = "|".join(re.escape(spelling).replace(r"\ ", r"[\s\-‐‑–]+") for spelling in ordered)
    return re.compile(rf"(?<![A-Za-z0-9])(?:{joined})(?![A-Za-z0-9])", re.IGNORECASE), owners


def _plurals(term: str) -> tuple[str, ...]:
    if not term or not term[-1].isascii() or not term[-1].isalpha():
        return (term,)
    if re.search(r"[^aeiou]y$", term):
        return term, f"{term[:-1]}ies"
    if re.search(r"(?:s|x|z|ch|sh)$", term):
        return term, f"{term}es"
    return term, f"{term}s"
