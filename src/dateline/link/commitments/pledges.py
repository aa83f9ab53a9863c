"""Who said that something would be, or is not so: what in one report commits somebody.

In: the findings of one report. Out: pledges. A statement is one by its act, or because it tells of an event
as planned, foretold, threatened or denied; an event that the report tells of so in its own voice is one too.
What became of them is left to `outcomes`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.find.statements.acts import tell_act
from dateline.link.commitments.ahead import AHEAD, KINDS, find_ahead, find_all_ahead, is_announced
from dateline.link.commitments.horizons import find_horizon
from dateline.link.commitments.undertakings import find_planner, leave_filed, name_bringer, say_what
from dateline.link.evidence import join_words, make_all_evidence
from dateline.link.overlaps import Overlaps
from dateline.link.precision import name_precision
from dateline.model.findings import Act, Event, Findings, Interval, Role, Statement, Status
from dateline.model.ids import make_id
from dateline.model.record import Evidence
from dateline.model.span import Span

_ACTS = AHEAD | {Act.DENIAL}
# "what the move will cost" is asked, "both claims" and "peace talks" say nothing that could come true.
_QUESTION = re.compile(r"(?i)(?:what|whether|how|why|who|whose|when|where|which|if)\b")
# A report that says that something is not known announces nothing.
_UNCLEAR = re.compile(
    r"(?i)\b(?:whether|not\s(?:yet\s)?clear|unclear|remains?\sto\sbe\sseen|nobody|no\sone)\b"
)
_SAYS = re.compile(
    r",\s(?:[^\s,.;]+\s){1,12}?(?:said|says|promised|announced|vowed|pledged|warned|predicted|denied)(?:\son\s|\sas\s|[.,]|$)"
)
_MOOD = re.compile(
    r"(?i)[“\"'`‘]+(?:we|I)(?:\s(?:are|am)|['’](?:re|m))\snot\s(?!(?:plan|consider|go|prepar|seek|ask|negotiat|talk)\w*ing\b)"
)
_FEWEST_WORDS = 4
_UNDERTAKING = re.compile(r"(?i)(?:to|not to)\s+\w|(?:that\s+)?(?:he|she|it|they|we|i)\s+\w|\w+ing\s+\w")


@dataclass(frozen=True, slots=True)
class Pledge:
    """What one report says that somebody announced, foretold or denied.

    Attributes:
        key: The id of the statement or event it is made of.
        by: Whose word or plan it is: an actor's id or a source's, None where that is not known.
        said: When it was said; where that is not told the report's publication stands for it.
        retold: Whether the report tells of it as something said before.
        spans: Where the words stand that say what.
        events: Those in these words that are to come, or denied.
        statement: Whose content it is; None where the report says it in its own voice.
    """

    key: str
    kind: str
    by: str | None
    on: str | None
    said: Interval
    retold: bool
    findings: Findings
    spans: tuple[Span, ...]
    what: str
    horizon: Interval | None
    events: tuple[Event, ...]
    chain: tuple[str, ...]
    statement: Statement | None
    evidence: tuple[Evidence, ...]


def find_pledges(findings: Findings, sentences: Sequence[Span]) -> list[Pledge]:
    """Return the pledges of one report, in the order of the text.

    Left out is what says too little to be held against anybody (an indirect question, a noun or two), and a
    statement that only brings somebody else's: "he said the bank plans to close" is the bank's plan.
    """
    holding: dict[str, list[Event]] = {one.id: [] for one in findings.statements}
    for event in findings.events:
        if event.according_to and event.according_to[-1] in holding:
            holding[event.according_to[-1]].append(event)
    made = []
    for statement in findings.statements:
        kind = _tell_kind(findings, statement, holding[statement.id])
        if kind is not None and _says_what(findings, statement):
            made.append(_make_said(findings, statement, kind, holding[statement.id]))
    made = _leave_bringers(made)
    made += list(_find_own(findings, sentences, made))
    return sorted(made, key=lambda one: (one.spans[0], one.key))


def _tell_kind(findings: Findings, statement: Statement, events: Sequence[Event]) -> str | None:
    """Return what a statement is as a commitment, None where it is none."""
    if statement.act is Act.DENIAL and _is_mood(findings, statement):
        return None
    if statement.act in _ACTS:
        return statement.act.value
    if statement.act is Act.ASSERTION or statement.act is Act.ASSESSMENT:
        for event in events:
            if event.status in KINDS and is_announced(event):
                return KINDS[event.status]
        return find_ahead(findings.report.text, statement.content, said=True)[0]
    return None


def _is_mood(findings: Findings, statement: Statement) -> bool:
    """Tell whether a quotation that is no answer to a claim says how somebody feels: "We are not angry"."""
    denies = tell_act(join_words(findings.report, statement.cue), "")[0] is Act.DENIAL
    return not denies and _MOOD.match(join_words(findings.report, statement.content)) is not None


def _says_what(findings: Findings, statement: Statement) -> bool:
    words = join_words(findings.report, statement.content).strip(" ,“”\"'‘’")
    if _QUESTION.match(words):
        return False
    return len(words.split()) >= _FEWEST_WORDS or _UNDERTAKING.match(words) is not None


def _leave_bringers(made: Sequence[Pledge]) -> list[Pledge]:
    """Return the pledges without those that only bring another's: "he said the bank plans …"."""
    inside = Overlaps((span, one) for one in made for span in one.spans)
    return [
        one
        for one in made
        if one.events
        or not any(
            outer != inner and outer.covers(inner) for outer in one.spans for inner, _ in inside.find(outer)
        )
    ]


