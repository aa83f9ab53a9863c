"""Figures against labels: where a number stands that says how many, what it bounds, and in which unit.

The labels are those of `annotations/figures.jsonl`: every figure of 233 sentences of PolNeAR train, TBAQ,
ECB+ and MEANTIME, drawn by hash among those with a number and a word of harm, people or money. Even `n`
are for looking at errors, odd ones are held back. A figure counts where its span is exact; its bounds and
its unit are judged where it does. Most are sums of money, so the others are told apart.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.find.events.figures import find_figures
from dateline.find.times import find_times
from dateline.model.findings import Figure
from dateline.model.report import Basis, Published, Report
from dateline.model.span import Span
from dateline.nlp.encoder import Encoder
from dateline.nlp.sentences import find_paragraphs, find_sentences
from dateline.nlp.tokens import find_tokens
from dateline.nlp.words import read_words
from evaluation import corpora
from evaluation.timeml import read_corpora

LABELS = Path(__file__).parent / "annotations" / "figures.jsonl"


@dataclass(frozen=True)
class Judged:
    """The figures of one sentence, as labelled and as found."""

    n: int
    text: str
    meant: tuple[Figure, ...]
    found: tuple[Figure, ...]


def measure(data: Path) -> dict[str, float]:
    """Return precision and recall of spans, and the share of right bounds and units, by half and kind."""
    judged = judge(data, Encoder.load())
    figures = {}
    for half, ones in (("even", judged[0::2]), ("odd", judged[1::2])):
        for kind, money in (("money", True), ("people and things", False)):
            for name, value in score(ones, money=money).items():
                figures[f"{kind}, {name}, {half}"] = value
    without = judge(data, None)[1::2]
    for name, value in score(without, money=False).items():
        figures[f"people and things, {name}, odd, no encoder"] = value
    return figures


def score(judged: Sequence[Judged], *, money: bool) -> dict[str, float]:
    """Return how well the sums of money, or the other figures, of some sentences were found."""
    meant = {(j.n, f.start, f.end): f for j in judged for f in j.meant if (f.unit == "money") is money}
    found = {(j.n, f.start, f.end): f for j in judged for f in j.found if (f.unit == "money") is money}
    both = [(meant[key], found[key]) for key in meant.keys() & found.keys()]
    return {
        "precision of spans": len(both) / max(len(found), 1),
        "recall of spans": len(both) / max(len(meant), 1),
        "bounds right": sum((a.low, a.high) == (b.low, b.high) for a, b in both) / max(len(both), 1),
        "unit right": sum(a.unit == b.unit for a, b in both) / max(len(both), 1),
    }


def judge(data: Path, encoder: Encoder | None) -> list[Judged]:
    """Return each labelled sentence, in order, with what is found in it; without an encoder by words."""
    rows = [json.loads(line) for line in LABELS.read_text("utf-8").splitlines()]
    texts = read_texts(data)
    found = {}
    for key in sorted({(row["corpus"], row["text"]) for row in rows}):
        found[key] = find(texts[key], encoder)
    judged = []
    for row in rows:
        key, (start, end) = (row["corpus"], row["text"]), row["sentence"]
        meant = tuple(Figure(**one, of=None) for one in row["figures"])
        inside = tuple(one for one in found[key] if start <= one.start < end)
        judged.append(Judged(row["n"], texts[key], meant, inside))
    return judged


def read_texts(data: Path) -> dict[tuple[str, str], str]:
    """Return the texts that labels point into, by corpus and name."""
    timeml = read_corpora(data)
    polnear = sorted((data / "polnear/train/text").glob("*.txt"))
    texts = {("polnear", path.stem): path.read_text("utf-8") for path in polnear}
    texts |= {(name, one.name): one.text for name in ("tbaq", "meantime") for one in timeml[name]}
    ecb = corpora.read_ecbplus(data / "ecbplus" / "ECB+")
    return texts | {("ecb+", one.name): one.text for one in ecb}


def find(text: str, encoder: Encoder | None) -> list[Figure]:
    """Return the figures found in one text."""
    body = (Span(0, len(text)),)
    unknown = Published(None, None, None, Basis.UNKNOWN)
    report = Report("", "", None, None, None, "en", (), None, unknown, text, body, ())
    times = [Span(one.start, one.end) for one in find_times(report)]
    tokens = find_tokens(text)
    words = None
    if encoder is not None:
        encoding = encoder.encode([(text, body)])[0]
        words = read_words(encoding, tokens, find_sentences(text, find_paragraphs(text)))
    return [one.figure for one in find_figures(text, tokens, words=words, times=times)]


def list_errors(judged: Sequence[Judged]) -> Iterator[str]:
    """Yield a line for each figure that was missed, made up or misread."""
    for one in judged:
        meant = {(f.start, f.end): f for f in one.meant}
        found = {(f.start, f.end): f for f in one.found}
        for start, end in sorted(meant.keys() | found.keys()):
            a, b = meant.get((start, end)), found.get((start, end))
            if a is None or b is None or (a.low, a.high, a.unit) != (b.low, b.high, b.unit):
                around = " ".join(one.text[max(0, start - 60) : end + 60].split())
                yield f"{one.n} {one.text[start:end]!r} meant {a} found {b}: {around}"
