"""Name spans as the encoder found them -> namings: whole names, with types that agree within the report.

In: name spans that may end in the middle of "Tehrik-i-Osten". Out: spans of whole words, and one type for all
places where the same name stands. Titles and canonical names are left to `mentions`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from dateline.find.names.names import (
    clean_name,
    find_capital,
    find_country,
    find_outlet,
    is_armed_group,
    is_given_name,
)
from dateline.find.names.phrases import to_singular
from dateline.lexicons import load, match_any
from dateline.model.findings import MentionType
from dateline.model.report import Report

if TYPE_CHECKING:
    from dateline.find.layers import NameSpan

_TRAILING: Final = re.compile(r"(?:[’']s?|[\s,;:.!?\"”)\]—–-])+$")
_ABBREVIATION: Final = re.compile(r"(?:\b[A-Z]\.)+$|\b(?:Jr|Sr|Inc|Corp|Co|Ltd)\.$")
_LEADING: Final = re.compile(r"^(?:[\s\"“‘'(\[,;:.—–-]|[Tt]he\s)+")
_GENERATION: Final = re.compile(r",?\s+(?:Jr\.?|Sr\.?|II|III|IV)(?!\w)")
# "Tehrik-i-Osten", "Inter-Port"; not "Osten-backed".
_HYPHENATED: Final = re.compile(r"[-‑](?:[a-z]{1,3}[-‑])?[A-Z][\w’'-]*\w")
# "Ana Osei of Valdan"; not "Joan of Arc".
_OF_PLACE: Final = re.compile(r"(\S+(?: \S+)+) of [A-Z]")
# "University of Anser", "Chiefs of Staff"
_OF_BODY: Final = re.compile(r"\sof\s(?:the\s)?(?P<word>[A-Z][\w-]*\w)")
# "Residents' Association", "People's Party"
_MEMBERS_BODY: Final = re.compile(r"(?:[’']|(?<!s)[’']s)\s((?:[A-Z][\w-]*\w\s){0,2}[A-Z][\w-]*\w)")
_MANY: Final = ("people", "women", "men", "children")
_WORDS_BEFORE: Final = re.compile(r"(?:(?<![\w’'.-])[A-Z][\w.-]*(?:[’']s?)?[ \u00a0]){1,4}$")
# Before a place: "in Lake Osei", "at Fort Harrow".
_WHERE: Final = re.compile(r"\b(?:in|at|near|from|to|of|around|outside|across)\s+$", re.I)
_WIDEST_PREPOSITION: Final = len("outside ")
# Which type wins where the same name was given several as often.
_RANK: Final = (
    MentionType.OUTLET,
    MentionType.GROUP,
    MentionType.PERSON,
    MentionType.ORGANIZATION,
    MentionType.PLACE,
    MentionType.DOCUMENT,
    MentionType.OTHER,
    MentionType.OFFICE,
)


@dataclass(frozen=True, slots=True)
class Naming:
    """A name where it stands, before it is known whose it is.

    Attributes:
        start: First code point.
        end: The code point after its last.
        type: What it names.
        title: The title that stands before a person's name, empty where none does.
        title_start: Where that title begins; `start` where there is none.
        rule: What found it.
    """

    start: int
    end: int
    type: MentionType
    title: str
    title_start: int
    rule: str


@dataclass(frozen=True, slots=True, order=True)
class Repaired:
    """A name span of whole words: half-open code points, and the type it was given, by whom."""

    start: int
    end: int
    type: MentionType
    by: str
    grown: bool = False


def repair_spans(report: Report, spans: Iterable[NameSpan]) -> list[Repaired]:
    """Return the spans of the body, trimmed, grown to whole names, joined where one was cut in two."""
    text = report.text
    inside = [s for s in spans if any(part.start <= s.start and s.end <= part.end for part in report.body)]
    grown = [r for s in sorted(inside) if (r := _trim(text, s)) is not None]
    joined: list[Repaired] = []
    for one in (_grow(text, r) for r in grown):
        last = joined[-1] if joined else None
        if last is not None and one.start < last.end:
            joined[-1] = replace(last, end=max(last.end, one.end))
        elif last is not None and last.grown and re.fullmatch(r"[ \u00a0]", text[last.end : one.start]):
            joined[-1] = replace(last, end=one.end, type=_join_types(last.type, one.type), grown=False)
        else:
            joined.append(one)
    starts = [*(one.start for one in joined[1:]), len(text)][: len(joined)]
    spread = [_spread(text, one, stop) for one, stop in zip(joined, starts, strict=True)]
    return [_cut_city(text, one) for one in _join_bodies(text, spread)]


def _join_bodies(text: str, spans: Sequence[Repaired]) -> list[Repaired]:
    """Grow a body's name over the "of" in it, and members over their body: "Residents" of "… Association"."""
    nouns = load("en", "nominals").lists
    whole: list[Repaired] = []
    for one in spans:
        if whole and one.start < whole[-1].end:
            continue
        last, end = text[one.start : one.end].rsplit(maxsplit=1)[-1].lower(), one.end
        if one.type is not MentionType.PERSON or to_singular(last)[0] in nouns["crowds"]:
            of = _OF_BODY.match(text, end) if last in nouns["bodies_of"] else None
            members = _MEMBERS_BODY.match(text, end) if last.endswith("s") or last in _MANY else None
            if members is not None and members[1].split()[-1].lower() not in nouns["body_names"]:
                members = None
            end = next((match.end() for match in (of, members) if match is not None), end)
            if of is not None:
                end = max([end, *(other.end for other in spans if other.start == of.start("word"))])
        whole.append(one if end == one.end else replace(one, end=end, type=MentionType.ORGANIZATION))
    return whole


