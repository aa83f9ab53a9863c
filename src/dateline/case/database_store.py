"""A case in a schema of a PostgreSQL database, which several people read and correct at once.

Who reads sees the case as it was when the transaction began, whoever writes meanwhile. Who writes waits until
nobody else does, so that two corrections at once are two transactions, one after the other.
"""

import os
from collections.abc import Hashable, Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import Any

import sqlalchemy as sa

from dateline.case.database_errors import plain_errors
from dateline.case.location import Database
from dateline.case.schema import metadata
from dateline.case.store import Store
from dateline.model.errors import CaseChanged, CaseError, MissingPackage

# How long to wait for another who is writing, before saying so: a build may write for a minute.
_WAIT_SECONDS = 120.0
_CONNECT_SECONDS = 10
# As many as read at once in a browser; more wait for one.
_CONNECTIONS = 8
_MARK = "a case of dateline"
_ENCODING = "UTF8"

_LOOK = sa.text(
    """
    SELECT current_setting('server_encoding') AS encoding,
        obj_description(to_regclass(:meta), 'pg_class') = :mark AS is_case,
        EXISTS (
            SELECT FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace WHERE nspname = :schema
        ) AS is_used,
        CASE
            WHEN pg_is_in_recovery() OR current_setting('default_transaction_read_only')::BOOLEAN THEN false
            WHEN to_regclass(:meta) IS NOT NULL THEN has_table_privilege(to_regclass(:meta), 'UPDATE')
            WHEN to_regnamespace(:quoted) IS NULL THEN has_database_privilege(current_database(), 'CREATE')
            ELSE has_schema_privilege(to_regnamespace(:quoted), 'CREATE')
        END AS is_writable,
        pg_has_role((SELECT relowner FROM pg_class WHERE oid = to_regclass(:meta)), 'USAGE') AS is_owned
    """
)


class DatabaseStore(Store):
    """A schema of a database, there or not yet."""

    remedy = "the next time somebody opens it who may change its tables, it is"

    def __init__(self, location: Database) -> None:
        self.location = self._database = location
        self._shared: sa.Engine | None = None

    def is_made(self) -> bool:
        """Tell whether a case lies in the schema."""
        return bool(self._look().is_case)

    def check(self) -> None:
        """See that the database can be reached and that a case lies in the schema."""
        if not self._look().is_case:
            raise CaseError(f"{self.location}: there is no such case; `dateline build` makes one")

    def check_writable(self) -> None:
        """See that this user may write the case, or make it."""
        if not self._look().is_writable:
            raise CaseError(
                f"{self.location}: cannot be written by this user; ask whoever runs the database to allow it"
            )

    def is_writable(self) -> bool:
        """Tell whether this user may change the tables of the case too."""
        found = self._look()
        return bool(found.is_writable and found.is_owned)

    def clear_leftovers(self) -> None:
        """Delete nothing: PostgreSQL undoes what was not finished."""

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Give a connection that sees one state of the case, however long it is read."""
        with plain_errors(self._database), self._engine.connect() as connection:
            yield connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Give a connection in one transaction, in which nobody else writes."""
        with plain_errors(self._database), self._engine.connect() as connection, connection.begin():
            self._lock(connection)
            yield connection

    @contextmanager
    def making(self) -> Iterator[sa.Connection]:
        """Give a connection to a schema of its own, which is there when the block ends well."""
        with plain_errors(self._database), self._engine.connect() as connection, connection.begin():
            self._lock(connection)
            if self._ask(connection).is_case:
                where = self.location
                raise CaseChanged(f"{where}: another program has made it meanwhile; run this once more")
            # Who may make no schema can be given an empty one.
            there = sa.text("SELECT to_regnamespace(:name)")
            if connection.execute(there, {"name": self._quoted}).scalar() is None:
                connection.exec_driver_sql(f"CREATE SCHEMA {self._quoted}")
            yield connection
            connection.exec_driver_sql(f"COMMENT ON TABLE meta IS '{_MARK}'")
            # What a query is planned by, known now and not when the server comes to it.
            connection.exec_driver_sql(f"ANALYZE {', '.join((*metadata.tables, 'fulltext', 'called'))}")

    def read_state(self, connection: sa.Connection) -> Hashable:
        """Return which case this is: one that was built again has other tables."""
        number = connection.execute(sa.text("SELECT to_regclass('meta')::oid::bigint")).scalar_one()
        return self._database, number

    def close(self) -> None:
        """Let go of the connections, if nobody else in this program has the case open."""
        if self._shared is not None:
            _release(self._database)
            self._shared = None

    @property
    def _engine(self) -> sa.Engine:
        if self._shared is None:
            self._shared = _share(self._database)
        return self._shared

    @property
    def _quoted(self) -> str:
        return _quote(self._database.schema)

    def _look(self) -> Any:
        with self.reading() as connection:
            return self._ask(connection)

    def _ask(self, connection: sa.Connection) -> Any:
        """Return what is there: whether a case, whether anything, and whether this user may write it.

        Raises:
            CaseError: What is there is no case.
        """
        schema = self._database.schema
        values = {"schema": schema, "quoted": self._quoted, "meta": f"{self._quoted}.meta", "mark": _MARK}
        found = connection.execute(_LOOK, values).one()
        if found.encoding != _ENCODING:
            raise CaseError(
                f"{self.location}: the database keeps text as {found.encoding}; make one with ENCODING 'UTF8'"
            )
        if found.is_used and not found.is_case:
            raise CaseError(f"{self.location}: its tables are no case of dateline; name another schema")
        return found

    def _lock(self, connection: sa.Connection) -> None:
        connection.execute(
            sa.text("SELECT set_config('lock_timeout', :wait, true)"), {"wait": f"{_WAIT_SECONDS * 1000:.0f}"}
        )
        connection.execute(
            sa.text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))"),
            {"name": f"dateline {self._database.schema}"},
        )


