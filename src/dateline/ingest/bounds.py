"""Bounds on a report's date from what it tells: article text in, dates it reports as past or as to come out.

"held since 2010" cannot have been printed before 2010; "will open on May 3, 2012" not after that day. Only
absolute dates count, and only where the sentence itself says on which side of the report they lie; a year
that is named without that bounds the date loosely.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from dateline.ingest.days import Constraint, Days, Strength
from dateline.lexicons import load, match_any
from dateline.model.report import DateEvidence
from dateline.model.span import Span
from dateline.nlp.calendar import CalendarDate, find_calendar_dates

_SENTENCE = re.compile(r"(?:[^.!?\n]|[.!?](?!['\"’”)]*\s+['\"‘“(]?[A-Z])){1,2000}")
_CLAUSE_BREAK = re.compile(r"[,;:—–(]|\s-\s|\b(?:and|but|as|after|when|while|which|who|that)\b")
# "was released to return to the station on 6 March 2024"; with a year alone it is mostly a look back: "had
# hoped to win in 2008".
_APPOINTMENT = re.compile(r"\bto [a-z]+(?: [a-z]+){0,6} on (?:[A-Z][a-z]+day,? )?$")
# A page's article may be long; a bound rests on one sentence, and the first ones tell what is new.
_LONGEST = 400_000
_NEAR = 6
# An election is named by its year up to so many years ahead.
_FAR_AHEAD = 5
_CALLED = 40
_BY = re.compile(r"\b(?:by|until|through)\s(?:the\send\sof\s|late\s|early\s)?\Z")


def find_bounds(text: str, body: Sequence[Span]) -> list[Constraint]:
    """Find the absolute dates that the article reports as past or as still to come.

    Args:
        text: The whole text.
        body: What of it is article.

    Returns:
        A constraint a date, in the order of the text; dates whose side cannot be told are left out.
    """
    found = []
    for start, end in _sentences(text, body):
        dates = [one for one in find_calendar_dates(text, start, end) if one.year is not None]
        found += [bound for one in dates if (bound := _bound(text, start, end, one)) is not None]
        for match in _bare_year().finditer(text, start, end):
            if not any(one.start <= match.start() < one.end for one in dates):
                year = CalendarDate(*match.span("year"), int(match["year"]), None, None, None)
                bound = _bound_by_year(text, start, end, year, alone=match["set"] is not None)
                found += [bound] if bound is not None else []
    return found


def _after(date: CalendarDate, why: str, day: str | None, strength: Strength = Strength.PAST) -> Constraint:
    said = DateEvidence(date.start, date.end, f"{why}: not published before {day}")
    return Constraint(Days.of(day, None), strength, said)


def _sentences(text: str, body: Sequence[Span]) -> Iterator[tuple[int, int]]:
    for span in body:
        for match in _SENTENCE.finditer(text, span.start, min(span.end, span.start + _LONGEST)):
            yield match.span()


def _bound(text: str, start: int, end: int, date: CalendarDate) -> Constraint | None:
    """Tell on which side of the report the sentence puts a date."""
    assert date.earliest is not None
    assert date.latest is not None
    before = text[start : date.start]
    if re.search(r"(?i)\bsince\s*(?:the\s|early\s|late\s|mid-?\s?)?$", before):
        return _after(date, "told as past", date.earliest)
    sentence = text[start:end]
    clause = _clause(sentence, date.start - start, date.end - start)
    if _pattern("not_yet").search(sentence) and not _pattern("past").search(clause):
        return _before(date) if _is_to_come(sentence, date.start - start) else None
    if _pattern("ahead").search(clause) or not _tells_of_the_past(clause):
        return None
    if date.day is not None and _APPOINTMENT.search(before):
        return None
    return _after(date, "told as past", date.earliest)


def _bound_by_year(text: str, start: int, end: int, date: CalendarDate, *, alone: bool) -> Constraint | None:
    """Tell what a year without "in" says: "the 2010 offensive", "of 2010".

    What is called by its year may be ahead, an election by years ("the 2016 candidates were on alert"), other
    things by one ("called off the 2016 fair"). Of a year that the sentence says nothing more of, it is known
    only that few write of years far ahead without a word that says so.
    """
    assert date.year is not None
    sentence = text[start:end]
    clause = _clause(sentence, date.start - start, date.end - start)
    if _BY.search(text, start, date.start) and _is_to_come(sentence, date.start - start):
        return _before(date)
    if _pattern("not_yet").search(sentence) or _pattern("ahead").search(clause):
        return None
    if _tells_of_the_past(clause):
        called = _pattern("called_ahead").search(text, date.end, min(end, date.end + _CALLED))
        back = 0 if alone else _FAR_AHEAD if called else 1
        return _after(date, "told as past", f"{date.year - back}-01-01", Strength.AHEAD)
    if _pattern("ahead").search(sentence):
        return None
    why = "a year named and not called one to come"
    return _after(date, why, f"{date.year - _FAR_AHEAD}-01-01", Strength.HINT)


def _before(date: CalendarDate) -> Constraint:
    why = f"told as still to come: not published after {date.latest}"
    return Constraint(Days.of(None, date.latest), Strength.AHEAD, DateEvidence(date.start, date.end, why))


def _is_to_come(sentence: str, start: int) -> bool:
    """Tell whether a date stands close behind a "will", outside quotations: farther off it may be any."""
    said = list(_pattern("not_yet").finditer(sentence, 0, start))
    if not said or "“" in sentence or '"' in sentence:
        return False
    between = sentence[said[-1].end() : start]
    return len(between.split()) <= _NEAR and not _CLAUSE_BREAK.search(between)


def _clause(sentence: str, start: int, end: int) -> str:
    """Return the words that speak of a date: its clause, the whole sentence where it opens one."""
    if len(sentence[:start].split()) <= 2:
        return sentence[:start] + " " + sentence[end:]
    breaks = [match.end() for match in _CLAUSE_BREAK.finditer(sentence, 0, start)]
    after = _CLAUSE_BREAK.search(sentence, end)
    return (
        sentence[breaks[-1] if breaks else 0 : start]
        + " "
        + sentence[end : after.start() if after else end + 60]
    )


def _tells_of_the_past(words: str) -> bool:
    return bool(_pattern("past").search(words) or re.search(r"\b[a-z]{3,}ed\b", words))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<!-)\b{match_any(load('en', 'publication').lists[name])}\b")


@cache
def _bare_year() -> re.Pattern[str]:
    """Match a year in prose, alone where it is `set` behind a preposition; a number of things is none."""
    lists = load("en", "publication").lists
    counted, before = match_any(lists["counted"]), match_any(lists["before_years"])
    return re.compile(
        rf"(?:\b(?P<set>{before})\s|(?<![\w$£€.,/:#-])(?<![$£€] ))"
        r"(?P<year>(?:19[5-9]|20[0-4])\d)(?![\w%]|[,.:/]\d|[-–]\d\d\d|['’]s\b)"
        rf"(?!\s(?:[a-z]{{2,20}}ed\s|likely\s|other\s)?{counted}\b)"
    )
