"""The figures that reports give for one event: how low, how high, the latest, and who gave each.

In: the mentions of one event in order of publication. Out: a row for each thing that is counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from dateline.link.disagreements.holders import name_speaker
from dateline.link.stems import fold_word
from dateline.model.findings import Event, Figure, Findings
from dateline.model.report import Report

# What is counted so is one thing, whoever it is said of; of the others the words tell.
_OF_ONE_KIND = ("killed", "wounded", "held", "displaced", "missing", "casualties")


def gather_figures(told: Sequence[tuple[Findings, Event]]) -> tuple[dict[str, object], ...]:
    """Return the figures of an event, sorted by unit and by what is counted.

    Args:
        told: Its mentions with the findings they stand in, in order of publication.

    Returns:
        A row for each thing counted: `unit`; `of`, as the first printed it; `low` and `high`, the lowest and
        the highest bound given, None where one is open; `latest`, the bounds that were given last; and
        `given`, one row for each figure in order of publication: `low`, `high`, `of`, `report`, `event`,
        `start`, `end`, `published`, `by` (what whoever says so is called: a name, or the report's words for a
        source without one; None where the report says it itself), `according_to` (the statements it lies in,
        outermost first, none where the report says it).
    """
    given: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for findings, event in told:
        for figure in event.figures:
            given[_name_counted(figure)].append(_read_figure(findings, event, figure))
    rows: list[dict[str, object]] = []
    for (unit, _), figures in sorted(given.items()):
        lows = [one["low"] for one in figures]
        highs = [one["high"] for one in figures]
        rows.append(
            {
                "unit": unit or None,
                "of": figures[0]["of"],
                "low": None if None in lows else min(lows),
                "high": None if None in highs else max(highs),
                "latest": {"low": lows[-1], "high": highs[-1], "report": figures[-1]["report"]},
                "given": figures,
            }
        )
    return tuple(rows)


def find_day(report: Report) -> str | None:
    """Return the day on which a report was published, None where it is not known to the day."""
    published = report.published
    return published.earliest if published.earliest == published.latest else None


def _name_counted(figure: Figure) -> tuple[str, str]:
    words = (figure.of or "").split()
    if figure.unit in _OF_ONE_KIND or not words:
        return (figure.unit or "", "")
    return (figure.unit or "", fold_word(words[-1]))


def _read_figure(findings: Findings, event: Event, figure: Figure) -> dict[str, Any]:
    innermost = next(
        (one for one in findings.statements if event.according_to[-1:] == (one.id,)),
        None,
    )
    return {
        "low": figure.low,
        "high": figure.high,
        "of": figure.of,
        "report": findings.report.id,
        "event": event.id,
        "start": figure.start,
        "end": figure.end,
        "published": find_day(findings.report),
        "by": name_speaker(innermost, findings.report) if innermost else None,
        "according_to": list(event.according_to),
    }
