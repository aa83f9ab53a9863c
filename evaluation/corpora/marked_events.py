"""Texts whose events are marked with how they stand: TBAQ (TimeML) and MEANTIME.

In: the folders of the data collection. Out: `EventText`s, whose events have an extent, whether they are said
to be so and to have come about, and, in MEANTIME, who takes part. What the corpus leaves open is None.
"""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

from evaluation.chained_texts import put_together
from evaluation.timeml import Document, read_timeml

_TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
_ATTRIBUTE = re.compile(r"(\w+)=\"([^\"]*)\"")
_MEANTIME_MARKED = ("0", "2", "3", "4", "5")
_ROLES = {"Arg0": "agent", "Arg1": "target"}


@dataclass(frozen=True, slots=True)
class MarkedEvent:
    """One event as a corpus has it.

    Attributes:
        start: First code point.
        end: The code point after its last.
        kind: `action`, `reporting` or `state`.
        factual: Whether it is told as having come about or going on; None where the marks leave it open.
        positive: Whether it is said to be so; None where the marks cannot be trusted.
        participants: Role (`agent`, `target`), start, end.
        times: Starts and ends of the expressions that say when it was.
    """

    start: int
    end: int
    kind: str
    factual: bool | None
    positive: bool | None
    participants: tuple[tuple[str, int, int], ...] = ()
    times: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class EventText:
    """A text with its marked events, in order; `document` has its date and its times."""

    document: Document
    events: tuple[MarkedEvent, ...]


def read_tbaq(folder: Path) -> list[EventText]:
    """Read TimeBank and AQUAINT, sorted by file.

    Factual is a past or present tense without a modal, not factual a future or a modal; infinitives,
    participles and nouns are left open. AQUAINT's polarities are left out: half are negative.
    """
    return [_read_tbaq_text(path) for path in sorted(folder.glob("*/*.tml"))]


def _read_tbaq_text(path: Path) -> EventText:
    source = path.read_text(encoding="utf-8")
    document = read_timeml(path)
    instances: dict[str, dict[str, str]] = {}
    for found in re.finditer(r"<MAKEINSTANCE ([^>]*)>", source):
        attributes = dict(_ATTRIBUTE.findall(found[1]))
        instances.setdefault(attributes.get("eventID", ""), attributes)
    body = re.search(r"<TEXT>(.*)</TEXT>", source, re.DOTALL)
    events, length, last = [], 0, 0
    opened: tuple[int, dict[str, str]] | None = None
    text = body[1] if body else ""
    for tag in _TAG.finditer(text):
        length += len(html.unescape(text[last : tag.start()]))
        last = tag.end()
        if tag[2] == "EVENT" and not tag[1]:
            opened = (length, dict(_ATTRIBUTE.findall(tag[3])))
        elif tag[2] == "EVENT" and opened is not None:
            start, attributes = opened
            marks = instances.get(attributes.get("eid", ""), {})
            trusted = path.parent.name == "TimeBank" and marks.get("polarity") in ("POS", "NEG")
            events.append(
                MarkedEvent(
                    start,
                    length,
                    _KINDS.get(attributes.get("class", ""), "action"),
                    _tell_factual(marks),
                    marks.get("polarity") == "POS" if trusted else None,
                )
            )
    return EventText(document, tuple(events))


_KINDS = {"REPORTING": "reporting", "STATE": "state", "I_STATE": "state", "PERCEPTION": "state"}


def _tell_factual(marks: dict[str, str]) -> bool | None:
    modal = marks.get("modality", "none").lower() not in ("none", "")
    if modal or marks.get("tense") == "FUTURE":
        return False
    return True if marks.get("tense") in ("PAST", "PRESENT") else None


def read_meantime_events(folder: Path) -> list[EventText]:
    """Read headline and first five sentences of MEANTIME's Apple corpus, sorted by file.

    Args:
        folder: Holds the XML files of the layer within documents.
    """
    return [_read_meantime_text(path) for path in sorted(folder.glob("*.xml"))]


def _read_meantime_text(path: Path) -> EventText:
    from evaluation.timeml import read_meantime

    root = ET.parse(path).getroot()
    text, places = put_together(one for one in root.iter("token") if one.get("sentence") in _MEANTIME_MARKED)
    extents: dict[str, tuple[int, int]] = {}
    for one in root.iterfind("Markables/*"):
        spans = [places[at] for anchor in one if (at := anchor.get("t_id", "")) in places]
        if spans:
            extents[one.get("m_id", "")] = (min(spans).start, max(spans).end)
    classes = {event.get("m_id"): event.get("class") for event in root.iter("EVENT")}
    class_of: dict[str, str] = {}
    for link in root.iter("REFERS_TO"):
        target = link.find("target")
        if target is not None:
            for source in link.findall("source"):
                class_of[source.get("m_id", "")] = classes.get(target.get("m_id")) or ""
    joined: dict[str, list[tuple[str, str]]] = {}
    for relation in (*root.iter("HAS_PARTICIPANT"), *root.iter("TLINK")):
        ends = [relation.find("source"), relation.find("target")]
        numbers = [end.get("m_id", "") for end in ends if end is not None]
        kind = relation.get("sem_role") or relation.get("reltype") or ""
        if len(numbers) == 2:
            joined.setdefault(numbers[0], []).append((kind, numbers[1]))
    timexes = {one.get("m_id", "") for one in root.iter("TIMEX3")}
    events = []
    for one in root.iter("EVENT_MENTION"):
        number = one.get("m_id", "")
        if number not in extents or class_of.get(number) == "GRAMMATICAL":
            continue
        others = [(kind, other) for kind, other in joined.get(number, []) if other in extents]
        certain = {"CERTAIN": True, "POSSIBLE": False, "PROBABLE": False}.get(one.get("certainty", ""))
        future = one.get("time") == "FUTURE" or one.get("special_cases", "").startswith("COND")
        events.append(
            MarkedEvent(
                *extents[number],
                "reporting" if class_of.get(number) == "SPEECH_COGNITIVE" else "action",
                None if certain is None else certain and not future,
                {"POS": True, "NEG": False}.get(one.get("polarity", "")),
                tuple((_ROLES[kind], *extents[other]) for kind, other in others if kind in _ROLES),
                tuple(
                    extents[other]
                    for kind, other in others
                    if other in timexes and kind in ("IS_INCLUDED", "SIMULTANEOUS", "INCLUDES")
                ),
            )
        )
    document = read_meantime(path)
    assert document.text == text
    return EventText(document, tuple(sorted(events, key=lambda e: (e.start, e.end))))
