"""What a person means to correct: names, ids and their beginnings to targets, checked before all else."""

import re
from collections.abc import Sequence

from dateline.case.conditions import first_day
from dateline.case.correcting import aim
from dateline.case.file import Case
from dateline.model.correction import (
    ON_REPORTS,
    Correction,
    Deed,
    Target,
    describe,
    find_undone,
    make_correction,
)
from dateline.model.errors import UnknownEntry, UsageError

_SHORTEST, _SHOWN = 4, 8
_PLACE = re.compile(r"[0-9]+-[0-9]+")
# How many values each deed takes, at least and at most.
_VALUES = {
    Deed.MERGE: (0, 0),
    Deed.SPLIT: (1, 100),
    Deed.RENAME: (1, 1),
    Deed.REJECT: (0, 0),
    Deed.CONFIRM: (0, 0),
    Deed.DATE: (1, 1),
    Deed.OUTLET: (0, 1),
    Deed.FURNITURE: (1, 1),
    Deed.ARTICLE: (1, 1),
    Deed.UNDO: (0, 0),
}
REJECTED = ("statements", "events", "timeline", "disagreements", "commitments")
"""The tables whose entries can be rejected."""

_TABLES = {
    **dict.fromkeys((Deed.MERGE, Deed.SPLIT, Deed.RENAME), ("actors",)),
    Deed.REJECT: REJECTED,
    Deed.CONFIRM: (*REJECTED, "actors"),
    **dict.fromkeys(ON_REPORTS, ("reports",)),
    Deed.UNDO: ("corrections",),
}


def aim_at_actor(case: Case, name: str) -> Target:
    """Return the actor that a name, an alias, an id or its beginning means.

    Raises:
        UsageError: None is called so, or several are.
    """
    found = list(case.actors(name=name))
    found = [one for one in found if name in (one.id, one.name)] or found
    if not found and len(name) >= _SHORTEST:
        found = [one for one in case.actors() if one.id.startswith(name)]
    if len(found) != 1:
        told = ", ".join(f"{one.name} ({one.kind}, {one.id[:_SHOWN]})" for one in found[:_SHOWN])
        raise UsageError(
            f"{name}: " + (f"several are called so: {told}" if told else "no actor is called so")
        )
    return aim(found[0], "actors")


def aim_at_entry(case: Case, id_: str) -> Target:
    """Return the entry of the record that an id or its beginning means.

    Raises:
        UnknownEntry: None has it.
        UsageError: Several begin so, or it is one that is corrected otherwise.
    """
    table, entry = case.locate(id_)
    if table not in (*REJECTED, "actors"):
        raise UsageError(f"{id_}: of the table {table}, which is made of others: correct those")
    return aim(entry, table)


def aim_at_report(case: Case, id_: str) -> Target:
    """Return the report that an id, its beginning, a path or its end, or an address means.

    Raises:
        UnknownEntry: There is none.
        UsageError: Several are meant.
    """
    heads = list(case.reports())
    found = [one for one in heads if id_ in (one.id, one.path, one.url)]
    found = found or [one for one in heads if len(id_) >= _SHORTEST and one.id.startswith(id_)]
    found = found or [one for one in heads if one.path.endswith(f"/{id_}")]
    if not found:
        raise UnknownEntry(f"no report of the case has the id, path or address {id_}")
    if len(found) > 1:
        raise UsageError(f"{id_}: {len(found)} reports begin or end so; give more of it")
    return Target("reports", found[0].id, found[0].path)


def aim_at_correction(case: Case, id_: str) -> Target:
    """Return the correction that an id or its beginning means.

    Raises:
        UnknownEntry: There is none.
        UsageError: It is taken back already.
    """
    log = case.corrections()
    found = [one for one in log if one.id.startswith(id_) and len(id_) >= _SHORTEST]
    if len(found) != 1:
        raise UnknownEntry(f"{len(found)} corrections have an id that begins with {id_}; one was meant")
    if found[0].id in find_undone(log):
        raise UsageError(f"{id_}: taken back already; undo that to have it again")
    return Target("corrections", found[0].id, describe(found[0]))


