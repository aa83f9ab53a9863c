"""What linking worked out of one report alone, so that it is worked out once; it may always be deleted."""

import sqlalchemy as sa
from alembic import op

from dateline.case.migrations.columns import TEXT

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "remembered",
        sa.Column("report", TEXT, sa.ForeignKey("reports.id"), primary_key=True),
        sa.Column("step", TEXT, primary_key=True),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
