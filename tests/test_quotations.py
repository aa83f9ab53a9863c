"""Quotation marks with their real-world trouble, and the form of a statement."""

import pytest

from dateline.find.quotations import covering_quotation, find_quotations, tell_form
from dateline.model.findings import Form
from dateline.model.span import Span
from dateline.nlp.sentences import find_paragraphs

FOUND = [
    ("curly", "“The pier is closed,” she said. “For good.”", ["“The pier is closed,”", "“For good.”"]),
    ("straight", '"Go," he said, "now."', ['"Go,"', '"now."']),
    ("two apostrophes", "''The tide turned,'' she said. ''Twice.''", ["''The tide turned,''", "''Twice.''"]),
    ("single curly", "He called it ‘a mere detail’ today.", ["‘a mere detail’"]),
    ("single straight", "The board called it 'a mere detail' today.", ["'a mere detail'"]),
    (
        "plural possessive inside",
        "They said ‘the skippers’ wages are low’ again.",
        ["‘the skippers’ wages are low’"],
    ),
    ("German and French marks", "„Nein“ and «non» were heard.", ["„Nein“", "«non»"]),
    ("inner marks", "“He said ‘no’ to me,” she said.", ["“He said ‘no’ to me,”", "‘no’"]),
    ("straight with apostrophe", 'He said: "It\'s fine."', ['"It\'s fine."']),
    ("never closed", "She said: “The pier is closed.", ["“The pier is closed."]),
    (
        "over paragraphs that each open again",
        "“One.\n\n“Two.\n\n“Three,” he said.\n\nThe end.",
        ["“One.", "“Two.", "“Three,”"],
    ),
]
NOT_FOUND = [
    ("apostrophes", "The skipper's boat isn't in Osei's yard."),
    ("curly apostrophes", "The skippers’ boats aren’t in Osei’s yard."),
    ("decades and clipped words", "In the '90s they told 'em to go."),
    ("inches", 'A 12" board'),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in FOUND], ids=[row[0] for row in FOUND])
def test_quotations_are_found(text: str, expected: list[str]) -> None:
    found = find_quotations(text, find_paragraphs(text))
    assert [text[q.start : q.end] for q in found] == expected


@pytest.mark.parametrize("text", [row[1] for row in NOT_FOUND], ids=[row[0] for row in NOT_FOUND])
def test_what_only_looks_like_a_mark_is_none(text: str) -> None:
    assert find_quotations(text, find_paragraphs(text)) == ()


def test_a_quotation_that_opens_again_continues() -> None:
    text = "“One.\n\n“Two,” he said.\n\n“Three,” she said."
    found = find_quotations(text, find_paragraphs(text))
    assert [q.continues for q in found] == [False, True, False]
    assert [q.paragraph for q in found] == [0, 1, 2]


FORMS = [
    ("“The pier is closed,” she said.", "“The pier is closed,”", Form.DIRECT),
    ("She said that “the pier is closed.”", "that “the pier is closed.”", Form.DIRECT),
    ("She said the pier was “closed for good.”", "the pier was “closed for good.”", Form.MIXED),
    ("She said the ‘reform’ had failed.", "the ‘reform’ had failed", Form.MIXED),
    ("She said the pier was closed.", "the pier was closed", Form.INDIRECT),
    ("She said the skippers’ pier was Osei’s.", "the skippers’ pier was Osei’s", Form.INDIRECT),
]


@pytest.mark.parametrize(("text", "content", "form"), FORMS)
def test_form(text: str, content: str, form: Form) -> None:
    start = text.index(content)
    quotations = find_quotations(text, find_paragraphs(text))
    assert tell_form(text, (Span(start, start + len(content)),), quotations, within=None) is form


def test_another_speakers_marks_do_not_make_a_statement_quoted() -> None:
    text = "“The board says the pier is closed,” Osei said."
    quotations = find_quotations(text, find_paragraphs(text))
    start = text.index("the pier")
    within = covering_quotation(quotations, start)
    content = (Span(start, start + len("the pier is closed")),)
    assert tell_form(text, content, quotations, within=within) is Form.INDIRECT
    assert tell_form(text, content, quotations, within=None) is Form.DIRECT
