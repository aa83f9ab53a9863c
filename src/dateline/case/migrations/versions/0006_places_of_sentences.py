"""An index of where sentences stand, for what is searched within the words of one speaker or of one act."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_sentences_place", "sentences", ["report", "start", "end"])