def find_stretch(text: str, words: str, number: int | None = None) -> str:
    """Return the place of some words in a text, as "120-480"; white space may differ.

    Args:
        text: The text of a report.
        words: As they stand in it, or a place, which is returned as it is.
        number: Which of several places is meant, from 0; None where there is to be one alone.

    Raises:
        UsageError: They do not stand there, or at several places.
    """
    if _PLACE.fullmatch(words.strip()):
        return words.strip()
    parts = words.split()
    found = [match.span() for match in re.finditer(r"\s*".join(map(re.escape, parts)), text)] if parts else []
    if not found:
        raise UsageError(f"{words!r:.60} does not stand so in the report")
    if len(found) > 1 and (number is None or number >= len(found)):
        raise UsageError(f"{words!r:.60} stands {len(found)} times in the report: give more of it")
    start, end = found[number or 0 if len(found) > 1 else 0]
    return f"{start}-{end}"


def check_values(deed: Deed, values: Sequence[str]) -> tuple[str, ...]:
    """Return what a correction sets, in the form in which it is kept.

    Raises:
        UsageError: It is not of the form that `deed` needs.
    """
    least, most = _VALUES[deed]
    if not least <= len(values) <= most or not all(value.strip() for value in values):
        raise UsageError(
            f"{deed.value}: say what it is to be" if least else f"{deed.value}: one thing at a time"
        )
    if deed is Deed.OUTLET:
        return (values[0].strip() if values else "",)
    if deed is Deed.DATE:
        first_day(values[0])
    if deed in (Deed.FURNITURE, Deed.ARTICLE):
        start, _, end = values[0].partition("-")
        if not (start.isdigit() and end.isdigit() and int(start) < int(end)):
            raise UsageError(f"{values[0]!r} is no stretch of a text such as 120-480")
        return (f"{int(start)}-{int(end)}",)
    return tuple(value.strip() for value in values)


def check_correction(one: Correction) -> None:
    """See that a correction that was made elsewhere is one that could have been made here.

    Raises:
        UsageError: It says what no correction of its kind can say.
    """
    given = () if one.deed is Deed.OUTLET and one.values == ("",) else one.values
    if one.target.table not in _TABLES[one.deed] or check_values(one.deed, given) != one.values:
        raise UsageError(f"{one.id}: no correction that dateline writes")
    if (one.deed is Deed.MERGE) != (one.other is not None and one.other.table == "actors"):
        raise UsageError(f"{one.id}: it does not say into whom")


def make(case: Case, deed: str, what: Sequence[str], *, at: str, by: str, why: str = "") -> Correction:
    """Return the correction that some words mean.

    Args:
        case: Where what they name is looked for.
        deed: A `Deed`.
        what: First what is corrected, then what it is to be.
        at: The time, as `Correction` has it.
        by: Who makes it.
        why: The reason.

    Raises:
        UnknownEntry: The case holds nothing of what is named.
        UsageError: It is not clear what is meant, or what it is to be.
    """
    known = Deed(deed)
    first, *rest = what
    other = None
    match known:
        case Deed.UNDO:
            target = aim_at_correction(case, first)
        case Deed.REJECT | Deed.CONFIRM:
            target = aim_at_entry(case, first)
        case Deed.MERGE | Deed.SPLIT | Deed.RENAME:
            target = aim_at_actor(case, first)
        case _:
            target = aim_at_report(case, first)
    if known in (Deed.FURNITURE, Deed.ARTICLE) and rest:
        rest[0] = find_stretch(case.reports_as_kept([target.id])[target.id].text, rest[0])
    if target.table not in _TABLES[known]:
        raise UsageError(
            f"{known.value}: {first} is of the table {target.table}, which is corrected otherwise"
        )
    if known is Deed.MERGE:
        if len(rest) != 1:
            raise UsageError("merge: name the actor that stays after the one that goes")
        other, rest = aim_at_actor(case, rest[0]), []
        if other.id == target.id:
            raise UsageError(f"merge: {target.name} is one actor already")
    values = check_values(known, rest)
    return make_correction(known, target, at=at, by=by, other=other, values=values, why=why.strip())
