"""Which numbers are measures of one thing, and when two of them differ."""

from dataclasses import dataclass

import pytest

from dateline.lexicons import Rule, load
from dateline.link.disagreements.claims import Place
from dateline.link.disagreements.measure_contrasts import contrast_measures
from dateline.link.disagreements.measures import Measure, compile_measure, find_measures
from dateline.link.linking import link
from dateline.model.findings import Findings
from dateline.model.record import Record
from dateline.nlp.encoder import Encoder
from tests.test_link_disagreements import find

LEAD = "Robbers drove a van into the Merrow Savings Bank in Carrow on Tuesday and fled across the river."
LEAD_TOO = "A van was driven into the Merrow Savings Bank in Carrow by robbers who fled across the river."
GUARDS = (
    "The robbers tied up three guards at the Merrow Savings Bank and took the keys of the vault, police said."
)
TIED = "In the Merrow Savings Bank the robbers tied up {} guards before they took the keys, officers said."


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load(threads=1)


@pytest.mark.parametrize("rule", load("en", "measures").rules, ids=lambda rule: rule.name)
def test_a_rule_matches_its_examples_and_no_near_miss(rule: Rule) -> None:
    pattern = compile_measure(rule.pattern)
    for example in rule.match:
        assert pattern.search(example), example
    for example in rule.no_match:
        assert not pattern.search(example), example


@dataclass(frozen=True)
class Row:
    """A sentence, and the measures in it: kind, of what, and the words of the number."""

    words: str
    measures: tuple[tuple[str, str, str], ...]


ROWS = [
    Row("A magnitude-5.2 quake shook Merrow on Sunday.", (("magnitude", "", "5.2"),)),
    Row("The court sentenced him to 12 years in prison on Friday.", (("prison term", "", "12"),)),
    Row("Police seized 40 rifles from the cellar.", (("count", "rifl", "40"),)),
    Row("The town lost 65 percent of its traffic on Monday.", (("share", "traffic", "65"),)),
    # Two numbers of one thing: which one another report means is not known.
    Row("Police seized 40 rifles from the cellar and two other rifles in the yard.", ()),
    # Some of a number, years, prices of shares, and numbers that are none.
    Row("Police seized 40 more rifles from the cellar.", ()),
    Row("Police waited for three hours.", ()),
    Row("Shares of the yard closed at $40 on Friday.", ()),
    Row("Police seized several rifles from the cellar.", ()),
    Row("Did police seize 40 rifles from the cellar?", ()),
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.words)
def test_what_a_sentence_measures(encoder: Encoder, row: Row) -> None:
    findings = find(encoder, row.words, "2031-05-08", "The Gull")
    told = [(one.kind, one.of, one.number.of(row.words)) for one in _measure(findings)]
    assert tuple(told) == row.measures


def test_an_age_is_of_the_person_beside_whom_it_stands(encoder: Encoder) -> None:
    words = "Ada Osei, 67, opened the bridge."
    findings = find(encoder, words, "2031-05-08", "The Gull")
    record = link([findings])
    (one,) = _measure(record.reports[0])
    (actor,) = record.actors
    assert (one.kind, one.of, one.number.of(words)) == ("age", actor.id, "67")


def _measure(findings: Findings) -> list[Measure]:
    entries = {one.id: one.id for one in findings.events}
    return list(find_measures(Place(findings, findings.report.id, {}, entries)))


def link_stories(encoder: Encoder, left: str, right: str, *, on: str = "2031-05-08") -> Record:
    return link([find(encoder, left, on, "The Gull"), find(encoder, right, on, "The Tern")])


@pytest.mark.parametrize(
    ("other", "kinds"),
    [
        (TIED.format("five"), ["figure"]),
        (TIED.format("three"), []),
        # Some of the guards; another raid; another bank.
        (TIED.format("two more"), []),
        (TIED.format("five").replace("before", "in May 2030 before"), []),
        ("The robbers tied up five clerks at the Selby Corn Exchange and broke a window, police said.", []),
    ],
)
def test_how_two_counts_differ(encoder: Encoder, other: str, kinds: list[str]) -> None:
    record = link_stories(encoder, f"{LEAD} {GUARDS}", f"{LEAD_TOO} It rained all day in the town. {other}")
    assert [one.kind for one in record.disagreements] == kinds
    for one in record.disagreements:
        assert {words.exact for words in one.evidence} == {GUARDS, other}
        assert one.why == (
            "On 8 May 2031 police, in The Gull, gave the number of guards as three; "
            "the same day officers, in The Tern, gave it as five: the two numbers cannot both be right."
        )


def test_a_number_does_not_differ_from_its_rounding(encoder: Encoder) -> None:
    words = "The quake with a magnitude of 5.94 shook the villages around Merrow and broke windows there."
    (exact,) = _measure(find(encoder, words, "2031-05-08", "The Gull"))
    (rounded,) = _measure(find(encoder, words.replace("5.94", "5.9"), "2031-05-08", "The Tern"))
    (other,) = _measure(find(encoder, words.replace("5.94", "5.2"), "2031-05-08", "The Tern"))
    assert contrast_measures(exact, rounded) is None
    assert contrast_measures(exact, other) is not None
