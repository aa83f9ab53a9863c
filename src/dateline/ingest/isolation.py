"""Formats read in a process of their own: a file made to break what parses them breaks that process alone.

PDF, Word, web pages, feeds and tables go through parsers that are not Python. A worker has a limit of time
for each part that it gives, and one of memory: where it dies or stalls, the input is named, and the next one
gets another worker. What comes out is what reading here would have given.
"""

import atexit
import io
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from dateline.ingest.source import Format, Limits, Source, Yielded
from dateline.model.errors import UnreadableInput
from dateline.model.patience import explain_slow
from dateline.model.plugins import discover

_LENGTH_BYTES = 8
# A machine that is busy takes a while to start a program, which is no report's fault.
_START_SECONDS = 120.0
_MOST_SENT_BYTES = 4_000_000
_CHUNK_BYTES = 1 << 20
# As many as are kept for the next input; more are at work only where several threads read at once.
_MOST_IDLE = 2
_SERVES = __name__


@dataclass(frozen=True, slots=True)
class _Request:
    """A source as it can be sent, whose `open` is a function that the worker has too."""

    form: str
    source: Source
    limits: Limits
    folder: str = field(default_factory=os.getcwd)


class _Failed(Exception):  # noqa: N818  what went wrong is told by its words
    """What a parser raised in the worker, in its words."""


def read_apart(form: Format, source: Source, limits: Limits) -> Iterator[Yielded]:
    """Yield what `form.read` gives for a source, read in a process of its own.

    Where no process can be started it is read here.

    Raises:
        UnreadableInput: It holds nothing, takes too long, or brought its reader down.
        Exception: What the parser raised, with its words.
    """
    worker = _take_worker(limits)
    if worker is None:
        yield from form.read(source, limits)
        return
    clean = False
    try:
        with _make_request(form, source, limits) as request:
            worker.send(request)
            while (answer := worker.receive(limits.seconds))[0] == "part":
                yield answer[1]
        clean = True
    except (EOFError, OSError, pickle.UnpicklingError):
        raise UnreadableInput(source.path, worker.say_how_it_died(limits)) from None
    finally:
        # One that was left in the middle still holds what nobody wants.
        _put_back(worker) if clean else worker.kill()
    _, source.budget.unpacked_bytes, source.budget.members, kind, words = answer
    match kind:
        case "unreadable":
            raise UnreadableInput(*words)
        case "memory":
            raise MemoryError
        case "import":
            raise ImportError(words)
        case "other":
            raise _Failed(words)


def _open_file(path: str) -> BinaryIO:
    return Path(path).open("rb")


@contextmanager
def _make_request(form: Format, source: Source, limits: Limits) -> Iterator[_Request]:
    """Give what is asked of the worker: a file as it lies, a member of a container as its bytes."""
    # What lies in the memory of this process, no other one can open.
    lies_here = source.path.startswith("memory://")
    if source.size is not None and isinstance(source.open, partial) and not lies_here:
        yield _Request(form.name, source, limits)
        return
    with source.open() as stream:
        first = stream.read(_MOST_SENT_BYTES)
        if len(first) < _MOST_SENT_BYTES:
            yield _Request(form.name, replace(source, open=partial(io.BytesIO, first)), limits)
            return
        with tempfile.NamedTemporaryFile(prefix="dateline-") as file:
            file.write(first)
            # What is held whole need not be longer than is allowed, to be told that it is longer.
            most = limits.unpacked_bytes if form.rows else limits.document_bytes + 1
            while file.tell() < most and (chunk := stream.read(_CHUNK_BYTES)):
                file.write(chunk)
            file.flush()
            yield _Request(form.name, replace(source, open=partial(_open_file, file.name)), limits)


