"""Whether a labelled page holds the day of its label, in whatever form."""

import pytest

from evaluation.dumps import LabelledPage
from evaluation.publication import is_printed


@pytest.mark.parametrize(
    ("html", "printed"),
    [
        ('<meta name="date" content="2031-10-02T05:00Z">', True),
        ("<p>Posted 20311002</p>", True),
        ("<p>Oct. 2nd, 2031</p>", True),
        ("<p>Thursday 02 October 2031</p>", True),
        ("<p>10/2/31</p>", True),
        ("<p>2.10.2031</p>", True),
        ("<p>October 2, 2030</p>", False),
        ("<p>October 12, 2031</p>", False),
        ("<p>October 21, 2031</p>", False),
        ("<p>2031-10-20</p>", False),
        ("<p>12/2/2031</p>", False),
        ("<p>The ferry</p>", False),
    ],
)
def test_the_day_of_a_label_is_seen_in_any_form(html: str, printed: bool) -> None:
    page = LabelledPage("a", "elm.example", "https://elm.example/ferry", html, "", None, "2031-10-02")
    assert is_printed(page) is printed
