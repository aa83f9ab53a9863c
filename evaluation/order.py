"""What a report says came first, against the links of TimeBank and AQUAINT that annotators tied to a signal.

Counted are links of BEFORE and AFTER (at once or later) between two events of one sentence. `signalled` are
those for which the annotators marked the word that says so; of them recall is the share found the right way
round, beside the bare guess that what is told first came first. Precision is over all pairs found between
two events of one sentence that the annotators linked in any way: the share that they ordered so. Read are
TimeBank and AQUAINT as cleaned for TempEval-3 (TBAQ); words and rules were chosen while looking at three
documents of five, and never at the others ("held back").

    .venv/bin/python -m evaluation.order ../shared/data [--part tune|held] [--errors]
"""

import re
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from dateline.find.events.order import find_order
from dateline.find.times import find_times
from dateline.model.findings import Order
from dateline.model.span import Span
from dateline.nlp.encoder import Encoder
from dateline.nlp.sentences import find_paragraphs, find_sentences
from evaluation.timeml import Document, read_timeml
from evaluation.times import split

_TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
_ATTRIBUTE = re.compile(r"(\w+)=\"([^\"]*)\"")
_ORDERED = {"BEFORE": True, "IBEFORE": True, "AFTER": False, "IAFTER": False}


@dataclass(frozen=True, slots=True)
class Link:
    """Two events that annotators linked: `first` came before `second`, None where they did not order them."""

    first: Span
    second: Span
    ordered: bool
    signal: Span | None


def read_links(path: Path) -> list[Link]:
    """Read the links between the events of a TimeML file, as places in the text `read_timeml` reads."""
    source = path.read_text(encoding="utf-8")
    body = re.search(r"<TEXT>(.*)</TEXT>", source, re.DOTALL)
    if body is None:
        raise ValueError(f"{path}: no TEXT")
    spans: dict[str, Span] = {}
    length = last = 0
    opened: dict[str, tuple[int, str]] = {}
    for tag in _TAG.finditer(body[1]):
        length += len(unescape(body[1][last : tag.start()]))
        last = tag.end()
        attributes = dict(_ATTRIBUTE.findall(tag[3]))
        if not tag[1] and (name := attributes.get("eid") or attributes.get("sid")):
            opened[tag[2]] = (length, name)
        elif tag[1] and tag[2] in opened:
            start, name = opened.pop(tag[2])
            if length > start:
                spans[name] = Span(start, length)
    instances = {
        one["eiid"]: one["eventID"]
        for found in re.finditer(r"<MAKEINSTANCE ([^>]*)/?>", source)
        if (one := dict(_ATTRIBUTE.findall(found[1])))
    }
    return list(_read_links(source, spans, instances))


def _read_links(source: str, spans: dict[str, Span], instances: dict[str, str]) -> Iterator[Link]:
    for found in re.finditer(r"<TLINK ([^>]*)/?>", source):
        one = dict(_ATTRIBUTE.findall(found[1]))
        names = (one.get("eventInstanceID", ""), one.get("relatedToEventInstance", ""))
        left, right = (spans.get(instances.get(name, "")) for name in names)
        if left is None or right is None:
            continue
        forward = _ORDERED.get(one["relType"])
        pair = (right, left) if forward is False else (left, right)
        yield Link(*pair, forward is not None, spans.get(one.get("signalID", "")))


@dataclass(frozen=True, slots=True)
class Read:
    """A document with its links within one sentence, and the pairs found in it."""

    document: Document
    links: list[Link]
    found: tuple[Order, ...]


