"""What became of what somebody announced, foretold or denied, as far as later reports tell.

In: a pledge with what it says will be, and the deeds, sums and sentences of all reports. Out: an outcome,
with the words that show it and why, or none. Only reports of a later day are asked, and of events only those
that were later; which deeds are the same is told by `later`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.link.commitments.ahead import AHEAD, KINDS
from dateline.link.commitments.deeds import Deed, Sum
from dateline.link.commitments.later import Later, day_of
from dateline.link.commitments.pledges import Pledge
from dateline.link.commitments.setbacks import find_put_off, is_overdue, list_decisions
from dateline.link.commitments.terms import read_terms
from dateline.link.evidence import join_words, make_evidence
from dateline.link.wording import quote_the_same
from dateline.model.days import say_day
from dateline.model.findings import Interval, Status
from dateline.model.record import Evidence
from dateline.model.report import Report
from dateline.model.span import Span

DONE, NOT_DONE, REVERSED, REPEATED = "reported_done", "reported_not_done", "reversed", "repeated"
# Verbs that do too many different things to be one deed.
_VAGUE = frozenset(
    {"us", "work", "help", "keep", "giv", "hold", "run", "continu", "chang", "find", "show", "support", "see"}
    | {"becom", "look", "feel", "want", "need", "try", "ask", "call", "speak", "talk", "meet", "lead", "play"}
    | {"stay", "stand", "liv", "fac", "creat", "caus", "hav", "vot", "bring", "turn", "add", "remain", "deal"}
    | {"win", "lo", "serv", "tak", "accept", "includ", "requir", "consider", "treat", "fight", "arriv"}
)
# How an event is told that did come about: by its own verb, not by a noun that may as well be wished for.
_TOLD = re.compile(
    r"encoder; (?:happened: (?:past tense|participle|“(?:was|were|ha[sd]|have|did|is|are|been)\b[^”]*”"
    r"|as “(?:began|started|resumed|went ahead)”: past tense)"
    r"|ongoing: “[^”]*”)$"
)
_LONGEST_AT = 100  # days within which something announced is known by its time
_IF = re.compile(r"(?i)\b(?:if|unless)\b")
_UNTIL = re.compile(r"(?i)\b(?:until|till|before)\b")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it: `on` is the day of the report that shows it, `why` a clause a reader understands."""

    outcome: str
    on: str
    evidence: tuple[Evidence, ...]
    why: str


def find_outcome(pledge: Pledge, deeds: Sequence[Deed], later: Later) -> Outcome | None:
    """Return what became of a pledge, None where no later report tells.

    Of several the first to be reported counts; that it was said again counts only where nothing else does.
    """
    after = pledge.said.latest
    if after is None or _IF.search(pledge.what):
        return None
    found = [
        outcome
        for deed in deeds
        if deed.stem not in _VAGUE and not _is_bounded(pledge, deed)
        for other, here in later.find_deeds(deed, after)
        if (outcome := _judge(pledge, deed, other, here, later)) is not None
    ]
    found += _judge_at(pledge, deeds, later, after)
    found += _judge_decisions(pledge, deeds, later, after)
    found += _judge_sums(pledge, later, after)
    decided = [one for one in found if one.outcome != REPEATED] or found
    return min(decided, key=lambda one: (one.on, _RANK[one.outcome], one.why), default=None)


def _is_bounded(pledge: Pledge, deed: Deed) -> bool:
    """Tell whether what is denied cannot be held against what happened: "not until May" says it will be."""
    return (not deed.positive and _UNTIL.search(pledge.what) is not None) or (
        deed.positive and pledge.kind == "denial"
    )


_RANK = {DONE: 0, NOT_DONE: 1, REVERSED: 2, REPEATED: 3}


