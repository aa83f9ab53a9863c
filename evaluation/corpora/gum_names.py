"""Names in GUM: which stretch of an entity mention is a name, and of which kind.

In: the words of a sentence with their `Entity=` cells. Out: names with the encoder's types.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from evaluation.corpora.words import TITLES, split_words

_INNER = split_words("of the for and & de la le du di da del van von der den bin al el ibn y - – / ' . ,")
_HEADWORDS = split_words(
    "university college department ministry bank house institute bureau republic kingdom state city "
    "council court office school academy museum church board federation union united association "
    "society center centre agency league bay gulf isle strait cape mount port fort university library "
    "journal battle house organization organisation committee commission district duke army chamber "
    "bill world north south"
)
_GROUPS = split_words(
    "taliban hamas hezbollah hizbullah al-qaeda al-qaida isis isil daesh farc democrats republicans"
)
_PROPER = frozenset(("NNP", "NNPS"))
_SKIPPED = frozenset(("time", "quantity"))
_NAME_TYPES = {"person": "person", "organization": "organization", "place": "place"}


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
            if words[at].form.lower() in TITLES:
                first = at + 1
                break
        if words[last].form.lower() in TITLES and first == last:
            return ()
    return words[first : last + 1]
