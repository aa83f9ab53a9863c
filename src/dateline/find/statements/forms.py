"""Statements in a text whose quotations are known -> the form of each: direct, mixed or indirect.

Direct is what stands wholly in quotation marks, mixed what does in part, indirect what does not. A title or a
term in marks is nobody's speech and makes nothing mixed; nor do the marks of another speaker, inside whose
words a statement stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from dateline.find.statements.quotations import Quotation
from dateline.lexicons import load
from dateline.model.findings import Form
from dateline.model.span import Span

_WORD: Final = re.compile(r"\w+(?:[’'.-]\w+)*")
# How far before a quotation the words stand that make it a title or a term.
_REACH: Final = 40


def tell_form(
    text: str, content: Sequence[Span], quotations: Sequence[Quotation], *, within: Quotation | None
) -> Form:
    """Tell whether a statement is quoted.

    Args:
        text: The whole text.
        content: The spans of the statement's content.
        quotations: As `find_quotations` returns them.
        within: The quotation in which the statement's cue stands, where it stands in one that is another
            speaker's: its marks are that speaker's, and only marks inside them count. One that was never
            closed does not count: it may hold the cue for want of its closing mark.

    Returns:
        `DIRECT` where every word stands in quotation marks (a "that" before them does not count), `MIXED`
        where some words do, `INDIRECT` where none does, or only a title or a term.
    """
    if within is not None and not within.closed:
        within = None
    marks = [
        q for q in quotations if within is None or (q.depth > 0 and within.start <= q.start < within.end)
    ]
    beside = [[q for q in marks if q.start < span.end and span.start < q.end] for span in content]
    if not any(beside):
        return Form.INDIRECT
    quoted = named = plain = 0
    for span, near in zip(content, beside, strict=True):
        terms = [q for q in near if _is_term(text, q)]
        for word in _WORD.finditer(text, span.start, span.end):
            holders = [q for q in near if q.start <= word.start() < q.end]
            if holders:
                named += holders == [q for q in holders if q in terms]
                quoted += 1
            elif word.group().lower() != "that":
                plain += 1
    if quoted == 0 or (plain and quoted == named):
        return Form.INDIRECT
    return Form.MIXED if plain else Form.DIRECT


@cache
def _term_rules() -> dict[str, re.Pattern[str]]:
    return {rule.name: re.compile(rule.pattern) for rule in load("en", "terms").rules}


def _is_term(text: str, quotation: Quotation) -> bool:
    """Tell whether what stands in quotation marks is a title, or a word spoken of as a word."""
    rules = _term_rules()
    lead = text[max(0, quotation.start - _REACH) : quotation.start]
    around = text[quotation.start : quotation.end + _REACH]
    titled = re.match(r"\W*[A-Z\d]", around) is not None and rules["a title follows"].search(lead) is not None
    return (
        titled
        or rules["a term follows"].search(lead) is not None
        or rules["a title before its noun"].match(around) is not None
    )
