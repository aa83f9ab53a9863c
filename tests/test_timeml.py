"""TimeML: well-formed whatever the text holds, the words as they were, and read back as it was found."""

import doctest
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from dateline.cli import main
from dateline.export.timeml import count_illegal, make_document, write_documents
from dateline.find.times import find_times
from dateline.model.errors import UsageError
from dateline.model.findings import Findings
from dateline.model.report import Basis, Published
from evaluation.timeml import Timex, read_timeml
from tests.test_times import SATURDAY, UNKNOWN, make_report

STRIKE = "The strike began last Monday; since 2014 it has been the third.\n"
TIMES = ("last Monday", "in late May 2011", "since 1990", "“two days”")
MARKUP = ("&", "&amp;", "&#13;", "<b>", "]]>", '"', "'", "</TEXT>")
ILLEGAL = ("\x00", "\x1b", "\ufffe", "\ud800")
PIECES = st.sampled_from([*TIMES, *MARKUP, *ILLEGAL, " ", "\n\n", "\r\n", "\t", "\x85", "\U0001f6a2", "quay"])


def make_findings(text: str, published: Published = SATURDAY) -> Findings:
    report = make_report(text, published)
    return Findings(report, times=find_times(report))


def run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["read", *map(str, arguments), "--format", "timeml"], input=stdin)


def test_a_document_has_the_parts_that_scorers_look_for() -> None:
    root = ET.fromstring(make_document(make_findings(STRIKE), name="strike").encode())
    assert [child.tag for child in root] == ["DOCID", "DCT", "TITLE", "TEXT"]
    assert root.findtext("DOCID") == "strike"
    created, first, second = root.iter("TIMEX3")
    assert created.attrib == {
        "tid": "t0",
        "type": "DATE",
        "value": "2016-09-17",
        "temporalFunction": "false",
        "functionInDocument": "CREATION_TIME",
    }
    assert first.attrib == {
        "tid": "t1",
        "type": "DATE",
        "value": "2016-09-12",
        "temporalFunction": "true",
        "functionInDocument": "NONE",
        "anchorTimeID": "t0",
    }
    assert (first.text, second.text, second.get("anchorTimeID")) == ("last Monday", "2014", None)


def test_what_was_counted_from_a_date_told_of_names_it() -> None:
    text = "It met last Monday. In June 2011 it had met too. A month later it voted.\n"
    root = ET.fromstring(make_document(make_findings(text), name="strike").encode())
    assert [(one.text, one.get("anchorTimeID")) for one in root.iter("TIMEX3")][1:] == [
        ("last Monday", "t0"),
        ("June 2011", None),
        ("A month later", "t2"),
    ]


def test_what_is_modified_says_so() -> None:
    root = ET.fromstring(make_document(make_findings("It closed in late May 2011."), name="x").encode())
    assert [one.get("mod") for one in root.iter("TIMEX3")] == [None, "END"]


@pytest.mark.parametrize(
    ("published", "value"),
    [(UNKNOWN, "XXXX-XX-XX"), (Published("2016-09", "2016-09-01", "2016-09-30", Basis.GIVEN), "2016-09")],
)
def test_a_date_that_is_not_known_is_none(published: Published, value: str) -> None:
    root = ET.fromstring(make_document(make_findings(STRIKE, published), name="x").encode())
    created = next(root.iter("TIMEX3"))
    assert (created.get("value"), created.text) == (value, value)


@given(st.lists(PIECES, max_size=12))
def test_any_text_is_well_formed_and_comes_back(pieces: list[str]) -> None:
    findings = make_findings("".join(pieces))
    text = findings.report.text
    document = make_document(findings, name="any")
    words = "".join(ET.fromstring(document.encode()).find("TEXT").itertext())  # type: ignore[union-attr]
    assert len(words) == len(text)
    assert sum(a != b for a, b in zip(words, text, strict=True)) == count_illegal(text)
    assert all(words[one.start : one.end] == text[one.start : one.end] for one in findings.times)


