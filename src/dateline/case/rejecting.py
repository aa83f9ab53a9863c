"""What a person rejects, taken out of the record with all that rests on it alone.

A statement that is none vouches for nothing. What was told in it is taken out too, and not left standing as
if the report had said so in its own voice; where the statement is put back, all of it comes back.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from dateline.case.overlay import Overlay
from dateline.link.events.events import leave_out
from dateline.model.findings import Findings
from dateline.model.record import Commitment, EventEntry, Evidence, StatementEntry


def reject(overlay: Overlay, table: str, entry: Any, why: str) -> None:
    """Take an entry of `table` out, and what rests on it; `why` says who rejected it and when."""
    overlay.put(table, entry.id, None)
    match table:
        case "statements":
            _reject_statement(overlay, entry, why)
        case "events":
            _reject_event(overlay, entry, why)


def _reject_statement(overlay: Overlay, entry: StatementEntry, why: str) -> None:
    for source in overlay.holding("sources", [entry.id]):
        left = tuple(id_ for id_ in source.statements if id_ != entry.id)
        overlay.put("sources", source.id, replace(source, statements=left) if left else None)
    for day in overlay.holding("timeline", [entry.id]):
        _withdraw_sentences(overlay, day, entry)
    findings = overlay.report(entry.report)
    told = [one.id for one in findings.events if entry.id in one.according_to] if findings else []
    for event in overlay.holding("events", told):
        found = _read_reports(overlay, (one["report"] for one in event.mentions))
        kept = leave_out(event, told, found)
        overlay.put("events", event.id, kept)
        if kept is None:
            _forget_event(overlay, event)
    _reject_dependents(overlay, [entry.id, *told], entry.evidence, why)


def _reject_event(overlay: Overlay, entry: EventEntry, why: str) -> None:
    _forget_event(overlay, entry)
    mentions = [mention["event"] for mention in entry.mentions]
    _reject_dependents(overlay, [entry.id, *mentions], entry.evidence, why)


def _forget_event(overlay: Overlay, entry: EventEntry) -> None:
    """Take the id of an event out of the entries that lead to it."""
    for day in overlay.holding("timeline", [entry.id]):
        overlay.put("timeline", day.id, replace(day, events=_without(day.events, [entry.id])))
    for other in overlay.holding("events", [entry.id]):
        links = tuple(link for link in other.links if entry.id not in link.values())
        overlay.put("events", other.id, replace(other, links=links))


def _withdraw_sentences(overlay: Overlay, day: Any, entry: StatementEntry) -> None:
    """Take the sentences that a statement holds out of a day of the timeline, and the day with the last."""
    gone = [one for one in day.evidence if _overlap(one, entry.evidence)]
    words = tuple(one for one in day.evidence if one not in gone)
    lost = {one.exact for one in gone} - {one.exact for one in words}
    sentences = tuple(one for one in day.summary if not any(one in each or each in one for each in lost))
    said_in = _without(day.according_to, [entry.id])
    kept = (
        replace(day, summary=sentences, evidence=words, according_to=said_in) if words and sentences else None
    )
    overlay.put("timeline", day.id, kept)


def _reject_dependents(overlay: Overlay, ids: Collection[str], words: tuple[Evidence, ...], why: str) -> None:
    """Take out what sets findings against others, or is made of nothing else than them."""
    for disagreement in overlay.holding("disagreements", ids):
        if {disagreement.left, disagreement.right}.intersection(ids):
            overlay.put("disagreements", disagreement.id, None)
    for one in overlay.holding("commitments", ids):
        overlay.put("commitments", one.id, _without_findings(one, ids))
    for one in overlay.holding("commitments", {each.report for each in words}):
        if any(_overlap(each, words) for each in one.outcome_evidence):
            open_again = replace(one, outcome="open", outcome_on=None, outcome_evidence=())
            overlay.put("commitments", one.id, replace(open_again, why=f"what told of it was {why}"))


def _without_findings(one: Commitment, ids: Collection[str]) -> Commitment | None:
    """Return a commitment without some findings; None where it was made of them alone."""
    said, told = _without(one.statements, ids), _without(one.events, ids)
    left = said if one.statements else told
    return replace(one, statements=said, events=told) if left else None


def _read_reports(overlay: Overlay, ids: Iterable[str]) -> dict[str, Findings]:
    return {id_: found for id_ in sorted(set(ids)) if (found := overlay.report(id_)) is not None}


def _without(ids: Iterable[str], gone: Collection[str]) -> tuple[str, ...]:
    return tuple(id_ for id_ in ids if id_ not in gone)


def _overlap(words: Evidence, others: Iterable[Evidence]) -> bool:
    return any(o.report == words.report and o.start < words.end and words.start < o.end for o in others)
