"""The labels of acts, without the words they are about; and the figures made of them."""

import json

import pytest

from dateline.model.findings import Act
from evaluation.acts import ANNOTATIONS, MORE, compute_accuracy, compute_kappa, compute_macro_f1

ROWS = [json.loads(line) for line in ANNOTATIONS.read_text("utf-8").splitlines()]
MORE_ROWS = [json.loads(line) for line in MORE.read_text("utf-8").splitlines()]


def test_every_statement_has_offsets_and_labels_and_no_words() -> None:
    for row in ROWS + MORE_ROWS:
        assert set(row) <= {"text", "source", "cue", "content", "stratum", "a", "b"}
        assert {Act(row["a"]), Act(row.get("b", row["a"]))} <= set(Act)
        assert row["cue"]
        assert row["content"]
        for start, end in (*row["source"], *row["cue"], *row["content"]):
            assert 0 <= start < end


def test_what_is_measured_on_is_not_what_the_rules_were_written_by() -> None:
    assert len(ROWS) == 400
    assert [row["stratum"] for row in ROWS].count("plain") == 250
    measured, seen = (
        {(r["text"], str(r["cue"]), str(r["content"])) for r in rows} for rows in (ROWS, MORE_ROWS)
    )
    assert not measured & seen


# By chance: .5 × .6 + .5 × .4 = .5; seen: .7; so kappa is .2 ÷ .5.
PAIRS = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15


def test_figures_of_a_table_done_by_hand() -> None:
    assert compute_accuracy(PAIRS) == pytest.approx(0.7)
    assert compute_kappa(PAIRS) == pytest.approx(0.4)
    assert compute_macro_f1(PAIRS) == pytest.approx((40 / 55 + 30 / 45) / 2)
