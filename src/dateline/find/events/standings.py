"""How an event stands: it happened, goes on, is meant, foretold, demanded, threatened, denied, or imagined.

In: the grammar of a text and a word that tells of an event. Out: status, polarity, and the words that say so.
A verb stands as its tense and its modals say. An infinitive, a participle and a noun stand as what governs
them says: "agreed to withdraw", "plans for a strike", "an attack took place". Whose word it is, is left to
`whose_word`.
"""

from __future__ import annotations

from dateline.find.events.standing import Standing
from dateline.find.events.standing_governed import heed_condition
from dateline.find.events.standing_nouns import tell_noun
from dateline.find.events.standing_verbs import tell_verb
from dateline.find.grammar import VERBS, Grammar


def tell_standing(
    grammar: Grammar, at: int, *, carrier: int | None = None, in_title: bool = False
) -> Standing:
    """Tell how the event of the word `at` stands.

    Args:
        grammar: The text's.
        at: The word: a verb, a noun, seldom another.
        carrier: The verb that puts a noun's event on the stage, as in "held talks", where there is one.
        in_title: Whether the word stands in a headline, where the present tells of the past.
    """
    return _tell(grammar, at, carrier, in_title, 0)


def _tell(g: Grammar, at: int, carrier: int | None, in_title: bool, depth: int) -> Standing:
    if g.tags[at] in VERBS or g.tags[at] == "MD":
        told = tell_verb(g, at, in_title, depth, _tell)
    else:
        told = tell_noun(g, at, carrier, in_title, depth, _tell)
    return told if depth else heed_condition(g, at, told)
