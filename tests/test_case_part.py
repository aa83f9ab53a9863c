"""A part of the record is a record of its own, in which everything rests on the words of its reports."""

from pathlib import Path

import pytest

import dateline
from dateline.case.explaining import explain
from dateline.case.file import Case
from dateline.case.location import Location
from dateline.export.page.places import lay_out
from dateline.export.page.reports import make_reports
from dateline.link.linking import link
from tests.engines import ENGINES, name_case
from tests.story import make_story


@pytest.fixture(params=ENGINES)
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Location:
    location = name_case(request.param, tmp_path)
    with Case.open_or_create(location) as case:
        case.extend(make_story(), link(make_story()), model="m1")
    return location


def test_one_report_of_many(path: Location) -> None:
    with dateline.open(path) as case:
        whole = case.record()
        for findings in whole.reports:
            part = case.part([findings.report.id])
            assert part.reports == (findings,)
            assert part.statements == tuple(
                one for one in whole.statements if one.report == findings.report.id
            )
            for table in (part.actors, part.events, part.timeline, part.sources, part.commitments):
                assert all(one.report == findings.report.id for entry in table for one in entry.evidence)
            assert {mention.actor for mention in findings.mentions if mention.actor} <= {
                actor.id for actor in part.actors
            }
            assert len(make_reports(part, lay_out(part))) == 1


def test_all_of_them_and_none(path: Location) -> None:
    with dateline.open(path) as case:
        whole = case.record()
        assert case.part([one.report.id for one in whole.reports]) == whole
        assert case.part(["nothing"]) == case.part([])


def test_an_entry_is_explained_by_the_reports_it_rests_on(path: Location) -> None:
    with dateline.open(path) as case:
        whole = case.record()
        tables = (whole.actors, whole.statements, whole.timeline, whole.sources, whole.copies)
        for entry in (one for table in tables for one in table):
            part = case.part({words.report for words in entry.evidence})
            assert entry.id in explain(part, entry.id)
