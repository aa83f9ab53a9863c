"""Bounds on a report's date from what it tells: article text in, dates it reports as past or as to come out.

"held since 2010" cannot have been printed before 2010; "will open on May 3, 2012" not after that day. Only
absolute dates count, and only where the sentence itself says on which side of the report they lie.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from dateline.lexicons import load, match_any
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


@dataclass(frozen=True, slots=True)
class Bound:
    """The report came out not before (`lower`) or not after `day`, an ISO date."""

    date: CalendarDate
    lower: bool
    day: str


def find_bounds(text: str, body: Sequence[Span]) -> list[Bound]:
    """Find the absolute dates that the article reports as past or as still to come.

    Args:
        text: The whole text.
        body: What of it is article.

    Returns:
        Bounds in the order of the text; dates whose side cannot be told are left out.
    """
    found = []
    for start, end in _sentences(text, body):
        for date in find_calendar_dates(text, start, end):
            if date.year is None:
                continue
            bound = _bound(text, start, end, date)
            if bound is not None:
                found.append(bound)
    return found


def _sentences(text: str, body: Sequence[Span]) -> Iterator[tuple[int, int]]:
    for span in body:
        for match in _SENTENCE.finditer(text, span.start, min(span.end, span.start + _LONGEST)):
            yield match.span()


def _bound(text: str, start: int, end: int, date: CalendarDate) -> Bound | None:
    """Tell on which side of the report the sentence puts a date."""
    assert date.earliest is not None
    assert date.latest is not None
    before = text[start : date.start]
    if re.search(r"(?i)\bsince\s*(?:the\s|early\s|late\s|mid-?\s?)?$", before):
        return Bound(date, True, date.earliest)
    sentence = text[start:end]
    clause = _clause(sentence, date.start - start, date.end - start)
    if _pattern("not_yet").search(sentence) and not _pattern("past").search(clause):
        return Bound(date, False, date.latest) if _is_to_come(sentence, date.start - start) else None
    if _pattern("ahead").search(clause) or not _tells_of_the_past(clause):
        return None
    if date.day is not None and _APPOINTMENT.search(before):
        return None
    return Bound(date, True, date.earliest)


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
