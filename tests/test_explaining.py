"""Every entry of the record says how it came about, and a wrong id says what to do."""

import dataclasses
from dataclasses import replace

import pytest

from dateline.case.explaining import explain, explain_times
from dateline.find.times import find_times
from dateline.link.linking import link
from dateline.model.errors import UnknownEntry
from dateline.model.findings import Findings
from dateline.model.record import Record
from tests.marked import make_report
from tests.story import make_story
from tests.test_times import make_report as make_times_report

RECORD = link(make_story())


def read_path(path: str) -> str:
    return next(one.report.id for one in RECORD.reports if one.report.path == path)


def test_every_entry_is_explained_with_its_words() -> None:
    for field in dataclasses.fields(Record)[1:]:
        for entry in getattr(RECORD, field.name):
            told = explain(RECORD, entry.id)
            assert entry.id in told.splitlines()[0]
            assert f"[{entry.evidence[0].start}, {entry.evidence[0].end})" in told


def test_a_statement_names_speaker_rule_score_sentence_and_report() -> None:
    statement = next(one for one in RECORD.statements if one.content.startswith("will open"))
    told = explain(RECORD, statement.id)
    for words in (
        "speaker: Ada Osei (named_person",
        "why this speaker: by hand",
        "found by: by hand; confidence 0.90",
        "content: “will open the new lock by the summer of 2032” [",
        "cue: “said” [",
        "sentence: “",
        "published: 2031-09-0",
        "given by hand",
    ):
        assert words in told


def test_an_unnamed_speaker_is_described() -> None:
    statement = next(one for one in RECORD.statements if one.anonymity)
    told = explain(RECORD, statement.id)
    assert "described as: “An official who asked not to be named”" in told
    assert "why unnamed: the report does not say" in told


def test_an_actor_says_why_its_names_are_one() -> None:
    actor = next(one for one in RECORD.actors if one.name == "Port Elm Authority")
    told = explain(RECORD, actor.id)
    assert "a report says so (in brackets)" in told
    assert "P.E.A." in told


def test_a_report_says_when_it_was_published_and_why() -> None:
    told = explain(RECORD, read_path("wire.txt"))
    assert "published: 2031-09-01 (given)" in told
    assert "one text with others" in told
    assert "date unknown (unknown)" in explain(RECORD, read_path("undated.txt"))


def test_an_address_explains_what_was_found_there() -> None:
    report = next(one for one in RECORD.reports if one.report.path == "undated.txt")
    time, mention = report.times[0], report.mentions[0]
    told = explain(RECORD, f"{report.report.id}:{time.start}-{time.end}")
    assert "time expression “May 6”" in told
    assert "DATE 2031-05-06 (2031-05-06 to 2031-05-06)" in told
    assert "rule: by hand" in told
    assert "named in full: nothing is counted" in told
    assert explain(RECORD, f"{report.report.id[:8]}:t1") == told
    assert explain(RECORD, f"page.html#r{report.report.id[:8]}-c{time.start}") == told
    told = explain(RECORD, f"{report.report.id[:8]}:{mention.start}")
    assert "mention “Osei” [0, 4) (person)" in told


@pytest.mark.parametrize("wrong", ["", "x", "no such id", "0123456789abcdef0123"])
def test_an_id_that_nothing_has(wrong: str) -> None:
    with pytest.raises(UnknownEntry, match="no entry has the id"):
        explain(RECORD, wrong)


def test_an_address_where_nothing_was_found() -> None:
    with pytest.raises(UnknownEntry, match="nothing was found at"):
        explain(RECORD, f"{read_path('empty.txt')}:5-9")
    with pytest.raises(UnknownEntry, match="has 0 time expressions, no t1"):
        explain(RECORD, f"{read_path('empty.txt')}:t1")
    with pytest.raises(UnknownEntry, match="say of which"):
        explain(RECORD, "t1")


def test_a_report_s_address_on_the_page_will_do() -> None:
    report = read_path("undated.txt")
    assert explain(RECORD, f"#r{report[:8]}") == explain(RECORD, report)


def test_a_timeline_entry_names_the_times_it_rests_on() -> None:
    entry = next(one for one in RECORD.timeline if any(words.exact == "May 6" for words in one.evidence))
    told = explain(RECORD, entry.id)
    report = read_path("undated.txt")
    assert f"({report}:t1)" in told
    assert "rule: by hand" in told


def test_of_one_report_alone_its_times_are_told_with_the_way_to_each() -> None:
    report = make_report("a", "It shut on {Monday|2031-05-05} and opened on {May 6|2031-05-06}.")
    told = explain_times(report)
    assert "date unknown (unknown)" in told
    assert "nothing in it or about it says when" in told
    assert told.count("named in full") == 2
    second = explain(Record(reports=(report,)), "t2")
    assert second.startswith(f"time expression “May 6” [32, 37) ({report.report.id}:t2)")


def test_a_time_of_day_says_by_whose_clock_it_is() -> None:
    findings = Findings(report := make_times_report("It shut at 5 p.m. EST, and it opened at 0900 GMT."))
    told = explain_times(replace(findings, times=find_times(report)))
    assert "T17:00, by a clock 05:00 behind UTC" in told
    assert "T09:00, by a clock of UTC" in told


def test_the_beginning_of_an_id_will_do_where_only_one_begins_so() -> None:
    actor = RECORD.actors[0]
    assert explain(RECORD, actor.id[:12]) == explain(RECORD, actor.id)


@pytest.mark.parametrize("before", ["#a-", "a-", "story.html#a-"])
def test_an_entry_s_address_on_the_page_will_do(before: str) -> None:
    actor = RECORD.actors[0]
    assert explain(RECORD, before + actor.id) == explain(RECORD, actor.id)


def test_a_report_cannot_speak_to_the_terminal() -> None:
    record = link([make_report("a", "{Ada\x1b[31m Osei|person} met.")])
    assert "\x1b" not in explain(record, record.actors[0].id)
