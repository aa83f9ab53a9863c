"""Times beside those that other programs find in the same run, and beside figures that were published.

Run are dateparser's `search_dates` and timexy, where they are installed, over TBAQ and the training part of
WikiWars. dateparser is told the date of publication, with the preference that does best on these texts
("past" and "future" do worse); timexy reads no relative dates. Scored as `evaluation.times` scores. Where
their answers have another shape than TIMEX3 the favourable reading is taken: small words found beside a date,
and the midnight added to a day, are not held against them.
Published figures are those of another text, TempEval-3's test, and marked so.

    .venv/bin/python -m evaluation time_peers
"""

import logging
import re
import time
import tomllib
import warnings
from collections.abc import Callable, Iterator
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from evaluation.timeml import Document, Timex, read_corpora
from evaluation.times import find, score

PUBLISHED = Path(__file__).parent / "published_times.toml"
CORPORA = ("tbaq", "wikiwars")
_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?!\s*\n))+")
_BESIDE = "(?:on|in|at|of|by|to|from|and|after|before|since|until|for|the|an?)"
_BEFORE = re.compile(rf"(?:(?!the){_BESIDE}\s+)*", re.IGNORECASE)
_AFTER = re.compile(rf"(?:,?\s+{_BESIDE})*[,.]?$", re.IGNORECASE)
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_MIDNIGHT = "T00:00:00"
_SHAPES = {
    "year": "%Y",
    "month": "%Y-%m",
    "week": "%G-W%V",
    "day": "%Y-%m-%d",
    "time": "%Y-%m-%dT%H:%M",
    "part_of_day": "%Y-%m-%dT%H:%M",
}


def measure(data: Path) -> dict[str, float]:
    """Return strict, relaxed, type and value F1 and words a second by program and corpus.

    Programs that are not installed are left out. The published figures come last.
    """
    programs: dict[str, Callable[[Document], list[Timex]]] = {"dateline": find}
    if find_spec("dateparser"):
        programs["dateparser"] = _find_with_dateparser
    if find_spec("timexy"):
        programs["timexy"] = _make_timexy()
    corpora = read_corpora(data)
    figures: dict[str, float] = {}
    for name in CORPORA:
        words = sum(len(document.text.split()) for document in corpora[name])
        for program, look in programs.items():
            look(corpora[name][0])  # what is loaded once is not timed
            began = time.process_time()
            results = [(document, look(document)) for document in corpora[name]]
            seconds = time.process_time() - began
            figures |= {f"{name} {program}: {key} F1": value for key, value in score(results).items()}
            figures[f"{name} {program}: words a second"] = words / seconds
    return figures | read_published()


def read_published(file: Path = PUBLISHED) -> dict[str, float]:
    """Return what others published, each under a name that says so."""
    return {
        f"published, other text: {program} {name}": value
        for program, table in tomllib.loads(file.read_text("utf-8")).items()
        for name, value in table.items()
        if name != "source"
    }


def _find_with_dateparser(document: Document) -> list[Timex]:
    from dateparser.search import search_dates

    settings = {
        "RELATIVE_BASE": datetime.fromisoformat(document.created[:10]),
        "PREFER_DATES_FROM": "current_period",
        "RETURN_TIME_AS_PERIOD": True,
    }
    found: list[Timex] = []
    for paragraph in _PARAGRAPH.finditer(document.text):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                answers: Any = search_dates(
                    paragraph[0], languages=["en"], settings=settings, add_period=True
                )
            except Exception:  # a program that fails on a text has found nothing in it
                answers = None
        found += place(answers or [], document.text, paragraph.start(), paragraph.end())
    return found


def place(answers: list[tuple[str, datetime, str]], text: str, start: int, end: int) -> Iterator[Timex]:
    """Yield what dateparser found where it stands: it says the words in their order, and not the place."""
    for words, moment, period in answers:
        at = text.find(words, start, end)
        if at < 0:
            continue
        start = at + len(words)
        first, last = _BEFORE.match(words), _AFTER.search(words)
        bounds = at + (first.end() if first else 0), at + (last.start() if last else len(words))
        kind = "TIME" if period in ("time", "part_of_day") else "DATE"
        yield Timex(*bounds, kind, moment.strftime(_SHAPES[period]))


def _make_timexy() -> Callable[[Document], list[Timex]]:
    import spacy

    logging.getLogger("timexy").setLevel(logging.CRITICAL)
    import_module("timexy")  # which makes it known to spaCy
    pipeline = spacy.blank("en")
    pipeline.add_pipe("timexy")

    def look(document: Document) -> list[Timex]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            entities = pipeline(document.text).ents
        told = [(entity, dict(_ATTRIBUTE.findall(entity.kb_id_))) for entity in entities]
        return [
            Timex(one.start_char, one.end_char, tag["type"], tag["value"].removesuffix(_MIDNIGHT))
            for one, tag in told
        ]

    return look
