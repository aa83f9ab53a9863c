"""Read the corpora into documents: text, paragraphs and whichever annotation each corpus carries.

In: the folders of the data collection, as its own readme names them. Out: `Document`s with code-point
intervals. What the annotation means to the encoder is left to `examples`.
"""

from __future__ import annotations

import hashlib
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

NAME_TYPES = ("person", "organization", "place", "group", "other")
EVENT_KINDS = ("action", "reporting", "state", "participant", "object", "place", "time")
UNKNOWN = "unknown"


@dataclass(frozen=True)
class Role:
    """One span of an attribution.

    Attributes:
        kind: `Source`, `Cue` or `Content`.
        segments: Half-open code points; more than one where the text interrupts the span.
        cues: Where the cue of each attribution that the span belongs to begins.
    """

    kind: str
    segments: tuple[tuple[int, int], ...]
    cues: tuple[int, ...]


@dataclass(frozen=True)
class Document:
    """One annotated text. A layer that the corpus does not annotate is None.

    Attributes:
        name: Corpus and file, unique.
        text: The text that all offsets point into.
        paragraphs: Half-open code points.
        roles: Attribution spans.
        names: `(start, end, type)`, sorted, not overlapping; of type `UNKNOWN` where a name may stand that
            was not marked.
        tags: `(start, end, Penn tag)` for each word.
        trees: `(start, head's start, relation)` for each word; -1 in place of the head's start at the root.
        sentences: Where each sentence begins.
        events: `(start, end, kind)` of what happens, who takes part, where and when, sorted, not overlapping;
            of kind `UNKNOWN` where the corpus may leave something out.
        names_weight: How much the names of this document count.
    """

    name: str
    text: str
    paragraphs: tuple[tuple[int, int], ...]
    roles: tuple[Role, ...] | None = None
    names: tuple[tuple[int, int, str], ...] | None = None
    tags: tuple[tuple[int, int, str], ...] | None = None
    trees: tuple[tuple[int, int, str], ...] | None = None
    sentences: tuple[int, ...] | None = None
    events: tuple[tuple[int, int, str], ...] | None = None
    names_weight: float = 1.0


