"""What one report says happened: is a source's word ever told as a fact, and are the entries right.

First the labels of `annotations/events.jsonl`: entries that the report seems to tell in its own voice as
having happened, each read by eye. Counted are those that the program still prints so; "claim" is what is
somebody else's word, "not so" what by the report's own words did not come about. Then triggers on ECB+'s dev
topics, TBAQ and MEANTIME: found are printed events, so that what merely is, and light verbs, are missed by
design. Then, of triggers that both have, whether they are told as facts, whether they are said to be so, who
takes part and when.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from dateline.find.finding import find_findings
from dateline.ingest.reading import read_reports
from dateline.model.findings import Event, Findings, Polarity, Status
from dateline.model.ids import make_id
from dateline.model.report import Report
from dateline.nlp.encoder import Encoder
from evaluation import corpora
from evaluation.corpora.marked_events import EventText, MarkedEvent, read_meantime_events, read_tbaq

ANNOTATIONS = Path(__file__).parent / "annotations" / "events.jsonl"
FACTUAL = (Status.HAPPENED, Status.ONGOING)


def measure(data: Path) -> dict[str, float]:
    """Return the share of claims among facts; F1 of triggers; shares of right standings; F1 of parts."""
    encoder = Encoder.load()
    find = partial(find_all, encoder=encoder)
    figures = measure_claims(data, find)
    documents = corpora.read_ecbplus(data / "ecbplus" / "ECB+", held_out=True)
    found = find([make_report(one.name, one.text) for one in documents])
    gold = [[(s, e) for s, e, kind in one.events or () if kind == "action"] for one in documents]
    figures |= score_triggers("ecb+ dev", gold, found)
    meantime = data / "entity-timelines/meantime/intra-doc_annotation/corpus_apple"
    for name, texts in (
        ("tbaq", read_tbaq(data / "time" / "tbaq")),
        ("meantime", read_meantime_events(meantime)),
    ):
        found = find([one.document.as_report() for one in texts])
        actions = [[(e.start, e.end) for e in one.events if e.kind == "action"] for one in texts]
        figures |= score_triggers(name, actions, found)
        figures |= score_standing(name, texts, found)
        if name == "meantime":
            figures |= score_parts(name, texts, found)
    return figures


def make_report(name: str, text: str) -> Report:
    """Return a text as a report whose date nobody knows."""
    return Report.of_text(text, id=make_id("report", name), path=name)


def find_all(reports: Sequence[Report], *, encoder: Encoder) -> list[Findings]:
    """Return the findings of reports, in their order."""
    encodings = encoder.encode([(one.text, one.body) for one in reports])
    return [find_findings(one, encoding=e) for one, e in zip(reports, encodings, strict=True)]


def read_labelled(data: Path, names: Sequence[str]) -> list[Report]:
    """Return the reports that labels speak of: "polnear/…", "tbaq/…", "ecb/…" of ECB+ dev, "news/…"."""
    texts = {one.name: one.text for one in corpora.read_ecbplus(data / "ecbplus" / "ECB+", held_out=True)}
    tbaq = [one.document for one in read_tbaq(data / "time" / "tbaq")]
    texts |= {f"tbaq/{one.name}": one.text for one in tbaq}
    articles = json.loads((data / "pages" / "news-dev" / "articles.json").read_text("utf-8"))
    texts |= {f"news/{key}": article["articleBody"] for key, article in articles.items()}
    stems = [name.removeprefix("polnear/") for name in names if name not in texts]
    files = [
        str(
            next(
                path
                for path in (_find_article(data, part, stem) for part in ("dev", "train"))
                if path.is_file()
            )
        )
        for stem in stems
    ]
    read = iter(one for one in read_reports(files) if isinstance(one, Report))
    return [make_report(name, texts[name]) if name in texts else next(read) for name in names]


def _find_article(data: Path, part: str, stem: str) -> Path:
    return data / "polnear" / part / "text" / f"{stem}.txt"


def measure_claims(data: Path, find: Callable[[Sequence[Report]], list[Findings]]) -> dict[str, float]:
    """Return the share of claims among what is printed as the report's own fact, by part of the labels."""
    rows = [json.loads(line) for line in ANNOTATIONS.read_text("utf-8").splitlines()]
    names = sorted({row["text"] for row in rows})
    facts = {
        (name, event.trigger.start)
        for name, one in zip(names, find(read_labelled(data, names)), strict=True)
        for event in one.events
        if event.status is Status.HAPPENED and not event.according_to
    }
    figures = {}
    for part in ("looked at", "held out", "later draws", "last draw", "news", "news, held out"):
        labels = [
            row["label"] for row in rows if row["part"] == part and (row["text"], row["start"]) in facts
        ]
        figures[f"claims told as facts, {part}"] = labels.count("claim") / max(len(labels), 1)
        figures[f"what is not so told as facts, {part}"] = labels.count("not so") / max(len(labels), 1)
        figures[f"entries of them, {part}"] = float(len(labels))
    return figures


