"""The reader as an ASGI application: addresses to pages, and what goes wrong to one shape of answer."""

from collections.abc import Awaitable, Callable
from importlib.resources import files

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from dateline.case.file import Case
from dateline.case.location import Location
from dateline.export.html import read_base_style
from dateline.model.errors import CaseError, UnknownEntry, UsageError
from dateline.model.plain import to_json_line
from dateline.reader.answers import say, say_error
from dateline.reader.asked import Asked
from dateline.reader.changing import make_changes
from dateline.reader.desk import Desk
from dateline.reader.desktop import read_desktop
from dateline.reader.drawing import draw_page
from dateline.reader.exporting import make_exports
from dateline.reader.files import FILES, send_list
from dateline.reader.guard import Guard
from dateline.reader.memory import Memory
from dateline.reader.page import Page, pages
from dateline.reader.ticket import Ticket

Handler = Callable[[Request], Awaitable[Response]]
_STATIC = files("dateline.reader") / "static"
_SHORTEST_ZIPPED = 1000
_TWIN = ".json"


def make_app(
    path: Location, *, token: str, port: int, ticket: Ticket | None = None, desk: Desk | None = None
) -> Starlette:
    """Return the reader of one case.

    Args:
        path: The case file; it is opened anew for each request, so that what others add is seen at once.
        token: What a request must carry to change the case.
        port: Where the reader will listen: part of its name, to which alone it answers.
        ticket: What is good once in the token's place, for the browser that is started.
        desk: Where corrections are carried out; whoever gives one closes it.
    """
    memory = Memory(port)
    desk = desk or Desk(path)
    routes: list[Route | Mount] = [*make_changes(path, memory, desk), make_exports(path, desk.press)]
    for page in pages():
        twin = "/story.json" if page.path == "/" else f"{page.path}.json"
        # The twin first: "{id}" would take ".json" for a part of the id.
        routes.append(Route(twin, _answer(path, page, memory, desk, _TWIN)))
        if page.choose is not None:
            routes += [
                Route(page.path + ending, _answer(path, page, memory, desk, ending)) for ending in FILES
            ]
        routes.append(Route(page.path, _answer(path, page, memory, desk, "")))
    routes.append(Route("/static/base.css", _send_base_style))
    routes.append(Mount("/static", StaticFiles(directory=str(_STATIC))))
    return Starlette(
        routes=routes,
        middleware=[
            Middleware(Guard, token=token, port=port, ticket=ticket),
            Middleware(GZipMiddleware, minimum_size=_SHORTEST_ZIPPED),
        ],
        exception_handlers={HTTPException: _refuse, Exception: _fail},
    )


async def _send_base_style(_request: Request) -> Response:
    """Send the style that the single page uses too, and keeps."""
    return Response(read_base_style(), media_type="text/css")


def _answer(path: Location, page: Page, memory: Memory, desk: Desk, ending: str) -> Handler:
    async def answer(request: Request) -> Response:
        return await run_in_threadpool(_make_answer, path, page, memory, desk, request, ending)

    return answer


def _make_answer(
    path: Location, page: Page, memory: Memory, desk: Desk, request: Request, ending: str
) -> Response:
    as_json = ending == _TWIN
    asked = Asked(
        path=request.url.path.removesuffix(ending),
        query=tuple(request.query_params.multi_items()),
        parts=dict(request.path_params),
        as_data=as_json,
    )
    try:
        # All that a page tells is told of one moment, whatever others write meanwhile.
        with Case.open(path) as case, case.snapshot():
            if page.choose is not None and ending in FILES:
                return send_list(page.choose(case, asked), ending)
            view = page.read(case, asked)
            by, done = memory.read_name(request), memory.read_done(request)
            desktop = read_desktop(case, by=by, done=done, at_work=desk.find_any())
    except (UnknownEntry, UsageError, CaseError) as error:
        gone = isinstance(error, UnknownEntry) and memory.read_done(request) and not ending
        # It was there before it was corrected.
        return (
            RedirectResponse("/corrections", 303)
            if gone
            else say_error(error, path, as_json, again=not ending)
        )
    if as_json:
        return Response(to_json_line(view), media_type="application/json")
    may_change = bool(request.scope.get("may_change"))
    text = draw_page(page, view, asked, story=path.stem, may_change=may_change, desktop=desktop)
    response = HTMLResponse(text)
    memory.forget_done(request, response)
    return response


async def _refuse(request: Request, error: Exception) -> Response:
    status, message = (
        (error.status_code, error.detail) if isinstance(error, HTTPException) else (500, str(error))
    )
    if status == 404:
        message = "There is no page at this address."
    return say(status, message, request.url.path.endswith(".json"))


async def _fail(request: Request, error: Exception) -> Response:
    words = f"dateline failed, through no fault of yours ({type(error).__name__}). The case is as it was."
    return say(500, words, request.url.path.endswith(".json"))
