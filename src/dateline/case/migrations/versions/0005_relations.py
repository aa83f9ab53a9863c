"""Who is named in whose words, and who takes part in what: rows for what only the findings hold."""

import json

import sqlalchemy as sa
from alembic import op

from dateline.case.migrations.columns import TEXT

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_SPOKEN_OF = sa.text(
    'INSERT INTO spoken_of (statement, actor, report, start, "end") '
    "VALUES (:statement, :actor, :report, :start, :end) ON CONFLICT DO NOTHING"
)
_TAKING_PART = sa.text(
    "INSERT INTO taking_part (event, actor, role, entry, report) "
    "VALUES (:event, :actor, :role, :entry, :report) ON CONFLICT DO NOTHING"
)


def upgrade() -> None:
    op.create_table(
        "spoken_of",
        sa.Column("statement", TEXT, primary_key=True),
        sa.Column("actor", TEXT, primary_key=True),
        sa.Column("report", TEXT, sa.ForeignKey("reports.id"), nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
    )
    op.create_table(
        "taking_part",
        sa.Column("event", TEXT, primary_key=True),
        sa.Column("actor", TEXT, primary_key=True),
        sa.Column("role", TEXT, primary_key=True),
        sa.Column("entry", TEXT, nullable=False),
        sa.Column("report", TEXT, sa.ForeignKey("reports.id"), nullable=False),
    )
    for name in ("spoken_of", "taking_part"):
        for column in ("actor", "report"):
            op.create_index(f"ix_{name}_{column}", name, [column])
    _fill(op.get_bind())


def _fill(connection: sa.Connection) -> None:
    from dateline.case.relations import find_spoken_of, find_taking_part
    from dateline.case.rows import read_report

    # As linking made them: an event that a correction took out comes back when that is taken back.
    made = dict(tuple(row) for row in connection.execute(sa.text("SELECT id, data FROM events")))
    kept = sa.text("SELECT id, data FROM linked WHERE entry_table = 'events' AND data IS NOT NULL")
    made |= dict(tuple(row) for row in connection.execute(kept))
    entries = {one["event"]: entry for entry, data in made.items() for one in json.loads(data)["mentions"]}
    for report in connection.execute(sa.text("SELECT id FROM reports ORDER BY id")).scalars().all():
        findings = read_report(connection, report)
        if findings is None:
            continue
        for put, rows in (
            (_SPOKEN_OF, list(find_spoken_of(findings))),
            (_TAKING_PART, list(find_taking_part(findings, entries))),
        ):
            if rows:
                connection.execute(put, rows)
