"""What linking works out of one report alone, kept from one linking of a pile to the next.

Linking goes twice over a pile: through each report alone, and then over what was found there, side by side.
The first takes most of the time, and of a report that is as it was gives what it gave. So each such step is
looked up under a key of all that goes into it (what was found in the report, the actors and the date that
linking gave it, what else the step is told, this program's own text), and done only where nothing is kept
under that key. What comes out is the same with a memory and without one, whatever the memory held.
"""

import json
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from dateline.model.compact import from_compact, to_compact
from dateline.model.findings import Findings
from dateline.model.plain import from_plain, to_plain
from dateline.model.report import Report

T = TypeVar("T")
Kept = tuple[str, bytes]
"""A key, and what is kept under it."""

# What steps are made of: a change to any of it makes all that is kept worthless.
_ROOMS = ("model", "lexicons", "nlp", "ingest", "find", "link")
_ENDINGS = (".py", ".toml", ".json")
_KEY_DIGITS = 32
_QUICKLY = 1
_FOUND = "found anew"


@dataclass
class Memory:
    """What is kept of a pile.

    Attributes:
        recall: Returns what is kept of a step, by report id.
        digests: For each report what `digest` returns for what was found in it, before linking.
        fresh: What was worked out since, by report id and step.
        reader: What tells whatever finds in reports (the encoder's version, a pipeline's) from all others.
    """

    recall: Callable[[str], Mapping[str, Kept]] = lambda step: {}
    digests: dict[str, str] = field(default_factory=dict)
    fresh: dict[tuple[str, str], Kept] = field(default_factory=dict)
    reader: str = ""

    def note(self, findings: Iterable[Findings]) -> None:
        """Take reports in whose findings differ from those of which the digest is known."""
        self.digests |= {one.report.id: digest(one) for one in findings}


def digest(findings: Findings) -> str:
    """Return what tells the findings of a report, before linking, from all others."""
    return digest_text(json.dumps(to_plain(replace(findings, sentences=())), separators=(",", ":")))


def digest_text(text: str) -> str:
    """Return what tells a text from all others."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_KEY_DIGITS]


def remember(
    memory: Memory | None,
    step: str,
    kind: type[T],
    reports: Sequence[Findings],
    work_out: Callable[[Findings], T],
    given: Callable[[Findings], Any] = lambda findings: None,
) -> list[T]:
    """Return what a step gives for each report, from memory where that has it.

    Args:
        memory: None where nothing is kept.
        step: Its name.
        kind: Of what it gives; see `dateline.model.compact` for what that may hold.
        reports: Findings with the record's actors.
        work_out: The step: it reads nothing but its argument and what `given` returns for it.
        given: What else goes into it for a report, as plain data.
    """
    if memory is None:
        return [work_out(one) for one in reports]
    kept = memory.recall(step)
    found: list[T] = []
    for one in reports:
        id_ = one.report.id
        key = digest_text(
            json.dumps([_fingerprint(), step, memory.digests[id_], _list_links(one), given(one)])
        )
        old, data = memory.fresh.get((id_, step)) or kept.get(id_) or ("", b"")
        made = _read(kind, data, one) if old == key else None
        if made is None:
            made = work_out(one)
            memory.fresh[id_, step] = (key, zlib.compress(to_compact(made, one).encode(), _QUICKLY))
        found.append(made)
    return found


def remember_found(
    memory: Memory | None,
    reports: Sequence[Report],
    find: Callable[[Iterable[Report]], Iterable[Findings]],
) -> list[Findings]:
    """Return what is found in reports whose date was narrowed, but for the sentences: only search needs them.

    Args:
        memory: None where nothing is kept.
        reports: As they are to be searched.
        find: Finds in reports, in their order; it is given those that are not remembered.
    """
    memory = memory or Memory()
    kept = memory.recall(_FOUND)
    keys = {
        one.id: digest_text(json.dumps([_fingerprint(), memory.reader, to_plain(one)])) for one in reports
    }
    found: dict[str, Findings] = {}
    for id_, key in keys.items():
        old, data = memory.fresh.get((id_, _FOUND)) or kept.get(id_) or ("", b"")
        if old == key and (known := _read_found(data)) is not None:
            found[id_] = known
    for one in find([one for one in reports if one.id not in found]):
        id_ = one.report.id
        found[id_] = replace(one, sentences=())
        data = json.dumps(to_plain(found[id_]), separators=(",", ":")).encode()
        memory.fresh[id_, _FOUND] = (keys[id_], zlib.compress(data, _QUICKLY))
    return [found[one.id] for one in reports if one.id in found]


def _read_found(data: bytes) -> Findings | None:
    """Return the findings that are kept; None where they cannot be read, as of a file that was damaged."""
    try:
        return from_plain(Findings, json.loads(zlib.decompress(data)))
    except (zlib.error, ValueError, TypeError, LookupError):
        return None


def _read(kind: type[T], data: bytes, findings: Findings) -> T | None:
    """Return what is kept; None where it cannot be read, as of a file that was damaged."""
    try:
        return from_compact(kind, zlib.decompress(data), findings)
    except (zlib.error, ValueError, TypeError, LookupError):
        return None


def _list_links(findings: Findings) -> list[Any]:
    """Return what linking gave a report."""
    return [
        to_plain(findings.report.published),
        [[one.actor, one.name] for one in findings.mentions],
        [[one.speaker.actor, one.speaker.name] for one in findings.statements],
        [[one.actor for one in event.participants] for event in findings.events],
    ]


@cache
def _fingerprint() -> str:
    """Return what tells this program's text and data from those of any other release."""
    digest_ = sha256()
    for room in _ROOMS:
        for name, content in _read_all(files("dateline") / room):
            digest_.update(f"{room}/{name} {len(content)} ".encode() + content)
    return digest_.hexdigest()[:_KEY_DIGITS]


def _read_all(folder: Traversable) -> Iterable[tuple[str, bytes]]:
    for one in sorted(folder.iterdir(), key=lambda each: each.name):
        if one.is_dir() and one.name != "__pycache__":
            yield from ((f"{one.name}/{name}", content) for name, content in _read_all(one))
        elif one.name.endswith(_ENDINGS):
            yield one.name, one.read_bytes()
