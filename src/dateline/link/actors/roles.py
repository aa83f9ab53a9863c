"""Offices and titles that a text gives a person: before the name, or behind it as an apposition.

"harbour minister Ada Osei", "the island's harbour master, Bo Lund, said", "Ada Osei, head of the harbour
board, said", "Cy Ames, a former aide who is dean of …". Everything is read off the words right before and
after one mention; which words name an office is told by the lexicons.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from dateline.lexicons import load
from dateline.link.actors.names import fold_name, strip_titles
from dateline.model.report import Report
from dateline.model.span import Span, trim_span

_LONGEST_BEFORE = 120
_LONGEST_AFTER = 160
_LONGEST_WHO_IS = 40
_LONGEST_NAME = 200
_MOST_WORDS = 14
_WORD = re.compile(r"[\w’'&/.-]+")
# Up to a comma, dash or stop; the full stop of an initial or of "U.S." is none.
_SEGMENT = re.compile(r"(?:[^,;:.!?—–()“”\"\n]|(?<=\b[A-Z])\.)+")
_WHO_IS = re.compile(
    r"(?:,\s*|\s+)who\s+(?:is|was|serves\s+as|served\s+as|became)\s+(?:now\s+|then\s+|once\s+)?"
)
_ARTICLE = re.compile(r"(?:a|an|the|his|her|its|their|then|now|once)\s+", re.IGNORECASE)
# Where the noun phrase that opens an apposition ends: "head | of the board".
_HEAD_END = re.compile(r"\s+(?:of|for|at|in|on|to|with|from|under|by|and|who|which|that|whose)\s")
_CLAUSE = re.compile(
    r"\s+(?:who|which|that|whose|said|says|told|when|where|while|as|since|until|after|before|during)\s"
)


def find_roles(report: Report, name: Span, people: Sequence[Span]) -> list[Span]:
    """Return where the text gives the person named at `name` a role, in order.

    Args:
        report: Where the name stands.
        name: The mention, with or without the titles before it.
        people: The mentions of all people of the report, sorted; a role does not reach into another's name.
    """
    people = _find_near(people, name)
    bare = strip_titles(name.of(report.text))
    start = name.start + max(name.of(report.text).find(bare), 0)
    found = [
        span
        for span in (*_find_before(report.text, start, name.end, people), *_find_after(report.text, name.end))
        if not any(span.overlaps(other) and other != name for other in people)
    ]
    return sorted(set(found))


def _find_near(people: Sequence[Span], name: Span) -> Sequence[Span]:
    """Return the mentions that a role of the one at `name` could reach, so that a long text costs no more."""
    low = bisect_left(people, name.start - _LONGEST_BEFORE - _LONGEST_NAME, key=lambda one: one.start)
    high = bisect_left(people, name.end + 2 * _LONGEST_AFTER + _LONGEST_WHO_IS, key=lambda one: one.start)
    return people[low:high]


def _find_before(text: str, start: int, end: int, people: Sequence[Span]) -> Iterator[Span]:
    floor = max([0, start - _LONGEST_BEFORE, *(one.end for one in people if one.end <= start)])
    left = text[floor:start].rstrip()
    closed = left.endswith(",")
    if closed and not text[end:].lstrip("’s").startswith(","):
        return
    words = _walk_back(left.removesuffix(","), floor)
    # Titles stand close to the name; an office set off by commas must itself end the phrase.
    words = _drop_ranks(words, text) if not closed else words
    if not words or not _holds_office(text, words):
        return
    phrase = text[words[0].start : words[-1].end]
    if (closed or not _HEAD_END.search(phrase)) and not _ends_in_office(phrase):
        return
    yield Span(words[0].start, words[-1].end)


def _walk_back(left: str, floor: int) -> list[Span]:
    """Return the words at the end of `left` that can belong to a title, first to last."""
    lexicon = load("en", "names").lists
    joining, starters = lexicon["inside_titles"], lexicon["starters"]
    taken: list[Span] = []
    pending: list[Span] = []
    after = len(left)
    for match in reversed(list(_WORD.finditer(left))):
        word = match[0]
        if left[match.end() : after].strip() or (match.end() < after and "\n" in left[match.end() : after]):
            break
        if word.endswith(".") and not _is_abbreviation(word):
            break
        span = Span(floor + match.start(), floor + match.end())
        if word in joining:
            pending.insert(0, span)
        elif word in lexicon["particles"] and taken and not pending:
            taken = [span, *taken]
        elif _is_office_word(word) or (word[0].isupper() and _may_stand_before(pending, left, floor)):
            taken = [span, *pending, *taken]
            pending = []
        else:
            break
        after = match.start()
    while taken and left[taken[0].start - floor : taken[0].end - floor].lower() in starters:
        taken = taken[1:]
    return taken


def _may_stand_before(pending: Sequence[Span], left: str, floor: int) -> bool:
    """Tell whether a capitalised word may belong to a title that goes on with these small words."""
    return all(left[word.start - floor : word.end - floor] in ("of", "for") for word in pending)


def _drop_ranks(words: list[Span], text: str) -> list[Span]:
    """Return a title without the ranks at its end ("army chief Gen."), unless it is nothing else."""
    kept = list(words)
    while (size := _count_rank(text, kept)) and size < len(kept):
        kept = kept[:-size]
    return kept if _holds_office(text, kept) else words


def _count_rank(text: str, words: Sequence[Span]) -> int:
    """Return how many words the rank at the end of a title has, 0 where there is none."""
    plain = [text[word.start : word.end].rstrip(".").lower() for word in words]
    return next((size for size in (3, 2, 1) if " ".join(plain[-size:]) in _ranks() and size <= len(plain)), 0)


def _find_after(text: str, end: int) -> Iterator[Span]:
    # `end` is where the name ends; a possessive says that what follows is another's.
    at = end
    if text.startswith(",", at):
        match = _SEGMENT.match(text, at + 1, at + 1 + _LONGEST_AFTER)
        if match and (span := _read_apposition(text, match.start(), match.end())):
            yield span
            at = span.end
    who = _WHO_IS.match(text, at)
    if who and (match := _SEGMENT.match(text, who.end(), who.end() + _LONGEST_AFTER)):
        span = _read_apposition(text, match.start(), match.end())
        if span:
            yield span


def _read_apposition(text: str, start: int, end: int) -> Span | None:
    """Return the office that `text[start:end]` names where its first noun phrase ends in one."""
    if (clause := _CLAUSE.search(text, start, end)) is not None:
        end = clause.start()
    trimmed = trim_span(text, start, end)
    if trimmed is None:
        return None
    article = _ARTICLE.match(text, trimmed.start, trimmed.end)
    start, end = article.end() if article else trimmed.start, trimmed.end
    stop = _HEAD_END.search(text, start, end)
    head = text[start : stop.start() if stop else end]
    if start >= end or len(text[start:end].split()) > _MOST_WORDS or not _names_office(head):
        return None
    return Span(start, end)


@cache
def _offices() -> frozenset[str]:
    lists = load("en", "offices").lists
    informants = load("en", "nominals").lists["informants"]
    relative = set(load("en", "names").lists["relative_offices"])
    return frozenset({*(one.lower() for one in lists["offices"]), *informants} - relative)


@cache
def _ranks() -> frozenset[str]:
    lists = load("en", "offices").lists
    return frozenset(rank.replace(".", "").lower() for rank in (*lists["titles"], *lists["honorifics"]))


@cache
def _vocabulary() -> frozenset[str]:
    lists = load("en", "offices").lists
    phrases = {*lists["offices"], *lists["before_offices"], *lists["titles"]}
    joining = load("en", "names").lists["inside_titles"]
    words = {word.rstrip(".").lower() for phrase in phrases for word in phrase.split()}
    return frozenset(words.difference(joining))


def _is_office_word(word: str) -> bool:
    return word.rstrip(".").lower() in _vocabulary()


def _is_abbreviation(word: str) -> bool:
    return word.rstrip(".").lower() in _ranks() or bool(re.fullmatch(r"(?:\w\.)+", word))


def _holds_office(text: str, words: Sequence[Span]) -> bool:
    """Tell whether a title names an office or a rank, and not another's alone ("his counterpart")."""
    plain = [text[word.start : word.end].rstrip(".").lower() for word in words]
    relative = load("en", "names").lists["relative_offices"]
    honorifics = {one.lower() for one in load("en", "offices").lists["honorifics"]}
    if any(word in relative for word in plain) or all(word in honorifics for word in plain):
        return False
    known = _offices() | _ranks()
    return any(" ".join(plain[a:b]) in known for a in range(len(plain)) for b in range(a + 1, len(plain) + 1))


