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
MAX_DEPTH = 400


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a page.

    Args:
        start: Where its text starts in the page's text.
        end: Its end, before the line break.
        tag: The block element it stands in.
        path: The elements around it, outermost first, each as "tag class-and-id words", lower case.
        element: The block element.
        linked: How many of its characters are links.
        hidden: The markup hides it from sight.
    """

    start: int
    end: int
    tag: str
    path: tuple[str, ...]
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
class _Step:
    """Text to write, or the end of a line, on the way through the tree."""

    text: str | None
    element: Any
    path: tuple[str, ...]
    link: bool
    hidden: bool


def _walk(root: Any) -> Iterator[_Step]:
    # An explicit stack: hostile pages nest deeper than Python may recurse.
    stack: list[Any] = [("open", root, root, (), False, False)]
    while stack:
        what, element, block, path, link, hidden = stack.pop()
        if what == "text":
            yield _Step(element, block, path, link, hidden)
            continue
        if what == "break":
            yield _Step(None, block, path, link, hidden)
            continue
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _HIDDEN or not tag or len(path) > MAX_DEPTH:
            continue
        if tag == "br":
            yield _Step(None, block, path, link, hidden)
            continue
        is_block = tag in _BLOCKS
        inner = (
            (*path, _describe(element)),
            link or tag == "a",
            hidden or _is_hidden(element),
        )
        box = element if is_block else block
        todo: list[Any] = []
        if is_block:
            todo.append(("break", None, block, path, link, hidden))
        if element.text:
            todo.append(("text", element.text, box, *inner))
        for child in element:
            todo.append(("open", child, box, *inner))
            if child.tail:
                todo.append(("text", child.tail, box, *inner))
        if is_block:
            todo.append(("break", None, box, *inner))
        stack.extend(reversed(todo))


def _describe(element: Any) -> str:
    words = [element.tag, element.get("class") or "", element.get("id") or "", element.get("role") or ""]
    words += [element.get(name) or "" for name in ("itemprop", "data-testid", "data-component", "aria-label")]
    return " ".join(" ".join(words).lower().split())[:300]


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

    def take(self, step: _Step) -> None:
        if step.text is None:
            self.end_line()
            return
        words = _SPACE.sub(" ", step.text) if step.element.tag != "pre" else step.text
        if step.element.tag == "pre" and "\n" in words:
            for number, line in enumerate(words.split("\n")):
                if number:
                    self.end_line()
                self._add(_SPACE.sub(" ", line), step)
            return
        self._add(words, step)

    def _add(self, words: str, step: _Step) -> None:
        if not words.strip():
            if self._line:
                self._line.append((" ", step.link))
            return
        self._first = self._first or step
        self._line.append((words, step.link))

    def end_line(self) -> None:
        first, line = self._first, self._line
        self._first, self._line = None, []
        if first is None:
            return
        text = _SPACE.sub(" ", "".join(words for words, _ in line)).strip()
        if not text:
            return
        linked = min(len(text), sum(len(words.strip()) for words, link in line if link))
        start = self._length
        self.parts.append(text + "\n")
        self._length += len(text) + 1
        self.blocks.append(
            Block(
                start, start + len(text), first.element.tag, first.path, first.element, linked, first.hidden
            )
        )
