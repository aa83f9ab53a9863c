"""Inputs of an object store, named by address: `s3://bucket/folder`, `gs://…`, `file://…`, `memory://…`.

In: an address. Out: the same sources as of a local folder, in the same order. fsspec does the talking; each
kind of store needs its package beside it (s3fs, gcsfs, …). Addresses of web pages are refused: dateline reads
what somebody keeps and fetches nothing.
"""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO, cast

from dateline.ingest.source import Budget, Limits, Source
from dateline.model.errors import MissingPackage, UnreadableInput

_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]*)://")
_PAGES = frozenset({"http", "https", "ftp", "ftps", "github", "git"})


def is_remote(path: str) -> bool:
    """Tell an address from the name of a file."""
    return _ADDRESS.match(path) is not None


def find_remote(address: str, limits: Limits) -> Iterator[Source | UnreadableInput]:
    """Yield the inputs at `address`: itself, or all below it in sorted order, hidden ones passed over.

    Args:
        address: Of one object, or of a folder.
        limits: What each input may hold.

    Raises:
        MissingPackage: The package for this kind of store is not installed.
    """
    if address.split("://", maxsplit=1)[0] in _PAGES:
        yield UnreadableInput(address, "the address of a page; dateline fetches nothing, save it first")
        return
    try:
        system, root = open_store(address)
        found: dict[str, dict[str, Any]] = system.find(root, detail=True)
    except OSError as error:
        yield UnreadableInput(address, f"cannot be listed ({error.strerror or type(error).__name__})")
        return
    if not found:
        yield UnreadableInput(address, "there is no such file or folder, or nothing in it")
    for name in sorted(found, key=lambda name: name.split("/")):
        inside = name.removeprefix(root).strip("/")
        if any(part.startswith(".") for part in inside.split("/")):
            continue
        where = address if name == root or not inside else f"{address.rstrip('/')}/{inside}"
        yield Source(
            where,
            name.rsplit("/", 1)[-1],
            partial(_open, where),
            Budget(limits.unpacked_bytes, limits.members),
            int(found[name]["size"]),
            str(system.ukey(name)),
        )


def open_store(address: str) -> tuple[Any, str]:
    """Return fsspec's file system for an address, and what the address is called in it.

    Raises:
        MissingPackage: fsspec, or the package for this kind of store, is not installed.
    """
    try:
        from fsspec.core import url_to_fs

        system, name = url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise MissingPackage(f"{address}: cannot be reached ({error})") from None
    return system, str(name)


def _open(address: str) -> BinaryIO:
    system, name = open_store(address)
    return cast("BinaryIO", system.open(name, "rb"))
