"""The furniture of a web page: every block that is not the article, with its kind."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import groupby

from dateline.ingest.lines import match_rules
from dateline.ingest.markup import Block, Layout
from dateline.lexicons import load
from dateline.model.report import Furniture, FurnitureKind

_TAGS = {
    "nav": FurnitureKind.NAVIGATION,
    "menu": FurnitureKind.NAVIGATION,
    "header": FurnitureKind.NAVIGATION,
    "footer": FurnitureKind.BOILERPLATE,
    "figcaption": FurnitureKind.CREDIT,
    "caption": FurnitureKind.CREDIT,
    "form": FurnitureKind.BOILERPLATE,
    "button": FurnitureKind.NAVIGATION,
    "aside": FurnitureKind.TEASER,
}
_NAMES = ("comment", "credit", "byline", "teaser", "navigation")
_WORD = re.compile(r"[a-z]+")
_LONGEST_BYLINE = 200


def name_furniture(layout: Layout, chosen: Sequence[bool], headline: str | None) -> tuple[Furniture, ...]:
    """Return what of a page is not the article, in order, neighbours of one kind made one.

    Args:
        layout: The page.
        chosen: For each block whether it is the article's.
        headline: The headline, which is neither; None where there is none.
    """
    first = next((n for n, yes in enumerate(chosen) if yes), 0)
    last = max((n for n, yes in enumerate(chosen) if yes), default=0)
    kinds = [
        None
        if yes or layout.words_of(block) == headline
        else _tell_kind(block, layout.words_of(block), is_before=n < first, is_after=n > last)
        for n, (block, yes) in enumerate(zip(layout.blocks, chosen, strict=True))
    ]
    found = []
    for kind, group in groupby(zip(layout.blocks, kinds, strict=True), key=lambda pair: pair[1]):
        if kind is not None:
            blocks = [block for block, _ in group]
            found.append(Furniture(blocks[0].start, blocks[-1].end, kind))
    return tuple(found)


def _tell_kind(block: Block, line: str, *, is_before: bool, is_after: bool) -> FurnitureKind:
    """Return the kind by the words of the line, the elements around it from the inside out, and its place."""
    rules = match_rules(line)
    if rules:
        return FurnitureKind(rules[0].kind)
    for step in reversed(block.path[2:]):
        kind = _tell_step(step)
        if kind is FurnitureKind.BYLINE and len(line) > _LONGEST_BYLINE:
            return FurnitureKind.IMPRINT
        if kind is not None:
            return kind
    if block.linked >= len(line) / 2:
        return FurnitureKind.NAVIGATION if is_before and not is_after else FurnitureKind.TEASER
    return FurnitureKind.BOILERPLATE


@cache
def _tell_step(step: str) -> FurnitureKind | None:
    words = set(_WORD.findall(step))
    for name in _NAMES:
        if words.intersection(load("en", "markup").lists[name]):
            return FurnitureKind(name)
    return _TAGS.get(step.split(" ", 1)[0])
