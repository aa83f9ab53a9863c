"""Which blocks of a web page are the article: what two of three extractors take, set right by its place.

trafilatura (twice, reading the tree alone and with more precision) and readability each take an article; what
they agree on tells in which element the article lies. Blocks that its markup or words call something else go,
and paragraphs of the same make that were passed over come back.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.ingest.align import align_lines
from dateline.ingest.extractors import extract_by_tree, extract_readable, extract_with_precision
from dateline.ingest.lines import match_rules
from dateline.ingest.markup import Block, Layout
from dateline.lexicons import load

_FEWEST = 200  # characters below which an extractor has found no article
_PROSE = 40  # from which a block may be a paragraph
_LONG = 60  # from which it is surely more than a label
_ROOT_SHARE = 0.8  # of the article's prose that lies within its element
_LINKED = 0.8  # of a block's characters, from which it is a link to something else
_PARTLY_LINKED = 0.5
_PART = 0.4  # of the article: a word in the markup that names more names the article itself
_MOST = 0.9  # the same for comments, which may be longer than the article
_NAMED = ("comment", "teaser", "credit", "byline", "navigation")
_WORD = re.compile(r"[a-z]+")


def find_article(layout: Layout, markup: str, title: str | None) -> list[bool]:
    """Tell for each block of `layout` whether it belongs to the article; the headline does not.

    Args:
        layout: The page.
        markup: The page's HTML, for the extractors.
        title: The headline, None where none is known.
    """
    lines = [layout.words_of(block) for block in layout.blocks]
    votes = Votes(
        tree=align_lines(lines, extract_by_tree(markup)),
        precise=align_lines(lines, extract_with_precision(markup)),
        readable=align_lines(lines, extract_readable(markup)),
    )
    return choose_blocks(layout, lines, votes, title)


@dataclass(frozen=True, slots=True)
class Votes:
    """What each extractor takes, block by block."""

    tree: Sequence[bool]
    precise: Sequence[bool]
    readable: Sequence[bool]


def choose_blocks(layout: Layout, lines: Sequence[str], votes: Votes, title: str | None) -> list[bool]:
    """Tell for each block whether it belongs to the article, by the extractors' votes and the markup.

    Args:
        layout: The page.
        lines: The words of each of its blocks.
        votes: What the extractors take.
        title: The headline, None where none is known.
    """
    page = _Page(layout.blocks, lines, {_simplify(title)} if title else set())
    taken = _agree(page, votes)
    for n in page.numbers(taken):
        taken[n] = not page.is_headline(n)
    root = _find_root(page, taken)
    if root is None:
        return taken
    _drop_named(page, taken, root)
    for n in page.numbers(taken):
        taken[n] = not (
            page.is_link(n)
            or page.has_sure_rule(n)
            or (len(lines[n]) < _LONG and page.blocks[n].element not in root.inside)
        )
    _add_siblings(page, taken, root)
    return taken


@dataclass(frozen=True, slots=True)
class _Page:
    blocks: Sequence[Block]
    lines: Sequence[str]
    headlines: set[str]

    def numbers(self, taken: Sequence[bool]) -> list[int]:
        """Return the numbers of the blocks that are taken."""
        return [n for n, yes in enumerate(taken) if yes]

    def measure(self, taken: Sequence[bool]) -> int:
        """Return how many characters are taken."""
        return sum(len(self.lines[n]) for n in self.numbers(taken))

    def is_headline(self, n: int) -> bool:
        """Tell whether a block is the headline, or the page's name in its place."""
        heading = any(step.startswith("h1") for step in self.blocks[n].path)
        return heading or _simplify(self.lines[n]) in self.headlines

    def is_link(self, n: int) -> bool:
        """Tell whether a block is a link to another page and nothing else."""
        block = self.blocks[n]
        return block.linked >= _LINKED * len(self.lines[n]) and block.tag in _MAY_LINK

    def has_sure_rule(self, n: int) -> bool:
        """Tell whether a line cannot be anything but furniture."""
        return any(rule.sure for rule in match_rules(self.lines[n]))


