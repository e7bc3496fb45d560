"""Faults put into good translations by a seeded generator: what a model gets wrong, one at a time.

Each fault takes the translated text, its source block, the generator and a `Pool` of other text; it gives the faulty
text, or None where the block offers no place for it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from ainews_cli.models.text import Block
from ainews_cli.verify.glossary import Glossary
from ainews_cli.verify.sentences import sentences
from ainews_cli.verify.text import code_spans, fold_width, prose


@dataclass(frozen=True, slots=True)
class Pool:
    """Text to borrow from: sentences of other translations, and names that the document does not hold."""

    sentences: tuple[str, ...]
    names: tuple[str, ...]
    glossary: Glossary


Fault: TypeAlias = Callable[[str, Block, random.Random, Pool], "str | None"]

_OUTSIDE = r"(?<![A-Za-z0-9.,/#:_-])"
_NUMBER = re.compile(rf"{_OUTSIDE}\d+(?:,\d{{3}})*(?:\.\d+)?(?![A-Za-z0-9/_]|[.,:-]\d)")
_DATE = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})日)?")
_UNITS = (
    ["GB", "TB", "MB", "KB"],
    ["ドル", "ユーロ", "円", "ポンド"],
    ["%", "ポイント", "倍"],
    ["キロメートル", "マイル", "メートル"],
    ["時間", "分", "秒", "日間", "週間"],
    ["年", "カ月", "か月", "ヶ月", "週間"],
    ["kg", "トン", "ポンド"],
    ["kW", "MW", "GW"],
    ["ミリ秒", "秒"],
)
_SPAN = re.compile(r"`[^`]+`|\]\([^)]*\)|https?://\S+|<[^>]+>")


def _pick(matches: list[re.Match[str]], rng: random.Random) -> re.Match[str] | None:
    return rng.choice(matches) if matches else None


def _outside(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    taken = [match.span() for match in _SPAN.finditer(text)]
    return [match for match in pattern.finditer(text) if not any(start <= match.start() < end for start, end in taken)]


def _swap(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]


def number(text: str, source: Block, rng: random.Random, pool: Pool) -> str | None:
    """Change one digit of one number."""
    match = _pick(_outside(_NUMBER, text), rng)
    if match is None:
        return None
    at = rng.choice([index for index, char in enumerate(match[0]) if char.isdigit()])
    digit = rng.choice([char for char in "123456789" if char != match[0][at]])
    return _swap(text, match, match[0][:at] + digit + match[0][at + 1 :])


def magnitude(text: str, source: Block, rng: random.Random, pool: Pool) -> str | None:
    """Turn 万 into 億, add a zero or move a decimal point."""
    match = _pick(_outside(re.compile(r"(?<=\d)[万億兆]"), text), rng)
    if match:
        return _swap(text, match, rng.choice([each for each in "万億兆" if each != match[0]]))
    match = _pick(_outside(re.compile(rf"{_OUTSIDE}\d{{2,}}(?:,\d{{3}})*(?![A-Za-z0-9/_.年月日時-]|,\d)"), text), rng)
    return _swap(text, match, rng.choice([f"{match[0]}000", f"{match[0]}0", f"{match[0]}万"])) if match else None


def unit(text: str, source: Block, rng: random.Random, pool: Pool) -> str | None:
    """Change a unit after a number to another of its kind."""
    found = [
        (match, group)
        for group in _UNITS
        for each in group
        for match in _outside(re.compile(rf"(?<=[\d万億兆])\s?{re.escape(each)}(?![ァ-ヶ間A-Za-z度])"), text)
    ]
    found = [
        (match, group)
        for match, group in found
        if not (match[0].strip() == "年" and re.search(r"\d{4}$", text[: match.start()]))
    ]
    if not found:
        return None
    match, group = rng.choice(found)
    same = {"カ月", "か月", "ヶ月"}
    others = [each for each in group if each != match[0].strip() and not {each, match[0].strip()} <= same]
    return _swap(text, match, rng.choice(others))


def date(text: str, source: Block, rng: random.Random, pool: Pool) -> str | None:
    """Move a day, a month or a year; or exchange day and month."""
    match = _pick(_outside(_DATE, text), rng)
    if match is None:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    ways = ["month"] + ["year"] * bool(year) + ["day"] * bool(day) + ["swap"] * (0 < day <= 12 and day != month)
    way = rng.choice(ways)
    if way == "swap":
        month, day = day, month
    elif way == "year":
        year += rng.choice([-1, 1, 10])
    elif way == "month":
        month = month % 12 + 1
    else:
        day = day % 28 + 1
    return _swap(text, match, (f"{year}年" if year else "") + f"{month}月" + (f"{day}日" if day else ""))


def url(text: str, source: Block, rng: random.Random, pool: Pool) -> str | None:
    """Change the path or the host of an address."""
    match = _pick(list(re.finditer(r"(?:https?://[^\s)\"'>]+|(?<=\]\()(?!#)[^\s)]+)", text)), rng)
    return (
        _swap(text, match, rng.choice([f"{match[0].split('#')[0].rstrip('/')}/more", "https://example.com/invented"]))
        if match
        else None
    )


def name(text: str, source: Block, rng: random.Random, pool: Pool) -> str | None:
    """Replace a Latin name by another."""
    match = _pick(_outside(re.compile(r"(?<![A-Za-z0-9_.@/-])[A-Z][A-Za-z]{2,}(?![A-Za-z0-9_.@/-])"), text), rng)
    others = [each for each in pool.names if each.casefold() not in source.text.casefold()]
    return _swap(text, match, rng.choice(others)) if match and others else None


def negation(text: str, source: Block, rng: random.Random, pool: Pool) -> str | None:
    """Turn a sentence's ending into its opposite."""
    for positive, negative in (
        ("できます。", "できません。"),
        ("ません。", "ます。"),
        ("です。", "ではありません。"),
        ("ます。", "ません。"),
        ("ない。", "る。"),
    ):
        if positive in text:
            return text.replace(positive, negative, 1)
    return None


