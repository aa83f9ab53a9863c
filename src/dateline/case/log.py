"""The log of corrections in a case: read in the order in which they were made, and only ever added to."""

import json
from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from dateline.case.correcting import apply_all, find_entry
from dateline.case.migrating import migrate
from dateline.case.rows import dump
from dateline.case.schema import corrections, unfit
from dateline.model.correction import Correction, Deed, Unfit, find_live
from dateline.model.plain import from_plain, to_plain


def read_corrections(connection: sa.Connection) -> tuple[Correction, ...]:
    """Return every correction, also those that were undone, in the order in which they were made."""
    rows = connection.execute(sa.select(corrections.c.data).order_by(corrections.c.at, corrections.c.id))
    return tuple(from_plain(Correction, json.loads(data)) for data in rows.scalars())


def read_unfit(connection: sa.Connection) -> tuple[Unfit, ...]:
    """Return the corrections that found nothing to change, in the order in which they were made."""
    wanted = (
        sa.select(corrections.c.data, unfit.c.why)
        .join(unfit, unfit.c.correction == corrections.c.id)
        .order_by(corrections.c.at, corrections.c.id)
    )
    rows = connection.execute(wanted)
    return tuple(Unfit(from_plain(Correction, json.loads(row.data)), row.why) for row in rows)


def read_confirmed(connection: sa.Connection) -> dict[str, Correction]:
    """Return what is confirmed, by the ids of the entries: of each the last correction that says so."""
    confirmed = [one for one in find_live(read_corrections(connection)) if one.deed is Deed.CONFIRM]
    found = ((find_entry(connection, one.target), one) for one in confirmed)
    return {entry.id: one for entry, one in found if entry is not None}


def add_corrections(connection: sa.Connection, added: Iterable[Correction]) -> list[Correction]:
    """Add corrections to the log, but for those that it holds; return those that are new, in their order."""
    known = set(connection.execute(sa.select(corrections.c.id)).scalars())
    fresh = {one.id: one for one in added if one.id not in known}
    for one in fresh.values():
        row = {"id": one.id, "at": one.at, "by": one.by, "deed": one.deed.value, "target": one.target.id}
        connection.execute(sa.insert(corrections).values({**row, "data": dump(to_plain(one))}))
    return sorted(fresh.values(), key=_read_order)


def replay(connection: sa.Connection) -> None:
    """Apply the corrections that hold to the record as linking made it, and keep which do not fit."""
    found = apply_all(connection, find_live(read_corrections(connection)))
    connection.execute(sa.delete(unfit))
    _keep_unfit(connection, found)


def bring_up_to_date(connection: sa.Connection) -> None:
    """Bring a case of an earlier release to the form this one knows, its corrections applied by its rules."""
    migrate(connection)
    replay(connection)


def apply_added(connection: sa.Connection, fresh: Sequence[Correction]) -> None:
    """Apply corrections that were just added: after all others where they are the last, else all anew."""
    if not fresh:
        return
    others = sa.select(corrections.c.at, corrections.c.id).where(
        corrections.c.id.not_in({one.id for one in fresh})
    )
    last = connection.execute(
        others.order_by(corrections.c.at.desc(), corrections.c.id.desc()).limit(1)
    ).first()
    if any(one.deed is Deed.UNDO for one in fresh) or (last and tuple(last) > _read_order(fresh[0])):
        replay(connection)
    else:
        _keep_unfit(connection, apply_all(connection, fresh, anew=False))


def _keep_unfit(connection: sa.Connection, found: Iterable[Unfit]) -> None:
    for one in found:
        connection.execute(sa.insert(unfit).values(correction=one.correction.id, why=one.why))


def _read_order(one: Correction) -> tuple[str, str]:
    return one.at, one.id