def _spread(text: str, span: Repaired, stop: int) -> Repaired:
    """Grow a fragment over the capitalised words beside it: "North" of "North Osten", "Party" of its name.

    Headlines, where most words have a capital, are left alone; nothing grows past the next name, at `stop`.
    """
    if _is_headline(text, span.start):
        return span
    end = span.end
    if (match := _words_after().match(text, end, min(stop, len(text)))) is not None:
        end = match.end()
    name = text[span.start : end]
    start = find_name_start(text, span.start) if " " not in name and _needs_more(name) else span.start
    return span if (start, end) == (span.start, span.end) else replace(span, start=start, end=end)


@cache
def _words_after() -> re.Pattern[str]:
    """Return a pattern for the rest of a name: words with a capital that are no day or month."""
    calendar = load("en", "calendar").words
    days = match_any(word.capitalize() for kind in ("weekday", "month") for word in calendar[kind])
    return re.compile(rf"(?:[ \u00a0](?!{days}\b)[A-Z][\w’'-]*[a-z](?<![’']s)\b){{1,3}}")


def _needs_more(word: str) -> bool:
    nouns = load("en", "nominals").lists
    return is_armed_group(word) or word.lower() in (*nouns["body_names"], *nouns["group_names"])


def find_name_start(text: str, start: int) -> int:
    """Return where the capitalised words before a name's last word begin: "Osten People's" before "Party"."""
    match = _WORDS_BEFORE.search(text, max(0, start - 60), start)
    if match is None:
        return start
    begin = match.start()
    nouns = load("en", "nominals").lists
    for word in re.finditer(r"\S+\s", text[begin:start]):
        plain = word.group().strip().lower()
        owner = re.sub(r"(?:[’']s|(?<=s)[’'])$", "", plain)
        if (
            plain in nouns["before_objects"]
            or plain in ("but", "when", "while", "if", "both", "some", "many")
            or (owner != plain and to_singular(owner)[0] not in (*nouns["crowds"], *nouns["informants"]))
        ):
            begin = match.start() + word.end()
    return begin


def _is_headline(text: str, at: int) -> bool:
    return _is_set_in_capitals(
        text[text.rfind("\n", 0, at) + 1 : (text.find("\n", at) + 1 or len(text) + 1) - 1]
    )


@lru_cache(maxsize=64)  # a line holds several names
def _is_set_in_capitals(line: str) -> bool:
    words = [w for w in re.findall(r"[^\W\d_]+", line) if len(w) > 3]
    return len(words) > 2 and sum(w[0].isupper() for w in words) * 2 > len(words)


def _join_types(first: MentionType, second: MentionType) -> MentionType:
    return MentionType.ORGANIZATION if MentionType.ORGANIZATION in (first, second) else MentionType.GROUP


def _trim(text: str, span: NameSpan) -> Repaired | None:
    """Return a span without marks, articles and possessive endings at its edges, None where it is empty."""
    start, end = span.start, span.end
    if (lead := _LEADING.match(text[start:end])) is not None:
        start += lead.end()
    if not _ABBREVIATION.search(text[start:end]) and (trail := _TRAILING.search(text[start:end])) is not None:
        end = start + trail.start()
    if start >= end or not any(c.isalpha() for c in text[start:end]):
        return None
    return Repaired(start, end, MentionType(span.type), span.by)


