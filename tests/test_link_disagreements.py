"""Which two sentences of two reports disagree, in which way, and which do not."""

import io
import json
import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from rich.console import Console

from dateline.case.explaining import explain
from dateline.export.disagreements import print_disagreements, select_disagreements, to_json
from dateline.export.html import EXPORTER
from dateline.find.finding import find_findings
from dateline.lexicons import Rule, load, match_any
from dateline.link.disagreements import disagreements
from dateline.link.linking import link
from dateline.model.findings import Findings
from dateline.model.ids import make_id
from dateline.model.record import Record
from dateline.model.report import Basis, Published
from dateline.nlp.encoder import Encoder
from tests.attributed import make_report

NO_PLAN = "The navy has no plan to launch an offensive against the pirates, Norwegian officials said."
PLAN = "The Norwegian government is planning a major offensive against the pirates, an official said."
STAYS = "“The ferry will not move to Dunmarrow,” said Ada Osei, head of the Selby Board."
MOVES = "The ferry will move to Dunmarrow in April, Ada Osei said."
MOVED = "The ferry was moved to Dunmarrow on Monday."
FEW = "At least 12 people were killed when a train left the rails near Carrow, police said."
SOME = "The train that left the rails near Carrow killed 12 people, the rail company said."
MORE = "The train that left the rails near Carrow killed 31 people, police said."
FORTY = "The new bridge at Carrow will cost 40 million crowns, the mayor said."
SIXTY = "The new bridge at Carrow will cost 60 million crowns, auditors said."
GIVEN = "Some 1,200 residents of the harbour district were moved out after the flood, the town said."
SET_AGAINST = "The board put the residents moved out of the harbour at 1,900, not the 1,200 the town gave."


@dataclass(frozen=True)
class Row:
    """What two reports say on two days, None where the day is not known, and the kinds that come of it."""

    left: str
    on: str | None
    right: str
    later: str | None
    kinds: tuple[str, ...]


ROWS = [
    Row(NO_PLAN, "2031-09-17", PLAN, "2032-08-05", ("changed_position",)),
    Row(PLAN, "2031-09-17", PLAN, "2032-08-05", ()),
    Row(STAYS, "2031-03-03", MOVES, "2031-11-18", ("changed_position",)),
    Row(STAYS, "2031-03-03", MOVED, "2032-02-18", ("update",)),
    # Against one foe, and against another.
    Row(
        NO_PLAN, "2031-09-17", PLAN.replace("pirates", "Merrow Brigade"), "2032-08-05", ("changed_position",)
    ),
    Row(
        NO_PLAN.replace("pirates", "Carrow League"),
        "2031-09-17",
        PLAN.replace("pirates", "Merrow Brigade"),
        "2032-08-05",
        (),
    ),
    # What is over may yet come again, and what was planned and came is no disagreement.
    Row(MOVED, "2031-02-18", STAYS, "2032-03-03", ()),
    Row(MOVES, "2031-03-03", MOVED, "2032-02-18", ()),
    Row(SOME, "2031-05-08", MORE, "2031-05-08", ("figure",)),
    Row(SOME, "2031-05-08", MORE, "2031-05-14", ("update",)),
    # Two trains may leave the rails in a year.
    Row(SOME, "2031-05-08", MORE, "2031-12-14", ()),
    Row(SOME, "2031-05-08", SOME, "2031-05-08", ()),
    # "At least 12" and 31 can both be true.
    Row(FEW, "2031-05-08", MORE, "2031-05-08", ()),
    Row(FORTY, "2031-05-08", SIXTY, "2031-05-08", ("figure",)),
    Row(FORTY, "2031-05-08", SIXTY, "2032-05-08", ("update",)),
    Row(FORTY, "2031-05-08", SIXTY.replace("crowns", "dollars"), "2031-05-08", ()),
    Row(FORTY, "2031-05-08", SIXTY.replace("bridge at Carrow", "quay in Merrow"), "2031-05-08", ()),
    Row(GIVEN, "2031-05-08", SET_AGAINST, "2032-05-08", ("update",)),
]

