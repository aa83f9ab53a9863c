"""What was announced, promised, threatened, predicted or denied; every outcome is still open here."""

import re
from collections.abc import Iterable

from dateline.find.acts import tell_act
from dateline.link.evidence import join_words, make_all_evidence
from dateline.model.findings import Act, Findings, Interval, Statement
from dateline.model.ids import make_id
from dateline.model.record import Commitment

_ACTS = frozenset({Act.PLAN, Act.PROMISE, Act.THREAT, Act.PREDICTION, Act.DENIAL})
# "what the move will cost" is asked, "both claims" and "peace talks" say nothing that could come true.
_QUESTION = re.compile(r"(?i)(?:what|whether|how|why|who|whose|when|where|which|if)\b")
_FEWEST_WORDS = 4
_UNDERTAKING = re.compile(r"(?i)(?:to|not to)\s+\w|(?:that\s+)?(?:he|she|it|they|we|i)\s+\w|\w+ing\s+\w")


def link_commitments(reports: Iterable[Findings]) -> tuple[Commitment, ...]:
    """Return one commitment for each statement whose act commits the speaker, sorted by id.

    Left out is what says too little to be held against anybody: an indirect question, a noun or two.
    `by` is the speaker's id among the actors or, for an unnamed one, among the sources.
    """
    found = (
        _make_commitment(one, statement)
        for one in reports
        for statement in one.statements
        if statement.act in _ACTS and _says_what(one, statement)
    )
    return tuple(sorted(found, key=lambda commitment: commitment.id))


def _says_what(findings: Findings, statement: Statement) -> bool:
    words = join_words(findings.report, statement.content).strip(" ,“”\"'‘’")
    if _QUESTION.match(words):
        return False
    return len(words.split()) >= _FEWEST_WORDS or _UNDERTAKING.match(words) is not None


def _say_what(findings: Findings, statement: Statement) -> str:
    """Return the words, those of the cue with them where only it says that the rest is denied."""
    cue = join_words(findings.report, statement.cue)
    denied = statement.act is Act.DENIAL and tell_act(cue, "")[0] is Act.DENIAL
    parts = (*statement.content, *statement.cue) if denied else statement.content
    return join_words(findings.report, sorted(parts))


def _make_commitment(findings: Findings, statement: Statement) -> Commitment:
    return Commitment(
        id=make_id("commitment", statement.id),
        by=statement.speaker.actor,
        on=findings.report.published.value,
        what=_say_what(findings, statement),
        horizon=_find_horizon(findings, statement),
        outcome="open",
        outcome_evidence=(),
        evidence=make_all_evidence(findings.report, (*statement.content, *statement.cue)),
    )


def _find_horizon(findings: Findings, statement: Statement) -> Interval | None:
    """Return the first date in the words that lies after the report's, None where that cannot be told."""
    published = findings.report.published.latest
    if published is None or statement.act is Act.DENIAL:
        return None
    for time in findings.times:
        inside = any(span.start <= time.start and time.end <= span.end for span in statement.content)
        if inside and time.earliest is not None and time.earliest > published:
            return Interval(time.earliest, time.latest)
    return None
