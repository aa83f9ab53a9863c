"""Records for what every export has to pass: one that holds all there is, and one written to do harm."""

from dataclasses import replace

from dateline.model.findings import (
    Act,
    Anonymity,
    Event,
    Figure,
    Findings,
    Interval,
    Mention,
    MentionType,
    Participant,
    Polarity,
    Role,
    Said,
    Status,
)
from dateline.model.ids import make_id
from dateline.model.record import (
    Actor,
    Alias,
    Commitment,
    Disagreement,
    EventEntry,
    Place,
    Record,
    SourceEntry,
    StatementEntry,
)
from dateline.model.report import Report
from dateline.model.span import Span
from tests.export_cases import find_span, make_evidence, make_hostile, make_story

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[here](javascript:alert(1)) ![x](http://evil.example/x.png) <http://evil.example> `code` $x$ ==y== #tag",
    "javascript:alert(1)",
    "www.evil.example https://evil.example me@evil.example",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "@SUM(A1:A9)",
    "-2+3",
    "user\u202egnp.exe \u2066isolated\u2069",
    "nul\x00bell\x07escape\x1bdelete\x7f",
    "a lone \ud800 surrogate",
    "two\nlines\r\nand\u2028more\x85of\x0bthem\ttab",
    "BEGIN:VEVENT\r\nSUMMARY:no\r\nEND:VEVENT",
    "ER  - \nTY  - BOOK",
    "semi;colon, comma\\n back\\slash",
    "]]>&lt;&#60;<!-- --",
    "*bold* _it_ ~~no~~ [^1] | a | b |",
    "wide " + "ö" * 120_000,
]


def make_event(
    report: Report,
    words: str,
    status: Status,
    *,
    date: Interval,
    kind: str | None = None,
    participants: tuple[Participant, ...] = (),
    according_to: tuple[str, ...] = (),
    figures: tuple[Figure, ...] = (),
    nth: int = 0,
) -> Event:
    """Return an event whose trigger is where `words` stand for the `nth` time."""
    trigger = find_span(report.text, words, nth)
    return Event(
        id=make_id("event", report.id, trigger.start),
        trigger=trigger,
        participants=participants,
        time=None,
        date=date,
        type=kind,
        mode=None,
        status=status,
        polarity=Polarity.POSITIVE,
        according_to=according_to,
        figures=figures,
        confidence=0.61,
        rule="by hand",
    )


def make_full() -> Record:
    """Return the story of the mill with its events, where it lies, and all that is known of its claims."""
    story = make_story()
    mill, bridge, undated = (one.report for one in story.reports)
    said = {one.act: one for one in story.statements if one.report == mill.id}
    relayed = next(one for one in story.statements if one.report == bridge.id)
    arden, birch = make_id("actor", "arden"), make_id("actor", "birch")
    here, owner = find_span(mill.text, "Arden", 0), find_span(mill.text, "its owner, Ada Birch")
    may = Interval("2021-05-01", "2021-05-31")
    reopen = make_event(
        mill,
        "reopen",
        Status.PLANNED,
        nth=1,
        date=may,
        kind="AGREE",
        participants=(
            Participant(Role.AGENT, owner.start, owner.end, birch),
            Participant(Role.PLACE, here.start, here.end, arden),
        ),
        according_to=(said[Act.PROMISE].id,),
    )
    denied = make_event(undated, "open", Status.DENIED, date=Interval(None, None), kind="REJECT")
    number = find_span(bridge.text, "3 million")
    cost = make_event(
        bridge,
        "cost",
        Status.HAPPENED,
        date=Interval(None, "2021-02-03"),
        according_to=(relayed.id,),
        figures=(Figure(number.start, number.end, 3e6, 3e6, "money", "crowns"),),
    )
    entries = (
        _gather("reopening", may, "AGREE", ((mill, reopen), (undated, denied))),
        _gather("cost", cost.date, None, ((bridge, cost),)),
    )
    events = {mill.id: (reopen,), undated.id: (denied,), bridge.id: (cost,)}
    named = (Mention(here.start, here.end, MentionType.PLACE, "Arden", arden, "by hand"),)
    reports = tuple(
        replace(
            one,
            events=events[one.report.id],
            mentions=(*one.mentions, *(named if one.report is mill else ())),
        )
        for one in story.reports
    )
    place = Actor(
        id=arden,
        name="Arden",
        kind="place",
        aliases=(Alias("Arden", 1),),
        roles=(),
        evidence=(make_evidence(mill, "Arden"),),
        why="one name",
        place=Place("GB", 52.35, -1.75, 2656955, "Arden", "the only place of that name"),
    )
    monday = Said("2021-02-01", "2021-02-01", 1, "the report names the day")
    return replace(
        story,
        reports=reports,
        actors=tuple(sorted((*story.actors, place), key=lambda one: one.id)),
        events=tuple(sorted(entries, key=lambda one: one.id)),
        statements=tuple(
            replace(one, said=monday) if one.id == said[Act.PROMISE].id else one for one in story.statements
        ),
        commitments=tuple(
            replace(
                one,
                kind="promise",
                statements=(said[Act.PROMISE].id,),
                events=(reopen.id,),
                why="nobody sees it",
            )
            for one in story.commitments
        ),
    )


