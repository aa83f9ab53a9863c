"""Which of the dates that may be a report's is its own.

In: those dates, and what the report tells leaves of all days. Out: the date with its basis and its evidence.
Where nothing forces a date there is none, and the bounds say what is known. A page that was changed after it
came out has no one day: its text lies between its dates.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dateline.ingest.days import Constraint, Days, Strength, read_yearless, solve
from dateline.ingest.edtf import DAY, are_neighbours, first_day, last_day
from dateline.model.report import Basis, DateEvidence, Published

_EDTF = re.compile(r"(\d{4}|XXXX)(?:-(\d\d)(?:-(\d\d))?)?$")
_CALLED_PUBLISHED, _CALLED_UPDATED = 3, 1  # strengths of `Stated`


@dataclass(frozen=True, slots=True)
class Candidate:
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
        """Where it stands, with what speaks for it."""
        return DateEvidence(self.start, self.end, self.why)

    def saying(self, more: str) -> "Candidate":
        """Return it with more said about it."""
        return replace(self, why=f"{self.why}; {more}")


def part_possible(
    candidates: Iterable[Candidate], collected: str | None
) -> tuple[list[Candidate], list[Candidate]]:
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


def decide(strong: Sequence[Candidate], weak: Sequence[Candidate], told: Sequence[Constraint]) -> Published:
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


def _find_rivals(best: Candidate, strong: Iterable[Candidate], weak: Iterable[Candidate]) -> list[Candidate]:
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
    best: Candidate, rivals: Sequence[Candidate], known: Iterable[Candidate], told: Sequence[Constraint]
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


def _beside(one: Candidate, value: str) -> Candidate:
    """Say of a date whether it agrees with the one that was chosen."""
    if _agree(one.value, value):
        return one.saying("agrees")
    return one.saying(f"says {one.value}, against {value}: weaker")


def _agree(one: str, other: str) -> bool:
    """Tell whether one of two dates says no more than the other does, or the same but for the year."""
    without_year = one.startswith("XXXX") and one[4:] == other[4:]
    return one.startswith(other) or other.startswith(one) or without_year


def _without_year(best: Candidate, others: Iterable[Candidate], told: Sequence[Constraint]) -> Published:
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
