"""Whose word an event is: the statements whose content it lies in, and whether it is anybody's word at all.

In: a report's statements, its grammar, what the encoder takes for words of speaking. Out: for a word the
statements that cover it, outermost first; and whether what stands outside of all of them is still somebody
else's word, as in a quotation that no statement has. Such words are given to nobody: better no entry than a
claim that reads like a fact.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from dateline.find.event_words import has_reserve, list_forms, load_asides, tell_governing
from dateline.find.grammar import Grammar
from dateline.find.layers import EventPart
from dateline.model.findings import Statement
from dateline.model.span import Span
from dateline.nlp.encoding import Encoding

# A few words in quotation marks may be the report's own irony; more are somebody's.
_FEWEST_QUOTED: Final = 3
# Words from a comma to who speaks, and from there to the end.
_LONGEST_TAIL: Final = 9
# Whom it was said to, and when, may follow who said it at the end of a sentence.
_FEWEST_AFTER: Final = 6
# "The clerk added:", and the paragraph after it.
_INTRODUCED: Final = re.compile(r"(?P<before>\w):[ \t]*(?:\r?\n[ \t]*){1,3}(?P<quoted>[^\n]+)")
# "A: I came home.", "OSEI: We left.": who answers in an interview or speaks in a transcript.
_ANSWERED: Final = re.compile(
    r"(?m)(?:^[ \t]*|(?<=[.?!…)”\"] ))(?P<who>Q|A|[A-Z][A-Z.’'-]{1,20}(?: [A-Z][A-Z.’'-]{1,20}){0,2}): (?=\S)"
)
_ASKS: Final = frozenset({"Q", "QUESTION"})
# "Osei said that both had promised -- but only she had gone".
_GOES_ON: Final = re.compile(
    r"[,\s]*(?:—|–|--?)\s*(?:but|and|or|nor|yet|while|though|although)\b|[’'”\"]*,\s(?:which|whose|where)\b"
)
# A page of letters, told by its heading; and readers' remarks, each followed by a handle.
_LETTERS: Final = re.compile(
    r"(?im)^[ \t]*(?:letters?(?: to the editor)?|readers? (?:write|respond|reply)"
    r"|your (?:letters|views|say)|mailbag)\.?[ \t]*$"
)
_HANDLE: Final = re.compile(r"(?m)^[ \t]*@\w+\.?[ \t]*$")
# Words before "according to" that still let it open its sentence.
_OPENING: Final = 3
# A line that ends with a mark, a dash and a name.
_SIGNED: Final = re.compile(r"(?m)^[^\n]{1,1500}[”\"][ \t]*[―—–][ \t]*[A-Z][^\n]{1,60}$")
# How what is claimed hangs on the word that claims it: "charges that", "accused of".
_CLAIMED: Final = ("ccomp", "xcomp", "advcl", "acl", "obl", "nmod")
# How what is said hangs on the word of saying, where it stands after it.
_SAID: Final = ("xcomp", "obj", "advcl", "acl", "dep")


@dataclass(frozen=True, slots=True)
class Claims:
    """The statements of a report by the words that they cover.

    Attributes:
        statements: As found.
        covering: By the start of an action the indices of the statements that it lies in, the widest first.
        cues: By word that attributes the index of its statement; -1 where no statement was made of it.
        voiced: The sentences that are somebody's account as a whole.
        quoted: By word how many words in a row stand in quotation marks there, 0 outside of them.
    """

    statements: Sequence[Statement]
    covering: dict[int, tuple[int, ...]]
    cues: dict[int, int]
    quoted: list[int]
    voiced: frozenset[int]

    def of(self, start: int) -> tuple[Statement, ...]:
        """Return the statements that the action which starts there lies in, outermost first."""
        return tuple(self.statements[n] for n in self.covering.get(start, ()))


def read_claims(
    g: Grammar, encoding: Encoding, statements: Sequence[Statement], parts: Sequence[EventPart]
) -> Claims:
    """Lay out which words of a text are whose.

    Args:
        g: The text's grammar.
        encoding: The encoder's output.
        statements: The report's.
        parts: What the encoder takes for parts of events; its words of speaking are looked at.
    """
    cues: dict[int, int] = {}
    for part in parts:
        if part.type == "reporting":
            cues.update(dict.fromkeys(g.find_words(part.start, part.end), -1))
    for n, one in enumerate(statements):
        for span in one.cue:
            cues.update(dict.fromkeys(g.find_words(span.start, span.end), n))
    wholes = [_find_whole(g, one) for one in statements]
    covering = _find_covering(wholes, [part.start for part in parts if part.type == "action"])
    return Claims(statements, covering, cues, _count_quoted(g, encoding), _find_voiced(g, cues))


def _find_voiced(g: Grammar, cues: Collection[int]) -> frozenset[int]:
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
    handles = [one.start() for one in _HANDLE.finditer(g.text, first, last)]
    if len(handles) > 1:
        found.update(g.sentences[at] for at in g.find_words(first, handles[-1]))
    heading = _LETTERS.search(g.text, first, last)
    if heading is not None:
        found.update(g.sentences[at] for at in g.find_words(heading.end(), last))
    turns = list(_ANSWERED.finditer(g.text, first, last))
    speaking = [one["who"] for one in turns]
    if len(set(speaking)) > 1 and any(speaking.count(who) > 1 for who in set(speaking)):
        ends = [*(one.start() for one in turns[1:]), last]
        for one, end in zip(turns, ends, strict=True):
            if one["who"] not in _ASKS:
                found.update(g.sentences[at] for at in g.find_words(one.start("who"), end))
    for match in _SIGNED.finditer(g.text, first, last):
        found.update(g.sentences[at] for at in g.find_words(match.start(), match.end()))
    return frozenset(found)


def _is_name_alone(g: Grammar, begin: int, end: int) -> bool:
    """Tell whether a sentence is but a name: "Ada Osei."."""
    words = [at for at in range(begin, end) if g.lower[at][0].isalnum()]
    if not 2 <= len(words) <= 3 or g.lower[end - 1] != ".":
        return False
    return all(g.tags[at] == "NNP" and g.text[g.starts[at]].isupper() for at in words)


def is_question(g: Grammar, at: int) -> bool:
    """Tell whether a word stands in a question."""
    begin, end = g.bounds_of(at)
    return any(g.lower[last] == "?" for last in range(max(begin, end - 2), end))


def is_indirect(g: Grammar, at: int, told: bool) -> bool:
    """Tell whether a word stands in a sentence that goes on in somebody's words: "It would show the toil".

    What its own tense tells of the past is the report's.
    """
    if told:
        return False
    root = next((up for up in reversed([at, *g.climb(at)]) if g.tags[up] in ("VB", "VBN", "VBD")), None)
    return root is not None and any(g.lower[aux] == "would" for aux in g.having(root, "aux"))


def _find_whole(g: Grammar, statement: Statement) -> tuple[Span, ...]:
    """Return what a statement covers: its content, and where it ends its sentence all that stands before.

    What goes on after a dash or with "which" is said by the same: "said that both had promised — but only she
    had gone". So is the whole sentence that "according to" opens.

    "The mayor left early and skipped the vote, the Tribune has learned": who speaks at the end speaks for
    the whole, also where the encoder has seen but the last part of it.
    """
    first, cue = statement.content[0], statement.cue[:1]
    inside = g.find_words(cue[0].start, cue[-1].end) if cue else range(0)
    if inside and cue[0].start < first.start and len(statement.content) == 1:
        begin, end = g.bounds_of(inside.start)
        stop = g.ends[end - 1]
        opening = inside.start - begin < _OPENING and g.lower[inside.start] == "according"
        if first.end < stop and (opening or _GOES_ON.match(g.text, first.end, stop)):
            return (Span(first.start, stop),)
    if not inside or cue[0].start < statement.content[-1].end:
        return statement.content
    begin, end = g.bounds_of(inside.start)
    last = max(inside.stop - 1, *(g.find_words(s.start, s.end).stop - 1 for s in statement.source), 0)
    rest = [at for at in range(last + 1, end) if g.lower[at][0].isalnum()]
    commas = [at for at in g.find_words(statement.content[-1].end - 1, cue[0].start) if g.lower[at] == ","]
    if len(rest) > _FEWEST_AFTER or not commas or first.start < g.starts[begin]:
        return statement.content
    said_by = min(span.start for span in (*statement.cue, *statement.source))
    return (Span(g.starts[begin], max(said_by, first.end)), *statement.content[1:])


def _find_covering(wholes: Sequence[Sequence[Span]], offsets: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """Return the indices of the statements that each offset lies in, the widest first; `offsets` rise."""
    contents = sorted((span.start, span.end, n) for n, one in enumerate(wholes) for span in one)
    sizes = [sum(span.end - span.start for span in one) for one in wholes]
    covering: dict[int, tuple[int, ...]] = {}
    opened: list[tuple[int, int]] = []
    following = 0
    for offset in offsets:
        while following < len(contents) and contents[following][0] <= offset:
            opened.append(contents[following][1:])
            following += 1
        opened = [one for one in opened if one[0] > offset]
        if opened:
            covering[offset] = tuple(sorted({n for _, n in opened}, key=lambda n: (-sizes[n], n)))
    return covering


def _count_quoted(g: Grammar, encoding: Encoding) -> list[int]:
    """Count for each word the words of the quotation that it stands in."""
    if not g.starts or not encoding.quoted.any():
        return [0] * len(g.starts)
    at = np.maximum(np.searchsorted(encoding.pieces[:, 0], np.array(g.starts), side="right") - 1, 0)
    marked = encoding.quoted[at].tolist()
    counts = [0] * len(marked)
    first = 0
    while first < len(marked):
        if not marked[first]:
            first += 1
            continue
        last = first
        while last + 1 < len(marked) and marked[last + 1]:
            last += 1
        words = sum(g.lower[i][0].isalnum() for i in range(first, last + 1))
        counts[first : last + 1] = [words] * (last + 1 - first)
        first = last + 1
    return counts


def is_somebodys(g: Grammar, claims: Claims, at: int) -> bool:
    """Tell whether a word that no statement covers is still somebody else's, and not the report's own.

    It is where it stands in a longer quotation, hangs on a word of speaking, or is what somebody is accused,
    suspected or reported to have done.
    """
    if claims.quoted[at] > _FEWEST_QUOTED or g.sentences[at] in claims.voiced:
        return True
    if _follows_colon(g, at) or _ends_in_speaker(g, claims, at) or _is_called(g, at):
        return True
    below = at
    for here in g.climb(at):
        relation = g.relations[below]
        said = relation in ("ccomp", "parataxis") or (below > here and relation in _SAID)
        if here in claims.cues and said:
            return True
        making = tell_governing(g.lower[here])
        claimed = making is not None and making.name in ("claimed", "supposed")
        if claimed and below > here and relation in _CLAIMED:
            return True
        below = here
    return False


def _is_called(g: Grammar, at: int) -> bool:
    """Tell whether a participle is what somebody calls something: "called the charges invented"."""
    if g.tags[at] not in ("VBN", "VBD") or any(g.relations[c] in ("aux", "nsubj") for c in g.children[at]):
        return False
    return any(
        g.relations[here] in ("xcomp", "conj", "obj", "acl", "amod", "ccomp", "dep")
        and g.lower[up] in list_forms("naming_verbs")
        and up < at
        for here, up in zip((at, *g.climb(at)), g.climb(at), strict=False)
    )


def _ends_in_speaker(g: Grammar, claims: Claims, at: int) -> bool:
    """Tell whether the sentence of a word ends with who says so: "…, the pilots told the Tribune"."""
    _, end = g.bounds_of(at)
    for cue in range(end - 1, max(at, end - _LONGEST_TAIL), -1):
        if cue in claims.cues and g.tags[cue] in ("VBD", "VBZ", "VBP", "VBN"):
            before = range(max(at, cue - _LONGEST_TAIL), cue)
            return any(g.lower[comma] == "," for comma in before)
    return False


def _follows_colon(g: Grammar, at: int) -> bool:
    """Tell whether a word stands after a colon that a view comes before: "his message: the port was sold"."""
    first, _ = g.bounds_of(at)
    for colon in range(at - 1, first, -1):
        if g.lower[colon] == ":":
            claims = (tell_governing(g.lower[before]) for before in range(first, colon))
            return any(making is not None and making.status == "claimed" for making in claims)
    return False


def has_reserve_near(g: Grammar, at: int) -> bool:
    """Tell whether the clause of a word tells with reserve: "reportedly", "allegedly"."""
    first, _ = g.bounds_of(at)
    if has_reserve(g.lower[first]):
        return True  # "Maybe the board's decision helped"
    near = [at, *g.climb(at)]
    return any(has_reserve(g.lower[child]) for here in near for child in g.children[here])
