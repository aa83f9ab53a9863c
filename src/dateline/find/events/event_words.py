"""The words of `lexicons/en/events.toml`, ready to be asked: what is no event, what makes it a plan.

In: a word as it stands, in small letters. Out: what the lexicon says of it. What that means for an event is
left to `standings` and `participants`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from dateline.find.statements.acts import inflect
from dateline.lexicons import Rule, load, match_any

_LIST: Final = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Making:
    """What a word makes of the event that it governs or describes, as a rule of the lexicon has it.

    Attributes:
        status: One of the statuses, "not done", or "as governed" where the event stands as the word does.
        name: The rule's.
    """

    status: str
    name: str


@dataclass(frozen=True, slots=True)
class WordRule:
    """A rule of the lexicon, ready for use; it is matched against a whole word."""

    source: Rule
    pattern: re.Pattern[str]


@cache
def load_word_rules() -> tuple[WordRule, ...]:
    """Return the rules in the order of the lexicon."""
    lexicon = load("en", "events")
    lists = {name: match_any(sorted(list_forms(name))) for name in lexicon.lists}
    return tuple(
        WordRule(rule, re.compile(_LIST.sub(lambda found: lists[found[1]], rule.pattern)))
        for rule in lexicon.rules
    )


@cache
def list_forms(name: str) -> frozenset[str]:
    """Return the entries of a list, of verbs all their forms."""
    entries = load("en", "events").lists[name]
    if name.endswith("_verbs"):
        return frozenset(form for entry in entries for form in inflect(entry))
    return frozenset(entries)


@cache
def tell_governing(word: str) -> Making | None:
    """Return what a word makes of an event that it governs, as "agreed" or "plans" does; None for most."""
    return _find(word, "")


@cache
def tell_describing(word: str) -> Making | None:
    """Return what a word makes of a noun's event before which it stands, as "planned" does; None for most."""
    return _find(word, "describes")


@cache
def has_reserve(word: str) -> bool:
    """Tell whether a word says that what is told is not vouched for: "reportedly"."""
    return _find(word, "reserve") is not None


@cache
def load_asides() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of what makes a whole sentence somebody's account: "by one estimate"."""
    return tuple(rule.pattern for rule in load_word_rules() if "aside" in rule.source.fields)


def _find(word: str, kind: str) -> Making | None:
    for rule in load_word_rules():
        fields = rule.source.fields
        if (kind in fields if kind else not ({"describes", "reserve", "aside"} & fields.keys())) and (
            rule.pattern.fullmatch(word)
        ):
            return Making(fields["status"], rule.source.name)
    return None
