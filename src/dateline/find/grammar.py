"""The grammar of a report's body: its words, which hangs on which, and what may be asked of that.

In: an encoding and the sentences of its text. Out: a `Grammar`, whose words are cut as treebanks cut them:
"did" and "n't" apart, "U.S." and "1,200" whole. Every head is the encoder's likeliest, one by one, so that
words need not make a tree (`dateline.nlp.trees` would make them one, at three times the cost): whoever climbs
is kept from going in circles. What the words tell is left to the finders above.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from dateline.model.span import Span
from dateline.nlp.encoding import Encoding
from dateline.nlp.tokens import cuts_character, cuts_word

# "U.S.", "1,200.5", "did|n't", "Osei|'s", a word, a mark.
_WORD: Final = re.compile(
    r"(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*|n[’']t\b|[’'](?:s|re|ve|d|ll|m)\b|[^\W_]+?(?=n[’']t\b)|\w+|[^\w\s]",
    re.IGNORECASE,
)
_NOUNS: Final = ("NN", "NNS", "NNP", "NNPS")
_VERBS: Final = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")
_MISTAKEN: Final = ("ccomp", "xcomp", "nsubj")
# Words from a verb to its object at most.
_OBJECT_REACH: Final = 7
# No sentence of news hangs deeper.
_DEEPEST: Final = 25

VERBS: Final = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")
NOUNS: Final = ("NN", "NNS", "NNP", "NNPS")
"""Penn tags."""
NOUN_MODIFIERS: Final = (
    *("DT", "JJ", "JJR", "JJS", "VBN", "VBG", "NN", "NNS", "NNP", "NNPS"),
    *("CD", "PRP$", "HYPH", "POS", "RB", "``"),
)
"""Penn tags of what stands before a noun and belongs to it."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """The words of a text, a list entry a word.

    Attributes:
        text: The report's text.
        starts: Where each word begins, in code points.
        ends: Where it ends.
        lower: The word in small letters, apostrophes straight.
        tags: Its Penn tag.
        heads: The index of its head, -1 at the root of a sentence.
        relations: Its relation to its head, without subtypes.
        sentences: The index of its sentence, from 0.
        bounds: For each sentence the half-open range of its words.
        children: The dependents of each word, in order.
    """

    text: str
    starts: list[int]
    ends: list[int]
    lower: list[str]
    tags: list[str]
    heads: list[int]
    relations: list[str]
    sentences: list[int]
    bounds: list[tuple[int, int]]
    children: list[list[int]]

    def find_words(self, start: int, end: int) -> range:
        """Return the words that lie in part or whole within `[start, end)`."""
        first = max(0, bisect_right(self.starts, start) - 1)
        if first < len(self.ends) and self.ends[first] <= start:
            first += 1
        return range(first, bisect_left(self.starts, end))

    def find_head(self, start: int, end: int) -> int | None:
        """Return the word of a stretch that the others hang on: the last whose head stands outside of it."""
        inside = self.find_words(start, end)
        heads = [at for at in inside if self.heads[at] not in inside and self.lower[at][0].isalnum()]
        return heads[-1] if heads else (inside[-1] if inside else None)

    def having(self, at: int, *relations: str) -> list[int]:
        """Return the dependents of a word that have one of these relations to it."""
        return [child for child in self.children[at] if self.relations[child] in relations]

    def climb(self, at: int) -> Iterator[int]:
        """Yield the head of a word, that one's head and so on, up to the root."""
        for _ in range(_DEEPEST):
            at = self.heads[at]
            if at < 0:
                return
            yield at

    def bounds_of(self, at: int) -> tuple[int, int]:
        """Return the range of words of a word's sentence."""
        return self.bounds[self.sentences[at]]

    def span_of(self, first: int, last: int) -> Span:
        """Return where the words from `first` to `last` stand, both counted in."""
        return Span(self.starts[first], self.ends[last])


