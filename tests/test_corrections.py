"""Corrections change what they are about and nothing else, can be undone, and are never lost."""

import itertools
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

import dateline
from dateline.case.aiming import find_stretch, make
from dateline.case.file import Case
from dateline.case.location import Location
from dateline.engine.building import extend_case
from dateline.engine.correcting import correct_case
from dateline.engine.revising import revise
from dateline.export.corrections import read_lines, to_lines
from dateline.link.linking import link
from dateline.model.correction import Correction, Deed, Target, find_live, make_correction
from dateline.model.errors import CaseError, UnknownEntry, UsageError
from dateline.model.record import Record
from dateline.model.report import Report
from dateline.model.span import Span
from tests.engines import ENGINES, name_case, run
from tests.story import make_story

_CLOCK = itertools.count()


def make_case(location: Location) -> Location:
    with Case.open_or_create(location) as case:
        case.extend(make_story(), link(make_story()), model="m1")
    return location


@pytest.fixture(params=ENGINES)
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Location:
    return make_case(name_case(request.param, tmp_path))


def correct(path: Location, deed: str, *what: str, why: str = "", by: str = "Ana") -> Correction:
    at = f"2026-11-21T10:00:00.{next(_CLOCK):06}Z"
    with Case.open(path) as case:
        made = make(case, deed, what, at=at, by=by, why=why)
        assert case.correct([made]) == 1
    return made


def read(path: Location) -> Record:
    with Case.open(path) as case:
        return case.record()


def name_speakers(path: Location) -> list[str | None]:
    with Case.open(path) as case:
        return sorted((one.speaker.name for one in case.statements()), key=str)


def test_two_actors_become_one_in_every_table_and_two_again(path: Location) -> None:
    before = read(path)
    ada, bo = (next(one for one in before.actors if one.name == name) for name in ("Ada Osei", "Bo Osei"))
    merged = correct(path, "merge", "Ada Osei", "Bo Osei", why="a nickname")
    after = read(path)
    assert [one.name for one in after.actors if "Osei" in one.name] == ["Bo Osei"]
    joined = next(one for one in after.actors if one.id == bo.id)
    assert {alias.name for alias in joined.aliases} == {
        alias.name for one in (ada, bo) for alias in one.aliases
    }
    assert set(joined.evidence) == {*ada.evidence, *bo.evidence}
    assert "corrected by Ana on 2026-11-21: a nickname" in joined.why
    assert [one.speaker.name for one in after.statements if one.speaker.actor == bo.id] == ["Bo Osei"] * 2
    assert ada.id not in repr(after)
    assert {words for one in after.actors for words in one.evidence} == {
        words for one in before.actors for words in one.evidence
    }
    correct(path, "undo", merged.id)
    assert read(path) == before


def test_one_actor_becomes_two(path: Location) -> None:
    correct(path, "merge", "Ada Osei", "Bo Osei")
    correct(path, "split", "Bo Osei", "Ada Osei", "Osei")
    names = {one.name: one for one in read(path).actors}
    assert {"Ada Osei", "Bo Osei"} <= names.keys()
    assert all(fact.exact in ("Ada Osei", "Osei") for fact in names["Ada Osei"].evidence)
    assert name_speakers(path).count("Ada Osei") == 2
    with pytest.raises(UsageError, match="no actor is called so"):
        correct(path, "split", "Nobody", "x")


def test_a_name_is_given_and_the_reports_words_stay(path: Location) -> None:
    before = read(path)
    correct(path, "rename", "Ada Osei", "Minister Ada Osei")
    after = read(path)
    assert name_speakers(path).count("Minister Ada Osei") == 2
    assert [one.report.text for one in after.reports] == [one.report.text for one in before.reports]
    renamed = next(one for one in after.actors if one.name == "Minister Ada Osei")
    assert "Ada Osei" in {alias.name for alias in renamed.aliases}


def test_what_is_rejected_is_in_no_table(path: Location) -> None:
    before = read(path)
    promises = {one.id for one in before.statements if one.act == "promise"}
    resting = {one.id for one in before.commitments if set(one.statements) <= promises}
    assert resting
    rejected = [correct(path, "reject", id_[:8]) for id_ in sorted(promises)]
    after = read(path)
    assert not promises & {one.id for one in after.statements}
    assert not promises & {id_ for one in after.sources for id_ in one.statements}
    assert not resting & {one.id for one in after.commitments}
    for one in rejected:
        correct(path, "undo", one.id[:8])
    assert read(path) == before


