"""When, in one report: every expression of time in its article, its value and the calendar interval meant.

In: a report. Out: time expressions after TIMEX3 (ISO-TimeML, as TempEval-3 annotates it). The rules are data,
in the lexicons of the report's language; what they mean on the calendar is worked out in
`dateline.find.timex`. Which event happened at which time is left to others.
"""

import re
from collections.abc import Callable, Iterator

from dateline.find.timex import (
    read_clock,
    read_dates,
    read_holidays,
    read_lengths,
    read_quarters,
    read_relative,
    read_seasons,
    read_told,
    read_weeks,
)
from dateline.find.timex.anchors import Context, read_now
from dateline.find.timex.captured import mod_in, read_year
from dateline.find.timex.clauses import Clauses
from dateline.find.timex.count_from_events import count_from_events
from dateline.find.timex.grammar import Match, load_grammar
from dateline.find.timex.meaning import Meaning, express, tie_to_calendar
from dateline.find.timex.pattern import BLANK, LINE_END
from dateline.find.timex.periods import Unit
from dateline.model.findings import Anchor, TimeExpression, TimexType
from dateline.model.report import Report
from dateline.nlp.encoding import Encoding

_LANGUAGE = "en"

READERS: dict[str, Callable[[Match, Context], Meaning | None]] = {
    "nothing": lambda match, context: None,
    "named_day": read_dates.read_named_day,
    "ref": read_relative.read_ref,
    "part_of_month": read_dates.read_part_of_month,
    "length": read_lengths.read_length,
    "half_length": read_lengths.read_half_length,
    "date": read_dates.read_date,
    "last_of_range": read_dates.read_last_of_range,
    "weekday_of_month": read_dates.read_weekday_of_month,
    "year_month": read_dates.read_year_month,
    "iso_time": read_dates.read_iso_time,
    "date_of_year": read_dates.read_date_of_year,
    "numeric": read_dates.read_numeric,
    "day_of_month": read_dates.read_day_of_month,
    "fiscal_year": read_quarters.read_fiscal_year,
    "two_years": read_quarters.read_two_years,
    "decade": read_dates.read_decade,
    "century": read_dates.read_century,
    "quarter": read_quarters.read_quarter,
    "quarter_ended": read_quarters.read_quarter_ended,
    "half": read_quarters.read_half,
    "season": read_seasons.read_season,
    "holiday": read_holidays.read_holiday,
    "today": read_relative.read_today,
    "weekday": read_relative.read_weekday,
    "unit": read_relative.read_unit,
    "told": read_told.read_told,
    "end_of_unit": read_relative.read_end_of_unit,
    "shift": read_relative.read_shift,
    "year_ago": read_relative.read_year_ago,
    "week_of": read_weeks.read_week_of,
    "numbered_week": read_weeks.read_numbered_week,
    "clock": read_clock.read_clock,
    "part": read_clock.read_part,
    "duration": read_lengths.read_duration,
    "past_span": read_lengths.read_past_span,
    "next_span": read_lengths.read_next_span,
    "set_unit": read_lengths.read_set_unit,
    "set_word": read_lengths.read_set_word,
    "set_fixed": read_lengths.read_set_fixed,
    "set_named": read_lengths.read_set_named,
}
"""How each kind of rule is read."""

_DAYS = frozenset({"date", "numeric", "today", "weekday", "holiday", "day_of_month", "told", "last_of_range"})
_JOINT = re.compile(rf"(?:,?{BLANK}{{1,3}}{LINE_END}?|{LINE_END})(?:(?:on|of)\s)?(?:the\s)?")
_NEWS_WORDS = frozenset({"today", "weekday", "unit", "part"})
_HISTORY_DATES = 5


