"""The dates that the reports speak of: a list by year, and the marks of a picture that is zoomed and pulled.

The picture is drawn in the browser from this page's twin; what only it needs is read for the twin alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from dateline.case.file import Case
from dateline.model.report import ReportHead
from dateline.reader.asked import Asked
from dateline.reader.dates import DateView, read_dates
from dateline.reader.lists import Pager, count_pages, read_heads
from dateline.reader.marks import LANES, MOST_DRAWN, Picture, draw_picture
from dateline.reader.page import Page

ON_A_PAGE = 25


class Row(NamedTuple):
    """A date as it is ranked and sorted, without its sentences."""

    id: str
    earliest: str
    latest: str
    salience: float


@dataclass(frozen=True, slots=True)
class Year:
    """The dates of a year that stand on this page."""

    name: str
    dates: tuple[DateView, ...]


@dataclass(frozen=True, slots=True)
class YearLink:
    """A year of the whole list: how many dates it has, and where the first of them stands."""

    name: str
    many: int
    href: str


@dataclass(frozen=True, slots=True)
class TimelineView:
    """Dates of one page of the list, by year; `heads` are the reports of their sentences, by id.

    `about` names the actor whose dates they are, None where they are everyone's. `drawn` is how many of the
    list the picture shows; the `picture` itself is in the twin alone.
    """

    years: tuple[Year, ...]
    pager: Pager
    all_years: tuple[YearLink, ...]
    about: str | None
    lanes: str
    drawn: int
    picture: Picture | None
    heads: dict[str, ReportHead]


def read(case: Case, asked: Asked) -> TimelineView:
    """Return the dates that are asked for, in their order."""
    lanes = (*asked.choices("lanes", LANES), LANES[0])[0]
    about = asked.text("about")
    rows = _choose(case, asked)
    number = asked.number("page")
    start = (number - 1) * ON_A_PAGE
    entries = tuple(case.timeline(ids=[row.id for row in rows[start : start + ON_A_PAGE]]))
    dates = read_dates(case, entries, naming=about)
    links = {row.id: _link(asked, index, f"t-{row.id}") for index, row in enumerate(rows)}
    drawn = sorted(rows, key=lambda row: (-row.salience, row.earliest, row.id))[:MOST_DRAWN]
    picture = None
    if asked.as_data:
        picture = draw_picture(case, {row.id: links[row.id] for row in drawn}, lanes=lanes, about=about)
    return TimelineView(
        years=tuple(Year(name, tuple(group)) for name, group in groupby(dates, key=_name_year)),
        pager=count_pages(number, len(rows), ON_A_PAGE),
        all_years=_link_years(asked, rows),
        about=_name(case, about),
        lanes=lanes,
        drawn=len(drawn),
        picture=picture,
        heads=read_heads(case, (words for one in dates for words in one.words())),
    )


def _choose(case: Case, asked: Asked) -> list[Row]:
    """Return the dates that are asked for, in their order.

    `from` and `to` take in what may lie on or after the one and on or before the other, as `dateline
    timeline` does.
    """
    chosen = case.timeline(about=asked.text("about"), words=asked.text("words"))
    rows = [Row(*one) for one in chosen.pick("id", "earliest", "latest", "salience")]
    first, last = asked.day("from"), asked.day("to")
    rows = [
        row
        for row in rows
        if (first is None or row.latest[: len(first)] >= first)
        and (last is None or row.earliest[: len(last)] <= last)
    ]
    if asked.text("top") is None:
        return rows
    ranked = sorted(rows, key=lambda row: (-row.salience, row.earliest, row.id))
    top = {row.id for row in ranked[: asked.number("top")]}
    return [row for row in rows if row.id in top]


def _link(asked: Asked, index: int, anchor: str) -> str:
    page = index // ON_A_PAGE + 1
    return f"{asked.link(page=page if page > 1 else None)}#{anchor}"


def _link_years(asked: Asked, rows: Sequence[Row]) -> tuple[YearLink, ...]:
    found = []
    index = 0
    for year, group in groupby(rows, key=lambda row: row.earliest[:4]):
        many = len(list(group))
        found.append(YearLink(year.lstrip("0"), many, _link(asked, index, f"t-{rows[index].id}")))
        index += many
    return tuple(found)


def _name_year(one: DateView) -> str:
    return one.date.earliest[:4].lstrip("0")


def _name(case: Case, about: str | None) -> str | None:
    """Return what an actor that was given by its id is called; words of a name stay as they are."""
    return None if about is None else case.names([about]).get(about, about)


PAGE = Page(name="timeline", path="/timeline", read=read, title="Timeline", place=2)
