"""The record as a whole: the same for any order, honest about whose word it is, never without its words."""

import dataclasses
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.link.linking import link
from dateline.model.findings import Act, SpeakerKind
from dateline.model.plain import to_plain
from dateline.model.record import Evidence, Record
from tests.marked import make_report, rename
from tests.story import make_story

TABLES = [field.name for field in dataclasses.fields(Record)]


def collect_evidence(thing: Any) -> list[Evidence]:
    if isinstance(thing, Evidence):
        return [thing]
    if isinstance(thing, tuple):
        return [words for one in thing for words in collect_evidence(one)]
    if dataclasses.is_dataclass(thing):
        return [
            words for f in dataclasses.fields(thing) for words in collect_evidence(getattr(thing, f.name))
        ]
    return []


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(5)))
def test_any_order_gives_the_same_record(order: list[int]) -> None:
    story = make_story()
    assert to_plain(link([story[n] for n in order])) == to_plain(link(story))


def test_every_entry_rests_on_words_that_stand_there() -> None:
    record = link(make_story())
    texts = {one.report.id: one.report.text for one in record.reports}
    for name in TABLES[1:]:
        for entry in getattr(record, name):
            assert entry.evidence
            for words in collect_evidence(entry):
                assert texts[words.report][words.start : words.end] == words.exact != ""


def test_tables_are_sorted_and_ids_are_used_once() -> None:
    record = link(make_story())
    ids = [entry.id for name in TABLES[1:] for entry in getattr(record, name)]
    assert len(ids) == len(set(ids))
    for name in TABLES[1:]:
        own = [entry.id for entry in getattr(record, name)]
        assert own == sorted(own)
    assert [one.report.id for one in record.reports] == sorted(one.report.id for one in record.reports)


def test_an_empty_pile_gives_an_empty_record() -> None:
    assert link([]) == Record()


def test_the_same_bytes_under_two_paths_are_one_report() -> None:
    one = make_report("a", "{Ada Osei|person} met.")
    record = link([rename(one, "z.txt"), rename(one, "b.txt")])
    assert [report.report.path for report in record.reports] == ["b.txt"]


def test_unnamed_sources_are_never_joined_across_reports() -> None:
    record = link(make_story())
    unnamed = [source for source in record.sources if source.kind == SpeakerKind.ANONYMOUS]
    assert len(unnamed) == 2
    assert all(len(source.reports) == 1 and not source.named for source in unnamed)
    assert {source.name for source in unnamed} == {"An official who asked not to be named"}


def test_statements_lead_to_actors_and_sources() -> None:
    record = link(make_story())
    actors = {actor.id: actor for actor in record.actors}
    sources = {source.id: source for source in record.sources}
    for statement in record.statements:
        speaker = statement.speaker
        assert speaker.actor is not None
        if speaker.kind is SpeakerKind.ANONYMOUS:
            assert statement.id in sources[speaker.actor].statements
        else:
            assert actors[speaker.actor].name == speaker.name
    ada = next(actor for actor in record.actors if actor.name == "Ada Osei")
    (resting,) = [source for source in record.sources if source.name == "Ada Osei"]
    assert resting.named
    assert len(resting.statements) == 2
    assert [role.role for role in ada.roles] == ["harbour minister"]


def test_two_mentions_of_one_unnamed_source_are_one_origin_and_two_sources_are_two() -> None:
    said: dict[str, object] = {"kind": SpeakerKind.ANONYMOUS, "source": "an aide", "content": "the lock"}
    other: dict[str, object] = {"kind": SpeakerKind.ANONYMOUS, "source": "a clerk", "content": "the wall"}
    text = "It was the lock and the wall, an aide said and a clerk."
    record = link([make_report("a", text, statements=(said, said, other))])
    assert sorted((source.name, len(source.statements)) for source in record.sources) == [
        ("a clerk", 1),
        ("an aide", 2),
    ]


def test_a_statement_without_a_speaker_rests_on_no_source() -> None:
    said: dict[str, object] = {"content": "the lock is shut"}
    record = link([make_report("a", "It is said that the lock is shut.", statements=(said,))])
    assert len(record.statements) == 1
    assert record.sources == ()


def test_promises_are_commitments_with_their_horizon_and_assertions_are_none() -> None:
    record = link(make_story())
    assert len(record.commitments) == 1  # the copy of the next day tells of the same one
    for commitment in record.commitments:
        assert len(commitment.statements) == 2
        assert commitment.horizon is not None
        assert (commitment.horizon.earliest, commitment.horizon.latest) == (
            None,
            "2032-08-31",
        )  # "by the summer"
        assert (commitment.outcome, commitment.outcome_evidence) == ("open", ())
        assert (commitment.kind, commitment.on) == ("promise", "2031-09-01")
        assert commitment.what == "will open the new lock by the summer of 2032"


WHAT = [
    ("She denied that the lock would shut.", "that the lock would shut", "denied that the lock would shut"),
    ("She said the lock would not shut.", "the lock would not shut", "the lock would not shut"),
    ("She ruled out raising tolls.", "raising tolls", "ruled out raising tolls"),
    ("She rejected both claims.", "both claims", None),
    ("She said what it will cost.", "what it will cost", None),
]


@pytest.mark.parametrize(("text", "content", "what"), WHAT)
def test_a_commitment_says_enough_to_be_held_against_its_maker(
    text: str, content: str, what: str | None
) -> None:
    cue = "ruled out" if "ruled out" in text else text.split()[1]
    said: dict[str, object] = {"content": content, "cue": cue, "act": Act.DENIAL}
    record = link([make_report("a", text, statements=(said,))])
    assert [one.what for one in record.commitments] == ([what] if what else [])


@pytest.mark.parametrize("act", [Act.ASSERTION, Act.QUESTION, Act.DEMAND])
def test_other_acts_commit_to_nothing(act: Act) -> None:
    said: dict[str, object] = {"content": "the lock is shut", "act": act}
    record = link([make_report("a", "He said the lock is shut.", statements=(said,))])
    assert record.commitments == ()


_HOSTILE = st.text(
    alphabet=st.one_of(st.characters(codec=None), st.sampled_from("AaBb. ,()“”\n\u2028'’")), max_size=60
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(_HOSTILE, st.sampled_from(["person", "group", "place", "office"])), max_size=6))
def test_hostile_strings_link(parts: list[tuple[str, str]]) -> None:
    marked = " ".join(
        f"{{{words.replace('{', '').replace('}', '').replace('|', '') or 'A'}|{kind}}}"
        for words, kind in parts
    )
    record = link([make_report("a", marked), make_report("b", marked + ".")])
    texts = {one.report.id: one.report.text for one in record.reports}
    for actor in record.actors:
        assert actor.name
        for words in collect_evidence(actor):
            assert texts[words.report][words.start : words.end] == words.exact
