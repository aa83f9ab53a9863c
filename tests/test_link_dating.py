"""Reports that date each other: a copy that carries a date bounds those that carry none."""

from dataclasses import replace
from pathlib import Path

import pytest

from dateline.case.file import Case
from dateline.link.linking import link
from dateline.model.findings import Anchor, Findings
from dateline.model.report import Basis, Published
from tests.marked import make_report

# 29 September 2031 is a Monday.
STORY = (
    "The harbour at Port Elm will stay shut until the spring, the board said on {Monday|2031-09-29}, "
    "because the sea wall has cracked in four places. Engineers found the damage on a routine dive and "
    "told the board that no ship above two thousand tons should tie up there. The ferry line has moved "
    "its boats to Gull Point and says that the crossing will take forty minutes more. Shops along the "
    "quay expect a thin winter."
)
PLAIN = STORY.replace("{Monday|2031-09-29}", "Monday")


def make_dated(key: str = "dated", *, published: str = "2031-10-01", story: str = STORY) -> Findings:
    one = make_report(key, story, published=published, outlet="The Elm Courier")
    return replace(one, times=tuple(replace(time, anchor=Anchor.PUBLISHED) for time in one.times))


def make_undated(published: Published | None = None, text: str = PLAIN) -> Findings:
    one = make_report("undated", text)
    return replace(one, report=replace(one.report, published=published or one.report.published))


def date_undated(*reports: Findings) -> Published:
    return next(one.report.published for one in link(reports).reports if one.report.path == "undated.txt")


def test_a_weekday_in_the_words_of_a_dated_copy_leaves_a_week() -> None:
    published = date_undated(make_dated(), make_undated())
    assert (published.earliest, published.latest) == ("2031-09-29", "2031-10-05")
    assert (published.value, published.basis) == ("2031", Basis.INFERRED)
    (reason,) = published.evidence
    assert "The Elm Courier of 2031-10-01" in reason.why
    assert make_dated().report.id in reason.why
    assert (reason.start, reason.end) == (PLAIN.index("Monday"), PLAIN.index("Monday") + len("Monday"))


def test_today_leaves_the_days_around() -> None:
    story = STORY.replace("on {Monday|2031-09-29}", "{yesterday|2031-09-30}")
    published = date_undated(
        make_dated(story=story), make_undated(text=PLAIN.replace("on Monday", "yesterday"))
    )
    assert (published.earliest, published.latest) == ("2031-09-30", "2031-10-02")


def test_a_month_and_day_get_the_year_of_the_copy() -> None:
    yearless = Published("XXXX-10-02", None, None, Basis.DATELINE)
    published = date_undated(make_dated(), make_undated(yearless))
    assert (published.value, published.earliest, published.latest) == ("2031-10", "2031-10-02", "2031-10-04")
    other = Published("XXXX-12-02", None, None, Basis.DATELINE)
    assert date_undated(make_dated(), make_undated(other)) == other


@pytest.mark.parametrize(
    "published",
    [
        Published("2030", "2030-01-01", "2030-12-31", Basis.GIVEN),
        Published(None, "2032-01-01", None, Basis.INFERRED),
        Published("2031-10-04", "2031-10-04", "2031-10-04", Basis.METADATA),
    ],
)
def test_a_date_that_was_given_or_speaks_against_the_copy_stays(published: Published) -> None:
    assert date_undated(make_dated(), make_undated(published)) == published


def test_without_the_dated_report_or_the_words_there_is_no_help() -> None:
    unknown = make_undated().report.published
    assert date_undated(make_undated()) == unknown
    assert date_undated(make_dated(), make_undated(text=PLAIN.replace(" on Monday", ""))) == unknown
    assert date_undated(make_dated(story=PLAIN), make_undated()) == unknown


def test_copies_that_contradict_each_other_help_nobody() -> None:
    late = make_dated("late", published="2031-11-12", story=STORY.replace("2031-09-29", "2031-11-10"))
    assert date_undated(make_dated(), late, make_undated()) == make_undated().report.published


def test_a_case_keeps_the_help_apart_from_the_reports(tmp_path: Path) -> None:
    reports = [make_dated(), make_undated()]
    record = link(reports)
    with Case.open_or_create(tmp_path / "elm.dateline") as case:
        case.extend(reports, record, model="m")
        assert case.record().reports == record.reports
        assert {one.report.path: one.report.published.earliest for one in case.findings()} == {
            "dated.txt": "2031-10-01",
            "undated.txt": None,
        }


def make_office(
    key: str, name: str, *, published: str | None = None, role: str = "Elm Board director"
) -> Findings:
    words = f"{role} {{{name}|person}} spoke to reporters about the {key} boat."
    return make_report(key, words, published=published, outlet="The Elm Courier" if published else None)


FIRST = make_office("first", "Bo Lund", published="2030-01-01")
SECOND = make_office("second", "Ada Osei", published="2031-02-02")
THIRD = make_office("third", "Cy Ames", published="2032-03-03")


def test_who_holds_an_office_bounds_a_report_between_others() -> None:
    published = date_undated(FIRST, SECOND, THIRD, make_office("undated", "Ada Osei"))
    assert (published.earliest, published.latest) == ("2030-01-01", "2032-03-03")
    assert (published.value, published.basis) == (None, Basis.INFERRED)
    text = make_office("undated", "Ada Osei").report.text
    before, after = sorted(published.evidence, key=lambda one: one.why[-20:])
    for reason, other, name in ((before, THIRD, "Cy Ames"), (after, FIRST, "Bo Lund")):
        assert text[reason.start : reason.end] == "Elm Board director"
        assert f"The Elm Courier of {other.report.published.value} calls {name} so" in reason.why
        assert other.report.id in reason.why


def test_an_office_says_nothing_without_the_report_that_shows_a_change() -> None:
    undated = make_office("undated", "Ada Osei")
    assert date_undated(SECOND, undated).earliest is None
    assert date_undated(FIRST, THIRD, undated) == undated.report.published
    assert date_undated(FIRST, SECOND, undated).latest is None


@pytest.mark.parametrize("role", ["foreign minister", "former Elm Board director", "Elm Board spokeswoman"])
def test_an_office_that_several_hold_bounds_nothing(role: str) -> None:
    reports = [
        make_office("first", "Bo Lund", published="2030-01-01", role=role),
        make_office("second", "Ada Osei", published="2031-02-02", role=role),
        make_office("undated", "Ada Osei", role=role),
    ]
    assert date_undated(*reports) == reports[-1].report.published


def test_who_comes_back_to_an_office_bounds_nothing() -> None:
    again = make_office("again", "Bo Lund", published="2032-03-03")
    undated = make_office("undated", "Ada Osei")
    assert date_undated(FIRST, SECOND, again, undated) == undated.report.published
