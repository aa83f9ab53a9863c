"""A rule for times, and how it is made from what the lexicons say of it.

In: the rules, classes of words and lists of a language's lexicons. Out: rules ready to be tried on a text,
each with what must or must not stand beside a match.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dateline.find.timex.numbers import NumberWords
from dateline.find.timex.pattern import (
    NUMBER_KEY,
    CompiledPattern,
    WordClass,
    compile_patterns,
    first_tokens,
    telling_tokens,
)
from dateline.lexicons import Lexicon, Rule, Scalar, match_any

_DIGITS = frozenset({NUMBER_KEY})
RANGE_KEY = NUMBER_KEY + "-"
"""Stands for a number with a dash after it: the beginning of a range."""
_CONDITIONS = ("after", "not_after", "before", "not_before")


@dataclass(frozen=True, slots=True)
class TimeRule:
    """A rule of the lexicons, compiled.

    The four conditions hold words that must, or must not, stand beside a match with nothing but white space
    or a hyphen between; None sets no condition. An empty word stands for punctuation or the edge of the text.
    """

    name: str
    means: str
    compiled: tuple[CompiledPattern, ...]
    fields: Mapping[str, Scalar]
    after: frozenset[str] | None
    not_after: frozenset[str] | None
    before: frozenset[str] | None
    not_before: frozenset[str] | None
    source: Rule

    def allows(self, previous: str, following: str) -> bool:
        """Tell whether a match may stand between these two words, the one before perhaps with a dash."""
        bare = previous.removesuffix("-") if previous != RANGE_KEY else previous
        return not (
            (self.after is not None and previous not in self.after and bare not in self.after)
            or (self.not_after is not None and (previous in self.not_after or bare in self.not_after))
            or (self.before is not None and following not in self.before)
            or (self.not_before is not None and following in self.not_before)
        )


def build_classes(
    tables: Mapping[str, Mapping[str, Scalar]], words: Lexicon, numbers: NumberWords, common: frozenset[str]
) -> dict[str, WordClass]:
    """Return the classes of words that patterns may name."""
    classes = {
        name: WordClass(
            _write_words(
                list(table), capital=name in words.lists["capitalised"], dotted=name in words.lists["dotted"]
            ),
            first_tokens(list(table)),
            telling_tokens(list(table), common),
        )
        for name, table in tables.items()
        if name != "shapes"
    }
    for name, shape in tables["shapes"].items():
        classes[name] = WordClass(f"(?:{shape})", _DIGITS, _DIGITS)
    number_words = [*numbers.small, *numbers.tens, *numbers.vague]
    classes["number"] = WordClass(numbers.pattern(), first_tokens(number_words) | {NUMBER_KEY})
    years = first_tokens(numbers.year_words())
    classes["spelled_year"] = WordClass(numbers.year_pattern(), years, years)
    return classes


def _write_words(words: list[str], *, capital: bool, dotted: bool) -> str:
    """Write the pattern of a class; `capital`: words need one; `dotted`: short forms may take a dot."""
    written = words
    if capital:
        written = [form for word in words for form in (_capitalise(word), word.upper())]
    long = [word for word in written if not dotted or not _is_short(word, written)]
    short = [word for word in written if word not in long]
    parts = [match_any(long).replace(r"\-", r"[-\s]")] if long else []
    if short:
        parts.append(match_any(short) + r"\b\.?")
    regex = "|".join(parts)
    regex = regex.replace("'", "['’]")
    return f"(?-i:{regex})" if capital else f"(?:{regex})"


def _capitalise(words: str) -> str:
    return " ".join(word.capitalize() for word in words.split(" "))


def _is_short(word: str, words: list[str]) -> bool:
    return any(other.startswith(word) and other != word for other in words)


def compile_rule(
    rule: Rule, classes: Mapping[str, WordClass], common: frozenset[str], lists: Mapping[str, frozenset[str]]
) -> TimeRule:
    """Return a rule of the lexicons, compiled.

    Raises:
        ValueError: It does not say what it means, or its pattern is not well formed.
    """
    means = rule.fields.get("means")
    if not isinstance(means, str):
        raise ValueError(f"rule {rule.name!r} does not say what it means")
    conditions = {name: _read_condition(rule.fields.get(name), lists) for name in _CONDITIONS}
    return TimeRule(
        name=rule.name,
        means=means,
        compiled=compile_patterns(rule.pattern, classes, common),
        fields={k: v for k, v in rule.fields.items() if k not in (*_CONDITIONS, "means")},
        source=rule,
        **conditions,
    )


def _read_condition(entries: list[str] | None, lists: Mapping[str, frozenset[str]]) -> frozenset[str] | None:
    if entries is None:
        return None
    named = frozenset().union(*(lists[entry[1:]] for entry in entries if entry.startswith("@")))
    return named | {entry for entry in entries if not entry.startswith("@")}
