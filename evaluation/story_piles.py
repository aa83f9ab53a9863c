"""ECB+'s documents as a pile of reports whose stories are known, and what two of its reports have in common.

In: its XML. Out: for each document its story, its text, and its gist as the program reads it. A topic holds
two events of one kind, each told by the documents of one half (`ecb`, `ecbplus`): a topic's half is a story.
The first line of the newer half, the page's address, is left out. A document in which the program finds no
article has no gist.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from dateline.engine.reading import read_findings
from dateline.link.stories.gists import Gist, order_gist, read_gist
from dateline.link.stories.story_pairs import Spread, describe, weigh
from dateline.link.stories.story_window import Window
from dateline.nlp.frame import Floats
from evaluation.chained_texts import put_together


@dataclass(frozen=True, slots=True)
class Told:
    """A document: its name, topic and story, its text, and its gist, None where no article was found."""

    name: str
    topic: int
    story: str
    text: str
    gist: Gist | None


def read_told(folder: Path) -> list[Told]:
    """Return the documents of ECB+ by name.

    Args:
        folder: Holds `ECB+`.
    """
    texts = {path.stem: _read_text(path) for path in sorted((folder / "ECB+").rglob("*.xml"))}
    with TemporaryDirectory() as pile:
        for name, text in texts.items():
            (Path(pile) / f"{name}.txt").write_text(f"{text}\n", "utf-8")
        found = list(read_findings([pile], skipped=[]))
    gists = {Path(one.report.path).stem: read_gist(one) for one in found}
    return [
        Told(name, int(name.split("_")[0]), _name_story(name), text, gists.get(name))
        for name, text in texts.items()
    ]


def _read_text(path: Path) -> str:
    skip = "0" if path.stem.endswith("ecbplus") else None
    return put_together(one for one in ET.parse(path).getroot().iter("token") if one.get("sentence") != skip)[
        0
    ]


def _name_story(name: str) -> str:
    return name.split("_", maxsplit=1)[0] + ("+" if name.endswith("ecbplus") else "")


def describe_pile(pile: Iterable[Told]) -> tuple[Floats, NDArray[np.bool_], NDArray[np.bool_]]:
    """Return the features of the pairs that are compared in a pile, and whether story and topic are one.

    All are taken to be of one day: how rare words are, is counted in the whole pile.
    """
    told = sorted((one for one in pile if one.gist), key=lambda one: order_gist(_gist(one)))
    spread = Spread()
    for one in told:
        spread.add(_gist(one))
    window = Window()
    features: list[Sequence[float]] = []
    same: list[tuple[bool, bool]] = []
    for n, one in enumerate(told):
        report = weigh(_gist(one), spread.rate)
        for other in window.put(n, report):
            features.append(describe(report, window.held[other]))
            same.append((one.story == told[other].story, one.topic == told[other].topic))
    marks = np.array(same, np.bool_).reshape(len(same), 2)
    return np.array(features, np.float32), marks[:, 0], marks[:, 1]


def _gist(one: Told) -> Gist:
    if one.gist is None:
        raise ValueError(f"{one.name} has no gist")
    return one.gist
