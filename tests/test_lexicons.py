"""Every rule of the lexicons does what its own examples say, both ways."""

from pathlib import Path

import pytest

from dateline.find.timex.grammar import load_grammar
from dateline.find.timex.rules import TimeRule
from dateline.lexicons import Rule, load, match_any

RULES = load_grammar("en").rules


def read_example(example: str) -> tuple[str, int, int]:
    """Return the text of an example and the bounds of what is marked in it: all of it, or "[what] is so"."""
    if "[" not in example:
        return example, 0, len(example)
    start, end = example.index("["), example.index("]") - 1
    return example.replace("[", "").replace("]", ""), start, end


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_matches_its_examples(rule: TimeRule) -> None:
    for example in rule.source.match:
        text, start, end = read_example(example)
        found = load_grammar("en").scan(text, 0, len(text))
        assert (start, end, rule.name) in [(m.start, m.end, m.rule.name) for m in found], example


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_leaves_near_misses_alone(rule: TimeRule) -> None:
    for example in rule.source.no_match:
        text, start, end = read_example(example)
        found = load_grammar("en").scan(text, 0, len(text))
        assert (start, end, rule.name) not in [(m.start, m.end, m.rule.name) for m in found], example


def test_rule_names_are_told_apart() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_every_lexicon_is_well_formed() -> None:
    folder = Path(__file__).parent.parent / "src/dateline/lexicons/en"
    for path in sorted(folder.glob("*.toml")):
        assert load("en", path.stem).about.endswith(".")


def test_what_a_rule_matches_holds_one_of_its_signs() -> None:
    folder = Path(__file__).parent.parent / "src/dateline/lexicons/en"
    rules = [rule for path in sorted(folder.glob("*.toml")) for rule in load("en", path.stem).rules]
    assert any(rule.signs for rule in rules)
    for rule in rules:
        assert all(rule.may_match(example.casefold()) for example in rule.match), rule.name


def test_a_text_without_a_sign_need_not_be_searched() -> None:
    rule = Rule("sitting", "(?i)sat|sits", ("Sat",), ("stood",), {}, signs=("sat", "sit"))
    assert rule.may_match("she sits")
    assert not rule.may_match("she stood")


def test_a_language_that_is_not_there_says_so() -> None:
    with pytest.raises(FileNotFoundError):
        load("xx", "calendar")


def test_match_any_prefers_the_longest() -> None:
    assert match_any(["mid", "mid day"]) == r"(?:mid\s{1,3}day|mid)"
