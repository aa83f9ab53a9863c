"""ECB+'s events as chains that run across texts (Cybulska and Vossen, LREC 2014).

In: its XML and the list of its annotated sentences. Out: a text for each document, with the places of its
annotated sentences and the mentions in them. Only these sentences count: what stands outside of them is
marked here and there. A mention without a chain is alone in its own. Its sub-topics are the two events of
one kind that a topic tells of: documents named `ecb` and `ecbplus`.
"""

import csv
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

from dateline.model.span import Span
from evaluation.chained_texts import put_together


@dataclass(frozen=True, slots=True)
class EventMention:
    """An action marked by hand: its words, its chain, and the corpus' tag for its kind."""

    span: Span
    chain: str
    kind: str


@dataclass(frozen=True, slots=True)
class EventText:
    """A document: `sentences` are the annotated ones; `mentions` those in them, sorted."""

    name: str
    topic: int
    is_second: bool
    text: str
    sentences: tuple[Span, ...]
    mentions: tuple[EventMention, ...]


def read_event_chains(folder: Path) -> list[EventText]:
    """Return the documents of ECB+ that have annotated sentences, sorted by name.

    Args:
        folder: Holds `ECB+` and `ECBplus_coreference_sentences.csv`.
    """
    chosen: dict[str, set[str]] = {}
    with (folder / "ECBplus_coreference_sentences.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            chosen.setdefault(f"{row['Topic']}_{row['File']}", set()).add(row["Sentence Number"])
    paths = {path.stem: path for path in sorted((folder / "ECB+").rglob("*.xml"))}
    return [
        _read_text(name, ET.parse(path).getroot(), chosen[name])
        for name, path in paths.items()
        if name in chosen
    ]


def _read_text(name: str, root: ET.Element, chosen: set[str]) -> EventText:
    # The first line of the newer half is the page's address.
    skip = "0" if name.endswith("ecbplus") else None
    text, places = put_together(token for token in root.iter("token") if token.get("sentence") != skip)
    sentence_of = {token.get("t_id", ""): token.get("sentence", "") for token in root.iter("token")}
    bounds: dict[str, Span] = {}
    for token, place in places.items():
        number = sentence_of[token]
        bounds[number] = Span(bounds.get(number, place).start, place.end)
    chain_of: dict[str, str] = {}
    for relation in root.iterfind("Relations/*"):
        chain = relation.get("note", "") if relation.tag == "CROSS_DOC_COREF" else ""
        chain = chain or f"{name} {relation.get('r_id')}"
        chain_of |= {source.get("m_id", ""): chain for source in relation.findall("source")}
    mentions = []
    for marked in root.iterfind("Markables/*"):
        anchors = [anchor.get("t_id", "") for anchor in marked.findall("token_anchor")]
        anchors = [anchor for anchor in anchors if anchor in places]
        if (
            not anchors
            or not marked.tag.startswith(("ACTION", "NEG_ACTION"))
            or sentence_of[anchors[0]] not in chosen
        ):
            continue
        number = marked.get("m_id", "")
        span = Span(places[anchors[0]].start, places[anchors[-1]].end)
        mentions.append(EventMention(span, chain_of.get(number, f"{name} m{number}"), marked.tag))
    sentences = tuple(bounds[number] for number in sorted(chosen, key=int) if number in bounds)
    topic = int(name.split("_", maxsplit=1)[0])
    return EventText(
        name,
        topic,
        name.endswith("ecbplus"),
        text,
        sentences,
        tuple(sorted(mentions, key=lambda one: (one.span, one.chain))),
    )
