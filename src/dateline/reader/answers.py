"""The one shape in which the reader says what went wrong: a page, or the same as JSON."""

from starlette.responses import HTMLResponse, Response

from dateline.case.location import Location
from dateline.model.errors import CaseBusy, CaseError, DatelineError, UnknownEntry, UsageError
from dateline.model.plain import to_json_line
from dateline.reader.drawing import draw_error

AGAIN_SECONDS = "2"
"""How long a page waits before it asks again how a work goes."""

_STATUS = {UnknownEntry: 404, UsageError: 400, CaseError: 503}


def say_error(error: DatelineError, path: Location, as_json: bool, *, again: bool = False) -> Response:
    """Return the answer to what the case at `path` does not hold, or what cannot be asked or kept.

    Where `again` is true and the case is only busy, the page asks once more by itself.
    """
    status = next((status for kind, status in _STATUS.items() if isinstance(error, kind)), 500)
    # Where the case lies is nobody's business to whom the page is sent.
    message = str(error).replace(str(path), path.name)
    comes_back = again and isinstance(error, CaseBusy)
    response = say(status, f"{message}. This page comes back by itself." if comes_back else message, as_json)
    if comes_back:
        response.headers["refresh"] = AGAIN_SECONDS
    return response


def say(status: int, message: str, as_json: bool) -> Response:
    """Return the answer that says what went wrong, and what to do."""
    if as_json:
        error: dict[str, dict[str, str | int]] = {"error": {"status": status, "message": message}}
        return Response(to_json_line(error), status, media_type="application/json")
    return HTMLResponse(draw_error(status, message), status)
