"""Time expressions against TimeML, scored as TempEval-3 scores them (UzZaman et al., SemEval 2013).

A found span is right strictly where its bounds are those of the annotation, relaxed where the two overlap;
each is used once. F1 of type and of value is the relaxed F1 times the share of the matched pairs whose
attribute is the annotation's. Read are TimeBank and AQUAINT as cleaned for TempEval-3 (TBAQ), the training
part of WikiWars, and MEANTIME; the document's creation time is given as its date of publication and is not
counted. Rules are written while looking at three documents of five, folds 0 to 2; no rule was ever written
from the others ("held back", folds 3 and 4) nor from MEANTIME, whose marked sentences are few. Measured is
what `dateline read` prints, with the tenses that the encoder tells; beside it stands what words alone give.

    .venv/bin/python -m evaluation.times ../shared/data [--errors KIND] [--part tune|held|all] [--words]
"""

import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from dateline.find.times import find_times
from dateline.nlp.encoder import Encoder
from dateline.nlp.encoding import Encoding
from evaluation.timeml import Document, Timex, read_corpora

_ALL = ("strict", "relaxed", "type", "value")
_FOLDS = 5
_TUNED = 3  # the folds that one may look at

T = TypeVar("T")

Results = list[tuple[Document, list[Timex]]]
"""Documents with what is found in each."""


def pair(gold: Sequence[Timex], found: Sequence[Timex]) -> list[tuple[Timex, Timex]]:
    """Pair annotations with overlapping findings, each once: those with the same bounds first."""
    exact = {(one.start, one.end): one for one in found}
    pairs = [(g, exact[g.start, g.end]) for g in gold if (g.start, g.end) in exact]
    used_gold, used = {id(g) for g, _ in pairs}, {id(f) for _, f in pairs}
    for g in gold:
        if id(g) in used_gold:
            continue
        other = next((f for f in found if id(f) not in used and f.start < g.end and g.start < f.end), None)
        if other is not None:
            pairs.append((g, other))
            used.add(id(other))
    return pairs


def score(results: Iterable[tuple[Document, Sequence[Timex]]]) -> dict[str, float]:
    """Return strict, relaxed, type and value F1 over all documents together."""
    n: Counter[str] = Counter()
    for document, found in results:
        pairs = pair(document.gold, found)
        n["gold"] += len(document.gold)
        n["found"] += len(found)
        n["relaxed"] += len(pairs)
        n["strict"] += sum((g.start, g.end) == (f.start, f.end) for g, f in pairs)
        n["type"] += sum(g.type == f.type for g, f in pairs)
        n["value"] += sum(g.value == f.value for g, f in pairs)
    total = n["gold"] + n["found"]
    return {name: 2 * n[name] / total if total else 0.0 for name in _ALL}


def find(document: Document, *, encoding: Encoding | None = None) -> list[Timex]:
    """Return what `dateline` finds in the document, by its words alone where it has no encoding."""
    found = find_times(document.as_report(), encoding=encoding)
    return [Timex(t.start, t.end, t.type.value, t.value or "null") for t in found]


def read(documents: Iterable[Document], encoder: Encoder | None) -> Results:
    """Return what is found in each document, with the encoder or without."""
    return [(one, find(one, encoding=_encode(one, encoder) if encoder else None)) for one in documents]


def _encode(document: Document, encoder: Encoder) -> Encoding:
    report = document.as_report()
    return encoder.encode([(report.text, report.body)])[0]