def find_lines(text: str) -> tuple[tuple[int, int], ...]:
    """Find the lines of a text that hold more than white space."""
    return tuple((m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if m.group().strip())


# --- PolNeAR
# ---------------------------------------------------------------------------------------------------------


def read_polnear(folder: Path) -> list[Document]:
    """Read one part of PolNeAR, the first annotator of each text.

    Args:
        folder: Holds `text/` and `attributions/` (brat stand-off).

    Returns:
        Documents sorted by file name.
    """
    documents = []
    annotations: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann"), reverse=True):
        annotations[path.stem.rsplit("_", 1)[0]] = path
    for path in sorted((folder / "text").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        roles = read_brat(annotations[path.stem], text)
        documents.append(Document(f"polnear/{path.stem}", text, find_lines(text), roles=roles))
    return documents


def read_brat(path: Path, text: str) -> tuple[Role, ...]:
    """Read the attributions of one stand-off file."""
    spans: dict[str, tuple[str, tuple[tuple[int, int], ...]]] = {}
    owners: dict[str, list[str]] = {}
    cue_of: dict[str, int] = {}
    for line in path.read_bytes().decode("utf-8").split("\n"):
        if match := re.match(r"(T\d+)\t(\w+) (\d[\d ;]*)\t", line):
            key, kind, numbers = match.groups()
            segments = tuple((int(a), int(b)) for a, b in (part.split() for part in numbers.split(";")))
            spans[key] = (kind, join_segments(segments, text))
        elif match := re.match(r"(E\d+)\t(Attribution.*)$", line):
            event, parts = match.groups()
            for part in parts.split()[1:]:
                owners.setdefault(part.split(":")[1], []).append(event)
    for key, (kind, segments) in spans.items():
        if kind == "Cue":
            for event in owners.get(key, []):
                cue_of[event] = min(cue_of.get(event, segments[0][0]), segments[0][0])
    roles = []
    for key, (kind, segments) in spans.items():
        cues = tuple(sorted({cue_of[event] for event in owners.get(key, []) if event in cue_of}))
        if kind in ("Source", "Cue", "Content") and cues:
            roles.append(Role(kind, segments, cues))
    return tuple(sorted(roles, key=lambda role: role.segments))


def join_segments(segments: tuple[tuple[int, int], ...], text: str) -> tuple[tuple[int, int], ...]:
    """Join segments with only white space between them: the annotation tool breaks spans at line ends."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(segments):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def split_held_out(documents: list[Document], *, count: int = 40) -> tuple[list[Document], list[Document]]:
    """Split off the documents whose names hash lowest, for decisions that must not see the dev part."""
    ranked = sorted(documents, key=lambda document: hashlib.sha256(document.name.encode()).hexdigest())
    held = {document.name for document in ranked[:count]}
    return [d for d in documents if d.name not in held], [d for d in documents if d.name in held]


# --- Universal Dependencies
# ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Word:
    """One word of a treebank with its place in the document's text."""

    start: int
    end: int
    form: str
    tag: str
    number: int
    head: int
    relation: str
    entity: str


def read_conllu(path: Path) -> Iterator[tuple[str, str, tuple[tuple[int, int], ...], list[list[Word]]]]:
    """Read a CoNLL-U file document by document.

    Yields:
        Document id, text (paragraphs joined by line ends), paragraphs, and the words of each sentence.
    """
    name, text = "", ""
    sentences: list[list[Word]] = []
    fresh = True
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        if not block.strip():
            continue
        lines = block.split("\n")
        for line in lines:
            if line.startswith("# newdoc id = "):
                if sentences:
                    yield name, text, find_lines(text), sentences
                name, text, sentences, fresh = line.split(" = ", 1)[1], "", [], True
            elif re.match(r"# newpar( |$)", line):
                fresh = True
        if text and fresh:
            text = text.rstrip(" ") + "\n"
        elif text and not text.endswith(" "):
            text += " "
        fresh = False
        words: list[Word] = []
        until, space = 0, True
        for line in lines:
            if line.startswith("#") or not line:
                continue
            cells = line.split("\t")
            misc = dict(item.split("=", 1) for item in cells[9].split("|") if "=" in item)
            if "-" in cells[0]:
                # A joined token ("Korea's"): its words share its letters; cut them by their forms.
                until = int(cells[0].split("-")[1])
                space = misc.get("SpaceAfter") != "No"
                continue
            if "." in cells[0]:
                continue
            number = int(cells[0])
            start = len(text)
            text += cells[1]
            after = misc.get("SpaceAfter") != "No"
            if number < until:
                after = False
            elif number == until:
                after = space
            head = int(cells[6]) if cells[6].isdigit() else 0
            words.append(
                Word(start, len(text), cells[1], cells[4], number, head, cells[7], misc.get("Entity", ""))
            )
            if after:
                text += " "
        sentences.append(words)
    if sentences:
        yield name, text, find_lines(text), sentences


def read_gum(folder: Path, part: str) -> list[Document]:
    """Read one part (`train`, `dev` or `test`) of GUM with its names and tags.

    Args:
        folder: Holds `dep/` and `splits.md`.
        part: As headed in `splits.md`.

    Returns:
        Documents sorted by file name.
    """
    splits: dict[str, str] = {}
    heading = ""
    for line in (folder / "splits.md").read_text(encoding="utf-8").split("\n"):
        if line.startswith("## "):
            heading = line[3:].strip()
        elif match := re.match(r"\s*\*\s+(GUM_\w+)", line):
            splits[match.group(1)] = heading
    documents = []
    for path in sorted((folder / "dep").glob("*.conllu")):
        if splits.get(path.stem) != part:
            continue
        for name, text, paragraphs, sentences in read_conllu(path):
            names = [found for words in sentences for found in find_gum_names(words)]
            tags = tuple((word.start, word.end, word.tag) for words in sentences for word in words)
            trees = find_trees(sentences)
            starts = tuple(words[0].start for words in sentences if words)
            documents.append(
                Document(
                    f"gum/{name}",
                    text,
                    paragraphs,
                    names=tuple(names),
                    tags=tags,
                    trees=trees,
                    sentences=starts,
                )
            )
    return _call_countries_places(documents)


def _call_countries_places(documents: list[Document]) -> list[Document]:
    """Type a name as a place throughout where GUM once does: it calls a country that acts an organisation."""
    places = {
        document.text[start:end]
        for document in documents
        for start, end, kind in document.names or ()
        if kind == "place" and not document.text[start:end].isupper()
    }
    return [
        replace(
            document,
            names=tuple(
                (
                    start,
                    end,
                    "place" if kind == "organization" and document.text[start:end] in places else kind,
                )
                for start, end, kind in document.names or ()
            ),
        )
        for document in documents
    ]


def read_ewt(path: Path) -> list[Document]:
    """Read the tags of the weblog and newsgroup documents of the English Web Treebank."""
    documents = []
    for name, text, paragraphs, sentences in read_conllu(path):
        if name.startswith(("weblog", "newsgroup")):
            tags = tuple((word.start, word.end, word.tag) for words in sentences for word in words)
            trees = find_trees(sentences)
            starts = tuple(words[0].start for words in sentences if words)
            documents.append(
                Document(f"ewt/{name}", text, paragraphs, tags=tags, trees=trees, sentences=starts)
            )
    return documents


def find_trees(sentences: list[list[Word]]) -> tuple[tuple[int, int, str], ...]:
    """Find where the head of each word stands and how the word relates to it, subtypes left off."""
    trees = []
    for words in sentences:
        starts = {word.number: word.start for word in words}
        trees += [(word.start, starts.get(word.head, -1), word.relation.split(":")[0]) for word in words]
    return tuple(trees)


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


_TITLES = _words(
    "president vice prime minister chancellor senator sen sen. gov gov. governor rep rep. "
    "representative congressman congresswoman secretary gen gen. general lt lt. lieutenant col col. "
    "colonel maj maj. major capt capt. captain sgt sgt. sergeant adm adm. admiral mr mr. mrs mrs. ms "
    "ms. miss dr dr. prof prof. professor sir lord lady dame king queen prince princess emperor empress "
    "pope bishop archbishop cardinal rev rev. reverend father sister judge justice chief attorney mayor "
    "ambassador speaker chairman chairwoman director ceo commissioner minister officer spokesman "
    "spokeswoman premier imam sheikh ayatollah mullah saint st."
)
_INNER = _words("of the for and & de la le du di da del van von der den bin al el ibn y - – / ' . ,")
_HEADWORDS = _words(
    "university college department ministry bank house institute bureau republic kingdom state city "
    "council court office school academy museum church board federation union united association "
    "society center centre agency league bay gulf isle strait cape mount port fort university library "
    "journal battle house organization organisation committee commission district duke army chamber "
    "bill world north south"
)
_GROUPS = _words(
    "taliban hamas hezbollah hizbullah al-qaeda al-qaida isis isil daesh farc democrats republicans"
)
_PROPER = frozenset(("NNP", "NNPS"))
_SKIPPED = frozenset(("time", "quantity"))
_NAME_TYPES = {"person": "person", "organization": "organization", "place": "place"}


@dataclass(frozen=True)
class _Mention:
    words: tuple[Word, ...]
    kind: str
    identity: str


def find_mentions(words: list[Word]) -> list[_Mention]:
    """Find the entity mentions that one sentence opens and closes, from its `Entity=` cells."""
    opened: list[tuple[str, str, str, int]] = []
    found = []
    for at, word in enumerate(words):
        for token in re.findall(r"\([^()]*\)?|[^()]+\)", word.entity):
            if token.startswith("("):
                # GRP-etype-infstat-salience-centering-minspan-link-identity; the identity may hold hyphens.
                cells = token.strip("()").split("-", 7)
                group = cells[0]
                kind = cells[1] if len(cells) > 1 else ""
                opened.append((group, kind, cells[7] if len(cells) > 7 else "", at))
                if not token.endswith(")"):
                    continue
            else:
                group = token.rstrip(")")
            for index in range(len(opened) - 1, -1, -1):
                if opened[index][0] == group:
                    _, kind, identity, first = opened.pop(index)
                    found.append(_Mention(tuple(words[first : at + 1]), kind, identity))
                    break
    return found


def find_gum_names(words: list[Word]) -> list[tuple[int, int, str]]:
    """Find the names of one sentence: for each mention the stretch of proper nouns around its head.

    Args:
        words: One sentence.

    Returns:
        `(start, end, type)` sorted, the outermost name where names nest.
    """
    taken: set[int] = set()
    names = []
    for mention in sorted(find_mentions(words), key=lambda m: (-len(m.words), m.words[0].number)):
        stretch = _find_stretch(mention)
        if not stretch or taken & {word.number for word in stretch}:
            continue
        taken |= {word.number for word in stretch}
        kind = _NAME_TYPES.get(mention.kind, "other")
        last = stretch[-1]
        plural = last.tag == "NNPS" and mention.kind == "person"
        if plural or last.form.lower() in _GROUPS or (last.tag == "NNPS" and last.form.lower() in _GROUPS):
            kind = "group"
        names.append((stretch[0].start, last.end, kind))
    return sorted(names)


def _find_stretch(mention: _Mention) -> tuple[Word, ...]:
    """Find the proper-noun stretch that names the mention; empty where it is not a name."""
    words = mention.words
    if mention.kind in _SKIPPED:
        return ()
    inside = {word.number for word in words}
    heads = [at for at, word in enumerate(words) if word.head not in inside]
    if not heads:
        return ()
    head = heads[0]
    if words[head].tag not in _PROPER:
        # "Yonhap news agency": not a proper noun at its head, but the whole mention is a name with an
        # identity.
        wiki = re.sub(r"\W+", " ", mention.identity.replace("_", " ")).lower().split()
        content = [word for word in words if word.tag not in ("DT", "POS")]
        if not wiki or not content or content[0].tag not in _PROPER:
            return ()
        plain = re.sub(r"\W+", " ", " ".join(word.form for word in content)).lower().split()
        return tuple(content) if plain == wiki else ()
    first = last = head

    def joins(at: int) -> bool:
        word = words[at]
        return word.tag in _PROPER or (word.tag in ("CD", "JJ", "FW") and word.form[:1].isupper())

    identity = mention.identity.replace("_", " ").lower()
    while first > 0 and joins(first - 1):
        first -= 1
    while last + 1 < len(words):
        if words[last + 1].tag in _PROPER:
            last += 1
            continue
        ahead = last + 1
        while ahead < len(words) and words[ahead].form.lower() in _INNER and ahead - last <= 2:
            ahead += 1
        if ahead < len(words) and ahead > last + 1 and words[ahead].tag in _PROPER:
            inner = " ".join(word.form.lower() for word in words[last + 1 : ahead])
            glued = all(a.end == b.start for a, b in pairwise(words[last : ahead + 1]))
            known = inner in ("of", "of the", "for", "and", "&", "for the") and (
                f" {inner} {words[ahead].form.lower()}" in f" {identity}"
                or (
                    not identity
                    and inner in ("of", "of the")
                    and any(w.form.lower() in _HEADWORDS for w in words[first : last + 1])
                )
            )
            particle = inner in (
                "de",
                "la",
                "le",
                "du",
                "di",
                "da",
                "del",
                "van",
                "von",
                "bin",
                "al",
                "el",
                "ibn",
                "y",
            )
            if known or particle or (glued and inner in ("-", "–", "/", "'", ".")):
                last = ahead
                continue
        break
    if mention.kind == "person":
        for at in range(last - 1, first - 1, -1):
            if words[at].form.lower() in _TITLES:
                first = at + 1
                break
        if words[last].form.lower() in _TITLES and first == last:
            return ()
    return words[first : last + 1]


# --- Names in tweets and in Wikinews
# ---------------------------------------------------------------------------------

_TWEET_TYPES = {
    "PER": "person",
    "ORG": "organization",
    "LOC": "place",
    "person": "person",
    "corporation": "organization",
    "location": "place",
    "group": "group",
    "creative-work": "other",
    "product": "other",
}


def read_tweets(path: Path, *, corpus: str, weight: float) -> list[Document]:
    """Read tweets with names, one word and label a line, a blank line between tweets.

    Broad Twitter has no label for other names, so its `O` only says: not a person, organisation or place.
    """
    documents = []
    blocks = re.split(r"\n\s*\n", path.read_text(encoding="utf-8").replace("\r", ""))
    for index, block in enumerate(blocks):
        text = ""
        spans: list[tuple[int, int, str]] = []
        for line in block.split("\n"):
            form, _, label = line.rstrip().rpartition("\t")
            form = form.strip("'\"") or form if len(form) > 1 else form
            if not form.strip():
                continue
            if text and not (re.fullmatch(r"[.,:;!?)'’]|n't|'\w+", form) or text.endswith("(")):
                text += " "
            start = len(text)
            text += form
            if label.startswith("I-") and spans and spans[-1][2] == _TWEET_TYPES.get(label[2:]):
                spans[-1] = (spans[-1][0], len(text), spans[-1][2])
            elif label[:2] in ("B-", "I-"):
                spans.append((start, len(text), _TWEET_TYPES[label[2:]]))
        if text:
            documents.append(
                Document(f"{corpus}/{index}", text, find_lines(text), names=tuple(spans), names_weight=weight)
            )
    return documents


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
            if kind == "person" and tokens and tokens[-1][2].lower() in _TITLES:
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
                events=_find_event_spans(parts),
            )
        )
    return documents


