"""Cases whose every name, title and text was written to do harm, or is far too long."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from dateline.case.file import Case
from dateline.model.findings import Findings, Sentence
from dateline.model.ids import make_id
from dateline.model.record import Actor, Alias, Record, StatementEntry
from dateline.model.span import Span
from tests.export_cases import make_evidence, make_hostile
from tests.export_records import make_harmful

TABLES = (
    "reports",
    "actors",
    "statements",
    "events",
    "timeline",
    "disagreements",
    "commitments",
    "sources",
    "copies",
)
# What would be more than text as an element, an attribute, an address, a template, or to the eye.
SCRIPTED = (
    "<script>window.ran=1</script>",
    "</title></textarea></script><script>window.ran=1</script>",
    '"><img src=x onerror=window.ran=1>',
    "' onmouseover='window.ran=1",
    "<svg onload=window.ran=1><style>body{display:none}</style><base href=//evil.example>",
    "javascript:window.ran=1",
    "//evil.example https://evil.example",
    "{{ 7 * 7 }}{% raw %}]]>&lt;&#60;<!-- --",
    "user\u202egnp.exe \u2066isolated\u2069",
    "nul\x00bell\x07escape\x1bdelete\x7f a lone \ud800 surrogate",
    "two\nlines\r\nand\u2028more\x85of\x0bthem\ttab",
    "wide " + "ö" * 40_000,
)


def keep_hostile_case(path: Path) -> Path:
    """Write a case in which each of `SCRIPTED` stands wherever something from outside can stand."""
    return _keep(path, [make_harmful(words) for words in SCRIPTED])


def keep_endless_case(path: Path, *, length: int) -> Path:
    """Write a case of a report that is one line of `length` characters, said by somebody as a whole.

    All names and titles are of thousands of characters; an actor has thousands of aliases.
    """
    record = make_hostile("endless " * 1000)
    findings = record.reports[0]
    text = f"{findings.report.text}{' and more' * (length // 9)}"[:length]
    report = replace(findings.report, text=text, body=(Span(0, length),))
    whole = make_evidence(report, text)
    said = replace(findings.statements[0], content=(Span(0, length),))
    entry: StatementEntry = replace(record.statements[0], content=text, evidence=(whole,))
    aliases = tuple(Alias(f"Alias {n} of many", 1) for n in range(5000))
    spread = (make_evidence(report, "said"),)
    many = Actor(make_id("actor", "many"), "Many Names", "person", aliases, (), spread, "by hand")
    findings = replace(findings, report=report, statements=(said,))
    actors = (*record.actors, many)
    return _keep(path, [replace(record, reports=(findings,), statements=(entry,), actors=actors)])


def _keep(path: Path, records: list[Record]) -> Path:
    merged: dict[str, Any] = {
        name: tuple(one for record in records for one in getattr(record, name)) for name in TABLES
    }
    record = Record(**merged)
    with Case.open_or_create(path) as case:
        case.extend([_cut(one) for one in record.reports], record, model="m1")
    return path


def _cut(findings: Findings) -> Findings:
    whole = Span(0, len(findings.report.text))
    return replace(findings, sentences=(Sentence(whole.start, whole.end),))
