"""dateline in a spaCy pipeline: what it writes into a Doc, and that it keeps what is there."""

import doctest
from collections.abc import Iterable
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from dateline.model.findings import Statement
from dateline.model.plain import from_plain

REPORT = (
    "\nThe harbour board cannot reopen the north quay, Ruth Okafor said in Port Elm. It wasn't asked.\n\n"
    "“The quay is safe,” Okafor told reporters — 🙂.\n\n"
    "A senior board official, who spoke on condition of anonymity, said the repair would cost more.  \n"
)
OTHER = "Milo Brandt denied that the ferry had sunk."


@pytest.fixture(scope="module")
def nlp() -> Language:
    made = spacy.blank("en")
    made.add_pipe("dateline")
    return made


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return nlp(REPORT)


def everything(doc: Doc) -> object:
    return (
        doc.to_json(),
        [(t.tag_, t.pos_, t.dep_, t.head.i, t.is_sent_start, t.ent_type_, t.ent_id_) for t in doc],
        [(key, [(s.start, s.end, s.label_, s.id_) for s in group]) for key, group in doc.spans.items()],
        [doc._.statements, doc._.mentions, doc._.times],
    )


def test_statements_are_spans_that_share_an_id(doc: Doc) -> None:
    quoted = next(s for s in doc.spans["statements"] if "safe" in s.text)
    assert (quoted.text, quoted.label_) == ("“The quay is safe,”", "CONTENT")
    (cue,) = (s for s in doc.spans["cues"] if s.id_ == quoted.id_)
    (source,) = (s for s in doc.spans["sources"] if s.id_ == quoted.id_)
    assert (cue.text, cue.label_, source.text, source.label_) == ("told", "CUE", "Okafor", "SOURCE")
    assert quoted._.statement == cue._.statement
    assert quoted._.statement["speaker"]["name"] == "Ruth Okafor"
    assert quoted._.statement["form"] == "direct"


def test_statements_have_the_shape_of_the_findings_format(doc: Doc) -> None:
    assert len(doc._.statements) > 1
    for one in doc._.statements:
        statement = from_plain(Statement, one)
        spans = [s for s in doc.spans["statements"] if s.id_ == statement.id]
        assert len(spans) == len(statement.content)
        for span, exact in zip(spans, statement.content, strict=True):
            assert span.start_char <= exact.start < exact.end <= span.end_char
    assert any(one["speaker"]["kind"] == "anonymous" for one in doc._.statements)


def test_entities_have_the_labels_that_spacy_users_know(doc: Doc) -> None:
    people = [ent for ent in doc.ents if ent.label_ == "PERSON"]
    assert [ent.text for ent in people] == ["Ruth Okafor", "Okafor"]
    assert len({ent.id_ for ent in people}) == 1
    assert people[1]._.mention["name"] == "Ruth Okafor"
    assert ("Port Elm", "GPE") in {(ent.text, ent.label_) for ent in doc.ents}


def test_words_have_tags_parts_and_heads(doc: Doc) -> None:
    said = next(token for token in doc if token.text == "said")
    assert (said.tag_, said.pos_, said.dep_, said.head) == ("VBD", "VERB", "ROOT", said)
    quay = next(token for token in doc if token.text == "quay")
    assert (quay.tag_, quay.pos_) == ("NN", "NOUN")
    assert quay.head.text == "reopen"
    assert {t.pos_ for t in doc if t.is_space} == {"SPACE"}
    assert {t.pos_ for t in doc if t.text in ("n't", "not")} == {"PART"}


def test_sentences_are_trees(doc: Doc) -> None:
    assert [sent.text.strip()[:12] for sent in doc.sents] == [
        "The harbour ",
        "It wasn't as",
        "“The quay is",
        "A senior boa",
    ]
    for sent in doc.sents:
        assert sum(token.head == token for token in sent) == 1
        assert all(token.head in sent for token in sent)


def test_one_by_one_and_in_batches_are_the_same(nlp: Language, doc: Doc) -> None:
    texts = [REPORT, "", OTHER, " \n ", REPORT, *[f"{OTHER} {n}" for n in range(20)]]
    alone = [everything(nlp(text)) for text in texts]
    for size in (1, 3, 1000):
        assert [everything(one) for one in nlp.pipe(texts, batch_size=size)] == alone
    assert everything(doc) == alone[0]


# spaCy forks, and Python from 3.12 on warns of that where threads run; ours have no part in the new process.
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_several_processes_find_the_same(nlp: Language, doc: Doc) -> None:
    found = list(nlp.pipe([REPORT, OTHER, REPORT], n_process=2, batch_size=1))
    assert everything(found[0]) == everything(found[2]) == everything(doc)
    assert found[1].spans["cues"][0].text == "denied"


