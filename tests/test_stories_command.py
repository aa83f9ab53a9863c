"""`dateline stories`: a pile split, printed for programs and people, and built into cases."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.case.file import Case
from dateline.cli import main
from dateline.engine.stories import name_case

TEXTS = {
    "b-crane": "A crane fell onto the ferry pier at Port Elm and hurt four dock hands, harbour master "
    "Ada Osei said on 2 May 2031. Brandt Lifting had put up the crane before the storm.",
    "a-crane": "Four dock hands were hurt when a crane crashed onto the ferry pier at Port Elm on 2 May "
    "2031. Harbour master Ada Osei asked Brandt Lifting why its crane stood there.",
    "vote": "Lena Marsh of the Reed Party won the vote for Upper Wend with 5,204 votes on 4 May 2031, the "
    "returning officer announced. Karl Dunn conceded before midnight.",
}


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pile")
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


def run(*given: str | Path) -> Result:
    result = CliRunner().invoke(main, ["stories", *map(str, given)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result


def test_each_report_gets_a_line_with_its_story_whatever_the_order_of_the_pile(pile: Path) -> None:
    printed = run(pile).stdout
    lines = [json.loads(line) for line in printed.splitlines()]
    stories = {Path(one["path"]).stem: one["story"] for one in lines}
    assert len(lines) == len(TEXTS) == len({one["report"] for one in lines})
    assert stories["a-crane"] == stories["b-crane"] != stories["vote"]
    assert run(*sorted(pile.iterdir(), reverse=True)).stdout == printed
    assert {tuple(one["actors"]) for one in lines if one["story"] == stories["vote"]} != {()}


def test_people_get_title_days_count_actors_and_examples(pile: Path) -> None:
    printed = run(pile, "--format", "table", "--published", "2031-05-05").stdout
    assert "2 reports · Brandt Lifting" in printed
    assert "5 May 2031" in printed
    assert printed.index("Told by one report") < printed.index("vote.txt")


def test_a_case_for_each_story_holds_its_reports_and_no_others(pile: Path, tmp_path: Path) -> None:
    run(pile, "-o", tmp_path / "cases")
    held = set()
    for file in sorted((tmp_path / "cases").glob("*.dateline")):
        with Case.open(file) as case:
            held.add(frozenset(Path(one.report.path).stem for one in case.findings()))
    assert held == {frozenset(("a-crane", "b-crane")), frozenset(("vote",))}
    again = CliRunner().invoke(main, ["stories", str(pile), "-o", str(tmp_path / "cases")])
    assert again.exit_code == 2
    assert "holds cases already" in again.output


def test_a_stream_is_split_as_it_is_read(pile: Path) -> None:
    lines = [json.loads(line) for line in run(pile, "--stream").stdout.splitlines()]
    assert {Path(one["path"]).stem for one in lines} == set(TEXTS)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Crane falls in Port Elm", "crane-falls-in-port-elm"),
        ("../../etc/passwd: a “story”", "etc-passwd-a-story"),
        ("…", "story"),
        ("word " * 30, "-".join(["word"] * 12)),
    ],
)
def test_a_title_becomes_the_name_of_a_file(title: str, name: str) -> None:
    assert name_case(title) == name
