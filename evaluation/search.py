"""Search: whether what is found first is of the story that is asked for, on ECB+'s pieces of news.

Each topic of ECB+ tells of two events of one kind (two elections, two quakes), a few reports of each. Each
sentence of five words and more is asked for, and of what is found in other reports the first must be of the
same event: "sentences" asks with the whole of it, "four words" with those four of it that are rarest. "By
meaning" is the program's search by meaning, "as encoded" the same before vectors are whitened, "by words"
its index with any of the words, sorted by BM25, and "by both" its list of what is near, sorted by meaning and
words. "Either" is how often one of the first two finds it: what a list of each, side by side, gives. Nothing
was trained for search; the frame of a pile is made from the pile, as that of a case is. The dev topics are
the usual eight; the weight of the words beside the meaning was chosen on the others.
"""

import base64
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.case.fulltext import share_words
from dateline.case.lexemes import read_lexemes
from dateline.case.meanings import weigh_near
from dateline.case.words import to_fulltext
from dateline.find.meanings import write_meaning
from dateline.ingest.lines import function_words
from dateline.model.span import Span
from dateline.nlp.encoder import Encoder
from dateline.nlp.frame import Floats, fit_frame, make_unit
from dateline.nlp.sentences import find_paragraphs, find_sentences
from evaluation.corpora.event_chains import EventText, read_event_chains
from evaluation.event_piles import DEV

_FEWEST_WORDS = 5
_ASKED = 4
# No report has so many sentences that as many of its own could stand before the first of another.
_ENOUGH = 200


@dataclass(frozen=True, eq=False)
class Pile:
    """Sentences, the report and the story of each, `(n,)`, and their meanings, `(n, 128)`."""

    sentences: list[str]
    reports: NDArray[np.int64]
    stories: NDArray[np.int64]
    meanings: Floats


def measure(data: Path) -> dict[str, float]:
    """Return how often what is found first is of the same story, by topics, question and way of search."""
    encoder = Encoder.load()
    texts = read_event_chains(data / "ecbplus")
    figures: dict[str, float] = {}
    for part, chosen in (
        ("dev topics", [one for one in texts if one.topic in DEV]),
        # As many others, of which the events helped to train the encoder.
        ("other topics", [one for one in texts if one.topic not in DEV and one.topic % 5 == 0]),
    ):
        pile = read_pile(chosen, encoder)
        rare = _pick_rare(pile.sentences)
        few = [" ".join(words) for words in rare]
        frame = fit_frame(pile.meanings)
        placed = frame.place(pile.meanings)
        asked = frame.place(make_unit(np.stack([_read(one, encoder) for one in few])))
        ways = {
            "sentences": (placed, pile.meanings, [re.findall(r"\w+", one) for one in pile.sentences]),
            "four words": (asked, None, rare),
        }
        for question, (vectors, raw, words) in ways.items():
            by_meaning = _find_by_meaning(pile, vectors, placed)
            by_words = _find_by_words(pile, words)
            figures[f"{part}, {question}, by meaning"] = float(by_meaning.mean())
            if raw is not None:
                figures[f"{part}, {question}, as encoded"] = float(_find_by_meaning(pile, raw, raw).mean())
            figures[f"{part}, {question}, by words"] = float(by_words.mean())
            by_both = _find_by_both(pile, vectors, placed, words)
            figures[f"{part}, {question}, by both"] = float(by_both.mean())
            figures[f"{part}, {question}, either"] = float((by_meaning | by_words).mean())
    return figures


