"""Readers for times of day, and the joining of a time of day to the day beside it.

In: matches in the order of the text. Out: meanings; "10 p.m. Wednesday" and "the morning of 31 January" are
one expression each.
"""

import re
from dataclasses import replace

from dateline.find.timex.anchors import Context
from dateline.find.timex.captured import mod_in, number_in, word_in
from dateline.find.timex.grammar import Match
from dateline.find.timex.meaning import Meaning
from dateline.find.timex.periods import Unit, period_at
from dateline.find.timex.read_relative import read_today, read_weekday
from dateline.model.findings import Anchor, TimexType

_CLOCK = re.compile(r"(\d{1,2})[:.](\d\d)")


def read_clock(match: Match, context: Context) -> Meaning | None:
    """Read a time of day: on the day told of last, or on the day of publication."""
    time = _read_time(match, context)
    if time is None:
        return None
    return replace(place_in_day(time, context, mod_in(match, context)), zone=zone_of(match, context))


def zone_of(match: Match, context: Context) -> str | None:
    """Return how far the zone that a match names is ahead of UTC, None where it names none that tells."""
    zone = match.words.get("zone")
    return (str(context.grammar.look_up("zone", zone)) or None) if zone else None


def _read_time(match: Match, context: Context) -> str | None:
    noon = word_in(match, context, "noon")
    if noon is not None:
        return f"T{noon:02}:00"
    military = match.words.get("military")
    if military:
        return f"T{military[:2]}:{military[2:]}"
    words = match.words.get("clock") or match.words.get("clock_colon")
    clock = _CLOCK.match(words) if words else None
    hour = int(clock[1]) if clock else number_in(match, "hour") or word_in(match, context, "hour_word")
    if hour is None:
        return None
    minutes = int(clock[2]) if clock else word_in(match, context, "clock_minutes") or 0
    half = word_in(match, context, "half_day")
    if half is None and "part" in match.words:
        half = 0 if context.grammar.look_up("part", match.words["part"]) == "MO" else 12
    if half is not None:
        if hour > 12:
            return None
        last = number_in(match, "to")
        if last is not None and half and hour % 12 > last % 12:
            half = 0  # "from 9 to 1 p.m."
        hour = hour % 12 + half
    if minutes < 0:
        hour, minutes = (hour - 1 if hour > 1 else 12), 60 + minutes
    return f"T{hour:02}:{minutes:02}"


def place_in_day(part: str, context: Context, mod: str | None) -> Meaning:
    """Return the time `part` of the day told of last, or of the day of publication."""
    day = context.told_day()
    if day is not None:
        period = period_at(Unit.DAY, day)
        return Meaning(type=TimexType.TIME, period=period, part=part, mod=mod, anchor=Anchor.NARRATIVE)
    return Meaning(
        type=TimexType.TIME,
        counting=None if context.history else lambda day: period_at(Unit.DAY, day),
        value=f"XXXX-XX-XX{part}" if context.history else None,
        undated=f"XXXX-XX-XX{part}",
        part=part,
        mod=mod,
        anchor=Anchor.NONE if context.history else Anchor.PUBLISHED,
    )


def read_part(match: Match, context: Context) -> Meaning | None:
    """Read "this morning", "last night", "Friday evening", "that afternoon"."""
    part = f"T{context.grammar.look_up('part', match.words['part'])}" if "part" in match.words else "TNI"
    mod = mod_in(match, context)
    if "weekday_full" in match.words:
        weekday = read_weekday(match, context)
        return join(weekday, part, mod) if weekday else None
    if "today" in match.words:
        today = read_today(match, context)
        return join(today, part, mod) if today else None
    which = word_in(match, context, "night_word")
    if which is None:
        which = word_in(match, context, "which")
    if which is not None:
        days = which
        return Meaning(
            type=TimexType.TIME,
            counting=lambda day: period_at(Unit.DAY, day).shift(days),
            undated=f"XXXX-XX-XX{part}",
            part=part,
            mod=mod,
            anchor=Anchor.PUBLISHED,
        )
    told, day = word_in(match, context, "which_told") or 0, context.told_day()
    if told and day is not None:
        period = period_at(Unit.DAY, day).shift(told)
        return Meaning(type=TimexType.TIME, period=period, part=part, mod=mod, anchor=Anchor.NARRATIVE)
    return place_in_day(part, context, mod)


def join(day: Meaning, part: str, mod: str | None, *, zone: str | None = None) -> Meaning:
    """Return the time `part` of `day`, by a clock of `zone`."""
    undated = day.undated + part if day.undated and day.undated.startswith("XXXX") else f"XXXX-XX-XX{part}"
    return replace(day, type=TimexType.TIME, part=part, undated=undated, mod=mod or day.mod, zone=zone)


def part_of(match: Match, context: Context) -> str | None:
    """Return what a match that names a time of day adds to the value of a day; None for other matches."""
    if match.means == "clock":
        return _read_time(match, context)
    if match.means == "part" and set(match.words) <= {"part", "mod", "mod_day"}:
        return f"T{context.grammar.look_up('part', match.words['part'])}"
    return None
