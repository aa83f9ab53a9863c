"""Who rests on whom as a picture: who is heard, who printed it first, who carries it from there.

In come counts, out come three columns of boxes and the bands between them, with places down the page in
pixels; across the page the template places them in percents, so that one drawing fits every width.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from dateline.case.counts import Carried, Heard
from dateline.export.page.words import count
from dateline.model.findings import SpeakerKind

_MOST_SOURCES, _MOST_OUTLETS, _MOST_ORIGINS = 16, 14, 12
_TALLEST = 460  # pixels of the boxes of a column together
_LEAST, _ROW, _GAP = 2, 17, 5

UNNAMED, UNKNOWN, OTHERS = "sources without a name", "speakers not told", "all others"
NO_OUTLET, OTHER_OUTLETS = "outlet not named", "all other outlets"


@dataclass(frozen=True, slots=True)
class Box:
    """A box of a column: its name, where it stands in pixels, where it leads ("" for nowhere), in words."""

    name: str
    y: float
    height: float
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Band:
    """A band from a box to one of the next column, as a path over a width of 100."""

    path: str
    classes: str
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Row:
    """A band in the table: from where to where, in which way, how many, and where it leads.

    `way` is "said" for statements, "copy" and "relay" for reports.
    """

    left: str
    right: str
    way: str
    many: int
    href: str


@dataclass(frozen=True, slots=True)
class Flow:
    """The picture: three columns, and the bands from the first to the second and on to the third.

    `rows` say the same in a table, the most first.
    """

    heard: tuple[Box, ...]
    first: tuple[Box, ...]
    carriers: tuple[Box, ...]
    statements: tuple[Band, ...]
    copies: tuple[Band, ...]
    rows: tuple[Row, ...]
    height: int


@dataclass(frozen=True, slots=True)
class _Link:
    left: str
    right: str
    many: int
    way: str
    classes: str
    href: str
    title: str


def draw_flow(heard: Sequence[Heard], carried: Sequence[Carried]) -> Flow | None:
    """Return the picture, None where nobody is heard and nothing carried.

    Args:
        heard: Whose statements each outlet prints.
        carried: What is a copy, or passed on; what an outlet takes from itself is not drawn.
    """
    said = _count_heard(heard)
    passed = _count_carried(carried, {one.right for one in said})
    if not said and not passed:
        return None
    sources, outlets, carriers = (defaultdict[str, int](int) for _ in range(3))
    given: dict[str, int] = defaultdict(int)
    for one in said:
        sources[one.left] += one.many
        outlets[one.right] += one.many
    for one in passed:
        given[one.left] += one.many
        carriers[one.right] += one.many
    # Reports are few where statements are many: each side of the picture has a scale of its own.
    by_statement = _TALLEST / max(sum(sources.values()), 1)
    by_report = min(_TALLEST / 2 / max(sum(carriers.values()), 1), 14.0)
    sizes = {name: max(outlets[name] * by_statement, given[name] * by_report) for name in {*outlets, *given}}
    hrefs = _lead(heard)
    left = _stack(sources, {name: many * by_statement for name, many in sources.items()}, hrefs, "statement")
    middle = _stack(outlets | {n: outlets[n] for n in given}, sizes, {}, "statement")
    right = _stack(carriers, {name: many * by_report for name, many in carriers.items()}, {}, "report")
    columns = (left, middle, right)
    return Flow(
        heard=tuple(left.values()),
        first=tuple(middle.values()),
        carriers=tuple(right.values()),
        statements=tuple(_join(said, left, middle, by_statement)),
        copies=tuple(_join(passed, middle, right, by_report)),
        rows=(*_list_rows(said), *_list_rows(passed)),
        height=round(
            max((box.y + max(box.height, _ROW) for one in columns for box in one.values()), default=0)
        )
        + 4,
    )


def _list_rows(links: Iterable[_Link]) -> list[Row]:
    rows = [Row(one.left, one.right, one.way, one.many, one.href) for one in links]
    return sorted(rows, key=lambda row: (-row.many, row.left, row.right, row.way, row.href))


def _count_heard(heard: Sequence[Heard]) -> list[_Link]:
    by_source: dict[str, int] = defaultdict(int)
    by_outlet: dict[str, int] = defaultdict(int)
    for one in heard:
        by_outlet[one.outlet or NO_OUTLET] += one.many
        if one.source and one.name:
            by_source[one.source] += one.many
    sources = set(sorted(by_source, key=lambda id_: (-by_source[id_], id_))[:_MOST_SOURCES])
    outlets = set(sorted(by_outlet, key=lambda name: (-by_outlet[name], name))[:_MOST_OUTLETS])
    many: dict[tuple[str, str, str], int] = defaultdict(int)
    for one in heard:
        outlet = one.outlet or NO_OUTLET
        left = _name_source(one, sources)
        query = (
            ""
            if outlet == NO_OUTLET or outlet not in outlets
            else urlencode({"outlet": outlet}, errors="replace")
        )
        if one.source in sources:
            query = f"speaker={one.source}&{query}"
        elif left == UNNAMED:
            query = f"kind={SpeakerKind.ANONYMOUS.value}&{query}"
        elif left == UNKNOWN:
            query = f"kind={SpeakerKind.UNKNOWN.value}&{query}"
        right = outlet if outlet in outlets else OTHER_OUTLETS
        many[left, right, query.strip("&")] += one.many
    return [
        _Link(
            left,
            right,
            number,
            "said",
            "unnamed" if left in (UNNAMED, UNKNOWN) else "",
            f"/statements?{query}" if query else "/statements",
            f"{left} in {right}: {count(number, 'statement')}",
        )
        for (left, right, query), number in many.items()
    ]


def _name_source(one: Heard, kept: set[str]) -> str:
    if one.source in kept and one.name:
        return one.name
    if one.kind == SpeakerKind.ANONYMOUS:
        return UNNAMED
    return UNKNOWN if one.kind == SpeakerKind.UNKNOWN else OTHERS


def _count_carried(carried: Iterable[Carried], known: set[str]) -> list[_Link]:
    many: dict[tuple[str, str, bool], list[Carried]] = defaultdict(list)
    drawn = [one for one in carried if one.original != one.outlet or one.original is None]
    ranked = Counter(one.original for one in drawn if one.original and one.original not in known)
    origins = known | {name for name, _ in sorted(ranked.items(), key=_put_most_first)[:_MOST_ORIGINS]}
    for one in drawn:
        original = one.original or NO_OUTLET
        original = original if original in origins or original == NO_OUTLET else OTHER_OUTLETS
        many[original, one.outlet or NO_OUTLET, one.is_copy].append(one)
    kept = set(sorted(many, key=lambda key: (-len(many[key]), key))[:40])
    return [
        _Link(
            original,
            outlet,
            len(many[key]),
            "copy" if is_copy else "relay",
            "copy" if is_copy else "relay",
            f"/entry/{many[key][0].group}" if len(many[key]) == 1 else "#copies",
            f"{outlet} {'carries' if is_copy else 'passes on'} {original}: {count(len(many[key]), 'report')}",
        )
        for key in sorted(kept)
        for original, outlet, is_copy in [key]
    ]


def _put_most_first(ranked: tuple[str, int]) -> tuple[int, str]:
    return (-ranked[1], ranked[0])


def _lead(heard: Sequence[Heard]) -> dict[str, str]:
    found = {one.name: f"/actor/{one.source}" for one in heard if one.source and one.name}
    fixed = {
        UNNAMED: f"/statements?kind={SpeakerKind.ANONYMOUS.value}",
        UNKNOWN: f"/statements?kind={SpeakerKind.UNKNOWN.value}",
        OTHERS: "/actors?sort=statements",
    }
    return found | fixed


def _stack(
    numbers: Mapping[str, int], sizes: Mapping[str, float], hrefs: Mapping[str, str], unit: str
) -> dict[str, Box]:
    """Return boxes from top to bottom, the largest first, what is taken together and has no name last."""
    last = (OTHERS, OTHER_OUTLETS, UNNAMED, UNKNOWN, NO_OUTLET)
    order = sorted(sizes, key=lambda name: (name in last, -sizes[name], name))
    boxes: dict[str, Box] = {}
    y = 0.0
    for name in order:
        height = max(sizes[name], _LEAST)
        href = hrefs.get(name, "")
        if not hrefs and name not in last:
            href = "/statements?" + urlencode({"outlet": name}, errors="replace")
        boxes[name] = Box(
            name, round(y, 1), round(height, 1), href, f"{name}: {count(numbers.get(name, 0), unit)}"
        )
        y += max(height, _ROW) + _GAP
    return boxes


def _join(
    links: Sequence[_Link], left: Mapping[str, Box], right: Mapping[str, Box], scale: float
) -> list[Band]:
    out: dict[str, float] = defaultdict(float)
    into: dict[str, float] = defaultdict(float)
    ordered = sorted(links, key=lambda one: (left[one.left].y, right[one.right].y, one.classes))
    starts = []
    for one in ordered:
        starts.append(left[one.left].y + out[one.left])
        out[one.left] += one.many * scale
    bands = []
    for one, start in zip(ordered, starts, strict=True):
        end = right[one.right].y + into[one.right]
        into[one.right] += one.many * scale
        wide = max(one.many * scale, 0.8)
        a, b, c, d = (round(y, 1) for y in (start, end, end + wide, start + wide))
        path = f"M0 {a}C50 {a} 50 {b} 100 {b}V{c}C50 {c} 50 {d} 0 {d}Z"
        bands.append(Band(path, one.classes, one.href, one.title))
    return bands
