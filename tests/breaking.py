"""Readers that break as a parser may: asked for by the text of a page, they bring down their process."""

import ctypes
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import replace

from dateline.ingest import isolation
from dateline.ingest.formats import html
from dateline.ingest.source import Limits, Source, Yielded

_read = html.FORMAT.read


def _break(source: Source, limits: Limits) -> Iterator[Yielded]:
    text = source.read_all(limits.page_bytes)
    if b"SEGFAULT" in text:
        ctypes.string_at(0)
    if b"ABORT" in text:
        os.abort()
    if b"LEAVE" in text:
        os._exit(3)
    if b"ENDLESS" in text:
        while True:
            time.sleep(1)
    if b"MEMORY" in text:
        held = []
        while True:
            held.append(bytearray(50_000_000))
    if b"PRINT" in text:
        os.write(1, b"printed into the answers\n")
        sys.stdout.write("and once more\n")
        sys.stdout.flush()
    yield from _read(source, limits)


def serve(memory_bytes: int) -> None:
    """Serve as a worker does, with a reader of web pages that breaks."""
    html.FORMAT = replace(html.FORMAT, read=_break)
    isolation.serve(memory_bytes)