def _make_said(findings: Findings, statement: Statement, kind: str, events: Sequence[Event]) -> Pledge:
    report = findings.report
    said, on, told = _date_saying(findings, statement)
    when = statement.said.time if statement.said is not None else None
    horizon = find_horizon(findings, statement.content, said=said, not_this=when)
    past = find_horizon(findings, statement.content, said=said, not_this=when, past=True)
    past = None if horizon else past
    over = (
        past is not None
        and past.latest is not None
        and tell_act(join_words(report, statement.cue), "")[0] in (Act.PLAN, Act.PROMISE, Act.THREAT)
        and report.published.earliest is not None
        and past.latest < report.published.earliest
    )
    denied = kind == Act.DENIAL.value
    planner = find_planner(findings, statement, events)
    bringer = () if planner is None else name_bringer(findings, statement)
    return Pledge(
        key=statement.id,
        kind=kind,
        by=planner or statement.speaker.actor,
        on=on,
        said=Interval(None, past.latest) if over and past is not None and not told else said,
        retold=over or _is_before(said, report.published.earliest),
        findings=findings,
        spans=statement.content,
        what=say_what(findings, statement, find_all_ahead(report.text, statement.content, events)),
        horizon=past if over else None if denied and not _is_ahead(events) else horizon,
        events=tuple(one for one in events if one.status in KINDS),
        chain=tuple(dict.fromkeys((*bringer, *statement.chain))),
        statement=statement,
        evidence=make_all_evidence(report, (*statement.content, *statement.cue)),
    )


def _is_ahead(events: Sequence[Event]) -> bool:
    """Tell whether what is denied is something to come: "will not be moved before June"."""
    return any(one.status in (Status.PLANNED, Status.PREDICTED) for one in events)


def _is_before(said: Interval, published: str | None) -> bool:
    """Tell whether something was said in a month before the report's: "last November he promised"."""
    return said.latest is not None and published is not None and said.latest[:7] < published[:7]


def _date_saying(findings: Findings, statement: Statement) -> tuple[Interval, str | None, bool]:
    """Return when something was said, the same in EDTF, and whether the report tells it."""
    published = findings.report.published
    said = statement.said
    if said is not None and said.earliest is not None and said.latest is not None:
        return Interval(said.earliest, said.latest), _name_date(said.earliest, said.latest), True
    return Interval(published.earliest, published.latest), published.value, False


def _name_date(earliest: str, latest: str) -> str:
    """Return an interval in EDTF: a day, a month, a year where it is one, else its two ends."""
    size = {"day": 10, "month": 7, "year": 4}.get(name_precision(earliest, latest))
    if size is not None:
        return earliest[:size]
    return f"{earliest}/{latest}"


def _find_own(findings: Findings, sentences: Sequence[Span], made: Sequence[Pledge]) -> Iterator[Pledge]:
    """Yield one pledge for each sentence that tells, in the report's own voice, of what is to come."""
    report = findings.report
    inside = Overlaps((sentence, sentence) for sentence in sentences)
    spoken = Overlaps((span, one) for one in findings.statements for span in (*one.content, *one.cue))
    told = Overlaps((span, one) for one in made for span in one.spans)
    found: dict[Span, list[Event]] = {}
    for event in findings.events:
        if not event.according_to and event.status in KINDS and is_announced(event):
            for _, sentence in inside.find(event.trigger)[:1]:
                found.setdefault(sentence, []).append(event)
    published = Interval(report.published.earliest, report.published.latest)
    for sentence in sentences:
        events = found.get(sentence, [])
        kind, words = (
            find_ahead(report.text, (sentence,), said=False)
            if not events
            else (KINDS[events[0].status], None)
        )
        if kind is None or _UNCLEAR.search(report.text, sentence.start, sentence.end):
            continue
        if told.find(sentence) or _SAYS.search(report.text, sentence.start, sentence.end):
            continue  # it is somebody's
        if words is not None and (spoken.find(words) or _is_quoted(report.text, sentence)):
            continue
        triggers = [one.trigger for one in events] or [words or sentence]
        yield Pledge(
            key=events[0].id if events else make_id("ahead", report.id, sentence.start, sentence.end),
            kind=kind,
            by=_find_agent(events[0]) if events else None,
            on=report.published.value,
            said=published,
            retold=False,
            findings=findings,
            spans=(sentence,),
            what=leave_filed(report, sentence).of(report.text),
            horizon=find_horizon(findings, (sentence,), said=published),
            events=tuple(events),
            chain=(),
            statement=None,
            evidence=make_all_evidence(report, (sentence, *triggers)),
        )


def _is_quoted(text: str, sentence: Span) -> bool:
    """Tell whether a sentence is somebody's own words, though nobody knows whose."""
    words = sentence.of(text)
    return any(mark in words for mark in '“”"?') or re.search(r"(?i)\b(?:I|we|you)\b", words) is not None


def _find_agent(event: Event) -> str | None:
    """Return whose plan, threat or denial an event is: its agent's; what is foretold is nobody's."""
    if event.status is Status.PREDICTED:
        return None
    agents = [one.actor for one in event.participants if one.role is Role.AGENT]
    return agents[0] if agents else None
