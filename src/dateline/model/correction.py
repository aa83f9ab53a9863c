"""Corrections: what a person says is otherwise than the program found, who, when and why.

They are only ever added; one is taken back by another. Words of reports are never changed by them.
"""

from dataclasses import dataclass
from enum import StrEnum

from dateline.model.ids import make_id
from dateline.model.record import Evidence


class Deed(StrEnum):
    """What a correction does."""

    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    REJECT = "reject"
    CONFIRM = "confirm"
    DATE = "date"
    OUTLET = "outlet"
    FURNITURE = "furniture"
    ARTICLE = "article"
    UNDO = "undo"


ON_REPORTS = frozenset({Deed.DATE, Deed.OUTLET, Deed.FURNITURE, Deed.ARTICLE})
"""Those that change how a report is read: what was found in it, and the record, are made anew."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a correction is about, told so that it is found again in a record that was built anew.

    Attributes:
        table: A table of the record, "reports", or "corrections".
        id: Its id when it was corrected.
        name: An actor's name, a report's path, what a correction does; None for entries without a name.
        words: The first words it rests on; none for reports and corrections.
    """

    table: str
    id: str
    name: str | None
    words: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction.

    Attributes:
        id: The hash of all the rest.
        at: When it was made: UTC, to the microsecond, as "2026-11-21T18:42:07.000000Z".
        by: Who made it, as they call themselves.
        deed: What it does.
        target: What it is about.
        other: The actor that `target` is merged into; None for other deeds.
        values: The names split off, the new name, the date (EDTF), the outlet ("" for none), the span
            ("120-480") that is furniture or article.
        why: The reason they gave, "" for none.
    """

    id: str
    at: str
    by: str
    deed: Deed
    target: Target
    other: Target | None = None
    values: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Unfit:
    """A correction that finds nothing to change in the record as it is now; `why` says what is missing."""

    correction: Correction
    why: str


def make_correction(
    deed: Deed,
    target: Target,
    *,
    at: str,
    by: str,
    other: Target | None = None,
    values: tuple[str, ...] = (),
    why: str = "",
) -> Correction:
    """Return a correction with the id that its content gives it; the arguments are its fields."""
    parts = [at, by, deed, target.table, target.id, other.id if other else "", why, *values]
    return Correction(
        make_id("correction", *parts),
        at=at,
        by=by,
        deed=deed,
        target=target,
        other=other,
        values=values,
        why=why,
    )


def find_live(corrections: tuple[Correction, ...]) -> tuple[Correction, ...]:
    """Return the corrections that hold, in the order in which they were made, without those that undo."""
    undone = find_undone(corrections)
    ordered = sorted(corrections, key=lambda one: (one.at, one.id))
    return tuple(one for one in ordered if one.deed is not Deed.UNDO and one.id not in undone)


def find_undone(corrections: tuple[Correction, ...]) -> set[str]:
    """Return the ids of the corrections that are taken back, those that undo among them.

    One whose undoing was undone in its turn is not. Which undoes which counts, and not the clocks of those
    who did: two machines may not agree on the time.
    """
    undos = {one.id: one.target.id for one in corrections if one.deed is Deed.UNDO}
    depths: dict[str, int] = {}
    for id_ in undos:
        chain = [id_]  # an undo holds the id of what it undoes in its own: there are no circles
        while chain[-1] in undos and undos[chain[-1]] not in depths:
            chain.append(undos[chain[-1]])
        first = depths.get(undos.get(chain[-1], ""), -1) + 1
        depths |= {each: first + at for at, each in enumerate(reversed(chain))}
    undone: set[str] = set()
    for id_ in sorted(undos, key=lambda one: depths[one], reverse=True):
        if id_ not in undone:
            undone.add(undos[id_])
    return undone


def describe(one: Correction) -> str:
    """Return what a correction does, in a clause."""
    # Of a statement's words its content is the longest; who said it and how comes with each.
    longest = max((words.exact for words in one.target.words), key=len, default=one.target.id[:8])
    name = one.target.name or " ".join(longest.split()).strip('“”"')
    value = ", ".join(one.values)
    match one.deed:
        case Deed.MERGE:
            return f"{name} is {one.other.name if one.other else 'somebody else'}"
        case Deed.SPLIT:
            return f"{name} is not {value}"
        case Deed.RENAME:
            return f"{name} is to be called {value}"
        case Deed.DATE:
            return f"{name} was published on {value}"
        case Deed.OUTLET:
            return f"{name} is of {value or 'an outlet that is not known'}"
        case Deed.FURNITURE:
            return f"{name}: {value} is no article"
        case Deed.ARTICLE:
            return f"{name}: {value} is article"
        case Deed.UNDO:
            return f"taken back: {name}"
    return f"{one.deed.value}ed: “{name}”"
