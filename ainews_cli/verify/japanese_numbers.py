"""Numbers as Japanese writes them: 3万5000, 3分の2, 5割, 半年, 二百五十."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import partial

from ainews_cli.models.scripts import HAN, HIRAGANA, KATAKANA
from ainews_cli.verify.numerals import KANJI_SCALES, MYRIADS, kanji_value
from ainews_cli.verify.quantity import FRACTION, PLAIN_NUMBER, Quantity, number_of, readings_of, with_half
from ainews_cli.verify.units import unit_at

_JAPANESE = re.compile(
    rf"{PLAIN_NUMBER}\s?[兆億亿万萬千百]"
    rf"(?:\s?{PLAIN_NUMBER}(?=\s?[兆億亿万萬千百])|[兆億亿万萬千百]){{0,12}}(?:\d{{1,8}}(?![\d.,]))?"
)
_FRACTION_JA = re.compile(
    r"(?P<below>\d{1,9}|[二三四五六七八九十百千]{1,9})\s?分の\s?"
    r"(?P<above>\d{1,9}(?:\.\d{1,9})?|[一二三四五六七八九十]{1,9})"
)
_WARI = re.compile(rf"(?P<tens>{PLAIN_NUMBER}|[一二三四五六七八九])\s?割(?:\s?(?P<ones>\d)\s?分)?(?![りっ])")
_KANJI = re.compile(
    r"(?<![数何幾〇零一二三四五六七八九十百千万億兆])[〇零一二三四五六七八九十百千][〇零一二三四五六七八九十百千万億兆]{0,30}"
    r"|(?<=[^\d数何幾十百千])[百千]万"
)
_KANJI_WORDS = re.compile(
    rf"万が一|万一|第三者|第一人者|四半期|四半世紀|四捨五入|一[{HAN}](?<!一[つ人年月日回個社件台本倍割])|"
    r"[唯統同均単画逐随専万][一]|十分|不十分|二次|三角|四角|千葉|八王子|三菱|三井|五感|六本木|"
    r"九州|四国|百科|百貨|七色|十字|三次元|二次元|二重|二度と|一人ひとり|"
    rf"一つ一つ|一[々ヶ]|一(?=[{KATAKANA}])|一(?![つ0-9])[{HIRAGANA}]"
)
_COUNTER = re.compile(
    r"つ|人(?![間工気材類物生])|倍|割|年|[カかヶケヵ箇]月|週間|日間|時間|社|件|台|個|回|本(?![質格来当])|種|"
    r"[カか]国|世紀|度目|番目|ドル|円|点|章|段階|桁|歳|名|冊|枚|匹|秒|分の|社|箇所|か所|カ所"
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


def take_japanese(text: str) -> tuple[list[Quantity], str]:
    """Return the compounds of digits and kanji (3万5000), fractions, tenths and halves, and the text without them."""
    quantities: list[Quantity] = []

    def keep(
        match: re.Match[str], value: Fraction, unit: frozenset[str] | None = None, *, firm: bool = True, end: int = 0
    ) -> str:
        stop = end or match.end()
        if unit is None:
            unit, stop = unit_at(text, stop)
            value = with_half(value, unit, text, stop)
        quantities.append(
            Quantity(text[match.start() : stop], readings_of(value), unit, "", False, firm, firm, match.start(), stop)
        )
        return " " * len(match[0])

    def half(match: re.Match[str], value: Fraction, unit: str) -> str:
        return keep(match, value, frozenset({unit} if unit else ()), firm=False)

    def fraction(match: re.Match[str]) -> str:
        above, below = _value(match["above"]), _value(match["below"])
        return (
            keep(match, above / below, FRACTION, firm=match["below"].isdigit())
            if above is not None and below
            else match[0]
        )

    def tenths(match: re.Match[str]) -> str:
        value = (_value(match["tens"]) or Fraction(0)) * 10 + int(match["ones"] or 0)
        about = match.string[match.end() : match.end() + 2].startswith(("強", "弱", "ほど", "程度", "前後"))
        return keep(match, value, frozenset({"percent"}), firm=match["tens"].isdigit() and not about)

    for pattern, value, unit in _HALVES if _HALF_SIGN.search(text) else ():
        text = pattern.sub(partial(half, value=value, unit=unit), text)
    if not _NUMERAL.search(text):
        return quantities, text
    text = _FRACTION_JA.sub(fraction, text)
    text = _WARI.sub(tenths, text)
    return quantities, _JAPANESE.sub(lambda match: keep(match, _compound(match[0])), text)


def _value(part: str) -> Fraction | None:
    """Return the value of a number in digits or in kanji, None where it has none."""
    return number_of(part) if part[0].isdigit() else kanji_value(part)


def _compound(text: str) -> Fraction:
    """Return the value of digits mixed with numerals: 3万5000, 1億2千万, 1.5兆."""
    total = section = digit = Fraction(0)
    for part in re.findall(rf"{PLAIN_NUMBER}|[兆億亿万萬千百]", text):
        if part in MYRIADS:
            total, section, digit = total + (section + digit or 1) * MYRIADS[part], Fraction(0), Fraction(0)
        elif part in KANJI_SCALES:
            section, digit = section + (digit or 1) * KANJI_SCALES[part], Fraction(0)
        else:
            digit = number_of(part)
    return total + section + digit


def kanji_numbers(text: str) -> list[Quantity]:
    """Return the numerals in kanji. Many are parts of words (一般, 三角): only compounds and counted ones are firm, and
    none is required.
    """
    quantities: list[Quantity] = []
    if not _KANJI.search(text):
        return quantities
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
        value = with_half(value, unit, text, end)
        quantities.append(
            Quantity(text[match.start() : end], readings_of(value), unit, "", False, firm, False, match.start(), end)
        )
    return quantities
