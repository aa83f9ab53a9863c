"""The statements table: each report's statements with their words, their speaker and the report's date."""

from collections.abc import Iterable

from dateline.link.evidence import join_words, make_all_evidence
from dateline.model.findings import Findings, Interval, Statement
from dateline.model.record import StatementEntry
from dateline.model.report import Report


def link_statements(reports: Iterable[Findings]) -> tuple[StatementEntry, ...]:
    """Return one entry a statement, sorted by id, which is the finding's own.

    Args:
        reports: Findings with the actors of the record filled in.
    """
    entries = (_make_entry(one.report, statement) for one in reports for statement in one.statements)
    return tuple(sorted(entries, key=lambda entry: entry.id))


def _make_entry(report: Report, statement: Statement) -> StatementEntry:
    return StatementEntry(
        id=statement.id,
        report=report.id,
        published=Interval(report.published.earliest, report.published.latest),
        content=join_words(report, statement.content),
        speaker=statement.speaker,
        anonymity=statement.anonymity,
        chain=statement.chain,
        form=statement.form,
        act=statement.act,
        confidence=statement.confidence,
        said=statement.said,
        evidence=make_all_evidence(report, (*statement.content, *statement.cue, *statement.source)),
    )
