"""Saved pages as people keep them: labelled HTML in, texts of several looks with a label for each line out.

The labelled pages hold HTML and the article's text. A page is dumped as text in ways that saved pages look in
the wild; a line is article where the ground truth holds it. `evaluation.zoning` measures on the dumps of one
set of pages, `training/zoning.py` learns from those of another.
"""

import gzip
import hashlib
import json
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

_SKIPPED = {
    "script", "style", "noscript", "template", "svg", "head", "iframe", "select", "textarea", "object",
    "audio", "video", "canvas", "map", "math",
}  # fmt: skip
_INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr", "amp-img", "bsp-timestamp",
}  # fmt: skip
_LOOSE = {
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "blockquote",
    "figure",
    "table",
    "section",
    "pre",
}
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """A page with the article that people marked on it; `site` is its host, `date` an ISO date or None."""

    name: str

    site: str
    url: str
    html: str
    article: str
    title: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class Dump:
    """A page as text; `marked` are its lines as start, end, and whether it is article, in order."""

    look: str
    site: str
    text: str
    marked: tuple[tuple[int, int, bool], ...]


def read_pages(folder: Path) -> Iterator[LabelledPage]:
    """Yield the labelled pages of `pages/scrapinghub` or `pages/news-dev`, sorted by name."""
    truth = folder / "ground-truth.json"
    truth = truth if truth.exists() else folder / "articles.json"
    for name, row in sorted(json.loads(truth.read_text("utf-8")).items()):
        packed = folder / "html" / f"{name}.html.gz"
        raw = (
            gzip.decompress(packed.read_bytes())
            if packed.exists()
            else (folder / "html" / f"{name}.html").read_bytes()
        )
        host = (urlsplit(row["url"]).hostname or "").removeprefix("www.")
        yield LabelledPage(
            name,
            host,
            row["url"],
            raw.decode("utf-8", "replace"),
            row["articleBody"],
            row.get("title"),
            row.get("date"),
        )


def dump_page(page: LabelledPage) -> Iterator[Dump]:
    """Yield the looks of one page: whole, cut to the article and what is around it, the article alone."""
    import lxml.html

    tree = lxml.html.fromstring(page.html.encode("utf-8"), parser=lxml.html.HTMLParser(encoding="utf-8"))
    article = _Article(page.article)
    whole = _lines_of(tree)
    labels = article.label(whole)
    yield _dump("whole", page, whole, labels, "\n\n")
    yield _dump("browser", page, whole, labels, "\n")
    marked = [at for at, label in enumerate(labels) if label]
    if marked:
        yield from _cuts(page, whole, labels, marked)
        rest = [line for line, label in zip(whole, labels, strict=True) if not label]
        if rest:
            yield _dump("furniture only", page, rest, [False] * len(rest), "\n\n")
    yield from _clean(page)


def _cuts(
    page: LabelledPage, lines: Sequence[str], labels: Sequence[bool], marked: Sequence[int]
) -> Iterator[Dump]:
    """Yield what extractors leave: a few lines before the article, and side columns or comments after it."""
    seed = int(hashlib.sha256(page.url.encode()).hexdigest(), 16)
    for look, before, after in (
        ("tail", 0, 3 + seed % 9),
        ("long tail", 0, 12 + seed % 40),
        ("head and tail", 2 + seed % 5, 4 + seed % 20),
    ):
        first, last = max(0, marked[0] - before), min(len(lines), marked[-1] + 1 + after)
        blank = "\n\n" if seed % 3 else "\n"
        yield _dump(look, page, lines[first:last], labels[first:last], blank)


def _clean(page: LabelledPage) -> Iterator[Dump]:
    """Yield the article alone, as it is mailed and stored: as marked, wrapped, on one line, a brief."""
    paragraphs = [line.strip() for line in page.article.splitlines() if line.strip()]
    if not paragraphs:
        return
    yield _dump("clean", page, paragraphs, [True] * len(paragraphs), "\n\n")
    yield _dump("clean, no blank lines", page, paragraphs, [True] * len(paragraphs), "\n")
    for look, some in (("brief", paragraphs[:1]), ("short", paragraphs[:3])):
        yield _dump(look, page, some, [True] * len(some), "\n\n")
    joined = " ".join(paragraphs)
    yield _dump("one line", page, [joined], [True], "\n\n")
    wrapped = "\n\n".join(textwrap.fill(one, 72) for one in paragraphs)
    yield Dump("wrapped", page.site, wrapped, ((0, len(wrapped), True),))


def _dump(look: str, page: LabelledPage, lines: Sequence[str], labels: Sequence[bool], between: str) -> Dump:
    starts = accumulate((len(line) + len(between) for line in lines), initial=0)
    marked = tuple(
        (at, at + len(line), label) for at, line, label in zip(starts, lines, labels, strict=False)
    )
    return Dump(look, page.site, between.join(lines), marked)


def _lines_of(tree: Any) -> list[str]:
    """Return the text of a page as lines, one a block, white space made single spaces."""
    parts: list[str] = []
    _walk(tree, parts)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return [line for line in lines if line]


def _walk(node: Any, parts: list[str]) -> None:
    stack: list[tuple[Any, bool]] = [(node, False)]
    while stack:
        here, done = stack.pop()
        tag = here.tag if isinstance(here.tag, str) else None
        inline = tag in _INLINE
        if done:
            if not inline:
                parts.append("\n")
            parts.append(_flat(here.tail))
            continue
        if tag is None or tag in _SKIPPED or "display:none" in (here.get("style") or "").replace(" ", ""):
            parts.append(_flat(here.tail))
            continue
        if not inline:
            parts.append("\n")
        parts.append(_flat(here.text))
        stack.append((here, True))
        stack.extend((child, False) for child in reversed(here))


def _flat(text: str | None) -> str:
    return (text or "").replace("\n", " ").replace("\r", " ")


class _Article:
    """The marked article, ready to be asked whether it holds a line."""

    def __init__(self, article: str) -> None:
        self.lines = {" ".join(_words(line)) for line in article.splitlines()}
        words = _words(article)
        self.flat = " " + " ".join(words) + " "
        self.shingles = {tuple(words[at : at + 4]) for at in range(len(words) - 3)}

    def label(self, lines: Sequence[str]) -> list[bool]:
        """Tell of each line whether it is article: most four-word shingles of it are, or all of it."""
        sure = [self._holds(_words(line)) for line in lines]
        return [bool(one) if one is not None else _beside(sure, at) for at, one in enumerate(sure)]

    def _holds(self, words: list[str]) -> bool | None:
        """Return None where only the neighbours can tell: a piece of a paragraph."""
        joined = " ".join(words)
        if joined in self.lines and joined:
            return True
        if len(words) < 6:
            return None if words and f" {joined} " in self.flat else False
        held = sum(tuple(words[at : at + 4]) in self.shingles for at in range(len(words) - 3))
        return held >= 0.6 * (len(words) - 3)


def _beside(sure: Sequence[bool | None], at: int) -> bool:
    before = next((one for one in reversed(sure[max(0, at - 3) : at]) if one is not None), False)
    after = next((one for one in sure[at + 1 : at + 4] if one is not None), False)
    return bool(before and after)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
