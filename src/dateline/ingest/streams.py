"""Streams for containers: one that counts what comes out of an archive, one that can be sought in."""

import io
import zlib
from typing import BinaryIO, Protocol

from dateline.ingest.source import Budget, Limits, Source
from dateline.model.errors import UnreadableInput

_FREE_BYTES = 16_000_000  # below this, any ratio is harmless; short repetitive files reach high ones


class _Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...
    def close(self) -> None: ...


class CountingStream(io.RawIOBase):
    """Reads from an archive's member and counts: against the budget, and against what was packed.

    Reading raises `UnreadableInput` where the member grows out of proportion or is damaged.
    """

    def __init__(self, stream: _Readable, path: str, budget: Budget, *, packed: int, limits: Limits) -> None:
        super().__init__()
        self._stream, self._path, self._budget = stream, path, budget
        self._most = max(_FREE_BYTES, packed * limits.ratio)
        self._count = 0

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """Return up to `size` bytes, all that is left where it is negative."""
        if size is None or size < 0:
            return b"".join(iter(lambda: self._read_some(1 << 20), b""))
        parts = []
        while size > 0 and (part := self._read_some(size)):
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        """Fill `buffer` and return how much came."""
        part = self._read_some(len(buffer))
        buffer[: len(part)] = part
        return len(part)

    def close(self) -> None:
        """Close the member too."""
        if not self.closed:
            self._stream.close()
        super().close()

    def _read_some(self, size: int) -> bytes:
        import zipfile

        try:
            part = self._stream.read(min(size, 1 << 20))
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise UnreadableInput(self._path, "damaged or truncated within its archive") from error
        self._count += len(part)
        self._budget.spend_bytes(self._path, len(part))
        if self._count > self._most:
            raise UnreadableInput(self._path, "unpacks without end, as only a trap does")
        return part


def open_seekable(source: Source, limits: Limits) -> BinaryIO:
    """Return a stream that can be sought in: the input itself, or the member's bytes.

    Raises:
        UnreadableInput: It does not lie by itself, and is larger than one document may be.
    """
    if source.size is not None:
        return source.open()
    return io.BytesIO(source.read_all(limits.document_bytes))