def test_our_own_scorer_reads_what_was_found(tmp_path: Path) -> None:
    text = f"A < B & C\r\n\r\n{STRIKE}“It took 3 days,” she said on May 5, & left in the early 1990s.\r\n"
    findings = make_findings(text)
    file = tmp_path / "strike.tml"
    file.write_bytes(make_document(findings, name="strike").encode())
    document = read_timeml(file)
    assert document.created == "2016-09-17"
    assert document.text == text
    assert len(document.gold) > 4
    assert document.gold == tuple(
        Timex(one.start, one.end, one.type.value, one.value or "null") for one in findings.times
    )


# What TempEval-3's evaluation reads of a system's file. It takes tags and attributes by their literal shape
# and lines the two texts up word by word, so that a document may be well-formed and still not be scored.
AWKWARD = (
    'He wrote "<TEXT>" & "</TEXT>" on 5 May 2011; since 1990 it took 3 days, each Monday, until 9:30 a.m.\n\n'
    "It's now closed."
)


def write_awkward() -> str:
    return make_document(make_findings(AWKWARD), name="awkward")


def test_a_scorer_finds_one_root_one_text_and_one_creation_time() -> None:
    document = write_awkward()
    assert document.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<TimeML ')
    assert document.endswith("</TimeML>\n")
    for tag in ("DOCID", "DCT", "TEXT"):
        assert (document.count(f"<{tag}>"), document.count(f"</{tag}>")) == (1, 1), tag
    assert document.count('functionInDocument="CREATION_TIME"') == 1
    before_text = document[: document.index("<TEXT>")]
    assert '<DCT><TIMEX3 tid="t0" type="DATE" value="2016-09-17"' in before_text


def test_a_scorer_finds_each_expression_by_the_shape_of_its_tag() -> None:
    text = write_awkward().partition("<TEXT>")[2].partition("</TEXT>")[0]
    tags = re.findall(r'<TIMEX3 tid="(t[0-9]+)" type="([A-Z]+)" value="([^"]+)"[^<>]*>[^<>]+</TIMEX3>', text)
    assert len(tags) == text.count("<TIMEX3 ") == text.count("</TIMEX3>") > 5
    assert {kind for _, kind, _ in tags} == {"DATE", "TIME", "DURATION", "SET"}


def test_a_scorer_can_tell_expressions_apart_by_their_ids() -> None:
    ids = re.findall(r' tid="([^"]+)"', write_awkward())
    assert ids == [f"t{n}" for n in range(len(ids))]
    anchors = re.findall(r' anchorTimeID="([^"]+)"', write_awkward())
    assert anchors
    assert set(anchors) <= set(ids)


def test_a_scorer_finds_the_words_as_they_were() -> None:
    text = write_awkward().partition("<TEXT>")[2].partition("</TEXT>")[0]
    words = re.sub(r"</?TIMEX3[^>]*>", "", text)
    assert words == AWKWARD.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def test_a_scorer_finds_a_report_under_the_name_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("APW_20110502.0001.txt", "wsj_0001.txt"):
        (tmp_path / "in" / name).write_text(f"{name}: {STRIKE}", "utf-8")
    assert run(tmp_path / "in", "-o", tmp_path / "out").exit_code == 0
    written = {file.name: ET.parse(file).getroot().findtext("DOCID") for file in (tmp_path / "out").iterdir()}
    assert written == {"APW_20110502.0001.tml": "APW_20110502.0001", "wsj_0001.tml": "wsj_0001"}


def test_it_is_a_temporal_tagger_for_standard_input() -> None:
    result = run("-", "--published", "2014-06-12", stdin=STRIKE)
    assert result.exit_code == 0
    root = ET.fromstring(result.stdout)
    assert root.findtext("DOCID") == "stdin"
    assert [one.get("value") for one in root.iter("TIMEX3")] == ["2014-06-12", "2014-06-09", "2014"]