RAID = "The navy attacked the rebels' harbour on {day}, the ministry said in a statement."
DENIED = (
    "Marta Quill accused the town of hiding the letters. Mayor Ada Osei denied the charge on Sunday. "
    "He had a long walk on the quay."
)
LATER = [
    Row(RAID.format(day="5 May 2031"), "2031-05-09", RAID.format(day="7 May 2031"), "2031-05-09", ("date",)),
    Row(RAID.format(day="5 May 2031"), "2031-05-09", RAID.format(day="5 May 2031"), "2031-05-09", ()),
    # The night of one day goes on in the next, in another month too.
    Row(
        RAID.format(day="the night of 31 May 2031"),
        "2031-06-03",
        RAID.format(day="1 June 2031"),
        "2031-06-03",
        (),
    ),
    Row(
        RAID.format(day="31 May 2031"), "2031-06-03", RAID.format(day="1 June 2031"), "2031-06-03", ("date",)
    ),
    # A raid each spring is two raids.
    Row(RAID.format(day="5 May 2031"), "2031-05-09", RAID.format(day="6 April 2032"), "2032-04-09", ()),
    # A number of some does not contradict the number of all.
    Row(
        "The train that left the rails near Carrow killed 12 soldiers, police said.",
        "2031-05-08",
        MORE,
        "2031-05-08",
        ("scope",),
    ),
    Row(
        "The train that left the rails near Carrow killed 12 soldiers, police said.",
        "2031-05-08",
        "The train that left the rails near Carrow killed 31 nurses, police said.",
        "2031-05-08",
        (),
    ),
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load(threads=1)


def find(encoder: Encoder, text: str, day: str | None, outlet: str) -> Findings:
    basis = Basis.GIVEN if day else Basis.UNKNOWN
    report = replace(
        make_report(text, outlet=outlet),
        id=make_id("report", text, day or "", outlet),
        path=f"{outlet}.txt",
        published=Published(day, day, day, basis),
    )
    (encoding,) = encoder.encode([(report.text, report.body)])
    return find_findings(report, encoding=encoding)


def link_two(encoder: Encoder, row: Row) -> Record:
    return link(
        [
            find(encoder, row.left, row.on, "The Gull"),
            find(encoder, f"It rained all day. {row.right}", row.later, "The Tern"),
        ]
    )


@pytest.mark.parametrize(
    "row", [*ROWS, *LATER], ids=lambda row: f"{row.left[:30]}|{row.right[:30]}|{row.later}"
)
def test_how_two_reports_differ(encoder: Encoder, row: Row) -> None:
    record = link_two(encoder, row)
    assert tuple(one.kind for one in record.disagreements) == row.kinds
    for one in record.disagreements:
        sides = [words.exact for words in one.evidence]
        assert sides == [row.left, row.right] or (row.on == row.later and sides == [row.right, row.left])
        known = {each.id for each in record.statements} | {each.id for each in record.events}
        assert {one.left, one.right} <= known


def test_why_names_both_sides_with_their_reports_and_days(encoder: Encoder) -> None:
    (one,) = link_two(encoder, Row(STAYS, "2031-03-03", MOVES, "2031-11-18", ())).disagreements
    assert one.why == (
        "On 3 March 2031 Ada Osei, in The Gull, said that “move” was not planned; "
        "on 18 November 2031 the same speaker, in The Tern, spoke of “move” as still to come: "
        "the position changed between the two dates."
    )


def test_a_denial_that_points_back_stands_against_the_claim_before_it(encoder: Encoder) -> None:
    record = link([find(encoder, DENIED, "2031-05-08", "The Gull")])
    (one,) = record.disagreements
    assert one.kind == "conflict"
    assert [words.exact for words in one.evidence] == [
        "Marta Quill accused the town of hiding the letters.",
        "Mayor Ada Osei denied the charge on Sunday.",
    ]


ACCUSED = "Marta Quill told the board on Friday that the town had hidden the letters about the flood. "


@pytest.mark.parametrize(
    ("denial", "count"),
    [
        ("Mayor Ada Osei rejected that notion.", 1),
        ("Mayor Ada Osei dismissed suggestions that the town had hidden letters about the flood.", 1),
        # A wish, an offer and a motion are refused, and no claim is denied.
        ("Mayor Ada Osei rejected the offer.", 0),
        ("Mayor Ada Osei dismissed suggestions that she would leave for Carrow.", 0),
        ("Mayor Ada Osei rejected calls for a vote.", 0),
    ],
)
def test_which_refusal_is_a_denial(encoder: Encoder, denial: str, count: int) -> None:
    record = link([find(encoder, ACCUSED + denial, "2031-05-08", "The Gull")])
    assert [words.exact for one in record.disagreements for words in one.evidence] == [
        ACCUSED.strip(),
        denial,
    ] * count
    assert all(
        one.why.endswith("rejected it: one asserts what the other denies.") for one in record.disagreements
    )


def test_without_dates_a_plan_and_its_denial_are_left_alone(encoder: Encoder) -> None:
    assert link_two(encoder, Row(STAYS, None, MOVES, None, ())).disagreements == ()


def test_a_copy_does_not_disagree_with_its_original(encoder: Encoder) -> None:
    story = (
        f"{SOME} The line was closed for the rest of the night, and buses ran from the square. No one "
        "could say why the signal at the old mill had shown green. The inquiry will open in Carrow next week."
    )
    changed = story.replace("12 people", "21 people")
    record = link(
        [find(encoder, story, "2031-05-08", "The Gull"), find(encoder, changed, "2031-05-08", "The Tern")]
    )
    assert len(record.copies) == 1
    assert record.disagreements == ()


def test_they_are_printed_with_both_sides_and_why(encoder: Encoder) -> None:
    record = link_two(encoder, Row(SOME, "2031-05-08", MORE, "2031-05-14", ()))
    (entry,) = select_disagreements(record, ["update"])
    assert select_disagreements(record, ["conflict", "scope"]) == ()
    console = Console(file=io.StringIO(), width=400)
    print_disagreements(record, [entry], console=console)
    assert isinstance(console.file, io.StringIO)
    printed = console.file.getvalue()
    for words in ("update", SOME, MORE, "The Gull", "The Tern", "police, in The Tern", entry.why):
        assert words in printed
    assert [one["id"] for one in json.loads(to_json([entry]))] == [entry.id]
    assert json.loads(to_json([])) == []
    told = explain(record, entry.id)
    for words in (entry.why, SOME, MORE, entry.left, entry.right, "2031-05-14"):
        assert words in told


def test_the_page_shows_both_sides(encoder: Encoder, tmp_path: Path) -> None:
    record = link_two(encoder, Row(STAYS, "2031-03-03", MOVED, "2032-02-18", ()))
    page = tmp_path / "story.html"
    EXPORTER.write(record, page, title="Ferry")
    (entry,) = record.disagreements
    html = page.read_text("utf-8")
    assert "Where they differ" in html
    assert entry.why in html
    assert MOVED in html


def read_pattern(rule: Rule) -> re.Pattern[str]:
    deeds = match_any(load("en", "disagreements").words["same_deed"])
    return re.compile(rule.pattern.replace("{deeds}", deeds))


@pytest.mark.parametrize("rule", load("en", "disagreements").rules, ids=lambda rule: rule.name)
def test_a_rule_matches_its_examples_and_no_near_miss(rule: Rule) -> None:
    pattern = read_pattern(rule)
    for example in rule.match:
        assert pattern.search(example), example
    for example in rule.no_match:
        assert not pattern.match(example), example


def count_comparisons(monkeypatch: pytest.MonkeyPatch, findings: Findings, reports: int) -> int:
    """Return how many pairs are compared in so many reports that say the same as `findings`."""
    calls = 0

    def compare(*_: object) -> None:
        nonlocal calls
        calls += 1

    for name in ("contrast_deeds", "contrast_dates", "contrast_sums", "contrast_corrected"):
        monkeypatch.setattr(disagreements, name, compare)
    many = [
        replace(findings, report=replace(findings.report, id=make_id("report", number)))
        for number in range(reports)
    ]
    origins = {one.report.id: one.report.id for one in many}
    assert disagreements.link_disagreements(many, origins, ()) == ()
    return calls


def test_comparisons_grow_with_the_reports_and_not_with_their_square(
    encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    findings = find(
        encoder, f"{SOME} {MORE} {STAYS} {MOVED} {FORTY} {GIVEN} {SET_AGAINST}", "2031-05-08", "The Gull"
    )
    few, many = (count_comparisons(monkeypatch, findings, reports) for reports in (100, 400))
    assert 0 < many < 5 * few


@pytest.mark.parametrize("words", ["two women and a man", "a man and two women", "two more passengers"])
def test_a_number_of_some_that_is_told_as_such_is_held_against_none(encoder: Encoder, words: str) -> None:
    some = f"The train that left the rails near Carrow killed {words}, police said."
    assert link_two(encoder, Row(some, "2031-05-08", MORE, "2031-05-08", ())).disagreements == ()


def test_an_email_that_somebody_sent_does_not_belie_who_says_she_sent_none(encoder: Encoder) -> None:
    denial = "Ada Osei denied that she sent the letters to the harbour board in May."
    other = "The letters to the harbour board were sent by Bo Quill in May."
    assert link_two(encoder, Row(denial, "2031-05-08", other, "2031-05-08", ())).disagreements == ()


def test_what_is_only_spoken_of_does_not_supersede_what_was_not_planned(encoder: Encoder) -> None:
    later = "Moving the ferry to Dunmarrow had been the dream of the town, Ada Osei said."
    assert link_two(encoder, Row(STAYS, "2031-03-03", later, "2032-02-18", ())).disagreements == ()
