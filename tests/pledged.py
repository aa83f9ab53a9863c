"""Reports with one announcement or one deed each, made up for the tests of commitments and their outcomes."""

from dataclasses import replace

from dateline.link.commitments.commitments import link_commitments
from dateline.model.findings import (
    Act,
    Event,
    Findings,
    Interval,
    Participant,
    Polarity,
    Role,
    SpeakerKind,
    Status,
)
from dateline.model.ids import make_id
from dateline.model.record import Actor, Commitment
from dateline.model.span import Span
from tests.marked import make_report

OSEI, PORT = "actor-osei", "actor-port"
TOLD = {
    "will": (Status.PLANNED, "encoder; planned: “will”"),
    "did": (Status.HAPPENED, "encoder; happened: past tense"),
    "denied": (Status.DENIED, "encoder; denied: said as a denial"),
}


def report(
    key: str,
    text: str,
    *,
    day: str,
    said: str | None = None,
    by: str | None = OSEI,
    act: Act = Act.PLAN,
    cue: str = "said",
    event: tuple[str, str, str] | None = None,
    positive: bool = True,
    when: str | None = None,
) -> Findings:
    """Return a report with one statement, or none, and one event: its word, its target, how it is told."""
    statements: tuple[dict[str, object], ...] = (
        ({"content": said, "cue": cue, "act": act, "name": "Ada Osei", "kind": SpeakerKind.NAMED_PERSON},)
        if said
        else ()
    )
    made = make_report(key, text, published=day, statements=statements)
    spoken = tuple(replace(one, speaker=replace(one.speaker, actor=by)) for one in made.statements)
    made = replace(made, statements=spoken)
    if event is None:
        return made
    word, target, told = event
    plain = made.report.text
    trigger = Span(plain.index(word), plain.index(word) + len(word))
    about = Span(plain.index(target), plain.index(target) + len(target))
    inside = [one.id for one in spoken if one.content[0].covers(trigger)]
    found = Event(
        id=make_id("event", key, word),
        trigger=trigger,
        participants=(Participant(Role.TARGET, about.start, about.end, None),),
        time=0 if when else None,
        date=Interval(when, when or day),
        type=None,
        mode=None,
        status=TOLD[told][0],
        polarity=Polarity.POSITIVE if positive else Polarity.NEGATIVE,
        according_to=tuple(inside),
        figures=(),
        confidence=0.9,
        rule=TOLD[told][1],
    )
    return replace(made, events=(found,))


def judge(*reports: Findings, actors: tuple[Actor, ...] = ()) -> list[Commitment]:
    origins = {one.report.id: one.report.id for one in reports}
    made = link_commitments(reports, origins, actors)
    return sorted(made, key=lambda one: one.on or "")


PLAN = report(
    "plan",
    "Osei said the port would close the old lock by {the end of May|2031-05-31}.",
    day="2031-03-01",
    said="the port would close the old lock by the end of May",
    event=("close", "the old lock", "will"),
)
