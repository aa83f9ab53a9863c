"""What was worked out of one report to JSON and back, in as few words as it takes; for nobody to read.

A dataclass becomes the list of its fields' values, without their names. What belongs to the findings of the
report (the report itself, its statements, events, times and mentions) is told by its number among them and
comes back as the very same thing. Whatever reads these lines must know the type they were made of.
"""

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union

from dateline.model.findings import Event, Findings, Mention, Statement, TimeExpression
from dateline.model.report import Report
from dateline.model.span import Span

T = TypeVar("T")
_LISTS: Mapping[type, str] = {
    Statement: "statements",
    Event: "events",
    TimeExpression: "times",
    Mention: "mentions",
}
_Reader = Callable[[Any, Findings], Any]


def to_compact(thing: Any, findings: Findings) -> str:
    """Return `thing`, worked out of `findings`, as JSON.

    Raises:
        KeyError: It holds a statement, event, time or mention that is none of the findings'.
        TypeError: Something in it has no such form.
    """
    numbers = {id(one): n for name in _LISTS.values() for n, one in enumerate(getattr(findings, name))}
    return json.dumps(_write(thing, numbers), separators=(",", ":"))


def from_compact(kind: type[T], data: str | bytes, findings: Findings) -> T:
    """Return what `to_compact` wrote of a `kind`, given the same findings."""
    return typing.cast("T", _make_reader(typing.cast("Any", kind))(json.loads(data), findings))


def _write(thing: Any, numbers: Mapping[int, int]) -> Any:
    if isinstance(thing, Enum):
        return thing.value
    if thing is None or isinstance(thing, (bool, int, float, str)):
        return thing
    if isinstance(thing, Span):
        return [thing.start, thing.end]
    if isinstance(thing, (Report, Findings)):
        return 0
    if type(thing) in _LISTS:
        return numbers[id(thing)]
    if isinstance(thing, (frozenset, set)):
        return sorted(_write(one, numbers) for one in thing)
    if isinstance(thing, (tuple, list)):
        return [_write(one, numbers) for one in thing]
    if dataclasses.is_dataclass(thing):
        return [
            _write(getattr(thing, name), numbers) for name in _name_fields(typing.cast("Any", type(thing)))
        ]
    raise TypeError(f"{type(thing).__name__} has no compact form")


@cache
def _name_fields(kind: Any) -> tuple[str, ...]:
    return tuple(one.name for one in dataclasses.fields(kind))


@cache
def _make_reader(kind: Any, /) -> _Reader:
    """Return what reads JSON as a `kind`: made once, for it is read thousands of times."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (Union, types.UnionType):
        others = [one for one in arguments if one is not type(None)]
        if len(others) > 1:
            return _keep
        read = _make_reader(others[0])
        return (
            _keep if read is _keep else lambda data, findings: None if data is None else read(data, findings)
        )
    if origin is tuple and arguments[-1] is not Ellipsis:
        readers = [_make_reader(one) for one in arguments]
        return lambda data, findings: tuple(
            read(one, findings) for read, one in zip(readers, data, strict=True)
        )
    if origin in (tuple, frozenset, list):
        return _make_list_reader(origin, _make_reader(arguments[0]))
    return _make_thing_reader(kind)


def _make_list_reader(kind: Any, each: _Reader) -> _Reader:
    if each is _keep:
        return lambda data, findings: kind(data)
    return lambda data, findings: kind([each(one, findings) for one in data])


def _make_thing_reader(kind: Any) -> _Reader:
    if kind is Span:
        return lambda data, findings: Span(*data)
    if kind is Report:
        return lambda data, findings: findings.report
    if kind is Findings:
        return lambda data, findings: findings
    if kind in _LISTS:
        name = _LISTS[kind]
        return lambda data, findings: getattr(findings, name)[data]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda data, findings: kind(data)
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        readers = [_make_reader(hints[name]) for name in _name_fields(typing.cast("Any", kind))]
        make = typing.cast("Callable[..., Any]", kind)
        return lambda data, findings: make(
            *[one if read is _keep else read(one, findings) for read, one in zip(readers, data, strict=True)]
        )
    return _keep


def _keep(data: Any, _findings: Findings) -> Any:
    return data