def test_what_is_confirmed_stays_and_is_in_the_log(path: Location) -> None:
    before = read(path)
    statement = before.statements[0]
    made = correct(path, "confirm", statement.id)
    assert read(path) == before
    with Case.open(path) as case:
        assert case.corrections() == (made,)


def test_the_log_only_grows(path: Location) -> None:
    made = correct(path, "rename", "Ada Osei", "A. Osei")
    for statement in ("DELETE FROM corrections", "UPDATE corrections SET by = 'nobody'"):
        with pytest.raises(CaseError, match="only ever added"):
            run(path, statement)
    undo = correct(path, "undo", made.id)
    correct(path, "undo", undo.id)
    assert name_speakers(path).count("A. Osei") == 2
    with Case.open(path) as case:
        assert len(case.corrections()) == 3
        assert find_live(case.corrections()) == (made,)


def test_a_colleague_gets_the_same_record_in_whatever_order(path: Location, tmp_path: Path) -> None:
    other = make_case(name_case("file", tmp_path, "other"))
    correct(path, "merge", "Ada Osei", "Bo Osei")
    correct(path, "rename", "Bo Osei", "B. Osei", by="Ben")
    correct(path, "reject", read(path).statements[0].id, why="wrong words")
    with Case.open(path) as case:
        lines = to_lines(case.corrections()).splitlines()
    random.Random(3).shuffle(lines)
    for line in lines:  # one by one, as three colleagues would send them
        with Case.open(other) as case:
            assert case.correct(read_lines(line)) == 1
            assert case.correct(read_lines(line)) == 0
    assert read(other) == read(path)


@pytest.mark.parametrize("line", ["{}", "[1]", "nonsense", '{"id": "x"}'])
def test_what_is_no_correction_is_not_taken(line: str) -> None:
    with pytest.raises(UsageError, match="line 1 is no correction"):
        read_lines(line)


def test_a_correction_that_was_tampered_with_is_not_taken(path: Location) -> None:
    made = correct(path, "rename", "Ada Osei", "A. Osei")
    with pytest.raises(UsageError, match="not as it was written"):
        read_lines(to_lines([made]).replace("A. Osei", "B. Osei"))


@pytest.mark.parametrize(
    ("deed", "table", "values"),
    [
        (Deed.DATE, "reports", ("soon",)),
        (Deed.DATE, "reports", ()),
        (Deed.FURNITURE, "reports", ("9-3",)),
        (Deed.OUTLET, "reports", ("", "")),
        (Deed.RENAME, "actors", ()),
        (Deed.RENAME, "statements", ("x",)),
        (Deed.MERGE, "actors", ()),
        (Deed.REJECT, "actors", ()),
        (Deed.UNDO, "statements", ()),
    ],
)
def test_what_nobody_can_mean_is_not_taken_in(
    path: Location, deed: Deed, table: str, values: tuple[str, ...]
) -> None:
    """It would be kept for ever, and fail each time that the case is built anew."""
    target = Target(table, "0" * 20, "x")
    made = make_correction(deed, target, at="2026-01-01T00:00:00.000000Z", by="x", values=values)
    with pytest.raises(UsageError):
        correct_case(path, read_lines(to_lines([made])))
    with Case.open(path) as case:
        assert case.corrections() == ()


def test_a_stretch_may_be_told_by_its_words() -> None:
    text = "Rain (again)\n fell. Rain (again) stopped."
    assert find_stretch(text, "Rain (again) fell") == "0-18"
    assert find_stretch(text, "Rain  (again)", 1) == "20-32"
    assert find_stretch(text, " 3-9 ") == "3-9"
    for words, number in (("Rain (again)", None), ("Rain (again)", 2), ("Snow", None), ("  ", None)):
        with pytest.raises(UsageError):
            find_stretch(text, words, number)


