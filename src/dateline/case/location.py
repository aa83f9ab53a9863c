"""Where a case lies: a file, or a schema of a PostgreSQL database that a team shares.

What a person types becomes one or the other here. A password that an address holds is handed to the driver
and to nobody else: what is printed, logged or drawn is the address without it.
"""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from dateline.model.errors import UsageError

_SCHEME = re.compile(r"postgres(?:ql)?:(//)?", re.IGNORECASE)
_HOSTS = re.compile(r"(?:\[[^\]]*\]|[^:,\[\]]*)(?::\d*)?(?:,(?:\[[^\]]*\]|[^:,\[\]]*)(?::\d*)?)*", re.ASCII)
# Without the words of the address: they may hold a password.
_NO_ADDRESS = (
    "no address of a database such as postgresql://user@host/database?schema=name; in a password / is "
    "written %2F, @ %40 and # %23, or it is given as PGPASSWORD or in ~/.pgpass"
)
_SCHEMA = "schema"
_USUAL_SCHEMA = "dateline"
_SECRETS = ("password", "sslpassword")
# PostgreSQL cuts longer names, and two schemas would be one.
_LONGEST_NAME_BYTES = 63


@dataclass(frozen=True, slots=True)
class Database:
    """A schema of a PostgreSQL database, in which one case lies.

    Attributes:
        address: As libpq reads it; it may hold a password.
        schema: The name of the schema.
        shown: The address as it may be shown.
    """

    address: str = field(repr=False)
    schema: str
    shown: str

    def __str__(self) -> str:
        return self.shown

    @property
    def name(self) -> str:
        """What the case is called in short: its schema, or its database where it is the usual one there."""
        database = unquote(urlsplit(self.shown).path.strip("/"))
        return database if self.schema == _USUAL_SCHEMA and database else self.schema

    @property
    def stem(self) -> str:
        """What its story is called, as a file's stem says of a file."""
        return self.name


Location = Path | Database


def read_location(named: "str | os.PathLike[str] | Database") -> Location:
    """Return where a case lies that a person names.

    Args:
        named: A path, or `postgresql://[user[:password]@][host][:port]/database[?schema=name&…]`, as libpq
            reads it; `schema` is ours and says which of the database's cases is meant, "dateline" if none is.

    Raises:
        UsageError: It is meant as an address and is none.
    """
    if isinstance(named, Database):
        return named
    text = os.fspath(named)
    begins = _SCHEME.match(text)
    if begins is None:
        return Path(text)
    if begins[1] is None:
        raise UsageError("an address of a database begins postgresql://")
    try:
        parts = urlsplit(text)
    except ValueError:
        raise UsageError(_NO_ADDRESS) from None
    credentials, at, hosts = parts.netloc.rpartition("@")
    # What is no host, or goes on behind one, is a password that is not written as addresses are.
    if not _HOSTS.fullmatch(hosts) or "@" in parts.path or "#" in text or "\0" in unquote(text):
        raise UsageError(_NO_ADDRESS)
    # Not `parse_qsl`: to libpq a plus is a plus.
    options = [
        (unquote(key), unquote(value))
        for key, _, value in (one.partition("=") for one in parts.query.split("&") if one)
    ]
    schemas = [value for key, value in options if key == _SCHEMA]
    schema = schemas[-1] if schemas else _USUAL_SCHEMA
    if not 0 < len(schema.encode("utf-8", "replace")) <= _LONGEST_NAME_BYTES or schema.startswith("pg_"):
        raise UsageError(f"?schema={schema:.80}: no name that a schema of PostgreSQL can have")
    user, colon, password = credentials.partition(":")
    user, password = quote(unquote(user), safe=""), quote(unquote(password), safe="")
    passed = [one for one in options if one[0] != _SCHEMA]
    told = [one for one in passed if one[0] not in _SECRETS]
    if schema != _USUAL_SCHEMA:
        told.append((_SCHEMA, schema))
    return Database(
        _write(f"{user}{colon}{password}{at}{hosts}", parts.path, passed),
        schema,
        _write(f"{user}{at}{hosts}", parts.path, told),
    )


def _write(netloc: str, path: str, options: list[tuple[str, str]]) -> str:
    asked = "&".join(f"{quote(key)}={quote(value)}" for key, value in options)
    return f"postgresql://{netloc}{path}" + (f"?{asked}" if asked else "")
