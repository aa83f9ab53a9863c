"""Newspapers and agencies that the lexicon does not know: told by their name and what they do.

In: a report and its namings. Out: the same namings, some of them outlets now. "The Valdan Courier reported"
is an outlet's word; "the Courier" in a report of the Courier's is the report's own outlet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from dateline.find.names.names import clean_name, find_outlet
from dateline.find.names.namings import Naming
from dateline.lexicons import load
from dateline.model.findings import MentionType
from dateline.model.report import Report

_REACH: Final = 60
_NEVER: Final = (MentionType.PERSON, MentionType.GROUP, MentionType.DOCUMENT, MentionType.OFFICE)


def call_outlets(report: Report, namings: Sequence[Naming]) -> list[Naming]:
    """Return the namings in their order, with outlets of unknown name typed as outlets."""
    text = report.text
    called: list[Naming] = []
    for naming in namings:
        name = clean_name(text[naming.start : naming.end])
        own = name_own(report, name) != name and re.search(r"\b[Tt]he\s$", text[: naming.start][-5:])
        paper = " " in name and name.split()[-1].lower() in load("en", "nominals").lists["outlet_names"]
        if naming.type not in _NEVER and (
            own or (paper and is_treated_as_outlet(text, naming.start, naming.end))
        ):
            called.append(replace(naming, type=MentionType.OUTLET))
        else:
            called.append(naming)
    return called


def name_own(report: Report, name: str) -> str:
    """Return the report's own outlet where `name` is its name or the end of it, else `name`."""
    if report.outlet is None:
        return name
    own = find_outlet(report.outlet) or report.outlet
    return own if f" {own}".endswith(f" {name}") else name


@cache
def _context() -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    rules = load("en", "outlets").rules
    before = tuple(re.compile(r.pattern) for r in rules if r.fields.get("side", "before") == "before")
    after = tuple(re.compile(r.pattern) for r in rules if r.fields.get("side") == "after")
    return before, after


def is_treated_as_outlet(text: str, start: int, end: int) -> bool:
    """Tell whether the words around a name speak of it as of an outlet: "told the …", "… reported"."""
    before, after = _context()
    lead, rest = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    return any(p.search(lead) for p in before) or any(p.search(rest) for p in after)
