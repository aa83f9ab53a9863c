"""When something was said: beside the cue, apart from publication and from what is told; and near misses."""

import pytest

from dateline.model.findings import Said
from tests.marked import make_report


def find_said(marked: str, published: str | None = "2031-05-10", **statement: object) -> Said:
    findings = make_report("a", marked, published=published, statements=(statement,))
    said = findings.statements[0].said
    assert said is not None
    return said


GATES = "the gates will close"

DATED = [
    (f"Osei said on {{Tuesday|2031-05-06}} that {GATES}.", "said", "Osei", "stands after"),
    (f"“{GATES},” Osei told reporters in Selby on {{Tuesday|2031-05-06}}.", "told", "Osei", "stands after"),
    (
        f"“{GATES},” said Ada Osei, the mayor, on {{Tuesday|2031-05-06}}.",
        "said",
        "Ada Osei, the mayor,",
        "after",
    ),
    (f"On {{Tuesday|2031-05-06}}, Osei said {GATES}.", "said", "Osei", "stands before"),
    (f"Osei on {{Tuesday|2031-05-06}} again said {GATES}.", "said", "Osei", "stands before"),
    (f"In an interview {{Tuesday|2031-05-06}}, Osei said {GATES}.", "said", "Osei", "dates the occasion"),
    (
        f"{{Tuesday|2031-05-06}}, at the yearly show (YS) in Selby, Osei said {GATES}.",
        "said",
        "Osei",
        "opens",
    ),
    (f"A statement on {{Tuesday|2031-05-06}} said {GATES}.", "said", "A statement on Tuesday", "dates what"),
]


@pytest.mark.parametrize(("text", "cue", "source", "why"), DATED)
def test_a_day_beside_the_cue_is_when_it_was_said(text: str, cue: str, source: str, why: str) -> None:
    said = find_said(text, content=GATES, cue=cue, source=source)
    assert (said.earliest, said.latest, said.time) == ("2031-05-06", "2031-05-06", 0)
    assert "“Tuesday”" in said.why
    assert why in said.why


BOUNDED = [
    # The day of what is told, of what another did, of what it was before; none says when it was said.
    ("Osei said the gates will close on {Tuesday|2031-05-06}.", "the gates will close on Tuesday", "Osei"),
    (f"Osei, who left on {{Tuesday|2031-05-06}}, said {GATES}.", GATES, "Osei, who left on Tuesday,"),
    (f"Osei said {GATES}. On {{Tuesday|2031-05-06}} it rained.", GATES, "Osei"),
    (f"Osei said, after the storm on {{Tuesday|2031-05-06}}, that {GATES}.", GATES, "Osei"),
    (f"The pier broke on {{Tuesday|2031-05-06}}, and Osei said {GATES}.", GATES, "Osei"),
    (f"{{Tuesday|2031-05-06}}, at the show that he opened, Osei said {GATES}.", GATES, "Osei"),
    (f"{{Tuesday|2031-05-06}}, it rained on the pier, Osei said {GATES}.", GATES, "Osei"),
    (f"Until {{Tuesday|2031-05-06}}, Osei said {GATES}.", GATES, "Osei"),
    # A day that is told by what was said on it.
    (f"{{The day Osei said|2031-05-06}} {GATES}, it rained.", GATES, "Osei"),
    # What is to come after the report was published dates nothing that it passes on.
    (f"Osei said on {{Tuesday|2031-05-13}} that {GATES}.", GATES, "Osei"),
]


@pytest.mark.parametrize(("text", "content", "source"), BOUNDED)
def test_without_its_own_day_it_was_said_before_the_report(text: str, content: str, source: str) -> None:
    said = find_said(text, content=content, source=source)
    assert said == Said(None, "2031-05-10", None, "before the report was published")


def test_a_report_without_a_date_bounds_nothing() -> None:
    said = find_said(f"Osei said {GATES}.", None, content=GATES, source="Osei")
    assert said == Said(None, None, None, "the report does not say when")


def test_a_month_of_saying_ends_when_the_report_is_published() -> None:
    said = find_said(
        f"Osei said {{earlier this month|2031-05-01/2031-05-31}} {GATES}.", content=GATES, source="Osei"
    )
    assert (said.earliest, said.latest) == ("2031-05-01", "2031-05-10")


def test_a_sentence_that_goes_on_with_its_source_keeps_its_day() -> None:
    text = f"Osei said on {{Tuesday|2031-05-06}} that {GATES}, adding that it was late. Osei asked why."
    findings = make_report(
        "a",
        text,
        published="2031-05-10",
        statements=(
            {"content": GATES, "source": "Osei"},
            {"content": "it was late", "cue": "adding"},
            {"content": "why", "cue": "asked", "source": "Osei"},
        ),
    )
    assert [one.said.time if one.said else "none" for one in findings.statements] == [0, 0, None]
