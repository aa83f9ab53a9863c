"""Who may ask the reader, and what its pages may do: this machine alone, and what came with the program.

The reader listens on the loopback interface, but any page open in the same browser could send requests there,
under a name that it makes point there too. So the Host of a request must be ours; a request that changes
something must come from one of our own pages and carry the token that this start of the reader made; a
browser gets it as a cookie, for the address that the terminal shows or for a ticket. And since texts come
from anywhere, the policy lets no script, style, image or frame run but our own files.
"""

import hmac
from collections.abc import Iterable, Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.reader.ticket import Ticket

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    # Not "no-referrer": under it browsers call the origin of a form "null", and our own would be turned away.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
_READING = frozenset({"GET", "HEAD"})
_TOKEN, _TICKET = "token", "ticket"
_REFUSAL = (
    "This address was good once, or is of an earlier start of the reader. Open the one that "
    "`dateline open` printed in the terminal."
)


class Guard:
    """Wraps the reader's pages.

    Args:
        app: Answers what is let through; it finds in `scope["may_change"]` whether the browser has the token.
        token: What this start of the reader made.
        port: Where the reader listens.
        ticket: What is good for the token once; None where there is none.
    """

    def __init__(self, app: ASGIApp, *, token: str, port: int, ticket: Ticket | None = None) -> None:
        self._app = app
        self._token = token
        self._ticket = ticket
        self._hosts = frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost"))
        # Cookies are not kept apart by port: two readers at once have two names.
        self._cookie = f"dateline-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or turn it away."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        headers = Headers(scope=scope)
        if headers.get("host") not in self._hosts:
            refusal = PlainTextResponse("This reader answers to its own address only.", 421)
            await refusal(scope, receive, send_guarded)
            return
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        handed = [one for one in query if one[0] in (_TOKEN, _TICKET)]
        if scope["method"] in _READING and handed:
            rest = [one for one in query if one not in handed]
            known = self._holds(self._read_cookies(headers)) or self._takes(handed[-1], scope)
            await self._admit(known, scope["path"], rest)(scope, receive, send_guarded)
            return
        may_change = self._holds(self._read_cookies(headers)) and self._is_ours(headers)
        if scope["method"] not in _READING and not may_change:
            words = "Only a page that this start of the reader opened may change the case."
            await PlainTextResponse(words, 403)(scope, receive, send_guarded)
            return
        scope["may_change"] = may_change
        await self._app(scope, receive, send_guarded)

    def _takes(self, handed: tuple[str, str], scope: Scope) -> bool:
        """Tell whether an address lets its browser in: it has the token, or a ticket that is still good."""
        name, secret = handed
        if name == _TOKEN:
            return self._holds([secret])
        return self._ticket is not None and self._ticket.redeem(
            secret, client=tuple(scope["client"]), server=tuple(scope["server"])
        )

    def _admit(
        self, known: bool, path: str, query: Sequence[tuple[str, str]]
    ) -> PlainTextResponse | RedirectResponse:
        """Hand the browser the token as a cookie that no script can read, and keep it out of the address."""
        if not known:
            return PlainTextResponse(_REFUSAL, 403)
        # One slash: two would begin the name of another machine.
        address = "/" + path.lstrip("/\\")
        response = RedirectResponse(f"{address}?{urlencode(query)}" if query else address, 303)
        response.set_cookie(self._cookie, self._token, httponly=True, samesite="strict")
        return response

    def _holds(self, tokens: Iterable[str]) -> bool:
        return any(hmac.compare_digest(one.encode(), self._token.encode()) for one in tokens)

    def _read_cookies(self, headers: Headers) -> list[str]:
        # Any program with pages on this machine sets cookies for all: one written amiss must not hide ours.
        cookies = cookie_parser(headers.get("cookie", ""))
        return [cookies[self._cookie]] if self._cookie in cookies else []

    def _is_ours(self, headers: Headers) -> bool:
        """Tell whether a request comes from a page of ours, or from no page: an address that was typed."""
        origin = headers.get("origin")
        return origin is None or (
            urlsplit(origin).scheme == "http" and urlsplit(origin).netloc in self._hosts
        )
