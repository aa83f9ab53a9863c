"""What the reader of acts sees, and that it learns from which piece a type comes."""

import numpy as np
import pytest

from dateline.find.events.act_reader import CODES, PLACES, Sight, load_reader, read_acts, see
from dateline.find.events.event_types import load_head
from dateline.find.grammar import read_grammar
from dateline.model.span import Span
from dateline.nlp.encoder import Encoder
from evaluation.act_readers import LOOKS, fit_readers

TEXT = "Rain fell. The minister met union leaders in Anser."


@pytest.fixture(scope="module")
def sight() -> Sight:
    whole = [Span(0, 10), Span(11, len(TEXT))]
    encoding = Encoder.load(threads=1).encode([(TEXT, whole)])[0]
    clause = read_grammar(encoding, whole)
    at = clause.find_words(TEXT.index("met"), TEXT.index("met") + 3)[0]
    agents = [Span(TEXT.index("The"), TEXT.index(" met"))]
    targets = [Span(TEXT.index("union"), TEXT.index(" in"))]
    seen = see(encoding, clause, at, agents=agents, targets=targets)
    assert seen is not None
    return seen


def test_only_the_event_s_sentence_is_seen_with_whose_each_piece_is(sight: Sight) -> None:
    assert sight.codes.tolist() == [1, 1, 4, 2, 2, *[0] * (len(sight.codes) - 5)]
    assert sight.places.tolist()[:5] == [7, 6, 0, 1, 2]


def test_vectors_have_one_length_and_their_means_are_told_apart(sight: Sight) -> None:
    lengths = np.sqrt((sight.vectors**2).sum(axis=1))
    assert np.allclose(lengths, lengths[0])
    event, agent, target, whole = sight.means.reshape(4, -1)
    assert np.allclose(event, sight.vectors[2])
    assert np.allclose(agent, sight.vectors[:2].mean(axis=0), atol=1e-5)
    assert np.allclose(target, sight.vectors[3:5].mean(axis=0), atol=1e-5)
    assert np.allclose(whole, sight.vectors.mean(axis=0), atol=1e-5)


def test_the_shipped_networks_fit_the_head_and_tell_shares(sight: Sight) -> None:
    reader = load_reader()
    told = read_acts([sight], reader)[0]
    assert reader.outer.shape[2] == len(load_head().types) == len(told)
    assert told.max() <= 0
    assert load_head().types[int(told.argmax())] == "CONSULT"


def _draw(chance: np.random.Generator, kind: int) -> Sight:
    """A sentence whose type is told by one piece anywhere, near no mark: only a look finds it."""
    vectors = chance.normal(size=(9, 128)).astype(np.float32) * 0.2
    codes = np.array([1, 1, 0, 4, 0, 2, 0, 0, 0])
    vectors[3, :2] = 3.0
    vectors[int(chance.choice([2, 4, 6, 7, 8])), [2, 3 + kind]] = 3.0
    places = np.array([7, 7, 6, 0, 1, 2, 2, 3, 3])
    shares = [codes == 4, codes == 1, codes == 2, codes >= 0]
    means = np.concatenate([vectors[one].mean(axis=0) for one in shares])
    return Sight(vectors, codes, places, means)


def test_a_network_learns_to_look_for_what_tells_the_type() -> None:
    chance = np.random.default_rng(5)
    kinds = [row % 3 for row in range(240)]
    sights = [_draw(chance, kind) for kind in kinds]
    reader = fit_readers(sights[:180], kinds[:180], types=3, readers=1)
    found = read_acts(sights[180:], reader).argmax(axis=1).tolist()
    assert np.mean(np.equal(found, kinds[180:])) >= 0.9
    assert reader.codes.shape[1:] == (CODES, 128)
    assert reader.places.shape[1:] == (PLACES, LOOKS)


def test_the_same_rows_give_the_same_weights() -> None:
    chance = np.random.default_rng(6)
    sights = [_draw(chance, row % 2) for row in range(40)]
    first, second = (
        fit_readers(sights, [row % 2 for row in range(40)], types=2, readers=1) for _ in range(2)
    )
    assert all(np.array_equal(values, vars(second)[name]) for name, values in vars(first).items())
