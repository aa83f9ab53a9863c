"""Readers for lengths of time and for times that come again.

In: a match and its context. Out: its meaning. "The last three months" is a length that has a place on the
calendar too, counted from the day of publication.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from dateline.find.timex.anchors import Context
from dateline.find.timex.captured import mod_in, word_in
from dateline.find.timex.grammar import Match
from dateline.find.timex.meaning import Meaning
from dateline.find.timex.periods import Unit, period_at, write_duration
from dateline.model.findings import Anchor, TimexType

_DAYS = {
    Unit.DAY: 1.0,
    Unit.WEEK: 7.0,
    Unit.WEEKEND: 7.0,
    Unit.MONTH: 30.44,
    Unit.QUARTER: 91.31,
    Unit.YEAR: 365.24,
    Unit.DECADE: 3652.4,
    Unit.CENTURY: 36524.0,
}


def unit_of(match: Match, context: Context) -> Unit:
    """Return the unit a match names, singular or plural."""
    for group in ("unit", "one_unit", "many_units", "long_units", "calendar_unit"):
        if group in match.words:
            return Unit(str(context.grammar.look_up(match.classes[group], match.words[group])))
    return Unit(str(match.rule.fields["unit"]))


def count_of(match: Match, context: Context) -> float | None:
    """Return how many units a match names; None where it does not tell."""
    if "number" in match.words:
        return context.grammar.numbers.read(match.words["number"])
    return None if "many_units" in match.words or "long_units" in match.words else 1.0


def read_duration(match: Match, context: Context) -> Meaning | None:
    """Read a length of time; of "two to three weeks" the shorter, with what it says."""
    if _is_rate(match, context):
        return read_set_unit(match, context)
    count = count_of(match, context)
    if count is not None and "half_more" in match.words:
        count += float(context.grammar.look_up("half_more", match.words["half_more"]))
    mod = mod_in(match, context)
    if "low" in match.words:
        count, mod = context.grammar.numbers.read(match.words["low"]), "EQUAL_OR_MORE"
    length = Meaning(type=TimexType.DURATION, value=write_duration(count, unit_of(match, context)), mod=mod)
    if count is not None and _is_ahead(match, context):
        return replace(length, stretch=_reach_ahead(count, unit_of(match, context)), anchor=Anchor.PUBLISHED)
    return length


def _is_ahead(match: Match, context: Context) -> bool:
    """Tell whether a length is one within which something will be: "it will close in three days"."""
    within = context.word_before(match.start) in context.grammar.lists["within"]
    return within and not context.history and context.tense(match.start, match.end).looks_ahead


def _reach_ahead(count: float, unit: Unit) -> Callable[[date], tuple[date, date]]:
    """Return how to count the days from that of publication to the last that may be meant.

    Who says "in two weeks" means some day of that week.
    """
    length = timedelta(days=round(count * _DAYS.get(unit, 0.05)))

    def stretch(day: date) -> tuple[date, date]:
        last = day + length
        if unit in _DAYS and unit is not Unit.DAY and count == int(count):
            last = max(last, period_at(unit, day).shift(int(count)).last_day())
        return day, last

    return stretch


# "thirty ferries a week", "9,000 visitors a year"
_COUNTED = re.compile(r"(?:\d|\b[a-z]+)[\s-]+(?:[a-z]+\s+)?[A-Za-z]+s\s+\Z")
_A_UNIT = re.compile(r"an?\s+[a-z]+")
_COUNTED_FROM = re.compile(r"\s+(?:before|after|from|since|into)\b")


def _is_rate(match: Match, context: Context) -> bool:
    """Tell whether "a week" follows things that are counted, and so says how often."""
    if _A_UNIT.fullmatch(context.text, match.start, match.end) is None:
        return False
    if _COUNTED_FROM.match(context.text, match.end):
        return False  # "sank two boats a week before the vote"
    counted = _COUNTED.search(context.text, max(0, match.start - 40), match.start)
    if counted is None:
        return False
    words = counted[0].lower().replace("-", " ").split()[:-1]
    return any(word[-1].isdigit() or context.grammar.numbers.counts(word) for word in words)


def read_length(match: Match, context: Context) -> Meaning | None:
    """Read a length that is not told: "a while"."""
    return Meaning(type=TimexType.DURATION, value=str(match.rule.fields["value"]))


def read_half_length(match: Match, context: Context) -> Meaning | None:
    """Read "half an hour", "half a century"."""
    value = write_duration(0.5, unit_of(match, context))
    return Meaning(type=TimexType.DURATION, value=value, mod=mod_in(match, context))


def measure_past(count: float | None, unit: Unit, mod: str | None, *, ahead: bool = False) -> Meaning:
    """Return the meaning of the last, or next, so many units up to the day of publication."""
    days = _DAYS.get(unit, 0.05)

    def stretch(day: date) -> tuple[date, date]:
        length = timedelta(days=round((count or 0) * days))
        return (day, day + length) if ahead else (day - length, day)

    return Meaning(
        type=TimexType.DURATION,
        value=write_duration(count, unit),
        stretch=stretch if count is not None else None,
        mod=mod,
        anchor=Anchor.PUBLISHED,
    )


def read_past_span(match: Match, context: Context) -> Meaning | None:
    """Read "the last three months"."""
    return measure_past(count_of(match, context), unit_of(match, context), mod_in(match, context))


def read_next_span(match: Match, context: Context) -> Meaning | None:
    """Read "the next two years"."""
    unit = unit_of(match, context)
    return measure_past(count_of(match, context), unit, mod_in(match, context), ahead=True)


def read_set_unit(match: Match, context: Context) -> Meaning | None:
    """Read "every day", "every two weeks", "every other week"."""
    count = count_of(match, context)
    if "other" in match.words:
        count = float(context.grammar.look_up("other", match.words["other"]))
    return Meaning(type=TimexType.SET, value=write_duration(count, unit_of(match, context)))


def read_set_word(match: Match, context: Context) -> Meaning | None:
    """Read "daily", "annually"."""
    return Meaning(
        type=TimexType.SET, value=str(context.grammar.look_up("adverb_set", match.words["adverb_set"]))
    )


def read_set_fixed(match: Match, context: Context) -> Meaning | None:
    """Read a set whose value the lexicon gives."""
    return Meaning(type=TimexType.SET, value=str(match.rule.fields["value"]))


def read_set_named(match: Match, context: Context) -> Meaning | None:
    """Read "every Monday", "each July", "Tuesday nights"."""
    month, season = word_in(match, context, "month"), word_in(match, context, "season")
    weekday = word_in(match, context, "weekday_full")
    if weekday is None:
        weekday = word_in(match, context, "weekdays")
    value = "XXXX"
    if month is not None:
        value = f"XXXX-{month:02}"
    elif season is not None:
        value = f"XXXX-{('SP', 'SU', 'FA', 'WI')[season]}"
    elif weekday is not None:
        value = f"XXXX-WXX-{weekday + 1}"
    for group in ("part", "parts"):
        if group in match.words:
            value += f"T{context.grammar.look_up(group, match.words[group])}"
    return Meaning(type=TimexType.SET, value=value)
