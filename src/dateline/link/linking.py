"""Findings -> record: a reduce over all reports of a story, the same for any order they come in."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from dateline.link.actors.actors import link_actors
from dateline.link.actors.locals import gather_locals, settle_types
from dateline.link.actors.places import locate_actors
from dateline.link.commitments.commitments import link_commitments
from dateline.link.copies.copies import find_origins, link_copies
from dateline.link.dating import date_by_others
from dateline.link.disagreements.disagreements import link_disagreements
from dateline.link.events.events import link_events
from dateline.link.memory import Memory
from dateline.link.sources import identify_unnamed, link_sources
from dateline.link.statements import link_statements
from dateline.link.timeline.timeline import link_timeline
from dateline.model.findings import Findings
from dateline.model.record import Actor, CopyGroup, Record


@dataclass(frozen=True, slots=True)
class Named:
    """Actors, sorted by id, before they are located, and findings with theirs, sorted by report id."""

    actors: tuple[Actor, ...]
    reports: tuple[Findings, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """Reports with the record's actors and dates, who the actors are, and which reports are one text."""

    reports: tuple[Findings, ...]
    actors: tuple[Actor, ...]
    copies: tuple[CopyGroup, ...]


def link(findings: Sequence[Findings], memory: Memory | None = None) -> Record:
    """Join what was found in each report into one record.

    Args:
        findings: One a report, before linking, in any order. Of two with one id (the same bytes under two
            paths) the one with the smaller path is kept.
        memory: What is kept of earlier linking, if anything is; it changes nothing but the time it takes.

    Returns:
        The record, each table sorted by id; `reports` are the findings with the record's actors filled in,
        and with the dates that other reports narrow.
    """
    return make_record(join_reports(findings), memory)


def join_reports(findings: Sequence[Findings]) -> Joined:
    """Say who is who in all reports, which of them are one text, and when each was published.

    Args:
        findings: As `link` takes them.
    """
    with _uncollected():
        named = link_names(findings)
        copies = link_copies(named.reports, {actor.id: actor for actor in named.actors})
        reports = date_by_others(named.reports, copies, named.actors)
        return Joined(reports, named.actors, copies)


def link_names(findings: Sequence[Findings]) -> Named:
    """Return what rests on names alone: the actors, and the findings with each name's actor filled in.

    Args:
        findings: As `link` takes them.
    """
    once = _sort_once(findings)
    settled = settle_types(once)
    linked = link_actors([gather_locals(one, settled) for one in once])
    actors = {actor.id: actor for actor in linked.actors}
    return Named(linked.actors, identify_unnamed(linked.reports, actors))


def make_record(joined: Joined, memory: Memory | None = None) -> Record:
    """Make the tables of a record of what `join_reports` gives."""
    with _uncollected():
        reports, copies = joined.reports, joined.copies
        origins = find_origins(reports, copies)
        events = link_events(reports, copies, memory)
        return Record(
            reports=reports,
            actors=locate_actors(joined.actors, reports),
            statements=link_statements(reports),
            events=events,
            timeline=link_timeline(reports, origins, events=events, memory=memory),
            disagreements=link_disagreements(reports, origins, events, memory),
            commitments=link_commitments(reports, origins, joined.actors, memory),
            sources=link_sources(reports, {actor.id: actor for actor in joined.actors}),
            copies=copies,
        )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep Python from looking for rings of objects: there are none, and it would look at all again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _sort_once(findings: Iterable[Findings]) -> list[Findings]:
    """Return the findings sorted by report id, each report once."""
    kept: dict[str, Findings] = {}
    for one in sorted(findings, key=lambda one: (one.report.id, one.report.path)):
        kept.setdefault(one.report.id, one)
    return [kept[report] for report in sorted(kept)]
