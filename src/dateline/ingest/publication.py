"""When a report was published: all that speaks for a date in, the date with its basis and its evidence out.

Strongest first: what the user gives, the file's metadata, the address, what the page states, the dateline.
What was collected on a day is not younger than that day, and a report is not older than what it tells of.
Where these force no date there is none, and the bounds say what is known. A page that was changed after it
came out has no one day: its text lies between its dates.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dateline.ingest.bounds import find_bounds
from dateline.ingest.counted import find_counts
from dateline.ingest.datelines import find_dateline
from dateline.ingest.days import Constraint, Days, Strength, read_yearless, solve
from dateline.ingest.edtf import DAY, are_neighbours, first_day, last_day
from dateline.ingest.holders import find_offices
from dateline.ingest.lines import split_lines
from dateline.ingest.page import DateClue
from dateline.ingest.stated import find_stamp, find_stated_dates
from dateline.ingest.zoning import Zones
from dateline.model.report import Basis, DateEvidence, Dateline, Published
from dateline.model.span import Span
from dateline.nlp.calendar import CalendarDate

_ORDER = list(Basis)
_EDTF = re.compile(r"(\d{4}|XXXX)(?:-(\d\d)(?:-(\d\d))?)?$")
_MOST_TURNED_DOWN = 12
_CALLED_PUBLISHED, _CALLED_UPDATED = 3, 1  # strengths of `Stated`


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A date that may be the report's. `strength` orders those of one basis; `weekday` is the one printed."""

    value: str
    basis: Basis
    strength: int
    why: str
    start: int | None = None
    end: int | None = None
    weekday: int | None = None

    @property
    def evidence(self) -> DateEvidence:
        return DateEvidence(self.start, self.end, self.why)

    def saying(self, more: str) -> "_Candidate":
        """Return it with more said about it."""
        return replace(self, why=f"{self.why}; {more}")


def date_report(
    text: str,
    zones: Zones,
    clues: Sequence[DateClue],
    *,
    given: str | None,
    url: str | None,
    collected: str | None,
) -> tuple[Published, Dateline | None]:
    """Date a report and find its dateline.

    Args:
        text: The whole text.
        zones: What of it is article, what furniture.
        clues: Dates that stand beside the text, strongest first.
        given: The date that the user gives, EDTF; it decides.
        url: The address the report was found at.
        collected: When it was fetched, an ISO date: an upper bound, never the date itself.

    Returns:
        The publication date, its evidence in the order of its weight, first what it rests on, last what was
        turned down; and the dateline, None where there is none. A value is given only as far as the evidence
        goes: `XXXX-03-02` where nothing forces the year.
    """
    found = find_dateline(text, _opening_lines(text, zones))
    dateline = found[0] if found else None
    candidates, refused = _collect(text, zones, clues, given=given, url=url)
    if found and found[1] is not None:
        candidates.append(_from_dateline(found[0], found[1]))
    told = _read_constraints(text, zones, collected)
    candidates, impossible = _refuse(candidates, collected)
    weak = [one for one in candidates if one.strength == 0]
    strong = sorted(
        (one for one in candidates if one.strength > 0),
        key=lambda one: (_ORDER.index(one.basis), -one.strength),
    )
    published = _decide(strong, weak, told)
    evidence = (*published.evidence, *[one.evidence for one in impossible], *refused[:_MOST_TURNED_DOWN])
    return replace(published, evidence=tuple(dict.fromkeys(evidence))), dateline


def _opening_lines(text: str, zones: Zones) -> list[Span]:
    """Return the article's first lines, where a dateline may stand."""
    if not zones.body:
        return []
    start = zones.body[0].start
    inside = [
        line.span for line in split_lines(text) if any(b.start <= line.start < b.end for b in zones.body)
    ]
    return [span for span in inside if span.start >= start][:4]


