"""What columns hold that one engine cannot keep as it is: the JSON beside them has it exactly."""

from typing import Any

import sqlalchemy as sa

# An index of PostgreSQL takes 2,704 bytes; a name may be as long as a report.
_LONGEST_KEY = 500


class _Cut(sa.TypeDecorator[str]):
    """A text of which PostgreSQL keeps and compares the beginning."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:
        """Return the text as it is kept and looked for."""
        return value if value is None else value[:_LONGEST_KEY]


NAME: sa.types.TypeEngine[str] = sa.Text().with_variant(_Cut(), "postgresql")
"""A text of whatever length that is looked up by an index."""
