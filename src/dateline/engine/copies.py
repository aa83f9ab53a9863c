"""Copies over a whole archive, in steps that may run anywhere: bands of each report, pairs, a look at each.

In: the names of parts. Out: the pairs of reports that are one text. Rows are flat, so that a cluster can
group them: by band, then by the part of a pair's first report, which is read once for all its pairs.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dateline.engine.shelf import Shelf
from dateline.link.copies.bands import make_bands, pair_up
from dateline.link.copies.one_text import is_one_text
from dateline.link.copies.shingles import Shingles, make_shingles
from dateline.model.plain import from_plain
from dateline.model.report import Report

Row = Mapping[str, str]
Pair = tuple[str, str]


def find_copies(shelf: Shelf, parts: Sequence[str]) -> set[Pair]:
    """Return the pairs of reports in some parts that are one text, the smaller id first; in this process."""
    bands = (row for part in parts for row in read_bands(shelf, part))
    pairs = (pair for rows in group_rows(bands, "band").values() for pair in pair_rows(rows))
    return {pair for rows in group_rows(pairs, "left_part").values() for pair in hold_pairs(shelf, rows)}


def group_rows(rows: Iterable[Row], column: str) -> dict[str, list[Row]]:
    """Return rows by what stands in a column."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[column]].append(row)
    return groups


def read_bands(shelf: Shelf, part: str) -> Iterator[Row]:
    """Yield a row for each band of each report of a part."""
    for report, shingles in _read_shingles(shelf, part).items():
        for band in make_bands(shingles):
            yield {"band": band, "report": report, "part": part}


def pair_rows(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the pairs to be looked at among the rows of one band."""
    parts: dict[str, str] = {}
    for row in rows:
        # A report that was met twice is read where it sorts first.
        parts[row["report"]] = min(row["part"], parts.get(row["report"], row["part"]))
    for left, right in pair_up(parts):
        yield {"left": left, "left_part": parts[left], "right": right, "right_part": parts[right]}


def hold_pairs(shelf: Shelf, rows: Iterable[Row]) -> Iterator[Pair]:
    """Yield those pairs that are one text, by the rule that finds copies within a story, sorted."""
    wanted = sorted({(row["right_part"], row["left_part"], row["left"], row["right"]) for row in rows})
    lefts: dict[str, Shingles] = {}
    rights: dict[str, Shingles] = {}
    now = ""
    found = []
    for right_part, left_part, left, right in wanted:
        if left not in lefts:
            lefts |= _read_shingles(shelf, left_part)
        if right_part != now:
            now, rights = right_part, _read_shingles(shelf, right_part)
        if is_one_text(lefts[left], rights[right]):
            found.append((left, right))
    yield from sorted(found)


def _read_shingles(shelf: Shelf, part: str) -> dict[str, Shingles]:
    """Return the shingles of the reports of a part, by id."""
    plain = (json.loads(kept) for kept in shelf.read_kept(part))
    return {one["id"]: make_shingles(from_plain(Report, one)) for one in plain}
