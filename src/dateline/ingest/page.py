"""What a format hands over: the text of one report, and what the format itself knows about it.

A `Page` comes before zoning and dating: a format fills in what its bytes state (a title field, a meta tag, a
feed's date) and leaves the rest empty for the text itself to tell.
"""

from dataclasses import dataclass

from dateline.model.report import Basis, Furniture
from dateline.model.span import Span


@dataclass(frozen=True, slots=True)
class DateClue:
    """A date that somebody put on a report beside its prose: a meta tag, a feed, a table, an address.

    Args:
        value: EDTF at the precision given: `2019-04-17`, `2019-04`, `2019`.
        basis: `metadata` or `url`; `stated` where the page shows the date and `start`, `end` say where.
        why: Where it stands, as a reader would say it: "the page's meta tag article:published_time".
        start: Where it stands in the text, None where it stands outside it.
        end: Its end, None with `start`.
        weak: It says when the file was made or changed, not when the report came out: it may support
            another clue, and stands in for one only where nothing speaks against it.
    """

    value: str
    basis: Basis
    why: str
    start: int | None = None
    end: int | None = None
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One report as its format gives it.

    Args:
        path: The input as named, `container#member` for a member.
        content: The member's bytes: the report's id is their hash.
        text: The whole text; offsets everywhere are code points into it.
        body: The article's spans where the format knows them (HTML does), None where zoning has to tell.
            With a body, `furniture` is complete; without one, zoning adds to it.
        furniture: What the format knows to be no article, sorted.
        clues: Strongest first.
        collected: When it was fetched, an ISO date: an upper bound, never the publication date.
        pages: One span a page for paginated formats.
    """

    path: str
    content: bytes
    text: str
    body: tuple[Span, ...] | None = None
    furniture: tuple[Furniture, ...] = ()
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    language: str | None = None
    bylines: tuple[str, ...] = ()
    clues: tuple[DateClue, ...] = ()
    collected: str | None = None
    pages: tuple[Span, ...] = ()
