"""Figures beside their floors and goals: what fails, what is only told."""

import json
from pathlib import Path

import pytest

from evaluation.__main__ import (
    Bound,
    Bounds,
    keep,
    measurements,
    read_bound,
    read_bounds,
    read_folders,
    read_history,
    rows,
)

BOUNDS = Bounds({"spans": Bound(0.8), "cost": Bound(1.5, at_most=True)}, {"spans": Bound(0.9)}, noise=0.01)


@pytest.mark.parametrize(
    ("figure", "value", "shown", "holds"),
    [
        ("spans", 0.95, ["spans", "0.95", "0.8", "0.9"], True),
        ("spans", 0.85, ["spans", "0.85", "0.8", "0.9", "goal", "missed", "by", "0.05"], True),
        ("spans", 0.795, ["spans", "0.795", "0.8", "0.9", "goal", "missed", "by", "0.1"], True),
        (
            "spans",
            0.7,
            ["spans", "0.7", "0.8", "0.9", "BELOW", "ITS", "FLOOR,", "goal", "missed", "by", "0.2"],
            False,
        ),
        ("cost", 1.2, ["cost", "1.2", "≤", "1.5"], True),
        ("cost", 1.6, ["cost", "1.6", "≤", "1.5", "BELOW", "ITS", "FLOOR"], False),
        ("words", 3.0, ["words", "3"], True),
    ],
)
def test_a_figure_stands_beside_its_bounds(figure: str, value: float, shown: list[str], holds: bool) -> None:
    line, held = next(rows({figure: value}, BOUNDS, {}, {}))
    assert (line.split(), held) == (shown, holds)


def test_what_people_reach_and_what_was_kept_stand_last() -> None:
    line, _ = next(rows({"spans": 0.95}, BOUNDS, {"spans": 0.91}, {"spans": 0.93}))
    assert line.split() == ["spans", "0.95", "0.8", "0.9", "0.91", "0.93"]


def test_what_was_kept_last_stands_beside_the_next(tmp_path: Path) -> None:
    file = tmp_path / "history.jsonl"
    assert read_history(file) == {}
    keep("speed", {"words": 8_000.0, "cost": 1.123456789}, file)
    keep("speed", {"words": 9_000.0}, file)
    keep("scaling", {"memory": 1.5}, file)
    assert read_history(file) == {"speed": {"words": 9_000.0}, "scaling": {"memory": 1.5}}
    first = json.loads(file.read_text("utf-8").splitlines()[0])
    assert first["figures"] == {"words": 8_000.0, "cost": 1.12346}
    assert first.keys() == {"name", "day", "commit", "machine", "figures"}


def test_a_figure_that_is_no_longer_measured_is_a_fall() -> None:
    assert [holds for _, holds in rows({"cost": 1.0}, BOUNDS, {}, {})] == [True, False]


def test_bounds_are_numbers_or_at_most_a_number() -> None:
    assert read_bound(0.5) == Bound(0.5)
    assert read_bound("at most 1.25") == Bound(1.25, at_most=True)
    with pytest.raises(ValueError, match="about"):
        read_bound("about 1")


def test_every_bound_is_of_a_measurement() -> None:
    assert read_bounds().keys() == read_folders().keys() <= measurements().keys()
