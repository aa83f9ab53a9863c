"""One report as it was read: its text with the layers of what was found in it, furniture folded away.

A text that is longer than a page can show comes in parts; whoever asks for words gets the part they stand in.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.case.file import Case
from dateline.export.page.pieces import Block, Piece
from dateline.export.page.places import clip, lay_out
from dateline.export.page.reports import ASKED, make_reports
from dateline.export.page.views import ReportView
from dateline.model.errors import UnknownEntry, UsageError
from dateline.model.span import Span
from dateline.reader.asked import Asked
from dateline.reader.lists import Pager
from dateline.reader.page import Page
from dateline.reader.parts import cut_parts

# Where the page has an anchor for an entry, the reader has an address.
_ANCHOR = re.compile(r"#(?P<kind>[a-z])-(?P<id>[0-9a-f]{20})")
_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class ReportPageView:
    """A report, and the words in it that were asked for, None where none were.

    Of a long one the blocks of `report` are a part; `pager` says which, and counts the characters of all.
    """

    id: str
    report: ReportView
    words: str | None
    pager: Pager


def read(case: Case, asked: Asked) -> ReportPageView:
    """Return the report whose id is in the address; `words` is a stretch of its text, as "120-480"."""
    id_ = asked.parts["id"]
    part = case.part([id_])
    if not part.reports:
        raise UnknownEntry(f"No report of this case has the id {id_}.")
    text = part.reports[0].report.text
    span = _read_span(asked.text("words"), len(text))
    (report,) = make_reports(part, lay_out(part), asked={id_: span} if span else None)
    blocks = tuple(_lead_on(block, span) for block in report.blocks)
    parts = cut_parts(blocks)
    number = asked.number("page", default=_find_asked(parts) if span else 1)
    shown = parts[number - 1] if number <= len(parts) else ()
    return ReportPageView(
        id_,
        replace(report, blocks=shown),
        clip(span.of(text), _LONGEST) if span else None,
        Pager(number, len(parts), len(text)),
    )


def _find_asked(parts: Sequence[Sequence[Block]]) -> int:
    """Return the number of the part in which the words that were asked for begin."""
    for number, part in enumerate(parts, 1):
        if any(piece.anchor == ASKED for block in part for line in block.lines for piece in line):
            return number
    return 1


def _read_span(words: str | None, length: int) -> Span | None:
    if words is None:
        return None
    match = _SPAN.fullmatch(words)
    if match is None or not int(match[1]) < int(match[2]) <= length:
        raise UsageError(f"words: {words!r:.40} is no stretch of this text such as 120-480")
    return Span(int(match[1]), int(match[2]))


def _lead_on(block: Block, asked: Span | None) -> Block:
    """Return a block whose links lead to pages of the reader; furniture with the words asked for is open."""
    lines = tuple(tuple(map(_link, line)) for line in block.lines)
    opened = asked is not None and any("asked" in piece.classes.split() for line in lines for piece in line)
    return replace(block, lines=lines, folded=block.folded and not opened)


def _link(piece: Piece) -> Piece:
    notes = tuple(replace(note, href=_ANCHOR.sub(_write_address, note.href)) for note in piece.notes)
    return replace(piece, href=_ANCHOR.sub(_write_address, piece.href), notes=notes)


def _write_address(match: re.Match[str]) -> str:
    return f"/actor/{match['id']}" if match["kind"] == "a" else f"/entry/{match['id']}"


PAGE = Page(name="report", path="/report/{id}", read=read, title="Report")
