"""The confidence of an event: a probability of its features, and no more than what tells for it."""

import pytest

from dateline.find.events.event_confidence import FEATURES, rate_event

SURE = dict.fromkeys(FEATURES, 0.0) | {"log-odds of the encoder": 4.0, "fact": 1.0, "told": 1.0}


def rate(**features: float) -> float:
    given = SURE | {name.replace("_", " "): value for name, value in features.items()}
    return rate_event([given[name] for name in FEATURES])


def test_what_the_encoder_is_sure_of_is_given_more() -> None:
    assert 0.0 < rate(**{"log-odds_of_the_encoder": -1.0}) < rate() < 1.0


def test_a_noun_is_given_more_where_the_lexicon_has_it() -> None:
    assert rate(noun=1.0) < rate(noun=1.0, noun_of_the_lexicon=1.0)
    assert rate(noun=1.0) < rate()


def test_every_feature_is_asked_for() -> None:
    with pytest.raises(ValueError, match="argument"):
        rate_event([1.0, 0.0])