def read_grammar(encoding: Encoding, sentences: Sequence[Span]) -> Grammar:
    """Read the grammar of the sentences of a text.

    Args:
        encoding: The encoder's output for the text.
        sentences: In order, without overlap; words outside of them are left out.

    Returns:
        The same grammar for whoever asks next of the same report: nobody changes it.
    """
    return _read_once(encoding, tuple(sentences))


@lru_cache(maxsize=1)
def _read_once(encoding: Encoding, sentences: tuple[Span, ...]) -> Grammar:
    text = encoding.text
    starts: list[int] = []
    ends: list[int] = []
    bounds: list[tuple[int, int]] = []
    of_sentence: list[int] = []
    plain = text.isascii()
    for number, sentence in enumerate(sentences):
        first = len(starts)
        for found in _WORD.finditer(text, sentence.start, sentence.end):
            if not plain and len(starts) > first and _goes_on(text, ends[-1], found.start()):
                ends[-1] = found.end()
                continue
            starts.append(found.start())
            ends.append(found.end())
        bounds.append((first, len(starts)))
        of_sentence += [number] * (len(starts) - first)
    if not len(encoding) or not starts:
        return Grammar(text, [], [], [], [], [], [], [], [], [])
    begins = np.array(starts)
    # The piece of a word's first character speaks for the word, as when the encoder was trained.
    at = np.searchsorted(encoding.pieces[:, 0], begins, side="right") - 1
    at = np.maximum(at, 0)
    head_pieces = encoding.heads[at]
    heads = np.searchsorted(begins, encoding.pieces[np.maximum(head_pieces, 0), 0], side="right") - 1
    numbers = np.array(of_sentence)
    own = np.arange(len(starts))
    foreign = (head_pieces < 0) | (heads == own) | (numbers[np.maximum(heads, 0)] != numbers)
    heads = np.where(foreign, -1, heads)
    labels = encoding.labels
    children: list[list[int]] = [[] for _ in starts]
    listed = heads.tolist()
    for word, head in enumerate(listed):
        if head >= 0:
            children[head].append(word)
    tags = [labels.tags[tag] for tag in encoding.tags[at].tolist()]
    relations = [labels.relations[relation] for relation in encoding.relations[at].tolist()]
    _mend_objects(tags, relations, listed, children)
    return Grammar(
        text=text,
        starts=starts,
        ends=ends,
        lower=[text[s:e].lower().replace("’", "'") for s, e in zip(starts, ends, strict=True)],
        tags=tags,
        heads=listed,
        relations=relations,
        sentences=of_sentence,
        bounds=bounds,
        children=children,
    )


def _goes_on(text: str, end: int, start: int) -> bool:
    """Tell whether a mark of its own, as an accent of "é" may be, stands where two tokens meet in a word."""
    return end == start and (
        cuts_character(text, end) or (cuts_character(text, end - 1) and cuts_word(text, end))
    )


def _mend_objects(
    tags: Sequence[str], relations: list[str], heads: Sequence[int], children: Sequence[Sequence[int]]
) -> None:
    """Make an object of a bare noun after its verb that the encoder took for a clause or a second subject.

    "Named the offensive", "prevents troops from": a noun that has neither a preposition nor a subject or a
    form of "be" of its own heads no clause, and a verb that has its subject has no other after it. A noun
    right before a verb may be that one's subject.
    """
    for at, relation in enumerate(relations):
        head = heads[at]
        if relation not in _MISTAKEN or tags[at] not in _NOUNS or not 0 <= head < at:
            continue
        if tags[head] not in _VERBS or at - head > _OBJECT_REACH:
            continue
        own = {relations[child] for child in children[at]}
        if own & {"case", "mark", "cop", "nsubj", "aux"}:
            continue
        others = [relations[child] for child in children[head] if child != at]
        followed = at + 1 < len(tags) and tags[at + 1] in (*_VERBS, "MD", "RB", "WP", "WDT")
        if followed or "obj" in others or (relation == "nsubj" and "nsubj" not in others):
            continue
        relations[at] = "obj"
