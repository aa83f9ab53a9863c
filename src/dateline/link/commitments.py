"""What was announced, promised, threatened, predicted or denied; every outcome is still open here."""

from collections.abc import Iterable

from dateline.link.evidence import join_words, make_all_evidence
from dateline.model.findings import Act, Findings, Interval, Statement
from dateline.model.ids import make_id
from dateline.model.record import Commitment

_ACTS = frozenset({Act.PLAN, Act.PROMISE, Act.THREAT, Act.PREDICTION, Act.DENIAL})


def link_commitments(reports: Iterable[Findings]) -> tuple[Commitment, ...]:
    """Return one commitment for each statement whose act commits the speaker, sorted by id.

    `by` is the speaker's id among the actors or, for an unnamed one, among the sources.
    """
    found = (
        _make_commitment(one, statement)
        for one in reports
        for statement in one.statements
        if statement.act in _ACTS
    )
    return tuple(sorted(found, key=lambda commitment: commitment.id))


def _make_commitment(findings: Findings, statement: Statement) -> Commitment:
    return Commitment(
        id=make_id("commitment", statement.id),
        by=statement.speaker.actor,
        on=findings.report.published.value,
        what=join_words(findings.report, statement.content),
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
