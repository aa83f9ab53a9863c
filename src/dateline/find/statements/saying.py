"""When something was said: apart from when the report was published, and from when what it tells happened.

In: a report's statements and times. Out: the same statements, each with the day of its saying where the
report names one beside the cue ("told reporters in Selby on Tuesday", "on Tuesday, Osei said", "in an
interview last month"), and else with what bounds it: what a report passes on was said before it was
published. A day within what is said is never taken: it is when something happens, and not when it was told.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Final

from dateline.lexicons import load
from dateline.model.findings import Said, Statement, TimeExpression, TimexType
from dateline.model.report import Report
from dateline.model.span import Span

_REACH: Final = 100  # characters between a cue and its day, the source's own words left out
_LONGEST_DAYS: Final = 366
_WORD: Final = re.compile(r"[\w'’-]+")
_STOP: Final = re.compile(r"[.!?]+[”\"'’)]*\s+(?=[\W\d]*[A-Z])|\n\s*\n|\A")
_MARK: Final = re.compile(r"[,;:()“”\"—–]|[.!?](?:\s|\Z)")
_ASIDE: Final = re.compile(r"\([^()]{0,40}\)")
_OPENING: Final = re.compile(r"(?:\A|[.!?][”\"]?\s|\n)\s*(?:late |early )?(?:(?:on|in)\s+)?\Z", re.IGNORECASE)
_THAT: Final = re.compile(r"\s+that\b")
_CLAUSE_OPENS: Final = re.compile(r"(?:\A|[.!?:;—–(“”\"]|\n|\b(?:and|but))\s*\Z", re.IGNORECASE)


def date_sayings(
    report: Report, statements: Sequence[Statement], times: Sequence[TimeExpression]
) -> tuple[Statement, ...]:
    """Say of each statement when it was said.

    Args:
        report: When it was published bounds from above what it passes on.
        statements: The report's, in any order.
        times: The report's, in the order of the text.

    Returns:
        The statements in the order given, with `said` filled in.
    """
    starts = [time.start for time in times]
    found = {n: _find_day(report, one, times, starts) for n, one in enumerate(statements)}
    by_cue = sorted((one.cue[0].start, n) for n, one in enumerate(statements) if one.cue)
    for (_, last), (_, n) in pairwise(by_cue):
        day = found[last]
        if found[n] is None and day is not None and _goes_on(report.text, statements[last], statements[n]):
            found[n] = day[0], "dates the sentence, which goes on with the same source"
    return tuple(replace(one, said=_date(report, times, found[n])) for n, one in enumerate(statements))


def _date(report: Report, times: Sequence[TimeExpression], found: tuple[int, str] | None) -> Said:
    latest = report.published.latest
    if found is None:
        bound = "before the report was published" if latest is not None else "the report does not say when"
        return Said(None, latest, None, bound)
    number, why = found
    time = times[number]
    why = f"“{' '.join(report.text[time.start : time.end].split())}” {why}"
    if latest is None or (time.latest is not None and time.latest <= latest):
        return Said(time.earliest, time.latest, number, why)
    return Said(time.earliest, latest, number, f"{why}, before the report was published")


def _goes_on(text: str, last: Statement, one: Statement) -> bool:
    """Tell whether a statement goes on from one in its sentence: "said on Tuesday that …, adding that …"."""
    between = text[last.cue[-1].end : one.cue[0].start]
    same = not one.source or one.source == last.source
    return same and len(between) < 600 and not any(stop.start() for stop in _STOP.finditer(between))


def _find_day(
    report: Report, statement: Statement, times: Sequence[TimeExpression], starts: Sequence[int]
) -> tuple[int, str] | None:
    """Return the time that says when it was said, as an index, and why; the nearest after the cue first."""
    if not statement.cue:
        return None
    cue = Span(statement.cue[0].start, statement.cue[-1].end)
    left = min([cue.start, *(span.start for span in statement.source)]) - _REACH
    right = max([cue.end, *(span.end for span in statement.source)]) + _REACH
    near = range(bisect_left(starts, left), bisect_left(starts, right))
    after = [n for n in near if times[n].start >= cue.start]
    before = [n for n in reversed(near) if times[n].start < cue.start]
    for n in (*after, *before):
        time = Span(times[n].start, times[n].end)
        if not _may_date(times[n], report):
            continue
        if any(time.overlaps(span) for span in statement.content):
            if _opens_content(report.text, statement, cue, time):
                return n, "stands between the words for the saying and what is said"
        elif why := _tell(report.text, statement, cue, time):
            return n, why
    return None


def _opens_content(text: str, statement: Statement, cue: Span, time: Span) -> bool:
    """Tell "said | in November that it would pay", where the day was taken for a part of what is said."""
    content = next(span for span in statement.content if time.overlaps(span))
    return (
        content.start >= cue.end
        and not _MARK.search(text[cue.end : time.start])
        and _leads_to_day(text[content.start : time.start])
        and _THAT.match(text, time.end) is not None
    )


def _may_date(time: TimeExpression, report: Report) -> bool:
    if time.type not in (TimexType.DATE, TimexType.TIME) and time.event is None:
        return False
    if (time.value or "_REF").endswith("_REF") and time.earliest is None:
        return False
    if time.earliest is None or time.latest is None:
        return True
    published = report.published.latest
    days = date.fromisoformat(time.latest) - date.fromisoformat(time.earliest)
    return days.days <= _LONGEST_DAYS and (published is None or time.earliest <= published)


def _tell(text: str, statement: Statement, cue: Span, time: Span) -> str | None:
    if cue.covers(time):
        return "stands in the words for the saying"
    if any(span.covers(time) for span in statement.source):
        return _tell_in_source(text, statement, time)
    if time.start <= cue.end and cue.start <= time.end:  # a day that is told by what was said on it
        return None
    if time.start > cue.end:
        between = _leave_out(text, Span(cue.end, time.start), statement.source)
        inside = any(span.overlaps(Span(cue.end, time.start)) for span in statement.content)
        if not inside and between is not None and _leads_to_day(between):
            return "stands after the words for the saying"
        return None
    return _tell_before(text, statement, cue, time)


def _leave_out(text: str, span: Span, sources: Sequence[Span]) -> str | None:
    """Return the words of a span without the sources' and the commas beside those; None if too long."""
    words, at = "", span.start
    for source in sources:
        if source.start >= at and source.end <= span.end:
            words += text[at : source.start].rstrip(", ") + " "
            at = source.end
            at += len(text[at : span.end]) - len(text[at : span.end].lstrip(", "))
    words += text[at : span.end]
    return words if len(words) <= _REACH else None


