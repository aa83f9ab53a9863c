"""What columns are made of in every step: text sorts by code point, on whichever engine."""

import sqlalchemy as sa

TEXT: sa.types.TypeEngine[str] = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
