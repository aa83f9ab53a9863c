"""Texts whose mentions of people, bodies and places are marked with chains that run across texts.

Read are ECB+ (Cybulska and Vossen, LREC 2014) and the English Apple corpus of MEANTIME (Minard et al., LREC
2016). Both come as tokens; a text is put together from them, a line for each sentence.
"""

import csv
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dateline.model.span import Span

# The usual development topics of ECB+; the encoder saw the names of the others in training.
ECB_HELD_OUT = frozenset((2, 5, 12, 18, 21, 23, 34, 35))
_ACTORS = ("HUMAN_PART", "LOC")
_MEANTIME_ACTORS = frozenset(("PER", "ORG", "LOC"))
_MEANTIME_NAMES = frozenset(("NAM", "PRE.NAM"))
_FORMS = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "-lrb-": "(", "-rrb-": ")"}
# Written close to what stands before.
_CLOSE = re.compile(r"[.,:;!?)%\]]|n't|'\w{0,2}|’\w{0,2}|\.\.\.")
# A name's head is its last word before one of these: "Elm" of "Port Elm , Anser".
_AFTER_HEAD = frozenset(",;:(-") | {"of", "in", "at", "on", "from", "for", "to", "and", "near", "who"}
_PRONOUN = re.compile(
    r"i|you|he|she|it|we|they|me|him|her|us|them|my|your|his|its|our|their|who|whom|whose|which|that|this|these|"
    r"those|one|\w+sel(?:f|ves)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ChainedMention:
    """A mention marked by hand: its span, its head's, its chain, and whether it is a name."""

    span: Span
    head: Span
    chain: str
    is_name: bool


@dataclass(frozen=True, slots=True)
class ChainedText:
    """A text and its marked mentions, sorted by where they stand; chains are the same for all of a corpus."""

    name: str
    text: str
    mentions: tuple[ChainedMention, ...]


def read_ecb(folder: Path) -> dict[int, list[ChainedText]]:
    """Return the texts of ECB+ by topic, in order of their names.

    Mentions are those of human participants and places, in the sentences that were annotated with chains,
    that are in a chain across texts or within one. A name is a mention whose head has a capital and is no
    pronoun nor a word that the corpus writes small more often than not.

    Args:
        folder: Holds `ECB+` and `ECBplus_coreference_sentences.csv`.
    """
    chosen: dict[str, set[str]] = {}
    with (folder / "ECBplus_coreference_sentences.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            chosen.setdefault(f"{row['Topic']}_{row['File']}", set()).add(row["Sentence Number"])
    roots = {path.stem: ET.parse(path).getroot() for path in sorted((folder / "ECB+").rglob("*.xml"))}
    small = _find_small_words(roots.values())
    topics: dict[int, list[ChainedText]] = {}
    for name, root in roots.items():
        topics.setdefault(int(name.split("_")[0]), []).append(
            _read_ecb_text(name, root, chosen.get(name, set()), small)
        )
    return topics


def _read_ecb_text(name: str, root: ET.Element, chosen: set[str], small: frozenset[str]) -> ChainedText:
    # The first line of the newer half is the page's address.
    skip = "0" if name.endswith("ecbplus") else None
    text, places = put_together(token for token in root.iter("token") if token.get("sentence") != skip)
    sentence_of = {token.get("t_id", ""): token.get("sentence", "") for token in root.iter("token")}
    chain_of: dict[str, str] = {}
    for relation in root.iterfind("Relations/*"):
        chain = relation.get("note", "") if relation.tag == "CROSS_DOC_COREF" else ""
        chain = chain or f"{name} {relation.get('r_id')}"
        chain_of |= {source.get("m_id", ""): chain for source in relation.findall("source")}
    mentions = []
    for marked in root.iterfind("Markables/*"):
        anchors = [anchor.get("t_id", "") for anchor in marked.findall("token_anchor")]
        anchors = [anchor for anchor in anchors if anchor in places]
        number = marked.get("m_id", "")
        if not marked.tag.startswith(_ACTORS) or not anchors or number not in chain_of:
            continue
        if sentence_of[anchors[0]] in chosen:
            mentions.append(_make_mention(text, [places[one] for one in anchors], chain_of[number], small))
    return ChainedText(name, text, tuple(sorted(mentions, key=lambda one: (one.span, one.chain))))


def _find_small_words(roots: Iterable[ET.Element]) -> frozenset[str]:
    """Return the words that a corpus writes without a capital more often than with one."""
    counts: Counter[str] = Counter()
    for root in roots:
        for token in root.iter("token"):
            form = token.text or ""
            counts[form.lower()] += 1 if form[:1].islower() else -1
    return frozenset(word for word, more in counts.items() if more > 0)


def _make_mention(text: str, places: list[Span], chain: str, small: frozenset[str]) -> ChainedMention:
    head = _find_head(text, places)
    word = head.of(text)
    is_name = word[:1].isupper() and word.lower() not in small and not _PRONOUN.fullmatch(word)
    return ChainedMention(Span(places[0].start, places[-1].end), head, chain, is_name)


def _find_head(text: str, places: list[Span]) -> Span:
    """Return the last word before a preposition or comma, of all words where one of these comes first."""
    for at, place in enumerate(places):
        if at and place.of(text).lower() in _AFTER_HEAD:
            return places[at - 1]
    return places[-1]


def read_meantime(folder: Path) -> list[ChainedText]:
    """Return the texts of MEANTIME's Apple corpus with their people, bodies and places, by name.

    Marked are the headline and the first five sentences. A name is what the corpus calls one (`NAM`,
    `PRE.NAM`).

    Args:
        folder: Holds the XML files of the layer with chains across texts.
    """
    return [_read_meantime_text(path.stem, ET.parse(path).getroot()) for path in sorted(folder.glob("*.xml"))]


def _read_meantime_text(name: str, root: ET.Element) -> ChainedText:
    text, places = put_together(root.iter("token"))
    chain_of: dict[str, str] = {}
    entities = {one.get("m_id", ""): one for one in root.iter("ENTITY")}
    for relation in root.iter("REFERS_TO"):
        target = relation.find("target")
        number = target.get("m_id", "") if target is not None else ""
        entity = entities.get(number)
        if entity is not None and entity.get("ent_type") in _MEANTIME_ACTORS:
            chain = entity.get("instance_id") or f"{name} {number}"
            chain_of |= {source.get("m_id", ""): chain for source in relation.findall("source")}
    mentions = []
    for marked in root.iter("ENTITY_MENTION"):
        anchors = [anchor.get("t_id", "") for anchor in marked.findall("token_anchor")]
        spans = [places[one] for one in anchors if one in places]
        number = marked.get("m_id", "")
        if not spans or number not in chain_of:
            continue
        head = _find_marked_head(text, spans, (marked.get("head") or "").split())
        is_name = marked.get("syntactic_type") in _MEANTIME_NAMES
        mentions.append(ChainedMention(Span(spans[0].start, spans[-1].end), head, chain_of[number], is_name))
    return ChainedText(name, text, tuple(sorted(mentions, key=lambda one: (one.span, one.chain))))


def _find_marked_head(text: str, places: list[Span], head: list[str]) -> Span:
    """Return the last word of the head that the corpus names, else the one that its words suggest."""
    words = [place.of(text) for place in places]
    for at in range(len(words) - len(head) + 1):
        if head and words[at : at + len(head)] == head:
            return places[at + len(head) - 1]
    return _find_head(text, places)


def put_together(tokens: Iterable[ET.Element]) -> tuple[str, dict[str, Span]]:
    """Return a text with a line for each sentence, and where each token stands in it."""
    text, last, quoted = "", "", False
    places: dict[str, Span] = {}
    for token in tokens:
        form, sentence = token.text or "", token.get("sentence", "")
        form = _FORMS.get(form, form)
        if not form:
            continue
        if sentence != last:
            text, quoted = text + ("\n" if text else ""), False
        elif not (_CLOSE.fullmatch(form) or text[-1] in "([$" or (form == '"' and quoted)) and not (
            text[-1] == '"' and quoted
        ):
            text += " "
        quoted = quoted != (form == '"')
        last = sentence
        places[token.get("t_id", "")] = Span(len(text), len(text) + len(form))
        text += form
    return text, places
