"""A user's spaCy pipeline in the place of the encoder: what is taken from it, and what stops the start."""

import json
import sys
from pathlib import Path

import pytest
import spacy
from click.testing import CliRunner, Result
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from dateline.cli import main
from dateline.engine.spacy_docs import read_doc
from dateline.engine.spacy_pipeline import load_pipeline
from dateline.model.errors import ModelError, UnreadableInput
from dateline.model.findings import Statement
from dateline.model.plain import from_plain
from dateline.model.span import Span
from tests.attributed import make_report

REPORT = (
    "The north quay stays shut, Varn said.\n\n“We found cracks,” Varn told the French council on 3 May.\n\n"
    "Varn said it was safe.\n"
)
PATTERNS = [
    {"label": "ORG", "pattern": "Varn"},
    {"label": "NORP", "pattern": "French"},
    {"label": "DATE", "pattern": "3 May"},
]


def mark(doc: Doc, start: int, end: int, label: str, number: int) -> DocSpan:
    span = doc.char_span(start, end, label, span_id=str(number))
    assert span is not None
    return span


@Language.component("test_quoter", assigns=["doc.spans"])
def find_quotes(doc: Doc) -> Doc:
    """Give what stands before the first “said” as a statement, by the word before; others have no content."""
    said = [t for t in doc if t.text == "said"]
    doc.spans["statements"] = [mark(doc, 0, said[0].idx - 7, "CONTENT", said[0].i)]
    doc.spans["cues"] = [mark(doc, t.idx, t.idx + 4, "CUE", t.i) for t in said]
    doc.spans["sources"] = [mark(doc, t.idx - 5, t.idx - 1, "SOURCE", t.i) for t in said]
    doc.spans["statements"].attrs["scores"] = [0.25]
    return doc


@Language.component("test_failing", assigns=["doc.ents"])
def fail(doc: Doc) -> Doc:
    """Fail."""
    raise RuntimeError("no\nluck")


def save(to: Path, *components: str) -> Path:
    nlp = spacy.blank("en")
    for name in components:
        pipe = nlp.add_pipe(name)
        if name == "entity_ruler":
            pipe.add_patterns(PATTERNS)  # type: ignore[attr-defined]
    nlp.to_disk(to)
    return to


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


@pytest.fixture
def report(tmp_path: Path) -> Path:
    (tmp_path / "report.txt").write_text(REPORT, "utf-8")
    return tmp_path / "report.txt"


def test_names_come_from_the_pipeline(report: Path, tmp_path: Path) -> None:
    folder = save(tmp_path / "ours", "entity_ruler")
    result = run("read", report, "--format", "jsonl", "--spacy", folder)
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    named = [one for one in found["mentions"] if one["name"] == "Varn"]
    assert [(one["start"], one["type"], one["rule"]) for one in named] == [
        (REPORT.index("Varn", at), "organization", "en_pipeline name") for at in (0, 40, 90)
    ]
    # The adjective and the date are no names.
    assert not {"French", "3 May"} & {one["name"] for one in found["mentions"]}
    # The pipeline says nothing of statements, and the encoder does.
    assert {one["speaker"]["kind"] for one in found["statements"]} == {"named_organization"}
    assert all(one["rule"].startswith("encoder attribution") for one in found["statements"])


def test_statements_come_from_the_pipeline_where_it_gives_them(report: Path, tmp_path: Path) -> None:
    folder = save(tmp_path / "ours", "entity_ruler", "test_quoter")
    found = json.loads(run("read", report, "--format", "jsonl", "--spacy", folder).stdout)
    (one,) = found["statements"]
    statement = from_plain(Statement, one)
    assert [span.of(REPORT) for span in statement.content] == ["The north quay stays shut"]
    assert statement.speaker.name == "Varn"
    assert statement.rule.startswith("en_pipeline attribution")
    assert statement.confidence <= 0.25


def test_sentences_come_from_the_pipeline_and_end_with_the_paragraph() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer", config={"punct_chars": ["|"]})
    doc = nlp("One. Two | Three\n\nFour |  Five")
    given = read_doc(doc, [Span(100, 116), Span(118, 130)], by="test", start=100)
    assert given.names is None
    assert given.attributions is None
    assert given.sentences == (Span(100, 110), Span(111, 116), Span(118, 124), Span(126, 130))


