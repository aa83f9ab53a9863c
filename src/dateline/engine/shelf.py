"""Where what was found is kept, on disk or in an object store: a run that was stopped goes on from it.

    parts/reader=…/KEY.parquet   what was found in a slice; the key is a hash of the reports and who read them
    manifest/KEY.json            the parts of a shard, in order, once all of them are there

A part has its name only when it is whole: on disk it is written beside its place and moved, and an object
store shows nothing before all of it is there. Two workers that are given one slice write the same bytes under
one name: whoever is killed, nothing is lost and nothing doubled.
"""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Any

from dateline.engine.parts import Thing, read_kept, read_part, write_part
from dateline.engine.slices import Met, Shard
from dateline.ingest.remote import is_remote, open_store
from dateline.model.errors import UsageError
from dateline.model.ids import make_id


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a slice: its part, None where there was nothing to keep, and what was met in it."""

    part: str | None
    met: tuple[Met, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The folder, as a name or an address, and who finds: the versions of program and encoder.

    Raises:
        UsageError: The folder cannot be written.
    """

    folder: str
    reader: str

    def name_part(self, key: str) -> str:
        """Return the name of the part of that key within the folder."""
        return f"parts/reader={self.reader}/{key}.parquet"

    def has(self, key: str) -> bool:
        """Tell whether the part of that key is there."""
        return self._is_there(self.name_part(key))

    def put(self, key: str, things: Sequence[Thing]) -> None:
        """Keep a part."""
        self._write(self.name_part(key), write_part(things))

    def read(self, key: str) -> Iterator[Thing]:
        """Yield what the part of that key holds."""
        return read_part(self._read(self.name_part(key)))

    def read_kept(self, key: str) -> list[str]:
        """Return the JSON of the findings that the part of that key holds."""
        return read_kept(self._read(self.name_part(key)))

    def close_shard(self, shard: Shard, asked: Sequence[str], done: Sequence[Done]) -> None:
        """Keep which parts a shard has, once all of them are there.

        Args:
            shard: What was read.
            asked: What else decides what comes of it.
            done: Its slices in order.
        """
        if shard.key is not None:
            plain = [{"part": one.part, "met": [[met.id, met.path] for met in one.met]} for one in done]
            self._write(self._name_shard(shard.key, asked), json.dumps(plain).encode())

    def read_shard(self, shard: Shard, asked: Sequence[str]) -> list[Done] | None:
        """Return what `close_shard` kept; None where the shard is not done."""
        name = self._name_shard(shard.key or "", asked)
        if shard.key is None or not self._is_there(name):
            return None
        plain: list[dict[str, Any]] = json.loads(self._read(name))
        return [Done(one["part"], tuple(Met(*met) for met in one["met"])) for one in plain]

    def _name_shard(self, key: str, asked: Sequence[str]) -> str:
        return f"manifest/{make_id(key, self.reader, *asked)}.json"

    def _is_there(self, name: str) -> bool:
        if self._disk is not None:
            return (self._disk / name).is_file()
        system, root = open_store(self.folder)
        return bool(system.isfile(f"{root}/{name}"))

    def _read(self, name: str) -> bytes:
        if self._disk is not None:
            return (self._disk / name).read_bytes()
        system, root = open_store(self.folder)
        return bytes(system.cat_file(f"{root}/{name}"))

    def _write(self, name: str, content: bytes) -> None:
        if self._disk is not None:
            self._write_to_disk(self._disk / name, content)
            return
        system, root = open_store(self.folder)
        system.makedirs(f"{root}/{name}".rsplit("/", 1)[0], exist_ok=True)
        system.pipe_file(f"{root}/{name}", content)

    @property
    def _disk(self) -> Path | None:
        folder = self.folder.removeprefix("file://")
        return None if is_remote(folder) else Path(folder)

    def _write_to_disk(self, place: Path, content: bytes) -> None:
        # A name that no other writer of this part takes, on whichever machine.
        beside = place.with_name(f".{place.name}.{token_hex(4)}")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with beside.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(place)
        except OSError as error:
            raise UsageError(f"{self.folder}: cannot be written ({error.strerror})") from None
        finally:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
