"""The checks on numbers, units and dates: what the translation says must stand in the source, and the other way
round.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ainews_cli.models.text import Block, Finding
from ainews_cli.verify.context import Context, findings
from ainews_cli.verify.dates import Date, agree
from ainews_cli.verify.numerals import SMALL
from ainews_cli.verify.quantities import Facts, facts
from ainews_cli.verify.quantity import Quantity, match
from ainews_cli.verify.text import prose
from ainews_cli.verify.units import CURRENCIES, STRONG, compatible

_SECOND = ("2番目", "2 番目")
"""Japanese counts off what English lists with also and then."""
_MANY = 300
"""Quantities in a block beyond which they are not counted against each other (the time grows with the square)."""
_DAY_UNITS = frozenset({"day"})
_MONTH_UNITS = frozenset({"month", "monthday"})


def check_numbers(source: Block, translated: Block, context: Context) -> tuple[Finding, ...]:
    """Check numbers, versions, percentages and times of day: none new in the translation, none of the source's digits
    lost.
    """
    del context
    ours, theirs = facts(prose(source.text)), facts(prose(translated.text))
    messages = [f"“{each.text.strip()}” is not in the source" for each in unsupported(theirs, ours)]
    messages += [f"“{each.text.strip()}” of the source is missing" for each in unsupported(ours, theirs, lost=True)]
    if not messages:
        messages = _surplus(ours, theirs)
    messages += [f"the time “{time}” is not in the source" for time in strange_times(theirs, ours)]
    messages += [f"the time “{time}” of the source is missing" for time in strange_times(ours, theirs)]
    return findings(translated, messages)


def check_units(source: Block, translated: Block, context: Context) -> tuple[Finding, ...]:
    """Check units and currencies: a number that both sides have must have the same unit on both."""
    del context
    ours, theirs = facts(prose(source.text)), facts(prose(translated.text))
    pairs = [*mismatched(theirs, ours), *mismatched(ours, theirs)]
    messages = [f"“{each.text.strip()}”: the other side has this number with another unit" for each in pairs]
    return findings(translated, messages[:3])


def check_dates(source: Block, translated: Block, context: Context) -> tuple[Finding, ...]:
    """Check dates as (year, month, day), and days of the week."""
    del context
    ours, theirs = facts(prose(source.text)), facts(prose(translated.text))
    messages = [f"the date “{date.text}” is not in the source" for date in strange_dates(theirs, ours)]
    messages += [f"the date “{date.text}” of the source is missing" for date in strange_dates(ours, theirs)]
    if theirs.weekdays - ours.weekdays and (ours.weekdays or not ours.dates):
        messages.append("a day of the week is not the source's")
    return findings(translated, messages)


def mismatched(claims: Facts, grounds: Facts) -> tuple[Quantity, ...]:
    """Return the firm quantities of `claims` that `grounds` holds with other units only."""
    differing = []
    seen: set[tuple[frozenset[Fraction], frozenset[str]]] = set()
    for each in claims.quantities:
        if not (each.firm and each.unit & STRONG) or (each.readings, each.unit) in seen:
            continue
        seen.add((each.readings, each.unit))
        partners = [other for other in grounds.quantities if match(each, other)]
        fitting = [other for other in partners if other.unit & STRONG and _same_unit(each, other)]
        bare = sum(not other.unit & STRONG for other in partners)
        rivals = sum(not other.unit & STRONG and match(each, other) for other in claims.quantities)
        if partners and not fitting and (not bare or (bare < len(partners) and bare <= rivals)):
            differing.append(each)
    return tuple(differing)


def unsupported(claims: Facts, grounds: Facts, *, lost: bool = False) -> tuple[Quantity, ...]:
    """Return the firm quantities of `claims` that `grounds` does not hold. `lost`: only those a translation
    must keep.
    """
    return tuple(
        each
        for each in claims.quantities
        if (each.required if lost else each.firm) and not _supported(each, grounds, lost=lost)
    )


def _supported(claim: Quantity, grounds: Facts, *, lost: bool) -> bool:
    if any(match(claim, other) for other in grounds.quantities):
        return True
    if claim.readings == {Fraction(1)} and not claim.unit & {"percent", "point", "ordinal", *CURRENCIES}:
        return True
    if claim.literal == "2" and claim.text.endswith(_SECOND):
        return True
    if claim.literal in ("24", "7", "365", "101", "0") and lost:
        return claim.literal in ("101", "0")
    whole = {int(value) for value in claim.readings if value.denominator == 1}
    parts = {part for date in grounds.dates for triple in date.readings for part in _parts(triple, claim)}
    parts |= {part for time in grounds.times for clock in time.readings for part in (*clock, clock[0] % 12)}
    return bool(whole & parts)


def _parts(triple: tuple[int, int, int], claim: Quantity) -> tuple[int, ...]:
    """Return the parts of a date that a bare number may stand for: 5日 for June 5, 2026年 for June 2026; a number
    without a unit for any.
    """
    year, month, day = triple
    if claim.unit & _DAY_UNITS:
        return (day,)
    if claim.unit & _MONTH_UNITS:
        return (month,)
    if "year" in claim.unit:
        return (year, year % 100)
    return () if claim.unit else (year, month, day)


def _same_unit(left: Quantity, right: Quantity) -> bool:
    return compatible(left.unit, right.unit) or bool(left.bases & right.bases)


def _surplus(ours: Facts, theirs: Facts) -> list[str]:
    """Return a message where one number stands more often and another less often than in the source: one was turned
    into the other.
    """
    if len(ours.quantities) + len(theirs.quantities) > _MANY:
        return []
    firm = [each for each in theirs.quantities if each.firm and each.readings != {Fraction(1)}]
    whole = [
        each for each in ours.quantities if (each.required or _counts(each.text)) and each.readings != {Fraction(1)}
    ]
    more = [each for each in firm if _times_in(each, firm) > _times_in(each, ours.quantities) > 0]
    less = [each for each in whole if _times_in(each, whole) > _times_in(each, theirs.quantities)]
    return (
        [f"“{more[0].text.strip()}” stands more often than in the source, “{less[0].text.strip()}” less often"]
        if more and less
        else []
    )


def _counts(text: str) -> bool:
    """Return whether a spelled-out number is a plain cardinal (three), not a word that merely implies one (both)."""
    return text.lower().replace("-", " ").split()[0] in SMALL if text.strip() else False


def _times_in(wanted: Quantity, quantities: Sequence[Quantity]) -> int:
    return sum(match(wanted, each) for each in quantities)


def strange_times(claims: Facts, grounds: Facts) -> tuple[str, ...]:
    """Return the times of day of `claims`, as written, that `grounds` does not hold."""
    missing = []
    for time in claims.times:
        hours = {Fraction(part) for clock in time.readings for part in (clock[0], clock[0] % 12)}
        bare = any(hours & each.readings for each in grounds.quantities)
        if time.firm and not bare and not any(set(time.readings) & set(other.readings) for other in grounds.times):
            missing.append(time.text.strip())
    return tuple(missing)


def strange_dates(claims: Facts, grounds: Facts) -> tuple[Date, ...]:
    """Return the firm dates of `claims` that no date of `grounds` agrees with."""
    return tuple(
        date
        for date in claims.dates
        if date.firm and not any(agree(date, other) for other in grounds.dates) and not _spelled(date, grounds)
    )


def _spelled(date: Date, grounds: Facts) -> bool:
    """Return whether the other side holds every part of a date as bare numbers (5日 for June 5; 1/2 for 1月2日)."""
    values = {value for each in grounds.quantities for value in each.readings}
    days = {value for each in grounds.quantities for value in each.readings if not each.unit or each.unit & _DAY_UNITS}
    for year, month, day in date.readings:
        parts = [part for part in (year, month, day) if part]
        if all(Fraction(part) in values for part in parts) or (
            day and Fraction(day) in days and any(each.unit & _DAY_UNITS for each in grounds.quantities)
        ):
            return True
        if year and not day and Fraction(year) in values:
            return True
    return False
