"""ZIP archives: each member is read as if it lay there by itself, in sorted order, and nothing is unpacked.

A member that would climb out of the archive, is a link, is locked, or grows without end is named.
"""

import stat
import zipfile
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from dateline.ingest.source import Format, Limits, Source, Yielded
from dateline.ingest.streams import CountingStream, open_seekable
from dateline.model.errors import UnreadableInput


def _read(source: Source, limits: Limits) -> Iterator[Yielded]:
    yield from read_members(source, limits, lambda name: True)


def read_members(source: Source, limits: Limits, wanted: Callable[[str], bool]) -> Iterator[Yielded]:
    """Yield the members of a ZIP archive whose name is `wanted`, sorted by name, as sources.

    Raises:
        UnreadableInput: It is no whole ZIP archive, or nothing in it is wanted.
    """
    with open_seekable(source, limits) as stream:
        try:
            archive = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, OSError, ValueError) as error:
            raise UnreadableInput(source.path, "a damaged or truncated ZIP archive") from error
        with archive:
            members = sorted((m for m in archive.infolist() if _is_file(m)), key=lambda m: m.filename)
            members = [m for m in members if wanted(m.filename)]
            if not members:
                raise UnreadableInput(source.path, "an archive with nothing in it to read")
            for member in members:
                yield _look_at(source, archive, member, limits)


def _is_file(member: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(member.filename).parts
    hidden = any((p.startswith(".") and p != "..") or p == "__MACOSX" for p in parts)
    return not member.is_dir() and not hidden


def _look_at(
    source: Source, archive: zipfile.ZipFile, member: zipfile.ZipInfo, limits: Limits
) -> Source | UnreadableInput:
    inside = source.make_member(member.filename, lambda: _open(archive, member, inside, limits))
    name = member.filename.replace("\\", "/")
    if name.startswith("/") or ".." in name.split("/") or name[1:2] == ":":
        return UnreadableInput(inside.path, "a member that climbs out of its archive")
    if stat.S_ISLNK(member.external_attr >> 16):
        return UnreadableInput(inside.path, "a link, which is not followed")
    if member.flag_bits & 1:
        return UnreadableInput(inside.path, "locked with a password")
    return inside


def _open(archive: zipfile.ZipFile, member: zipfile.ZipInfo, inside: Source, limits: Limits) -> BinaryIO:
    try:
        stream = archive.open(member)
    except (NotImplementedError, RuntimeError, zipfile.BadZipFile) as error:
        raise UnreadableInput(inside.path, "damaged, or packed in a way that is not known") from error
    counted = CountingStream(stream, inside.path, inside.budget, packed=member.compress_size, limits=limits)
    return cast("BinaryIO", counted)


FORMAT = Format(
    name="ZIP",
    suffixes=(".zip",),
    rank=1,  # DOCX and WACZ are ZIP archives too, and are asked first
    recognise=lambda head, name: head.startswith((b"PK\x03\x04", b"PK\x05\x06")),
    read=_read,
)
