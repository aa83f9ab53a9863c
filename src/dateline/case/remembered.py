"""What linking keeps of single reports beside the record, so that adding does not begin from nothing.

Nothing rests on these rows: each has a key of all it was worked out from, and one that does not fit, or is
not there, is worked out again. They go with their report.
"""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from dateline.case.rows import batch
from dateline.case.schema import remembered, reports
from dateline.link.memory import Kept, digest_text


def read_remembered(connection: sa.Connection, step: str) -> dict[str, Kept]:
    """Return what is kept of a step, by report id."""
    column = remembered.c
    wanted = sa.select(column.report, column.key, column.data).where(column.step == step)
    return {row.report: (row.key, row.data) for row in connection.execute(wanted)}


def read_digests(connection: sa.Connection) -> dict[str, str]:
    """Return for each report what `dateline.link.memory.digest` returns for what was found in it."""
    rows = connection.execute(sa.select(reports.c.id, reports.c.findings))
    return {row.id: digest_text(row.findings) for row in rows}


def put_remembered(connection: sa.Connection, fresh: Mapping[tuple[str, str], Kept]) -> None:
    """Keep what was worked out, by report id and step, in place of what was kept of the same."""
    column = remembered.c
    for step in sorted({step for _, step in fresh}):
        for some in batch(report for report, of in fresh if of == step):
            connection.execute(sa.delete(remembered).where(column.step == step, column.report.in_(some)))
            rows = [(report, *fresh[report, step]) for report in some]
            connection.execute(
                sa.insert(remembered),
                [{"report": report, "step": step, "key": key, "data": data} for report, key, data in rows],
            )


def drop_remembered(connection: sa.Connection, ids: Sequence[str]) -> None:
    """Delete what is kept of some reports."""
    connection.execute(sa.delete(remembered).where(remembered.c.report.in_(ids)))
