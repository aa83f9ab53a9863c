"""What became of what somebody announced, foretold or denied, as far as later reports tell.

In: a pledge with what it says will be, and the deeds, sums and sentences of all reports. Out: an outcome,
with the words that show it and why, or none. Only reports of a later day are asked, and of events only those
that were later; which deeds are the same is told by `later`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.lexicons import load
from dateline.link.deeds import Deed, Sum
from dateline.link.evidence import make_evidence
from dateline.link.later import Later, compile_rule, day_of
from dateline.link.pledges import AHEAD, KINDS, Pledge
from dateline.model.findings import Status
from dateline.model.record import Evidence
from dateline.model.report import Report
from dateline.model.span import Span

DONE, NOT_DONE, REVERSED, REPEATED = "reported_done", "reported_not_done", "reversed", "repeated"
# Verbs that do too many different things to be one deed.
_VAGUE = frozenset(
    {"us", "work", "help", "keep", "giv", "hold", "run", "continu", "chang", "find", "show", "support", "see"}
    | {"becom", "look", "feel", "want", "need", "try", "ask", "call", "speak", "talk", "meet", "lead", "play"}
    | {"stay", "stand", "liv", "fac", "creat", "caus", "hav", "vot", "bring", "turn", "add", "remain", "deal"}
    | {"win", "lo"}
)
# How an event is told that did come about: by its own verb, not by a noun that may as well be wished for.
_TOLD = re.compile(r"encoder; happened: (?:past tense|participle$|“)")
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
    if other.status is Status.HAPPENED and told and _was_later(pledge, other):
        return _judge_done(pledge, deed, other, said)
    if not here or other.statement is None or not later.are_kin(pledge.by, other.by):
        return None
    if other.status not in KINDS or other.statement.id in later.retold:
        return None
    if deed.positive != other.positive:
        why = f"{said} now says that it will {'' if other.positive else 'not '}be so"
        return _make(REVERSED, pledge, other, why)
    if pledge.by == other.by:
        return _make(REPEATED, pledge, other, "said again by the same")
    return None


def _judge_done(pledge: Pledge, deed: Deed, other: Deed, said: str) -> Outcome | None:
    """Judge what is told as having come about, or not."""
    word = other.trigger.of(other.findings.report.text)
    ends = pledge.horizon.latest if pledge.horizon else None
    when = other.when.earliest
    if deed.positive and other.positive:
        if ends is not None and when is not None and when > ends:
            why = f"was to be by {ends}; {said} tells of “{word}” on {when} or later"
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


def _was_later(pledge: Pledge, other: Deed) -> bool:
    """Tell whether an event came after what was said of it: by its date, or as the news of its report."""
    said = pledge.said.latest or ""
    if other.statement is not None and other.statement.act in AHEAD:
        return False  # "while it is built" is still to come
    if other.event is not None and other.event.time is not None and other.when.earliest is not None:
        return other.when.earliest > said
    if other.when.latest is not None and other.when.latest <= said:
        return False
    return other.leads and not pledge.retold


def _judge_sums(pledge: Pledge, later: Later, after: str) -> Iterator[Outcome]:
    """Yield what a later sum says of one that somebody announced and held to."""
    if pledge.statement is None:
        return
    for one in later.told(pledge.findings.report).find_sums(pledge):
        printed = _print(one)
        for other in later.find_sums(one, later.list_kin(pledge.by), after):
            if not later.are_copies(other.findings.report, pledge.findings.report):
                why = f"{_print(other)} is given later where it was {printed}"
                yield _make_of(REVERSED, pledge, other.findings.report, other.sentence, why)
        for new, _ in later.find_instead(one, after):
            if later.are_copies(new.findings.report, pledge.findings.report):
                continue
            who = new.statement.speaker.actor if new.statement else None
            how = REVERSED if later.are_kin(pledge.by, who) else NOT_DONE
            why = f"{_print(new)} is given later in the place of {printed}"
            yield _make_of(how, pledge, new.findings.report, new.sentence, why)


def find_told_beside(pledge: Pledge, retelling: Pledge, later: Later) -> Outcome | None:
    """Return what a report that comes back to a pledge says of it in the same breath.

    Asked are the sentence that retells it, those before and after, and the first of the report: "The day came
    and went. Last May she promised …".
    """
    told = later.told(retelling.findings.report)
    at = told.place(retelling.spans[0])
    if at is None or pledge.said.latest is None:
        return None
    text = retelling.findings.report.text
    ends = pledge.horizon.latest if pledge.horizon else None
    day = day_of(retelling.findings.report) or ""
    for near in dict.fromkeys((at, at - 1, at + 1, *((0,) if at < 2 * 3 else ()))):
        if not 0 <= near < len(told.sentences):
            continue
        sentence = told.sentences[near]
        for rule in load("en", "outcomes").rules:
            how = {"not done": NOT_DONE, "reversed": REVERSED}.get(str(rule.fields.get("outcome")))
            if how is None or (how == NOT_DONE and ends is not None and ends >= day):
                continue
            match = compile_rule(rule.pattern).search(text, sentence.start, sentence.end)
            if match is not None:
                words = (
                    *retelling.evidence,
                    make_evidence(retelling.findings.report, sentence.start, sentence.end),
                )
                why = f"a later report comes back to it and says “{match[0]}”"
                return Outcome(how, day, _put_first(pledge, words), why)
    return None


def _print(one: Sum) -> str:
    return " ".join(one.findings.report.text[one.quantity.start : one.quantity.end].split())


def _name_voice(deed: Deed) -> str:
    """Return whose word a deed is: the speaker's name, "a source", or the report's own."""
    if deed.statement is None:
        return "a later report"
    return deed.statement.speaker.name or "a source in a later report"


def _make(outcome: str, pledge: Pledge, other: Deed, why: str) -> Outcome:
    return _make_of(outcome, pledge, other.findings.report, other.sentence, why)


def _make_of(outcome: str, pledge: Pledge, report: Report, sentence: Span, why: str) -> Outcome:
    words = (make_evidence(report, sentence.start, sentence.end),)
    return Outcome(outcome, day_of(report) or "", _put_first(pledge, words), why)


def _put_first(pledge: Pledge, words: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return the words of the pledge, then those that show what became of it, each once."""
    own = (make_evidence(pledge.findings.report, span.start, span.end) for span in pledge.spans)
    return tuple(dict.fromkeys((*own, *words)))
