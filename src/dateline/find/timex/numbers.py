"""Numbers in figures and words: "14", "1,200", "2 1/2", "twenty-five", "a couple of", "several".

In: the tables of number words. Out: a pattern for them and a reader. A number that is not told ("several",
"a few") reads as None. How a number becomes a year ("nineteen ninety-seven") is read here too.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dateline.find.timex.pattern import BLANK
from dateline.lexicons import Scalar, match_any

_JOIN = rf"(?:{BLANK}|-)\s?"


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The words for numbers of one language.

    Attributes:
        small: "one" to "nineteen" and their like.
        tens: "twenty" to "ninety".
        scales: "hundred", "thousand".
        vague: Words for numbers that are not told.
        halves: "and a half", "1/2": what they add.
    """

    small: Mapping[str, Scalar]
    tens: Mapping[str, Scalar]
    scales: Mapping[str, Scalar]
    vague: Mapping[str, Scalar]
    halves: Mapping[str, Scalar]

    def counts(self, word: str) -> bool:
        """Tell whether one word, in lower case, is a number that is told or part of one."""
        return word in self.small or word in self.tens or word in self.scales

    def pattern(self) -> str:
        """Return the pattern of a cardinal number; nothing in it repeats without bound."""
        small, tens, scale = match_any(self.small), match_any(self.tens), match_any(self.scales)
        below_hundred = rf"(?:{tens}(?:{_JOIN}{small})?|{small})"
        spelled = rf"{below_hundred}(?:{_JOIN}{scale}(?:{_JOIN}(?:and\s)?{below_hundred})?)?"
        figures = r"[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,6}(?:\.[0-9]{1,4})?"
        half = match_any(self.halves)
        vague = rf"{match_any(self.vague)}|" if self.vague else ""
        return (
            rf"(?:{vague}(?:{figures}|{spelled}|{match_any(['a'])}(?=\s{scale}))"
            rf"(?:{_JOIN}{scale})?(?:[\s-]{half})?)"
        )

    def year_pattern(self) -> str:
        """Return the pattern of a year in words, as "nineteen ninety-seven" and "two thousand"."""
        tens, small = match_any(self.tens), match_any(self.small)
        century = match_any(self.year_words())
        rest = rf"(?:{tens}(?:{_JOIN}{small})?|(?:o|oh){_JOIN}{small}|hundred|{small})"
        return rf"(?:{century}{_JOIN}{rest}|two\sthousand(?:\s(?:and\s)?{small})?)"

    def year_words(self) -> list[str]:
        """Return the words that a year in words begins with: "fifteen" to "twenty", and "two"."""
        words = {**self.small, **self.tens}
        return [word for word, number in words.items() if number == 2 or 15 <= float(number) <= 20]

    def read(self, text: str) -> float | None:
        """Return the number that `text`, a match of `pattern`, stands for; None where it is not told."""
        words = re.sub(r"[\s-]+", " ", text.lower()).strip()
        if words in self.vague:
            value = float(self.vague[words])
            return value if value else None
        added = 0.0
        for half, value_of_half in self.halves.items():
            if words.endswith(" " + half):
                words, added = words[: -len(half) - 1], float(value_of_half)
        total = 0.0
        for word in words.split(" "):
            if word in self.scales:
                total = (total or 1) * float(self.scales[word])
            elif word in self.tens or word in self.small:
                total += float(self.tens.get(word) or self.small.get(word) or 0)
            elif word[0].isdigit():
                total += float(word.replace(",", ""))
        return total + added

    def read_year(self, text: str) -> int:
        """Return the year that `text`, a match of `year_pattern`, stands for."""
        words = re.sub(r"[\s-]+", " ", text.lower()).split(" ")
        if words[1] == "thousand":
            return int(self.read(text) or 0)
        return 100 * int(self.read(words[0]) or 0) + int(
            self.read(" ".join(words[1:]).replace("hundred", "")) or 0
        )
