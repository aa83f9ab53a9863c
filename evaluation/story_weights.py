"""The weights under which what two reports have in common tells best whether they tell one story.

In: reports whose stories are known. Out: weights by feature, those of a logistic regression with a square
penalty. Two reports of one topic and two stories count twice: to tell a quake from an election is
easy, to tell one quake from another is what is to be learned. `training/story_pairs.py` learns what ships,
`stories` what leaves topics out.
"""

from collections.abc import Iterable

import numpy as np

from dateline.link.stories.story_pairs import FEATURES
from evaluation.event_weights import fit
from evaluation.story_piles import Told, describe_pile

_OF_ONE_TOPIC = 2.0


def learn(pile: Iterable[Told]) -> dict[str, float]:
    """Return the weights learned from a pile, by feature."""
    features, same_story, same_topic = describe_pile(pile)
    counts = np.where(same_topic, _OF_ONE_TOPIC, 1.0)
    return fit(features, same_story.astype(np.float32), names=FEATURES, counts=counts)
