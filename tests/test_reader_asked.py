"""An address asks for one thing, is checked, and leads on to more of the same."""

import pytest

from dateline.model.errors import UsageError
from dateline.reader.asked import Asked

ASKED = Asked(
    "/statements", (("speaker", " Osei "), ("act", "plan"), ("act", "denial"), ("words", ""), ("page", "3"))
)


def test_what_is_asked_for() -> None:
    assert ASKED.text("speaker") == "Osei"
    assert ASKED.text("words") is None
    assert ASKED.text("outlet") is None
    assert ASKED.choices("act", ("plan", "denial")) == ("plan", "denial")
    assert ASKED.number("page") == 3
    assert ASKED.number("size", default=50) == 50
    assert Asked(query=(("after", "2011-09"),)).day("after") == "2011-09"


@pytest.mark.parametrize(
    "number", ["0", "-1", "x", "1.5", "²", "9999999999999999999999", "00000001" + 9 * "9", "1e3"]
)
def test_what_is_no_number_of_a_page(number: str) -> None:
    with pytest.raises(UsageError, match="no number from 1 to"):
        Asked(query=(("page", number),)).number("page")


def test_what_cannot_be_asked_for() -> None:
    with pytest.raises(UsageError, match="is none of plan"):
        ASKED.choices("act", ("plan",))
    with pytest.raises(UsageError, match="no date such as"):
        Asked(query=(("after", "tomorrow"),)).day("after")
    with pytest.raises(UsageError, match="at most 1000"):
        Asked(query=(("words", "a" * 1001),)).text("words")


def test_links_keep_what_was_asked_for_and_begin_at_the_first_page() -> None:
    assert ASKED.link() == "/statements?speaker=+Osei+&act=plan&act=denial"
    assert ASKED.link(act="threat") == "/statements?speaker=+Osei+&act=threat"
    assert ASKED.link(act=None, speaker=None) == "/statements"
    assert ASKED.link(act=None, page=4) == "/statements?speaker=+Osei+&page=4"
    assert Asked("/statements", (("outlet", "a&b=c"),)).link() == "/statements?outlet=a%26b%3Dc"


def test_every_page_has_a_twin() -> None:
    assert Asked().twin() == "/story.json"
    assert ASKED.twin() == "/statements.json?speaker=+Osei+&act=plan&act=denial&page=3"
