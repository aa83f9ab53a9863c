"""What lets the browser that `dateline open` starts correct the case, and nobody who looks over its shoulder.

A browser is started with an address on its command line, which every user of a machine can read in its list
of processes. So that address holds no token but a ticket: good once, for a while, and, where the system tells
whose a connection is, for the user alone who started the reader.
"""

import hmac
import os
import secrets
import socket
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

_GOOD_FOR_SECONDS = 300.0
_CONNECTIONS = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
_ESTABLISHED, _ROOT = "01", 0

Address = tuple[str, int]


class Ticket:
    """A secret that is good once.

    Args:
        clock: Seconds on a clock that only goes forth.
        connections: The system's tables of them, as Linux writes them; where there are none, a ticket is
            good for whoever comes first.
    """

    def __init__(
        self, *, clock: Callable[[], float] = time.monotonic, connections: Iterable[Path] = _CONNECTIONS
    ) -> None:
        self.secret = secrets.token_urlsafe(24)
        self._clock, self._connections = clock, tuple(connections)
        self._until: float | None = clock() + _GOOD_FOR_SECONDS

    def redeem(self, secret: str, *, client: Address, server: Address) -> bool:
        """Tell whether `secret` lets in who connects from `client` to `server`; it does so once.

        That another user shows it does not spoil it for whom it is meant.
        """
        if self._until is None or self._clock() > self._until:
            return False
        if not hmac.compare_digest(secret.encode(), self.secret.encode()):
            return False
        if not is_of_this_user(client, server, self._connections):
            return False
        self._until = None
        return True


def is_of_this_user(client: Address, server: Address, tables: Iterable[Path]) -> bool:
    """Tell whether this user, or root, holds the far end of a connection; also true where nothing tells.

    Source: proc(5), /proc/net/tcp: local and remote address as HEX:PORT, the state, and the user's id in the
    eighth column. What its owner has closed counts as nobody's.
    """
    wanted = (_write(client), _write(server))
    told = False
    for table in tables:
        try:
            lines = table.read_text("ascii").splitlines()[1:]
        except OSError:
            continue
        told = True
        for row in map(str.split, lines):
            # An IPv6 socket has the same address at the end of a longer one.
            same = all(one.endswith(end) for one, end in zip(row[1:3], wanted, strict=True))
            if same and row[3] == _ESTABLISHED:
                return int(row[7]) in (os.getuid(), _ROOT)
    return not told


def _write(address: Address) -> str:
    host, port = address
    return f"{int.from_bytes(socket.inet_aton(host), sys.byteorder):08X}:{port:04X}"