def _quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _connect(database: Database) -> Any:
    try:
        import psycopg
    except ImportError:
        raise MissingPackage(
            "a case in a PostgreSQL database needs psycopg: pip install 'dateline[postgresql]'"
        ) from None
    waits: dict[str, Any] = {}
    if "connect_timeout=" not in database.address and "PGCONNECT_TIMEOUT" not in os.environ:
        waits["connect_timeout"] = _CONNECT_SECONDS
    connection = psycopg.connect(
        database.address, client_encoding="utf8", fallback_application_name="dateline", **waits
    )
    with connection.cursor() as cursor:
        # The schema alone: a name that it does not hold is found nowhere else.
        cursor.execute("SELECT set_config('search_path', %s, false)", [_quote(database.schema)])
    connection.commit()
    return connection


def _make_engine(database: Database) -> sa.Engine:
    engine = sa.create_engine(
        "postgresql+psycopg://",
        creator=lambda: _connect(database),
        pool_size=_CONNECTIONS,
        max_overflow=_CONNECTIONS,
        # A server that was started anew meanwhile is asked anew.
        pool_pre_ping=True,
        use_native_hstore=False,
    )
    sa.event.listen(engine, "before_cursor_execute", _spare_nul, retval=True)
    return engine


def _spare_nul(
    _connection: sa.Connection, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool
) -> tuple[str, Any]:
    """Put a picture of NUL (U+2400) in the place of NUL, which no text in PostgreSQL can hold.

    The JSON beside a column has it as an escape, and gives it back as it was. What is asked for is changed
    alike, so that it is found.
    """
    if many:
        return statement, [_spare(one) for one in parameters]
    return statement, _spare(parameters)


def _spare(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\0", "\u2400") if "\0" in value else value
    if isinstance(value, dict):
        return {key: _spare(one) for key, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return type(value)(_spare(one) for one in value)  # type: ignore[call-arg]
    return value


_engines: dict[Database, tuple[sa.Engine, int]] = {}
_guard = Lock()


def _share(database: Database) -> sa.Engine:
    """Return the connections to a database that all of this program share, and count one more user."""
    with _guard:
        engine, users = _engines.get(database) or (_make_engine(database), 0)
        _engines[database] = engine, users + 1
        return engine


def _release(database: Database) -> None:
    """Count one user less, and close the connections with the last."""
    with _guard:
        engine, users = _engines.pop(database)
        if users > 1:
            _engines[database] = engine, users - 1
        else:
            engine.dispose()
