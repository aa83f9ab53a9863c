"""Corrections: their log, which only grows, and what linking made of the rows they change."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_KEPT = """
CREATE TRIGGER corrections_are_kept_{verb} BEFORE {verb} ON corrections
BEGIN SELECT RAISE(ABORT, 'corrections are only ever added'); END
"""


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "corrections",
        sa.Column("id", sa.Text, primary_key=True),
        *(_text(name) for name in ("at", "by", "deed", "target", "data")),
    )
    op.create_index("ix_corrections_target", "corrections", ["target"])
    for verb in ("UPDATE", "DELETE"):
        op.execute(_KEPT.format(verb=verb))
    op.create_table(
        "linked",
        sa.Column("entry_table", sa.Text, primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        _text("data", nullable=True),
    )
    op.create_table(
        "unfit",
        sa.Column("correction", sa.Text, sa.ForeignKey("corrections.id"), primary_key=True),
        _text("why"),
    )
    op.add_column("reports", sa.Column("as_read", sa.Text))
