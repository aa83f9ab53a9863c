"""What linking costs grows with the mentions, not with their square: counted in lines run, not in seconds."""

import sys
from collections.abc import Callable
from random import Random
from types import FrameType
from typing import Any

import pytest

from dateline.link import linking
from dateline.model.findings import Findings
from tests.marked import make_report

_GIVEN = ("Ada", "Bo", "Cy", "Dara", "Edo", "Fia", "Gus", "Hana", "Ivo", "Juna", "Kai", "Lio")
_SYLLABLES = (
    "ve",
    "ro",
    "ka",
    "li",
    "mu",
    "san",
    "tor",
    "bel",
    "dan",
    "fi",
    "gor",
    "hul",
    "jes",
    "nor",
    "pel",
)
_MENTIONS_A_SENTENCE = 5


def make_word(random: Random) -> str:
    return "".join(random.choice(_SYLLABLES) for _ in range(3)).title()


def make_text(random: Random, mentions: int) -> str:
    """Return marked sentences about a cast that grows with them."""
    people = [f"{random.choice(_GIVEN)} {make_word(random)}" for _ in range(mentions // 12 + 2)]
    bodies = [f"{make_word(random)} Harbour Board" for _ in range(mentions // 20 + 2)]
    sentences = []
    for n in range(mentions // _MENTIONS_A_SENTENCE):
        person, other, body = random.choice(people), random.choice(people).split()[1], random.choice(bodies)
        initials = "".join(word[0] for word in body.split())
        sentences.append(
            f"Minister {{{person}|person}} of the {{{body}|organization}} ({initials}) told "
            f"{{{other}|person}} on {{May {n % 28 + 1}, 2031|2031-05-{n % 28 + 1:02d}}} that lock {n} would "
            f"open, {{{other}|person}} and {{Port Elm|place}} agreed."
        )
    return "\n".join(sentences)


def make_many(mentions: int) -> list[Findings]:
    random = Random(mentions)
    return [
        make_report(f"r{n}", make_text(random, 40), published=f"2031-06-{n % 28 + 1:02d}")
        for n in range(mentions // 40)
    ]


def make_long(mentions: int) -> list[Findings]:
    said: tuple[dict[str, object], ...] = tuple(
        {"content": f"lock {n} would open", "cue": "told"} for n in range(mentions // _MENTIONS_A_SENTENCE)
    )
    text = make_text(Random(mentions), mentions)
    return [make_report("long", text, published="2031-06-01", statements=said)]


def count_lines(findings: list[Findings]) -> int:
    """Return how many lines linking runs, those of the words and rules it asks included."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        if "dateline" not in frame.f_code.co_filename:
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        linking.link(findings)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("make", [make_many, make_long])
def test_four_times_the_mentions_cost_little_more_than_four_times_as_much(
    make: Callable[[int], list[Findings]],
) -> None:
    small, large = make(600), make(2400)
    assert 3.9 < sum(len(one.mentions) for one in large) / sum(len(one.mentions) for one in small) < 4.1
    linking.link(small)  # what is read and remembered once counts for neither
    assert count_lines(large) < 4.6 * count_lines(small)
