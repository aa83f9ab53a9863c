"""From what the user named to sources: files, the files of a folder in sorted order, standard input.

Folders and files of an object store are found by `dateline.ingest.remote`.
"""

import os
import stat
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from dateline.ingest.remote import find_remote, is_remote
from dateline.ingest.source import Budget, Limits, Source, open_bytes
from dateline.model.errors import UnreadableInput


def find_sources(
    path: str, limits: Limits, stdin: BinaryIO | None = None
) -> Iterator[Source | UnreadableInput]:
    """Yield the inputs that `path` names: itself, or the files of a folder in sorted order.

    Hidden files are passed over. A link inside a folder that leads out of it is named and not followed.

    Args:
        path: A file, a folder, the address of one in an object store, or `-` for standard input.
        limits: What each input may hold.
        stdin: Standard input, needed for `-`.
    """
    if path == "-":
        yield from _keep(stdin, limits)
        return
    if is_remote(path):
        yield from find_remote(path, limits)
        return
    root = Path(path)
    if not root.is_dir():
        yield from _look_at(root, path, limits)
        return
    found = 0
    for file in _walk(root):
        found += 1
        yield from _look_at(file, str(file), limits, within=root.resolve())
    if not found:
        yield UnreadableInput(path, "a folder without files")


def _walk(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError:
        yield folder  # named by whoever looks at it
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _walk(entry)
        else:
            yield entry


def _look_at(
    file: Path, path: str, limits: Limits, within: Path | None = None
) -> Iterator[Source | UnreadableInput]:
    reason = _why_not(file, within)
    if reason is not None:
        yield UnreadableInput(path, reason)
        return
    status = file.stat()
    stamp = f"{status.st_size} bytes of {status.st_mtime_ns}"
    budget = Budget(limits.unpacked_bytes, limits.members)
    yield Source(path, file.name, partial(_open, file), budget, status.st_size, stamp)


# By its name, so that another process can be told to open it.
def _open(file: Path) -> BinaryIO:
    return file.open("rb")


def _why_not(file: Path, within: Path | None) -> str | None:
    try:
        if within is not None and file.is_symlink() and not file.resolve().is_relative_to(within):
            return "a link that leads out of the folder"
        status = file.stat()
    except FileNotFoundError:
        return "a link to nothing" if file.is_symlink() else "there is no such file"
    except (OSError, RuntimeError) as error:
        return f"cannot be opened ({_clause(error)})"
    if stat.S_ISDIR(status.st_mode):
        return "a link to a folder" if file.is_symlink() else "a folder that may not be listed"
    if not stat.S_ISREG(status.st_mode):
        return "not a file but a pipe or a device; pipe it in with -"
    if not os.access(file, os.R_OK):
        return "may not be read (permission denied)"
    return None


def _clause(error: Exception) -> str:
    return (getattr(error, "strerror", None) or "a loop of links").lower()


def _keep(stdin: BinaryIO | None, limits: Limits) -> Iterator[Source | UnreadableInput]:
    # A container is read from its start more than once, so what comes through a pipe is kept.
    if stdin is None:
        yield UnreadableInput("-", "there is no standard input")
        return
    budget = Budget(limits.unpacked_bytes, limits.members)
    first = stdin.read(limits.report_bytes + 1)
    if len(first) <= limits.report_bytes:
        yield Source("-", "-", open_bytes(first), budget)
        return
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "stdin"
        with kept.open("wb") as out:
            out.write(first)
            while chunk := stdin.read(1 << 20):
                if out.tell() + len(chunk) > limits.unpacked_bytes:
                    yield UnreadableInput("-", "larger than dateline reads from standard input")
                    return
                out.write(chunk)
        yield Source("-", "-", partial(_open, kept), budget, kept.stat().st_size)
