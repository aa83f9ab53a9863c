"""Whose position something is: a speaker, the body the speaker acts for, the country that would act.

In come a report's findings, out go for places in its text the keys by which two positions are known to be of
one side: an actor's id, or a country's name for whatever is called after it ("the Pakistani government").
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from dateline.lexicons import load
from dateline.link.actors.names import fold_name
from dateline.model.findings import Findings, MentionType, Statement
from dateline.model.report import Report

_LANGUAGE = "en"
_WORD = re.compile(r"[A-Z][\w’'-]*")
# "Tomas Verrin, chief executive of the Selby Harbour Authority"
_OF = re.compile(r",\s(?:the\s|an?\s|its\s)?[a-z][a-z -]{2,40}\s(?:of|for|at)\s(?:the\s)?")
# "the authority's chief executive, Tomas Verrin" names the body by its own name.
_OWN = re.compile(r"[’']s\s[a-z][a-z -]{2,40},?\s")
_CLOSE = 60  # characters
_BODIES = (MentionType.ORGANIZATION, MentionType.GROUP)


@cache
def _countries() -> Mapping[str, str]:
    words = load(_LANGUAGE, "governments").words
    named = {fold_name(form): str(country) for form, country in words["demonym"].items()}
    named |= {fold_name(form) + "s": country for form, country in list(named.items())}
    return named | {fold_name(country): country for country in named.values()}


def find_countries(words: str) -> frozenset[str]:
    """Return the countries that words name or are called after: "Pakistani officials" are of Pakistan."""
    found = (
        _countries().get(fold_name(one.removesuffix("’s").removesuffix("'s"))) for one in _WORD.findall(words)
    )
    return frozenset(one for one in found if one is not None)


def find_bodies(reports: Iterable[Findings]) -> dict[str, frozenset[str]]:
    """Return for each person the bodies that reports say they are an officer of, by actors' ids."""
    bodies: dict[str, set[str]] = defaultdict(set)
    for one in reports:
        for person, body in _read_offices(one):
            bodies[person].add(body)
    return {person: frozenset(found) for person, found in bodies.items()}


def _read_offices(findings: Findings) -> Iterator[tuple[str, str]]:
    text = findings.report.text
    for left, right in zip(findings.mentions, findings.mentions[1:], strict=False):
        if left.actor is None or right.actor is None or not 0 < right.start - left.end < _CLOSE:
            continue
        between = text[left.end : right.start]
        if left.type is MentionType.PERSON and right.type in _BODIES and _OF.fullmatch(between):
            yield left.actor, right.actor
        if left.type in _BODIES and right.type is MentionType.PERSON and _OWN.fullmatch(between):
            yield right.actor, left.actor


def name_speaker(statement: Statement, report: Report) -> str:
    """Return what whoever said something is called: a name, the report's words for them, or "somebody"."""
    if statement.speaker.name is not None:
        return statement.speaker.name
    if statement.anonymity is not None:
        return statement.anonymity.descriptor
    return " ".join(" ".join(span.of(report.text).split()) for span in statement.source) or "somebody"


def find_holders(
    statements: Sequence[Statement], report: Report, bodies: Mapping[str, frozenset[str]]
) -> frozenset[str]:
    """Return the keys of those whose word something is: speakers, their bodies, their countries."""
    found: set[str] = set()
    for one in statements:
        if one.speaker.actor is not None:
            found |= {one.speaker.actor, *bodies.get(one.speaker.actor, ())}
        found |= find_countries(name_speaker(one, report))
    return frozenset(found)
