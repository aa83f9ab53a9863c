"""How well reports are dated: pages as HTML and as text, and articles whose date only their prose can bound.

Where a day, a month, a year is given, is it right? Does the interval hold the day, and how wide is it? The
pages are those of `pages/news-dev`, as HTML beside htmldate and newspaper4k in the same run where they are
installed; the articles without date lines are those of the same pages, PolNeAR's train part and TBAQ.

Some labels of the pages are wrong: the day they give stands nowhere on the page. The figures over those whose
label does stand there are given too, for every program alike.
"""

import csv
import hashlib
import logging
import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from dateline.ingest.publication import date_report
from dateline.ingest.reading import read_reports
from dateline.ingest.zoning import zone
from dateline.model.report import Basis, Published, Report
from evaluation.dumps import LabelledPage, dump_page, read_pages

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_GIVEN = {"day": 10, "month": 7, "year": 4}
_WITHOUT_YEAR = re.compile(r"XXXX-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Dated:
    """What was said of a report's date, and the day it was published, an ISO date.

    `printed` tells whether the page holds that day in any form; a text that no page came with has no label to
    doubt. `part` is the set that it is of.
    """

    said: Published
    day: str
    printed: bool = True
    name: str = ""
    part: str = ""

    @property
    def held_back(self) -> bool:
        """Whether it was not looked at when rules for prose were written: half of all, by their names."""
        return int(hashlib.sha1(self.name.encode()).hexdigest(), 16) % 2 == 1


def measure(data: Path) -> dict[str, float]:
    """Return how often a date is given and right, and how often and how narrowly the interval holds it."""
    pages = [page for page in read_pages(data / "pages" / "news-dev") if page.date]
    kinds = {
        "pages, HTML": list(date_html(data / "pages" / "news-dev", pages)),
        "pages, text": list(date_dumps(pages)),
        "pages' articles": [
            Dated(date_text(page.article), page.date or "", is_printed(page), page.name) for page in pages
        ],
        "articles": list(date_articles(data)),
    }
    for part in ("PolNeAR", "TBAQ"):
        kinds[f"articles, {part}"] = [row for row in kinds["articles"] if row.part == part]
    figures: dict[str, float] = {}
    for name, rows in kinds.items():
        figures |= score(name, rows)
        if "articles" in name:
            figures |= score_bounds(f"{name}, held back", [row for row in rows if row.held_back])
        if not all(row.printed for row in rows):
            surer = [row for row in rows if row.printed]
            figures |= score_days(f"{name}, label on page", surer)
            figures |= score_bounds(f"{name}, label on page", surer)
    for name, ask in find_peers().items():
        answers = [Dated(_publish(ask(page)), page.date or "", is_printed(page)) for page in pages]
        figures |= score_days(name, answers)
        figures |= score_days(f"{name}, label on page", [row for row in answers if row.printed])
    return figures


def score(name: str, rows: Iterable[Dated]) -> dict[str, float]:
    """Return the figures of one kind of report."""
    rows = list(rows)
    figures = score_days(name, rows)
    for unit in ("month", "year"):
        given = [row for row in rows if len(_with_year(row)) >= _GIVEN[unit]]
        figures[f"{name}, {unit} given"] = len(given) / max(1, len(rows))
        if given:
            right = sum(_with_year(row)[: _GIVEN[unit]] == row.day[: _GIVEN[unit]] for row in given)
            figures[f"{name}, {unit} right where given"] = right / len(given)
    if yearless := [row for row in rows if _WITHOUT_YEAR.fullmatch(row.said.value or "")]:
        right = sum((row.said.value or "")[4:] == row.day[4:] for row in yearless)
        figures[f"{name}, day without year given"] = len(yearless) / len(rows)
        figures[f"{name}, day without year right where given"] = right / len(yearless)
    figures |= score_bounds(name, rows)
    if widths := [
        (date.fromisoformat(row.said.latest) - date.fromisoformat(row.said.earliest)).days + 1
        for row in rows
        if row.said.earliest and row.said.latest
    ]:
        figures[f"{name}, median days between bounds"] = float(median(widths))
    return figures


def score_days(name: str, rows: Iterable[Dated]) -> dict[str, float]:
    """Return how often a day is given, and how often it is right: of those given, and of all."""
    rows = list(rows)
    given = [row for row in rows if len(_with_year(row)) == _GIVEN["day"]]
    right = sum(row.said.value == row.day for row in given)
    figures = {f"{name}, day given": len(given) / max(1, len(rows))}
    if given:
        figures[f"{name}, day right where given"] = right / len(given)
        figures[f"{name}, day right of all"] = right / len(rows)
    return figures


def score_bounds(name: str, rows: Iterable[Dated]) -> dict[str, float]:
    """Return how often the date is bounded, a day given included, and how often the bounds hold the day."""
    rows = list(rows)
    bounded = [row for row in rows if row.said.earliest or row.said.latest]
    both = [row for row in rows if row.said.earliest and row.said.latest]
    return {
        f"{name}, bounded": len(bounded) / max(1, len(rows)),
        f"{name}, bounded on both sides": len(both) / max(1, len(rows)),
        f"{name}, bounds hold where bounded": sum(map(_holds, bounded)) / max(1, len(bounded)),
    }


def _with_year(row: Dated) -> str:
    """Return the date said, empty where none is or its year is open."""
    value = row.said.value or ""
    return "" if value.startswith("XXXX") else value


def _holds(row: Dated) -> bool:
    return (row.said.earliest or "") <= row.day <= (row.said.latest or "9999")


def is_printed(page: LabelledPage) -> bool:
    """Tell whether a page's markup or address holds the labelled day, in whatever form."""
    year, month, day = map(int, (page.date or "").split("-"))
    name = _MONTHS[month - 1]
    words = rf"(?:{name}|{name[:3]}|{name[:4]})\.?"
    forms = (
        rf"(?<!\d){year}[-/._]?0?{month}[-/._]?0?{day}(?!\d)",
        rf"{words}\s*0?{day}(?:st|nd|rd|th)?,?\s*{year}",
        rf"(?<!\d)0?{day}(?:st|nd|rd|th)?[\s-]*{words},?[\s-]*{year}",
        rf"(?<!\d)(?:0?{month}([/.-])0?{day}|0?{day}([/.-])0?{month})[/.-](?:{year}|{year % 100:02})(?!\d)",
    )
    return any(re.search(form, f"{page.html} {page.url}", re.IGNORECASE) for form in forms)


def date_html(folder: Path, pages: Iterable[LabelledPage]) -> Iterator[Dated]:
    """Yield what is said of each page's HTML, read as a user's file would be."""
    for page in pages:
        for read in read_reports([str(folder / "html" / f"{page.name}.html")]):
            if isinstance(read, Report):
                yield Dated(read.published, page.date or "", is_printed(page))


def date_dumps(pages: Iterable[LabelledPage]) -> Iterator[Dated]:
    """Yield what is said of each page as text: the whole, and the article with what is around it."""
    for page in pages:
        for dump in dump_page(page):
            if dump.look in ("whole", "head and tail"):
                yield Dated(date_text(dump.text), page.date or "", is_printed(page))


def date_articles(data: Path) -> Iterator[Dated]:
    """Yield what is said of articles without date lines."""
    with (data / "polnear" / "metadata.tsv").open(encoding="utf-8", newline="") as file:
        days = {row["filename"]: row["publication_date"] for row in csv.DictReader(file, delimiter="\t")}
    for path in sorted((data / "polnear" / "train" / "text").glob("*.txt")):
        if day := days.get(path.stem):
            yield Dated(date_text(path.read_text("utf-8")), day, name=path.stem, part="PolNeAR")
    yield from date_timebank(data)


def date_timebank(data: Path) -> Iterator[Dated]:
    """Yield what is said of TimeBank's and AQUAINT's articles."""
    for path in sorted((data / "time" / "tbaq").rglob("*.tml")):
        tml = path.read_text("utf-8")
        text = re.search(r"<TEXT>(.*?)</TEXT>", tml, re.DOTALL)
        created = re.search(r'<TIMEX3[^>]*value="(\d{4}-\d\d-\d\d)[^>]*CREATION_TIME', tml)
        if text and created:
            said = date_text(unescape(re.sub(r"<[^>]+>", "", text[1])))
            yield Dated(said, created[1], name=path.stem, part="TBAQ")


def date_text(text: str) -> Published:
    """Return what is said of a text that came without anything beside it."""
    return date_report(text, zone(text), (), given=None, url=None, collected=None)[0]


def find_peers() -> dict[str, Callable[[LabelledPage], str]]:
    """Return the other programs that are installed, each as what it says of a page: a day, or nothing."""
    peers: dict[str, Callable[[LabelledPage], str]] = {"htmldate": _ask_htmldate}
    if find_spec("newspaper"):
        peers["newspaper4k"] = _ask_newspaper
    return peers


def _ask_htmldate(page: LabelledPage) -> str:
    from htmldate import find_date

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    return find_date(page.html, url=page.url, original_date=True) or ""


def _ask_newspaper(page: LabelledPage) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from newspaper import Article

        article = Article(page.url, fetch_images=False)
        article.download(input_html=page.html)
        article.parse()
    return str(article.publish_date or "")[:10]


def _publish(day: str) -> Published:
    return Published(day or None, day or None, day or None, Basis.METADATA)
