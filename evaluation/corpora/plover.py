"""Sentences with the PLOVER type of what one actor does to another: PLV and PETRARCH's tests.

In: the folder `event-coding`. Out: `Coded` rows. Which word of a sentence names the act, its grammar tells:
`find_act`. Measuring is left to `evaluation.event_types`.
"""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.find.grammar import Grammar
from dateline.model.span import Span

COOPERATION = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD"})
"""The root types of verbal and material cooperation; the others are conflict."""

# WEIS, by its first two digits, and single codes that stand for something else here.
_CODES = {
    **{"03": "CONSULT", "04": "SUPPORT", "05": "AGREE", "06": "SUPPORT", "07": "AID", "08": "AGREE"},
    **{"09": "REQUEST", "10": "REQUEST", "11": "REJECT", "12": "ACCUSE", "13": "ACCUSE", "14": "REJECT"},
    **{"16": "THREATEN", "17": "THREATEN", "18": "PROTEST", "19": "SANCTION", "20": "COERCE", "21": "COERCE"},
    **{
        "22": "ASSAULT",
        "030": "AGREE",
        "085": "SUPPORT",
        "194": "ASSAULT",
        "1711": "COERCE",
        "1721": "COERCE",
    },
}
_RECORD = re.compile(r"<Sentence .*?</Sentence>", re.DOTALL)
_TEXT = re.compile(r"<Text>(.*?)</Text>", re.DOTALL)
_CODE = re.compile(r"eventcode\s*=\s*[\"'](\d+)")
_MARK = re.compile(r"(</?[st]>)")


@dataclass(frozen=True, slots=True)
class Coded:
    """A sentence with what it tells.

    Attributes:
        text: The sentence.
        sources: Who does it, in code points; the parts of a name that is marked in pieces.
        targets: To whom.
        type: The root type.
    """

    text: str
    sources: tuple[Span, ...]
    targets: tuple[Span, ...]
    type: str


def read_plv(folder: Path, name: str = "PLV_train.tsv") -> list[Coded]:
    """Read the rows of a part of PLV, in the file's order, with the gold root type of each."""
    with (folder / "PLV" / name).open(encoding="utf-8", newline="") as file:
        return [
            _read_marked(row["marked_sentence"], row["gold_root"])
            for row in csv.DictReader(file, delimiter="\t")
        ]


def read_unit_sentences(folder: Path) -> list[tuple[str, frozenset[str]]]:
    """Read the sentences of PETRARCH's unit tests whose codes mean a type, each with its types.

    The codes are mostly WEIS, not CAMEO, whatever the file says: 064 restores relations, 041 welcomes, 122
    condemns. Those that only test the dictionary (9xx, 345 …) or are mere comment (02x) mean none.
    """
    source = (folder / "petrarch2" / "PETR.UnitTest.records.xml").read_text("utf-8", errors="replace")
    found: dict[str, set[str]] = {}
    for record in _RECORD.finditer(source):
        text = _TEXT.search(record.group())
        codes = _CODE.findall(record.group())
        kinds = {kind for code in codes if (kind := _read_code(code)) is not None}
        if text is not None and kinds:
            found.setdefault(" ".join(html.unescape(text[1]).split()), set()).update(kinds)
    return [(text, frozenset(kinds)) for text, kinds in found.items()]


def _read_code(code: str) -> str | None:
    """Return the root type that a code of the unit tests means, None where it means none."""
    if code in _CODES:
        return _CODES[code]
    return _CODES.get(code[:2]) if len(code) == 3 else None


def _read_marked(marked: str, kind: str) -> Coded:
    """Take the marks out of a sentence."""
    text = ""
    opened: dict[str, int] = {}
    spans: dict[str, list[Span]] = {"s": [], "t": []}
    for piece in _MARK.split(marked):
        if not _MARK.fullmatch(piece):
            text += piece
        elif piece.startswith("</"):
            if (start := opened.pop(piece[2], len(text))) < len(text):
                spans[piece[2]].append(Span(start, len(text)))
        else:
            opened[piece[1]] = len(text)
    return Coded(text, tuple(spans["s"]), tuple(spans["t"]), kind)


def find_act(clause: Grammar, row: Coded) -> int:
    """Return the word that names the act: the lowest one that both source and target hang on."""
    source = {at for span in row.sources for at in clause.find_words(span.start, span.end)}
    target = {at for span in row.targets for at in clause.find_words(span.start, span.end)}
    above_source, above_target = list(_climb(clause, source)), list(_climb(clause, target))
    verbs = [
        at
        for at in (*above_source, *above_target, *range(len(clause.tags)))
        if clause.tags[at].startswith("VB") and clause.relations[at] != "aux"
    ]
    common = [at for at in above_source if at in above_target]
    outside = [at for at in (*common, *verbs) if at not in source and at not in target]
    return next(iter(outside or common), 0)


def _climb(clause: Grammar, phrase: set[int]) -> Iterator[int]:
    """Yield the head of a phrase, what that hangs on, and so on."""
    at = next((at for at in sorted(phrase) if clause.heads[at] not in phrase), -1)
    seen: set[int] = set()
    while at >= 0 and at not in seen:
        seen.add(at)
        yield at
        at = clause.heads[at]
