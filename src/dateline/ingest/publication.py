"""When a report was published: all that speaks for a date in, the date with its basis and its evidence out.

Strongest first: what the user gives, the file's metadata, the address, what the page states, the dateline.
What was collected on a day is not younger than that day, and a report is not older than what it tells of.
Which of them it is is decided in `dateline.ingest.candidates`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dateline.ingest.bounds import find_bounds
from dateline.ingest.candidates import Candidate, decide, part_possible
from dateline.ingest.counted import find_counts
from dateline.ingest.datelines import find_dateline
from dateline.ingest.days import Constraint, Days, Strength
from dateline.ingest.holders import find_offices
from dateline.ingest.lines import split_lines
from dateline.ingest.page import DateClue
from dateline.ingest.stated import find_stamp, find_stated_dates
from dateline.ingest.zoning import Zones
from dateline.model.report import Basis, DateEvidence, Dateline, Published
from dateline.model.span import Span
from dateline.nlp.calendar import CalendarDate

_ORDER = list(Basis)
_MOST_TURNED_DOWN = 12


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
    candidates, impossible = part_possible(candidates, collected)
    weak = [one for one in candidates if one.strength == 0]
    strong = sorted(
        (one for one in candidates if one.strength > 0),
        key=lambda one: (_ORDER.index(one.basis), -one.strength),
    )
    published = decide(strong, weak, told)
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
) -> tuple[list[Candidate], list[DateEvidence]]:
    """Return the dates that may be the report's, and those on the page that are another's."""
    found = [Candidate(given, Basis.GIVEN, 3, "given with the report")] if given else []
    found += [
        Candidate(clue.value, clue.basis, 0 if clue.weak else 3, clue.why, clue.start, clue.end)
        for clue in clues
    ]
    stamp = find_stamp(url) if url else None
    if stamp is not None:
        found.append(Candidate(stamp.value, Basis.URL, 2, f"the address says {stamp.words!r}"))
    refused = []
    for stated in find_stated_dates(text, zones):
        date = stated.date
        if stated.strength == 0:
            refused.append(DateEvidence(date.start, date.end, stated.why))
        else:
            found.append(
                Candidate(
                    date.value, Basis.STATED, stated.strength, stated.why, date.start, date.end, date.weekday
                )
            )
    return found, refused


def _from_dateline(dateline: Dateline, date: CalendarDate) -> Candidate:
    why = "the dateline says when it was filed"
    return Candidate(date.value, Basis.DATELINE, 2, why, dateline.start, dateline.end, date.weekday)


def _read_constraints(text: str, zones: Zones, collected: str | None) -> list[Constraint]:
    """Return what the article and the day of collection leave of all days."""
    body = zones.body
    found = [*find_bounds(text, body), *find_counts(text, body), *find_offices(text, body)]
    if collected:
        why = f"collected on {collected}: not published later"
        days = Days.of(None, collected)
        found.append(Constraint(days, Strength.COLLECTED, DateEvidence(None, None, why)))
    return found
