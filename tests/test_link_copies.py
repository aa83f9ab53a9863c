"""Reports that are one text, reports that only share a quotation, and relays between outlets."""

from dateline.link.copies.copies import find_origins
from dateline.link.linking import link
from dateline.model.findings import SpeakerKind
from tests.marked import make_report

WIRE = (
    "The harbour at Port Elm will stay shut until the spring because the sea wall has cracked in "
    "four places. Engineers found the damage on a routine dive last week and told the board that no "
    "ship above two thousand tons should tie up there. The ferry line has moved its boats to Gull "
    "Point and says that the crossing will take forty minutes more. Shops along the quay expect a "
    "thin winter."
)
OTHER = (
    "Farmers in the Velden hills brought in the smallest apple crop for a decade after a frost in "
    "May. Growers want the province to pay half of what they lost. A decision is not expected before "
    "the new year, and many orchards are up for sale already, according to people who deal in land "
    "there."
)
QUOTE = (
    "“We have looked at every stone of that wall, we have counted what it would cost to mend it, and "
    "we have asked ourselves whether the people of this town would thank us for spending it, and the "
    "answer that we came to after three long nights is that they would not,”"
)


def test_a_shortened_story_with_a_new_lede_is_a_copy() -> None:
    shortened = "Ships must look for another port this winter, it emerged. " + WIRE[: len(WIRE) * 3 // 4]
    record = link(
        [
            make_report("copy", shortened, published="2031-10-02"),
            make_report("wire", WIRE, published="2031-10-01"),
            make_report("other", OTHER, published="2031-09-01"),
        ]
    )
    ids = {one.report.path: one.report.id for one in record.reports}
    (group,) = record.copies
    assert (group.original, group.copies, group.relays) == (ids["wire.txt"], (ids["copy.txt"],), ())
    assert group.overlap is not None
    assert 0.6 < group.overlap < 1
    assert {words.report for words in group.evidence} == {ids["wire.txt"], ids["copy.txt"]}
    for words in group.evidence:
        assert words.exact.startswith("The harbour at Port Elm")
    origins = find_origins(record.reports, record.copies)
    assert origins[ids["copy.txt"]] == origins[ids["wire.txt"]] == ids["wire.txt"]
    assert origins[ids["other.txt"]] == ids["other.txt"]


def test_of_undated_copies_the_longest_is_the_original() -> None:
    record = link(
        [
            make_report("a", WIRE[: len(WIRE) // 2]),
            make_report("b", WIRE),
            make_report("c", WIRE + " " + OTHER[:80]),
        ]
    )
    ids = {one.report.path: one.report.id for one in record.reports}
    (group,) = record.copies
    assert group.original == ids["c.txt"]
    assert set(group.copies) == {ids["a.txt"], ids["b.txt"]}


def test_a_story_worded_anew_here_and_there_is_a_copy() -> None:
    words = WIRE.split()
    changed = " ".join("quite" if n % 9 == 4 else word for n, word in enumerate(words))
    half = " ".join("quite" if n % 2 else word for n, word in enumerate(words))
    (group,) = link([make_report("a", WIRE), make_report("b", changed)]).copies
    assert group.overlap is not None
    assert group.overlap > 0.7
    assert link([make_report("a", WIRE), make_report("b", half)]).copies == ()


def test_a_report_that_holds_two_stories_is_a_copy_of_both_and_makes_them_no_one_story() -> None:
    record = link(
        [
            make_report("wire", WIRE),
            make_report("again", "Port Elm waits. " + WIRE),
            make_report("other", OTHER),
            make_report("both", WIRE + " " + OTHER),
        ]
    )
    ids = {one.report.path: one.report.id for one in record.reports}
    groups = {frozenset((group.original or "", *group.copies)): group for group in record.copies}
    assert set(groups) == {
        frozenset(ids[path] for path in ("wire.txt", "again.txt", "both.txt")),
        frozenset(ids[path] for path in ("other.txt", "both.txt")),
    }
    assert ids["both.txt"] not in {group.original for group in record.copies}
    origins = find_origins(record.reports, record.copies)
    assert origins[ids["wire.txt"]] == origins[ids["again.txt"]] != origins[ids["other.txt"]]
    assert origins[ids["both.txt"]] == origins[ids["wire.txt"]]


def test_two_parts_of_one_story_are_one_with_it() -> None:
    sentences = WIRE.split(". ")
    first, last = ". ".join(sentences[:3]), ". ".join(sentences[1:])
    (group,) = link(
        [make_report("a", first), make_report("b", WIRE), make_report("c", last), make_report("d", OTHER)]
    ).copies
    assert len(group.copies) == 2


def test_a_quotation_that_is_never_closed_ends_with_its_paragraph() -> None:
    opened = f"“It is shut, the mayor said.\n\n{WIRE}"
    (group,) = link([make_report("a", opened), make_report("b", WIRE)]).copies
    assert len(group.copies) == 1


def test_two_reports_with_one_long_quotation_are_no_copies() -> None:
    left = f"{QUOTE} the mayor told the council on Monday, to some applause from the gallery."
    right = f"In a hall that smelled of varnish, the mayor was blunt. {QUOTE} she said, and sat down."
    assert link([make_report("a", left), make_report("b", right)]).copies == ()


def test_reports_that_share_nothing_and_very_short_ones_are_no_copies() -> None:
    assert link([make_report("a", WIRE), make_report("b", OTHER)]).copies == ()
    assert (
        link([make_report("a", "The harbour is shut."), make_report("b", "The harbour is shut.")]).copies
        == ()
    )


def test_a_report_that_passes_on_another_outlet_is_a_relay() -> None:
    told: dict[str, object] = {
        "content": "the wall would be mended",
        "source": "officials",
        "kind": SpeakerKind.ANONYMOUS,
        "chain": ("Elm Courier", "officials"),
    }
    text = "The {Elm Courier|outlet} quoted officials as saying: the wall would be mended, it said."
    record = link([make_report("a", text, outlet="The Ledger", statements=(told,))])
    (group,) = record.copies
    (relay,) = group.relays
    assert (group.original, group.copies, group.overlap) == (None, (), None)
    assert (relay.outlet, relay.relays) == ("The Ledger", "Elm Courier")
    assert [words.exact for words in relay.evidence] == ["officials"]


def test_an_outlet_does_not_relay_itself() -> None:
    told: dict[str, object] = {
        "content": "the wall would be mended",
        "source": "officials",
        "chain": ("The Ledger",),
    }
    text = "The {Ledger|outlet} quoted officials as saying: the wall would be mended, it said."
    record = link([make_report("a", text, outlet="The Ledger", statements=(told,))])
    assert record.copies == ()


def test_an_outlet_of_the_pile_that_speaks_in_another_s_report_is_relayed() -> None:
    said: dict[str, object] = {
        "content": "the wall would be mended",
        "cue": "reported",
        "source": "Ledger",
        "name": "Ledger",
        "kind": SpeakerKind.NAMED_ORGANIZATION,
    }
    text = "The {Ledger|organization} reported that the wall would be mended."
    record = link([make_report("a", text, statements=(said,)), make_report("b", OTHER, outlet="The Ledger")])
    assert [(relay.outlet, relay.relays) for group in record.copies for relay in group.relays] == [
        (None, "The Ledger")
    ]
    assert [(actor.name, actor.kind) for actor in record.actors] == [("The Ledger", "outlet")]


def test_of_copies_of_one_day_the_one_that_is_credited_is_the_original() -> None:
    credited = WIRE.replace("The harbour", "PORT ELM (Gannet) - The harbour", 1)
    record = link(
        [
            make_report("a", credited + " More will follow.", published="2031-10-01", outlet="Elm Courier"),
            make_report("b", credited, published="2031-10-01", outlet="Gannet Press Agency"),
        ]
    )
    (group,) = record.copies
    paths = {one.report.id: one.report.path for one in record.reports}
    assert group.original is not None
    assert paths[group.original] == "b.txt"
