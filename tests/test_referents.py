"""Whom a phrase without a name means."""

import pytest

from dateline.link.linking import link
from dateline.link.timeline.referents import Referents
from dateline.model.findings import SpeakerKind
from dateline.model.span import Span
from tests.marked import make_report


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        ("{Ada Osei|person} spoke. She left.", "She", "Ada Osei"),
        ("{Peter Vale|person} spoke. She left.", "She", None),
        ("{Elm Harbour Board|organization} met. It rose.", "It", "Elm Harbour Board"),
        ("{Bo Vale|person} bought from the {Lock Shop|other} since its opening.", "its", "Lock Shop"),
        ("{Lock Shop|other} is old. The shop sold out.", "shop", "Lock Shop"),
        ("{Lock Shop|other} is old. A shop sold out.", "shop sold", None),
        ("{Lock Shop|other} is old. The ship sold out.", "ship", None),
    ],
)
def test_a_phrase_means_who_was_named(text: str, phrase: str, name: str | None) -> None:
    record = link([make_report("a", text)])
    (findings,) = record.reports
    start = findings.report.text.index(phrase)
    found = Referents(findings).find([Span(start, start + len(phrase))])
    names = {one.id: one.name for one in record.actors}
    assert [names[one] for one in found.values()] == ([name] if name else [])


def test_i_is_who_says_it() -> None:
    said: dict[str, object] = {
        "content": "“I fell”",
        "source": "Bo Vale",
        "name": "Bo Vale",
        "kind": SpeakerKind.NAMED_PERSON,
    }
    text = "{Ada Osei|person} met {Bo Vale|person}. “I fell”, said {Bo Vale|person}."
    record = link([make_report("a", text, statements=(said,))])
    (findings,) = record.reports
    start = findings.report.text.index("I fell")
    (actor,) = Referents(findings).find([Span(start, start + 1)]).values()
    assert next(one.name for one in record.actors if one.id == actor) == "Bo Vale"
