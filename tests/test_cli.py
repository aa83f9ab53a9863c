"""The command line from outside: what is printed, what is written, and the status it ends with."""

import json
import os
import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.cli import main
from dateline.find.finding import Given, find_findings
from dateline.model.findings import Findings
from dateline.model.report import Report
from dateline.nlp.encoding import Encoding

REPORT = (
    "PORT ELM, May 2: The harbour board will reopen the north quay on Monday, its chairwoman, Ruth Okafor, "
    "said in a statement.\n\n“The quay is safe,” Okafor told reporters.\n\n"
    "A senior board official, who spoke on condition of anonymity because the report is not public, said the "
    "repair would cost more than 40 million crowns.\n"
)
OTHER = (
    "The north quay stayed shut on 9 May 2011, fishermen said.\n\n"
    "Ruth Okafor denied that the board had known of the cracks.\n"
)


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments], input=stdin)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "a.txt").write_text(REPORT, "utf-8")
    (reports / "b.txt").write_text(OTHER, "utf-8")
    return reports


def exported(case: Path, to: Path) -> dict[str, bytes]:
    assert run("export", case, "--to", "jsonl", "-o", to).exit_code == 0
    return {file.name: file.read_bytes() for file in sorted(to.iterdir())}


def test_read_prints_one_object_a_report(folder: Path) -> None:
    result = run("read", folder, "--format", "jsonl")
    assert result.exit_code == 0
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [Path(one["path"]).name for one in found] == ["a.txt", "b.txt"]
    assert found[0]["text"] == REPORT
    assert found[0]["published"]["value"] == "XXXX-05-02"
    assert any(one["speaker"]["kind"] == "anonymous" for one in found[0]["statements"])
    assert "2 read, 0 skipped" in result.stderr


def test_read_prints_the_same_bytes_twice_and_in_any_order(folder: Path) -> None:
    one = run("read", folder / "a.txt", folder / "b.txt", "--format", "jsonl").stdout.splitlines()
    other = run("read", folder / "b.txt", folder / "a.txt", "--format", "jsonl").stdout.splitlines()
    assert one == other[::-1]


def test_read_takes_standard_input() -> None:
    result = run("read", "-", "--format", "jsonl", "--published", "2011-05-02", stdin=REPORT)
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert found["published"]["value"] == "2011-05-02"
    assert found["published"]["basis"] == "given"


def test_read_as_table_names_speaker_and_words(folder: Path) -> None:
    result = run("read", folder / "a.txt", "--format", "table")
    assert result.exit_code == 0
    assert "Ruth Okafor" in result.stdout
    assert "The quay is safe" in result.stdout


def test_one_bad_input_is_named_and_the_rest_goes_on(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "noise.bin").write_bytes(bytes(range(256)) * 64)
    result = run("read", folder, "--format", "jsonl")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 2
    assert "2 read, 2 skipped" in result.stderr
    assert "empty.txt" in result.stderr
    assert "Traceback" not in result.stderr


def test_strict_makes_a_skip_an_error(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    assert run("read", folder, "--format", "jsonl", "--strict").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["read"], 2),
        (["read", "no-such-file.txt"], 1),
        (["read", "-", "--published", "yesterday"], 2),
        (["read", "-", "--published", "2011-W18-1"], 2),
        (["read", "-", "--format", "xml"], 2),
        (["build", "no-such-file.txt", "-o", "no-such.dateline"], 1),
        (["add", "no-such.dateline", "no-such-file.txt"], 1),
        (["explain", "no-such.dateline", "x"], 1),
        (["nonsense"], 2),
    ],
)
def test_wrong_calls_end_in_one_line(arguments: list[str], status: int) -> None:
    result = run(*arguments, stdin=REPORT)
    assert result.exit_code == status
    assert "Traceback" not in result.output
    assert not Path("no-such.dateline").exists()


def test_building_in_steps_gives_the_same_record_as_at_once(folder: Path, tmp_path: Path) -> None:
    once, steps = tmp_path / "once.dateline", tmp_path / "steps.dateline"
    assert run("build", folder, "-o", once).exit_code == 0
    assert run("build", folder / "b.txt", "-o", steps).exit_code == 0
    assert run("add", steps, folder / "a.txt").exit_code == 0
    assert exported(once, tmp_path / "x") == exported(steps, tmp_path / "y")


