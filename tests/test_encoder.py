"""The encoder: offsets that point into the text, and the same numbers whatever is read beside a report."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from dateline.model.errors import ModelError
from dateline.model.span import Span
from dateline.nlp.encoder import Encoder, place_marks
from dateline.nlp.encoding import Encoding

HARBOUR = (
    "Harbour shut after storm\n\n"
    "PORT ELM — The harbour was shut on Monday, Mayor Ann Reed said. "
    "“We will open it by Friday,” she added.\n\n"
    "Café owners said they had lost 𝟛 days of trade."
)
FERRY = "The ferry company denied that any of its boats was lost, according to the Elm Courier."


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load(threads=2)


def encode(encoder: Encoder, *texts: str) -> list[Encoding]:
    return encoder.encode([(text, [Span(0, len(text))] if text else []) for text in texts])


def assert_equal(left: Encoding, right: Encoding) -> None:
    for name in (
        *("pieces", "windows", "roles", "names", "tags", "relations", "heads", "starts", "events"),
        *("pointers", "cues", "nowhere"),
    ):
        assert np.array_equal(getattr(left, name), getattr(right, name)), name


def test_pieces_are_placed_in_the_text(encoder: Encoder) -> None:
    (encoding,) = encode(encoder, HARBOUR)
    words = [HARBOUR[start:end] for start, end in encoding.pieces.tolist()]
    assert words[:4] == ["Harbour", "shut", "after", "storm"]
    assert "Café" in words
    assert "".join("".join(words).split()) == "".join(HARBOUR.split())


def test_columns_and_rows_fit_together(encoder: Encoder) -> None:
    (encoding,) = encode(encoder, HARBOUR)
    n = len(encoding)
    assert encoding.roles.shape == (n, len(encoder.labels.roles)) == (n, 7)
    assert encoding.names.shape == (n, len(encoder.labels.names))
    assert encoding.pointers.shape == encoding.cues.shape
    assert len(encoding.nowhere) == encoding.windows[-1] + 1
    assert np.allclose(np.exp(encoding.roles).sum(axis=1), 1, atol=1e-4)
    assert set(encoding.paragraphs.tolist()) == {0, 1, 2}
    assert int(encoding.tags.max()) < len(encoder.labels.tags)
    assert int(encoding.relations.max()) < len(encoder.labels.relations)
    assert encoding.events.shape == (n, len(encoder.labels.events))
    assert set(encoding.heads.tolist()) <= set(range(-1, n))


def test_a_word_hangs_on_its_head(encoder: Encoder) -> None:
    told = "The council closed the pier. The mayor thanked the crews."
    text = "\n\n".join(["Nothing was decided."] * 60 + [told])
    (encoding,) = encode(encoder, text)
    assert encoding.windows[-1] > 0
    words = [text[start:end] for start, end in encoding.pieces.tolist()]
    at = len(words) - 12
    tree = {
        words[i]: (encoder.labels.relations[encoding.relations[i]], words[head] if head >= 0 else None)
        for i in (at + 1, at + 2, at + 4, at + 7, at + 8, at + 10)
        for head in [int(encoding.heads[i])]
    }
    assert tree == {
        "council": ("nsubj", "closed"),
        "closed": ("root", None),
        "pier": ("obj", "closed"),
        "mayor": ("nsubj", "thanked"),
        "thanked": ("root", None),
        "crews": ("obj", "thanked"),
    }
    assert [i - at for i in range(at, len(words)) if encoding.starts[i]] == [0, 6]


def test_what_is_not_the_article_is_not_read(encoder: Encoder) -> None:
    text = "It rained. Read also: ferries. It stopped."
    (encoding,) = encoder.encode([(text, [Span(0, 10), Span(31, 42)])])
    assert all(end <= 10 or start >= 31 for start, end in encoding.pieces.tolist())


def test_a_report_without_an_article_has_no_pieces(encoder: Encoder) -> None:
    (encoding,) = encode(encoder, "")
    assert len(encoding) == 0
    assert encoding.roles.shape == (0, 7)
    assert encoder.encode([]) == []


def test_numbers_do_not_depend_on_what_else_is_read() -> None:
    long = (HARBOUR + "\n\n" + FERRY + "\n\n") * 8
    texts = [HARBOUR, FERRY, long, "One word."]
    together = encode(Encoder.load(threads=2), *texts)
    backwards = encode(Encoder.load(threads=1), *reversed(texts))
    for left, right in zip(together, reversed(backwards), strict=True):
        assert_equal(left, right)
    alone = Encoder.load(threads=1)
    for text, encoding in zip(texts, together, strict=True):
        assert_equal(encode(alone, text)[0], encoding)
    for text, encoding in zip(texts, together, strict=True):
        assert_equal(encode(alone, text)[0], encoding)  # from the cache


def test_a_report_is_read_though_its_copy_was_given_up() -> None:
    long = (HARBOUR + "\n\n" + FERRY + "\n\n") * 8
    encoder = Encoder.load(threads=1)
    body = [Span(0, len(long))]
    given_up, wanted = encoder.start(long, body), encoder.start(long, body)
    given_up.cancel()
    later = encoder.start(long, body)
    (alone,) = encode(Encoder.load(threads=1), long)
    assert_equal(wanted.finish(), alone)
    assert_equal(later.finish(), alone)


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"encoder\.onnx"):
        Encoder.load(tmp_path)


def test_broken_weights_are_named(tmp_path: Path) -> None:
    for name in ("encoder.onnx", "tokenizer.json", "labels.json"):
        (tmp_path / name).write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match="cannot be read"):
        Encoder.load(tmp_path)


def test_marks_stand_between_paragraphs() -> None:
    assert place_marks(np.array([0, 0, 1, 2, 2]), 1, 5).tolist() == [-1, 1, -1, 2, -1, 3, 4, -1]


def test_the_heavy_libraries_are_loaded_only_to_encode() -> None:
    code = (
        "import sys, dateline, dateline.nlp.encoder; print({'onnxruntime', 'tokenizers'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_words_that_mean_alike_lie_near_each_other(encoder: Encoder) -> None:
    first, second, other = encode(
        encoder,
        "Soldiers attacked the village at dawn.",
        "Rebels assaulted the town on Monday.",
        "The bank raised its rates again.",
    )

    def mean(encoding: Encoding, word: str) -> NDArray[np.float32]:
        start = encoding.text.index(word)
        inside = (encoding.pieces[:, 0] >= start) & (encoding.pieces[:, 1] <= start + len(word))
        found: NDArray[np.float32] = encoding.vectors[inside].sum(0)
        return (found / np.linalg.norm(found)).astype(np.float32)

    attacked, assaulted, raised = mean(first, "attacked"), mean(second, "assaulted"), mean(other, "raised")
    assert attacked @ assaulted > attacked @ raised
    assert first.vectors.shape == (len(first), 128)
