"""What a page of the reader is, and which ones there are.

A page reads a view from the case: plain dataclasses that hold all it shows. The view is drawn by the template
of the page's name, and printed as it is under the same address with `.json` behind it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dateline.case.file import Case
from dateline.case.selection import Selection
from dateline.model.plugins import discover
from dateline.reader.asked import Asked


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the reader.

    Attributes:
        name: Its template is `templates/NAME.html.j2`.
        path: Its address, as "/statements" or "/report/{id}".
        read: Returns its view, a dataclass that `dateline.model.plain.to_plain` knows how to write.
        title: What the menu calls it.
        place: Where it stands in the menu, from the left; None where it does not.
        choose: Returns all entries of which the page shows some: the whole list is to be had under the same
            address with `.csv` and `.jsonl` behind it. None where the page shows no list.

    `read` raises `UnknownEntry` for what the case does not hold, `UsageError` for a question that makes none.
    """

    name: str
    path: str
    read: Callable[[Case, Asked], Any]
    title: str
    place: int | None = None
    choose: Callable[[Case, Asked], Selection[Any]] | None = None


def pages() -> tuple[Page, ...]:
    """Return every page, sorted by the name of its module."""
    return discover("dateline.reader.pages", "PAGE")


def menu() -> tuple[Page, ...]:
    """Return the pages of the menu, in its order."""
    placed = [(page.place, page) for page in pages() if page.place is not None]
    return tuple(page for _, page in sorted(placed, key=lambda one: one[0]))
