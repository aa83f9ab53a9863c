"""The reader as an ASGI application: addresses to pages, and what goes wrong to one shape of answer."""

from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from importlib.resources import files
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from dateline.case.file import Case
from dateline.export.html import read_base_style
from dateline.model.errors import CaseError, UnknownEntry, UsageError
from dateline.model.plain import to_json_line
from dateline.reader.asked import Asked
from dateline.reader.drawing import draw_error, draw_page
from dateline.reader.files import FILES, send_list
from dateline.reader.guard import Guard
from dateline.reader.page import Page, pages

Handler = Callable[[Request], Awaitable[Response]]
_STATIC = files("dateline.reader") / "static"
_SHORTEST_ZIPPED = 1000
_TWIN = ".json"
_STATUS = {UnknownEntry: 404, UsageError: 400, CaseError: 503}


def make_app(path: Path, *, token: str, port: int) -> Starlette:
    """Return the reader of one case.

    Args:
        path: The case file; it is opened anew for each request, so that what others add is seen at once.
        token: What a request must carry to change the case.
        port: Where the reader will listen: part of its name, to which alone it answers.
    """
    routes: list[Route | Mount] = []
    for page in pages():
        twin = "/story.json" if page.path == "/" else f"{page.path}.json"
        # The twin first: "{id}" would take ".json" for a part of the id.
        routes.append(Route(twin, _answer(path, page, _TWIN)))
        if page.choose is not None:
            routes += [Route(page.path + ending, _answer(path, page, ending)) for ending in FILES]
        routes.append(Route(page.path, _answer(path, page, "")))
    routes.append(Route("/static/base.css", _send_base_style))
    routes.append(Mount("/static", StaticFiles(directory=str(_STATIC))))
    return Starlette(
        routes=routes,
        middleware=[
            Middleware(Guard, token=token, port=port),
            Middleware(GZipMiddleware, minimum_size=_SHORTEST_ZIPPED),
        ],
        exception_handlers={HTTPException: _refuse, Exception: _fail},
    )


async def _send_base_style(_request: Request) -> Response:
    """Send the style that the single page uses too, and keeps."""
    return Response(read_base_style(), media_type="text/css")


def _answer(path: Path, page: Page, ending: str) -> Handler:
    async def answer(request: Request) -> Response:
        return await run_in_threadpool(_make_answer, path, page, request, ending)

    return answer


def _make_answer(path: Path, page: Page, request: Request, ending: str) -> Response:
    as_json = ending == _TWIN
    asked = Asked(
        path=request.url.path.removesuffix(ending),
        query=tuple(request.query_params.multi_items()),
        parts=dict(request.path_params),
        as_data=as_json,
    )
    try:
        with ExitStack() as held:
            case = held.enter_context(Case.open(path))
            if page.choose is not None and ending in FILES:
                # The case stays open until the last line is sent.
                return send_list(page.choose(case, asked), ending, held.pop_all())
            view = page.read(case, asked)
    except (UnknownEntry, UsageError, CaseError) as error:
        status = next(status for kind, status in _STATUS.items() if isinstance(error, kind))
        # Where the case lies is nobody's business to whom the page is sent.
        return _say(status, str(error).replace(str(path), path.name), as_json)
    if as_json:
        return Response(to_json_line(view), media_type="application/json")
    may_change = bool(request.scope.get("may_change"))
    return HTMLResponse(draw_page(page, view, asked, story=path.stem, may_change=may_change))


def _say(status: int, message: str, as_json: bool) -> Response:
    if as_json:
        error: dict[str, Any] = {"error": {"status": status, "message": message}}
        return Response(to_json_line(error), status, media_type="application/json")
    return HTMLResponse(draw_error(status, message), status)


async def _refuse(request: Request, error: Exception) -> Response:
    status, message = (
        (error.status_code, error.detail) if isinstance(error, HTTPException) else (500, str(error))
    )
    if status == 404:
        message = "There is no page at this address."
    return _say(status, message, request.url.path.endswith(".json"))


async def _fail(request: Request, error: Exception) -> Response:
    words = f"dateline failed, through no fault of yours ({type(error).__name__}). The case is as it was."
    return _say(500, words, request.url.path.endswith(".json"))
