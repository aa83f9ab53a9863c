"""Texts with their expressions of time marked after TimeML: TBAQ, WikiWars and MEANTIME.

The document's creation time is given as its date of publication and is no expression of the text.
"""

import html
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

from dateline.model.report import Basis, Published, Report
from evaluation.chained_texts import put_together

_TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
_ATTRIBUTE = re.compile(r"(\w+)=\"([^\"]*)\"")
_MEANTIME_MARKED = ("0", "2", "3", "4", "5")  # headline and first sentences; 1 is the date of the report


@dataclass(frozen=True, slots=True)
class Timex:
    """An annotated or found expression."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Document:
    """The text of one TimeML document, without its tags, and what is annotated in it.

    `corpus` is the folder it is in: "TimeBank" and "AQUAINT" make up TBAQ.
    """

    corpus: str
    name: str
    created: str
    text: str
    gold: tuple[Timex, ...]

    def as_report(self) -> Report:
        """Return the document as a report published when it was created."""
        day = self.created[:10]
        published = Published(day, day, day, Basis.GIVEN)
        return Report.of_text(self.text, id=self.name, path=self.name, published=published)


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
    return Document(path.parent.name, path.stem, created[1], "".join(pieces), tuple(gold))


def read_meantime(path: Path) -> Document:
    """Read the headline and the first sentences of a text of MEANTIME: as far as times are marked in it.

    The line under the headline is the date of the report and is left out.
    """
    root = ET.parse(path).getroot()
    marked = [one for one in root.iter("TIMEX3") if one.find("token_anchor") is not None]
    created = next(one for one in root.iter("TIMEX3") if one.get("functionInDocument") == "CREATION_TIME")
    text, places = put_together(one for one in root.iter("token") if one.get("sentence") in _MEANTIME_MARKED)
    gold = []
    for one in marked:
        spans = [places[at] for anchor in one if (at := anchor.get("t_id", "")) in places]
        if spans:
            bounds = min(spans).start, max(spans).end
            gold.append(Timex(*bounds, one.get("type", ""), one.get("value", "")))
    gold.sort(key=lambda one: one.start)
    return Document(path.parent.name, path.stem, created.get("value", ""), text, tuple(gold))


def read_corpora(data: Path) -> dict[str, list[Document]]:
    """Read TBAQ, the training part of WikiWars and MEANTIME under `data`, each sorted by file.

    Raises:
        FileNotFoundError: A corpus is not there.
    """
    meantime = data / "entity-timelines/meantime/intra-doc_annotation/corpus_apple"
    paths = {
        "tbaq": sorted((data / "time" / "tbaq").glob("*/*.tml")),
        "wikiwars": sorted((data / "time" / "wikiwars").glob("*.tml")),
        "meantime": sorted(meantime.glob("*.xml")),
    }
    for name, files in paths.items():
        if not files:
            raise FileNotFoundError(f"{data}: no texts of {name} there")
    readers = {"meantime": read_meantime}
    return {name: [readers.get(name, read_timeml)(path) for path in files] for name, files in paths.items()}
