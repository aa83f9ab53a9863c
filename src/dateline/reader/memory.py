"""What the browser remembers for the reader: who corrects, and, for one page, what was just done."""

from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import Response

from dateline.engine.correcting import find_user

_YEAR_SECONDS = 365 * 86400
_NAME = "dateline-name"


class Memory:
    """Reads and writes the reader's cookies.

    Args:
        port: Where the reader listens: cookies are not kept apart by port, so each reader has its own name.
    """

    def __init__(self, port: int) -> None:
        self._done = f"dateline-done-{port}"

    def read_name(self, request: Request) -> str:
        """Return the name of who corrects: that of the user on this machine until another is given."""
        return unquote(request.cookies.get(_NAME, "")).strip() or find_user()

    def keep_name(self, response: Response, name: str | None) -> None:
        """Keep the name of who corrects, None for that of the user on this machine."""
        if name:
            response.set_cookie(_NAME, quote(name), max_age=_YEAR_SECONDS, httponly=True, samesite="strict")
        else:
            response.delete_cookie(_NAME)

    def read_done(self, request: Request) -> str | None:
        """Return the id of the correction that was just made, None where the page before made none."""
        return request.cookies.get(self._done)

    def keep_done(self, response: Response, correction: str) -> None:
        """Keep the id of the correction that was just made for the next page."""
        response.set_cookie(self._done, correction, max_age=60, httponly=True, samesite="strict")

    def forget_done(self, request: Request, response: Response) -> None:
        """Forget the correction that was just made: a page has told of it."""
        if self._done in request.cookies:
            response.delete_cookie(self._done)
