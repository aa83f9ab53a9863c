"""Corrections: their log, which only grows, and what linking made of the rows they change."""

import sqlalchemy as sa
from alembic import op

from dateline.case.migrations.columns import TEXT

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_KEPT = """
CREATE TRIGGER corrections_are_kept_{verb} BEFORE {verb} ON corrections
BEGIN SELECT RAISE(ABORT, 'corrections are only ever added'); END
"""
_KEPT_IN_POSTGRESQL = (
    """
    CREATE FUNCTION keep_corrections() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'corrections are only ever added'; END
    $$
    """,
    """
    CREATE TRIGGER corrections_are_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON corrections
    FOR EACH STATEMENT EXECUTE FUNCTION keep_corrections()
    """,
)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, TEXT, nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "corrections",
        sa.Column("id", TEXT, primary_key=True),
        *(_text(name) for name in ("at", "by", "deed", "target", "data")),
    )
    op.create_index("ix_corrections_target", "corrections", ["target"])
    if op.get_bind().dialect.name == "sqlite":
        kept = [_KEPT.format(verb=verb) for verb in ("UPDATE", "DELETE")]
    else:
        kept = list(_KEPT_IN_POSTGRESQL)
    for statement in kept:
        op.execute(statement)
    op.create_table(
        "linked",
        sa.Column("entry_table", TEXT, primary_key=True),
        sa.Column("id", TEXT, primary_key=True),
        _text("data", nullable=True),
    )
    op.create_table(
        "unfit",
        sa.Column("correction", TEXT, sa.ForeignKey("corrections.id"), primary_key=True),
        _text("why"),
    )
    op.add_column("reports", sa.Column("as_read", TEXT))
