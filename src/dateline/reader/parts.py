"""A long report a part at a time: no text, however long its lines, is too much for a page."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.export.page.pieces import Block, Piece

# Some ten thousand words: what a newspaper prints of one story, and more, stays on one page.
_PART = 60_000
_PIECE = 2_000


def cut_parts(blocks: Sequence[Block], *, most: int = _PART) -> tuple[tuple[Block, ...], ...]:
    """Return the blocks of a report in parts of about `most` code points, in their order; at least one.

    A part ends between two lines, or within one that is longer than half a part.
    """
    parts: list[tuple[Block, ...]] = []
    part: list[Block] = []
    length = 0
    for block in blocks:
        lines: list[tuple[Piece, ...]] = []
        for line in block.lines:
            for stretch in _cut_line(line, most // 2):
                size = sum(len(piece.text) for piece in stretch)
                if length and length + size > most:
                    if lines:
                        part.append(replace(block, lines=tuple(lines)))
                    parts.append(tuple(part))
                    part, lines, length = [], [], 0
                lines.append(stretch)
                length += size
        if lines:
            part.append(replace(block, lines=tuple(lines)))
    return (*parts, tuple(part))


def _cut_line(line: tuple[Piece, ...], most: int) -> Iterator[tuple[Piece, ...]]:
    stretch: list[Piece] = []
    length = 0
    for piece in line:
        for short in _cut_piece(piece):
            if length and length + len(short.text) > most:
                yield tuple(stretch)
                stretch, length = [], 0
            stretch.append(short)
            length += len(short.text)
    yield tuple(stretch)


def _cut_piece(piece: Piece) -> Iterator[Piece]:
    """Yield a piece in stretches: its anchor stands on the first of them, its notes behind the last."""
    starts = range(0, max(1, len(piece.text)), _PIECE)
    for start in starts:
        yield replace(
            piece,
            text=piece.text[start : start + _PIECE],
            anchor=piece.anchor if start == 0 else "",
            notes=piece.notes if start == starts[-1] else (),
        )