def _ends_in_office(phrase: str) -> bool:
    """Tell whether a title's first noun phrase ends in an office or a rank."""
    stop = _HEAD_END.search(phrase)
    head = (phrase[: stop.start()] if stop else phrase).rstrip(".")
    return _names_office(head) or head.split()[-1].lower() in _ranks()


def _names_office(phrase: str) -> bool:
    """Tell whether a noun phrase ends in an office: "former harbour minister"."""
    words = phrase.lower().split()
    return any(" ".join(words[at:]) in _offices() for at in range(len(words)))


def read_role(role: str) -> frozenset[str]:
    """Return the words that make a role what it is: "the board's chief" and "chief of the board" are one."""
    folded = fold_name(role)
    folded = str(load("en", "offices").words["full_title"].get(folded, folded))
    small = load("en", "names").lists["inside_titles"]
    return frozenset(word.removesuffix("'s") for word in folded.split()) - {*small, "a", "an"}


def is_same_role(short: frozenset[str], long: frozenset[str]) -> bool:
    """Tell whether a role is a shorter way to say another: "chief" beside "chief of the harbour board".

    A rank is none of "attorney general", and "former" or "deputy" makes another office.
    """
    if short == long:
        return True
    others = set(load("en", "names").lists["other_office"])
    return short < long and not (long - short) & others and " ".join(short) not in _ranks()


def print_role(role: str) -> str:
    """Return a role as one would print it alone: on one line, a short rank in full."""
    plain = " ".join(role.split())
    full = load("en", "offices").words["full_title"].get(fold_name(plain)) if " " not in plain else None
    return str(full).capitalize() if full and plain.endswith(".") else plain
