"""One entry for one event in the world, however many reports tell of it.

In: findings with the record's actors, and which reports are one text or pass on another's. Out: the events of
the record. Which mentions are one is told by `event_clusters`, what keeps them apart by `event_bounds`; their
figures are gathered in `event_figures`. A plan and what came of it are two events with a link.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from dateline.link.actors.names import fold_name
from dateline.link.copies.copies import find_origins
from dateline.link.events.event_bounds import is_meant, limit, may_come_of, part_plans
from dateline.link.events.event_clusters import BOUND, cluster
from dateline.link.events.event_figures import gather_figures
from dateline.link.events.event_pairs import COPIED, SURE
from dateline.link.events.event_tellings import Telling, Tellings, gather_tellings
from dateline.link.evidence import make_evidence, order_by_date
from dateline.link.memory import Memory
from dateline.model.findings import Event, Findings, Interval, Role
from dateline.model.ids import make_id
from dateline.model.record import CopyGroup, EventEntry, Evidence
from dateline.model.report import Report

# Words that reach over more than this are cut to the event's own.
_LONGEST_WORDS = 300


def link_events(
    reports: Sequence[Findings], copies: Iterable[CopyGroup], memory: Memory | None = None
) -> tuple[EventEntry, ...]:
    """Return one entry for each event, sorted by id; each mention stands in one of them.

    Args:
        reports: Findings with the record's actors, sorted by report id.
        copies: The groups of copies, and the relays between outlets.
        memory: What is kept of earlier linking, if anything is.
    """
    told, joined = join_mentions(reports, memory=memory)
    groups = [part_plans(told.tellings, members) for members in joined]
    ids = {
        part[0]: make_id("event", *sorted(told.tellings[at].event.id for at in part))
        for parts in groups
        for part in parts
    }
    origins = _Origins(reports, list(copies))
    entries = [
        _make_entry(ids[part[0]], [told.tellings[at] for at in part], reports, origins, links)
        for parts in groups
        for part, links in zip(parts, _find_links(told, parts, ids, reports), strict=True)
    ]
    return tuple(sorted(entries, key=lambda entry: entry.id))


def join_mentions(
    reports: Sequence[Findings],
    weights: Mapping[str, float] | None = None,
    bound: float = BOUND,
    memory: Memory | None = None,
) -> tuple[Tellings, list[list[int]]]:
    """Return the mentions of all reports, and groups of their numbers, plans with what came of them.

    Args:
        reports: Findings with the record's actors, sorted by report id.
        weights: Of what is compared; None for those that come with the program.
        bound: From here two groups are joined.
        memory: What is kept of earlier linking, if anything is.
    """
    told = gather_tellings(reports, memory)
    groups = cluster(
        told,
        order_mentions(told, reports),
        limit=lambda one, other: limit_pair(told, one, other),
        weights=weights,
        bound=bound,
    )
    return told, groups


def limit_pair(told: Tellings, one: int, other: int) -> float:
    """Return how much may speak for two mentions, at most; one sentence that two reports print is one."""
    left, right = told.tellings[one], told.tellings[other]
    beside = float(told.sentences[left.sentence] @ told.sentences[right.sentence])
    copied = left.report != right.report and left.stem == right.stem and beside >= COPIED
    return SURE if copied else limit(left, right)


def order_mentions(told: Tellings, reports: Sequence[Findings]) -> list[int]:
    """Return for each mention the place of its report among all by date."""
    dates = sorted(range(len(reports)), key=lambda at: order_by_date(reports[at].report))
    places = {report: place for place, report in enumerate(dates)}
    return [places[one.report] for one in told.tellings]


def _find_links(
    told: Tellings, parts: Sequence[Sequence[int]], ids: Mapping[int, str], reports: Sequence[Findings]
) -> list[tuple[dict[str, str], ...]]:
    """Return the links of each part of a group: from the plan to what came of it, and back.

    What was over before the plan was first reported, or before its time, did not come of it.
    """
    links: list[tuple[dict[str, str], ...]] = [() for _ in parts]
    if len(parts) < 2 or is_meant(told.tellings, parts[0]) or not is_meant(told.tellings, parts[1]):
        return links
    done, meant = ([told.tellings[at] for at in part] for part in parts[:2])
    if not may_come_of(done, meant):
        return links
    over = _find_date([one.event for one in done]).latest
    known = [day for one in meant if (day := reports[one.report].report.published.earliest) is not None]
    meant_for = _find_date([one.event for one in meant]).earliest
    if over is None or all(day is None or day <= over for day in (min(known, default=None), meant_for)):
        links[0] = ({"event": ids[parts[1][0]], "kind": "execution_of"},)
        links[1] = ({"event": ids[parts[0][0]], "kind": "plan_of"},)
    return links


class _Origins:
    """How many reports, outlets and origins stand behind some mentions: copies and relays count once."""

    def __init__(self, reports: Sequence[Findings], copies: Sequence[CopyGroup]) -> None:
        self._reports = reports
        self._origins = find_origins(reports, copies)
        self._outlets = {one.report.id: fold_name(one.report.outlet or "") for one in reports}
        relays = {(relay.report, fold_name(relay.relays)) for group in copies for relay in group.relays}
        self._relayed = {outlet for _, outlet in relays}
        # The statements that pass on what an outlet of the pile or another reported, with its name.
        self._passing = {
            statement.id: fold_name(link)
            for one in reports
            for statement in one.statements
            for link in (*statement.chain, statement.speaker.name or "")
            if (one.report.id, fold_name(link)) in relays
        }

    def count(self, tellings: Iterable[Telling]) -> tuple[int, int, int]:
        """Return how many reports, outlets and independent origins tell of it."""
        reports: set[str] = set()
        outlets: set[str] = set()
        origins: set[str] = set()
        for one in tellings:
            report = self._reports[one.report].report
            reports.add(report.id)
            outlets.add(fold_name(report.outlet or ""))
            origins.add(self._find_origin(one))
        return len(reports), len(outlets - {""}), len(origins)

    def _find_origin(self, one: Telling) -> str:
        """Return the outlet whose report a mention passes on, else the report whose text it stands in.

        The report of an outlet that others pass on is known by that outlet.
        """
        for statement in one.event.according_to:
            if statement in self._passing:
                return f"outlet {self._passing[statement]}"
        origin = self._origins[self._reports[one.report].report.id]
        outlet = self._outlets[origin]
        return f"outlet {outlet}" if outlet in self._relayed else origin


def _make_entry(
    id_: str,
    tellings: Sequence[Telling],
    reports: Sequence[Findings],
    origins: _Origins,
    links: tuple[dict[str, str], ...],
) -> EventEntry:
    """Return the entry of some mentions; what it rests on stands in order of publication."""
    ordered = sorted(
        tellings, key=lambda one: (order_by_date(reports[one.report].report), one.event.trigger.start)
    )
    counted = origins.count(tellings)
    mentions = sorted((reports[one.report].report.id, one.event.id) for one in tellings)
    return EventEntry(
        id=id_,
        mentions=tuple({"report": report, "event": event} for report, event in mentions),
        date=_find_date([one.event for one in ordered]),
        type=_find_most([one.event.type for one in ordered]),
        status=_gather_status([(reports[one.report].report, one.event) for one in ordered]),
        figures=gather_figures([(reports[one.report], one.event) for one in ordered]),
        reports=counted[0],
        outlets=counted[1],
        independent_origins=counted[2],
        evidence=tuple(_make_words(reports[one.report], one.event) for one in ordered),
        links=links,
    )


def leave_out(
    entry: EventEntry, gone: Collection[str], findings: Mapping[str, Findings]
) -> EventEntry | None:
    """Return an entry as its other mentions make it; None where it has no others.

    Its id and its date stay. How many outlets and origins stand behind it is not told by its mentions alone:
    they are at most as many as the reports that are left.

    Args:
        entry: The entry.
        gone: The ids of findings that are no mention of it.
        findings: What was found in the reports of its mentions, by id.
    """
    left = [one for one in entry.mentions if one["event"] not in gone]
    found = {event.id: (one, event) for one in findings.values() for event in one.events}
    told = [found[one["event"]] for one in left if one["event"] in found]
    told.sort(key=lambda pair: (order_by_date(pair[0].report), pair[1].trigger.start))
    if not told:
        return None
    reports = len({one["report"] for one in left})
    return replace(
        entry,
        mentions=tuple(left),
        type=_find_most([event.type for _, event in told]),
        status=_gather_status([(one.report, event) for one, event in told]),
        figures=gather_figures(told),
        reports=reports,
        outlets=min(entry.outlets, reports),
        independent_origins=min(entry.independent_origins, reports),
        evidence=tuple(_make_words(one, event) for one, event in told),
    )


def _find_date(events: Sequence[Event]) -> Interval:
    """Return the days that the mentions with known days have in common, the narrowest of them first.

    One that does not meet the others is left out, the later in order of publication first.
    """
    known = [
        (one.date.earliest, one.date.latest)
        for one in events
        if one.date.earliest is not None and one.date.latest is not None
    ]
    counts = Counter(known)
    if not known:
        latest = [one.date.latest for one in events if one.date.latest is not None]
        earliest = [one.date.earliest for one in events if one.date.earliest is not None]
        return (
            Interval(max(earliest, default=None), min(latest, default=None))
            if not (earliest and latest and max(earliest) > min(latest))
            else Interval(None, min(latest))
        )
    start, end = min(counts, key=lambda days: (-counts[days], _count_days(days), known.index(days)))
    for first, last in sorted(counts, key=lambda days: (_count_days(days), known.index(days))):
        if first <= end and start <= last:
            start, end = max(start, first), min(end, last)
    return Interval(start, end)


def _count_days(days: tuple[str, str]) -> tuple[int, int, int]:
    """Return how long a stretch is, in years, months and days: enough to sort by."""
    first, last = ([int(part) for part in day.split("-")] for day in days)
    return (last[0] - first[0], last[1] - first[1], last[2] - first[2])


def _find_most(values: Iterable[str | None]) -> str | None:
    counts = Counter(value for value in values if value is not None)
    return min(counts, key=lambda value: (-counts[value], value), default=None)


def _gather_status(told: Iterable[tuple[Report, Event]]) -> tuple[dict[str, str | None], ...]:
    """Return what is said of an event in order of publication, one row wherever that changes.

    A row has `date` (the day of its report), `status`, `polarity`, `report`, `event`, and `according_to`, the
    outermost statement it lies in.
    """
    rows: list[dict[str, str | None]] = []
    last: tuple[str, str] | None = None
    for report, event in told:
        now = (event.status.value, event.polarity.value)
        if now == last:
            continue
        last = now
        rows.append(
            {
                "date": report.published.earliest
                if report.published.earliest == report.published.latest
                else None,
                "status": now[0],
                "polarity": now[1],
                "report": report.id,
                "event": event.id,
                "according_to": event.according_to[0] if event.according_to else None,
            }
        )
    return tuple(rows)


def _make_words(findings: Findings, event: Event) -> Evidence:
    """Return an event's word with those who take part, where they stand close to it."""
    trigger = event.trigger
    spans = [(one.start, one.end) for one in event.participants if one.role is not Role.OTHER]
    start = min([trigger.start, *(start for start, _ in spans)])
    end = max([trigger.end, *(end for _, end in spans)])
    if end - start > _LONGEST_WORDS or "\n" in findings.report.text[start:end]:
        start, end = trigger.start, trigger.end
    return make_evidence(findings.report, start, end)
