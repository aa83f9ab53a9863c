"""A report's text cut into pieces, each with all the layers that lie over it.

In come a text, the regions of its page and any number of spans that may nest and cross; out come blocks of
lines of pieces that together are the text, code point by code point, save for the line breaks between
lines. Crossing spans are no trouble: a piece ends wherever any of them begins or ends.
"""

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dateline.model.report import FurnitureKind, Report

_LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Short things that a reader wants to see where they stand; the rest of the furniture is folded away.
_SHOWN_KINDS = {FurnitureKind.BYLINE.value, FurnitureKind.IMPRINT.value, FurnitureKind.CREDIT.value}
_SHOWN_LENGTH = 240


@dataclass(frozen=True, slots=True)
class Layer:
    """A span that the page marks: `kind` is its class, `key` the label of the entry it belongs to."""

    start: int
    end: int
    kind: str
    key: str = ""
    href: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A raised link at the end of a span, back to the entry that rests on it."""

    label: str
    href: str
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch under one set of layers; `anchor` where evidence begins, "" elsewhere."""

    text: str
    anchor: str
    classes: str
    keys: str
    href: str
    title: str
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one region of the page: `kinds` holds "body", "other" or kinds of furniture.

    An empty line is an empty tuple; there are never two in a row. `length` counts code points.
    """

    kinds: tuple[str, ...]
    folded: bool
    length: int
    lines: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class _Region:
    start: int
    end: int
    kind: str


def cut_report(
    report: Report,
    *,
    layers: Iterable[Layer],
    anchors: Mapping[int, str],
    notes: Mapping[int, Sequence[Note]],
) -> tuple[Block, ...]:
    """Return the report's text as blocks in its order.

    Args:
        report: Its `body` and `furniture` are the regions; what is in neither is "other".
        layers: In any order; a layer outside the text is cut to it.
        anchors: Names of places, by offset; each stands on exactly one piece.
        notes: Links by the offset at which they stand, after the code point before it.
    """
    regions = _find_regions(report)
    pieces = deque(_cut_pieces(report.text, layers, anchors, notes, regions))
    blocks: list[Block] = []
    for region in regions:
        here = []
        while pieces and pieces[0][0] < region.end:
            here.append(pieces.popleft()[1])
        if lines := _break_lines(here):
            blocks.append(_make_block(report.text, region, lines))
    return tuple(_merge_folded(blocks))


def _cut_pieces(
    text: str,
    layers: Iterable[Layer],
    anchors: Mapping[int, str],
    notes: Mapping[int, Sequence[Note]],
    regions: Sequence[_Region],
) -> Iterator[tuple[int, Piece | None]]:
    """Yield each piece with its offset, None in the place of a line break."""
    breaks = {match.start(): match.end() for match in _LINE_BREAK.finditer(text)}
    starts: dict[int, list[Layer]] = defaultdict(list)
    cuts = {0, len(text), *breaks, *breaks.values(), *(region.start for region in regions)}
    for layer in layers:
        starts[layer.start].append(layer)
        cuts |= {layer.start, layer.end}
    cuts = {cut for cut in (*cuts, *anchors, *notes) if 0 <= cut <= len(text)}
    under: list[Layer] = []
    for start, end in pairwise(sorted(cuts)):
        under = [layer for layer in under if layer.end > start] + starts[start]
        anchor, after = anchors.get(start, ""), tuple(notes.get(end, ()))
        if start not in breaks:
            yield start, _make_piece(text[start:end], under, anchor, after)
            continue
        if anchor or after:
            yield start, _make_piece("", under, anchor, after)
        yield start, None


def _make_piece(text: str, under: Sequence[Layer], anchor: str, notes: tuple[Note, ...]) -> Piece:
    return Piece(
        text=text,
        anchor=anchor,
        classes=_join_once(layer.kind for layer in under),
        keys=_join_once(layer.key for layer in under),
        # The innermost link wins: it began last.
        href=next((layer.href for layer in reversed(under) if layer.href), ""),
        title="; ".join(dict.fromkeys(layer.title for layer in under if layer.title)),
        notes=notes,
    )


def _join_once(words: Iterable[str]) -> str:
    return " ".join(sorted({word for word in words if word}))


def _break_lines(pieces: Sequence[Piece | None]) -> tuple[tuple[Piece, ...], ...]:
    """Return the lines of one region without the empty ones at its edges, and one for each run of them."""
    lines: list[tuple[Piece, ...]] = []
    line: list[Piece] = []
    for piece in (*pieces, None):
        if piece is not None:
            line.append(piece)
            continue
        blank = not any(p.text.strip() or p.anchor or p.notes for p in line)
        if not blank:
            lines.append(tuple(line))
        elif lines and lines[-1]:
            lines.append(())
        line = []
    return tuple(lines[:-1] if lines and not lines[-1] else lines)


def _find_regions(report: Report) -> list[_Region]:
    """Return the regions of the page; they are in order, touch each other and cover the text."""
    named = [_Region(span.start, span.end, "body") for span in report.body]
    named += [_Region(one.start, one.end, one.kind.value) for one in report.furniture]
    regions: list[_Region] = []
    position = 0
    for region in (*sorted(named, key=lambda r: r.start), _Region(len(report.text), len(report.text), "")):
        gap = report.text[position : region.start]
        if gap.strip() or (gap and not regions):
            regions.append(_Region(position, region.start, "other"))
        elif gap:
            regions[-1] = replace(regions[-1], end=region.start)
        if regions and regions[-1].kind == region.kind:
            regions[-1] = replace(regions[-1], end=region.end)
        elif region.end > region.start:
            regions.append(region)
        position = max(position, region.end)
    return regions


def _make_block(text: str, region: _Region, lines: tuple[tuple[Piece, ...], ...]) -> Block:
    length = len(text[region.start : region.end].strip())
    short = region.kind in _SHOWN_KINDS and length <= _SHOWN_LENGTH
    return Block((region.kind,), region.kind not in ("body", "other") and not short, length, lines)


def _merge_folded(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks with neighbours that are both folded away made one."""
    merged: list[Block] = []
    for block in blocks:
        if merged and merged[-1].folded and block.folded:
            last = merged[-1]
            kinds = tuple(dict.fromkeys((*last.kinds, *block.kinds)))
            merged[-1] = Block(kinds, True, last.length + block.length, (*last.lines, (), *block.lines))
        else:
            merged.append(block)
    return merged