def read_pile(texts: Sequence[EventText], encoder: Encoder) -> Pile:
    """Return the sentences of texts that are long enough to be asked for."""
    sentences, reports, stories, meanings = [], [], [], []
    for at, one in enumerate(texts):
        whole = [Span(0, len(one.text))]
        (encoding,) = encoder.encode([(one.text, whole)])
        for span in find_sentences(one.text, find_paragraphs(one.text, whole)):
            words = span.of(one.text)
            written = write_meaning(encoding, span.start, span.end)
            if written is not None and len(words.split()) >= _FEWEST_WORDS:
                sentences.append(words)
                reports.append(at)
                stories.append(2 * one.topic + one.is_second)
                meanings.append(_decode(written))
    return Pile(sentences, np.array(reports), np.array(stories), make_unit(np.stack(meanings)))


def _read(text: str, encoder: Encoder) -> Floats:
    (encoding,) = encoder.encode([(text, [Span(0, len(text))])])
    written = write_meaning(encoding, 0, len(text))
    return np.zeros(128, np.float32) if written is None else _decode(written)


def _decode(written: str) -> Floats:
    return np.frombuffer(base64.b64decode(written), np.int8).astype(np.float32)


def _pick_rare(sentences: Sequence[str]) -> list[list[str]]:
    """Return the rarest words of each sentence, in its order; of equally rare ones the longer."""
    words = [
        [one for one in re.findall(r"\w+", text) if one.lower() not in function_words()] for text in sentences
    ]
    many = Counter(word.lower() for told in words for word in {*told})
    picked = []
    for told in words:
        rarest = sorted(
            dict.fromkeys(told), key=lambda one: (many[one.lower()] == 1, many[one.lower()], -len(one))
        )
        picked.append([one for one in dict.fromkeys(told) if one in rarest[:_ASKED]])
    return picked


def _find_by_meaning(pile: Pile, asked: Floats, placed: Floats) -> NDArray[np.bool_]:
    likeness = asked @ placed.T
    likeness[pile.reports[:, None] == pile.reports[None]] = -2
    right: NDArray[np.bool_] = pile.stories[likeness.argmax(1)] == pile.stories
    return right


def _find_by_both(
    pile: Pile, asked: Floats, placed: Floats, words: Sequence[Sequence[str]]
) -> NDArray[np.bool_]:
    holding: dict[str, list[int]] = defaultdict(list)
    for row, text in enumerate(pile.sentences):
        for lexeme in {*read_lexemes(text)}:
            holding[lexeme].append(row)
    right = np.zeros(len(words), np.bool_)
    for at, told in enumerate(words):
        own = pile.reports == pile.reports[at]
        wanted = [one for one in told if one.lower() not in function_words()]
        lexemes = dict.fromkeys(lexeme for one in wanted for lexeme in read_lexemes(one))
        held = [[row for row in holding[one] if not own[row]] for one in lexemes]
        shares = np.zeros(len(own), np.float32)
        for row, share in share_words(held, len(own)).items():
            shares[row] = share
        near = weigh_near(placed @ asked[at], shares)
        near[own] = -np.inf
        first = int(near.argmax())
        right[at] = near[first] > -np.inf and pile.stories[first] == pile.stories[at]
    return right


def _find_by_words(pile: Pile, asked: Sequence[Sequence[str]]) -> NDArray[np.bool_]:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE fulltext USING fts5(text, tokenize = 'porter unicode61')")
    connection.executemany("INSERT INTO fulltext (rowid, text) VALUES (?, ?)", enumerate(pile.sentences))
    right = [_ask(connection, pile, at, words) for at, words in enumerate(asked)]
    connection.close()
    return np.array(right)


def _ask(connection: sqlite3.Connection, pile: Pile, at: int, words: Sequence[str]) -> bool:
    wanted = [one for one in words if one.lower() not in function_words()]
    if not wanted:
        return False
    found = connection.execute(
        f"SELECT rowid FROM fulltext WHERE fulltext MATCH ? ORDER BY rank, rowid LIMIT {_ENOUGH}",
        (to_fulltext(" OR ".join(wanted)),),
    )
    others = (row for (row,) in found if pile.reports[row] != pile.reports[at])
    first = next(others, None)
    return first is not None and bool(pile.stories[first] == pile.stories[at])
