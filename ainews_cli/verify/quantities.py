"""Every number of a text as an exact quantity, however it is written: 10,000, 1万, 10 billion, 100億, 12B, two-thirds,
3分の2, 半年, 18世紀.

One reader serves both languages, because Japanese news writes English forms too (`$5M`) and a wrong guess of the
language would lose numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from ainews_cli.models.scripts import HAN, HIRAGANA, KATAKANA
from ainews_cli.verify.dates import Date, Time, take_dates, take_times, weekdays
from ainews_cli.verify.numerals import KANJI_SCALES, MYRIADS, SCALES, SUFFIXES, english_values, kanji_value
from ainews_cli.verify.units import BASES, CURRENCY_SIGNS, base, unit_at


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as written and what it may mean."""

    text: str
    readings: frozenset[Fraction]
    unit: frozenset[str] = frozenset()
    literal: str = ""
    """The digits as written (`3.10`, `12b`), where no word of magnitude follows."""
    version: bool = False
    """Digits count as written: 3.10 is not 3.1."""
    firm: bool = True
    """Written in digits or as a clear numeral: a translation that has it needs it in the source. Words (`both`) only
    support others.
    """
    required: bool = True
    """A source that has it needs it in the translation."""
    start: int = 0
    end: int = 0
    bases: frozenset[tuple[str, Fraction]] = frozenset()
    """The quantity in base units: 18 months and 1年半 are both ("month", 18)."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a text says in numbers."""

    dates: tuple[Date, ...]
    times: tuple[Time, ...]
    quantities: tuple[Quantity, ...]
    weekdays: frozenset[int]


_NUM = r"(?:\d{1,3}(?:,\d{3}){1,12}(?!\d)(?:\.\d{1,30})?|\d{1,40}(?:\.\d{1,30}){0,9}|(?<![\w.])\.\d{1,30})"
"""Digits as a number; longer runs are read in pieces, so that no text can make an endless one."""
_JAPANESE = re.compile(
    rf"{_NUM}\s?[兆億亿万萬千百](?:\s?{_NUM}(?=\s?[兆億亿万萬千百])|[兆億亿万萬千百]){{0,12}}(?:\d{{1,8}}(?![\d.,]))?"
)
_FRACTION_JA = re.compile(
    r"(?P<below>\d{1,9}|[二三四五六七八九十百千]{1,9})\s?分の\s?(?P<above>\d{1,9}(?:\.\d{1,9})?|[一二三四五六七八九十]{1,9})"
)
_WARI = re.compile(rf"(?P<tens>{_NUM}|[一二三四五六七八九])\s?割(?:\s?(?P<ones>\d)\s?分)?(?![りっ])")
_FRACTION = re.compile(r"(?<![\d/.])(?P<above>\d{1,3})\s?/\s?(?P<below>\d{1,3})(?![\d/]|\.\d)")
_VULGAR = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅛": "1/8"}
_SIGN = r"(?:(?P<sign>US\$|[A-Z]{1,2}\$|[$€£¥₩₹])\s?)?"
_MAGNITUDE = (
    r"(?:[\s\-‑]{0,2}(?P<word>hundred|thousand|million|billion|trillion|quadrillion|lakh|crore)\b(?:\s(?P<word2>million|billion|trillion)\b)?"
    r"|(?P<suffix>\s?(?:bn|mn|tn)|[kKMBTbm])(?![A-Za-z0-9]))?"
)
_DIGITS = re.compile(rf"{_SIGN}(?P<num>{_NUM}){_MAGNITUDE}(?P<tail>st\b|nd\b|rd\b|th\b|s\b)?")
_KANJI = re.compile(
    r"(?<![数何幾〇零一二三四五六七八九十百千万億兆])[〇零一二三四五六七八九十百千][〇零一二三四五六七八九十百千万億兆]{0,30}|(?<=[^\d数何幾十百千])[百千]万"
)
_KANJI_WORDS = re.compile(
    rf"万が一|万一|第三者|第一人者|四半期|四半世紀|四捨五入|一[{HAN}](?<!一[つ人年月日回個社件台本倍割])|[唯統同均単画逐随専万][一]|十分|不十分|二次|三角|四角|千葉|八王子|三菱|三井|五感|六本木|"
    rf"九州|四国|百科|百貨|七色|十字|三次元|二次元|二重|二度と|一人ひとり|一つ一つ|一[々ヶ]|一(?=[{KATAKANA}])|一(?![つ0-9])[{HIRAGANA}]"
)
_COUNTER = re.compile(
    r"つ|人(?![間工気材類物生])|倍|割|年|[カかヶケヵ箇]月|週間|日間|時間|社|件|台|個|回|本(?![質格来当])|種|[カか]国|世紀|度目|番目|ドル|円|点|章|段階|桁|歳|名|冊|枚|匹|秒|分の|"
    r"社|箇所|か所|カ所"
)
_HALVES: tuple[tuple[re.Pattern[str], Fraction, str], ...] = (
    (re.compile(r"半年"), Fraction(6), "month"),
    (re.compile(r"四半世紀"), Fraction(25), "year"),
    (re.compile(r"半世紀"), Fraction(50), "year"),
    (re.compile(r"半日"), Fraction(12), "hour"),
    (re.compile(r"半時間"), Fraction(30), "minute"),
    (re.compile(r"四半期"), Fraction(3), "month"),
    (re.compile(r"半[分数減額]|折半"), Fraction(1, 2), ""),
    (re.compile(r"倍[増にのと]|双方|両[方者社国]|二[つ人]とも"), Fraction(2), ""),
    (re.compile(r"ゼロ"), Fraction(0), ""),
    (re.compile(r"around the clock"), Fraction(24), "hour"),
)
_HALF_SIGN = re.compile("[半倍双両ゼ]|二|around")
_NUMERAL = re.compile("[0-9一二三四五六七八九十百千][0-9.,\\s]{0,20}[兆億亿万萬千百分割]")
_AND_HALF = re.compile(r"半(?![分数導ば期])")
_AND_A_HALF = re.compile(r"\b(?:a|an|one)\s(?P<unit>[a-z]+)(?:\s|-)and(?:\s|-)a(?:\s|-)half\b")
_HALF_OF = re.compile(r"\bhalf(?:\s|-)(?:(?:an?|the)\s)?(?=(?P<noun>dozen|[a-z]+)\b)")
_ONE_OF = re.compile(r"\b(?:a|an|one|per|every|each|this|last|next|past)\s(?=[a-z])")
_VERSION_LEAD = re.compile(r"(?:\b[vV]|[Vv]ersion\s|[Vv]er\.?\s|バージョン\s?|[A-Za-z]\s|[A-Za-z]-|[A-Za-z])$")
_RANGE = re.compile(r"\s?(?:-|–|—|−|〜|~|∼|to|から|and|or|、|,|・|/|と|や|または)\s?")
_SPANS_OF_TIME = {
    "decade": frozenset({"year"}),
    "century": frozenset({"year", "century"}),
    "fortnight": frozenset({"week", "day"}),
}
_SPAN = re.compile(r"\s?(?:-|–|—|−|〜|~|∼|to)\s?")
_DIGIT = re.compile("[0-9]")
_EVERYDAY = frozenset({"24/7", "50/50", "9/11", "7/24"})


