"""ECB+. In: its XML. Out: the annotated sentences as documents with names and the parts of events."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

from evaluation.corpora.document import UNKNOWN, Document, find_event_spans, find_lines
from evaluation.corpora.words import TITLES, split_words

_ECBPLUS_TYPES = {
    "HUMAN_PART_PER": "person",
    "HUMAN_PART_ORG": "organization",
    "HUMAN_PART_GPE": "place",
    "LOC_GEO": "place",
}
_ECBPLUS_DEV = frozenset((2, 5, 12, 18, 21, 23, 34, 35))


def _find_ecbplus_kind(tag: str) -> str:
    """Find which kind of part in an event a tag of ECB+ stands for."""
    if tag.endswith("ACTION_REPORTING"):
        return "reporting"
    if tag.endswith(("ACTION_STATE", "ACTION_PERCEPTION")):
        return "state"
    if "ACTION" in tag:
        return "action"
    if tag.startswith("HUMAN_PART"):
        return "participant"
    if tag.startswith("NON_HUMAN_PART"):
        return "object"
    if tag.startswith("LOC"):
        return "place"
    return "time" if tag.startswith("TIME") else UNKNOWN


def read_ecbplus(folder: Path, *, held_out: bool = False) -> list[Document]:
    """Read the events that ECB+ marks in its annotated sentences, and the names among their parts.

    It marks only who takes part in an action. A capitalised word outside a mention is therefore `UNKNOWN`,
    and only other words are said to be no names. So is a mention of one word that the corpus writes small
    too: it stands at the start of a sentence.

    Args:
        folder: Holds a folder of XML files for each topic.
        held_out: The usual dev topics if true, else the others.
    """
    documents = []
    for path in sorted(folder.rglob("*.xml")):
        if (int(path.name.split("_")[0]) in _ECBPLUS_DEV) != held_out:
            continue
        root = ET.parse(path).getroot()
        sentence_of = {t.get("t_id", ""): t.get("sentence", "") for t in root.findall("token")}
        mentions = []
        for mention in root.iterfind("Markables/*"):
            anchors = [a.get("t_id", "") for a in mention.findall("token_anchor")]
            if anchors:
                mentions.append((mention.tag, anchors))
        annotated = {sentence_of[anchors[0]] for _, anchors in mentions}
        text, last = "", ""
        places: dict[str, tuple[int, int, str]] = {}
        for token in root.findall("token"):
            sentence, form = token.get("sentence", ""), token.text or ""
            if sentence not in annotated or not form:
                continue
            if text and sentence != last:
                text += "\n"
            elif text and not re.fullmatch(r"[.,:;!?)%]|n't|'\w+|''", form) and text[-1] not in "(":
                text += " "
            last = sentence
            places[token.get("t_id", "")] = (len(text), len(text) + len(form), form)
            text += form
        names: dict[int, tuple[int, int, str]] = {}
        for tag, anchors in mentions:
            for start, end in _find_capitalised([places[a] for a in anchors if a in places]):
                names[start] = (start, end, _ECBPLUS_TYPES.get(tag, UNKNOWN))
        inside = sorted(names.values())
        for start, end, form in places.values():
            if form[:1].isupper() and not any(a <= start < b for a, b, _ in inside):
                names[start] = (start, end, UNKNOWN)
        found = tuple(sorted(names.values()))
        events = find_event_spans(
            [
                (_find_ecbplus_kind(tag), [places[a][:2] for a in anchors if a in places])
                for tag, anchors in mentions
            ]
        )
        documents.append(Document(f"ecb/{path.stem}", text, find_lines(text), names=found, events=events))
    small = {word for document in documents for word in re.findall(r"\b[a-z]+\b", document.text)}

    def doubt(text: str, name: tuple[int, int, str]) -> tuple[int, int, str]:
        start, end, kind = name
        return (start, end, UNKNOWN if text[start:end].lower() in small else kind)

    return [
        replace(document, names=tuple(doubt(document.text, name) for name in document.names or ()))
        for document in documents
    ]


def _find_capitalised(tokens: list[tuple[int, int, str]]) -> list[tuple[int, int]]:
    """Find the capitalised stretch of a mention, titles before it left off; none if it ends otherwise."""
    while tokens and not any(c.isalnum() for c in tokens[-1][2]):
        tokens = tokens[:-1]
    first = len(tokens)
    while first > 0 and (
        tokens[first - 1][2][:1].isupper()
        or (first > 1 and tokens[first - 1][2] in ("of", "de") and tokens[first - 2][2][:1].isupper())
    ):
        first -= 1
    for at in range(len(tokens) - 2, first - 1, -1):
        if tokens[at][2].lower() in TITLES or tokens[at][2] == "The":
            first = at + 1
            break
    stretch = tokens[first:]
    if not stretch or stretch[0][2].lower() in _PRONOUNS or stretch[-1][2].endswith(("'s", "’s")):
        return []
    return [(stretch[0][0], stretch[-1][1])]


_PRONOUNS = split_words("i he she it they we you his her their its my our your the who a an")
