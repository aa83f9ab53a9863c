"""A page's markup laid out as text: one block a line, with what the markup says of each block.

What a browser would not show (scripts, styles, templates) is left out; entities are decoded and white space
is collapsed, so that offsets into the text are offsets into what a reader sees.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_HIDDEN = _names(
    "script style noscript template head title meta link object embed svg math canvas audio video iframe map "
    "select option datalist textarea input"
)
_BLOCKS = _names(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p "
    "picture pre section summary table tbody td tfoot th thead tr ul"
)
_SPACE = re.compile(r"[\s\u00a0\u200b\ufeff\u00ad]+")
_OUT_OF_SIGHT = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_HUMP = re.compile(r"([a-z0-9])([A-Z])")
MAX_DEPTH = 400


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a page.

    Args:
        start: Where its text starts in the page's text.
        end: Its end, before the line break.
        tag: The block element it stands in.
        path: The elements around its first words, outermost first, each as "tag class-and-id words".
        depth: How many of `path` lead to the block element; those after it are inline.
        element: The block element.
        linked: How many of its characters are links.
        hidden: The markup hides it from sight.
    """

    start: int
    end: int
    tag: str
    path: tuple[str, ...]
    depth: int
    element: Any
    linked: int
    hidden: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """A page as a reader sees it: its text, and its blocks in order."""

    text: str
    blocks: tuple[Block, ...]

    def words_of(self, block: Block) -> str:
        """Return the text of `block`."""
        return self.text[block.start : block.end]


def parse_markup(text: str) -> Any:
    """Return the root element of a page, None where there is nothing in it.

    Whatever is broken in it is mended as browsers do; entities of an attacker's own are not expanded and
    nothing is fetched.
    """
    from lxml import etree, html

    # A declared encoding is already applied: lxml refuses text that still declares one.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.replace("\x00", ""), count=1)
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, encoding="utf-8")
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def lay_out(root: Any) -> Layout:
    """Return the text and the blocks of the page under `root`."""
    writer = _Writer()
    for step in _walk(root):
        writer.take(step)
    writer.end_line()
    return Layout("".join(writer.parts), tuple(writer.blocks))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the tree a text stands: the block element around it, and what leads to it."""

    element: Any
    path: tuple[str, ...]
    depth: int
    link: bool
    hidden: bool


@dataclass(frozen=True, slots=True)
class _Step:
    """Text to write, or, where it is None, the end of a line."""

    text: str | None
    place: _Place


def _walk(root: Any) -> Iterator[_Step]:
    # An explicit stack: hostile pages nest deeper than Python may recurse.
    outside = _Place(root, (), 0, False, False)
    stack: list[tuple[str | None, Any, _Place]] = [(None, root, outside)]
    while stack:
        text, element, place = stack.pop()
        if element is None:
            yield _Step(text, place)
            continue
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _HIDDEN or not tag or len(place.path) > MAX_DEPTH:
            continue
        if tag == "br":
            yield _Step(None, place)
            continue
        inner = _enter(element, tag, place)
        todo: list[tuple[str | None, Any, _Place]] = [(element.text, None, inner)] if element.text else []
        for child in element:
            todo.append((None, child, inner))
            if child.tail:
                todo.append((child.tail, None, inner))
        if tag in _BLOCKS:
            todo = [(None, None, place), *todo, (None, None, inner)]
        stack.extend(reversed(todo))


def _enter(element: Any, tag: str, place: _Place) -> _Place:
    path = (*place.path, _describe(element))
    is_block = tag in _BLOCKS
    return _Place(
        element=element if is_block else place.element,
        path=path,
        depth=len(path) if is_block else place.depth,
        link=place.link or tag == "a",
        hidden=place.hidden or _is_hidden(element),
    )


def _describe(element: Any) -> str:
    words = [element.tag, element.get("class") or "", element.get("id") or "", element.get("role") or ""]
    words += [element.get(name) or "" for name in ("itemprop", "data-testid", "data-component", "aria-label")]
    named = _HUMP.sub(r"\1-\2", " ".join(words)[:400])
    return " ".join(named.lower().split())


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or bool(_OUT_OF_SIGHT.search(element.get("style") or ""))


class _Writer:
    """Collects lines; a line's block is the innermost block element its first words stand in."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.blocks: list[Block] = []
        self._length = 0
        self._line: list[tuple[str, bool]] = []
        self._first: _Step | None = None
        self._path: tuple[str, ...] = ()

    def take(self, step: _Step) -> None:
        if step.text is None:
            self.end_line()
            return
        words = _SPACE.sub(" ", step.text) if step.place.element.tag != "pre" else step.text
        if step.place.element.tag == "pre" and "\n" in words:
            for number, line in enumerate(words.split("\n")):
                if number:
                    self.end_line()
                self._add(_SPACE.sub(" ", line), step)
            return
        self._add(words, step)

    def _add(self, words: str, step: _Step) -> None:
        if not words.strip():
            if self._line:
                self._line.append((" ", step.place.link))
            return
        # "Ana Silva" and "Dec. 21" in elements side by side are set apart by style alone.
        if (
            self._line
            and self._path != step.place.path
            and words[0].isupper()
            and self._line[-1][0][-1].islower()
        ):
            self._line.append((" ", False))
        self._first, self._path = self._first or step, step.place.path
        self._line.append((words, step.place.link))

    def end_line(self) -> None:
        first, line = self._first, self._line
        self._first, self._line = None, []
        if first is None:
            return
        text = _SPACE.sub(" ", "".join(words for words, _ in line)).strip()
        if not text:
            return
        linked = min(len(text), sum(len(words.strip()) for words, link in line if link))
        start, place = self._length, first.place
        self.parts.append(text + "\n")
        self._length += len(text) + 1
        self.blocks.append(
            Block(
                start=start,
                end=start + len(text),
                tag=place.element.tag,
                path=place.path,
                depth=place.depth,
                element=place.element,
                linked=linked,
                hidden=place.hidden,
            )
        )
