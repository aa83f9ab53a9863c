"""What linking keeps of single reports: nothing but the time it takes depends on it."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from dateline.case.file import Case
from dateline.link.commitments import commitments
from dateline.link.commitments.read import Read, read_report
from dateline.link.linking import link
from dateline.link.memory import Memory, digest, remember_found
from dateline.model.compact import from_compact, to_compact
from dateline.model.findings import Event, Findings, Mention, Statement, Status, TimeExpression
from dateline.model.report import Report
from dateline.model.span import Span
from tests.story import make_story
from tests.test_link_events import tell


def make_told() -> list[Findings]:
    wire, carried, relay, *others = make_story()
    told = [tell(tell(one, "broke"), "open", status=Status.PLANNED, said=True) for one in (wire, carried)]
    return [*told, tell(relay, "shut", said=True), *others]


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the ids of the reports that are worked through, as they are."""
    seen: list[str] = []

    def read(findings: Findings) -> Read:
        seen.append(findings.report.id)
        return read_report(findings)

    monkeypatch.setattr(commitments, "read_report", read)
    return seen


def make_memory(story: Iterable[Findings]) -> Memory:
    memory = Memory()
    memory.note(story)
    return memory


def test_what_is_kept_is_not_worked_out_again(worked: list[str]) -> None:
    story = make_told()
    memory = make_memory(story)
    first = link(story, memory)
    assert sorted(worked) == sorted(one.report.id for one in story)
    worked.clear()
    assert link(story, memory) == first == link(story)
    assert sorted(worked) == sorted(one.report.id for one in story)  # by the one without a memory


def test_a_report_that_changed_is_worked_through_again_and_no_other(worked: list[str]) -> None:
    story = make_told()
    memory = make_memory(story)
    link(story, memory)
    worked.clear()
    other = replace(story[2], report=replace(story[2].report, title="The lock stays shut"))
    changed = [*story[:2], other, *story[3:]]
    memory.note([other])
    record = link(changed, memory)
    assert worked == [other.report.id]
    assert record == link(changed)


def test_an_actor_that_is_called_otherwise_changes_what_is_worked_out(worked: list[str]) -> None:
    story = make_told()
    memory = make_memory(story)
    link(story, memory)
    worked.clear()
    without = [one for one in story if one.report.path != "wire.txt"]
    assert link(without, memory) == link(without)
    assert link(story, memory) == link(story)


def test_rubbish_in_the_memory_is_worked_out_again() -> None:
    story = make_told()
    memory = make_memory(story)
    record = link(story, memory)
    spoilt = {at: (key, b"no such thing") for at, (key, _) in memory.fresh.items()}
    assert link(story, Memory(digests=memory.digests, fresh=spoilt)) == record


def test_a_case_keeps_what_was_worked_out_and_does_without_it(tmp_path: Path, worked: list[str]) -> None:
    story, path = make_told(), tmp_path / "lock.dateline"
    memory = make_memory(story)
    record = link(story, memory)
    with Case.open_or_create(path) as case:
        case.extend(story, record, model="m1", remembered=memory.fresh)
    worked.clear()
    with Case.open(path) as case:
        assert case.memory().digests == {one.report.id: digest(one) for one in story}
        assert link(list(case.findings()), case.memory()) == record
    assert worked == []
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT count(DISTINCT report) FROM remembered").fetchone() == (len(story),)
    connection.execute("DELETE FROM remembered")
    connection.commit()
    connection.close()
    with Case.open(path) as case:
        assert link(list(case.findings()), case.memory()) == record
    assert len(worked) == len(story)


def test_a_report_whose_date_others_narrow_is_searched_anew_once() -> None:
    narrowed = [one.report for one in make_told()[:2]]
    searched: list[str] = []

    def find(reports: Iterable[Report]) -> Iterable[Findings]:
        for one in reports:
            searched.append(one.id)
            yield Findings(one)

    memory = Memory(reader="m1")
    first = remember_found(memory, narrowed, find)
    assert [one.report for one in first] == narrowed
    assert remember_found(memory, narrowed, find) == first
    assert searched == [one.id for one in narrowed]
    memory.reader = "m2"
    assert remember_found(memory, narrowed[:1], find) == first[:1]
    other = replace(narrowed[1], published=narrowed[0].published)
    assert [one.report for one in remember_found(memory, [other], find)] == [other]
    assert searched == [one.id for one in (*narrowed, *narrowed)]


@dataclass(frozen=True)
class _Thing:
    findings: Findings
    report: Report
    said: Statement | None
    told: tuple[Event, ...]
    when: TimeExpression | None
    who: Mention
    at: Span
    status: Status
    stems: frozenset[str]
    pair: tuple[int, str]
    low: float | None
    nothing: None = None


def test_what_belongs_to_the_report_comes_back_as_the_very_same() -> None:
    one = make_told()[0]
    thing = _Thing(
        one,
        one.report,
        one.statements[1],
        one.events,
        None,
        one.mentions[0],
        Span(3, 7),
        Status.DENIED,
        frozenset({"b", "a"}),
        (1, "x"),
        0.5,
    )
    back = from_compact(_Thing, to_compact(thing, one), one)
    assert back == thing
    assert back.findings is one
    assert back.said is one.statements[1]
    assert back.told[0] is one.events[0]
    assert back.who is one.mentions[0]


def test_what_is_of_another_report_is_refused() -> None:
    one, other, *_ = make_told()
    with pytest.raises(KeyError):
        to_compact(other.statements[0], one)
    with pytest.raises(TypeError, match="has no compact form"):
        to_compact(object(), one)


def test_steps_are_the_same_with_a_memory_and_without() -> None:
    """A step that reads what its key does not hold would give an old answer here."""
    story = make_told()
    memory = make_memory(story)
    for number in range(len(story)):
        part = story[: number + 1]
        assert link(part, memory) == link(part)
    for number in range(len(story)):
        part = story[number:]
        assert link(part, memory) == link(part)
    assert {step for _, step in memory.fresh} >= {"commitments", "disagreements"}