def read_all(data: Path, encoder: Encoder, part: str) -> Iterator[Read]:
    """Yield each document of TBAQ that belongs to `part`, read."""
    paths = sorted((data / "time" / "tbaq").glob("*/*.tml"))
    documents = [read_timeml(path) for path in paths]
    wanted = {document.name for document in split(documents, part)}
    for path, document in zip(paths, documents, strict=True):
        if document.name not in wanted or not document.text:
            continue
        report = document.as_report()
        sentences = find_sentences(report.text, find_paragraphs(report.text, report.body))
        (encoding,) = encoder.encode([(report.text, report.body)])
        found = find_order(encoding, sentences, find_times(report))
        links = [one for one in read_links(path) if _is_in_one(one, sentences)]
        yield Read(document, links, found)


def _is_in_one(link: Link, sentences: Iterable[Span]) -> bool:
    return any(one.covers(link.first) and one.covers(link.second) for one in sentences)


def score(results: Iterable[Read]) -> dict[str, float]:
    """Return recall on signalled links, that of text order, precision of what was found, and the counts."""
    n: Counter[str] = Counter()
    for one in results:
        for link in one.links:
            if link.signal is None or not link.ordered:
                continue
            n["signalled"] += 1
            n["recalled"] += any(_is_of(pair, link) for pair in one.found)
            n["in text order"] += link.first.start < link.second.start
        for pair in one.found:
            linked = [link for link in one.links if _is_of(pair, link) or _is_against(pair, link)]
            if linked:
                n["judged"] += 1
                n["right"] += any(link.ordered and _is_of(pair, link) for link in linked)
                n["judged in text order"] += any(
                    link.ordered and link.first.start < link.second.start for link in linked
                )
    return {
        "signalled recall": n["recalled"] / max(n["signalled"], 1),
        "signalled text order": n["in text order"] / max(n["signalled"], 1),
        "precision": n["right"] / max(n["judged"], 1),
        "precision of text order": n["judged in text order"] / max(n["judged"], 1),
        "signalled links": float(n["signalled"]),
        "judged pairs": float(n["judged"]),
    }


def _is_of(pair: Order, link: Link) -> bool:
    return pair.before.overlaps(link.first) and pair.after.overlaps(link.second)


def _is_against(pair: Order, link: Link) -> bool:
    return pair.before.overlaps(link.second) and pair.after.overlaps(link.first)


def measure(data: Path) -> dict[str, float]:
    """Return today's figures on the documents one may look at, and on those held back."""
    encoder = Encoder.load()
    figures: dict[str, float] = {}
    for part, name in (("tune", "development"), ("held", "held back")):
        figures |= {f"{name} {key}": value for key, value in score(read_all(data, encoder, part)).items()}
    return figures


def list_errors(one: Read) -> Iterator[str]:
    """Yield what was missed and what was found the wrong way, in its context."""
    text = one.document.text
    for link in one.links:
        if link.signal is not None and link.ordered and not any(_is_of(pair, link) for pair in one.found):
            yield _show("MISSED", text, link.first, link.second, link.signal)
    for pair in one.found:
        linked = [link for link in one.links if _is_of(pair, link) or _is_against(pair, link)]
        if linked and not any(link.ordered and _is_of(pair, link) for link in linked):
            kind = "AGAINST" if any(link.ordered for link in linked) else "NO ORDER"
            yield _show(kind, text, pair.before, pair.after, pair.signal)


def _show(kind: str, text: str, first: Span, second: Span, signal: Span) -> str:
    start, end = min(first, second, signal).start, max(first.end, second.end, signal.end)
    words = " ".join(text[max(0, start - 40) : end + 40].split())
    return f"{kind} {first.of(text)} < {second.of(text)} by {signal.of(text)}: {words}"


def main() -> None:
    parser = ArgumentParser(description="Score the order of events, or list the errors.")
    parser.add_argument("data", type=Path)
    parser.add_argument("--part", choices=["tune", "held"], default="tune")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    results = list(read_all(options.data, Encoder.load(), options.part))
    if options.errors:
        for one in results:
            for line in list_errors(one):
                print(line)
    for name, figure in score(results).items():
        print(f"{name:28} {figure:.3f}")


if __name__ == "__main__":
    main()