def pair(gold: Sequence[tuple[int, int]], events: Sequence[Event]) -> list[tuple[int, int]]:
    """Pair marked with found triggers that overlap, each once, in the order of the text."""
    pairs, taken = [], set[int]()
    for at, (start, end) in enumerate(gold):
        for n, event in enumerate(events):
            if n not in taken and event.trigger.start < end and start < event.trigger.end:
                taken.add(n)
                pairs.append((at, n))
                break
    return pairs


def score_triggers(
    name: str, gold: Sequence[Sequence[tuple[int, int]]], found: Sequence[Findings]
) -> dict[str, float]:
    """Return precision, recall and F1 of triggers that overlap what is marked as an action."""
    right = sum(len(pair(marked, one.events)) for marked, one in zip(gold, found, strict=True))
    return name_f1(f"{name} triggers", right, sum(len(o.events) for o in found), sum(map(len, gold)))


def name_f1(name: str, right: int, found: int, meant: int) -> dict[str, float]:
    """Return precision, recall and F1 under names."""
    return {
        f"{name} precision": right / max(found, 1),
        f"{name} recall": right / max(meant, 1),
        f"{name} F1": 2 * right / max(found + meant, 1),
    }


def score_standing(name: str, texts: Sequence[EventText], found: Sequence[Findings]) -> dict[str, float]:
    """Return, of triggers both have, how many are rightly told as facts or not, and as being so or not."""
    counts: Counter[str] = Counter()
    for marked, event in _pair_all(texts, found):
        if marked.factual is not None:
            counts["status"] += 1
            counts["status right"] += (event.status in FACTUAL) == marked.factual
            counts["open"] += not marked.factual
            counts["open right"] += not marked.factual and event.status not in FACTUAL
        if marked.positive is not None:
            counts["polarity"] += 1
            counts["polarity right"] += (event.polarity is Polarity.POSITIVE) == marked.positive
            counts["negative"] += not marked.positive
            counts["negative right"] += not marked.positive and event.polarity is Polarity.NEGATIVE
    return {
        f"{name} fact or not, accuracy": counts["status right"] / max(counts["status"], 1),
        f"{name} no facts found": counts["open right"] / max(counts["open"], 1),
        f"{name} polarity, accuracy": counts["polarity right"] / max(counts["polarity"], 1),
        f"{name} negatives found": counts["negative right"] / max(counts["negative"], 1),
    }


def _pair_all(texts: Sequence[EventText], found: Sequence[Findings]) -> Iterable[tuple[MarkedEvent, Event]]:
    for text, one in zip(texts, found, strict=True):
        for at, n in pair([(e.start, e.end) for e in text.events], one.events):
            yield text.events[at], one.events[n]


def score_parts(name: str, texts: Sequence[EventText], found: Sequence[Findings]) -> dict[str, float]:
    """Return F1 of participants (they overlap; with their role too) and of times, of triggers both have."""
    counts: Counter[str] = Counter()
    for text, one in zip(texts, found, strict=True):
        for at, n in pair([(e.start, e.end) for e in text.events], one.events):
            marked, event = text.events[at], one.events[n]
            ours = [p for p in event.participants if p.role.value in ("agent", "target")]
            counts["meant"] += len(marked.participants)
            counts["found"] += len(ours)
            for role, start, end in marked.participants:
                over = [p for p in ours if p.start < end and start < p.end]
                counts["right"] += bool(over)
                counts["right with role"] += any(p.role.value == role for p in over)
            counts["times meant"] += bool(marked.times)
            counts["times found"] += event.time is not None
            if event.time is not None:
                time = one.times[event.time]
                counts["times right"] += any(time.start < e and s < time.end for s, e in marked.times)
    figures = name_f1(f"{name} participants", counts["right"], counts["found"], counts["meant"])
    figures |= name_f1(f"{name} roles", counts["right with role"], counts["found"], counts["meant"])
    return figures | name_f1(
        f"{name} times", counts["times right"], counts["times found"], counts["times meant"]
    )
