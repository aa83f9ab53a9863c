"""Who speaks of whom as a picture that two hundred names can be read in: a column of names, joined by arcs.

Every name stands in a line of its own, at any width, and is text. An arc is read clockwise: on the right it
goes down from who speaks to who is spoken of, on the left it goes up. Names that speak of each other stand
close, so that arcs are short.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.case.counts import Pair
from dateline.export.page.words import count

ROW = 10  # height of a line in the drawing's units
_WIDTH = 100
_ARCS_A_NAME = 3
_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class Node:
    """A name: how many statements of the others it `says` and how many name it, and whether it leads.

    `sides` are those on which an arc begins or ends, "left" and "right".
    """

    id: str
    name: str
    says: int
    named: int
    leading: bool
    sides: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arc:
    """An arc of a side: its path, how wide, from whom to whom by id, where it leads, and in words."""

    path: str
    width: float
    speaker: str
    about: str
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A pair in the table: the arc's data with names."""

    speaker: str
    about: str
    many: int


@dataclass(frozen=True, slots=True)
class Network:
    """The picture: nodes from top to bottom, arcs that go up and down, and how many pairs there are."""

    nodes: tuple[Node, ...]
    up: tuple[Arc, ...]
    down: tuple[Arc, ...]
    pairs: tuple[Drawn, ...]
    names: int
    all_pairs: int
    height: int


def draw_network(pairs: Sequence[Pair], names: Mapping[str, str], *, top: int) -> Network | None:
    """Return the picture of those who speak and are spoken of most, None where nobody speaks of anybody.

    Args:
        pairs: Who speaks of whom, most first.
        names: Their names by id.
        top: How many names to draw.
    """
    weights: dict[str, int] = defaultdict(int)
    for one in pairs:
        weights[one.speaker] += one.many
        weights[one.about] += one.many
    leading = sorted(weights, key=lambda id_: (-weights[id_], id_))
    kept = set(leading[:top])
    inside = [one for one in pairs if one.speaker in kept and one.about in kept]
    drawn = inside[: _ARCS_A_NAME * len(kept)]
    if not drawn:
        return None
    linked = {id_ for one in drawn for id_ in (one.speaker, one.about)}
    order = _order([id_ for id_ in leading[:top] if id_ in linked], drawn)
    place = {id_: n for n, id_ in enumerate(order)}
    says: dict[str, int] = defaultdict(int)
    named: dict[str, int] = defaultdict(int)
    for one in inside:
        says[one.speaker] += one.many
        named[one.about] += one.many
    most = drawn[0].many
    first = set(leading[: max(5, len(order) // 10)])
    arcs = [
        (place[one.speaker] < place[one.about], _draw(one, place, names, most, len(order))) for one in drawn
    ]
    sides: dict[str, set[str]] = defaultdict(set)
    for is_down, arc in arcs:
        for id_ in (arc.speaker, arc.about):
            sides[id_].add("right" if is_down else "left")
    return Network(
        nodes=tuple(
            Node(id_, names[id_], says[id_], named[id_], id_ in first, tuple(sorted(sides[id_])))
            for id_ in order
        ),
        up=tuple(arc for is_down, arc in arcs if not is_down),
        down=tuple(arc for is_down, arc in arcs if is_down),
        pairs=tuple(Drawn(one.speaker, one.about, one.many) for one in drawn),
        names=len(weights),
        all_pairs=len(pairs),
        height=ROW * len(order),
    )


def _order(ids: Sequence[str], pairs: Sequence[Pair]) -> list[str]:
    """Return ids so that those who speak of each other stand close."""
    near: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in pairs:
        near[one.speaker][one.about] += one.many
        near[one.about][one.speaker] += one.many
    best = _chain(ids, near)
    least = _measure(best, near)
    order = best
    for _ in range(_ROUNDS):
        place = {id_: n for n, id_ in enumerate(order)}
        middle = {
            id_: (place[id_] + sum(place[other] * many for other, many in near[id_].items()))
            / (1 + sum(near[id_].values()))
            for id_ in order
        }
        order = sorted(order, key=lambda id_: (middle[id_], place[id_]))
        length = _measure(order, near)
        if length < least:
            best, least = order, length
    return best


def _chain(ids: Sequence[str], near: Mapping[str, Mapping[str, int]]) -> list[str]:
    """Return ids one after the other, each the one most spoken of by and speaking of the last few."""
    left = dict.fromkeys(ids)
    chain = [next(iter(left))]
    del left[chain[0]]
    while left:
        recent = chain[-4:]
        following = max(
            left, key=lambda id_: sum(near[id_].get(one, 0) * (n + 1) for n, one in enumerate(recent))
        )
        chain.append(following)
        del left[following]
    return chain


def _measure(order: Sequence[str], near: Mapping[str, Mapping[str, int]]) -> int:
    place = {id_: n for n, id_ in enumerate(order)}
    return sum(abs(place[a] - place[b]) * many for a in order for b, many in near[a].items())


def _draw(pair: Pair, place: Mapping[str, int], names: Mapping[str, str], most: int, rows: int) -> Arc:
    start, end = (ROW * place[id_] + ROW // 2 for id_ in (pair.speaker, pair.about))
    reach = round(_WIDTH * 1.3 * (abs(end - start) / (ROW * max(rows - 1, 1))) ** 0.6, 1)
    edge, bend = (0.0, reach) if end > start else (_WIDTH, round(_WIDTH - reach, 1))
    return Arc(
        path=f"M{edge:g} {start}C{bend:g} {start} {bend:g} {end} {edge:g} {end}",
        width=round(1 + 5 * (pair.many / most) ** 0.5, 1),
        speaker=pair.speaker,
        about=pair.about,
        href=f"/statements?speaker={pair.speaker}&about={pair.about}",
        title=f"{names[pair.speaker]} of {names[pair.about]}: {count(pair.many, 'statement')}",
    )
