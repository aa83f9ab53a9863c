"""The scores of timelines, against examples worked out by hand."""

import pytest

from evaluation.timeline_scores import Scores, score_timeline


def test_the_same_timeline_scores_in_full_and_an_empty_one_nothing() -> None:
    timeline = {"2031-05-05": ["The harbour wall broke."], "2031-06-01": ["The mayor resigned."]}
    assert score_timeline(timeline, timeline) == Scores(1.0, 1.0, 1.0)
    assert score_timeline({}, timeline) == score_timeline(timeline, {}) == Scores(0.0, 0.0, 0.0)


def test_a_day_off_counts_for_half_and_is_no_day_found() -> None:
    found = {"2031-05-06": ["The harbour wall broke."]}
    reference = {"2031-05-05": ["The harbour wall broke."]}
    assert score_timeline(found, reference) == Scores(0.0, 0.5, 0.5)


def test_stems_count_and_function_words_do_not() -> None:
    found = {"2031-05-05": ["It was the breaking of walls that was over."]}
    reference = {"2031-05-05": ["A wall breaks."]}
    scores = score_timeline(found, reference)
    assert scores.ar1 == 1.0  # "break" and "wall"
    assert scores.ar2 == 0.0  # the other way round


def test_several_days_may_lie_beside_one() -> None:
    found = {"2031-05-05": ["Wall broke."], "2031-05-06": ["Wall broke."]}
    reference = {"2031-05-05": ["Wall broke."]}
    scores = score_timeline(found, reference)
    assert scores.date_f1 == pytest.approx(2 / 3)
    precision, recall = 0.75, 1.0  # the second day's two words count by half
    assert scores.ar1 == pytest.approx(2 * precision * recall / (precision + recall))


def test_a_day_with_the_same_words_is_nearer_than_one_beside_it() -> None:
    found = {"2031-05-05": ["Ferry sails north."]}
    reference = {"2031-05-06": ["Council votes today."], "2031-05-08": ["Ferry sails north."]}
    scores = score_timeline(found, reference)
    precision, recall = 0.25, (0.5 * 0 + 0.25 * 3) / 6  # three days apart
    assert scores.ar1 == pytest.approx(2 * precision * recall / (precision + recall))
