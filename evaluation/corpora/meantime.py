"""MEANTIME's Apple corpus. In: its document-level XML. Out: documents with names and triggers of events."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

from evaluation.corpora.document import UNKNOWN, Document, find_event_spans, find_lines
from evaluation.corpora.words import TITLES

_MEANTIME_TYPES = {"PER": "person", "ORG": "organization", "LOC": "place", "PRO": "other", "FIN": "other"}
_MEANTIME_EVENTS = {"SPEECH_COGNITIVE": "reporting", "GRAMMATICAL": UNKNOWN}


def read_meantime(folder: Path, *, held_out: bool) -> list[Document]:
    """Read the names of MEANTIME's Apple corpus: headline and first five sentences, which it marks.

    Args:
        folder: Holds the document-level XML files.
        held_out: Every third file if true, else the others.
    """
    documents = []
    for index, path in enumerate(sorted(folder.glob("*.xml"))):
        if (index % 3 == 0) != held_out:
            continue
        root = ET.parse(path).getroot()
        text, previous = "", 0
        places: dict[str, tuple[int, int, str]] = {}
        for token in root.findall("token"):
            sentence = int(token.get("sentence", "0"))
            if sentence > 5:
                break
            form = token.text or ""
            form = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}.get(form, form)
            if sentence != previous and previous == 0:
                text += "\n"
            elif text and text[-1] not in "\n(" and not re.fullmatch(r"[.,:;!?)%]|n't|'\w+|''", form):
                text += " "
            previous = sentence
            places[token.get("t_id", "")] = (len(text), len(text) + len(form), form)
            text += form
        kinds = {entity.get("m_id"): entity.get("ent_type") or "" for entity in root.iter("ENTITY")}
        refers = {}
        for link in root.iter("REFERS_TO"):
            target = link.find("target")
            for source in link.findall("source"):
                refers[source.get("m_id")] = kinds.get(target.get("m_id") if target is not None else "", "")
        found: list[tuple[int, int, str]] = []
        for mention in root.iter("ENTITY_MENTION"):
            if mention.get("syntactic_type") not in ("NAM", "PRE.NAM"):
                continue
            tokens = [
                places[a.get("t_id", "")] for a in mention.findall("token_anchor") if a.get("t_id") in places
            ]
            kind = _MEANTIME_TYPES.get(refers.get(mention.get("m_id"), ""))
            head = (mention.get("head") or "").split()
            for first in range(len(tokens) - len(head) + 1):
                if head and [form for _, _, form in tokens[first : first + len(head)]] == head:
                    tokens = tokens[first : first + len(head)]
                    break
            while tokens and not (any(c.isupper() for c in tokens[0][2]) and tokens[0][2].lower() != "the"):
                tokens = tokens[1:]
            for at, (_, _, form) in enumerate(tokens):
                if form == "'s" and kind != "person":
                    tokens = tokens[at + 1 :]
                    break
            if kind == "person" and tokens and tokens[-1][2].lower() in TITLES:
                continue
            if (
                tokens
                and kind
                and all(any(c.isalnum() for c in form) or form in "-'" for _, _, form in tokens)
            ):
                end = tokens[-1][1] - (1 if re.fullmatch(r"\w{3,}\.", tokens[-1][2]) else 0)
                found.append((tokens[0][0], end, kind))
        names: list[tuple[int, int, str]] = []
        for start, end, kind in sorted(set(found), key=lambda n: (n[0] - n[1], n)):
            if all(end <= other[0] or other[1] <= start for other in names):
                names.append((start, end, kind))
        classes = {event.get("m_id"): event.get("class") for event in root.iter("EVENT")}
        kinds_of = {
            source.get("m_id"): _MEANTIME_EVENTS.get(classes.get(target.get("m_id")) or "", "action")
            for link in root.iter("REFERS_TO")
            if (target := link.find("target")) is not None
            for source in link.findall("source")
        }
        # Extents of participants are other than ECB+'s, so they are left open.
        parts = []
        for tag in ("EVENT_MENTION", "ENTITY_MENTION", "TIMEX3", "VALUE"):
            for mention in root.iter(tag):
                anchors = [a.get("t_id", "") for a in mention.findall("token_anchor")]
                kind = kinds_of.get(mention.get("m_id"), "action") if tag == "EVENT_MENTION" else UNKNOWN
                parts.append((kind, [places[i][:2] for i in anchors if i in places]))
        documents.append(
            Document(
                f"meantime/{path.stem}",
                text,
                find_lines(text),
                names=tuple(sorted(names)),
                events=find_event_spans(parts),
            )
        )
    return documents