def english(text: str, source: Block, rng: random.Random, pool: Pool) -> str | None:
    """Leave the whole block in the source's language."""
    return source.text if len(re.findall(r"\b[a-z]{2,}\b", prose(source.text))) >= 2 else None


def english_sentence(text: str, source: Block, rng: random.Random, pool: Pool) -> str | None:
    """Leave one sentence in the source's language."""
    ours, theirs = _pieces(source.text), _pieces(text)
    at = [
        index
        for index in range(min(len(ours), len(theirs)))
        if len(re.findall(r"\b[a-z]{2,}\b", prose(ours[index]))) >= 3
    ]
    if len(ours) != len(theirs) or len(ours) < 2 or not at:
        return None
    index = rng.choice(at)
    return " ".join((*theirs[:index], ours[index].strip(), *theirs[index + 1 :]))


def _pieces(text: str) -> list[str]:
    """Return the sentences of a Markdown text, with their markup."""
    return [
        piece
        for piece in re.split(r"(?<=[。！？])(?![」）』])|(?<=[a-z)`][.!?])\s+(?=[A-Z\[`*])", text)
        if piece.strip()
    ]


def sentence_dropped(text: str, source: Block, rng: random.Random, pool: Pool) -> str | None:
    """Drop a sentence."""
    pieces = _pieces(text)
    pieces_left = [piece for piece in pieces if len(piece) >= 8]
    if len(pieces) < 2 or not pieces_left or "**" in text.replace("**", "", 2):
        return None
    pieces.remove(rng.choice(pieces_left))
    return "".join(pieces)


def sentence_added(text: str, source: Block, rng: random.Random, pool: Pool) -> str | None:
    """Insert a sentence of another page."""
    pieces = _pieces(text)
    if not pieces or not text.rstrip().endswith("。"):
        return None
    pieces.insert(rng.randint(1, len(pieces)), rng.choice(pool.sentences))
    return "".join(pieces)


def wrong_script(text: str, source: Block, rng: random.Random, pool: Pool) -> str | None:
    """Answer in another language."""
    if len(prose(text)) < 15:
        return None
    return rng.choice(
        [
            "这个模型在所有测试中都表现得很好，研究人员认为它会改变我们使用软件的方式。",
            "이 모델은 모든 테스트에서 좋은 성능을 보였으며 연구자들은 기대하고 있다.",
            "Эта модель хорошо показала себя во всех тестах, считают исследователи.",
        ]
    )


def loop(text: str, source: Block, rng: random.Random, pool: Pool) -> str | None:
    """Repeat the end, or a phrase, over and over."""
    bare = text.rstrip()
    if len(bare) < 16:
        return None
    if rng.random() < 0.5:
        return bare + bare[-rng.randint(5, min(30, len(bare))) :] * rng.randint(4, 12)
    pieces = _pieces(bare)
    return bare + pieces[-1] * rng.randint(2, 6)


def emphasis(text: str, source: Block, rng: random.Random, pool: Pool) -> str | None:
    """Open emphasis that does not close in the block."""
    match = _pick(_outside(re.compile(r"\*\*"), text), rng)
    if match:
        return _swap(text, match, "")
    bare = _pick(_outside(re.compile(r"[、。]"), text), rng)
    return f"{text[: bare.end()]}**{text[bare.end() :]}" if bare and rng.random() < 0.3 else None


def code(text: str, source: Block, rng: random.Random, pool: Pool) -> str | None:
    """Change the content of a code span."""
    spans = [span for span in code_spans(text) if re.search("[A-Za-z]{2}", span)]
    if not spans:
        return None
    span = rng.choice(spans)
    return text.replace(f"`{span}`", f"`{span[:-1]}{'x' if span[-1] != 'x' else 'y'}`") if f"`{span}`" in text else None


def glossary(text: str, source: Block, rng: random.Random, pool: Pool) -> str | None:
    """Render a term of the glossary in another way."""
    for term in pool.glossary:
        spellings = [each for each in (*term.accepted, term.source, *term.forms) if each.casefold() in text.casefold()]
        if spellings and re.search(
            rf"(?<![A-Za-z]){re.escape(term.source)}s?(?![A-Za-z])", prose(source.text), re.IGNORECASE
        ):
            for each in (*term.accepted, term.source, *term.forms):
                text = re.sub(re.escape(each), "それ", text, flags=re.IGNORECASE)
            return text
    return None


FAULTS: dict[str, Fault] = {
    "number changed": number,
    "magnitude changed": magnitude,
    "unit changed": unit,
    "date changed": date,
    "URL changed": url,
    "name replaced": name,
    "negation flipped": negation,
    "block left in English": english,
    "sentence left in English": english_sentence,
    "sentence dropped": sentence_dropped,
    "sentence added": sentence_added,
    "wrong script": wrong_script,
    "repetition loop": loop,
    "emphasis broken": emphasis,
    "code altered": code,
    "glossary ignored": glossary,
}


def pool_of(texts: list[str], glossary_terms: Glossary) -> Pool:
    """Return what faults borrow from the translations of all pairs."""
    borrowed = tuple(
        each
        for text in texts
        for each in sentences(fold_width(prose(text, "")))
        if 15 <= len(each) <= 120 and each.endswith("。")
    )
    names = ("Acme", "Borealis", "Cortexa", "Deltarium", "Enverra", "Fluxon", "Gravitas", "Helion")
    return Pool(borrowed, names, glossary_terms)