FRACTION = frozenset({"fraction"})
"""The unit of 3分の2: 0.7 % is not 10分の7."""


def readings_of(*values: Fraction | int) -> frozenset[Fraction]:
    """The values as a set of readings."""
    return frozenset(Fraction(value) for value in values)


@lru_cache(maxsize=4096)
def facts(text: str) -> Facts:
    """The dates, times and numbers of a prose text (code and addresses already gone, widths folded: see
    `text.prose`).
    """
    for sign, value in _VULGAR.items():
        text = text.replace(sign, f" {value}")
    dates, rest = take_dates(text)
    times, rest = take_times(rest)
    found, rest = _special(rest)
    if _DIGIT.search(rest):
        digits, rest = _digits(rest)
        found += digits
    found += _kanji(rest)
    found += _words(rest)
    found.sort(key=lambda quantity: quantity.start)
    return Facts(dates, times, tuple(_with_bases(each) for each in _ranges(found, text)), weekdays(text))


def _with_bases(quantity: Quantity) -> Quantity:
    bases = set(quantity.bases)
    for value in quantity.readings:
        found = base(value, quantity.unit)
        if found:
            bases.add(found)
        elif quantity.unit <= FRACTION and value < 1:
            bases.add(("share", value))
    return replace(quantity, bases=frozenset(bases))


def _number(text: str) -> Fraction:
    return Fraction(text.replace(",", "").rstrip("."))