class _Worker:
    """A process that reads, and the pipes to it."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        start = f"import sys; sys.path[:] = {sys.path!r}; from {_SERVES} import serve; "
        self._process = subprocess.Popen(
            [sys.executable, "-c", f"{start}serve({limits.memory_bytes})"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._late = False

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def send(self, thing: object) -> None:
        assert self._process.stdin is not None
        _write(self._process.stdin, thing)

    def receive(self, seconds: float) -> Any:
        assert self._process.stdout is not None
        # A pipe cannot be waited for everywhere; killing who should write to it ends the waiting.
        timer = threading.Timer(seconds, self._stop_late)
        timer.daemon = True
        timer.start()
        try:
            return _read(self._process.stdout)
        finally:
            timer.cancel()

    def _stop_late(self) -> None:
        self._late = True
        self._process.kill()

    def say_how_it_died(self, limits: Limits) -> str:
        """Return in a clause why no answer came."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=5)
        if self._late:
            return explain_slow(limits.seconds)
        code = self._process.returncode
        how = signal.Signals(-code).name if code is not None and code < 0 else f"exit {code}"
        return f"brings down what reads its format ({how})"

    def kill(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()


_idle: list[_Worker] = []
_lock = threading.Lock()


def _take_worker(limits: Limits) -> _Worker | None:
    with _lock:
        for worker in _idle:
            if worker.limits.memory_bytes == limits.memory_bytes:
                _idle.remove(worker)
                if worker.is_alive():
                    return worker
                worker.kill()
                break
    if not sys.executable:
        return None
    try:
        worker = _Worker(limits)
    except OSError:  # no more processes
        return None
    try:
        worker.receive(_START_SECONDS)
    except (EOFError, OSError):
        worker.kill()
        return None
    return worker


def _put_back(worker: _Worker) -> None:
    with _lock:
        if len(_idle) < _MOST_IDLE:
            _idle.append(worker)
            return
    worker.kill()


@atexit.register
def _end() -> None:
    with _lock:
        for worker in _idle:
            worker.kill()
        _idle.clear()


if hasattr(os, "register_at_fork"):
    # A copy of this process must not read another's answers.
    os.register_at_fork(after_in_child=_idle.clear)


def serve(memory_bytes: int) -> None:
    """Read what is asked for on standard input until it ends, and answer on what was standard output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asked is interrupted, and ends this
    _limit_memory(memory_bytes)
    asked = sys.stdin.buffer
    # A parser that prints must not print into the answers.
    with os.fdopen(os.dup(1), "wb") as answers, Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        forms: dict[str, Format] = {one.name: one for one in discover("dateline.ingest.formats", "FORMAT")}
        _write(answers, "ready")
        while True:
            try:
                request: _Request = _read(asked)
            except EOFError:
                return
            with suppress(OSError):
                os.chdir(request.folder)
            _answer(answers, forms[request.form], request)


def _answer(answers: BinaryIO, form: Format, request: _Request) -> None:
    source = request.source
    kind: str | None = None
    words: Any = None
    try:
        for part in form.read(source, request.limits):
            _write(answers, ("part", part))
    except UnreadableInput as error:
        kind, words = "unreadable", (error.path, error.reason)
    except MemoryError:
        kind = "memory"
    except ImportError as error:
        kind, words = "import", str(error)
    except Exception as error:
        kind, words = "other", str(error) or type(error).__name__
    _write(answers, ("end", source.budget.unpacked_bytes, source.budget.members, kind, words))


def _limit_memory(memory_bytes: int) -> None:
    """Allow this process so much more than it has now, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except (OSError, ValueError):  # no Linux
        pages = 0
    most = pages * resource.getpagesize() + memory_bytes
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _write(stream: Any, thing: object) -> None:
    data = pickle.dumps(thing, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(len(data).to_bytes(_LENGTH_BYTES, "big") + data)
    stream.flush()


def _read(stream: Any) -> Any:
    length = stream.read(_LENGTH_BYTES)
    if len(length) < _LENGTH_BYTES:
        raise EOFError
    data = stream.read(int.from_bytes(length, "big"))
    return pickle.loads(data)
