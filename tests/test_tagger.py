"""Times in a plain string."""

import pytest

from dateline.find.tagger import tag_times

TEXT = "It began last Monday, and it will end next year."


@pytest.mark.parametrize(
    ("published", "values"),
    [
        ("2014-06-12", ["2014-06-09", "2015"]),
        ("2014-06", ["XXXX-WXX-1", "2015"]),
        ("2014", ["XXXX-WXX-1", "2015"]),
        (None, ["XXXX-WXX-1", "XXXX"]),
    ],
)
def test_times_are_counted_from_the_date_as_far_as_it_is_known(
    published: str | None, values: list[str]
) -> None:
    times = tag_times(TEXT, published)
    assert [TEXT[time.start : time.end] for time in times] == ["last Monday", "next year"]
    assert [time.value for time in times] == values


def test_a_text_without_times_and_one_without_words() -> None:
    assert tag_times("Nothing may march here.") == ()
    assert tag_times("") == ()


@pytest.mark.parametrize("wrong", ["", "12 June 2014", "2014-6-1", "2014-02-30", "2014-06-12T10:00", "soon"])
def test_what_is_no_date_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="no date such as"):
        tag_times(TEXT, wrong)
