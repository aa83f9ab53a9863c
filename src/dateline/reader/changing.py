"""What changes a case, or goes out of it as a file: the forms of the reader, and what they lead back to."""

import re
import time
from collections.abc import Awaitable, Callable
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from dateline.case.file import Case
from dateline.case.location import Location
from dateline.export.corrections import to_lines
from dateline.export.page.words import count
from dateline.model.errors import CaseError, DatelineError, UsageError
from dateline.reader.action import Action, actions
from dateline.reader.answers import AGAIN_SECONDS, say, say_error
from dateline.reader.asked import Asked
from dateline.reader.desk import Desk, Work
from dateline.reader.drawing import draw_message
from dateline.reader.form import LONGEST_BODY, read_form
from dateline.reader.memory import Memory

Handler = Callable[[Request], Awaitable[Response]]
# Printable ASCII from the root of this reader on: "//" or a backslash would begin another machine's name.
_BACK = re.compile(r"/(?![/\\])[!-\[\]-~]*")
_WORKING = (
    "What it takes is read anew, and all reports are joined anew; on a large case that takes some minutes. "
    "You can read and correct on meanwhile: what you see is the case as it was. This page leads back when it "
    "is done."
)


def make_changes(path: Location, memory: Memory, desk: Desk) -> list[Route]:
    """Return the routes that change the case at `path`, and those that belong to them."""
    return [
        *(Route(action.path, _change(path, action, desk, memory), methods=["POST"]) for action in actions()),
        Route("/corrections/name", _remember(memory), methods=["POST"]),
        Route("/corrections.jsonl", _send_corrections(path)),
        Route("/working/{work}", _watch(path, desk, memory)),
    ]


def _change(path: Location, action: Action, desk: Desk, memory: Memory) -> Handler:
    async def answer(request: Request) -> Response:
        try:
            asked = await _read_sent(request)
        except UsageError as error:
            return say(400, str(error), as_json=False)
        return await run_in_threadpool(_make_change, path, action, desk, memory, request, asked)

    return answer


def _make_change(
    path: Location, action: Action, desk: Desk, memory: Memory, request: Request, asked: Asked
) -> Response:
    """Carry out what a form says, and lead back to where it stood or to where one sees the work go on."""
    try:
        with Case.open(path) as case:
            made = action.read(case, asked, memory.read_name(request))
            work = desk.correct(case, made)
    except DatelineError as error:
        return say_error(error, path, as_json=False)
    last, back = made[-1], _read_back(asked)
    if last.other and back.startswith(f"/actor/{last.target.id}"):
        # The page of an actor that is another one now is that other's.
        back = f"/actor/{last.other.id}"
    if work is not None:
        address = f"/working/{work}?{urlencode({'back': back})}"
        # A script that would put the answer in place is told to go there itself.
        if request.headers.get("hx-request"):
            return Response(status_code=204, headers={"hx-redirect": address})
        return RedirectResponse(address, 303)
    response = RedirectResponse(back, 303)
    memory.keep_done(response, last.id)
    return response


def _watch(path: Location, desk: Desk, memory: Memory) -> Handler:
    """Answer how a work goes: the page asks again until it is done, and leads back then."""

    async def answer(request: Request) -> Response:
        name, asked = request.path_params["work"], Asked(query=tuple(request.query_params.multi_items()))
        work = desk.find(name)
        try:
            done = desk.is_done(name)
        except DatelineError as error:
            return say_error(error, path, as_json=False)
        if work is not None and not done:
            return HTMLResponse(draw_message("At work", _tell(work)), headers={"refresh": AGAIN_SECONDS})
        response = RedirectResponse(_read_back(asked), 303)
        memory.keep_done(response, name)
        return response

    return answer


def _tell(work: Work) -> str:
    """Return what is done, for how long, and what it means for who waits."""
    seconds = round(time.monotonic() - work.began)
    since = count(seconds, "second") if seconds < 120 else count(seconds // 60, "minute")
    return f"{work.does[:1].upper()}{work.does[1:]}: begun {since} ago. {_WORKING}"


def _remember(memory: Memory) -> Handler:
    """Keep the name of who corrects."""

    async def answer(request: Request) -> Response:
        try:
            asked = await _read_sent(request)
            name = asked.text("by")
        except UsageError as error:
            return say(400, str(error), as_json=False)
        response = RedirectResponse(_read_back(asked), 303)
        memory.keep_name(response, name)
        return response

    return answer


def _send_corrections(path: Location) -> Handler:
    async def answer(_request: Request) -> Response:
        return await run_in_threadpool(_write_corrections, path)

    return answer


def _write_corrections(path: Location) -> Response:
    try:
        with Case.open(path) as case:
            lines = to_lines(case.corrections())
    except CaseError as error:
        return say_error(error, path, as_json=True)
    headers = {"content-disposition": 'attachment; filename="corrections.jsonl"'}
    return Response(lines, media_type="application/x-ndjson", headers=headers)


async def _read_sent(request: Request) -> Asked:
    """Return what a form says.

    Raises:
        UsageError: It is none, or longer than any form of ours.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_BODY:
            raise UsageError(f"this is longer than {LONGEST_BODY:,} bytes; bring it in parts")
    fields = read_form(request.headers.get("content-type", ""), bytes(body))
    return Asked(path=request.url.path, query=fields)


def _read_back(asked: Asked) -> str:
    """Return the address in the reader to which a form leads back: never one of another machine."""
    back = asked.text("back") or ""
    return back if _BACK.fullmatch(back) else "/corrections"
