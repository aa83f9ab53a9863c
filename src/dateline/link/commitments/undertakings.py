"""How a pledge reads: the words that say what, whole and no more, and whose plan it is that another tells of.

In: a statement, or a sentence, with the events in it. Out: the words as they are printed, and an actor's id.
"""

import re
from collections.abc import Iterable, Sequence

from dateline.find.statements.acts import tell_act
from dateline.link.evidence import join_words
from dateline.model.findings import Act, Event, Findings, Participant, Role, SpeakerKind, Statement, Status
from dateline.model.report import Report
from dateline.model.span import Span

_BETWEEN = re.compile(r"[\s,]*")
# A clause, a quotation or an infinitive can be read alone; "it to rise" needs its "expects".
_WHOLE = re.compile(
    r"(?i)\W*(?:to|not\sto|that)\s|[“\"`']|.*\b(?:will|would|could|may|might|can|shall|should|is|are|was|were|am|be"
    r"|ha[sd]|have|do|does|did|won['’]t|\w+n['’]t|\w+['’](?:ll|re|s|m))\b"
)
_QUOTED = re.compile(r"[“\"`'‘]")
_LEADING_THAT = re.compile(r"(?i)that\s+(?=\S)")
_FILED = re.compile(
    r"[A-Z][A-Z .,'’/-]{1,60}(?:,?\s[A-Z][a-z]{2,8}\.?\s\d{1,2})?\s{0,3}(?:\([A-Z][^)]{1,20}\)\s{0,3})?"
    r"(?:—|–|--|_)\s*"
)
# What says of somebody that he means to do something, between his name and the deed.
_MEANS = re.compile(
    r"(?i)\b(?:plan(?:s|ned|ning)?|intend(?:s|ed|ing)?|consider(?:s|ed|ing)?|prepar(?:es?|ed|ing)|weigh(?:s|ed|ing)?"
    r"|vow(?:s|ed)|pledge[sd]|promise[sd]|threaten(?:s|ed|ing)?|decided|agreed|about\sto|on\sthe\sverge|is\sto|are\sto)\b"
)
_WILL = re.compile(r"(?i)\b(?:will|would|won['’]t)\b")
_MEANT = (Status.PLANNED, Status.THREATENED)


def say_what(findings: Findings, statement: Statement, ahead: Iterable[Span]) -> str:
    """Return the words that say what, as printed.

    Of several sentences only those that look ahead are taken; those of the cue stand with them where the
    rest cannot be read alone, or only the cue says that it is denied.

    Args:
        findings: Of the report.
        statement: Whose content it is.
        ahead: Where the words stand that look ahead: events, "will".
    """
    report = findings.report
    cue = join_words(report, statement.cue)
    denied = statement.act is Act.DENIAL and tell_act(cue, "")[0] is Act.DENIAL
    content = statement.content if denied else _cut(report, statement.content, tuple(ahead))
    whole = _WHOLE.match(" ".join(join_words(report, content).split())) is not None
    parts = tuple(content)
    if denied:
        parts = _merge(report, (*content, *statement.cue))
    elif not whole:
        before = [one for one in statement.cue if one.end <= content[0].start]
        joined = _merge(report, (*content, *before))
        parts = joined if len(joined) == len(content) else parts  # or the cue stands elsewhere
    words = join_words(report, sorted(parts))
    return _LEADING_THAT.sub("", words, count=1) if _LEADING_THAT.match(words) else words


def _cut(report: Report, content: Sequence[Span], ahead: Sequence[Span]) -> tuple[Span, ...]:
    """Return of several quotations those that look ahead, all where none do or they are parts of a clause."""
    kept = tuple(one for one in content if any(one.covers(each) for each in ahead))
    quoted = all(_QUOTED.match(report.text, one.start) for one in content)
    return kept if kept and quoted else tuple(content)


def _merge(report: Report, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans in order, those joined between which nothing stands."""
    merged: list[Span] = []
    for one in sorted(spans):
        if merged and _BETWEEN.fullmatch(report.text, merged[-1].end, max(one.start, merged[-1].end)):
            merged[-1] = Span(merged[-1].start, max(one.end, merged[-1].end))
        else:
            merged.append(one)
    return tuple(merged)


def leave_filed(report: Report, sentence: Span) -> Span:
    """Return a sentence without the line before it that says where and when the report was filed."""
    match = _FILED.match(report.text, sentence.start, sentence.end)
    return sentence if match is None else Span(match.end(), sentence.end)


def find_planner(findings: Findings, statement: Statement, events: Iterable[Event]) -> str | None:
    """Return whose plan it is that a statement tells of, where it is another's than the speaker's.

    An outlet has no plans of its own for what it reports: "the Courier said the port will close".
    """
    if statement.act is Act.DENIAL:
        return None
    outlet = statement.speaker.kind in (SpeakerKind.OUTLET, SpeakerKind.DOCUMENT)
    text = findings.report.text
    for event in events:
        for agent in (one for one in event.participants if _can_plan(one, event, statement)):
            between = text[agent.end : event.trigger.start]
            if _MEANS.search(between) or (outlet and _WILL.search(between)):
                return agent.actor
    return None


def name_bringer(findings: Findings, statement: Statement) -> tuple[str, ...]:
    """Return who tells of another's plan, as known or described; empty where the report does not say."""
    described = statement.anonymity.descriptor if statement.anonymity else ""
    name = statement.speaker.name or described or join_words(findings.report, statement.source)
    return (" ".join(name.split()),) if name else ()


def _can_plan(one: Participant, event: Event, statement: Statement) -> bool:
    inside = any(span.start <= one.start and one.end <= span.end for span in statement.content)
    other = one.actor is not None and one.actor != statement.speaker.actor
    return (
        one.role is Role.AGENT
        and other
        and inside
        and one.end <= event.trigger.start
        and event.status in _MEANT
    )
