"""What a speaker does by saying something: the act of a statement, from its cue and the shape of its content.

In: the words of cue and content. Out: the act and the rule that told it. The rules stand in the lexicon,
those that look at the cue before those that look at the content. The first that matches tells; a statement
that matches none of them is an assertion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache

from dateline.lexicons import Rule, load, match_any
from dateline.model.findings import Act

# What is looked at of a content: the act shows in its first clauses, a question mark at its end.
_LOOKED_AT = 300
# The opening of a content ends with its first sentence or the first piece of an interrupted quotation, unless
# that is a mere word or two, and where somebody else comes in or speaks.
_SENTENCE_ENDS = re.compile(r"""(?<!\b[A-Z])[.!?](?=[\s"”’']|$)|[,–—-](?:["”]|'')""")
_ANOTHER_SPEAKS = re.compile(r"\s(?:who|which|said|told|asked|warned|thought|promised|assumed|wondered)\b")
_FEWEST, _MOST = 25, 200

_LIST = re.compile(r"\{([a-z_]+)\}")
_VERB = re.compile(r"(?P<bare>[\w'-]+)(?: \((?P<irregular>[^)]+)\))?(?P<rest>.*)")


class Where(Enum):
    """What a rule looks at: "both" is the cue, " | ", and the content."""

    CUE = "cue"
    CONTENT = "content"
    OPENING = "opening"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class ActRule:
    """A rule of the lexicon, ready for use."""

    source: Rule
    act: Act
    on: Where
    pattern: re.Pattern[str]


@cache
def load_act_rules(language: str) -> tuple[ActRule, ...]:
    """Return the rules of `language`, the strongest first."""
    lexicon = load(language, "acts")
    lists = {name: _match_list(name, entries) for name, entries in lexicon.lists.items()}
    return tuple(
        ActRule(
            source=rule,
            act=Act(rule.fields["act"]),
            on=Where(rule.fields["on"]),
            pattern=re.compile(_LIST.sub(lambda found: lists[found[1]], rule.pattern)),
        )
        for rule in lexicon.rules
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
    with_words = " ".join(cue.split())
    seen = {
        Where.CUE: with_words,
        Where.CONTENT: shown,
        Where.OPENING: cut_opening(shown),
        Where.BOTH: f"{with_words} | {shown}",
    }
    folded = seen[Where.BOTH].casefold()
    for rule in load_act_rules("en"):
        if rule.source.may_match(folded) and rule.pattern.search(seen[rule.on]):
            return rule.act, rule.source.name
    return Act.ASSERTION, "no mark of another act"


def cut_opening(content: str) -> str:
    """Return the first clauses of a content, without what closes them."""
    ends = (_SENTENCE_ENDS.search(content, _FEWEST), _ANOTHER_SPEAKS.search(content))
    return content[: min(end.start() if end else _MOST for end in ends)]


def inflect(entry: str) -> Iterator[str]:
    """Yield the forms of a verb: "call for" → call for, calls for, calling for, called for.

    Args:
        entry: The bare form; then, in brackets, forms that the spelling does not give, "slam (slammed)"; then
            whatever belongs to the verb.
    """
    verb = _VERB.fullmatch(entry)
    if verb is None:
        raise ValueError(f"{entry!r} is no verb as the lexicon writes them")
    bare, irregular = verb["bare"], (verb["irregular"] or "").split()
    stem = bare.removesuffix("e") if not bare.endswith(("ee", "oe", "ye")) else bare
    if re.search(r"[^aeiou]y$", bare):
        third, past = f"{bare[:-1]}ies", f"{bare[:-1]}ied"
    else:
        third = f"{bare}es" if bare.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{bare}s"
        past = f"{bare}d" if bare.endswith("e") else f"{bare}ed"
    # A consonant that is doubled before "ed" is doubled before "ing".
    present = next((f"{form[:-2]}ing" for form in irregular if form.endswith("ed")), f"{stem}ing")
    for form in (bare, third, present, *(irregular or [past])):
        yield form + verb["rest"]


def _match_list(name: str, entries: tuple[str, ...]) -> str:
    """Return a pattern for the entries, by their first letter: it is tried at every word of a statement."""
    forms = [form for entry in entries for form in inflect(entry)] if name.endswith("verbs") else entries
    by_letter: dict[str, list[str]] = {}
    for form in sorted(forms):
        by_letter.setdefault(form[0], []).append(form[1:])
    return "(?:" + "|".join(re.escape(letter) + match_any(rest) for letter, rest in by_letter.items()) + ")"