def test_only_the_body_is_read_and_offsets_point_into_the_text(tmp_path: Path) -> None:
    text = "Varn ads\nVarn met us.\n\nAnd Varn left.\nRead Varn"
    pipeline = load_pipeline(str(save(tmp_path / "ours", "entity_ruler", "sentencizer")))
    given = pipeline.read(make_report(text, body=(Span(9, 22), Span(23, 38))))
    assert [(one.start, text[one.start : one.end], one.by) for one in given.names or ()] == [
        (9, "Varn", "en_pipeline"),
        (27, "Varn", "en_pipeline"),
    ]
    assert [one.of(text) for one in given.sentences or ()] == ["Varn met us.", "And Varn left."]
    assert load_pipeline(str(tmp_path / "ours")).read(make_report("")).names is None


def test_our_own_component_in_it_is_left_out(report: Path, tmp_path: Path) -> None:
    with_ours = save(tmp_path / "with", "entity_ruler", "dateline")
    without = save(tmp_path / "without", "entity_ruler")
    first, second = (
        run("read", report, "--format", "jsonl", "--spacy", one).stdout for one in (with_ours, without)
    )
    assert first == second


def test_statements_without_ids_are_turned_down() -> None:
    doc = spacy.blank("en")("Varn said so.")
    doc.spans["statements"] = [doc[2:3]]
    with pytest.raises(ModelError, match=r"doc\.spans\['statements'\] has no id_"):
        read_doc(doc, [Span(0, 13)], by="test")


@pytest.mark.parametrize(
    ("name", "components", "words"),
    [
        ("no-such", None, "neither an installed pipeline"),
        ("bare", (), "(its components: none)"),
        ("nameless", ("sentencizer", "test_quoter"), "no component says that it assigns doc.ents"),
        ("only-ours", ("dateline",), "no component says that it assigns doc.ents"),
    ],
)
def test_what_is_missing_is_said_in_one_line(
    name: str, components: tuple[str, ...] | None, words: str, report: Path, tmp_path: Path
) -> None:
    if components is not None:
        save(tmp_path / name, *components)
    result = run("read", report, "--spacy", tmp_path / name)
    assert (result.exit_code, result.stdout) == (1, "")
    assert words in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_pipeline_of_another_language_is_turned_down(tmp_path: Path) -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("entity_ruler")
    nlp.to_disk(tmp_path / "german")
    with pytest.raises(ModelError, match="reads 'de'"):
        load_pipeline(str(tmp_path / "german"))


def test_without_spacy_one_line_says_how_to_get_it(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    result = run("build", report, "-o", tmp_path / "story.dateline", "--spacy", "any")
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert "needs spaCy, which is not installed" in line
    assert "pip install 'dateline[spacy]'" in line
    assert not (tmp_path / "story.dateline").exists()


def test_a_report_on_which_the_pipeline_fails_is_named(report: Path, tmp_path: Path) -> None:
    folder = save(tmp_path / "failing", "test_failing")
    with pytest.raises(UnreadableInput, match="RuntimeError: no luck"):
        load_pipeline(str(folder)).read(make_report(REPORT))
    result = run("read", report, "--format", "jsonl", "--spacy", folder)
    assert result.exit_code == 1
    assert "skipped" in result.stderr
    assert "the spaCy pipeline en_pipeline fails on it (RuntimeError: no luck)" in result.stderr


def test_one_record_has_one_reader(report: Path, tmp_path: Path) -> None:
    case, folder = tmp_path / "story.dateline", save(tmp_path / "ours", "entity_ruler")

    def actors() -> dict[str, str]:
        assert run("export", case, "--to", "jsonl", "-o", tmp_path / "tables").exit_code == 0
        lines = (tmp_path / "tables" / "actors.jsonl").read_text("utf-8").splitlines()
        return {one["name"]: one["kind"] for one in map(json.loads, lines)}

    assert run("build", report, "-o", case).exit_code == 0
    before = actors()
    assert run("add", case, report, "--spacy", folder).exit_code == 0
    assert actors()["Varn"] == "organization"
    assert run("add", case, report, "--spacy", folder).stderr.splitlines()[-1] == "0 read, 0 skipped"
    assert run("add", case, report).exit_code == 0
    assert actors() == before
