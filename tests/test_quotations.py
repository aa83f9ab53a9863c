"""Quotation marks with their real-world trouble, and the form of a statement."""

import pytest

from dateline.find.statements.forms import tell_form
from dateline.find.statements.quotations import covering_quotation, find_quotations
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
    (
        "the same in straight marks",
        '"One.\n\n"Two," he said. "Three.\n\n"Four," she said.',
        ['"One.', '"Two,"', '"Three.', '"Four,"'],
    ),
    (
        "the same in single marks",
        "‘One.\n\n‘Two.\n\n‘Three,’ he said.\n\nThe end.",
        ["‘One.", "‘Two.", "‘Three,’"],
    ),
    (
        "the same in single straight marks",
        "'One.\n\n'Two isn't so.\n\n'Three,' he said.\n\nThe end.",
        ["'One.", "'Two isn't so.", "'Three,'"],
    ),
    ("over paragraphs, opened but once", "“One.\n\nTwo,” he said. “Three.”", ["“One.", "Two,”", "“Three.”"]),
    (
        "British, with apostrophes",
        "'It isn't so,' said Osei. 'The skippers' boats stay.'",
        ["'It isn't so,'", "'The skippers' boats stay.'"],
    ),
    ("British, doubles inside", "‘He said “no” to me,’ she said.", ["‘He said “no” to me,’", "“no”"]),
    (
        "inner straight marks",
        "\"He said, 'It's done,'\" she said.",
        ["\"He said, 'It's done,'\"", "'It's done,'"],
    ),
    (
        "inner and outer close together",
        "“He said, ‘It’s done,’” she said.",
        ["“He said, ‘It’s done,’”", "‘It’s done,’"],
    ),
    ("the same marks inside", '"He said "no" to me," she said.', ['"He said "no" to me,"', '"no"']),
    (
        "never closed, and the next one is",
        "“The pier is closed, she said. “It rained.”",
        ["“The pier is closed, she said.", "“It rained.”"],
    ),
    ("never opened", "The pier is closed,” she said. “For good.”", ["The pier is closed,”", "“For good.”"]),
    (
        "closed by its twin",
        "“The pier is closed,“ she said. “For good.“",
        ["“The pier is closed,“", "“For good.“"],
    ),
    ("curly and straight", '“The pier is closed," she said.', ['“The pier is closed,"']),
    ("a blank behind it", '" The pier is closed," she said.', ['" The pier is closed,"']),
    ("no blank before it", 'She said:"Go." They went."So be it."', ['"Go."', '"So be it."']),
    (
        "long and single",
        f"'{'The tide came in. ' * 40}So it is,' she said.",
        [f"'{'The tide came in. ' * 40}So it is,'"],
    ),
]
NOT_FOUND = [
    ("apostrophes", "The skipper's boat isn't in Osei's yard."),
    ("curly apostrophes", "The skippers’ boats aren’t in Osei’s yard."),
    ("decades and clipped words", "In the '90s they told 'em to go."),
    ("inches", 'A 12" board'),
    ("feet and inches", "She was 5'10\" tall, the mast 80'6\"."),
    ("clipped at the start", "‘Twas late. 'Tis so, said the crew's mate."),
    ("and between words", "Rock 'n' roll, the boys' boat and the girls' boat."),
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
    ("'The pier is closed,' she said.", "'The pier is closed,'", Form.DIRECT),
    ("''The pier is closed,'' she said.", "''The pier is closed,''", Form.DIRECT),
    ("“The board told me ‘no’ twice,” she said.", "“The board told me ‘no’ twice,”", Form.DIRECT),
    ("“The pier is closed, she said. It rained.", "“The pier is closed,", Form.DIRECT),
    ("The pier is closed,” she said.", "The pier is closed,”", Form.DIRECT),
    ("“One.\n\n“Two.\n\n“Three,” he said.", "“One.\n\n“Two.\n\n“Three,”", Form.DIRECT),
    ("But “it is shut,” she said.", "But “it is shut,”", Form.MIXED),
    ("She called it ‘a mere detail’.", "it ‘a mere detail’", Form.MIXED),
    # nobody's speech: a title, a word spoken of as a word
    ("The “Open Pier” movement plans to march.", "The “Open Pier” movement plans to march", Form.INDIRECT),
    ("She said the so-called “reform” had failed.", "the so-called “reform” had failed", Form.INDIRECT),
    ("He wrote the song “All at Sea,” she said.", "He wrote the song “All at Sea,”", Form.INDIRECT),
    ("He gave a talk on ‘Tides and Trade’ there.", "He gave a talk on ‘Tides and Trade’", Form.INDIRECT),
    ("She said the “reform” was “dead.”", "the “reform” was “dead.”", Form.MIXED),
    ("She read the film “Tides.”", "“Tides.”", Form.DIRECT),
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


def test_a_quotation_that_is_never_closed_does_not_hide_what_it_holds() -> None:
    text = "“The pier is closed, she said. It rained."
    quotations = find_quotations(text, find_paragraphs(text))
    within = covering_quotation(quotations, text.index("said"))
    content = (Span(0, len("“The pier is closed,")),)
    assert tell_form(text, content, quotations, within=within) is Form.DIRECT
