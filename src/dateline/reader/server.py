"""Serving a case to a browser on this machine until its user has read enough."""

import secrets
import socket
import threading
import webbrowser
from collections.abc import Callable
from contextlib import suppress

from dateline.case.file import Case
from dateline.case.location import Location
from dateline.model.errors import DatelineError, UsageError
from dateline.reader.app import make_app
from dateline.reader.desk import Desk
from dateline.reader.ticket import Ticket

HOST = "127.0.0.1"
# How long Ctrl-C waits for who is still being answered.
_PARTING_SECONDS = 2


def serve(
    path: Location, *, port: int = 0, browse: bool = True, tell: Callable[[str], None] = lambda _: None
) -> None:
    """Serve the case at `path` on the loopback interface until it is interrupted.

    Args:
        path: A case file.
        port: Where to listen; any that is free if 0.
        browse: Whether to open the browser there.
        tell: Is told the address that lets one read and correct, and how to stop.

    Raises:
        UsageError: The port is in use.
    """
    import uvicorn

    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except OSError as error:
            raise UsageError(
                f"--port {port}: cannot be listened on ({error.strerror}); try another"
            ) from None
        # Listening now, so that a browser that is quicker than the server waits and is not turned away.
        listener.listen()
        port = listener.getsockname()[1]
        token, ticket, desk = secrets.token_urlsafe(24), Ticket(), Desk(path)
        home = f"http://{HOST}:{port}/"
        app = make_app(path, token=token, port=port, ticket=ticket if browse else None, desk=desk)
        config = uvicorn.Config(
            app,
            log_level="warning",
            lifespan="off",
            server_header=False,
            timeout_graceful_shutdown=_PARTING_SECONDS,
        )
        threading.Thread(target=_warm, args=(path,), daemon=True).start()
        tell(f"{home}?token={token}")
        if browse:
            # Not the token: a command line can be read by every user of the machine.
            webbrowser.open(f"{home}?ticket={ticket.secret}")
        try:
            # Ctrl-C is how one stops it, and nothing that went wrong.
            with suppress(KeyboardInterrupt):
                uvicorn.Server(config).run(sockets=[listener])
        finally:
            desk.close()


def _warm(path: Location) -> None:
    """Have the encoder and the meanings of the case at hand before anyone searches."""
    # A case that cannot be read says so on the page that is asked for.
    with suppress(DatelineError), Case.open(path) as case:
        case.search("warm")
