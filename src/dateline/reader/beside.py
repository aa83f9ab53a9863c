"""A process beside the reader, for what takes long: pages are drawn meanwhile. It ends with the reader."""

import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.process import BaseProcess
from typing import ParamSpec, TypeVar

T = TypeVar("T")
P = ParamSpec("P")


class Beside:
    """One process, begun with the first work, that does one work after the other."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._children: list[BaseProcess] = []

    def begin(self, work: Callable[P, T], *given: P.args, **named: P.kwargs) -> Future[T]:
        """Have some work done after all that was begun before.

        The future raises `BrokenProcessPool` where the process is ended by others.
        """
        if self._pool is None:
            self._pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_stay_in_step)
        before = set(active_children())
        try:
            return self._pool.submit(work, *given, **named)
        except BrokenProcessPool:  # ended since the last work
            self._pool = None
            return self.begin(work, *given, **named)
        finally:
            self._children += [child for child in active_children() if child not in before]

    def close(self) -> None:
        """End what is at work."""
        for child in self._children:
            child.kill()
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)


def _stay_in_step() -> None:
    """Leave Ctrl-C to the reader, and end when it does, even where it has no time to say so."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_reader, daemon=True).start()


def _end_with_reader() -> None:
    reader = parent_process()
    if reader is not None:
        reader.join()
        os._exit(1)
