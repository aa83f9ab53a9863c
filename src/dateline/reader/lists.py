"""Lists that are too long for one page: where one stands in them, and what they can be narrowed by."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from dateline.case.file import Case
from dateline.case.selection import Selection
from dateline.model.record import Evidence, StatementEntry
from dateline.model.report import ReportHead
from dateline.reader.asked import Asked

T = TypeVar("T")
ON_A_PAGE = 50
_MOST_FACETS = 200
_LONGEST_VALUE = 200


@dataclass(frozen=True, slots=True)
class Pager:
    """Which page of a list this is, `number` of `last` from 1 on, and how many `entries` all of them hold."""

    number: int
    last: int
    entries: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A value that a list can be narrowed to, and how many of its entries have it."""

    value: str
    many: int


def read_page(chosen: Selection[T], asked: Asked, *, size: int = ON_A_PAGE) -> tuple[tuple[T, ...], Pager]:
    """Return the entries of the page that is asked for, and where it stands; past the end it is empty."""
    number = asked.number("page")
    return chosen.page(number, size=size), count_pages(number, len(chosen), size)


def count_pages(number: int, entries: int, size: int) -> Pager:
    """Return where page `number` stands in a list of `entries` with `size` on a page."""
    return Pager(number, max(1, -(-entries // size)), entries)


def make_facets(counted: Mapping[str | None, int]) -> tuple[Facet, ...]:
    """Return the values that are known, most first: so many of them as one can choose from."""
    known = ((value, many) for value, many in counted.items() if value and len(value) <= _LONGEST_VALUE)
    return tuple(Facet(value, many) for value, many in islice(known, _MOST_FACETS))


def name_unnamed(case: Case, statements: Iterable[StatementEntry]) -> dict[str, str]:
    """Return what reports call the speakers of statements who have no name in them, by id."""
    return case.names(one.speaker.actor for one in statements if one.speaker.actor and not one.speaker.name)


def read_heads(case: Case, evidence: Iterable[Evidence]) -> dict[str, ReportHead]:
    """Return the reports that `evidence` stands in, by id."""
    wanted: Sequence[str] = sorted({one.report for one in evidence})
    return {head.id: head for head in case.reports(ids=wanted)}