# --- ECB+ ---------------------------------------------------------------------------------------------------

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


def _find_event_spans(
    mentions: list[tuple[str, list[tuple[int, int]]]],
) -> tuple[tuple[int, int, str], ...]:
    """Make spans of mentions, the shorter ones first served where they overlap; gaps break a span."""
    taken: list[tuple[int, int, str]] = []
    for kind, tokens in sorted(mentions, key=lambda m: (sum(b - a for a, b in m[1]), m)):
        runs: list[tuple[int, int]] = []
        for start, end in sorted(tokens):
            if runs and start - runs[-1][1] <= 1:
                runs[-1] = (runs[-1][0], end)
            else:
                runs.append((start, end))
        for start, end in runs:
            if all(end <= other[0] or other[1] <= start for other in taken):
                taken.append((start, end, kind))
    return tuple(sorted(taken))


def read_ecbplus(folder: Path, *, held_out: bool = False) -> list[Document]:
    """Read the names among the participants and places that ECB+ marks in its annotated sentences, and events.

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
        for mention in root.find("Markables") or ():
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
        events = _find_event_spans(
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
        if tokens[at][2].lower() in _TITLES or tokens[at][2] == "The":
            first = at + 1
            break
    stretch = tokens[first:]
    if not stretch or stretch[0][2].lower() in _PRONOUNS or stretch[-1][2].endswith(("'s", "’s")):
        return []
    return [(stretch[0][0], stretch[-1][1])]


_PRONOUNS = _words("i he she it they we you his her their its my our your the who a an")
