"""How well article is told from page furniture, on pages dumped to text as people save them.

The classifier learned from `pages/scrapinghub`; it is measured on `pages/news-dev`, whose sites it has not
seen, and on texts that are all article: PolNeAR's. A line counts as article where the ground truth holds it;
headlines, captions and author lines are not in the ground truth.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from dateline.ingest.lines import split_lines
from dateline.ingest.zoning import Zones, zone
from evaluation.dumps import Dump, dump_page, read_pages

_PAGES = ("whole", "browser", "tail", "long tail", "head and tail")
_CLEAN = ("clean", "clean, no blank lines", "wrapped", "brief", "short", "one line")

Tally = Counter[tuple[bool, bool]]


def measure(data: Path) -> dict[str, float]:
    """Return precision and recall per line and per character, and what is kept of texts without furniture."""
    seen = {page.site for page in read_pages(data / "pages" / "scrapinghub")}
    pages = [page for page in read_pages(data / "pages" / "news-dev") if page.site not in seen]
    lines: dict[str, Tally] = {}
    chars: dict[str, Tally] = {}
    for page in pages:
        for dump in dump_page(page):
            name = "pages" if dump.look in _PAGES else "articles" if dump.look in _CLEAN else dump.look
            count(dump, zone(dump.text), lines.setdefault(name, Counter()), chars.setdefault(name, Counter()))
    kept, total = keep(sorted((data / "polnear" / "train" / "text").glob("*.txt")))
    return {
        "pages, lines, precision": precision(lines["pages"]),
        "pages, lines, recall": recall(lines["pages"]),
        "pages, characters, precision": precision(chars["pages"]),
        "pages, characters, recall": recall(chars["pages"]),
        "articles alone, characters kept": recall(chars["articles"]),
        "furniture alone, characters left out": 1 - share(chars["furniture only"], found=True),
        "PolNeAR train, characters kept": kept / total,
    }


def count(dump: Dump, zones: Zones, lines: Tally, chars: Tally) -> None:
    """Add to the tallies each line of `dump` by (is article, was found to be)."""
    marked = iter(dump.marked)
    _, end, label = next(marked)
    for line in split_lines(dump.text):
        while line.start >= end:
            _, end, label = next(marked)
        mine = _in_body(line.start, line.end, zones)
        lines[label, mine] += 1
        chars[label, mine] += line.end - line.start


def _in_body(start: int, end: int, zones: Zones) -> bool:
    return any(span.start < end and start < span.end for span in zones.body)


def keep(files: Iterable[Path]) -> tuple[int, int]:
    """Return how many characters of the files' lines were kept as article or headline, of how many."""
    kept = total = 0
    for file in files:
        text = file.read_bytes().decode("utf-8")
        zones = zone(text)
        for line in split_lines(text):
            total += line.end - line.start
            if _in_body(line.start, line.end, zones) or zones.title == line.span:
                kept += line.end - line.start
    return kept, total


def precision(tally: Tally) -> float:
    """Return the share of what was found that is article."""
    return tally[True, True] / max(1, tally[True, True] + tally[False, True])


def recall(tally: Tally) -> float:
    """Return the share of the article that was found."""
    return tally[True, True] / max(1, tally[True, True] + tally[True, False])


def share(tally: Tally, *, found: bool) -> float:
    """Return the share of all that was found to be article, or was not."""
    return sum(n for (_, mine), n in tally.items() if mine is found) / max(1, tally.total())
