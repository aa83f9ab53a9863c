"""A PostgreSQL server of our own for the tests: made once a run, in a folder of its own, and gone with it.

It listens on a socket in that folder alone. Where the programs of a server are not installed, what needs one
is skipped, with the reason.
"""

import atexit
import itertools
import os
import shutil
import signal
import subprocess
import tempfile
import time
from functools import cache
from pathlib import Path
from urllib.parse import quote

import pytest

from dateline.case.location import Database, read_location

_PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")
_OWNER = "dateline"
_WAIT_SECONDS = 30.0
_numbers = itertools.count()


class Server:
    """A server that is running; its owner may do all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write_address(self, user: str = _OWNER, *, database: str = "postgres", **options: str) -> str:
        """Return the address of a database for a user, with options as in an address."""
        asked = {"host": str(self._folder), **options}
        return f"postgresql://{quote(user)}@/{quote(database)}?" + "&".join(
            f"{key}={quote(value)}" for key, value in asked.items()
        )

    def run(self, *statements: str, database: str = "postgres") -> None:
        """Carry out statements as the owner, each in a transaction of its own."""
        import psycopg

        with psycopg.connect(self.write_address(database=database), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def name_case(self, name: str = "story") -> Database:
        """Return where a case may lie that nobody has made yet."""
        location = read_location(self.write_address(schema=f"{name}_{next(_numbers)}"))
        assert isinstance(location, Database)
        return location


def start_server() -> Server:
    """Return the server of this run; skip the test where none can be started."""
    server = _start()
    if isinstance(server, str):
        pytest.skip(server)
    return server


@cache
def _start() -> Server | str:
    programs = _find_programs()
    if programs is None:
        return "no PostgreSQL server is installed (initdb, postgres)"
    try:
        import psycopg
    except ImportError:
        return "psycopg is not installed"
    # A server refuses to be run by the superuser.
    user = ("postgres" if _is_user("postgres") else "nobody") if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="dateline-pg-"))
    if user is not None:
        shutil.chown(folder, user)
    data = folder / "data"
    made = subprocess.run(
        [
            programs / "initdb",
            "-D",
            data,
            "-U",
            _OWNER,
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        ],
        check=False,
        capture_output=True,
        user=user,
        cwd=folder,
    )
    if made.returncode:
        shutil.rmtree(folder, ignore_errors=True)
        return f"initdb failed: {made.stderr.decode(errors='replace').strip()[-200:]}"
    rules = data / "pg_hba.conf"
    rules.write_text("local all locked scram-sha-256\nlocal all all trust\n")
    settings = ("listen_addresses=", "fsync=off", "full_page_writes=off", "max_connections=60")
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen(
            [programs / "postgres", "-D", data, "-k", folder, *(f"-c{one}" for one in settings)],
            stdout=log,
            stderr=log,
            user=user,
            cwd=folder,
            start_new_session=True,  # Ctrl-C is ours to pass on
        )
    atexit.register(_stop, running, folder)
    server = Server(folder)
    for _ in range(int(_WAIT_SECONDS / 0.05)):
        try:
            psycopg.connect(server.write_address()).close()
        except psycopg.OperationalError:
            if running.poll() is not None:
                return f"postgres ended: {(folder / 'log').read_text(errors='replace')[-200:]}"
            time.sleep(0.05)
        else:
            return server
    return "postgres did not answer in time"


def _find_programs() -> Path | None:
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else []
    for pattern in _PLACES:
        folders += sorted(Path("/").glob(pattern[1:]))
    whole = [one for one in folders if (one / "initdb").exists() and (one / "postgres").exists()]
    return whole[-1] if whole else None


def _is_user(name: str) -> bool:
    import pwd

    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def _stop(running: "subprocess.Popen[bytes]", folder: Path) -> None:
    running.send_signal(signal.SIGINT)  # at once, whoever is connected
    try:
        running.wait(timeout=5)
    except subprocess.TimeoutExpired:
        running.kill()
        running.wait()
    shutil.rmtree(folder, ignore_errors=True)