def test_the_same_bytes_under_two_names_are_one_report(folder: Path, tmp_path: Path) -> None:
    (folder / "c.txt").write_text(REPORT, "utf-8")
    once, steps = tmp_path / "once.dateline", tmp_path / "steps.dateline"
    assert "2 read" in run("build", folder, "-o", once).stderr
    for name in ("c.txt", "b.txt", "a.txt"):
        assert run("build", folder / name, "-o", steps).exit_code == 0
    assert exported(once, tmp_path / "x") == exported(steps, tmp_path / "y")


def test_building_again_reads_nothing_twice(folder: Path, tmp_path: Path) -> None:
    case = tmp_path / "story.dateline"
    assert run("build", folder, "-o", case).exit_code == 0
    before = exported(case, tmp_path / "before")
    again = run("build", folder, "-o", case)
    assert again.exit_code == 0
    assert "0 read" in again.stderr
    assert "2 already in story.dateline" in again.stderr
    assert exported(case, tmp_path / "after") == before


def test_a_date_given_later_takes_effect(folder: Path, tmp_path: Path) -> None:
    case = tmp_path / "story.dateline"
    assert run("build", folder, "-o", case).exit_code == 0
    assert run("build", folder / "a.txt", "-o", case, "--published", "2011-05-02").exit_code == 0
    lines = exported(case, tmp_path / "x")["reports.jsonl"].decode().splitlines()
    published = {Path(one["path"]).name: one["published"]["value"] for one in map(json.loads, lines)}
    assert len(lines) == 2
    assert published["a.txt"] == "2011-05-02"


