"""What a speaker does by saying something: the act of a statement, from its cue and the shape of its content.

In: the words of cue and content. Out: the act and the rule that told it. The rules stand in the lexicon, the
strongest first; a statement that none of them matches is an assertion.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dateline.lexicons import load
from dateline.model.findings import Act

# What is looked at of a content: the act shows in its first clauses, a question mark at its end.
_LOOKED_AT = 300


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    act: Act
    on_content: bool
    pattern: re.Pattern[str]


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(r.name, Act(r.fields["act"]), r.fields["on"] == "content", re.compile(r.pattern))
        for r in load("en", "acts").rules
    )


def tell_act(cue: str, content: str) -> tuple[Act, str]:
    """Tell what is done by saying `content` with `cue`.

    Args:
        cue: The words that attribute, "has repeatedly denied".
        content: What is attributed, with its quotation marks.

    Returns:
        The act, and the name of the rule that told it.
    """
    said = " ".join(content.split())
    shown = said if len(said) <= 2 * _LOOKED_AT else f"{said[:_LOOKED_AT]} … {said[-_LOOKED_AT:]}"
    both = f"{' '.join(cue.split())} | {shown}"
    for rule in _rules():
        if rule.pattern.search(shown if rule.on_content else both):
            return rule.act, rule.name
    return Act.ASSERTION, "no mark of another act"
