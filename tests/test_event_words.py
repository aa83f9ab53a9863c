"""The words that tell what an event is made of do what their examples say, both ways."""

import pytest

from dateline.find.events.event_words import (
    WordRule,
    has_reserve,
    list_forms,
    load_word_rules,
    tell_describing,
    tell_governing,
)

RULES = load_word_rules()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.source.name)
def test_a_rule_matches_its_examples_and_no_near_miss(rule: WordRule) -> None:
    whole = "aside" not in rule.source.fields
    match = rule.pattern.fullmatch if whole else rule.pattern.search
    assert [text for text in rule.source.match if not match(text)] == []
    assert [text for text in rule.source.no_match if match(text)] == []


def test_rule_names_are_told_apart() -> None:
    assert len({rule.source.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("agreed", "planned"),
        ("called for", "demanded"),
        ("threatens", "threatened"),
        ("denying", "denied"),
        ("refused", "not done"),
        ("began", "as governed"),
        ("trying", "hypothetical"),
        ("accused", "claimed"),
        ("sang", None),
    ],
)
def test_what_a_word_makes_of_what_it_governs(word: str, status: str | None) -> None:
    making = tell_governing(word)
    assert (None if making is None else making.status) == status


def test_what_describes_is_apart_from_what_governs() -> None:
    described = tell_describing("imminent")
    assert described is not None
    assert described.status == "predicted"
    assert tell_describing("agreed") is None
    assert has_reserve("reportedly")
    assert not has_reserve("repeatedly")


def test_verbs_stand_for_all_their_forms() -> None:
    assert {"hold", "holds", "holding", "held"} <= list_forms("carrying_verbs")
    assert "attacks" not in list_forms("event_nouns")
