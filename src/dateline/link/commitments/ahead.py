"""Which words look ahead: announce, foretell or threaten, and which events these words say are to come.

In: spans of a report and its events. Out: where such words stand, and what kind of commitment they make.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from dateline.lexicons import load
from dateline.model.findings import Act, Event, Status
from dateline.model.span import Span

# Acts by which somebody commits himself to what is to come.
AHEAD = frozenset({Act.PLAN, Act.PROMISE, Act.THREAT, Act.PREDICTION})
# What kind of commitment an event makes that is told so.
KINDS = {
    Status.PLANNED: "plan",
    Status.PREDICTED: "prediction",
    Status.THREATENED: "threat",
    Status.DENIED: "denial",
}
# How an event stands that its own words say is to come; what something is merely for is no announcement, and
# "would" in a report's own voice mostly supposes.
_WILL = r"(?:will|won['’]t|shall|['’]ll|is to|are to|was to|were to|am going|is going|are going|is not going)"
_MEANING = (
    r"(?:plan|intend|prepar|vow|promis|pledg|threat|schedul|slated|expect|propos|consider|agree|decid|predict|forecast"
    r"|likely|poised|aim|den(?:y|ie))"
)
_ANNOUNCED = re.compile(rf"encoder; \w+: (?:“{_WILL}\b|“{_MEANING}\w*”: (?!supposed))")


@cache
def _load_ahead(*, said: bool) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the patterns of what looks ahead, each with the kind of commitment it makes.

    Args:
        said: Whether those are wanted too that count only in what somebody says.
    """
    kinds = {"ahead": "plan", "forward": "prediction"} | ({"ahead, said": "plan"} if said else {})
    return tuple(
        (re.compile(rule.pattern), kinds[rule.fields["looks"]])
        for rule in load("en", "outcomes").rules
        if rule.fields.get("looks") in kinds
    )


def find_ahead(text: str, spans: Iterable[Span], *, said: bool) -> tuple[str | None, Span | None]:
    """Return what kind of commitment the words make, and which do, None where they do not look ahead."""
    for span in spans:
        for pattern, kind in _load_ahead(said=said):
            match = pattern.search(text, span.start, span.end)
            if match is not None:
                return kind, Span(*match.span())
    return None, None


def find_all_ahead(text: str, spans: Iterable[Span], events: Iterable[Event]) -> Iterator[Span]:
    """Yield where the words stand that look ahead: those of events to come, and "will"."""
    yield from (one.trigger for one in events if one.status in KINDS)
    for span in spans:
        yield from (
            Span(*each.span())
            for pattern, _ in _load_ahead(said=True)
            for each in pattern.finditer(text, span.start, span.end)
        )


def is_announced(event: Event) -> bool:
    """Tell whether the words say that an event is to come, and not merely what something is for."""
    return _ANNOUNCED.match(event.rule) is not None
