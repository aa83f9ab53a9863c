"""What the reports say of each date: their own sentences, gathered by the dates that stand in them.

In come findings with resolved time expressions, out goes one entry a date, with the sentences that say most
of it and how much the reports make of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from statistics import median

from dateline.link.evidence import make_evidence
from dateline.link.memory import Memory, remember
from dateline.link.timeline.centrality import Centrality
from dateline.link.timeline.dated import Dated, find_dated
from dateline.link.timeline.entity_timeline import find_events_of, read_event_day
from dateline.link.timeline.overtaken import find_overtaken
from dateline.link.timeline.salience import Reference, rate_salience
from dateline.link.timeline.worth import choose, order_by_worth
from dateline.model.findings import Findings
from dateline.model.ids import make_id
from dateline.model.record import EventEntry, Evidence, TimelineDate, TimelineEntry
from dateline.model.report import Report
from dateline.model.span import Span


def link_timeline(
    reports: Iterable[Findings],
    origins: Mapping[str, str],
    *,
    about: str | None = None,
    events: Iterable[EventEntry] = (),
    memory: Memory | None = None,
) -> tuple[TimelineEntry, ...]:
    """Return one entry for each date that the reports speak of, sorted by id.

    Left out are durations, sets, dates that the text leaves open, and stretches longer than a year.

    Args:
        reports: Findings with the record's actors.
        origins: For each report the id of the report whose text it is, itself or the original of a copy.
        about: The id of an actor: only sentences that name it are taken, and only events that it takes part
            in; None takes all.
        events: The record's; an entry of the timeline names those that the reports date so.
        memory: What is kept of earlier linking, if anything is.
    """
    reports, events = list(reports), list(events)
    centrality = Centrality(one.report.text for one in reports)
    found: dict[TimelineDate, list[Dated]] = defaultdict(list)
    overtaken = find_overtaken(events)
    told = remember(
        memory if about is None else None,
        "timeline",
        tuple[tuple[TimelineDate, Dated], ...],
        reports,
        lambda one: tuple(find_dated(one, origins[one.report.id], about)),
        lambda one: origins[one.report.id],
    )
    for one, under in zip(reports, told, strict=True):
        figures = overtaken.get(one.report.id, ())
        for day, dated in under:
            is_overtaken = any(dated.sentence.covers(figure) for figure in figures)
            found[day].append(replace(dated, is_overtaken=is_overtaken))
    found = _rate_relevance(found, centrality)
    covered = find_covered(one.report for one in reports)
    happened = _collect_events(reports, about, events)
    made = (_make_entry(day, dated, centrality, happened[day], covered) for day, dated in found.items())
    return tuple(sorted(made, key=lambda entry: entry.id))


def _collect_events(
    reports: Iterable[Findings], about: str | None, events: Iterable[EventEntry]
) -> dict[TimelineDate, set[str]]:
    """Return the ids of the events that the reports date, by their dates."""
    entries = {mention["event"]: one.id for one in events for mention in one.mentions}
    found: dict[TimelineDate, set[str]] = defaultdict(set)
    for one in reports:
        for event in one.events if about is None else find_events_of(one, {about}):
            if (day := read_event_day(one, event)) is not None:
                found[day].add(entries.get(event.id, event.id))
    return found


def _rate_relevance(
    found: Mapping[TimelineDate, Sequence[Dated]], centrality: Centrality
) -> dict[TimelineDate, list[Dated]]:
    """Return the same sentences with their relevance: in full for the half that lies nearest to the story."""
    told = [one.words for dated in found.values() for one in dated]
    ratings = iter(centrality.rate_relevance(told))
    nearness = {day: [next(ratings) for _ in dated] for day, dated in found.items()}
    typical = median([one for each in nearness.values() for one in each] or [0.0])
    return {
        day: [
            replace(one, relevance=min(1.0, near / typical) ** 0.5 if typical else 1.0)
            for one, near in zip(dated, nearness[day], strict=True)
        ]
        for day, dated in found.items()
    }


def find_covered(reports: Iterable[Report]) -> tuple[str, str] | None:
    """Return the days on which the first and the last report were published whose day is known, if any is."""
    days = [one.published.earliest for one in reports if one.published.earliest == one.published.latest]
    known = [day for day in days if day is not None]
    return (min(known), max(known)) if known else None


def _make_entry(
    day: TimelineDate,
    dated: Sequence[Dated],
    centrality: Centrality,
    events: Iterable[str],
    covered: tuple[str, str] | None,
) -> TimelineEntry:
    ordered = order_by_worth(dated, centrality, day.latest)
    chosen = choose(ordered, centrality)
    return TimelineEntry(
        id=make_id("timeline", day.earliest, day.latest, day.precision, *filter(None, [day.season])),
        date=day,
        summary=tuple(one.words for one in chosen),
        events=tuple(sorted(events)),
        according_to=tuple(sorted({one for each in ordered for one in each.according_to})),
        salience=rate_salience(
            day,
            [
                Reference(
                    one.origin,
                    one.report.published.earliest,
                    one.time is not None,
                    one.saying,
                    one.leads,
                    one.relevance,
                )
                for one in ordered
            ],
            covered=covered,
        ),
        evidence=_collect_evidence(ordered),
    )


def _collect_evidence(ordered: Iterable[Dated]) -> tuple[Evidence, ...]:
    """Return the sentences and the dates in them, each once, best first."""
    found: dict[tuple[str, Span], Evidence] = {}
    for one in ordered:
        for span in (one.sentence, one.time):
            if span is not None:
                found.setdefault((one.report.id, span), make_evidence(one.report, span.start, span.end))
    return tuple(found.values())
