"""Findings and records to plain data and back: the one place that knows how the formats are laid out.

Dataclasses become objects with their fields in order, spans become `[start, end]`, tuples lists, enums
their words. What has another name or place in the format than in the code is listed in `_RENAMED` and in
the two functions for findings, which put the report's fields and the lists of findings on one level.
"""

import dataclasses
import json
import re
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from functools import cache, partial
from typing import Any, TypeVar, Union

from dateline.model.findings import Event, Findings, Statement, TimeExpression
from dateline.model.record import ActorRole, Commitment, EventEntry, StatementEntry, TimelineDate
from dateline.model.report import Report
from dateline.model.span import Span

T = TypeVar("T")
_Reader = Callable[[Any], Any]
_Writer = Callable[[Any, bool], Any]

_NO_LINE_HOLDS = re.compile("[\x85\u2028\u2029\ud800-\udfff]")

# Field names that are no identifiers in Python.
_RENAMED: dict[type, dict[str, str]] = {ActorRole: {"since": "from", "until": "to"}}
_LISTS = ("times", "mentions", "statements", "events", "order", "sentences")
# Fields that cases of earlier releases have not: there they have their default.
_LATER = frozenset(
    {
        (TimeExpression, "counted_from"),
        (TimeExpression, "event"),
        (TimeExpression, "zone"),
        (Statement, "said"),
        (StatementEntry, "said"),
        (Findings, "order"),
        (Findings, "sentences"),
        (Event, "meaning"),
        (TimelineDate, "season"),
        (EventEntry, "links"),
        *((Commitment, name) for name in ("kind", "outcome_on", "why", "chain", "statements", "events")),
    }
)


def to_plain(thing: Any, *, printed: bool = False) -> Any:
    """Return `thing` as objects, lists, strings, numbers and None, ready for JSON.

    Args:
        thing: Findings, an entry of a record, or what stands in one.
        printed: Leave out what a case keeps and no reader needs: the fields marked `UNPRINTED`.

    Raises:
        TypeError: Something in it has no plain form.
    """
    kind: Any = type(thing)
    return _find_writer(kind)(thing, printed)


# What is its own plain form: most of what stands in anything, so it is asked for before all else.
_PLAIN: frozenset[type] = frozenset({str, int, float, bool, type(None)})


@cache
def _find_writer(kind: Any, /) -> _Writer:
    """Return what writes things of exactly this kind: found once, for a case holds millions of them."""
    if issubclass(kind, Enum):
        return lambda thing, _printed: thing.value
    if issubclass(kind, tuple(_PLAIN)):
        return lambda thing, _printed: thing
    if issubclass(kind, Span):
        return lambda thing, _printed: [thing.start, thing.end]
    if issubclass(kind, Findings):
        return lambda thing, printed: _findings_to_plain(thing, printed=printed)
    if dataclasses.is_dataclass(kind):
        return _write_object
    if issubclass(kind, (list, tuple)):
        return _write_list
    if issubclass(kind, Mapping):
        return lambda thing, printed: dict(zip(thing, _write_list(thing.values(), printed), strict=True))
    raise TypeError(f"{kind.__name__} has no plain form")


def _write_object(thing: Any, printed: bool) -> dict[str, Any]:
    kind: Any = type(thing)
    return {
        name: value if type(value := getattr(thing, field)) in _PLAIN else to_plain(value, printed=printed)
        for field, name in _name_fields(kind, printed=printed)
    }


def _write_list(things: Iterable[Any], printed: bool) -> list[Any]:
    return [one if type(one) in _PLAIN else to_plain(one, printed=printed) for one in things]


@cache
def _name_fields(kind: Any, *, printed: bool) -> tuple[tuple[str, str], ...]:
    """Return a dataclass's fields, each with its name in the format; all, or those that are printed."""
    renamed = _RENAMED.get(kind, {})
    return tuple(
        (one.name, renamed.get(one.name, one.name))
        for one in dataclasses.fields(kind)
        if not printed or one.metadata.get("printed", True)
    )


def from_plain(kind: type[T], data: Any) -> T:
    """Return the `kind` that `data`, made by `to_plain`, stands for; it is parsed once and then typed.

    Raises:
        TypeError: `data` is not of the shape of `kind`.
        ValueError: A word is not one the format knows.
        KeyError: A field is missing.
    """
    return typing.cast("T", _make_reader(typing.cast("Any", kind))(data))


def to_json_line(thing: Any) -> str:
    """Return `thing` as printed: a line of JSON without its line break, the same bytes for the same content.

    What is only kept is left out. What some readers take for a line break (U+0085, U+2028, U+2029), and what
    UTF-8 cannot hold (a lone surrogate), is escaped.
    """
    plain = to_plain(thing, printed=True)
    line = json.dumps(plain, ensure_ascii=False, separators=(", ", ": "), allow_nan=False)
    return _NO_LINE_HOLDS.sub(lambda match: f"\\u{ord(match[0]):04x}", line)


def _findings_to_plain(findings: Findings, *, printed: bool) -> dict[str, Any]:
    plain: dict[str, Any] = to_plain(findings.report, printed=printed)
    lists = (one for one, _ in _name_fields(Findings, printed=printed) if one in _LISTS)
    return plain | {name: to_plain(getattr(findings, name), printed=printed) for name in lists}


@cache
def _make_reader(kind: Any, /) -> _Reader:
    """Return what reads plain data as a `kind`: made once, for a case holds hundreds of thousands of them."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (Union, types.UnionType):
        read = _make_reader(next(a for a in arguments if a is not type(None)))
        if type(None) not in arguments:
            return read
        return lambda data: None if data is None else read(data)
    if origin is tuple:
        each = _make_reader(arguments[0])
        return lambda data: tuple(map(each, data))
    if origin is dict or kind is Any:
        return lambda data: data
    if kind is Span:
        return lambda data: Span(*data)
    if kind is Findings:
        return _read_findings
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if dataclasses.is_dataclass(kind):
        return _make_object_reader(typing.cast("type", kind))
    return partial(_check_kind, kind)


def _make_object_reader(kind: type) -> _Reader:
    hints = _name_kinds(kind)
    fields = [(field, name, _make_reader(hints[field])) for field, name in _name_fields(kind, printed=False)]
    sure = [one for one in fields if (kind, one[0]) not in _LATER]
    later = [one for one in fields if (kind, one[0]) in _LATER]

    def read(data: Any) -> Any:
        values = {field: reader(data[name]) for field, name, reader in sure}
        for field, name, reader in later:
            if name in data:
                values[field] = reader(data[name])
        return kind(**values)

    return read


@cache
def _name_kinds(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _read_findings(data: Any) -> Findings:
    hints = _name_kinds(Findings)
    lists = {
        name: _make_reader(hints[name])(data[name])
        for name in _LISTS
        if (Findings, name) not in _LATER or name in data
    }
    return Findings(report=_make_reader(Report)(data), **lists)


def _check_kind(kind: type, data: Any) -> Any:
    if kind is float and isinstance(data, int) and not isinstance(data, bool):
        return float(data)
    if not isinstance(data, kind):
        raise TypeError(f"{data!r:.60} is no {kind.__name__}")
    return data