def test_docs_and_pipelines_are_kept_and_read_again(nlp: Language, doc: Doc, tmp_path: Path) -> None:
    assert everything(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == everything(doc)
    nlp.to_disk(tmp_path / "pipeline")
    loaded = spacy.load(tmp_path / "pipeline")
    assert loaded.pipe_names == ["dateline"]
    assert everything(loaded(REPORT)) == everything(doc)
    again = spacy.blank("en")
    again.add_pipe("dateline")
    assert everything(again.from_bytes(nlp.to_bytes())(REPORT)) == everything(doc)


def test_settings_are_kept_with_the_pipeline(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("dateline", config={"overwrite": True, "threads": 1})
    nlp.to_disk(tmp_path / "pipeline")
    component = spacy.load(tmp_path / "pipeline").get_pipe("dateline")
    assert (component.overwrite, component.threads) == (True, 1)  # type: ignore[attr-defined]


def test_what_is_there_is_kept_and_statements_rest_on_it() -> None:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": "Okafor"}])  # type: ignore[attr-defined]
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("dateline")
    found = nlp(REPORT.replace("Ruth Okafor", "Okafor"))
    assert {(ent.text, ent.label_) for ent in found.ents} == {("Okafor", "ORG")}
    assert {one["type"] for one in found._.mentions if one["name"] == "Okafor"} == {"organization"}
    assert any(one["speaker"]["kind"] == "named_organization" for one in found._.statements)
    assert found.has_annotation("DEP")
    nlp.remove_pipe("dateline")
    nlp.add_pipe("dateline", config={"overwrite": True})
    assert ("Okafor", "PERSON") in {(ent.text, ent.label_) for ent in nlp(REPORT.replace("Ruth ", "")).ents}


def test_what_is_known_of_a_report_is_used(nlp: Language) -> None:
    doc = nlp.make_doc("The quay reopened on Monday, the Elm Courier said.")
    doc._.published = "2011-05-04"
    assert [(one["value"], one["anchor"]) for one in nlp(doc)._.times] == [("2011-05-02", "published")]


def test_a_month_is_a_date_and_next_week_is_none(nlp: Language) -> None:
    doc = nlp.make_doc("The quay reopened in May, the Elm Courier said.")
    doc._.published = "2011-06"
    assert [one["value"] for one in nlp(doc)._.times] == ["2011-05"]
    doc = nlp.make_doc("The quay reopened.")
    doc._.published = "next week"
    with pytest.raises(ValueError, match="'next week' is no date"):
        nlp(doc)


def test_statements_of_an_earlier_component_get_speakers_and_ids() -> None:
    nlp = spacy.blank("en")
    doc = nlp.make_doc(OTHER)
    doc.spans["statements"] = [DocSpan(doc, 3, 8, "CONTENT", span_id="mine")]
    doc.spans["cues"] = [DocSpan(doc, 2, 3, "CUE", span_id="mine")]
    doc.spans["sources"] = [DocSpan(doc, 0, 2, "SOURCE", span_id="mine")]
    nlp.add_pipe("dateline")
    (content,) = nlp(doc).spans["statements"]
    assert content.text == "that the ferry had sunk"
    assert content._.statement["speaker"]["name"] == "Milo Brandt"
    assert content._.statement["act"] == "denial"
    assert content._.statement["rule"].startswith("pipeline attribution")


def test_another_language_is_turned_down_at_the_start() -> None:
    with pytest.raises(ValueError, match="reads English"):
        spacy.blank("de").add_pipe("dateline")


def test_a_doc_that_defeats_it_goes_to_the_error_handler(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("dateline")

    def trip(*_arguments: object, **_more: object) -> None:
        raise IndexError("beyond the end")

    failed: list[str] = []

    def note(_name: str, _component: object, docs: Iterable[Doc], _error: Exception) -> None:
        failed.extend(doc.text for doc in docs)

    monkeypatch.setattr("dateline.engine.spacy_component.find_findings", trip)
    with pytest.raises(IndexError):
        list(nlp.pipe([OTHER]))
    nlp.set_error_handler(note)  # type: ignore[arg-type]  # spaCy's own may return, too
    assert list(nlp.pipe([OTHER, REPORT])) == []
    assert failed == [OTHER, REPORT]


def test_the_how_to_is_true() -> None:
    page = Path(__file__).parent.parent / "docs" / "how-to" / "spacy.md"
    failed, tried = doctest.testfile(str(page), module_relative=False)
    assert (failed, tried > 10) == (0, True)


def test_it_says_what_it_assigns(nlp: Language) -> None:
    analysis = nlp.analyze_pipes()
    assert analysis is not None
    assert not analysis["problems"]["dateline"]
    assert "doc.ents" in nlp.get_pipe_meta("dateline").assigns


@settings(max_examples=40, deadline=None)
@given(st.text(st.sampled_from("Ab c.\n\t“”'’\u0301🙂\u200b\r,said "), max_size=60))
def test_any_text_becomes_a_well_formed_doc(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert all(token.head in token.sent for token in doc)
    assert all(sum(token.head == token for token in sent) == 1 for sent in doc.sents)
    assert doc.has_annotation("DEP") or not text.strip()
