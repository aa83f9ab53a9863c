"""Names out of bylines, dates out of fields, languages out of claims: each beside a near miss."""

import pytest

from dateline.ingest.bylines import is_byline, is_organisation, read_names
from dateline.ingest.dates import read_date
from dateline.ingest.language import normalise_tag, tell_language
from dateline.model.span import Span

BYLINES: list[tuple[list[str], tuple[str, ...]]] = [
    (["By Ana Silva"], ("Ana Silva",)),
    (["BY ANA SILVA AND TOM REED"], ("ANA SILVA", "TOM REED")),
    (["Ana Silva, Staff Writer, and Tom Reed"], ("Ana Silva", "Tom Reed")),
    (["Words by Ana Silva; photos by Jo Marsh"], ("Ana Silva",)),
    (["Ana Silva | The Marrow Post"], ("Ana Silva",)),
    (["The Associated Press"], ("The Associated Press",)),
    (["Ana Silva", "Reuters"], ("Ana Silva",)),
    (["Ana Silva, M.D., and Tom Reed, PhD"], ("Ana Silva", "Tom Reed")),
    (["Martin Reed, Jr."], ("Martin Reed, Jr.",)),
    (["ana@post.example (Ana Silva)", "@anasilva"], ()),
    (["By Ana Silva December 22, 2023"], ("Ana Silva",)),
    (["posted on 2023-12-19 23:30 EST by Ana Silva"], ("Ana Silva",)),
    (["Ana Silva", "ana silva"], ("Ana Silva",)),
    (["https://post.example/authors/ana-silva"], ()),
    (["admin"], ()),
    (["Staff Reporter"], ()),
    (["Updated: August 8, 2023"], ()),
    (["By the time the ferry came, everybody on the pier had gone home to eat"], ()),
    ([], ()),
]


@pytest.mark.parametrize(("printed", "names"), BYLINES)
def test_names_in_bylines(printed: list[str], names: tuple[str, ...]) -> None:
    assert read_names(printed) == names


@pytest.mark.parametrize(
    ("line", "yes"),
    [
        ("By Ana Silva", True),
        ("Author: Ana Silva", True),
        ("Published on Monday by Ana Silva", True),
        ("The bridge was built by Ana Silva", False),
        ("Bygone days", False),
    ],
)
def test_lines_that_are_bylines(line: str, *, yes: bool) -> None:
    assert is_byline(line) is yes


@pytest.mark.parametrize(
    ("name", "yes"),
    [("The Marrow Post", True), ("WBZE", True), ("Ana Silva", False), ("J. Post-Reed", False)],
)
def test_names_of_organisations(name: str, *, yes: bool) -> None:
    assert is_organisation(name) is yes


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2019-11-22", "2019-11-22"),
        ("2019-11-22T23:30:00-05:00", "2019-11-22"),
        ("20191122174500", "2019-11-22"),
        ("20191122T174500Z", "2019-11-22"),
        ("Fri, 22 Nov 2019 17:40:00 +0100", "2019-11-22"),
        ("11/22/2019 4:30:26 PM", "2019-11-22"),
        ("November 22, 2019", "2019-11-22"),
        ("2019-11", "2019-11"),
        ("2019", "2019"),
        ("1574440800", "2019-11-22"),
        ("1574440800000", "2019-11-22"),
        ("03/04/2019", None),  # the third of April or the fourth of March
        ("2019-13-01", None),
        ("22 Nov", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_in_fields(value: str, date: str | None) -> None:
    assert read_date(value) == date


@pytest.mark.parametrize(
    ("claimed", "tag"),
    [("en_us", "en-US"), ("English", "en"), ("zh-hant-TW", "zh-Hant-TW"), ("eng", "en"),
     ("Klingonian", None), ("", None)],
)  # fmt: skip
def test_language_tags(claimed: str, tag: str | None) -> None:
    assert normalise_tag(claimed) == tag


def test_the_words_have_the_last_say_about_the_language() -> None:
    french = (
        "Le bac de l'île ne partira plus avant le printemps, a dit vendredi la capitainerie du port. " * 4
    )
    whole = [Span(0, len(french))]
    assert tell_language(french, whole, "en-US") == "fr"
    assert tell_language(french, whole, "fr-CA") == "fr-CA"
    assert tell_language("Non.", [Span(0, 4)], None) is None
