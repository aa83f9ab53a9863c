"""Article text, title, date and authors of web pages, beside plain trafilatura and newspaper4k in one run.

Text is scored as in scrapinghub's article-extraction-benchmark: four-word shingles, precision and recall each
averaged over pages, F1 of the two means. Title and date are right when equal to the labelled ones (white
space aside; the day), authors when the set of names is (case and punctuation aside).
"""

import gzip
import json
import logging
import re
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import mean
from typing import Any

_WORD = re.compile(r"\w+")
_SETS = {"news-dev": "articles.json", "scrapinghub": "ground-truth.json"}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled page; what a set does not label is None."""

    key: str
    html: bytes
    url: str
    text: str
    title: str | None
    date: str | None
    authors: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a program says of a page."""

    text: str
    title: str
    date: str
    authors: tuple[str, ...]


_NOTHING = Answer("", "", "", ())


def measure(data: Path, *, peers: bool = True) -> dict[str, float]:
    """Return the figures by name ("news-dev F1", "trafilatura news-dev F1", …), each 0 to 1.

    Args:
        data: The folder that holds `pages/news-dev` and `pages/scrapinghub`.
        peers: Run trafilatura and newspaper4k over the same pages too, in the same run.
    """
    programs: dict[str, Callable[[Labelled], Answer]] = {"": _read_with_dateline}
    if peers:
        programs |= find_peers()
    figures: dict[str, float] = {}
    for name in _SETS:
        pages = list(load_pages(data, name))
        for program, read in programs.items():
            answers = [_try(read, page) for page in pages]
            figures |= {f"{program}{name} {k}": v for k, v in score(pages, answers).items()}
    return figures


def find_peers() -> dict[str, Callable[[Labelled], Answer]]:
    """Return the other programs that are installed; those that are not are named on standard error."""
    known: dict[str, tuple[str, Callable[[Labelled], Answer]]] = {
        "trafilatura ": ("trafilatura", _read_with_trafilatura),
        "newspaper4k ": ("newspaper", _read_with_newspaper),
    }
    for program, (module, _) in known.items():
        if find_spec(module) is None:
            print(f"{program}is not installed: not measured beside dateline", file=sys.stderr)
    return {program: read for program, (module, read) in known.items() if find_spec(module)}


def load_pages(data: Path, name: str) -> Iterator[Labelled]:
    """Yield the labelled pages of one set, sorted by key."""
    folder = data / "pages" / name
    labels = json.loads((folder / _SETS[name]).read_text(encoding="utf-8"))
    for key, label in sorted(labels.items()):
        plain = folder / "html" / f"{key}.html"
        html = plain.read_bytes() if plain.exists() else gzip.decompress(Path(f"{plain}.gz").read_bytes())
        yield Labelled(
            key,
            html,
            label["url"],
            label["articleBody"],
            label.get("title"),
            label.get("date"),
            label.get("authors"),
        )


def score(pages: list[Labelled], answers: list[Answer]) -> dict[str, float]:
    """Return precision, recall and F1 of the text, and how many titles, dates and authors are right."""
    counts = [count_shingles(page.text, answer.text) for page, answer in zip(pages, answers, strict=True)]
    # A program that finds no text on any page has made no mistakes either.
    precision = _mean([hit / (hit + extra) for hit, extra, _ in counts if hit + extra])
    recall = _mean([hit / (hit + missed) for hit, _, missed in counts if hit + missed])
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    figures = {"precision": precision, "recall": recall, "F1": f1}
    both = list(zip(pages, answers, strict=True))
    if all(page.title is not None for page in pages):
        figures["title"] = mean(
            " ".join((p.title or "").split()) == " ".join(a.title.split()) for p, a in both
        )
        figures["date"] = mean((p.date or "")[:10] == a.date for p, a in both)
        figures["authors"] = mean(
            _names(re.split("[,;]", p.authors or "")) == _names(a.authors) for p, a in both
        )
    return figures


def count_shingles(labelled: str, found: str) -> tuple[int, int, int]:
    """Return how many four-word shingles are in both, only in `found`, only in `labelled`."""
    true, said = _shingles(labelled), _shingles(found)
    return (true & said).total(), (said - true).total(), (true - said).total()


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)) if words)


def _mean(values: list[float]) -> float:
    return mean(values) if values else 0.0


def _names(names: Iterable[str]) -> set[str]:
    return {" ".join(_WORD.findall(name.lower())) for name in names} - {""}


def _try(read: Callable[[Labelled], Answer], page: Labelled) -> Answer:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return read(page)
        except Exception:  # a program that fails on a page has found nothing on it
            return _NOTHING


def _read_with_dateline(page: Labelled) -> Answer:
    from dateline.ingest.decoding import decode_text, find_declared
    from dateline.ingest.reading import make_report
    from dateline.ingest.webpage import make_web_page

    markup = decode_text(page.html, page.key, find_declared(page.html))
    report = make_report(make_web_page(markup, page.html, page.key, url=page.url))
    text = "".join(span.of(report.text) for span in report.body)
    return Answer(text, report.title or "", report.published.value or "", report.bylines)


def _read_with_trafilatura(page: Labelled) -> Answer:
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found: Any = trafilatura.bare_extraction(
        page.html, url=page.url, include_comments=False, with_metadata=True
    )
    if found is None:
        return _NOTHING
    authors = tuple((found.author or "").split("; "))
    return Answer(found.text or "", found.title or "", (found.date or "")[:10], authors)


def _read_with_newspaper(page: Labelled) -> Answer:
    from newspaper import Article

    article = Article(page.url, fetch_images=False)
    article.download(input_html=page.html.decode("utf-8", "replace"))
    article.parse()
    date = str(article.publish_date or "")[:10]
    return Answer(article.text, article.title or "", date, tuple(article.authors))


if __name__ == "__main__":
    for name, figure in measure(
        Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data"), peers=True
    ).items():
        print(f"{figure:.3f}  {name}")