@dataclass(frozen=True, slots=True)
class _Root:
    """The element that holds the article: how deep it lies, and all elements within it."""

    depth: int
    inside: frozenset[Any]


_MAY_LINK = frozenset({"p", "div", "h2", "h3", "h4", "li"})


def _agree(page: _Page, votes: Votes) -> list[bool]:
    """Return what two of three take; what trafilatura takes where the others find next to nothing."""
    taken = [sum(three) >= 2 for three in zip(votes.tree, votes.precise, votes.readable, strict=True)]
    size = page.measure(taken)
    if size < _FEWEST or size < page.measure(votes.tree) / 2:
        return [tree or precise for tree, precise in zip(votes.tree, votes.precise, strict=True)]
    return taken


def _find_root(page: _Page, taken: Sequence[bool]) -> _Root | None:
    """Return the innermost element that holds most of the prose taken, None where there is none."""
    held: Counter[Any] = Counter()
    for n in page.numbers(taken):
        if len(page.lines[n]) >= _PROSE:
            for element in _ascend(page.blocks[n].element):
                held[element] += len(page.lines[n])
    most = max(held.values(), default=0)
    roots = [element for element, size in held.items() if size >= _ROOT_SHARE * most]
    root = max(roots, key=_depth, default=None)
    return None if root is None else _Root(_depth(root), frozenset(root.iter()))


def _drop_named(page: _Page, taken: list[bool], root: _Root) -> None:
    """Drop the blocks in elements that their markup names as something else than the article."""
    named: dict[str, list[int]] = defaultdict(list)
    for n in page.numbers(taken):
        for word in {w for step in _steps_below(page.blocks[n], root) for w in _find_names(step)}:
            named[word].append(n)
    size = page.measure(taken)
    for word, numbers in named.items():
        share = _MOST if word in load("en", "markup").lists["comment"] else _PART
        if sum(len(page.lines[n]) for n in numbers) < share * size:
            for n in numbers:
                taken[n] = False


def _add_siblings(page: _Page, taken: list[bool], root: _Root) -> None:
    """Add the blocks that stand beside two paragraphs of the article and are of the same make."""
    beside: Counter[Any] = Counter()
    alike: Counter[Any] = Counter()
    for n in page.numbers(taken):
        if len(page.lines[n]) >= _PROSE:
            beside[_place(page.blocks[n])] += 1
            alike[_make(page.blocks[n])] += 1
    for n, block in enumerate(page.blocks):
        if taken[n] or block.linked >= _PARTLY_LINKED * len(page.lines[n]) or page.is_headline(n):
            continue
        near = beside[_place(block)] > 1 and block.tag in _PARAGRAPHS
        far = alike[_make(block)] > 1 and len(page.lines[n]) >= _LONG and block.element in root.inside
        if (near or far) and not match_rules(page.lines[n]):
            taken[n] = not any(True for step in _steps_below(block, root) for _ in _find_names(step))


_PARAGRAPHS = frozenset({"p", "blockquote", "li", "div", "h2", "h3"})


def _place(block: Block) -> tuple[Any, str]:
    return block.element.getparent(), block.tag


def _make(block: Block) -> tuple[str, ...]:
    return block.path[: block.depth]


def _steps_below(block: Block, root: _Root) -> tuple[str, ...]:
    """Return the steps to a block below the article's element; below the page's own where it lies outside."""
    return block.path[root.depth if block.element in root.inside else 3 :]


@cache
def _find_names(step: str) -> tuple[str, ...]:
    lists = load("en", "markup").lists
    known = {word for name in _NAMED for word in lists[name]}
    return tuple(sorted(known.intersection(_WORD.findall(step))))


def _ascend(element: Any) -> Iterator[Any]:
    while element is not None:
        yield element
        element = element.getparent()


def _depth(element: Any) -> int:
    return sum(1 for _ in _ascend(element))


def _simplify(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
