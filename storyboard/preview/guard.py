"""Who may ask: only the page that this program opened, from this machine."""

from __future__ import annotations

import hmac
import ipaddress
import socket
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_ALWAYS: Mapping[str, str] = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}
_STALE = "this page is of an earlier start; open the address that storyboard watch shows now"
_LARGEST = 1 << 16
"""Bytes of a request's body."""


@dataclass(frozen=True, slots=True)
class Door:
    """Where the page is served, and what opens it.

    It is asked for by one of `names`, or by any address, where it is served at every one of this machine:
    a name that somebody else makes stand for this machine is none.
    """

    token: str
    port: int
    names: frozenset[str]
    everywhere: bool = False

    @property
    def cookie(self) -> str:
        """Ports share cookies, so that each has one of its own."""
        return f"storyboard-{self.port}"

    def knows(self, host: str) -> bool:
        """Whether the page may be asked for by that value of Host."""
        name, _, port = host.rpartition(":")
        return port == str(self.port) and (name in self.names or (self.everywhere and _is_address(name)))


def door_of(address: str, port: int, token: str) -> Door:
    """The door of a page that is served at an address."""
    everywhere = ipaddress.ip_address(address).is_unspecified
    own = {socket.gethostname()} if everywhere else {f"[{address}]" if ":" in address else address}
    return Door(token, port, frozenset({"127.0.0.1", "localhost", "[::1]", *own}), everywhere)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True


class Guard:
    """Refuses whatever does not come from the page itself: by host, by origin, by method and by token.

    A page elsewhere whose name is made to stand for this machine (DNS rebinding) has the wrong Host; one that
    sends a form or a request has the wrong Origin and no cookie.
    """

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app, self._door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        await (refusal or self._app)(scope, receive, _with_headers(send))

    def _refusal(self, scope: Scope) -> Response | None:
        asked, headers = HTTPConnection(scope), Headers(scope=scope)
        if not self._door.knows(headers.get("host", "")):
            return _refuse("this is not the address of the page", 403)
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return _refuse("there is nothing that could be done so", 405)
        if scope["method"] == "POST" and (fault := self._fault_of_post(headers)):
            return _refuse(fault, 403)
        given = asked.query_params.get("token")
        if given is not None and scope["path"] == "/" and scope["method"] == "GET":
            return self._let_in(given)
        if not self._opens(asked.cookies.get(self._door.cookie, "")):
            return _refuse(_STALE, 403)
        return None

    def _fault_of_post(self, headers: Headers) -> str:
        if headers.get("origin") != f"http://{headers['host']}":
            return "only the page itself may ask for that"
        if headers.get("content-type", "").split(";")[0].strip() != "application/json":
            return "that is to be asked for in JSON"
        length = headers.get("content-length", "")
        return "" if length.isdigit() and int(length) <= _LARGEST else "that is too much"

    def _let_in(self, given: str) -> Response:
        if not self._opens(given):
            return _refuse(_STALE, 403)
        response = RedirectResponse("/", 303)
        response.set_cookie(self._door.cookie, self._door.token, path="/", httponly=True, samesite="strict")
        return response

    def _opens(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self._door.token.encode())


def _refuse(sentence: str, status: int) -> Response:
    return JSONResponse({"error": sentence}, status)


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            there = {name.lower() for name, _ in message["headers"]}
            more = [(name.encode(), value.encode()) for name, value in _ALWAYS.items()]
            message["headers"] = [*message["headers"], *(each for each in more if each[0] not in there)]
        await send(message)

    return sending