def test_what_cannot_be_built_leaves_no_file(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    case = tmp_path / "story.dateline"
    result = run("build", tmp_path / "empty.txt", "-o", case)
    assert result.exit_code == 1
    assert [file.name for file in tmp_path.iterdir()] == ["empty.txt"]


def test_each_reason_is_told_even_where_nothing_could_be_built(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    result = run("build", tmp_path / "empty.txt", "-o", tmp_path / "story.dateline")
    assert result.stderr.splitlines() == [
        f"skipped: {tmp_path / 'empty.txt'}: empty",
        "nothing could be read, so no case file was written",
        "0 read, 1 skipped",
    ]


def test_a_name_cannot_write_a_line_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a\n0 read\x1b[31m.txt").write_bytes(b"")
    lines = run("read", tmp_path).stderr.splitlines()
    assert lines == [f"skipped: {tmp_path}/a\\n0 read\\x1b[31m.txt: empty", "0 read, 1 skipped"]


def test_a_report_that_trips_the_finders_does_not_cost_the_others(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trip(report: Report, *, encoding: Encoding, given: Given | None = None) -> Findings:
        if report.path.endswith("a.txt"):
            raise IndexError("beyond the end")
        return find_findings(report, encoding=encoding, given=given)

    monkeypatch.setattr("dateline.engine.finding.find_findings", trip)
    result = run("build", folder, "-o", tmp_path / "story.dateline")
    assert result.exit_code == 0
    assert "a.txt: defeats this release of dateline (beyond the end); please report it" in result.stderr
    assert "1 read, 1 skipped" in result.stderr


def test_a_failure_of_the_program_is_one_line(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object, **_more: object) -> None:
        raise TypeError("no such thing")

    monkeypatch.setattr("dateline.engine.building.link_by_date", fail)
    result = run("build", folder, "-o", tmp_path / "story.dateline")
    assert result.exit_code == 1
    assert "(TypeError: no such thing)" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not (tmp_path / "story.dateline").exists()


def test_a_case_kept_among_its_reports_is_not_missed(folder: Path, tmp_path: Path) -> None:
    case = folder / "story.dateline"
    assert run("build", folder, "-o", case, "--strict").exit_code == 0
    again = run("build", folder, "-o", case, "--strict")
    assert (again.exit_code, again.stderr.splitlines()[-1]) == (0, "0 read, 0 skipped")
    other = run("build", folder, "-o", tmp_path / "other.dateline", "--strict")
    assert other.exit_code == 1
    assert f"{case}: a database, not a report" in other.stderr


@pytest.mark.parametrize("command", [["report"], ["export", "--to", "html"]])
def test_the_case_is_not_written_over(folder: Path, tmp_path: Path, command: list[str]) -> None:
    case = tmp_path / "story.dateline"
    assert run("build", folder, "-o", case).exit_code == 0
    before = case.read_bytes()
    assert run(*command, case, "-o", case).exit_code == 2
    assert case.read_bytes() == before


def test_every_entry_can_be_explained(folder: Path, tmp_path: Path) -> None:
    case = tmp_path / "story.dateline"
    assert run("build", folder, "-o", case).exit_code == 0
    tables = exported(case, tmp_path / "x")
    ids = [json.loads(line)["id"] for table in tables.values() for line in table.decode().splitlines()]
    assert len(ids) > 6
    for one in ids:
        result = run("explain", case, one)
        assert result.exit_code == 0, one
        assert result.stdout.strip()
    assert run("explain", case, "nothing").exit_code == 1
    assert run("explain", case).exit_code == 2


def test_the_times_of_a_text_are_explained() -> None:
    text = "The strike at Port Elm began last Monday, and it ended two days later.\n"
    result = run("explain", "-", "--published", "2014-06-12", stdin=text)
    assert result.exit_code == 0
    assert "published: 2014-06-12 (given)" in result.stdout
    assert "counted from Thursday 2014-06-12 (published), 3 days back to Monday 2014-06-09" in result.stdout
    second = run("explain", "-", "t2", "--published", "2014-06-12", stdin=text)
    assert "2 days on to Wednesday 2014-06-11" in second.stdout
    assert "last Monday” [29, 40)" in second.stdout
    assert run("explain", "-", "t3", stdin=text).exit_code == 1
    assert run("explain", "no-such.txt").exit_code == 1


def test_the_report_is_one_page(folder: Path, tmp_path: Path) -> None:
    case, page = tmp_path / "story.dateline", tmp_path / "story.html"
    assert run("build", folder, "-o", case).exit_code == 0
    assert run("report", case, "-o", page).exit_code == 0
    assert "Ruth Okafor" in page.read_text("utf-8")


def test_help_answers_at_once() -> None:
    def spent() -> float:
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    # Processor time and not the clock's: another job on the machine is no reason to fail.
    times = []
    for _ in range(5):
        began = spent()
        subprocess.run([sys.executable, "-m", "dateline", "--help"], check=True, capture_output=True)
        times.append(spent() - began)
    assert min(times) < 0.3


def test_a_reader_that_has_seen_enough_is_no_error(folder: Path) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    done = subprocess.run(
        [sys.executable, "-m", "dateline", "read", str(folder), "--format", "jsonl"],
        stdout=write_end,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(write_end)
    assert "Traceback" not in done.stderr
    assert done.returncode == 0


def test_timeline_prints_what_one_actor_did_and_asks_whom(folder: Path, tmp_path: Path) -> None:
    case = tmp_path / "story.dateline"
    assert run("build", folder, "-o", case).exit_code == 0
    result = run("timeline", case, "--about", "Okafor", "--format", "semeval")
    name, *lines = result.stdout.splitlines()
    assert name == "Ruth Okafor"
    assert "b-2-denied" in {line.split("\t")[2] for line in lines}
    assert run("timeline", case, "--format", "semeval").exit_code == 2
    assert run("timeline", case, "--all", "--top", "3").exit_code == 2
    assert run("timeline", case, "--about", "Okafor", "--format", "semeval", "--top", "3").exit_code == 2


@pytest.mark.parametrize("command", ["timeline", "disagreements", "commitments"])
def test_what_a_table_prints_beside_an_entry_is_an_id_to_explain(
    command: str, folder: Path, tmp_path: Path
) -> None:
    (folder / "c.txt").write_text(
        "PORT ELM, May 12, 2031: Mayor Ruth Okafor said on Monday that 30 boats would be moved in June. The "
        "harbour office said 12 boats sank on Friday.\n"
    )
    (folder / "d.txt").write_text(
        "PORT ELM, May 20, 2031: The harbour office said on Monday that 21 boats sank on May 9. There is no "
        "plan to move the boats, Mayor Ruth Okafor said.\n"
    )
    case = tmp_path / "story.dateline"
    assert run("build", folder, "-o", case).exit_code == 0
    printed = run(command, case).stdout
    whole = {one["id"] for one in json.loads(run(command, case, "--format", "json").stdout)}
    ids = re.findall(r"^([0-9a-f]{8})  ", printed, re.MULTILINE)
    assert sorted(ids) == sorted(one[:8] for one in whole)
    assert ids
    for one in ids:
        told = run("explain", case, one)
        assert told.exit_code == 0
        assert any(known in told.stdout for known in whole if known.startswith(one))