def _judge(pledge: Pledge, deed: Deed, other: Deed, here: bool, later: Later) -> Outcome | None:
    report = other.findings.report
    same = report.id == pledge.findings.report.id
    if (same and any(span.covers(other.trigger) for span in pledge.spans)) or (
        not same and later.are_copies(report, pledge.findings.report)
    ):
        return None
    said = _name_voice(other)
    told = other.event is not None and _TOLD.match(other.event.rule) is not None
    if (
        told
        and other.status in (Status.HAPPENED, Status.ONGOING)
        and _was_later(pledge, deed, other, here, later)
    ):
        return _judge_done(pledge, deed, other, said)
    if here and deed.positive and (setback := _judge_setback(pledge, deed, other, said)) is not None:
        return setback
    if not here or other.statement is None or not later.are_kin(pledge.by, other.by):
        return None
    if other.status not in KINDS or other.statement.id in later.retold:
        return None
    if deed.positive != other.positive:
        why = f"{said} now says that it will {'' if other.positive else 'not '}be so"
        return _make(REVERSED, pledge, other, why)
    words = join_words(report, other.statement.content)
    if pledge.by == other.by and not quote_the_same(pledge.what, words):
        return _make(REPEATED, pledge, other, "said again by the same")
    return None


def _judge_setback(pledge: Pledge, deed: Deed, other: Deed, said: str) -> Outcome | None:
    """Judge what is told as put off or dropped, or as still to come after its time."""
    word = find_put_off(other)
    if word is not None:
        told = {one.stem for one in read_terms(other.sentence.of(other.findings.report.text))}
        how = REVERSED if told & (deed.voice | deed.agent) else NOT_DONE
        return _make(how, pledge, other, f"{said} says “{word}” of it")
    if is_overdue(pledge, other):
        ends = pledge.horizon.latest if pledge.horizon else None
        why = f"was to be by {say_day(ends or '')}; {said} speaks of it as still to come"
        return _make(NOT_DONE, pledge, other, why)
    return None


def _judge_at(pledge: Pledge, deeds: Sequence[Deed], later: Later, after: str) -> Iterator[Outcome]:
    """Yield what is told of the very days for which something was announced: "voted in January"."""
    time = pledge.horizon
    if time is None or time.latest is None:
        return
    first = time.earliest or after
    if (date.fromisoformat(time.latest) - date.fromisoformat(first)).days > _LONGEST_AT:
        return
    time = Interval(first, time.latest)
    for deed in deeds:
        for other in later.find_at(deed, time) if deed.positive and deed.stem not in _VAGUE else ():
            told = other.event is not None and _TOLD.match(other.event.rule) is not None
            day = day_of(other.findings.report) or ""
            same = later.are_copies(other.findings.report, pledge.findings.report)
            if told and other.positive and day > after and not same and other.status is Status.HAPPENED:
                word = other.trigger.of(other.findings.report.text)
                why = f"{_name_voice(other)} tells of “{word}” at the time that was given"
                yield _make(DONE, pledge, other, why)


def _judge_decisions(pledge: Pledge, deeds: Sequence[Deed], later: Later, after: str) -> Iterator[Outcome]:
    """Yield what decided something that was only being considered."""
    for deed in deeds:
        for decision, positive in list_decisions(deed):
            for other, here in later.find_deeds(decision, after):
                told = other.event is not None and _TOLD.match(other.event.rule) is not None
                if not (told and here and other.positive) or other.status is not Status.HAPPENED:
                    continue
                word = other.trigger.of(other.findings.report.text)
                why = f"{_name_voice(other)} tells of “{word}”"
                if not later.are_copies(other.findings.report, pledge.findings.report):
                    yield _make(DONE if positive else NOT_DONE, pledge, other, why)