def find_times(report: Report, *, encoding: Encoding | None = None) -> tuple[TimeExpression, ...]:
    """Find the expressions of time in a report and say what they mean on the calendar.

    Args:
        report: Offsets are code points into `report.text`; only `report.body` is read. Relative times are
            counted from `report.published`, as far as that is known, or from the dates told of before.
        encoding: The encoder's output for that body, by whose tags and trees the tense of a clause is told;
            None leaves that to the words around a time.

    Returns:
        Time expressions in the order of the text, without overlap. `value` is None where the report does not
        let one say; `earliest` and `latest` never say more than the publication date allows.

    Raises:
        EncodingMismatch: `encoding` was made from another text.

    Source: TIMEX3 of ISO-TimeML; spans and types as in TempEval-3 (UzZaman et al., SemEval 2013).
    """
    grammar = load_grammar(_LANGUAGE)
    matches = [m for span in report.body for m in grammar.scan(report.text, span.start, span.end)]
    clauses = Clauses(encoding, grammar) if encoding is not None else None
    ask_verb = clauses.tense if clauses else None
    context = Context(grammar, report.text, read_now(report.published), ask_verb, body=report.body)
    context.history = _is_history(matches, context)
    return count_from_events(report.text, tuple(_read_all(matches, context)))


def _read_all(matches: list[Match], context: Context) -> Iterator[TimeExpression]:
    n = 0
    found: dict[int, int] = {}  # by where an expression starts, how many come before it
    while n < len(matches):
        match = matches[n]
        joined = _join_next(match, matches[n + 1], context) if n + 1 < len(matches) else None
        end = matches[n + 1].end if joined is not None else match.end
        n += 1 if joined is None else 2
        meaning = joined or _read(match, context)
        if meaning is None:
            continue
        asked_at = context.asked_at if meaning.anchor is Anchor.NARRATIVE else -1
        found[match.start] = len(found)
        dated = tie_to_calendar(meaning, context.now)
        # In a history what is counted from its publication is not part of what it tells.
        tells = meaning.tells and not (context.history and meaning.anchor is Anchor.PUBLISHED)
        # "has chaired it since 2012" tells of today; what follows is not counted from 2012.
        by_year = dated.period is not None and dated.period.unit is Unit.YEAR
        tells = tells and (context.history or not by_year or context.word_before(match.start) != "since")
        if dated.period is not None and tells and not context.is_recalled(dated.period, match.start):
            context.tell(dated.period, match.start)
        if meaning.type is TimexType.DURATION:
            context.length_at = match.start
        yield express(meaning, dated, match.start, end, match.rule.name, found.get(asked_at))


def _read(match: Match, context: Context) -> Meaning | None:
    context.asked_at = context.told_at
    return READERS[match.means](match, context)


def _join_next(match: Match, following: Match, context: Context) -> Meaning | None:
    """Join a time of day and the day beside it: "10 p.m. Wednesday", "Wednesday 10 p.m."."""
    if not _JOINT.fullmatch(context.text[match.end : following.start]):
        return None
    for time, day in ((match, following), (following, match)):
        if day.means not in _DAYS or time.means not in ("clock", "part"):
            continue
        part = read_clock.part_of(time, context)
        meaning = _read(day, context) if part else None
        if part is None or meaning is None or tie_to_calendar(meaning, context.now).value is None:
            continue
        period = tie_to_calendar(meaning, context.now).period
        if period is None or period.unit is Unit.DAY:
            mod, zone = mod_in(time, context), read_clock.zone_of(time, context)
            return read_clock.join(meaning, part, mod, zone=zone)
    return None


def _is_history(matches: list[Match], context: Context) -> bool:
    """Tell whether the text tells of years long past: by the years named, by the words of news it lacks."""
    latest = context.now.low.year if context.now.low is not None and context.now.dated else None
    years = [
        year
        for match in matches
        if match.means in ("date", "season") and (year := read_year(match, context)) is not None
    ]
    old = sum(latest is None or year < latest - 1 for year in years)
    news = sum(match.means in _NEWS_WORDS for match in matches)
    return old >= (1 if latest is None else _HISTORY_DATES) and old > 4 * news
