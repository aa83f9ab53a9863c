"""The log of corrections: its ids, and that the record is what it makes of what linking made."""

import hashlib
import json

import sqlalchemy as sa

from dateline.case.log import read_corrections, replay
from dateline.case.overlay import Overlay
from dateline.case.schema import ENTRY_TABLES, corrections, linked, reports, spoken_of, taking_part, unfit
from dateline.case.verify.tables import RESTORE
from dateline.model.checked import Tally
from dateline.model.correction import make_correction
from dateline.model.version import __version__


def verify_log(connection: sa.Connection, tally: Tally) -> None:
    """Make the ids of the corrections anew, and see that each row says what its correction does."""
    for row in connection.execute(sa.select(corrections)).mappings():
        plain = json.loads(row["data"])
        said = (plain["id"], plain["at"], plain["by"], plain["deed"], plain["target"]["id"])
        if said != (row["id"], row["at"], row["by"], row["deed"], row["target"]):
            tally.fault(f"correction {row['id']}", "is listed otherwise than it says", RESTORE)
    for one in read_corrections(connection):
        tally.count("corrections")
        tally.count("ids made anew")
        made = make_correction(
            one.deed, one.target, at=one.at, by=one.by, other=one.other, values=one.values, why=one.why
        )
        if made.id != one.id:
            tally.fault(f"correction {one.id}", "its id is not the one that its content gives it", RESTORE)


class Replay:
    """Takes the corrections out of the record, and puts them in again: nothing may be other than before."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._before = _read_rows(connection)

    def take_out(self) -> None:
        """Put every row back as linking made it."""
        Overlay(self._connection).restore()

    def put_in(self, tally: Tally, *, by: str) -> None:
        """Apply all corrections anew, and say which rows differ from those that were kept.

        Args:
            tally: Takes counts and faults.
            by: The release of dateline that wrote the case: another's rules may have been others.
        """
        replay(self._connection)
        after = _read_rows(self._connection)
        tally.count("rows replayed", len(after))
        keys = sorted(self._before.keys() | after.keys())
        others = [key for key in keys if self._before.get(key) != after.get(key)]
        if others and by != __version__:
            tally.note(f"{len(others)} rows are as the corrections were applied by dateline {by}")
            return
        for key in others:
            todo = "undo a correction and redo it, and all are applied anew"
            tally.fault(" ".join(key), "is not what the corrections make of what was linked", todo)


def _read_rows(connection: sa.Connection) -> dict[tuple[str, ...], bytes]:
    """Return a hash of every row that corrections can change, by its table and its key."""
    found: dict[tuple[str, ...], bytes] = {}
    for entries in ENTRY_TABLES:
        column = entries.table.c
        for id_, data in connection.execute(sa.select(column.id, column.data)):
            found[entries.name, id_] = _hash(data)
    for id_, links in connection.execute(sa.select(reports.c.id, reports.c.links)):
        found["links of report", id_] = _hash(links)
    for table in (spoken_of, taking_part, linked, unfit):
        keys = [column.name for column in table.primary_key]
        for row in connection.execute(sa.select(table)).mappings():
            found[table.name, *(row[key] for key in keys)] = _hash(repr(sorted(row.items())))
    return found


def _hash(data: str) -> bytes:
    return hashlib.blake2b(data.encode("utf-8", "surrogatepass"), digest_size=16).digest()
