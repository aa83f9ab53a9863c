"""Fictional reports with attributions and names marked by hand, for the finders above the encoder.

`{S1|Ana Osei} {C1|said} {T1|the port is open}` marks source, cue and content of attribution 1; a role that
is marked twice has two spans. `{p|…}`, `{o|…}`, `{l|…}`, `{g|…}` and `{x|…}` mark names of persons,
organizations, places, groups and others. Marks may stand inside one another.
"""

import re
from dataclasses import dataclass, replace

from dateline.find.layers import NameSpan
from dateline.find.names.mentions import find_mentions
from dateline.find.statements.attributions import Attribution
from dateline.find.statements.statements import find_statements
from dateline.model.findings import Mention, Statement
from dateline.model.report import Report
from dateline.model.span import Span, merge_spans

_MARK = re.compile(r"\{(?:([SCT])(\d+)|([polgx]))\||\}")
_TYPES = {"p": "person", "o": "organization", "l": "place", "g": "group", "x": "other"}


@dataclass(frozen=True)
class Marked:
    """A report with what was marked in it."""

    report: Report
    attributions: tuple[Attribution, ...]
    names: tuple[NameSpan, ...]

    @property
    def mentions(self) -> tuple[Mention, ...]:
        return find_mentions(self.report, self.names)

    @property
    def statements(self) -> tuple[Statement, ...]:
        return find_statements(self.report, self.attributions, self.mentions)

    def statement(self, number: int) -> Statement:
        """Return the statement that attribution `number`, counted from 1, became."""
        wanted = self.attributions[number - 1]
        starts = [span.start for span in wanted.source[:1]]
        return next(
            s for s in self.statements if s.cue == wanted.cue and [t.start for t in s.source[:1]] == starts
        )


def make_report(
    text: str, *, outlet: str | None = None, bylines: tuple[str, ...] = (), body: tuple[Span, ...] = ()
) -> Report:
    """Return a report whose body is all of `text` unless given."""
    report = Report.of_text(text, id="report", path="report.txt", outlet=outlet)
    return replace(report, bylines=bylines, body=body or report.body)


def read_marked(marked: str, *, outlet: str | None = None, bylines: tuple[str, ...] = ()) -> Marked:
    """Return the report, attributions (score 1) and names that `marked` stands for."""
    text, stack = "", list[tuple[str, str, int]]()
    roles: dict[tuple[int, str], list[Span]] = {}
    names: list[NameSpan] = []
    last = 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        last = match.end()
        if match.group() != "}":
            stack.append((match[1] or match[3], match[2] or "", len(text)))
            continue
        kind, number, start = stack.pop()
        if number:
            roles.setdefault((int(number), kind), []).append(Span(start, len(text)))
        else:
            names.append(NameSpan(start, len(text), _TYPES[kind], 1.0))
    text += marked[last:]
    attributions = tuple(
        Attribution(
            cue=merge_spans(roles.get((n, "C"), [])),
            source=merge_spans(roles.get((n, "S"), [])),
            content=merge_spans(roles.get((n, "T"), [])),
            score=1.0,
        )
        for n in sorted({number for number, _ in roles})
    )
    return Marked(make_report(text, outlet=outlet, bylines=bylines), attributions, tuple(sorted(names)))
