"""On whose authority: whose report it is, whom an outlet cites, and why a source goes unnamed.

In: a report, what outlets were told in it, and where its unnamed sources are spoken of. Out: its own outlets,
whom another cites, and the reason for each unnamed source. `chains` puts the authorities in order.

The chain is empty where the speaker told the report directly. Else it names who stands between, nearest
first, and ends with the speaker: `["The Valdan Courier", "officials"]` where this report relays that paper,
which relays officials; `["The Valdan Courier"]` where the paper itself is the speaker; `["Ana Osei", "Ben
Harrow"]` where Osei says that Harrow says. A text counts: `["statement", "Harbour Board"]`. The outlet that
the report belongs to is the chain's start and is not repeated in it.

Whose report it is decides what "told Dawn" means. Where the outlet is known, telling it is telling the
report; so is telling the agency that the first lines or the byline name. Where neither is known, an outlet is
taken for the report's own if it asked for a comment, or else if it is the only one that is told anything in
the report, nothing is relayed from it, and it is told so in the report's first paragraphs, in an exclusive
interview or by a source without a name: such sources speak to the paper that prints them, and a paper names
itself early.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from dateline.find.names.cast import Cast
from dateline.find.names.names import find_outlet
from dateline.lexicons import Rule, load
from dateline.model.report import Report
from dateline.model.span import Span

_LANGUAGE: Final = "en"
_EARLIER: Final = re.compile(
    r"\b(?:last|previous|earlier|recent)\s+(?:week|month|year|day|summer|winter|spring|fall|autumn|\w+day)\b|"
    r"\b(?:week|month|year|day)s?\s+(?:ago|earlier|before)\b|\bin\s+(?:19|20)\d\d\b|\b(?:19|20)\d\d\s+interview\b"
)
_EXCLUSIVE: Final = re.compile(r"\bexclusive(?:ly)?\b|\bpreviously\s+unpublished\b", re.I)
# "WASHINGTON (AP) —", "OSTERBY, March 4 (Reuters) -"
_FILED: Final = re.compile(r"\(([A-Z][\w .]{1,30})\)\s*[-—–:]")
# "the daily quoted | two pilots | as saying"
_QUOTING: Final = re.compile(r"\b(?:quot|cit)(?:ed|es|ing)\s+\Z", re.I)
_AS_SAYING: Final = re.compile(r"\s+as\s+(?:saying|telling|stating|warning)\b")
# How far into the body the first lines reach, in code points: a headline may stand before them.
_FIRST_LINES: Final = 400


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {rule.name: re.compile(rule.pattern) for rule in load(_LANGUAGE, "relays").rules}


def find_cited(cast: Cast, cue: Sequence[Span], sentence: Span) -> Span | None:
    """Find whom an outlet cites for what it says: "officials" in "the daily said, citing officials"."""
    if not cue:
        return None
    for name in ("quoted someone as saying", "citing someone"):
        match = _patterns()[name].search(cast.text, sentence.start, sentence.end)
        if match is not None:
            return Span(match.start("inner"), match.end("inner"))
    return None


def read_framed(text: str, content: Sequence[Span]) -> Span | None:
    """Return who is quoted where all that is said is "two pilots as saying"; None for other contents."""
    if len(content) != 1:
        return None
    words = content[0].of(text)
    match = re.fullmatch(
        r"(?:quoted\s+|cited\s+)?(.{2,80}?)\s+as\s+(?:saying|telling|stating|warning)", words, re.S
    )
    if match is None:
        whole = _QUOTING.search(text, max(0, content[0].start - 20), content[0].start)
        return content[0] if whole and _AS_SAYING.match(text, content[0].end) else None
    return Span(content[0].start + match.start(1), content[0].start + match.end(1))


@dataclass(frozen=True, slots=True)
class Telling:
    """An outlet that was told something: where, by an unnamed source or to it alone, whether long ago."""

    name: str
    start: int
    inside: bool
    earlier: bool


def find_own_outlets(
    report: Report, tellings: Sequence[Telling], relayed: Sequence[str], *, lead_end: int
) -> frozenset[str]:
    """Return the outlet that the report belongs to and the agency that wrote it, as far as can be told.

    Args:
        report: Its `outlet` decides where it is known; an agency is named in the first lines or the byline.
        tellings: Each time an outlet is told something in the report.
        relayed: The outlets that speak in the report as others: "the Courier reported".
        lead_end: Where the first two paragraphs end.
    """
    own = _find_agencies(report)
    if report.outlet is not None:
        return own | {find_outlet(report.outlet) or report.outlet}
    if own or (own := _find_asking(report)):
        return own
    now = [t for t in tellings if not t.earlier and t.name not in relayed]
    if len({t.name for t in now}) != 1:
        return frozenset()
    return frozenset(t.name for t in now if t.inside or t.start < lead_end)


def _find_agencies(report: Report) -> frozenset[str]:
    """Return the agency between dateline and first sentence, "(AP) -", and those that a byline names."""
    start = report.body[0].start if report.body else 0
    filed = _FILED.search(report.text, start, start + _FIRST_LINES)
    named = [filed[1]] if filed else []
    named += [part.strip() for byline in report.bylines for part in re.split(r"[,/|]|\bfor\b", byline)]
    return frozenset(outlet for name in named if (outlet := find_outlet(name)) is not None)


def _find_asking(report: Report) -> frozenset[str]:
    """Return the one outlet that the report says asked for a comment, or has learned something."""
    pattern = _patterns()["the outlet that asked"]
    found = {
        outlet
        for part in report.body
        for match in pattern.finditer(report.text, part.start, part.end)
        if (outlet := find_outlet(match["asked"] or match["learned"])) is not None
    }
    return frozenset(found) if len(found) == 1 else frozenset()


def is_exclusive(text: str, sentence: Span) -> bool:
    """Tell whether a sentence says that nobody else was told: "in an exclusive interview"."""
    return _EXCLUSIVE.search(text, sentence.start, sentence.end) is not None


def is_earlier(text: str, sentence: Span) -> bool:
    """Tell whether a sentence sets what it tells some time before: "in an interview last month"."""
    return _EARLIER.search(text, sentence.start, sentence.end) is not None


# --- why a source goes unnamed ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Unnaming:
    """A place where the report says that a source is not named.

    Attributes:
        span: The words that say so.
        reason: The words that say why; None where nothing does.
        like_others: Whether it holds for other sources of the report as well.
    """

    span: Span
    reason: Span | None
    like_others: bool


@cache
def _anonymity() -> tuple[tuple[tuple[Rule, re.Pattern[str]], ...], re.Pattern[str], re.Pattern[str]]:
    rules = load(_LANGUAGE, "anonymity").rules
    said = tuple(
        (r, re.compile(r.pattern))
        for r in rules
        if r.name not in ("reason given", "like other sources of the report")
    )
    by_name = {r.name: re.compile(r.pattern) for r in rules}
    return said, by_name["reason given"], by_name["like other sources of the report"]


def find_unnamings(text: str, sentences: Sequence[Span]) -> tuple[Unnaming, ...]:
    """Find where a report says that a source is not named, in order."""
    said, why, others = _anonymity()
    found: list[Unnaming] = []
    for sentence in sentences:
        folded = sentence.of(text).casefold()
        for rule, pattern in said:
            match = pattern.search(text, sentence.start, sentence.end) if rule.may_match(folded) else None
            if match is None:
                continue
            whole = rule.fields.get("reason") == "whole"
            reason = Span(match.start(), match.end()) if whole else None
            given = None if whole else why.search(text[match.end() : sentence.end])
            if given is not None and given.group().strip(" ,"):
                lead = len(given.group()) - len(given.group().lstrip(" ,\n\t"))
                end = match.end() + len(given.group().rstrip(" ,\n\t"))
                reason = Span(match.end() + lead, end)
            like = others.search(text, max(sentence.start, match.start() - 80), match.start()) is not None
            found.append(Unnaming(Span(match.start(), match.end()), reason, like))
            break
    return tuple(sorted(found, key=lambda u: u.span))


@dataclass(frozen=True, slots=True)
class Spoken:
    """Where an unnamed source is spoken of, for telling whom an `Unnaming` is about."""

    actor: str
    start: int
    head: str


def match_unnamings(
    unnamings: Sequence[Unnaming], spoken: Sequence[Spoken], sentences: Sequence[Span]
) -> dict[str, Span]:
    """Return the reason for each unnamed actor whose namelessness the report explains.

    The source of an unnaming is the last one spoken of before it in its sentence, else the first after it
    there, else the last in the sentence before. "Like other officials" extends a reason to every other
    source of the same noun that has none of its own.
    """
    reasons: dict[str, Span] = {}
    starts = [s.start for s in sentences]
    ordered = sorted(spoken, key=lambda s: s.start)
    for unnaming in unnamings:
        if unnaming.reason is None:
            continue
        at = bisect_left(starts, unnaming.span.start + 1) - 1
        whose = _whose(unnaming, ordered, sentences, at)
        if whose is None:
            continue
        reasons.setdefault(whose.actor, unnaming.reason)
        if unnaming.like_others:
            for one in ordered:
                if one.head == whose.head:
                    reasons.setdefault(one.actor, unnaming.reason)
    return reasons


def _whose(unnaming: Unnaming, spoken: Sequence[Spoken], sentences: Sequence[Span], at: int) -> Spoken | None:
    sentence = sentences[at]
    here = [s for s in spoken if sentence.start <= s.start < sentence.end]
    before = [s for s in here if s.start < unnaming.span.start]
    if before or here:
        return before[-1] if before else here[0]
    earlier = [s for s in spoken if at > 0 and sentences[at - 1].start <= s.start < sentence.start]
    return earlier[-1] if earlier else None
