"""Figures: how many were killed, hurt, held, displaced, are missing, marched; how much money; what troops.

In: text with its tokens, the encoder's grammar where there is any, and the spans that are times. Out: each
number that says such a thing, with the least and the most it means, its unit and of whom. Years, dates, ages,
scores, shares, addresses, ordinals and "one of the" are none. Which event a figure belongs to is left to
`bearings`; whose word it is, to the statements.

A count of people to whom nothing was done is a figure from ten up, or where it is a crowd ("dozens"): two
officials who spoke are no figure.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from dateline.find.events.counted import Counted, Text, read_counted
from dateline.find.events.fates import Fate, find_fate
from dateline.find.events.quantities import Quantity, find_quantities
from dateline.lexicons import load
from dateline.model.findings import Figure
from dateline.model.span import Span
from dateline.nlp.words import Words

_LANGUAGE: Final = "en"
_CROWD: Final = 10
_HARM: Final = frozenset(("killed", "wounded", "held", "displaced", "missing", "casualties"))
_JOINT: Final = re.compile(
    r"(?i)\s*(?:,|,?\s*(?:and|or|as well as|plus|along with)|,?\s*including(?:\s+the)?)\s*"
)
# What makes a number a share, an age, a rank: "30 percent", "23-year-old", "6 in 10", "one of every five".
_NO_COUNT: Final = re.compile(
    r"(?i)\s?%|[\s-]?(?:per\s?cent|percentage)|\s?-(?!strong)|\s(?:out\s)?of\s(?:every|\d)"
    r"|\s(?:in|out of)\s(?:\d{1,3}(?!\d)|ten\b|five\b|four\b|three\b)|(?:st|nd|rd|th)\b"
)
_SHARE_BEFORE: Final = re.compile(
    r"(?i)(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine))\s(?:in|out\sof|(?:out\s)?of\severy|in\severy)\s$"
)
_NAME_BEFORE: Final = re.compile(r"([A-Za-z.]+(?:\sof)?)\s(?:the\s)?$")


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure with the words that made it one.

    Attributes:
        figure: As in the findings.
        counted: The noun that is counted, empty where the number stands for itself.
        cue: The word that tells what became of the counted: "killed"; None where the noun alone tells.
    """

    figure: Figure
    counted: Span
    cue: Span | None


def find_figures(
    text: str, tokens: Sequence[Span], *, words: Words | None = None, times: Sequence[Span] = ()
) -> tuple[FoundFigure, ...]:
    """Find the figures of a text.

    Args:
        text: The report's.
        tokens: The words and marks of its body, sorted; only what they cover is searched.
        words: The encoder's grammar of the same tokens; without it what was done is only seen near a number.
        times: Spans of time expressions, sorted: a number in one is no figure.

    Returns:
        Figures sorted by where they stand; they do not overlap. Time grows with the length of the text alone.
    """
    if not tokens:
        return ()
    cut = Text(text, tokens, words)
    quantities = [
        one for one in find_quantities(text, tokens[0].start, tokens[-1].end) if _may_count(cut, one, times)
    ]
    drafts = [(one, read_counted(cut, one)) for one in quantities]
    fates = [find_fate(cut, *draft) for draft in drafts]
    _share_fates(text, drafts, fates)
    made = (_make(cut, *draft, fate) for draft, fate in zip(drafts, fates, strict=True))
    return tuple(one for one in made if one is not None)


def _may_count(text: Text, quantity: Quantity, times: Sequence[Span]) -> bool:
    """Tell whether a number can count something: it is no time, no year, no part of a name or of a share."""
    at = bisect_right(times, quantity.start, key=lambda time: time.start)
    near = times[max(at - 1, 0) : at + 1]
    if any(time.start < quantity.end and quantity.start < time.end for time in near):
        return False
    if text.find(quantity.start) == text.find(quantity.end):  # nothing of it was read
        return False
    if text.text[max(0, quantity.start - 6) : quantity.start].lower().endswith("point "):
        return False
    if quantity.currency:
        return True
    if quantity.plain and (quantity.low or 0) >= 1900:
        return False
    after = text.text[quantity.end : quantity.end + 20]
    if quantity.high == quantity.low == 1 and after.startswith((" of", " another")):
        return False
    if _NO_COUNT.match(after):
        return False
    if _SHARE_BEFORE.search(text.text[max(0, quantity.start - 24) : quantity.start]):
        return False
    before = _NAME_BEFORE.search(text.text[max(0, quantity.start - 20) : quantity.start])
    named = (
        before is not None
        and before[1].lower().rstrip(".") in load(_LANGUAGE, "figures").lists["before_names"]
    )
    return not (named and quantity.low == quantity.high and not quantity.crowd)


def _share_fates(text: str, drafts: Sequence[tuple[Quantity, Counted]], fates: list[Fate | None]) -> None:
    """Give what became of some to those named with them: "23 soldiers and four guards were killed"."""

    def are_joint(left: int) -> bool:
        (_, counted), (quantity, following) = drafts[left], drafts[left + 1]
        fate = fates[left]
        if quantity.currency or (following.unit or "people") not in ("people", "troops", "killed"):
            return False
        ends = [counted.end] + ([fate.cue.end] if fate else [])
        return any(_JOINT.fullmatch(text, end, quantity.start) for end in ends if end <= quantity.start)

    for at in range(1, len(drafts)):
        before = fates[at - 1]
        if fates[at] is None and before is not None and before.unit in _HARM and are_joint(at - 1):
            fates[at] = before
    for at in range(len(drafts) - 2, -1, -1):
        after = fates[at + 1]
        plain = (drafts[at][1].unit or "") in ("people", "troops")
        if not plain or fates[at] is not None or after is None or after.unit not in _HARM:
            continue
        if after.cue.start >= drafts[at + 1][0].end and are_joint(at):
            fates[at] = after


def _make(text: Text, quantity: Quantity, counted: Counted, fate: Fate | None) -> FoundFigure | None:
    """Make a figure where the number says something that is one."""
    span = Span(quantity.start, quantity.end)
    figure = Figure(span.start, span.end, quantity.low, quantity.high, None, None)
    if quantity.currency:
        return FoundFigure(replace(figure, unit="money", of=quantity.currency), span, None)
    of = re.sub(r"\s+", " ", text.text[counted.start : counted.end]) or None
    if of is not None and of.lower().startswith(load(_LANGUAGE, "figures").lists["unreal"]):
        return None
    noun = Span(counted.start, counted.end) if counted.token >= 0 else span
    if fate is not None and fate.unit != "people":
        if counted.token >= 0 and counted.unit is None and not _is_of_people(text, counted):
            return None
        return FoundFigure(replace(figure, unit=fate.unit, of=of), noun, fate.cue)
    unit = counted.unit or (fate.unit if fate and counted.token < 0 else None)
    most = quantity.high if quantity.high is not None else quantity.low or 0
    if not unit or (most == 0 and unit not in _HARM):
        return None
    if unit == "people" and most < _CROWD:
        return None
    if unit not in _HARM and most <= 1:
        return None
    return FoundFigure(replace(figure, unit=unit, of=of), noun, fate.cue if fate else None)


def _is_of_people(text: Text, counted: Counted) -> bool:
    """Tell whether a noun that the lexicon does not have is of people, by its ending."""
    return counted.noun.endswith(
        ("er", "or", "ee", "ant", "ent", "ian", "man", "ist", "lives", "life", "live")
    )
