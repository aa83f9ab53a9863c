"""How well reports are dated: pages as HTML and as text, and articles whose date only their prose can bound.

Where a day is given, is it right? Where none is, does the interval hold the day? The pages are those of
`pages/news-dev`; the articles are PolNeAR's train part and TBAQ, whose texts state no date.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path
from statistics import median

from dateline.ingest.publication import date_report
from dateline.ingest.reading import read_reports
from dateline.ingest.zoning import zone
from dateline.model.report import Published, Report
from evaluation.dumps import dump_page, read_pages


@dataclass(frozen=True, slots=True)
class Dated:
    """What was said of a report's date, and the day it was published, an ISO date."""

    said: Published
    day: str


def measure(data: Path) -> dict[str, float]:
    """Return how often a day is given and right, and how often and how narrowly the interval holds it."""
    return {
        **score("pages, HTML", date_html(data / "pages" / "news-dev")),
        **score("pages, text", date_dumps(data / "pages" / "news-dev")),
        **score("articles", date_articles(data)),
    }


def score(name: str, rows: Iterable[Dated]) -> dict[str, float]:
    """Return the figures of one kind of report."""
    rows = list(rows)
    given = [row for row in rows if row.said.value and re.fullmatch(r"\d{4}-\d\d-\d\d", row.said.value)]
    bounded = [row for row in rows if row.said.earliest or row.said.latest]
    widths = [
        (date.fromisoformat(row.said.latest) - date.fromisoformat(row.said.earliest)).days + 1
        for row in rows
        if row.said.earliest and row.said.latest
    ]
    figures = {
        "day given": len(given) / max(1, len(rows)),
        "day right where given": sum(row.said.value == row.day for row in given) / max(1, len(given)),
        "bounded": len(bounded) / max(1, len(rows)),
        "bounds hold where bounded": sum(map(_holds, bounded)) / max(1, len(bounded)),
    }
    if widths:
        figures["median days between bounds"] = float(median(widths))
    return {f"{name}, {key}": value for key, value in figures.items()}


def _holds(row: Dated) -> bool:
    return (row.said.earliest or "") <= row.day <= (row.said.latest or "9999")


def date_html(folder: Path) -> Iterator[Dated]:
    """Yield what is said of each page's HTML, read as a user's file would be."""
    for page in read_pages(folder):
        for read in read_reports([str(folder / "html" / f"{page.name}.html")]):
            if isinstance(read, Report) and page.date:
                yield Dated(read.published, page.date)


def date_dumps(folder: Path) -> Iterator[Dated]:
    """Yield what is said of each page as text: the whole, and the article with what is around it."""
    for page in read_pages(folder):
        for dump in dump_page(page):
            if dump.look in ("whole", "head and tail") and page.date:
                yield Dated(date_text(dump.text), page.date)


def date_articles(data: Path) -> Iterator[Dated]:
    """Yield what is said of articles without date lines."""
    with (data / "polnear" / "metadata.tsv").open(encoding="utf-8", newline="") as file:
        days = {row["filename"]: row["publication_date"] for row in csv.DictReader(file, delimiter="\t")}
    for path in sorted((data / "polnear" / "train" / "text").glob("*.txt")):
        if day := days.get(path.stem):
            yield Dated(date_text(path.read_text("utf-8")), day)
    yield from date_timebank(data)


def date_timebank(data: Path) -> Iterator[Dated]:
    """Yield what is said of TimeBank's and AQUAINT's articles."""
    for path in sorted((data / "time" / "tbaq").rglob("*.tml")):
        tml = path.read_text("utf-8")
        text = re.search(r"<TEXT>(.*?)</TEXT>", tml, re.DOTALL)
        created = re.search(r'<TIMEX3[^>]*value="(\d{4}-\d\d-\d\d)[^>]*CREATION_TIME', tml)
        if text and created:
            yield Dated(date_text(unescape(re.sub(r"<[^>]+>", "", text[1]))), created[1])


def date_text(text: str) -> Published:
    """Return what is said of a text that came without anything beside it."""
    return date_report(text, zone(text), (), given=None, url=None, collected=None)[0]
