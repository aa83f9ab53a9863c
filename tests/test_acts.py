"""What a speaker does by saying something."""

import pytest

from dateline.find.statements.acts import ActRule, inflect, load_act_rules, tell_act
from dateline.model.findings import Act

ACTS = [
    ("said", "the ferry left at noon", Act.ASSERTION),
    ("told", "“The ferry left at noon,”", Act.ASSERTION),
    ("denied", "that the ferry had left", Act.DENIAL),
    ("ruled out", "a sale of the yard", Act.DENIAL),
    ("said", "the port has no plans to close the pier", Act.DENIAL),
    ("said", "the island will not join the union", Act.DENIAL),
    ("said", "she was denied a berth", Act.ASSERTION),
    ("declined", "to comment on the sale", Act.ASSERTION),
    ("declined to say", "whether the pier is safe", Act.ASSERTION),
    ("declined", "to sell the yard", Act.DENIAL),
    ("would not say", "what the move will cost", Act.ASSERTION),
    ("did not dispute", "the date", Act.ASSERTION),
    ("disputed", "the date", Act.DENIAL),
    ("neither confirmed nor denied", "the sale", Act.ASSERTION),
    ("said", "the port cannot give a date", Act.ASSERTION),
    ("said", "“We were told there was no plan, so we made one”", Act.ASSERTION),
    ("said", "“We said it would be cheap. It is not.”", Act.ASSESSMENT),
    ("said", "“I would have liked to say it sooner”", Act.ASSESSMENT),
    ("said", "that crews had been asked how they would enter the bay", Act.ASSERTION),
    ("told", "“I am not going to call that luck”", Act.ASSESSMENT),
    ("said", "“If there is one, I should like to see it”", Act.ASSESSMENT),
    ("asked", "“Would they send their own boats to sea?”", Act.QUESTION),
    ("Asked", "whether she wished to say anything", Act.QUESTION),
    ("vowed", "to rebuild the pier", Act.PROMISE),
    ("said", "the island would not allow dumping off its coast", Act.PROMISE),
    ("vowed", "to punish whoever cut the cable", Act.THREAT),
    ("has threatened", "to close the strait", Act.THREAT),
    ("said", "the storm threatened the harbour", Act.ASSERTION),
    ("called for", "an inquiry into the sale", Act.DEMAND),
    ("urged", "the council to wait", Act.DEMAND),
    ("asked", "the council to wait", Act.DEMAND),
    ("asked", "whether the council would wait", Act.QUESTION),
    ("said", "“Who will pay for it?”", Act.QUESTION),
    ("said", "the mayor must resign", Act.DEMAND),
    ("pointed out", "that the port has asked to be heard", Act.ASSERTION),
    ("predicted", "a mild winter", Act.PREDICTION),
    ("said", "the closure will cost the town a fortune", Act.PREDICTION),
    ("warned", "that the dam could fail", Act.PREDICTION),
    ("plans", "to widen the canal", Act.PLAN),
    ("said", "the board will publish the minutes", Act.PLAN),
    ("said", "talks will take place on Friday", Act.PLAN),
    ("believes", "the bridge is safe", Act.ASSESSMENT),
    ("said", "“It’s a good beginning,”", Act.ASSESSMENT),
    ("described", "the talks as useful", Act.ASSESSMENT),
    ("called", "the plan a gift", Act.ASSESSMENT),
]


@pytest.mark.parametrize(("cue", "content", "act"), ACTS)
def test_act(cue: str, content: str, act: Act) -> None:
    told, rule = tell_act(cue, content)
    assert (told, bool(rule)) == (act, True), rule


RULES = load_act_rules("en")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.source.name)
def test_a_rule_matches_its_examples_and_no_near_miss(rule: ActRule) -> None:
    assert [text for text in rule.source.match if not rule.pattern.search(text)] == []
    assert [text for text in rule.source.no_match if rule.pattern.search(text)] == []


def test_rule_names_are_told_apart() -> None:
    assert len({rule.source.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(
    ("entry", "forms"),
    [
        ("call for", ["call for", "calls for", "calling for", "called for"]),
        ("deny", ["deny", "denies", "denying", "denied"]),
        ("slam (slammed)", ["slam", "slams", "slamming", "slammed"]),
        ("strike (struck) down", ["strike down", "strikes down", "striking down", "struck down"]),
        ("see (saw seen)", ["see", "sees", "seeing", "saw", "seen"]),
        ("push", ["push", "pushes", "pushing", "pushed"]),
    ],
)
def test_the_forms_of_a_verb(entry: str, forms: list[str]) -> None:
    assert list(inflect(entry)) == forms
