"""The first form of the case file: reports, the tables of the record, evidence.

Written out and not taken from `schema`, which moves on while this step stays.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from dateline.case.migrations.columns import TEXT

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _text(name: str, *, nullable: bool = True) -> sa.Column[str]:
    return sa.Column(name, TEXT, nullable=nullable)


def _make_entry_table(name: str, *columns: sa.Column[Any], indexed: tuple[str, ...] = ()) -> None:
    op.create_table(name, sa.Column("id", TEXT, primary_key=True), *columns, _text("data", nullable=False))
    for column in indexed:
        op.create_index(f"ix_{name}_{column}", name, [column])


def _report() -> sa.Column[str]:
    return sa.Column("report", TEXT, sa.ForeignKey("reports.id"), nullable=False)


def upgrade() -> None:
    op.create_table("meta", sa.Column("key", TEXT, primary_key=True), _text("value", nullable=False))
    op.create_table(
        "reports",
        sa.Column("id", TEXT, primary_key=True),
        _text("path", nullable=False),
        _text("outlet"),
        _text("earliest"),
        _text("latest"),
        _text("model", nullable=False),
        _text("published_given"),
        _text("findings", nullable=False),
        _text("links", nullable=False),
    )
    op.create_table(
        "evidence",
        sa.Column("entry", TEXT, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        _text("entry_table", nullable=False),
        _report(),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        _text("exact", nullable=False),
        sa.Column("page", sa.Integer),
    )
    op.create_index("ix_evidence_report", "evidence", ["report"])
    _make_record_tables()


def _make_record_tables() -> None:
    _make_entry_table("actors", _text("name"), _text("kind"), indexed=("name",))
    _make_entry_table(
        "statements",
        _report(),
        *(_text(name) for name in ("actor", "speaker_kind", "act", "earliest", "latest")),
        indexed=("report", "actor", "earliest"),
    )
    _make_entry_table("events", _text("type"), _text("earliest"), _text("latest"), indexed=("earliest",))
    _make_entry_table(
        "timeline",
        *(_text(name) for name in ("earliest", "latest", "precision")),
        sa.Column("salience", sa.Float),
        indexed=("earliest",),
    )
    _make_entry_table(
        "disagreements", _text("left"), _text("right"), _text("kind"), indexed=("left", "right")
    )
    _make_entry_table("commitments", _text("by"), _text("outcome"), indexed=("by",))
    _make_entry_table(
        "sources", _text("name"), _text("kind"), sa.Column("named", sa.Boolean), indexed=("name",)
    )
    _make_entry_table("copies", _text("original"), indexed=("original",))


def downgrade() -> None:
    """There is nothing before the first form."""
