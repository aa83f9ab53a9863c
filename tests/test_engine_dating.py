"""A record's times agree with its dates: a report that others date is read anew with what they leave."""

from pathlib import Path

from dateline.case.file import Case
from dateline.engine.building import extend_case
from dateline.model.findings import Findings
from dateline.model.record import Record

STORY = (
    "The harbour at Port Elm will stay shut until the spring, the board said on Monday, because the sea wall "
    "has cracked in four places.\n\nEngineers found the damage on a routine dive and told the board that no "
    "ship above two thousand tons should tie up there.\n\nThe ferry line has moved its boats to Gull Point "
    "and says that the crossing will take forty minutes more.\n\nShops along the quay expect a thin winter, "
    "and last year was poor too."
)


def build(folder: Path, name: str, *steps: dict[str, str]) -> Record:
    """Return the record of a case that reports are added to in steps."""
    file = folder / f"{name}.dateline"
    for n, texts in enumerate(steps):
        for path, text in texts.items():
            (folder / path).write_text(text, encoding="utf-8")
        extend_case(file, [str(folder / path) for path in texts], create=n == 0)
    with Case.open(file) as case:
        return case.record()


def get(record: Record, path: str) -> Findings:
    return next(one for one in record.reports if one.report.path.endswith(path))


def list_times(findings: Findings) -> list[tuple[str, str | None]]:
    return [(findings.report.text[one.start : one.end], one.value) for one in findings.times]


def test_times_are_counted_from_the_date_that_others_leave(tmp_path: Path) -> None:
    dated = {"dated.txt": f"Sea wall cracked\n\nOctober 1, 2014\n\n{STORY}"}
    undated = {"undated.txt": STORY}
    alone = build(tmp_path, "alone", undated)
    both = build(tmp_path, "both", dated | undated)
    assert get(alone, "undated.txt").report.published.earliest is None
    assert dict(list_times(get(alone, "undated.txt")))["last year"] == "XXXX"
    helped = get(both, "undated.txt")
    assert (helped.report.published.earliest, helped.report.published.latest) == ("2014-09-29", "2014-10-05")
    assert any(get(both, "dated.txt").report.id in one.why for one in helped.report.published.evidence)
    assert dict(list_times(helped))["last year"] == "2013"
    # In steps, the other way round, and without the one that helps.
    assert build(tmp_path, "steps", undated, dated) == both
    assert build(tmp_path, "again", dated, undated) == both
    assert build(tmp_path, "without", undated) == alone
