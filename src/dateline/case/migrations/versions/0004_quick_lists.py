"""Indexes for what the reader asks on each page: lists in their order, and counts of what narrows them."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_INDEXES = {
    "ix_reports_dates": ("reports", ("earliest", "latest", "outlet", "id")),
    "ix_statements_order": ("statements", ("earliest", "report", "start", "id")),
    "ix_statements_counted": (
        "statements",
        ("speaker_kind", "act", "form", "actor", "speaker", "report", "id"),
    ),
    "ix_events_order": ("events", ("earliest", "latest", "id")),
    "ix_events_counted": ("events", ("type", "status", "id")),
    "ix_commitments_order": ("commitments", ("on", "id")),
    "ix_commitments_counted": ("commitments", ("kind", "outcome", "by", "id")),
}


def upgrade() -> None:
    for name, (table, columns) in _INDEXES.items():
        op.create_index(name, table, list(columns))