def _collect(
    text: str, zones: Zones, clues: Iterable[DateClue], *, given: str | None, url: str | None
) -> tuple[list[_Candidate], list[DateEvidence]]:
    """Return the dates that may be the report's, and those on the page that are another's."""
    found = [_Candidate(given, Basis.GIVEN, 3, "given with the report")] if given else []
    found += [
        _Candidate(clue.value, clue.basis, 0 if clue.weak else 3, clue.why, clue.start, clue.end)
        for clue in clues
    ]
    stamp = find_stamp(url) if url else None
    if stamp is not None:
        found.append(_Candidate(stamp.value, Basis.URL, 2, f"the address says {stamp.words!r}"))
    refused = []
    for stated in find_stated_dates(text, zones):
        date = stated.date
        if stated.strength == 0:
            refused.append(DateEvidence(date.start, date.end, stated.why))
        else:
            found.append(
                _Candidate(
                    date.value, Basis.STATED, stated.strength, stated.why, date.start, date.end, date.weekday
                )
            )
    return found, refused


def _from_dateline(dateline: Dateline, date: CalendarDate) -> _Candidate:
    why = "the dateline says when it was filed"
    return _Candidate(date.value, Basis.DATELINE, 2, why, dateline.start, dateline.end, date.weekday)


def _refuse(
    candidates: Iterable[_Candidate], collected: str | None
) -> tuple[list[_Candidate], list[_Candidate]]:
    """Part the candidates that can be from those that cannot: no date at all, the epoch, after collection."""
    kept, refused = [], []
    for one in candidates:
        match = _EDTF.match(one.value)
        if match is None:
            refused.append(one.saying("is no date that could be read: not used"))
        elif one.basis is Basis.GIVEN:
            kept.append(one)
        elif one.value.startswith("1970-01-01"):
            refused.append(one.saying("is where a computer's clock begins: not used"))
        elif collected and match[1] != "XXXX" and first_day(one.value) > collected:
            refused.append(one.saying(f"lies after the day of collection, {collected}: not used"))
        else:
            kept.append(one)
    return kept, refused


def _read_constraints(text: str, zones: Zones, collected: str | None) -> list[Constraint]:
    """Return what the article and the day of collection leave of all days."""
    body = zones.body
    found = [*find_bounds(text, body), *find_counts(text, body), *find_offices(text, body)]
    if collected:
        why = f"collected on {collected}: not published later"
        days = Days.of(None, collected)
        found.append(Constraint(days, Strength.COLLECTED, DateEvidence(None, None, why)))
    return found


def _decide(
    strong: Sequence[_Candidate], weak: Sequence[_Candidate], told: Sequence[Constraint]
) -> Published:
    """Choose the strongest date, make it as fine as those that agree, and say what speaks against it."""
    dated = [one for one in strong if not one.value.startswith("XXXX")]
    if not dated and (yearless := [one for one in strong if one.value.startswith("XXXX")]):
        return _without_year(yearless[0], [*yearless[1:], *weak], told)
    if not dated:
        left = solve(told).days
        dated = [one for one in weak if left & _days_of(one.value)]
        weak = [one for one in weak if one not in dated]
    if not dated:
        against = [one.saying("speaks against what the report tells: not used").evidence for one in weak]
        published = infer(told)
        return replace(published, evidence=(*published.evidence, *against))
    best = dated[0]
    for one in [*dated[1:], *[s for s in strong if s.value.startswith("XXXX")]]:
        finer = _refine(best.value, one.value)
        if finer is not None:
            best = replace(one, value=finer)
    rivals = _find_rivals(best, strong, weak)
    if rivals:
        return _between(best, rivals, [*strong, *weak], told)
    others = [one for one in [*strong, *weak] if one.evidence != best.evidence]
    evidence = [best.evidence, *[_beside(one, best.value).evidence for one in others]]
    solution = solve(told, within=_days_of(best.value))
    evidence += [one.evidence for one in solution.used]
    evidence += [_against(one, best.value) for one in solution.against if one.strength > Strength.HINT]
    earliest, latest = solution.days.earliest, solution.days.latest
    return Published(best.value, earliest, latest, best.basis, tuple(evidence))


def infer(told: Sequence[Constraint]) -> Published:
    """Date a report by what it tells alone: as finely as that leaves it, with what was found against it."""
    solution = solve(told)
    days = solution.days
    basis = Basis.INFERRED if days.earliest or days.latest else Basis.UNKNOWN
    evidence = [one.evidence for one in solution.used]
    against = [
        replace(one.evidence, why=f"{one.evidence.why}; the rest speaks against it: not used")
        for one in solution.against
    ]
    return Published(days.shared, days.earliest, days.latest, basis, (*evidence, *against))


