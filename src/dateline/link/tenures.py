"""Offices that pass from one to another: dated reports in, bounds on the undated ones that name a holder out.

Where one report calls Ada Osei the harbour board's director and a later one calls Bo Lund so, a report that
still calls Osei so came out before the later one. It is so only of offices that one person holds at a time,
with a body named; and since reports look back, it is a hint.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from dateline.ingest.days import Constraint, Days, Strength
from dateline.lexicons import load
from dateline.link.actors.roles import print_role, read_role
from dateline.model.record import Actor, Evidence
from dateline.model.report import DateEvidence, Report


@dataclass(frozen=True, slots=True)
class _Use:
    """A report calls `holder` by an office; `day` is when it came out, None where that is not known."""

    holder: str
    name: str
    evidence: Evidence
    day: date | None


def find_successions(
    actors: Iterable[Actor], reports: Mapping[str, Report]
) -> Iterator[tuple[str, Constraint]]:
    """Yield what the holders of an office in dated reports say of undated ones.

    Args:
        actors: Who is in the reports, with their offices.
        reports: All reports, by id.

    Yields:
        The id of a report without a day and a constraint on its day, whose evidence names the other report.
    """
    for uses in _gather(actors, reports).values():
        dated = [use for use in uses if use.day is not None]
        for use in uses:
            if use.day is None:
                yield from ((use.evidence.report, bound) for bound in _bound(use, dated, reports))


def read_day(report: Report) -> date | None:
    """Return the day on which a report was published, None where it is not known to the day."""
    published = report.published
    if published.earliest is None or published.earliest != published.latest:
        return None
    return date.fromisoformat(published.earliest)


def _gather(actors: Iterable[Actor], reports: Mapping[str, Report]) -> dict[frozenset[str], list[_Use]]:
    """Return who is called by each office where, in the order of the holders' ids and of their evidence."""
    uses: dict[frozenset[str], list[_Use]] = defaultdict(list)
    for actor in sorted(actors, key=lambda one: one.id):
        for role in actor.roles:
            office = _read_office(role.role)
            if office is not None:
                uses[office] += [
                    _Use(actor.id, actor.name, one, read_day(reports[one.report])) for one in role.evidence
                ]
    return uses


def _read_office(role: str) -> frozenset[str] | None:
    """Return an office that one person holds at a time, its head in one form; None for other roles.

    Of a "foreign minister" there is one in every country: a body or a country must be named.
    """
    words = read_role(role)
    heads = words & _heads().keys()
    if len(heads) != 1 or not words - _departments() or words & _other_offices():
        return None
    return (words - heads) | {_heads()[next(iter(heads))]}


def _bound(use: _Use, dated: Sequence[_Use], reports: Mapping[str, Report]) -> Iterator[Constraint]:
    """Yield the bounds that those before and after a holder give a report that names him."""
    own = [other.day for other in dated if other.holder == use.holder and other.day]
    others = [(other.day, other) for other in dated if other.holder != use.holder and other.day]
    if not own:
        return  # which of them came first is not known
    # Whoever is named both before and after, or between, has held it twice: nothing is known.
    after = [one for one in others if one[0] > max(own)]
    before = [one for one in others if one[0] < min(own)]
    if len(after) + len(before) < len(others) or {b.holder for _, b in before} & {a.holder for _, a in after}:
        return
    if after:
        day, other = min(after, key=lambda one: (one[0], one[1].evidence.report))
        said = _explain(use, other, "after", reports)
        yield Constraint(Days.between(None, day), Strength.HINT, said)
    if before:
        day, other = max(before, key=lambda one: (one[0], one[1].evidence.report))
        said = _explain(use, other, "before", reports)
        yield Constraint(Days.between(day, None), Strength.HINT, said)


def _explain(use: _Use, other: _Use, side: str, reports: Mapping[str, Report]) -> DateEvidence:
    report = reports[other.evidence.report]
    role, outlet = print_role(use.evidence.exact), report.outlet or report.path
    why = (
        f"calls {use.name} {role}, and {outlet} of {other.day} calls {other.name} so "
        f"(report {report.id}): not published {side} that day"
    )
    return DateEvidence(use.evidence.start, use.evidence.end, why)


@cache
def _heads() -> Mapping[str, str]:
    return {word: str(head) for word, head in load("en", "tenures").words["head"].items()}


@cache
def _other_offices() -> frozenset[str]:
    return frozenset({*load("en", "names").lists["other_office"], *load("en", "tenures").lists["not_sole"]})


@cache
def _departments() -> frozenset[str]:
    """Return the words that say what an office is for, and not whose it is."""
    lists = load("en", "offices").lists
    phrases = (*lists["offices"], *lists["before_offices"], *lists["titles"])
    return frozenset(word.rstrip(".").lower() for phrase in phrases for word in phrase.split())
