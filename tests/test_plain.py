"""Findings survive the way to plain data and back, and ids do not confuse their parts."""

import json
from dataclasses import replace

import pytest

from dateline.model.findings import (
    Act,
    Anchor,
    Anonymity,
    Event,
    Findings,
    Form,
    Interval,
    Mention,
    MentionType,
    Polarity,
    Sentence,
    Speaker,
    SpeakerKind,
    Statement,
    Status,
    TimeExpression,
    TimexType,
)
from dateline.model.ids import make_id
from dateline.model.plain import from_plain, to_json_line, to_plain
from dateline.model.record import Actor, ActorRole, Evidence
from dateline.model.report import Basis, DateEvidence, Dateline, Furniture, FurnitureKind, Published, Report
from dateline.model.span import Span, merge_spans, trim_span

TEXT = "PORT ELM, May 2: The harbour reopens Monday, an official said.\nMore stories"


def make_findings() -> Findings:
    report = Report(
        id="r1",
        path="a.txt",
        url=None,
        title=None,
        outlet="The Elm Courier",
        language="en",
        bylines=("A. Writer",),
        dateline=Dateline("PORT ELM", "XXXX-05-02", 0, 16),
        published=Published("XXXX-05-02", None, None, Basis.DATELINE, (DateEvidence(0, 16, "dateline"),)),
        text=TEXT,
        body=(Span(0, 63),),
        furniture=(Furniture(63, 75, FurnitureKind.TEASER),),
    )
    return Findings(
        report,
        times=(TimeExpression(37, 43, TimexType.DATE, None, None, None, None, Anchor.PUBLISHED, "weekday"),),
        mentions=(Mention(0, 8, MentionType.PLACE, "Port Elm", None, "encoder"),),
        statements=(
            Statement(
                id="s1",
                content=(Span(17, 43),),
                cue=(Span(57, 61),),
                source=(Span(45, 56),),
                speaker=Speaker(None, None, SpeakerKind.ANONYMOUS, "an official without a name"),
                anonymity=Anonymity("an official", None),
                chain=(),
                form=Form.INDIRECT,
                act=Act.PREDICTION,
                confidence=0.9,
                rule="encoder",
            ),
        ),
    )


def test_findings_go_to_plain_and_back() -> None:
    findings = make_findings()
    assert from_plain(Findings, json.loads(to_json_line(findings))) == findings


def test_what_only_linking_and_search_need_is_kept_and_not_printed() -> None:
    event = Event(
        "e", Span(0, 4), (), None, Interval(None, None), None, None, Status.HAPPENED, Polarity.POSITIVE,
        (), (), 0.9, "by hand", "AAEC",
    )  # fmt: skip
    findings = replace(make_findings(), events=(event,), sentences=(Sentence(0, 12, "AAEC"),))
    assert from_plain(Findings, json.loads(json.dumps(to_plain(findings)))) == findings
    printed = json.loads(to_json_line(findings))
    assert "sentences" not in printed
    assert "meaning" not in printed["events"][0]
    assert set(to_plain(findings)["events"][0]) - set(printed["events"][0]) == {"meaning"}


def test_the_report_and_its_findings_stand_on_one_level() -> None:
    plain = to_plain(make_findings())
    assert plain["body"] == [[0, 63]]
    assert plain["furniture"] == [{"start": 63, "end": 75, "kind": "teaser"}]
    assert plain["statements"][0]["content"] == [[17, 43]]
    assert plain["events"] == []


def test_a_role_says_from_and_to() -> None:
    evidence = (Evidence("r1", 0, 4, "PORT"),)
    plain = to_plain(
        Actor("a", "Elm", "place", (), (ActorRole("port", "2001", None, evidence),), evidence, "x")
    )
    assert plain["roles"][0]["from"] == "2001"
    assert plain["roles"][0]["to"] is None
    assert from_plain(Actor, plain).roles[0].since == "2001"


def test_an_entry_without_evidence_is_refused() -> None:
    with pytest.raises(ValueError, match="no evidence"):
        Actor("a", "Elm", "place", (), (), (), "x")


def test_ids_keep_their_parts_apart() -> None:
    assert make_id("ab", "c") != make_id("a", "bc")
    assert make_id("ab", "c") == make_id("ab", "c")


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3), (-1, 2)])
def test_an_empty_span_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no span"):
        Span(start, end)


def test_spans_merge_and_trim() -> None:
    assert merge_spans([Span(5, 7), Span(0, 3), Span(3, 4)]) == (Span(0, 4), Span(5, 7))
    assert trim_span("  ab ", 0, 5) == Span(2, 4)
    assert trim_span("   ", 0, 3) is None


def test_a_field_of_a_later_release_may_be_missing_and_no_other() -> None:
    plain = to_plain(make_findings())
    del plain["times"][0]["counted_from"]
    assert from_plain(Findings, plain) == make_findings()
    del plain["times"][0]["rule"]
    with pytest.raises(KeyError, match="rule"):
        from_plain(Findings, plain)
