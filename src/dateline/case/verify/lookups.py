"""What a case is searched and counted by: rows that follow from its texts and findings."""

import json
from collections.abc import Mapping

import sqlalchemy as sa

from dateline.case.relations import find_spoken_of, find_taking_part
from dateline.case.rows import searchable
from dateline.case.schema import ENTRY_TABLES, fulltext, linked, sentences, spoken_of, taking_part
from dateline.case.verify.tables import RESTORE
from dateline.model.checked import Tally
from dateline.model.findings import Findings
from dateline.model.report import Report

_EVENTS = next(one.table for one in ENTRY_TABLES if one.name == "events")


def verify_sentences(connection: sa.Connection, report: Report, place: str, tally: Tally) -> None:
    """See that the search finds each sentence of a report by the words that stand there."""
    column = sentences.c
    wanted = (
        sa.select(column.start, column.end, fulltext.c.text)
        .join_from(sentences, fulltext, fulltext.c.rowid == column.id, isouter=True)
        .where(column.report == report.id)
    )
    for start, end, text in connection.execute(wanted):
        tally.count("sentences in the search")
        if not 0 <= start < end <= len(report.text):
            tally.fault(place, f"a sentence at {start}-{end} lies outside its text", RESTORE)
        elif text is None or text.replace("\0", "\u2400") != searchable(report.text[start:end]):
            tally.fault(place, f"the search has other words for its sentence at {start}-{end}", RESTORE)


def verify_relations(
    connection: sa.Connection, joined: Findings, led: Mapping[str, str], place: str, tally: Tally
) -> None:
    """See that who is named in whose words, and takes part in what, is what the findings say.

    Args:
        connection: To the case.
        joined: A report's, with the record's actors.
        led: As `read_led` gives it.
        place: How the report is named in a fault.
        tally: Takes counts and faults.
    """
    for table, rows in (
        (spoken_of, find_spoken_of(joined)),
        (taking_part, find_taking_part(joined, led)),
    ):
        kept = connection.execute(sa.select(table).where(table.c.report == joined.report.id)).mappings()
        wanted = {tuple(sorted(row.items())) for row in rows}
        tally.count("who is named and takes part", len(wanted))
        if {tuple(sorted(row.items())) for row in kept} != wanted:
            tally.fault(place, f"its rows of {table.name} do not follow from what was found", RESTORE)


def read_led(connection: sa.Connection) -> dict[str, str]:
    """Return the record's events by those of the findings, as linking made them, before any correction."""
    kept = sa.select(linked.c.id, linked.c.data).where(linked.c.entry_table == "events")
    made = sa.select(_EVENTS.c.id, _EVENTS.c.data)
    rows = {row.id: row.data for wanted in (made, kept) for row in connection.execute(wanted)}
    return {
        one["event"]: id_
        for id_, data in rows.items()
        if data is not None
        for one in json.loads(data)["mentions"]
    }


def verify_search(connection: sa.Connection, tally: Tally) -> None:
    """See that the search holds no words of sentences that are not there, and that its index is whole."""
    lost = (
        sa.select(sa.func.count())
        .select_from(fulltext)
        .where(fulltext.c.rowid.not_in(sa.select(sentences.c.id)))
    )
    if many := connection.execute(lost).scalar_one():
        tally.fault("the search", f"has the words of {many} sentences that are not there", RESTORE)
    try:
        connection.exec_driver_sql("INSERT INTO fulltext(fulltext) VALUES ('integrity-check')")
    except sa.exc.DatabaseError:
        tally.fault("the search", "its index does not fit its words", RESTORE)
