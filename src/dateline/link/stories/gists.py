"""What a report is about, kept small: enough to tell its story without the report.

In: a report's findings. Out: its gist, a few kilobytes that can be sent elsewhere and kept by the thousand:
its words and names with how often they stand there, the days it speaks of, when it was published, and what
its sentences mean in the mean. Which gists tell one story is told in `story_stream`.
"""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np

from dateline.link.actors.names import clean_name
from dateline.link.stems import fold_word
from dateline.model.findings import Findings, MentionType, Sentence
from dateline.model.report import Report
from dateline.nlp.frame import Floats, Frame, make_unit
from dateline.nlp.sentences import find_paragraphs, find_sentences

# The frame in which sentences of the news differ; written by `training/story_pairs.py`.
FRAME: Final = Path(__file__).with_name("story_frame.npz")
_TOKEN: Final = re.compile(r"[^\W_][\w'’-]*")
# What a report is about, it says within so many words, and most of it within the first few.
_MOST_WORDS: Final = 1000
_LEAD_WORDS: Final = 70
_LONGEST_TITLE: Final = 120
_LARGEST: Final = 127
# "After 2005" is no date to sort by.
_WIDEST_DAYS: Final = 31
_ACTING: Final = frozenset((MentionType.PERSON, MentionType.ORGANIZATION, MentionType.GROUP))


@dataclass(frozen=True, slots=True)
class Gist:
    """What a report is about.

    Attributes:
        report: Its id.
        path: Where it was read.
        title: Its headline, or its first sentence where it has none, cut short.
        has_headline: Whether `title` is a headline.
        earliest: The first day on which it can have been published, counted from the year 1; None if unknown.
        latest: The last such day.
        words: How often each folded word and each number stands in the article, in the order in which they
            first do.
        lead: How many of these stand at its beginning.
        capitals: Those of them that are written as names.
        names: How often everybody and everything is named, but places.
        actors: Those of the names that can act: people, bodies and groups.
        places: How often each place is named.
        days: The days it speaks of, counted from the year 1.
        meaning: What its sentences mean in the mean: 128 signed bytes, of which only the direction counts;
            None where the encoder did not say.
    """

    report: str
    path: str
    title: str
    has_headline: bool
    earliest: int | None
    latest: int | None
    words: Mapping[str, int]
    lead: int
    capitals: frozenset[str]
    names: Mapping[str, int]
    actors: frozenset[str]
    places: Mapping[str, int]
    days: frozenset[int]
    meaning: bytes | None

    @property
    def day(self) -> int | None:
        """The first day on which it can have been published, None where that is not known to a month."""
        if self.earliest is None or self.latest is None or self.latest - self.earliest > _WIDEST_DAYS:
            return None
        return self.earliest


def order_gist(gist: Gist) -> tuple[int, str, str]:
    """Return what sorts gists by publication: those without a day come first, and wait for others."""
    return (-1 if gist.day is None else gist.day, gist.report, gist.path)


def read_gist(findings: Findings) -> Gist:
    """Return what a report is about, from what was found in it on its own."""
    report = findings.report
    title, has_headline = _read_title(report)
    words: Counter[str] = Counter()
    capitals: set[str] = set()
    lead = 0
    for n, (word, is_name) in enumerate(islice(_read_words(report), _MOST_WORDS)):
        words[word] += 1
        if is_name:
            capitals.add(word)
        if n < _LEAD_WORDS:
            lead = len(words)
    names: Counter[str] = Counter()
    places: Counter[str] = Counter()
    actors: set[str] = set()
    for mention in findings.mentions:
        printed = report.text[mention.start : mention.end]
        name = clean_name(mention.name or printed)
        if not name or printed.islower():
            continue
        (places if mention.type is MentionType.PLACE else names)[name] += 1
        if mention.type in _ACTING:
            actors.add(name)
    days = {one.earliest for one in findings.times if one.earliest and one.earliest == one.latest}
    return Gist(
        report=report.id,
        path=report.path,
        title=title,
        has_headline=has_headline,
        earliest=_number(report.published.earliest),
        latest=_number(report.published.latest),
        words=dict(words),
        lead=lead,
        capitals=frozenset(capitals),
        names=dict(names),
        actors=frozenset(actors),
        places=dict(places),
        days=frozenset(date.fromisoformat(day).toordinal() for day in days),
        meaning=_read_meaning(findings.sentences),
    )


def _number(day: str | None) -> int | None:
    return None if day is None else date.fromisoformat(day).toordinal()


def _read_title(report: Report) -> tuple[str, bool]:
    """Return a report's headline, else its first sentence, and whether it is a headline."""
    if report.title and report.title.strip():
        return _shorten(report.title), True
    for span in find_sentences(report.text, find_paragraphs(report.text, report.body)):
        if span.of(report.text).strip():
            return _shorten(span.of(report.text)), False
    return _shorten(report.path), False


def _shorten(words: str) -> str:
    line = " ".join(words.split())
    if len(line) <= _LONGEST_TITLE:
        return line
    return line[:_LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + " …"


def _read_words(report: Report) -> Iterator[tuple[str, bool]]:
    """Yield the folded words and the numbers of an article, and whether each is written as a name."""
    parts = [span.of(report.text) for span in report.body]
    if report.title and not any(report.title in part for part in parts):
        parts.insert(0, report.title)
    for part in parts:
        for found in _TOKEN.finditer(part):
            token = found.group()
            if token[0].isdigit():
                yield token, False
            elif len(token) > 1:
                first = found.start() < 2 or part[found.start() - 2] in '.!?\n"”'
                yield fold_word(token), token[0].isupper() and not first


def _read_meaning(sentences: Iterable[Sentence]) -> bytes | None:
    """Return the mean of what sentences mean, whitened, as signed bytes; None where none has a meaning."""
    rows = [np.frombuffer(base64.b64decode(one.meaning), np.int8) for one in sentences if one.meaning]
    if not rows:
        return None
    mean: Floats = read_frame().place(make_unit(np.stack(rows).astype(np.float32))).mean(0)
    largest = float(np.abs(mean).max())
    return np.rint(mean * (_LARGEST / largest)).astype(np.int8).tobytes() if largest else None


@cache
def read_frame() -> Frame:
    """Return the frame in which sentences of the news differ."""
    with np.load(FRAME) as kept:
        return Frame(kept["middle"].astype(np.float32), kept["spread"].astype(np.float32))
