"""Time expressions against TimeML, scored as TempEval-3 scores them (UzZaman et al., SemEval 2013).

A found span is right strictly where its bounds are those of the annotation, relaxed where the two overlap;
each is used once. F1 of type and of value is the relaxed F1 times the share of the matched pairs whose
attribute is the annotation's. Read are TimeBank and AQUAINT as cleaned for TempEval-3, and the training part
of WikiWars; the document's creation time is given as its date of publication and is not counted.

    .venv/bin/python -m evaluation.times ../shared/data [--errors strict|type|value] [--part tune|held|all]
"""

import html
import re
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.find.times import find_times
from dateline.model.report import Basis, Published, Report
from dateline.model.span import Span

_TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
_ATTRIBUTE = re.compile(r"(\w+)=\"([^\"]*)\"")


@dataclass(frozen=True, slots=True)
class Timex:
    """An annotated or found expression."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Document:
    """The text of one TimeML document, without its tags, and what is annotated in it."""

    name: str
    created: str
    text: str
    gold: tuple[Timex, ...]

    def as_report(self) -> Report:
        """Return the document as a report published when it was created."""
        day = self.created[:10]
        return Report(
            id=self.name,
            path=self.name,
            url=None,
            title=None,
            outlet=None,
            language="en",
            bylines=(),
            dateline=None,
            published=Published(day, day, day, Basis.GIVEN),
            text=self.text,
            body=(Span(0, len(self.text)),) if self.text else (),
            furniture=(),
        )


def read_timeml(path: Path) -> Document:
    """Read the `<TEXT>` of a TimeML file; entities are put back before offsets are counted."""
    source = path.read_text(encoding="utf-8")
    created = re.search(r"<DCT>.*?value=\"([^\"]*)\"", source, re.DOTALL)
    body = re.search(r"<TEXT>(.*)</TEXT>", source, re.DOTALL)
    if created is None or body is None:
        raise ValueError(f"{path}: no DCT or no TEXT")
    pieces: list[str] = []
    length = last = 0
    open_timex: tuple[int, dict[str, str]] | None = None
    gold: list[Timex] = []
    for tag in _TAG.finditer(body[1]):
        piece = html.unescape(body[1][last : tag.start()])
        pieces.append(piece)
        length += len(piece)
        last = tag.end()
        if tag[2] == "TIMEX3" and not tag[1]:
            open_timex = (length, dict(_ATTRIBUTE.findall(tag[3])))
        elif tag[2] == "TIMEX3" and open_timex is not None:
            start, attributes = open_timex
            if length > start:  # TimeML has empty ones for times that are implied
                gold.append(Timex(start, length, attributes["type"], html.unescape(attributes["value"])))
    pieces.append(html.unescape(body[1][last:]))
    return Document(path.stem, created[1], "".join(pieces), tuple(gold))


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
    return {name: 2 * n[name] / total if total else 0.0 for name in ("strict", "relaxed", "type", "value")}


def find(document: Document) -> list[Timex]:
    """Return what `dateline` finds in the document."""
    return [Timex(t.start, t.end, t.type.value, t.value or "null") for t in find_times(document.as_report())]


def read_corpora(data: Path) -> dict[str, list[Document]]:
    """Read TBAQ and the training part of WikiWars under `data`.

    Raises:
        FileNotFoundError: A corpus is not there.
    """
    paths = {
        "tbaq": sorted((data / "time" / "tbaq").glob("*/*.tml")),
        "wikiwars": sorted((data / "time" / "wikiwars").glob("*.tml")),
    }
    for name, files in paths.items():
        if not files:
            raise FileNotFoundError(f"{data / 'time' / name}: no TimeML files there")
    return {name: [read_timeml(path) for path in files] for name, files in paths.items()}


def measure(data: Path) -> dict[str, float]:
    """Return today's figures.

    Args:
        data: The folder of the development data.

    Returns:
        Strict, relaxed, type and value F1 on TBAQ; relaxed and value F1 on WikiWars; words a second on one
        core.
    """
    corpora = read_corpora(data)
    tbaq = score((one, find(one)) for one in corpora["tbaq"])
    wars = score((one, find(one)) for one in corpora["wikiwars"])
    figures = {f"tbaq {name} F1": figure for name, figure in tbaq.items()}
    figures |= {f"wikiwars {name} F1": wars[name] for name in ("relaxed", "value")}
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


def split(documents: Sequence[Document], part: str) -> list[Document]:
    """Return the documents one may look at ("tune", three in five), the others ("held"), or "all"."""
    wanted: dict[str, Callable[[int], bool]] = {
        "tune": lambda n: n % 5 < 3,
        "held": lambda n: n % 5 >= 3,
        "all": lambda _: True,
    }
    return [one for n, one in enumerate(documents) if wanted[part](n)]


def list_errors(document: Document, kind: str) -> Iterator[str]:
    """Yield a line for each error of `kind` (strict, type or value) in its context."""
    found = find(document)
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
    parser.add_argument("--corpus", choices=["tbaq", "wikiwars"], default="tbaq")
    options = parser.parse_args()
    corpora = read_corpora(options.data)
    if options.errors:
        for document in split(corpora[options.corpus], options.part):
            for line in list_errors(document, options.errors):
                print(line)
        return
    for name, documents in corpora.items():
        for part in ("tune", "held", "all"):
            figures = score((one, find(one)) for one in split(documents, part))
            print(f"{name:9} {part:5}", *(f"{key} {figure:.3f}" for key, figure in figures.items()))
    print(f"{measure_speed(corpora['tbaq'] + corpora['wikiwars']):,.0f} words a second")


if __name__ == "__main__":
    main()
