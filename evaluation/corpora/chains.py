"""Read who a text's pronouns and nouns stand for: GUM's openly licensed genres and ECB+.

In: the folders of the data collection. Out: `Chained` documents: text, where each person is named, and the
pronouns and nouns that stand for a person named elsewhere in the text.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

from evaluation.corpora.gum_names import Word, find_gum_names
from evaluation.corpora.treebanks import read_conllu

# What of GUM may be used for anything: the others' texts are not to be used commercially.
OPEN_GENRES = ("academic", "bio", "court", "interview", "news", "speech", "textbook", "voyage")
NEWS_LIKE = ("bio", "interview", "news", "speech")
PRONOUNS = frozenset(("he", "him", "his", "himself", "she", "her", "hers", "herself"))
_ECBPLUS_DEV = frozenset((2, 5, 12, 18, 21, 23, 34, 35))

Segment = tuple[int, int]


@dataclass(frozen=True)
class Anaphor:
    """A pronoun or noun that stands for someone; where that person is named, if anywhere, and spoken of."""

    start: int
    end: int
    names: tuple[Segment, ...]
    is_pronoun: bool
    places: tuple[Segment, ...] = ()


@dataclass(frozen=True)
class Chained:
    """A text with what stands for whom, in order."""

    name: str
    text: str
    anaphors: tuple[Anaphor, ...]


@dataclass(frozen=True)
class _Marked:
    chain: str
    start: int
    end: int
    head: Segment
    tag: str
    first: str
    kind: str


def read_gum(folder: Path, parts: tuple[str, ...], genres: tuple[str, ...] = OPEN_GENRES) -> list[Chained]:
    """Read the documents of some genres and parts (`train`, `dev`, `test`), sorted by file name."""
    splits: dict[str, str] = {}
    heading = ""
    for line in (folder / "splits.md").read_text(encoding="utf-8").split("\n"):
        if line.startswith("## "):
            heading = line[3:].strip()
        elif match := re.match(r"\s*\*\s+(GUM_\w+)", line):
            splits[match.group(1)] = heading
    documents = []
    for path in sorted((folder / "dep").glob("*.conllu")):
        if splits.get(path.stem) not in parts or path.stem.split("_")[1] not in genres:
            continue
        for name, text, _, sentences in read_conllu(path):
            names = [found for words in sentences for found in find_gum_names(words)]
            marked = _find_marked([word for words in sentences for word in words], sentences)
            documents.append(Chained(name, text, _chain(marked, names)))
    return documents


def _find_marked(words: list[Word], sentences: list[list[Word]]) -> list[_Marked]:
    sentence_of = {word.start: at for at, one in enumerate(sentences) for word in one}
    opened: dict[str, list[tuple[int, str]]] = {}
    found = []
    for at, word in enumerate(words):
        for token in re.findall(r"\([^()]*\)?|[^()]+\)", word.entity):
            chain = token.strip("()").split("-", 1)[0]
            if token.startswith("("):
                kind = [*token.strip("()").split("-"), "", ""][1]
                opened.setdefault(chain, []).append((at, kind))
                if not token.endswith(")"):
                    continue
            if not opened.get(chain):
                continue
            first, kind = opened[chain].pop()
            inside = words[first : at + 1]
            numbers = {w.number for w in inside}
            heads = [w for w in inside if w.head not in numbers] or inside[-1:]
            if sentence_of[inside[0].start] == sentence_of[inside[-1].start]:
                head = heads[0]
                found.append(
                    _Marked(
                        chain, inside[0].start, inside[-1].end, (head.start, head.end), head.tag,
                        inside[0].form.lower(), kind,
                    )
                )  # fmt: skip
    return found


def _chain(marked: list[_Marked], names: list[tuple[int, int, str]]) -> tuple[Anaphor, ...]:
    named: dict[str, list[Segment]] = {}
    for one in marked:
        if one.tag in ("NNP", "NNPS") and one.kind == "person":
            spans = [(s, e) for s, e, _ in names if s <= one.head[0] < e]
            named.setdefault(one.chain, []).extend(spans)
    places: dict[str, list[Segment]] = {}
    for one in marked:
        places.setdefault(one.chain, []).append((one.start, one.end))
    found = []
    for one in marked:
        if one.kind != "person":
            continue
        whose = tuple(sorted(named.get(one.chain, ())))
        pronoun = one.tag in ("PRP", "PRP$") and one.start == one.head[0]
        if pronoun or (one.tag == "NN" and one.first in ("the", "this", "that") and whose):
            found.append(Anaphor(one.start, one.end, whose, pronoun, tuple(places[one.chain])))
    return tuple(sorted(found, key=lambda a: (a.start, a.end)))


def read_ecbplus(folder: Path, *, held_out: bool) -> list[Chained]:
    """Read the articles of topics 1 to 35: the usual dev topics if `held_out`, else the others.

    Only some sentences are annotated, and in those what takes part in an action; the whole text is read.
    """
    documents = []
    for path in sorted(folder.rglob("*.xml"), key=lambda p: [int(n) for n in re.findall(r"\d+", p.stem)]):
        topic = int(path.name.split("_")[0])
        if topic > 35 or (topic in _ECBPLUS_DEV) != held_out:
            continue
        root = ET.parse(path).getroot()
        text, places = _join_tokens(root)
        spans: dict[str, tuple[int, int, str]] = {}
        for mention in root.iterfind("Markables/*"):
            anchors = [places[a.get("t_id", "")] for a in mention.findall("token_anchor")]
            if anchors and mention.tag == "HUMAN_PART_PER":
                spans[mention.get("m_id", "")] = (anchors[0][0], anchors[-1][1], mention.tag)
        chains = [
            [spans[s.get("m_id", "")] for s in link.findall("source") if s.get("m_id", "") in spans]
            for link in root.iterfind("Relations/*")
        ]
        found = []
        for chain in chains:
            names = tuple(
                (s, e)
                for s, e, _ in chain
                if text[s:e].lower() not in PRONOUNS and re.search(r"[A-Z]\w+$", text[s:e])
            )
            everywhere = tuple((s, e) for s, e, _ in chain)
            found += [
                Anaphor(s, e, names, True, everywhere) for s, e, _ in chain if text[s:e].lower() in PRONOUNS
            ]
        documents.append(Chained(path.stem, text, tuple(sorted(found, key=lambda a: a.start))))
    return documents


def _join_tokens(root: ET.Element) -> tuple[str, dict[str, Segment]]:
    text, last, quoted = "", "0", False
    places: dict[str, Segment] = {}
    glue = False
    for token in root.findall("token"):
        form, sentence = token.text or "", token.get("sentence", "")
        closing = form in ('"', "''", "”") and quoted
        tight = closing or re.fullmatch(r"[.,:;!?)%]|n't|['’]\w*|”", form) is not None
        if sentence != last:
            text += "\n"
            quoted = False
        elif text and not glue and not tight:
            text += " "
        last = sentence
        if form in ('"', "``", "''"):
            closing = quoted
            quoted = not quoted
        glue = form in ("(", "$", "“", "``") or (form == '"' and not closing)
        places[token.get("t_id", "")] = (len(text), len(text) + len(form))
        text += form
    return text, places