def test_what_xml_cannot_hold_is_told() -> None:
    result = run("-", stdin=b"The strike \x01 began in May 2011.\n")
    assert result.exit_code == 0
    assert "The strike \ufffd began" in result.stdout
    assert "-: 1 character that XML cannot hold is written as U+FFFD" in result.stderr


def test_several_reports_are_a_file_each(tmp_path: Path) -> None:
    for place in ("a", "b"):
        (tmp_path / "in" / place).mkdir(parents=True)
        (tmp_path / "in" / place / "strike.txt").write_text(f"{place}: {STRIKE}", "utf-8")
    (tmp_path / "in" / "other.txt").write_text(STRIKE, "utf-8")
    result = run(tmp_path / "in", "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert result.stdout == ""
    files = {file.name: file.read_text("utf-8") for file in sorted((tmp_path / "out").iterdir())}
    assert len(files) == 3
    assert {"other.tml", "strike.tml"} < files.keys()
    assert ">a: The strike" in files["strike.tml"]
    run(tmp_path / "in", "-o", tmp_path / "out")
    assert {file.name: file.read_text("utf-8") for file in (tmp_path / "out").iterdir()} == files


def test_several_reports_are_no_document(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"{name}: {STRIKE}", "utf-8")
    result = run(tmp_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "-o DIR" in result.stderr


def test_a_folder_is_for_timeml_alone(tmp_path: Path) -> None:
    arguments = ["read", "-", "--format", "jsonl", "-o", str(tmp_path)]
    assert CliRunner().invoke(main, arguments, input=STRIKE).exit_code == 2


def test_a_report_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "strike.tml").write_text(STRIKE, "utf-8")
    report = replace(make_report(STRIKE), path=str(tmp_path / "strike.tml"))
    with pytest.raises(UsageError, match="is the report itself"):
        write_documents([Findings(report)], tmp_path, put=print, tell=print)
    assert (tmp_path / "strike.tml").read_text("utf-8") == STRIKE


def test_the_how_to_is_true() -> None:
    page = Path(__file__).parent.parent / "docs" / "how-to" / "temporal-tagger.md"
    failed, tried = doctest.testfile(str(page), module_relative=False)
    assert (failed, tried > 1) == (0, True)
    told = [line.strip() for line in page.read_text("utf-8").splitlines() if line.startswith("    <")]
    printed = run("-", "--published", "2014-06-12", stdin="The strike began last Monday.\n").stdout
    assert told
    for line in told:
        assert all(part in printed for part in line.split(" … ")), line


def test_the_how_to_shows_what_is_explained_and_how_a_table_is_dated(tmp_path: Path) -> None:
    page = Path(__file__).parent.parent / "docs" / "how-to" / "temporal-tagger.md"
    lines = [line.strip() for line in page.read_text("utf-8").splitlines()]
    arguments = ["explain", "-", "--published", "2014-06-12"]
    explained = CliRunner().invoke(main, arguments, input="The strike began last Monday.\n").stdout
    first = next(n for n, line in enumerate(lines) if line.startswith("time expression"))
    for line in lines[first : first + 4]:
        assert line.removesuffix(" …") in explained
    table = tmp_path / "texts.jsonl"
    table.write_text("".join(f"{line}\n" for line in lines if line.startswith("{")), "utf-8")
    assert run(table, "-o", tmp_path / "tml").exit_code == 0
    values = {
        file.name: [timex.get("value") for timex in ET.fromstring(file.read_bytes()).iter("TIMEX3")]
        for file in (tmp_path / "tml").iterdir()
    }
    assert values == {
        "texts.jsonl-strike.tml": ["2014-06-12", "2014-06-09"],
        "texts.jsonl-talks.tml": ["2015-01-05", "2014-12-29"],
    }