def measure(data: Path) -> dict[str, float]:
    """Return today's figures.

    Args:
        data: The folder of the development data.

    Returns:
        Strict, relaxed, type and value F1 on TBAQ, on what of it is held back, and on MEANTIME; type and
        value F1 on each fifth of TBAQ and on TimeBank alone; relaxed and value F1 on WikiWars; value F1 by
        the words alone; words a second on one core, by the words alone.
    """
    corpora = read_corpora(data)
    encoder = Encoder.load()
    tbaq, wikiwars, meantime = (read(corpora[one], encoder) for one in ("tbaq", "wikiwars", "meantime"))
    parts: dict[str, tuple[Results, Sequence[str]]] = {
        "tbaq": (tbaq, _ALL),
        "tbaq held back": (split(tbaq, "held"), _ALL),
        **{f"tbaq fold {n}": (tbaq[n::_FOLDS], ("type", "value")) for n in range(_FOLDS)},
        "timebank": ([one for one in tbaq if one[0].corpus == "TimeBank"], ("type", "value")),
        "wikiwars": (wikiwars, ("relaxed", "value")),
        "meantime": (meantime, _ALL),
        "tbaq by words alone": (read(corpora["tbaq"], None), ("value",)),
        "tbaq held back by words alone": (read(split(corpora["tbaq"], "held"), None), ("value",)),
    }
    figures: dict[str, float] = {}
    for part, (results, names) in parts.items():
        scores = score(results)
        figures |= {f"{part} {name} F1": scores[name] for name in names}
    return figures | {"words a second": measure_speed(corpora["tbaq"] + corpora["wikiwars"])}


def measure_speed(documents: Sequence[Document]) -> float:
    """Return how many words a second are read on one core, reports already in memory."""
    reports = [one.as_report() for one in documents]
    words = sum(len(one.text.split()) for one in reports)
    find_times(reports[0])
    begin = time.process_time()
    for report in reports:
        find_times(report)
    return words / (time.process_time() - begin)


def split(documents: Sequence[T], part: str) -> list[T]:
    """Return the documents one may look at ("tune", three in five), the others ("held"), or "all"."""
    wanted: dict[str, Callable[[int], bool]] = {
        "tune": lambda n: n % _FOLDS < _TUNED,
        "held": lambda n: n % _FOLDS >= _TUNED,
        "all": lambda _: True,
    }
    return [one for n, one in enumerate(documents) if wanted[part](n)]


def list_errors(document: Document, found: Sequence[Timex], kind: str) -> Iterator[str]:
    """Yield a line for each error of `kind` (strict, type or value) in its context."""
    pairs = pair(document.gold, found)
    shown = {id(g) for g, _ in pairs} | {id(f) for _, f in pairs}
    for g, f in pairs:
        wrong = {
            "strict": (g.start, g.end) != (f.start, f.end),
            "type": g.type != f.type,
            "value": g.value != f.value,
        }
        if wrong[kind]:
            head = f"{document.name} {document.created[:10]}"
            yield f"{head} GOLD {_show(document, g)} FOUND {_show(document, f)}"
    if kind == "strict":
        for label, ones in (("MISSED", document.gold), ("SPURIOUS", found)):
            for one in ones:
                if id(one) not in shown:
                    yield f"{document.name} {document.created[:10]} {label} {_show(document, one)}"


def _show(document: Document, one: Timex) -> str:
    text = document.text
    left, right = text[max(0, one.start - 60) : one.start], text[one.end : one.end + 40]
    return " ".join(f"…{left}[[{text[one.start : one.end]}]]{right}… {one.type} {one.value}".split())


def main() -> None:
    parser = ArgumentParser(description="Score time expressions, or list the errors.")
    parser.add_argument("data", type=Path)
    parser.add_argument("--errors", choices=["strict", "type", "value"])
    parser.add_argument("--part", choices=["tune", "held", "all"], default="tune")
    parser.add_argument("--corpus", choices=["tbaq", "wikiwars", "meantime"], default="tbaq")
    parser.add_argument("--words", action="store_true", help="tell tenses by the words alone, no encoder")
    options = parser.parse_args()
    corpora = read_corpora(options.data)
    encoder = None if options.words else Encoder.load()
    if options.errors:
        for document, found in read(split(corpora[options.corpus], options.part), encoder):
            for line in list_errors(document, found, options.errors):
                print(line)
        return
    for name, documents in corpora.items():
        results = read(documents, encoder)
        parts = {part: split(results, part) for part in ("tune", "held", "all")}
        parts |= {f"fold {n}": results[n::_FOLDS] for n in range(_FOLDS)}
        for part, ones in parts.items():
            print(f"{name:9} {part:6}", *(f"{key} {figure:.3f}" for key, figure in score(ones).items()))
    print(f"{measure_speed(corpora['tbaq'] + corpora['wikiwars']):,.0f} words a second")


if __name__ == "__main__":
    main()
