"""What another reader found takes the place of the encoder's, and the findings say whose it is."""

from dateline.find.finding import Given, find_findings
from dateline.find.layers import NameSpan
from dateline.find.statements.attributions import Attribution
from dateline.model.findings import Findings
from dateline.model.span import Span
from dateline.nlp.encoder import Encoder
from tests.attributed import make_report

TEXT = "The harbour will stay shut, Ruth Okafor said. Nobody asked Milo Brandt."


def find(given: Given | None) -> Findings:
    report = make_report(TEXT)
    return find_findings(
        report, encoding=Encoder.load(threads=1).encode([(TEXT, report.body)])[0], given=given
    )


def test_names_and_attributions_are_taken_from_whoever_gives_them() -> None:
    okafor, said = TEXT.index("Ruth"), TEXT.index("said")
    given = Given(
        names=(NameSpan(okafor, okafor + len("Ruth Okafor"), "person", 1.0, by="reader"),),
        attributions=(
            Attribution((Span(said, said + 4),), (Span(okafor, said - 1),), (Span(0, 26),), 0.7, by="reader"),
        ),
        sentences=(Span(0, 45), Span(46, len(TEXT))),
    )
    found = find(given)
    assert [(m.name, m.rule) for m in found.mentions] == [("Ruth Okafor", "reader name")]
    (statement,) = found.statements
    assert statement.speaker.name == "Ruth Okafor"
    assert statement.rule.startswith("reader attribution")
    assert statement.confidence <= 0.7


def test_what_nobody_gives_is_the_encoders() -> None:
    assert find(Given()) == find(None)
    assert find(Given(names=())).mentions == ()
    assert find(Given(attributions=())).statements == ()
    assert all(m.rule.startswith("encoder") for m in find(Given(attributions=())).mentions)
