"""The tense of the clause that a time stands in, by what the encoder says of its words.

In: an encoding: for each word its tag, its head and its relation to it. Out: for a time, whether what its
clause tells of is past or still to come. The verb that a time hangs on speaks, with its auxiliaries: "said"
in "said on Friday it would close", "would close" in "said it would close on Friday". Where there is no such
verb, or it does not tell, nothing is said; the words beside a time are left to `tense`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final

from dateline.find.timex.grammar import Grammar
from dateline.find.timex.tense import Tense
from dateline.nlp.encoding import Encoding

_VERBS: Final = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_PRESENT: Final = frozenset({"VBP", "VBZ"})
_CERTAIN: Final = frozenset({"will", "shall", "ll", "wo", "won"})
_HAVE: Final = frozenset({"have", "has", "had", "having", "ve", "haven", "hasn", "hadn"})
_BREAKS: Final = frozenset(",(–—-")
_STOPS: Final = frozenset(".!?\"”'’)…")
# What stands before "n't" in one piece; the encoder speaks of "n't" there.
_BEFORE_NOT: Final = {
    **dict.fromkeys(("won", "wouldn", "couldn", "can", "shouldn", "mustn", "mightn"), "MD"),
    **dict.fromkeys(("isn", "aren", "hasn", "haven", "doesn", "don"), "VBZ"),
    **dict.fromkeys(("wasn", "weren", "hadn", "didn"), "VBD"),
}
# What a verb tells of a time that does not hang on it alone: "will discuss Friday's ruling".
_DOUBTFUL: Final = {
    Tense.OVER: Tense.PAST,
    Tense.PAST: Tense.PAST,
    Tense.AIM: Tense.AIM,
    Tense.FUTURE: Tense.AIM,
    Tense.AHEAD: Tense.FUTURE,
}
_STEPS: Final = 12  # from a time up to the verb that tells its tense
_REACH: Final = 40  # pieces to each side in which a verb's auxiliaries are looked for
_LONGEST: Final = 200  # pieces in which a sentence's end is looked for
_NEAR: Final = 6  # words from a verb in which a time surely hangs on it


class Clauses:
    """The clauses of one report: asked for a time, it says its tense."""

    def __init__(self, encoding: Encoding, grammar: Grammar) -> None:
        labels = encoding.labels
        self._text = encoding.text
        self._begins, self._ends = encoding.pieces.T.tolist() if len(encoding) else ([], [])
        self._heads: list[int] = encoding.heads.tolist()
        self._opens: list[bool] = encoding.opens_word.tolist()
        self._first_in_sentence: list[int] = encoding.starts.tolist()
        self._tag_of = [labels.tags[tag] for tag in encoding.tags]
        self._relation_of = [labels.relations[one] for one in encoding.relations]
        self._ahead, self._aims = grammar.lists["future"], grammar.lists["aims"]
        self._deadline = grammar.lists["deadline"] | {"for"}  # "called a vote for Friday"

    def tense(self, start: int, end: int) -> Tense | None:
        """Tell the tense of the clause around the time at `[start, end)`, None where no verb tells it."""
        words = range(bisect_right(self._ends, start), bisect_left(self._begins, end))
        at = next((n for n in words if self._opens[n] and self._heads[n] not in words), None)
        if at is None:
            return None
        deadline = [self._form(n) for n in words[:1] for n in (n - 2, n - 1) if n >= 0] == ["ahead", "of"]
        for n in self._climb(at):
            marks = self._find_dependents(n, "mark")
            if any(one in range(words.stop, n) for one in marks):
                continue  # "warned on Friday that talks could fail": what "that" opens has nothing before it
            deadline = deadline or any(self._form(one) == "if" for one in marks)
            tense = self._tell(n)
            if tense is Tense.OPEN:
                return None
            if tense is Tense.OVER and (deadline or self._has_infinitive(n + 1, words.start)):
                return Tense.AIM
            if tense is not None:
                sure = not deadline and self._heads[at] in (n, -1)
                sure = sure and (tense is not Tense.OVER or self._is_near(n, words))
                return tense if sure else _DOUBTFUL[tense]
            cases = self._find_dependents(n, "case", "mark")
            deadline = deadline or any(self._form(one) in self._deadline for one in cases)
        return None

    def _form(self, n: int) -> str:
        last = n
        while last + 1 < min(len(self._opens), n + _REACH) and not self._opens[last + 1]:
            last += 1
        return self._text[self._begins[n] : self._ends[last]].lower()

    def _climb(self, at: int) -> Iterator[int]:
        for _ in range(_STEPS):
            yield at
            at = self._heads[at]
            if at < 0:
                return

    def _find_dependents(self, n: int, *relations: str) -> list[int]:
        around = range(max(0, n - _REACH), min(len(self._heads), n + _REACH))
        return [
            one
            for one in around
            if self._heads[one] == n and self._opens[one] and self._relation_of[one] in relations
        ]

    def _tell(self, n: int) -> Tense | None:
        """Tell the tense of the clause that word `n` is the head of, None where it heads none."""
        form, tag = self._form(n), self._tag_of[n]
        helpers = self._find_dependents(n, "aux", "cop")
        negated = [one for one in self._find_dependents(n, "advmod") if self._form(one) in _BEFORE_NOT]
        forms = {self._form(one) for one in (*helpers, *negated)}
        tags = {self._tag_of[one] for one in helpers} | {_BEFORE_NOT[self._form(one)] for one in negated}
        if "MD" in tags or tag == "MD":
            if "have" in forms and not _CERTAIN & forms:
                return Tense.OVER  # "may have left"
            return Tense.AHEAD if _CERTAIN & {*forms, form} else Tense.FUTURE
        if tag not in _VERBS and not tags:
            return Tense.FUTURE if form in self._ahead else None
        if form in self._aims or (form in self._ahead and tag not in _PRESENT):  # "was scheduled for"
            return Tense.FUTURE if tags & _PRESENT else Tense.AIM
        # No English verb ends in "s" in the past: "reconvenes" was taken for one.
        if (tag == "VBD" and not form.endswith("s")) or "VBD" in tags or (_HAVE & forms and "TO" not in tags):
            return Tense.OVER
        if tag == "VB" or "TO" in tags:
            return Tense.AIM
        if tag == "VBG" and not tags:
            return None  # goes with the verb above it
        if tag == "VBN":
            return Tense.OPEN if tags else Tense.PAST  # "is closed on Friday", "the quay closed on Friday"
        return Tense.OPEN if self._is_headline(n) else Tense.FUTURE

    def _is_near(self, n: int, words: range) -> bool:
        """Tell whether the verb `n` has one noun at most before the time: "lost the vote in October"."""
        between = range(n + 1, words.start) if n < words.start else range(words.stop, n)
        nouns = sum(self._tag_of[one].startswith("N") and self._opens[one] for one in between)
        short = sum(self._opens[one] for one in between) <= _NEAR
        return short and nouns <= 1 and not any(self._form(one) in _BREAKS for one in between)

    def _has_infinitive(self, start: int, end: int) -> bool:
        """Tell whether a "to" with its verb stands between: "ordered to leave on Friday"."""
        return any(self._tag_of[n] == "TO" and self._relation_of[n] == "mark" for n in range(start, end))

    def _is_headline(self, n: int) -> bool:
        """Tell whether the sentence of word `n` ends without a stop: headlines tell the past as present."""
        last = n
        while last + 1 < min(len(self._heads), n + _LONGEST) and not self._first_in_sentence[last + 1]:
            last += 1
        return self._form(last) not in _STOPS
