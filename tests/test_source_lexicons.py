"""Every pattern for sources, relays and outlets matches what it must, and not its near misses."""

import re

import pytest

from dateline.lexicons import Rule, load

RULES = [
    pytest.param(rule, id=f"{subject}: {rule.name}")
    for subject in ("anonymity", "outlets", "relays", "repairs", "silences", "terms")
    for rule in load("en", subject).rules
]


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_matches_its_examples_and_no_near_miss(rule: Rule) -> None:
    pattern = re.compile(rule.pattern)
    assert [text for text in rule.match if not pattern.search(text)] == []
    assert [text for text in rule.no_match if pattern.search(text)] == []


def test_no_given_name_is_of_both_genders() -> None:
    lists = load("en", "people").lists
    assert set(lists["male_names"]) & set(lists["female_names"]) == set()
    assert set(lists["male_words"]) & set(lists["female_words"]) == set()


def test_every_common_outlet_form_is_an_outlet_form() -> None:
    outlets = load("en", "outlets")
    assert set(outlets.lists["common"]) <= set(outlets.words["outlet"])


def test_every_capital_and_demonym_belongs_to_a_place() -> None:
    governments = load("en", "governments")
    assert set(governments.words["capital"].values()) <= set(governments.words["country"].values())
