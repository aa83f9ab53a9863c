"""Which sentences are somebody's account as a whole, told by what stands around them.

In: the grammar of a report and its words of speaking. Out: the numbers of the sentences. By whom they are
told may stand nowhere: letters, readers' remarks, answers in an interview.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from typing import Final

from dateline.find.events.event_words import load_asides
from dateline.find.grammar import Grammar

# "The clerk added:", and the paragraph after it.
_INTRODUCED: Final = re.compile(r"(?P<before>\w):[ \t]*(?:\r?\n[ \t]*){1,3}(?P<quoted>[^\n]+)")
# "A: I came home.", "OSEI: We left.": who answers in an interview or speaks in a transcript.
_ANSWERED: Final = re.compile(
    r"(?m)(?:^[ \t]*|(?<=[.?!…)”\"] ))(?P<who>Q|A|[A-Z][A-Z.’'-]{1,20}(?: [A-Z][A-Z.’'-]{1,20}){0,2}): (?=\S)"
)
_ASKS: Final = frozenset({"Q", "QUESTION"})
# A page of letters, told by its heading; and readers' remarks, each followed by a handle.
_LETTERS: Final = re.compile(
    r"(?im)^[ \t]*(?:letters?(?: to the editor)?|readers? (?:write|respond|reply)"
    r"|your (?:letters|views|say)|mailbag)\.?[ \t]*$"
)
_HANDLE: Final = re.compile(r"(?m)^[ \t]*@\w+\.?[ \t]*$")
# A line that ends with a mark, a dash and a name.
_DASHES: Final = "―—–"
_SIGNED: Final = re.compile(r"(?m)^[^\n]{1,1500}[”\"][ \t]*[―—–][ \t]*[A-Z][^\n]{1,60}$")


def find_voiced(g: Grammar, cues: Collection[int]) -> frozenset[int]:
    """Return the sentences that are somebody's as a whole, told by what stands around them.

    By an aside ("by one estimate"), as the paragraph after "The clerk added:", in a line that ends with a
    quotation mark, a dash and a name, or on a page of letters, each of which a name alone follows.
    """
    if not g.starts:
        return frozenset()
    found: set[int] = set()
    first, last = g.starts[0], g.ends[-1]
    for pattern in load_asides():
        for match in pattern.finditer(g.text, first, last):
            found.update(g.sentences[at] for at in g.find_words(match.start(), match.end()))
    for match in _INTRODUCED.finditer(g.text, first, last):
        inside = g.find_words(match.start("before"), match.start("before") + 1)
        begin, end = g.bounds_of(inside[0]) if inside else (0, 0)
        if any(at in cues for at in range(begin, end)):
            found.update(g.sentences[at] for at in g.find_words(match.start("quoted"), match.end("quoted")))
    names = [n for n, (begin, end) in enumerate(g.bounds) if _is_name_alone(g, begin, end)]
    if len(names) > 1:  # letters, each signed
        found.update(range(names[-1]))
    handles = [one.start() for one in _HANDLE.finditer(g.text, first, last)] if "@" in g.text else []
    if len(handles) > 1:
        found.update(g.sentences[at] for at in g.find_words(first, handles[-1]))
    heading = _LETTERS.search(g.text, first, last)
    if heading is not None:
        found.update(g.sentences[at] for at in g.find_words(heading.end(), last))
    turns = list(_ANSWERED.finditer(g.text, first, last))
    speaking = Counter(one["who"] for one in turns)
    if len(speaking) > 1 and max(speaking.values()) > 1:
        ends = [*(one.start() for one in turns[1:]), last]
        for one, end in zip(turns, ends, strict=True):
            if one["who"] not in _ASKS:
                found.update(g.sentences[at] for at in g.find_words(one.start("who"), end))
    if any(dash in g.text for dash in _DASHES):
        for match in _SIGNED.finditer(g.text, first, last):
            found.update(g.sentences[at] for at in g.find_words(match.start(), match.end()))
    return frozenset(found)


def _is_name_alone(g: Grammar, begin: int, end: int) -> bool:
    """Tell whether a sentence is but a name: "Ada Osei."."""
    words = [at for at in range(begin, end) if g.lower[at][0].isalnum()]
    if not 2 <= len(words) <= 3 or g.lower[end - 1] != ".":
        return False
    return all(g.tags[at] == "NNP" and g.text[g.starts[at]].isupper() for at in words)
