"""What stands at the head of a web page: its headline and who wrote it, as printed and as its markup claims.

What a page prints is believed before what its markup claims: content systems put the site's name, editors
and picture agencies into fields of which no reader ever sees the content.
"""

import re
from collections.abc import Iterable, Sequence

from dateline.ingest.bylines import is_byline, is_organisation, read_names
from dateline.ingest.markup import Block, Layout
from dateline.ingest.metadata import Metadata
from dateline.lexicons import load

_WORD = re.compile(r"\w+")
_SITE = re.compile(r"\s+(?:[|•·»]|[-–—])\s+")
_ALIKE = 0.5
_BEFORE, _AFTER = 16, 6  # blocks before the headline and after the article's first, where a byline may stand
_LONGEST_BYLINE = 150


def find_headline(layout: Layout, claims: Metadata) -> str | None:
    """Return a page's headline, None where it has none.

    The first-level heading most like what the markup claims is taken; without one, the claim, less the name
    of the site at its end.
    """
    sites = {_key(claim.value) for claim in claims.outlets}
    headings = [heading for heading in _find_headings(layout) if _key(heading) not in sites]
    claimed = [claim.value for claim in claims.titles]
    titles = [*claimed, *([_strip_site(claims.page_title, claims)] if claims.page_title else [])]
    best = max(headings, key=lambda one: max((_likeness(one, t) for t in titles), default=0.0), default=None)
    if best is None or (claimed and all(_likeness(best, title) < _ALIKE for title in titles)):
        return next((_strip_site(title, claims) for title in titles), best)
    # A label before the headline ("Opinion", "News") stands in the heading but not in what is claimed.
    return next((title for title in claimed if title != best and best.endswith(f" {title}")), best)


def _find_headings(layout: Layout) -> list[str]:
    """Return the texts of the page's first-level headings, in order, each element's lines joined."""
    found: dict[tuple[int, tuple[str, ...]], list[str]] = {}
    for block in layout.blocks:
        levels = [n for n, step in enumerate(block.path) if step.split(" ", 1)[0] == "h1"]
        if levels:
            key = (id(_find_ancestor(block, levels[0])), block.path[: levels[0] + 1])
            found.setdefault(key, []).append(layout.words_of(block))
    return [" ".join(lines) for lines in found.values()]


def _find_ancestor(block: Block, level: int) -> object:
    element = block.element
    for _ in range(block.depth - 1 - level):
        element = element.getparent()
    return element


def _likeness(one: str, other: str) -> float:
    """Return the share of the words of both that they have in common, 0 to 1."""
    first, second = set(_WORD.findall(one.lower())), set(_WORD.findall(other.lower()))
    return len(first & second) / len(first | second) if first and second else 0.0


def _strip_site(title: str, claims: Metadata) -> str:
    """Return `title` without the site's name at its end or its start."""
    parts = _SITE.split(title)
    if len(parts) < 2:
        return title
    sites = [claim.value for claim in claims.outlets]
    if any(_likeness(parts[-1], site) >= _ALIKE for site in sites) or len(_WORD.findall(parts[-1])) <= 3:
        return title[: title.rindex(parts[-1])].rstrip(" |•·»-–—")
    if any(_likeness(parts[0], site) >= _ALIKE for site in sites):
        return title[len(parts[0]) :].lstrip(" |•·»-–—")
    return title


def find_authors(
    layout: Layout, chosen: Sequence[bool], headline: str | None, claims: Metadata
) -> tuple[str, ...]:
    """Return who wrote a page's article, in the order named; empty where nobody is.

    Args:
        layout: The page.
        chosen: For each block whether it is the article's.
        headline: As `find_headline` gives it.
        claims: What the page's markup claims.
    """
    lines = _find_head(layout, chosen, headline)
    shown = " ".join(layout.words_of(block) for block in lines).lower()
    sites = {_key(claim.value) for claim in claims.outlets}
    claimed = _first(read_names(names) for names in claims.authors)
    claimed = tuple(name for name in claimed if _key(name) not in sites)
    visible = tuple(n for n in claimed if n.lower() in shown)
    spoken = tuple(n for n in _read_spoken(layout, lines) if _key(n) not in sites)
    if claimed and not all(is_organisation(name) for name in claimed):
        return spoken if set(claimed) < set(spoken) else visible or claimed
    return spoken or _read_marked(layout, lines) or visible or claimed


def find_outlet(claims: Metadata) -> str | None:
    """Return the publisher's name as people write it, None where only an address or a handle is given."""
    names = [claim.value for claim in claims.outlets]
    return next((name for name in names if not re.search(r"[@/]|^www\.", name)), None)


def _first(found: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return next((names for names in found if names), ())


def _find_head(layout: Layout, chosen: Sequence[bool], headline: str | None) -> list[Block]:
    """Return the blocks around the headline and before the article, where a byline stands."""
    first = next((n for n, yes in enumerate(chosen) if yes), len(layout.blocks) - 1)
    at = next(
        (n for n, b in enumerate(layout.blocks) if layout.words_of(b) == headline), max(0, first - _BEFORE)
    )
    start, end = (at, first) if at <= first else (first, at)
    return list(layout.blocks[max(0, start - _BEFORE) : end + _AFTER])


def _read_spoken(layout: Layout, blocks: Sequence[Block]) -> tuple[str, ...]:
    """Return the names in the lines that are bylines by their words."""
    return read_names(
        line for line in map(layout.words_of, blocks) if len(line) <= _LONGEST_BYLINE and is_byline(line)
    )


def _read_marked(layout: Layout, blocks: Sequence[Block]) -> tuple[str, ...]:
    """Return the names in the lines that are bylines by their markup alone; none where they name a crowd."""
    lines = [layout.words_of(block) for block in blocks if _is_marked(block)]
    names = read_names(line for line in lines if len(line) <= _LONGEST_BYLINE)
    names = tuple(name for name in names if " " in name)
    return names if len(names) <= _MOST_AUTHORS else ()


def _is_marked(block: Block) -> bool:
    """Tell whether a block is a byline by the names of the elements around it."""
    words = set(re.findall(r"[a-z]+", " ".join(block.path[-4:])))
    return bool(words & _MARKS) and not words.intersection(load("en", "markup").lists["comment"])


_MARKS = frozenset({"byline", "author", "authors", "contributor"})
_MOST_AUTHORS = 4


def _key(name: str) -> str:
    return " ".join(_WORD.findall(name.lower().removeprefix("the ")))