def _special(text: str) -> tuple[list[Quantity], str]:
    """Japanese compounds (3万5000), fractions and tenths, 半年 and its like; then the text without them."""
    found: list[Quantity] = []

    def keep(
        match: re.Match[str], value: Fraction, unit: frozenset[str] | None = None, *, firm: bool = True, end: int = 0
    ) -> str:
        stop = end or match.end()
        if unit is None:
            unit, stop = unit_at(text, stop)
            if unit & BASES.keys() and _AND_HALF.match(text, _after_kan(text, stop)):
                value += Fraction(1, 2)
        found.append(
            Quantity(text[match.start() : stop], readings_of(value), unit, "", False, firm, firm, match.start(), stop)
        )
        return " " * len(match[0])

    def half(match: re.Match[str], value: Fraction, unit: str) -> str:
        return keep(match, value, frozenset({unit} if unit else ()), firm=False)

    def fraction(match: re.Match[str]) -> str:
        above, below = (
            _number(part) if part[0].isdigit() else kanji_value(part) for part in (match["above"], match["below"])
        )
        return (
            keep(match, above / below, FRACTION, firm=match["below"].isdigit())
            if above is not None and below
            else match[0]
        )

    def tenths(match: re.Match[str]) -> str:
        tens = _number(match["tens"]) if match["tens"][0].isdigit() else kanji_value(match["tens"])
        return keep(
            match,
            (tens or Fraction(0)) * 10 + int(match["ones"] or 0),
            frozenset({"percent"}),
            firm=match["tens"].isdigit(),
        )

    for pattern, value, unit in _HALVES if _HALF_SIGN.search(text) else ():
        text = pattern.sub(lambda match, value=value, unit=unit: half(match, value, unit), text)  # type: ignore[misc]  # mypy: defaults in lambdas
    if not _NUMERAL.search(text):
        return found, text
    text = _FRACTION_JA.sub(fraction, text)
    text = _WARI.sub(tenths, text)
    return found, _JAPANESE.sub(lambda match: keep(match, _compound(match[0])), text)


def _after_kan(text: str, index: int) -> int:
    return index + 1 if text.startswith("間", index) else index


def _compound(text: str) -> Fraction:
    """The value of digits mixed with numerals: 3万5000, 1億2千万, 1.5兆."""
    total = section = digit = Fraction(0)
    for part in re.findall(rf"{_NUM}|[兆億亿万萬千百]", text):
        if part in MYRIADS:
            total, section, digit = total + (section + digit or 1) * MYRIADS[part], Fraction(0), Fraction(0)
        elif part in KANJI_SCALES:
            section, digit = section + (digit or 1) * KANJI_SCALES[part], Fraction(0)
        else:
            digit = _number(part)
    return total + section + digit


def _digits(text: str) -> tuple[list[Quantity], str]:
    found: list[Quantity] = []

    def fraction(match: re.Match[str]) -> str:
        above, below = int(match["above"]), int(match["below"])
        values = readings_of(Fraction(above, below)) if below else frozenset()
        firm = match[0] not in _EVERYDAY and above < below
        found.append(
            Quantity(
                match[0],
                values,
                unit=FRACTION,
                firm=firm,
                required=firm,
                literal=match[0].replace(" ", ""),
                start=match.start(),
                end=match.end(),
            )
        )
        if firm:
            found.extend(
                Quantity(match[0], readings_of(value), firm=False, required=False, start=match.start())
                for value in (above, below)
            )
            return " " * len(match[0])
        return match[0]

    def number(match: re.Match[str]) -> str:
        found.append(_digit_quantity(match, text))
        return " " * len(match[0])

    text = _FRACTION.sub(fraction, text)
    return found, _DIGITS.sub(number, text)


def _digit_quantity(match: re.Match[str], text: str) -> Quantity:
    num, before = match["num"], text[max(0, match.start() - 9) : match.start()]
    suffix = (match["suffix"] or "").strip()
    unit, end = unit_at(text, match.end()) if match["tail"] != "s" else (frozenset[str](), match.end())
    if match["sign"]:
        unit = frozenset(CURRENCY_SIGNS.get(match["sign"], "USD" if match["sign"].endswith("$") else "").split())
    if before.endswith("第") and not unit:
        unit = frozenset({"ordinal"})
    dots = num.count(".")
    joined = bool(re.search(r"[A-Za-z]$", before)) and not match["sign"]
    common = {"unit": unit, "start": match.start(), "end": end, "required": not joined}
    shown = text[match.start() : end].strip()
    if dots >= 2 or (dots == 1 and not (unit or match["word"] or suffix) and _VERSION_LEAD.search(before)):
        values = readings_of(_number(num)) if dots == 1 else frozenset()
        return Quantity(shown, values, unit, num, version=True, required=not joined, start=match.start(), end=end)
    value = _number(num)
    if unit & BASES.keys() and _AND_HALF.match(text, _after_kan(text, end)):
        value += Fraction(1, 2)
    if match["word"]:
        scale = SCALES[match["word"]] * SCALES.get(match["word2"] or "", 1)
        return Quantity(shown, readings_of(value * scale), **common)  # type: ignore[arg-type]  # a dict of mixed values
    if suffix:
        values = readings_of(value * SUFFIXES[suffix]) | (readings_of(value) if suffix == "m" else frozenset())
        return Quantity(shown, values, literal=(num + suffix).lower(), **common)  # type: ignore[arg-type]  # as above
    values = readings_of(value)
    if match["tail"] == "s" and value % 10 == 0 and value >= 1000:
        values |= readings_of(value % 100)
    return Quantity(shown, values, literal=num, **common)  # type: ignore[arg-type]  # as above