def _leads_to_day(words: str) -> bool:
    """Tell whether only whom it was said to, where and how stands between: "reporters in Selby on"."""
    tokens = [word.lower() for word in _WORD.findall(words)]
    if _MARK.search(words) or set(tokens) & _read("breaks"):
        return False
    return not tokens or tokens[-1] not in _read("other_times")


def _tell_in_source(text: str, statement: Statement, time: Span) -> str | None:
    """Tell "Reports on Sunday said", "Monday's statement said"; not "Osei, who left on Sunday, said"."""
    source = next(span for span in statement.source if span.covers(time))
    words = text[source.start : time.start]
    tokens = {word.lower() for word in _WORD.findall(source.of(text))}
    if tokens & _read("occasions"):
        return "dates what it was said in" if _leads_to_day(words) else None
    return None


def _tell_before(text: str, statement: Statement, cue: Span, time: Span) -> str | None:
    """Tell "On Tuesday, Osei said", "Osei on Tuesday said", "In an interview last month, Osei said"."""
    between = _leave_out(text, Span(time.end, cue.start), statement.source)
    if between is not None and _opens_sentence(text, time) and _tells_where(between):
        return "opens the sentence, before where it was said"
    if between is None or _MARK.search(between.strip().strip(",")):
        return None
    if any(w.lower() not in _read("beside_cue") and not w.endswith("ly") for w in _WORD.findall(between)):
        return None
    sentence = list(_STOP.finditer(text, max(0, time.start - 200), time.start))
    before = text[sentence[-1].end() if sentence else max(0, time.start - 200) : time.start]
    tokens = [word.lower() for word in _WORD.findall(before)]
    if tokens and tokens[-1] in _read("other_times"):
        return None
    source = next((span for span in statement.source if span.end <= time.start), None)
    if source is not None:  # "Osei on Tuesday said", and no comma
        own = _WORD.findall(text[source.end : time.start])
        close = len(own) <= 2 and not _MARK.search(text[source.end : cue.start])
        return "stands before the words for the saying" if close else None
    opened = re.sub(r"(?:\b(?:on|in|at|late|early|late on|early on)\s+)\Z", "", before, flags=re.IGNORECASE)
    beside = not statement.source and not between.strip()  # "The mayor on Tuesday denied"
    if beside or _CLAUSE_OPENS.search(opened) or not opened.strip():
        return "stands before the words for the saying"
    if tokens[0] in _read("opens_occasion") and set(tokens) & _read("occasions") and "," not in before:
        return "dates the occasion of the saying"
    return None


def _opens_sentence(text: str, time: Span) -> bool:
    """Tell whether a sentence or a line begins with a day, or with a day and its preposition."""
    return _OPENING.search(text, max(0, time.start - _REACH), time.start) is not None


def _tells_where(words: str) -> bool:
    """Tell "Yesterday, at the yearly show (in Selby), Osei said": phrases of place and nothing else."""
    plain = _ASIDE.sub("", words).strip()
    phrases = [_WORD.findall(phrase.lower()) for phrase in plain.strip(",").split(",")]
    return plain.startswith(",") and all(
        phrase and phrase[0] in _read("opens_occasion") and not set(phrase) & _read("breaks")
        for phrase in phrases
    )


@cache
def _read(name: str) -> frozenset[str]:
    return frozenset(load("en", "saying").lists[name])
