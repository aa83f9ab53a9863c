"""Bringing a case file's tables to the form this release knows, without an ini file and without a word."""

from pathlib import Path

import sqlalchemy as sa

from dateline.case.schema import HEAD
from dateline.model.errors import CaseTooNew

_FOLDER = Path(__file__).parent / "migrations"


def read_revision(connection: sa.Connection) -> str | None:
    """Return the revision a case file stands at, None where it has no tables yet."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    revision = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    return None if revision is None else str(revision)


def check_revision(connection: sa.Connection, name: str) -> bool:
    """Tell whether the case file called `name` must be migrated before it can be read.

    Raises:
        CaseTooNew: It stands at a revision that this release does not have.
    """
    revision = read_revision(connection)
    if revision == HEAD:
        return False
    if revision is not None and not list((_FOLDER / "versions").glob(f"{revision}_*.py")):
        raise CaseTooNew(
            f"{name}: written by a later release of dateline (its tables are at {revision}, "
            f"this release knows {HEAD}): install a newer dateline"
        )
    return True


def migrate(connection: sa.Connection) -> None:
    """Bring the tables behind `connection` to `HEAD`, inside the transaction it has begun."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    # A percent sign would be read as the start of an interpolation.
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