def _days_of(value: str) -> Days:
    return Days.of(first_day(value), last_day(value))


def _against(one: Constraint, value: str) -> DateEvidence:
    return replace(one.evidence, why=f"{one.evidence.why}; but {value} is")


def _find_rivals(
    best: _Candidate, strong: Iterable[_Candidate], weak: Iterable[_Candidate]
) -> list[_Candidate]:
    """Return the days that may be the report's as well as `best` may, where the page itself prints another.

    Metadata keep the day on which an address was first used. A page that prints a later one only was written
    anew since: an advice brought up to date each year, a report that grew over the night. And a server's
    clock, which makes addresses, may be a day away from the outlet's. A later day that is called that of
    publication is another edition's: the printed paper's.
    """
    printed = [one for one in strong if one.basis is Basis.STATED and one is not best]
    if len(best.value) < DAY or any(_agree(one.value, best.value) for one in printed):
        return []
    days = [one for one in printed if len(one.value) == DAY and not one.value.startswith("XXXX")]
    match best.basis:
        case Basis.METADATA:
            return [one for one in days if one.value > best.value and one.strength < _CALLED_PUBLISHED]
        case Basis.URL:
            return [one for one in days if are_neighbours(one.value, best.value)]
        case Basis.STATED if best.strength == _CALLED_UPDATED:
            return [one for one in weak if len(one.value) == DAY and one.value < best.value]
    return []


def _between(
    best: _Candidate, rivals: Sequence[_Candidate], known: Iterable[_Candidate], told: Sequence[Constraint]
) -> Published:
    """Date a report of which the page gives several days: between them."""
    first, *_, last = sorted([best.value, *(one.value for one in rivals)])
    solution = solve(told, within=Days.of(first, last))
    beside = [
        one.saying(f"says {one.value}, against {best.value}: between them")
        if one in rivals
        else _beside(one, best.value)
        for one in known
        if one.evidence != best.evidence
    ]
    evidence = [best.saying(f"says {best.value}"), *sorted(beside, key=lambda one: one not in rivals)]
    reasons = (*[one.evidence for one in evidence], *[one.evidence for one in solution.used])
    days = solution.days
    return Published(days.shared, days.earliest, days.latest, best.basis, reasons)


def _refine(value: str, other: str) -> str | None:
    """Return `other` at the year of `value` where it is finer and agrees, else None."""
    if len(other) <= len(value) or len(value) == 10:
        return None
    filled = value[:4] + other[4:] if other.startswith("XXXX") else other
    return filled if filled.startswith(value) else None


def _beside(one: _Candidate, value: str) -> _Candidate:
    """Say of a date whether it agrees with the one that was chosen."""
    if _agree(one.value, value):
        return one.saying("agrees")
    return one.saying(f"says {one.value}, against {value}: weaker")


def _agree(one: str, other: str) -> bool:
    """Tell whether one of two dates says no more than the other does, or the same but for the year."""
    without_year = one.startswith("XXXX") and one[4:] == other[4:]
    return one.startswith(other) or other.startswith(one) or without_year


def _without_year(best: _Candidate, others: Iterable[_Candidate], told: Sequence[Constraint]) -> Published:
    """Give month and day the year that the rest and the weekday force, or leave it open.

    A dateline says when a report was filed, and papers print it the next day or the one after: where the year
    is known, so much is left open.
    """
    days = read_yearless(best.value, best.basis, weekday=best.weekday)
    line = Constraint(days, Strength.LINE, best.evidence)
    solution = solve([line, *told])
    days = solution.days
    filed = best.basis is Basis.DATELINE
    evidence = [
        (best.saying("printed that day or one of the next two") if filed else best).evidence,
        *[one.saying("not used").evidence for one in others],
        *[one.evidence for one in solution.used if one is not line],
        *[_against(one, best.value) for one in solution.against],
    ]
    if len(days.stretches) > 1 or not days.earliest or not days.latest:
        return Published(best.value, days.earliest, days.latest, best.basis, tuple(evidence))
    evidence.append(DateEvidence(best.start, best.end, f"the only year that fits is {days.earliest[:4]}"))
    return Published(days.shared, days.earliest, days.latest, Basis.INFERRED, tuple(evidence))
