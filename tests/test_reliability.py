"""Calibration: what is measured, what chance makes of it, and the fit that does not see its own article."""

import math
from random import Random

import pytest

from evaluation.confidence import Printed, cross_fit, fit
from evaluation.reliability import Judged, compute_brier, compute_error, draw, expect_error, fill_bins

# Four of five given 0.8 are right, and one of two given 0.25.
JUDGED = [*[Judged(0.8, True)] * 4, Judged(0.8, False), Judged(0.25, True), Judged(0.25, False)]


def test_the_calibration_error_is_the_mean_distance_of_the_bins() -> None:
    assert [(one.low, one.count, one.right) for one in fill_bins(JUDGED)] == [(0.2, 2, 0.5), (0.8, 5, 0.8)]
    assert compute_error(JUDGED) == pytest.approx(2 * 0.25 / 7)
    assert compute_error([Judged(1.0, True), Judged(0.0, False)]) == 0.0


def test_the_brier_score_is_the_mean_square() -> None:
    assert compute_brier(JUDGED) == pytest.approx((4 * 0.04 + 0.64 + 0.5625 + 0.0625) / 7)


def test_scores_that_are_just_right_err_as_chance_has_it() -> None:
    random = Random(7)
    errors, expected = [], []
    for _ in range(200):
        given = [random.random() for _ in range(500)]
        judged = [Judged(p, random.random() < p) for p in given]
        errors.append(compute_error(judged))
        expected.append(expect_error(judged))
    assert sum(errors) / 200 == pytest.approx(sum(expected) / 200, rel=0.05)


def test_a_diagram_has_a_line_a_bin() -> None:
    head, low, high = draw(fill_bins(JUDGED)).splitlines()
    assert head.split() == ["given", "statements", "mean", "right"]
    assert low.split()[:6] == ["0.2", "to", "0.3", "2", "0.25", "0.50"]
    assert high.index("|") == low.index("|") + round(0.55 * 40)


def make_printed(articles: int) -> list[Printed]:
    random = Random(3)
    made = []
    for n in range(articles * 20):
        sure = random.uniform(-3, 3)
        made.append(
            Printed(n // 20, (sure, random.random()), 0.5, random.random() < 1 / (1 + math.exp(-sure)))
        )
    return made


def test_the_fit_finds_what_made_the_scores() -> None:
    constant, sure, nothing = fit(make_printed(100))
    assert (constant, sure, nothing) == pytest.approx((0, 1, 0), abs=0.3)


def test_no_article_is_judged_by_a_fit_to_itself() -> None:
    printed = make_printed(20)
    # What the first article says of itself changes nothing about what it is given.
    turned = [Printed(p.article, p.features, p.given, p.right != (p.article == 0)) for p in printed]
    assert cross_fit(printed, folds=20)[:20] == cross_fit(turned, folds=20)[:20]
    assert cross_fit(printed, folds=20)[20:] != cross_fit(turned, folds=20)[20:]
