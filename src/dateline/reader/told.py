"""What `dateline explain` prints, for a page: days in words, reports by short names, ids and places as links.

In come its lines, out come the same lines in pieces. What a line quotes is left as it is.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dateline.export.page.places import clip
from dateline.export.page.views import Link
from dateline.export.page.words import say_days_in
from dateline.model.report import ReportHead

_LABEL = re.compile(r"(?P<indent> *)(?:(?P<label>[a-z][a-z ,]{1,60}):(?: |$))?(?P<rest>.*)", re.DOTALL)
_ID = r"[0-9a-f]{20}"
_ID_ALONE = rf"\b(?P<id>{_ID})\b"
_OFFSET = r" ?\[\d+, \d+\)"
_OFFSETS = r" ?\[(?P<start>\d+), (?P<end>\d+)\)"
# A path may be as short as "1": it is one only where something that comes after a path follows.
_FOLLOWS = r"(?=$|, page |, \d{4}-| was published )"
_LONGEST = 2000  # code points of a line, which may quote a line that is the whole report
_SHORT = 8  # hexadecimal digits of an id that are shown


@dataclass(frozen=True, slots=True)
class Line:
    """A line: how deep it stands, what comes before its colon, "" for nothing, and the rest in pieces."""

    depth: int
    label: str
    pieces: tuple[Link, ...]


def tell_lines(lines: Iterable[str], heads: Mapping[str, ReportHead]) -> list[Line]:
    """Return lines as a page has them.

    Args:
        lines: As `dateline explain` prints them.
        heads: The reports that they speak of, by id.
    """
    names = shorten({head.path for head in heads.values()})
    reports = {head.path: head.id for head in heads.values()}
    paths = "|".join(re.escape(path) for path in sorted(reports, key=lambda one: (-len(one), one))) or "(?!)"
    place = rf"(?:{_OFFSETS})?(?:(?P<in> in )|(?<!\S))(?P<path>{paths})(?: \({_ID}\)|{_FOLLOWS})"
    token = re.compile(rf"{place}|{_OFFSET}|{_ID_ALONE}")
    return [_tell(clip(line, _LONGEST), token, names, reports) for line in lines]


def _tell(line: str, token: re.Pattern[str], names: Mapping[str, str], reports: Mapping[str, str]) -> Line:
    match = _LABEL.fullmatch(line)
    assert match is not None  # every line is one
    rest = match["rest"]
    pieces: list[Link] = []
    at = 0
    for found in token.finditer(rest):
        pieces.append(Link(say_days_in(rest[at : found.start()]), ""))
        at = found.end()
        if found["path"]:
            where = f"?words={found['start']}-{found['end']}#words" if found["start"] else ""
            pieces.append(Link(" in " if found["in"] else " " if found["start"] else "", ""))
            pieces.append(Link(names[found["path"]], f"/report/{reports[found['path']]}{where}"))
        elif found["id"]:
            table = "report" if found["id"] in reports.values() else "entry"
            pieces.append(Link(found["id"][:_SHORT], f"/{table}/{found['id']}"))
    pieces.append(Link(say_days_in(rest[at:]), ""))
    return Line(len(match["indent"]) // 2, match["label"] or "", tuple(one for one in pieces if one.text))


def shorten(paths: Iterable[str]) -> dict[str, str]:
    """Return for each path its last parts, as many as tell it from the others."""
    parts = {path: path.replace("\\", "/").split("/") for path in sorted(set(paths))}
    names: dict[str, str] = {}
    for path, own in parts.items():
        alike = [other for each, other in parts.items() if each != path]
        many = next(
            (n for n in range(1, len(own)) if all(other[-n:] != own[-n:] for other in alike)), len(own)
        )
        names[path] = "/".join(own[-many:])
    return names
