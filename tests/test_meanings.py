"""What an event's word means: kept small, the same for the same words, near for what is alike."""

import base64

import numpy as np
import pytest

from dateline.find.finding import find_findings
from dateline.find.meanings import write_meaning
from dateline.model.report import Basis, Published, Report
from dateline.model.span import Span
from dateline.nlp.encoder import Encoder


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load()


TEXT = (
    "Gunmen attacked the ferry port at dawn. The attack on the port killed four guards. "
    "The council cut the price of bread."
)


def read(meaning: str | None) -> np.ndarray:
    assert meaning is not None
    return np.frombuffer(base64.b64decode(meaning), np.int8).astype(float)


def test_each_event_keeps_its_meaning_and_what_is_alike_lies_near(encoder: Encoder) -> None:
    published = Published(None, None, None, Basis.UNKNOWN)
    report = Report("a", "a", None, None, None, "en", (), None, published, TEXT, (Span(0, len(TEXT)),), ())
    encoding = encoder.start(TEXT, report.body).finish()
    events = {one.trigger.of(TEXT): one for one in find_findings(report, encoding=encoding).events}
    attacked, attack, cut = (read(events[word].meaning) for word in ("attacked", "attack", "cut"))
    assert all(len(one) == 128 and abs(one).max() == 127 for one in (attacked, attack, cut))

    def cosine(left: np.ndarray, right: np.ndarray) -> float:
        return float(left @ right / np.linalg.norm(left) / np.linalg.norm(right))

    assert cosine(attacked, attack) > cosine(attacked, cut)


def test_where_no_piece_stands_there_is_no_meaning(encoder: Encoder) -> None:
    encoding = encoder.start("One  two", (Span(0, 8),)).finish()
    assert write_meaning(encoding, 3, 5) is None
    assert write_meaning(encoding, 3, 6) == write_meaning(encoding, 5, 8)
