"""The dates that a web page's markup puts on it, strongest first; what its text says is not asked here."""

import re
from collections.abc import Iterator
from typing import Any

from dateline.ingest.dates import read_date
from dateline.ingest.edtf import are_neighbours
from dateline.ingest.markup import Layout
from dateline.ingest.metadata import Metadata
from dateline.ingest.page import DateClue
from dateline.model.report import Basis
from dateline.nlp.calendar import find_calendar_dates

# htmldate bounds its search by today; a fixed end makes the same page give the same date on every day.
_LAST_DAY = "2100-01-01"
_NEAR = 12  # blocks around the headline in which a page prints its date
_LONGEST_LINE = 120


def find_claimed_dates(claims: Metadata) -> Iterator[DateClue]:
    """Yield the dates of a page's metadata."""
    for claim in claims.dates:
        if (value := read_date(claim.value)) is not None:
            yield DateClue(value, Basis.METADATA, f"the page's {claim.origin}")


def find_clues(layout: Layout, markup: str, claims: Metadata, headline: str | None) -> Iterator[DateClue]:
    """Yield the dates of a page, strongest first: as printed where metadata agrees, metadata, marked times.

    A server's clock runs on universal time: late in the evening it gives the next day. Where the page prints
    a date beside its headline one day off, that one is the outlet's own.

    Args:
        layout: The page.
        markup: Its HTML.
        claims: What its metadata says.
        headline: The headline, None where there is none.
    """
    claimed = list(find_claimed_dates(claims))
    printed = _find_printed(layout, headline)
    if claimed:
        if all(clue.value != claimed[0].value for clue in printed):
            yield from (clue for clue in printed if are_neighbours(clue.value, claimed[0].value))
        yield from claimed
        return
    # htmldate reads any date of a page; what the address and the page's own words say goes before it.
    yield from _run_htmldate(markup)
    yield from _find_times(layout)


def _find_printed(layout: Layout, headline: str | None) -> list[DateClue]:
    at = next((n for n, b in enumerate(layout.blocks) if layout.words_of(b) == headline), None)
    if at is None:
        return []
    found = []
    for block in layout.blocks[max(0, at - _NEAR // 2) : at + _NEAR]:
        line = layout.words_of(block)
        if len(line) > _LONGEST_LINE or re.search(r"(?i)update|@\w", line):
            continue
        for printed in find_calendar_dates(line):
            if printed.year and printed.day:
                start, end = block.start + printed.start, block.start + printed.end
                why = "the page prints it beside its headline, and its metadata agree"
                found.append(DateClue(printed.value, Basis.METADATA, why, start, end))
    return found


def _find_times(layout: Layout) -> Iterator[DateClue]:
    """Yield the machine-readable dates of `<time>` elements within the article's own heading."""
    for block in layout.blocks:
        for element in [block.element, *block.element.iterchildren()]:
            stamp: Any = element.get("datetime") if element.tag == "time" else None
            if stamp and (value := read_date(stamp)) is not None:
                yield DateClue(
                    value, Basis.METADATA, "a marked time on the page", block.start, block.end, weak=True
                )
                return


def _run_htmldate(markup: str) -> Iterator[DateClue]:
    import logging

    from htmldate import find_date

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    value = find_date(markup, original_date=True, extensive_search=False, max_date=_LAST_DAY)
    if value is not None:
        yield DateClue(value, Basis.METADATA, "the page's markup, as htmldate reads it", weak=True)