def test_corrections_replay_after_a_rebuild_and_those_without_object_are_listed(path: Location) -> None:
    correct(path, "rename", "Ada Osei", "A. Osei")
    relay = correct(path, "rename", "The Ledger", "Ledger")
    rejected = correct(path, "reject", read(path).statements[0].id)
    corrected = read(path)
    with Case.open(path) as case:
        case.extend([], link(make_story()), model="m2")
    assert read(path) == corrected
    without = [one for one in make_story() if one.report.id not in {e.report for e in rejected.target.words}]
    without = [one for one in without if "Ledger" not in one.report.text]
    with Case.open(path) as case:
        case.extend([], link(without), model="m2")
        assert {one.correction.id for one in case.unfit()} == {relay.id, rejected.id}
        assert all(one.why for one in case.unfit())
        assert len(case.corrections()) == 3


def test_two_at_once_lose_nothing(path: Location) -> None:
    with Case.open(path) as one, Case.open(path) as two:
        first = make(one, "rename", ["Ada Osei", "A. Osei"], at="2026-01-01T00:00:00.000001Z", by="one")
        second = make(two, "rename", ["Bo Osei", "B. Osei"], at="2026-01-01T00:00:00.000000Z", by="two")
        one.correct([first])
        two.correct([second])
    names = {one.name for one in read(path).actors}
    assert {"A. Osei", "B. Osei"} <= names


@pytest.mark.parametrize(
    ("deed", "what", "error"),
    [
        ("merge", ["Ada Osei"], UsageError),
        ("merge", ["Ada Osei", "Ada Osei"], UsageError),
        ("rename", ["Ada Osei"], UsageError),
        ("rename", ["Osei", "x"], UsageError),
        ("reject", ["ffffffff"], UnknownEntry),
        ("furniture", ["wire.txt", "no such words"], UsageError),
        ("date", ["nowhere.txt", "2020"], UnknownEntry),
        ("undo", ["ffffffff"], UnknownEntry),
    ],
)
def test_what_is_not_clear_is_not_kept(path: Location, deed: str, what: Sequence[str], error: type) -> None:
    with pytest.raises(error):
        correct(path, deed, *what)
    with Case.open(path) as case:
        assert case.corrections() == ()


NOTE = (
    "Mayor Ida Brandt said last Friday that the bridge would close.\n\n"
    "Subscribe to our letter, Omar Hale wrote."
)


def test_a_report_is_read_anew_as_corrected_and_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(NOTE)
    path = tmp_path / "story.dateline"
    extend_case(path, [str(tmp_path / "note.txt")], create=True)
    before = read(path)

    def send(deed: str, *what: str) -> Correction:
        with Case.open(path) as case:
            made = make(case, deed, what, at=f"2026-11-21T11:00:00.{next(_CLOCK):06}Z", by="Ana")
        assert correct_case(path, [made]) == 1
        return made

    dated = send("date", "note.txt", "2019-10-14")
    outlet = send("outlet", "note.txt", "The Selby Tribune")
    start = NOTE.index("Subscribe")
    furniture = send("furniture", "note.txt", f"{start}-{len(NOTE)}")
    (findings,) = read(path).reports
    assert findings.report.published.value == "2019-10-14"
    assert findings.report.published.basis == "given"
    assert "set by Ana on 2026-11-21" in findings.report.published.evidence[0].why
    assert findings.report.outlet == "The Selby Tribune"
    assert [one.value for one in findings.times] == ["2019-10-11"]
    assert findings.report.text == before.reports[0].report.text
    assert all(mention.start < start for mention in findings.mentions)
    # Adding the same report again leaves the corrections where they are.
    extend_case(path, [str(tmp_path / "note.txt")], create=False)
    assert read(path).reports == (findings,)
    with dateline.open(path) as case:
        assert [one.outlet for one in case.reports(outlet="the selby tribune")] == ["The Selby Tribune"]
    for one in (dated, outlet, furniture):
        send("undo", one.id)
    assert read(path) == before


@pytest.mark.parametrize(
    ("span", "body"), [("0-4", [Span(4, 9)]), ("4-90", [Span(0, 4)]), ("9-12", [Span(0, 9)])]
)
def test_a_span_past_the_end_takes_nothing_from_the_article(span: str, body: list[Span]) -> None:
    report = Report.of_text("Gate shut", id="note", path="note.txt")
    target = Target("reports", "note", "note.txt")
    one = make_correction(Deed.FURNITURE, target, at="2026-11-21T11:00:00Z", by="Ana", values=(span,))
    assert list(revise(report, [one]).body) == body
