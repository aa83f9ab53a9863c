"""A search finds sentences by words, by fields and by meaning, and says whose word each is."""

import base64
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import dateline
from dateline.case.file import Case
from dateline.case.file_store import FileStore
from dateline.case.fulltext import find_shares
from dateline.case.location import Location
from dateline.case.meanings import Meanings, keep_meanings
from dateline.case.search import Question, _cut, read_question
from dateline.case.words import read_words
from dateline.link.linking import link
from dateline.model.errors import UsageError
from dateline.model.findings import Findings
from dateline.model.found import Hit
from dateline.nlp.frame import Frame, fit_frame
from tests.engines import ENGINES, name_case
from tests.story import make_story
from tests.test_case_tables import cut


@pytest.fixture(scope="module", params=ENGINES)
def path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Location:
    location = name_case(request.param, tmp_path_factory.mktemp("case"))
    with Case.open_or_create(location) as case:
        case.extend([cut(one) for one in make_story()], link(make_story()), model="m1")
    return location


def show(hit: Hit) -> str:
    return "".join(
        f"[{piece}]" if found else piece for piece, found in zip(hit.pieces, hit.found, strict=True)
    )


@pytest.mark.parametrize(
    ("query", "question"),
    [
        ("lock", Question("lock")),
        ('speaker:"Ada Osei" lock', Question("lock", speaker="Ada Osei")),
        ("act:denial", Question("", act="denial")),
        ("lock kind:anonymous before:2031-10", Question("lock", kind="anonymous", before="2031-10")),
        ("minister:osei", Question("minister:osei")),
        ("Speaker:Osei Act:Denial", Question("", speaker="Osei", act="denial")),
        ("kind:named-person title:lock", Question("", kind="named_person", title="lock")),
        ('"at 5:30" outlet:Courier', Question('"at 5:30"', outlet="Courier")),
    ],
)
def test_what_is_asked(query: str, question: Question) -> None:
    assert read_question(query) == question


@pytest.mark.parametrize("query", ["", " ... ", "act:singing", "kind:nobody x", "form:loud"])
def test_what_cannot_be_asked(query: str) -> None:
    with pytest.raises(UsageError):
        read_question(query)


def test_words_are_found_marked_and_voiced(path: Location) -> None:
    with dateline.open(path) as case:
        found = case.search("locks summer", by_meaning=False)
        assert found.total == 2
        assert "will open the new [lock] by the [summer] of 2032" in show(found.hits[0])
        report = case.report(found.hits[0].report).report
        assert report.text[found.hits[0].start : found.hits[0].end] == "".join(found.hits[0].pieces)
        assert [voice.name for voice in found.hits[0].voices] == ["Ada Osei"]
        silent = case.search('"declined to comment"', by_meaning=False)
        assert [hit.voices for hit in silent.hits] == [()]
        assert case.search("harpsichord", by_meaning=False).total == 0


def test_fields_narrow_down(path: Location) -> None:
    with dateline.open(path) as case:

        def total(query: str) -> int:
            return case.search(query, by_meaning=False).total

        assert total("lock") == 5
        assert total("lock speaker:osei") == 2
        assert total("speaker:osei") == 2
        assert total("lock speaker:nobody") == 0
        assert total('lock outlet:"elm courier"') == 1
        assert total("lock before:2031-09-02 act:promise") == 1
        assert total("after:2031-10 lock") == 1
        assert total("kind:outlet") == 1


def test_pages_are_the_whole(path: Location) -> None:
    with dateline.open(path) as case:
        pages = [case.search("lock", page=n, size=2, by_meaning=False) for n in (1, 2, 3, 4)]
        assert [len(page.hits) for page in pages] == [2, 1, 0, 0], (
            "pages are full: three sentences, two of them twice"
        )
        assert [page.more for page in pages] == [True, False, False, False]
        assert {page.total for page in pages} == {5}
        whole = case.search("lock", size=9, by_meaning=False).hits
        assert list_places(hit for page in pages for hit in page.hits) == list_places(whole)