def _gather(
    name: str, date: Interval, kind: str | None, told: tuple[tuple[Report, Event], ...]
) -> EventEntry:
    return EventEntry(
        id=make_id("entry", name),
        mentions=tuple({"report": report.id, "event": event.id} for report, event in told),
        date=date,
        type=kind,
        status=tuple(
            {"status": event.status.value, "report": report.id, "event": event.id} for report, event in told
        ),
        figures=(),
        reports=len(told),
        outlets=len(told),
        independent_origins=len(told),
        evidence=tuple(make_evidence(report, event.trigger.of(report.text)) for report, event in told),
    )


def make_harmful(words: str) -> Record:
    """Return a record in which all that comes from outside, in every table, holds `words`."""
    record = make_hostile(words)
    findings = record.reports[0]
    report, said = findings.report, findings.statements[0]
    here = said.content[0]
    actor = replace(record.actors[0], kind="person")
    place = replace(
        actor, id=make_id("place", words), kind="place", place=Place("GB", 1.5, -2.5, 1, words, words)
    )
    event = Event(
        id=make_id("event", words),
        trigger=here,
        participants=(
            Participant(Role.AGENT, here.start, here.end, actor.id),
            Participant(Role.PLACE, here.start, here.end, place.id),
        ),
        time=0,
        date=Interval("2020-01-01", "2020-03-04"),
        type="ACCUSE",
        mode=None,
        status=Status.HAPPENED,
        polarity=Polarity.NEGATIVE,
        according_to=(said.id,),
        figures=(Figure(here.start, here.end, None, 3.5, words, words),),
        confidence=0.5,
        rule=words,
    )
    entry = EventEntry(
        id=make_id("entry", words),
        mentions=({"report": report.id, "event": event.id},),
        date=event.date,
        type="ACCUSE",
        status=(),
        figures=(),
        reports=1,
        outlets=1,
        independent_origins=1,
        evidence=record.timeline[0].evidence,
    )
    unnamed = Anonymity(words, Span(here.start, here.end))
    statement: StatementEntry = replace(record.statements[0], anonymity=unnamed)
    evidence = record.timeline[0].evidence
    return replace(
        record,
        reports=(
            Findings(
                report, findings.times, findings.mentions, (replace(said, anonymity=unnamed),), (event,)
            ),
        ),
        actors=(actor, place),
        statements=(statement,),
        events=(entry,),
        disagreements=(
            Disagreement(make_id("pair", words), said.id, entry.id, words, words, words, evidence * 2),
        ),
        commitments=(
            Commitment(
                make_id("commitment", words),
                by=actor.id,
                on="2020-01-01",
                what=words,
                horizon=event.date,
                outcome="open",
                outcome_evidence=evidence,
                evidence=evidence,
                kind="promise",
                why=words,
                statements=(said.id,),
                events=(event.id,),
            ),
        ),
        sources=(
            SourceEntry(make_id("source", words), words, words, False, (said.id,), (report.id,), evidence),
        ),
    )