def _kanji(text: str) -> list[Quantity]:
    """Numerals in kanji. Many are parts of words (一般, 三角): only compounds and counted ones are firm, and none is
    required.
    """
    found: list[Quantity] = []
    if not _KANJI.search(text):
        return found
    text = _KANJI_WORDS.sub(lambda match: " " * len(match[0]), text)
    for match in _KANJI.finditer(text):
        value = kanji_value(match[0])
        if value is None:
            continue
        counted = bool(_COUNTER.match(text, match.end()))
        firm = (counted or any(char in "万億兆" for char in match[0])) and not re.fullmatch(
            "[二三四五六七八][三四五六七八九]", match[0]
        )
        unit, end = unit_at(text, match.end())
        if unit & BASES.keys() and _AND_HALF.match(text, _after_kan(text, end)):
            value += Fraction(1, 2)
        found.append(
            Quantity(text[match.start() : end], readings_of(value), unit, "", False, firm, False, match.start(), end)
        )
    return found


def _words(text: str) -> list[Quantity]:
    """English number words: they support digits of the other side and need no counterpart themselves."""
    found: list[Quantity] = []

    def soft(start: int, end: int, values: frozenset[Fraction], unit: frozenset[str]) -> None:
        found.append(Quantity(text[start:end], values, unit, "", False, False, False, start, end))

    for values, start, end in english_values(text):
        unit, stop = unit_at(text, end)
        soft(start, stop, frozenset(values), unit or _SPANS_OF_TIME.get(text[start:end].lower().rstrip("s"), unit))
    for match in _AND_A_HALF.finditer(text):
        soft(match.start(), match.end(), readings_of(Fraction(3, 2)), unit_at(text, match.start("unit"))[0])
    for match in _HALF_OF.finditer(text):
        dozen = match["noun"] == "dozen"
        soft(match.start(), match.end(), readings_of(6 if dozen else Fraction(1, 2)), unit_at(text, match.end())[0])
    for match in _ONE_OF.finditer(text):
        unit, end = unit_at(text, match.end())
        if unit:
            soft(match.start(), end, readings_of(1), unit)
    return found


def _ranges(found: list[Quantity], text: str) -> list[Quantity]:
    """Lets the first number of `5 to 10 million` or `10-20%` share the magnitude and the unit of the last."""
    result = list(found)
    for index in range(len(result) - 2, -1, -1):
        left, right = result[index], result[index + 1]
        if not (left.firm and right.firm) or left.unit or not _RANGE.fullmatch(text[left.end : right.start]):
            continue
        scales = _scales(right.text)
        plain_left = left.literal and not left.version and left.literal.replace(",", "").replace(".", "").isdigit()
        if plain_left and not right.literal and scales:
            more = frozenset(value * scale for value in left.readings for scale in scales)
            left = replace(left, readings=left.readings | more, literal="")
        result[index] = replace(left, unit=right.unit) if _SPAN.fullmatch(text[left.end : right.start]) else left
    return result


def _scales(text: str) -> tuple[int, ...]:
    """The magnitudes a number is written with: (10**6,) for `10 million`, (10**8,) for 10億."""
    words = re.findall(r"[a-z]+|[万億兆千百]", text)
    return tuple(
        scale
        for word in words
        if (scale := SCALES.get(word) or MYRIADS.get(word) or KANJI_SCALES.get(word) or SUFFIXES.get(word))
    )


def match(left: Quantity, right: Quantity) -> bool:
    """Whether two quantities are the same number (units apart), or the same amount in other units of time."""
    if left.literal and left.literal == right.literal:
        return True
    if {"fraction", "percent"} <= left.unit | right.unit:
        return bool(left.bases & right.bases)
    if (left.version or right.version) and left.literal and right.literal:
        return False
    return bool(left.readings & right.readings) or bool(left.bases & right.bases)
