"""The encoder's grammar on words as another tokenizer cuts them."""

from dataclasses import replace

import numpy as np
import pytest

from dateline.model.span import Span
from dateline.nlp.encoder import Encoder
from dateline.nlp.encoding import Encoding
from dateline.nlp.words import Words, read_words

# Pieces of "She isn't here 5 km off ." as the encoder cuts them: "isn", "'" and "t" are three.
TEXT = "She isn't here 5 km off ."
PIECES = ((0, 3), (4, 7), (7, 8), (8, 9), (10, 14), (15, 16), (17, 19), (20, 23), (24, 25))
TAGS = ("PRP", "RB", "RB", "RB", "RB", "CD", "NN", "RB", ".")
RELATIONS = ("nsubj", "advmod", "advmod", "advmod", "root", "nummod", "obl", "advmod", "punct")
HEADS = (4, 4, 4, 4, -1, 6, 4, 4, 4)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load(threads=1)


def make_encoding(encoder: Encoder, heads: tuple[int, ...] = HEADS) -> Encoding:
    labels, n = encoder.labels, len(PIECES)
    return replace(
        encoder.encode([("", ())])[0],
        text=TEXT,
        pieces=np.array(PIECES, dtype=np.int64),
        tags=np.array([labels.tags.index(tag) for tag in TAGS], dtype=np.int64),
        relations=np.array([labels.relations.index(one) for one in RELATIONS], dtype=np.int64),
        heads=np.array(heads, dtype=np.int64),
        paragraphs=np.zeros(n, dtype=np.int64),
    )


def read(encoding: Encoding, words: list[str]) -> Words:
    spans, at = [], 0
    for word in words:
        at = TEXT.index(word, at)
        spans.append(Span(at, at + len(word)))
        at += len(word)
    return read_words(encoding, spans, [Span(0, len(TEXT))])


def test_a_word_has_what_its_first_piece_says(encoder: Encoder) -> None:
    words = read(make_encoding(encoder), ["She", "isn't", "here", "5", "km", "off", "."])
    assert words.tags == ["PRP", "RB", "RB", "CD", "NN", "RB", "."]
    assert words.parts == ["PRON", "ADV", "ADV", "NUM", "NOUN", "ADV", "PUNCT"]
    assert words.heads == [2, 2, -1, 4, 2, 2, 2]
    assert words.relations == ["nsubj", "advmod", "root", "nummod", "obl", "advmod", "punct"]
    assert words.starts == [0]


def test_of_two_words_in_one_piece_the_first_goes_with_the_second(encoder: Encoder) -> None:
    words = read(make_encoding(encoder), ["She", "is", "n't", "here", "5", "km", "off", "."])
    assert words.tags[1:3] == ["VBZ", "RB"]
    assert words.parts[1:3] == ["AUX", "PART"]
    assert words.heads[1:3] == [3, 3]
    assert words.relations[1:3] == ["aux", "advmod"]


def test_a_verb_that_shares_its_piece_with_what_hangs_on_it_is_the_head(encoder: Encoder) -> None:
    encoding = make_encoding(encoder, (1, 1, 1, 1, 1, 6, 1, 1, 1))
    words = read(encoding, ["She", "is", "n't", "here", "5", "km", "off", "."])
    assert (words.heads[1], words.relations[1]) == (-1, "root")
    assert words.heads[0] == words.heads[2] == 1


def test_a_longer_word_takes_heads_that_point_into_it(encoder: Encoder) -> None:
    words = read(make_encoding(encoder), ["She", "isn't", "here", "5 km", "off", "."])
    assert words.heads == [2, 2, -1, 2, 2, 2]


def test_trees_stay_within_sentences(encoder: Encoder) -> None:
    spans = [Span(start, end) for start, end in PIECES]
    words = read_words(make_encoding(encoder), spans, [Span(0, 14), Span(15, 25)])
    assert words.starts == [0, 5]
    assert words.heads[5:] == [6, -1, 6, 6]
    assert words.relations[6] == "root"


def test_a_word_without_pieces_hangs_on_the_one_before(encoder: Encoder) -> None:
    spans = [Span(0, 3), Span(3, 4), Span(4, 9)]
    words = read_words(make_encoding(encoder), spans, [Span(0, 9)])
    assert (words.tags[1], words.parts[1], words.relations[1]) == ("XX", "X", "dep")
    assert read_words(encoder.encode([("", ())])[0], [], []) == Words([], [], [], [], [])