def list_places(hits: Iterable[Hit]) -> list[tuple[str, int]]:
    places = [[(hit.report, hit.start), *((one.report, one.start) for one in hit.also)] for hit in hits]
    return [place for some in places for place in some]


def test_a_sentence_of_several_reports_is_told_once(path: Location) -> None:
    with dateline.open(path) as case:
        found = case.search("locks summer", by_meaning=False)
        assert (found.total, len(found.hits)) == (2, 1)
        (other,) = found.hits[0].also
        assert other.report != found.hits[0].report
        words = case.report(other.report).report.text[other.start : other.end]
        assert words == "".join(found.hits[0].pieces)
        assert found.reports() == sorted([found.hits[0].report, other.report])


def test_function_words_are_not_looked_for(path: Location) -> None:
    with dateline.open(path) as case:

        def total(query: str) -> int:
            return case.search(query, by_meaning=False).total

        assert total("when will they open a lock") == total("open lock") == 2
        assert total('"the lock would"') == 1
        assert total('"they lock would"') == 0
        assert total("the") > 0


def test_who_has_no_name_is_found_by_what_reports_call_them(path: Location) -> None:
    with dateline.open(path) as case:
        found = case.search("speaker:official", by_meaning=False)
        assert found == case.search("kind:anonymous", by_meaning=False)
        assert found.total > 0
        assert len(case.statements(speaker="official")) == 2
        assert case.search("speaker:offici", by_meaning=False).total == 0


def test_a_report_is_named_by_its_path_or_the_beginning_of_its_id(path: Location) -> None:
    with dateline.open(path) as case:
        (head,) = case.reports(outlet="elm courier")
        for name in (head.id[:8], head.path):
            found = case.search(f"lock report:{name}", by_meaning=False)
            assert {hit.report for hit in found.hits} == {head.id}
        assert case.search("lock title:nothing", by_meaning=False).total == 0


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ("speker:osei", "speaker: is"),
        ("lock outlets:courier", "outlet: is"),
        ("from:2031", "after: is"),
        ("before:soon", "no date such as"),
        ("lock after:2031-13", "no date such as"),
    ],
)
def test_a_misspelled_field_is_answered_with_a_hint(query: str, hint: str) -> None:
    with pytest.raises(UsageError, match=hint):
        read_question(query)


def test_a_long_sentence_is_cut() -> None:
    assert _cut("word " * 200).endswith("word …")
    assert len(_cut("word " * 200)) < 700
    assert _cut("short one") == "short one"


def test_what_is_near_in_meaning_lies_near_in_the_frame_of_the_case() -> None:
    random = np.random.default_rng(7)
    vectors = random.normal(size=(400, 128)).astype(np.float32) + 3
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    frame = fit_frame(vectors)
    meanings = Meanings(np.arange(10, 410), frame.place(vectors), frame, lambda text: vectors[int(text)] * 50)
    ((number, likeness), *others) = meanings.find_nearest("17")
    assert number == 27
    assert likeness == pytest.approx(1, abs=1e-4)
    assert [one for _, one in others] == sorted((one for _, one in others), reverse=True)
    assert all(0.2 <= one < 0.9 for _, one in others)
    assert not {11, 12} & {one for one, _ in others}


def test_what_holds_of_the_words_is_nearer_than_what_is_as_much_alike() -> None:
    vectors = np.eye(8, dtype=np.float32)
    vectors[:, 0] = [1, 0.6, 0.5, 0.5, 0.4, 0.1, 0.1, 0]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    frame = Frame(np.zeros(8, np.float32), np.eye(8, dtype=np.float32))
    meanings = Meanings(np.arange(20, 28), vectors, frame, lambda _: vectors[0])
    assert [number for number, _ in meanings.find_nearest("a")] == [20, 21, 22, 23, 24]
    likeness = dict(meanings.find_nearest("a"))
    found = meanings.find_nearest("a", {23: 0.5, 25: 1.0, 99: 1.0})
    assert [number for number, _ in found] == [20, 23, 25, 21, 22, 24]
    assert {number: alike for number, alike in found if number != 25} == likeness


