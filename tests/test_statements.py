"""What holds for every statement, whatever it says."""

from dataclasses import replace

import pytest

from dateline.find.statements.attributions import Attribution
from dateline.find.statements.statements import find_statements
from dateline.model.report import Dateline
from dateline.model.span import Span
from tests.attributed import make_report, read_marked

STORY = (
    "{S1|{p|Mary Osei}} {C1|said} {T1|the pier is shut}.\r\n\r\n"
    "{T2|“Cafe\u0301 😀 is open,”} {S2|she} {C2|added}, {T2|“till noon.”}\r\n\r\n"
    "{T3|Naïve\tskippers will sail}, {C3|according to} {S3|a port official}."
)


def test_roles_keep_their_spans_and_words() -> None:
    read = read_marked(STORY)
    for given, told in zip(read.attributions, read.statements, strict=True):
        assert (told.source, told.cue, told.content) == (given.source, given.cue, given.content)
    assert [span.of(read.report.text) for span in read.statements[1].content] == [
        "“Cafe\u0301 😀 is open,”",
        "“till noon.”",
    ]


@pytest.mark.parametrize(
    "filed", ["PORT ELM, May 2: ", "PORT ELM, May 2 (Eastwire) - ", "PORT ELM, May 2\n\n"]
)
def test_no_source_says_where_the_report_was_filed(filed: str) -> None:
    read = read_marked(f"{{T1|{filed}The pier is shut}}, {{S1|an official}} {{C1|said}}.")
    plain = find_statements(read.report, read.attributions, read.mentions)
    report = replace(read.report, dateline=Dateline("PORT ELM", "XXXX-05-02", 0, len("PORT ELM, May 2")))
    (told,) = find_statements(report, read.attributions, read.mentions)
    assert [span.of(report.text) for span in told.content] == ["The pier is shut"]
    assert told.content[0].start == len(filed)
    assert plain[0].content[0].start == 0


def test_statements_are_sorted_and_do_not_depend_on_the_order_of_attributions() -> None:
    read = read_marked(STORY)
    backwards = find_statements(read.report, tuple(reversed(read.attributions)), read.mentions)
    assert backwards == read.statements
    assert [s.content[0] for s in backwards] == sorted(s.content[0] for s in backwards)


def test_ids_differ_and_confidences_are_probabilities() -> None:
    told = read_marked(STORY).statements
    assert len({s.id for s in told}) == 3
    assert all(0 <= s.confidence <= 1 and round(s.confidence, 3) == s.confidence for s in told)


def test_the_rule_says_what_made_it() -> None:
    assert all(s.rule.startswith("encoder attribution") for s in read_marked(STORY).statements)


def test_nothing_said_nothing_found() -> None:
    assert find_statements(make_report("The tide turned."), (), ()) == ()
    assert find_statements(make_report(""), (), ()) == ()


def test_an_attribution_outside_the_body_is_refused() -> None:
    report = make_report("Osei said so. Advertisement.", body=(Span(0, 13),))
    outside = Attribution((Span(5, 9),), (Span(0, 4),), (Span(14, 27),), 1.0)
    with pytest.raises(ValueError, match="not in the body"):
        find_statements(report, (outside,), ())


SILENT = [
    "The {g|Dock Guards}, {C1|also known by} {S1|the name} {T1|Night Watch}, left.",
    "{p|Osei} {C1|spoke} on the condition of anonymity {T1|to discuss the sale}.",
    "A clerk, {S1|who} {C1|asked} {T1|not to be named because the sale is secret}, left.",
    "The clerks {C1|asked for} {T1|anonymity to discuss the sale}.",
    "A clerk {S1|who} {C1|did not want} {T1|his name} in print left.",
    "{C1|Asked} {T1|whether the pier is safe}, {S1|he} shrugged.",
    "When {C1|asked about} {T1|the pier}, {S1|he} shrugged.",
    "{S1|{p|Osei}} {C1|did not name} {T1|a single buyer}.",
    "{T1|The matter} {C1|was brought up by} {S1|{p|Osei}} at the quay.",
    "{S1|The {o|Osten Courier}}, {C1|citing} {T1|two port officials}, told of a fire.",
]


@pytest.mark.parametrize("marked", SILENT)
def test_what_nobody_said_is_no_statement(marked: str) -> None:
    assert read_marked(marked).statements == ()


SPOKEN = [
    "{S1|A clerk} {C1|asked} {T1|to be named harbour master}.",
    "{C1|Asked} by {S1|{p|Ana Osei}} {T1|whether the pier is safe}, he shrugged.",
    "{S1|{p|Ana Osei}} {C1|asked} {T1|whether the pier is safe}.",
    "{S1|{p|Ana Osei}} {C1|did not say} {T1|who bought it}.",
    "{S1|{p|Ana Osei}} spoke late, {C1|citing} {T1|a leak in the pier}.",
    "{T1|Doubts about the pier} {C1|were raised by} {S1|{p|Ana Osei}}.",
    "Asked whether the pier is safe, {S1|{p|Ana Osei}} {C1|said}: {T1|“Other people count that.”}",
]


@pytest.mark.parametrize("marked", SPOKEN)
def test_what_somebody_said_or_asked_is_a_statement(marked: str) -> None:
    assert len(read_marked(marked).statements) == 1


@pytest.mark.parametrize(("score", "said"), [(0.09, 0), (0.11, 1)])
def test_a_doubtful_attribution_to_nobody_is_no_statement(score: float, said: int) -> None:
    report = make_report("The pier appears to be shut.")
    nobody = Attribution((Span(9, 16),), (), (Span(17, 27),), score)
    assert len(find_statements(report, (nobody,), ())) == said


def test_a_reason_for_namelessness_is_cut_from_what_is_said() -> None:
    read = read_marked(
        "{S1|A clerk, who} {T1|requested to remain anonymous}, {C1|confirmed} {T1|that the pier is shut}."
    )
    assert [span.of(read.report.text) for span in read.statements[0].content] == ["that the pier is shut"]


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        (
            "{S1|The head of the} authority, {p|Ana Osei}, {C1|denied} {T1|it}.",
            "The head of the authority, Ana Osei,",
        ),
        ("{S1|The clerk} in charge {C1|denied} {T1|it}.", "The clerk"),
        ("{S1|A vote on the}. Nobody {C1|denied} {T1|it}.", "A vote on the"),
    ],
)
def test_a_source_that_was_cut_before_its_noun_is_whole(marked: str, source: str) -> None:
    read = read_marked(marked)
    (statement,) = read.statements
    assert [span.of(read.report.text) for span in statement.source] == [source]