def _grow(text: str, span: Repaired) -> Repaired:
    """Grow a span over the rest of a hyphenated word, the last stop of "U.S.", "Jr.", or "network"."""
    end, grown = span.end, False
    country = find_country(text[span.start : end]) or find_capital(text[span.start : end])
    if not country and (match := _HYPHENATED.match(text, end)) is not None:
        end, grown = match.end(), True
    if re.search(r"(?:^|\W)(?:[A-Z]\.)+[A-Z]$", text[span.start : end]) and text[end : end + 1] == ".":
        end += 1
    if span.type is MentionType.PERSON and (match := _OF_PLACE.match(text[span.start : end])) is not None:
        end = span.start + match.end(1)
    if span.type is MentionType.PERSON and (match := _GENERATION.match(text, end)) is not None:
        end = match.end()
    if span.type is not MentionType.PERSON and (match := re.compile(r"\s+network\b").match(text, end)):
        return Repaired(span.start, match.end(), MentionType.GROUP, span.by)
    return span if (end, grown) == (span.end, span.grown) else replace(span, end=end, grown=grown)


def _cut_city(text: str, span: Repaired) -> Repaired:
    """Cut a city from the name that follows it: "the envoy in Osterby Ana Osei"."""
    words = text[span.start : span.end].split()
    if span.type is not MentionType.PERSON or len(words) < 3 or not find_capital(words[0]):
        return span
    follows_place = re.search(r"\b(?:in|to|at)\s+$", text[max(0, span.start - 5) : span.start])
    if follows_place is None or not (is_given_name(words[1]) or len(words) == 3):
        return span
    return replace(span, start=text.index(words[1], span.start + len(words[0])))


def settle_types(text: str, namings: Sequence[Naming]) -> list[Naming]:
    """Give all places of a name the type that most of them have, and surnames of persons that of a person."""
    names = [clean_name(text[n.start : n.end]) for n in namings]
    surnames = {
        name.split()[-1]
        for name, naming in zip(names, namings, strict=True)
        if naming.type is MentionType.PERSON and len(name.split()) > 1
    }
    votes: dict[str, Counter[MentionType]] = {}
    for name, naming in zip(names, namings, strict=True):
        votes.setdefault(name, Counter())[naming.type] += 1
    outlets = {str(find_outlet(n)).split()[-1] for n in names if find_outlet(n)} - {"News"}
    outlets |= {
        name.split()[-1]
        for name, n in zip(names, namings, strict=True)
        if n.type is MentionType.OUTLET and " " in name
    }
    initials = {"".join(w[0] for w in re.findall(r"[A-Z]\w*", name)): name for name in names if " " in name}
    settled: list[Naming] = []
    known = load("en", "governments").words["country"]
    for name, naming in zip(names, namings, strict=True):
        counts = votes[name]
        kind = min(counts, key=lambda k: (-counts[k], _RANK.index(k)))
        if MentionType.OUTLET in counts:
            kind = MentionType.OUTLET
        if kind is MentionType.PERSON and len(name) > 2 and name.isupper() and name in initials:
            spelled = votes[initials[name]]  # "HBA" beside "Harbour Board of Anser" is nobody's name
            kind = min(spelled, key=lambda k: (-spelled[k], _RANK.index(k)))
        if name in surnames and naming.type in (
            MentionType.PLACE,
            MentionType.ORGANIZATION,
            MentionType.OTHER,
        ):
            kind = MentionType.PERSON if name not in known else kind
        if _is_full_name(text, name, naming, votes) and name not in known:
            kind = MentionType.PERSON
        if name in outlets and naming.type is not MentionType.PERSON:
            kind = MentionType.OUTLET  # "the Post" after "The Washington Post"
        settled.append(naming if naming.title or naming.type is kind else replace(naming, type=kind))
    return settled


def _is_full_name(text: str, name: str, naming: Naming, votes: dict[str, Counter[MentionType]]) -> bool:
    """Tell a person's full name taken for a place: "Osei" alone is a person, and nothing is "in" the name."""
    first, _, last = name.partition(" ")
    alone = votes.get(last, Counter())
    return (
        naming.type is MentionType.PLACE
        and alone[MentionType.PERSON] > alone.total() / 2
        and first.isalpha()
        and _WHERE.search(text, max(0, naming.start - _WIDEST_PREPOSITION), naming.start) is None
    )