def _judge_done(pledge: Pledge, deed: Deed, other: Deed, said: str) -> Outcome | None:
    """Judge what is told as having come about, or not."""
    word = other.trigger.of(other.findings.report.text)
    ends = pledge.horizon.latest if pledge.horizon else None
    when = other.when.earliest
    if deed.positive and other.positive:
        if ends is not None and when is not None and when > ends:
            why = f"was to be by {say_day(ends)}; {said} tells of “{word}” on {say_day(when)} or later"
            return _make(NOT_DONE, pledge, other, why)
        return _make(DONE, pledge, other, f"{said} tells of “{word}” as having happened")
    if not deed.positive and other.positive:
        how = REVERSED if pledge.by is not None and pledge.by == other.by else NOT_DONE
        return _make(
            how, pledge, other, f"was said not to be so; {said} tells of “{word}” as having happened"
        )
    named = other.agent & (deed.agent | deed.around | deed.voice)
    if deed.positive and not other.positive and named and not _is_still_ahead(ends, other):
        return _make(NOT_DONE, pledge, other, f"{said} says that it did not happen")
    return None


def _is_still_ahead(ends: str | None, other: Deed) -> bool:
    return ends is not None and ends > (day_of(other.findings.report) or "")


def _was_later(pledge: Pledge, deed: Deed, other: Deed, here: bool, later: Later) -> bool:
    """Tell whether an event came after what was said of it: by its date, as news, or as untold up to then.

    What is denied may have been before: "denied that it had been ordered".
    """
    said = pledge.said.latest or ""
    if not deed.positive and not here:
        return False
    if other.statement is not None and other.statement.act in AHEAD:
        return False  # "while it is built" is still to come
    denied = deed.status is Status.DENIED
    if denied and other.statement is not None and not later.are_kin(pledge.by, other.by):
        return False
    dated = other.event is not None and other.event.time is not None
    if dated and other.when.earliest is not None and (other.when.earliest > said or not denied):
        return other.when.earliest > said
    if denied:
        return later.are_named_one(deed, other)
    if other.when.latest is not None and other.when.latest <= said:
        return False
    if pledge.retold:
        return False
    return other.leads or (later.are_surely_one(deed, other) and later.is_news(deed, said))


def _judge_sums(pledge: Pledge, later: Later, after: str) -> Iterator[Outcome]:
    """Yield what a later sum says of one that somebody announced and held to."""
    if pledge.statement is None or pledge.kind == "denial":
        return
    for one in later.told(pledge.findings.report).find_sums(pledge):
        printed = _print(one)
        for other in later.find_sums(one, later.list_kin(pledge.by), after):
            if not later.are_copies(other.findings.report, pledge.findings.report):
                why = f"{_print(other)} is given later where it was {printed}"
                yield make_of(REVERSED, pledge, other.findings.report, other.sentence, why)
        for new, _ in later.find_instead(one, after):
            if later.are_copies(new.findings.report, pledge.findings.report):
                continue
            who = new.statement.speaker.actor if new.statement else None
            how = REVERSED if later.are_kin(pledge.by, who) else NOT_DONE
            why = f"{_print(new)} is given later in the place of {printed}"
            yield make_of(how, pledge, new.findings.report, new.sentence, why)


def _print(one: Sum) -> str:
    return " ".join(one.findings.report.text[one.quantity.start : one.quantity.end].split())


def _name_voice(deed: Deed) -> str:
    """Return whose word a deed is: the speaker's name, "a source", or the report's own."""
    if deed.statement is None:
        return "a later report"
    return deed.statement.speaker.name or "a source in a later report"


def _make(outcome: str, pledge: Pledge, other: Deed, why: str) -> Outcome:
    return make_of(outcome, pledge, other.findings.report, other.sentence, why)


def make_of(outcome: str, pledge: Pledge, report: Report, sentence: Span, why: str) -> Outcome:
    """Return an outcome that a sentence of a report shows."""
    words = (make_evidence(report, sentence.start, sentence.end),)
    return Outcome(outcome, day_of(report) or "", put_first(pledge, words), why)


def put_first(pledge: Pledge, words: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return the words of the pledge, then those that show what became of it, each once."""
    own = (make_evidence(pledge.findings.report, span.start, span.end) for span in pledge.spans)
    return tuple(dict.fromkeys((*own, *words)))
