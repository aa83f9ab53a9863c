"""Corrections to the rows they change: each deed is one function on the record as it stands.

What a correction is about is found by its id, or, in a record that was built anew, by its name or its words;
what is not found is unfit, and is told so, never dropped. Reports are corrected where they are read.
"""

from collections.abc import Callable, Iterable
from typing import Any

import sqlalchemy as sa

from dateline.case.actors import move_actor, rename_actor, split_actor
from dateline.case.overlay import Overlay
from dateline.case.rejecting import reject
from dateline.case.schema import ENTRY_TABLES, evidence, names, reports
from dateline.link.actors.names import fold_name
from dateline.model.correction import ON_REPORTS, Correction, Deed, Target, Unfit
from dateline.model.record import Actor, Entry

_MOST_WORDS = 3


class _Unfit(Exception):  # noqa: N818  not an error: what a correction is about is no longer there
    """Why a correction cannot be applied."""


def apply_all(
    connection: sa.Connection, corrections: Iterable[Correction], *, anew: bool = True
) -> list[Unfit]:
    """Apply corrections that hold to the record, in their order.

    Args:
        connection: To the case, in a transaction that writes.
        corrections: In the order in which they were made.
        anew: Whether to begin from the record as linking made it, and not as it is now.

    Returns:
        Those that find nothing to change, with why.
    """
    overlay = Overlay(connection)
    if anew:
        overlay.restore()
    unfit: list[Unfit] = []
    for one in corrections:
        try:
            _DEEDS[one.deed](connection, overlay, one)
        except _Unfit as error:
            unfit.append(Unfit(one, str(error)))
    return unfit


def aim(entry: Entry, table: str) -> Target:
    """Return an entry of the record as what a correction is about."""
    name = entry.name if isinstance(entry, Actor) else None
    return Target(table, entry.id, name, entry.evidence[:_MOST_WORDS])


def find_entry(connection: sa.Connection, target: Target) -> Entry | None:
    """Return the entry that a correction is about in the record as it is now, None where there is none."""
    try:
        found: Entry = _find_entry(connection, Overlay(connection), target)
    except _Unfit:
        return None
    return found


def _merge(connection: sa.Connection, overlay: Overlay, one: Correction) -> None:
    if one.other is None:
        raise _Unfit("it does not say into whom")
    actor, into = _find_actor(connection, overlay, one.target), _find_actor(connection, overlay, one.other)
    if actor.id == into.id:
        raise _Unfit(f"{actor.name} and {one.other.name} are one actor already")
    move_actor(overlay, actor, into, _say(one))


def _split(connection: sa.Connection, overlay: Overlay, one: Correction) -> None:
    actor = _find_actor(connection, overlay, one.target)
    folded = {fold_name(name) for name in one.values}
    if not any(fold_name(alias.name) in folded for alias in actor.aliases):
        raise _Unfit(f"{actor.name} is called by none of these names")
    if all(fold_name(alias.name) in folded for alias in actor.aliases):
        raise _Unfit(f"{actor.name} would keep no name")
    if not split_actor(overlay, actor, one.values, _say(one)):
        raise _Unfit(f"no words in the reports call {actor.name} so")


def _rename(connection: sa.Connection, overlay: Overlay, one: Correction) -> None:
    rename_actor(overlay, _find_actor(connection, overlay, one.target), one.values[0], _say(one))


def _reject(connection: sa.Connection, overlay: Overlay, one: Correction) -> None:
    if one.target.table == "actors":
        raise _Unfit("an actor is merged, split or renamed")
    reject(overlay, one.target.table, _find_entry(connection, overlay, one.target), _say(one))


def _confirm(connection: sa.Connection, overlay: Overlay, one: Correction) -> None:
    _find_entry(connection, overlay, one.target)


def _look_for_report(connection: sa.Connection, _overlay: Overlay, one: Correction) -> None:
    """See that the report is there: it was corrected when it was read."""
    if connection.execute(sa.select(reports.c.id).where(reports.c.id == one.target.id)).first() is None:
        raise _Unfit(f"the case holds no report {one.target.name or one.target.id}")


def _find_actor(connection: sa.Connection, overlay: Overlay, target: Target) -> Actor:
    """Return the actor that is meant: by its id, else by its name where only one is called so."""
    found: Actor | None = overlay.read("actors", target.id)
    if found is not None:
        return found
    wanted = sa.select(names.c.actor).where(names.c.name == fold_name(target.name or ""))
    ids = connection.execute(wanted).scalars().all()
    if len(ids) != 1:
        raise _Unfit(f"{len(ids) or 'no'} actor{'s are' if len(ids) > 1 else ' is'} called {target.name} now")
    actor: Actor = overlay.read("actors", ids[0])
    return actor


def _find_entry(connection: sa.Connection, overlay: Overlay, target: Target) -> Any:
    """Return the entry that is meant: by its id, else by its words where only one rests on them."""
    if target.table not in {one.name for one in ENTRY_TABLES}:
        raise _Unfit(f"the record has no table {target.table}")
    if target.table == "actors":
        return _find_actor(connection, overlay, target)
    found = overlay.read(target.table, target.id)
    if found is not None:
        return found
    if overlay.was_linked(target.table, target.id):
        # What else rests on its words is something else.
        raise _Unfit("it was taken out by another correction")
    rests: set[str] | None = None
    for words in target.words:
        wanted = sa.select(evidence.c.entry).where(
            evidence.c.entry_table == target.table,
            evidence.c.report == words.report,
            evidence.c.start == words.start,
            evidence.c.exact == words.exact,
        )
        ids = set(connection.execute(wanted).scalars())
        rests = ids if rests is None else rests & ids
    if not rests:
        raise _Unfit("nothing in the record rests on these words now")
    if len(rests) > 1:
        raise _Unfit(f"{len(rests)} entries rest on these words now")
    return overlay.read(target.table, rests.pop())


def _say(one: Correction) -> str:
    return f"corrected by {one.by} on {one.at[:10]}" + (f": {one.why}" if one.why else "")


_DEEDS: dict[Deed, Callable[[sa.Connection, Overlay, Correction], None]] = {
    Deed.MERGE: _merge,
    Deed.SPLIT: _split,
    Deed.RENAME: _rename,
    Deed.REJECT: _reject,
    Deed.CONFIRM: _confirm,
    **dict.fromkeys(ON_REPORTS, _look_for_report),
}