def test_any_of_the_words_will_do_and_the_rare_ones_weigh_most(path: Location) -> None:
    with dateline.open(path) as case, case._read() as connection:
        assert connection is not None
        held = {word: set(find_shares(connection, read_words(word))) for word in ("lock", "doubted", "year")}
        shares = find_shares(connection, read_words("lock doubted year"))
        assert set(shares) == set.union(*held.values())
        assert {number for number, share in shares.items() if share == 1} == held["lock"] & held["year"]
        assert all(
            shares[one] < shares[other] for one in held["lock"] - held["year"] for other in held["doubted"]
        )
        assert find_shares(connection, read_words("lock year -doubted")).keys() == held["lock"]
        assert find_shares(connection, read_words("zebra xylophone")) == {}
        assert find_shares(connection, read_words("the of")) == {}


def test_a_case_whose_sentences_have_no_meaning_is_searched_by_words_alone(path: Location) -> None:
    with dateline.open(path) as case:
        found = case.search("lock")
        assert found.total == 5
        assert found.near == ()


def mean(findings: Findings) -> Findings:
    """Return what was found in a report, with a meaning for each of its sentences, whatever it is."""
    meant = tuple(
        replace(one, meaning=base64.b64encode(np.random.default_rng(one.start).bytes(128)).decode())
        for one in cut(findings).sentences
    )
    return replace(findings, sentences=meant)


@pytest.mark.parametrize("engine", ENGINES)
def test_what_is_near_holds_some_of_the_words_but_never_all(
    engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = [mean(one) for one in make_story() if one.report.text]
    # Nothing is like the question, so that only words make anything near.
    monkeypatch.setattr("dateline.case.meanings.read_with_encoder", lambda _: np.ones(128, np.float32))
    monkeypatch.setattr("dateline.case.meanings._LEAST_ALIKE", 2.0)
    location = name_case(engine, tmp_path)
    with Case.open_or_create(location) as case:
        case.extend(story, link(story), model="m1")
    with Case.open(location) as case:
        assert case.search("lock").near == ()
        query = "minister OR ferries Ada OR Gull OR declined OR doubted"
        found = case.search(query, size=1)
        assert found.more
        assert ["".join(hit.pieces) for hit in found.near] == [
            "PEA declined to comment on it.",
            "An official who asked not to be named doubted it.",
        ]
        assert case.search(query, size=100).near == found.near
        assert case.search(f'outlet:"Elm Courier" {query}').near == found.near[:1]


def test_meanings_are_those_of_the_case_as_it_is_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "story.dateline"
    story = [mean(one) for one in make_story() if one.report.text]
    last = base64.b64decode(story[0].sentences[-1].meaning or "")
    monkeypatch.setattr(
        "dateline.case.meanings.read_with_encoder", lambda _: np.frombuffer(last, np.int8).astype(np.float32)
    )
    with Case.open_or_create(file) as case:
        case.extend(story, link(story), model="m1")
    with Case.open(file) as stale:
        assert stale.search("harbour").near
        with Case.open(file) as case:
            case.extend([replace(story[0], sentences=story[0].sentences[:1])], link(story), model="m1")
        stale.search("harbour")  # looks for no number of a sentence that is gone
    file.unlink()
    with Case.open_or_create(file) as case:  # as many changes as the first
        case.extend(story[:1], link(story[:1]), model="m1")
        case.extend([], link(story[:1]), model="m1")
        number = len(story[0].sentences)
        with case._read() as connection:
            assert connection is not None
            assert len(keep_meanings(connection, FileStore(file)).numbers) == number
