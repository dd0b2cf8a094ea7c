"""Serves the page until it is told to stop. The one module that knows uvicorn."""

from __future__ import annotations

import ipaddress
import secrets
import socket
from collections.abc import Callable

from storyboard.base.errors import StoryboardError
from storyboard.preview.guard import door_of
from storyboard.preview.server import app
from storyboard.preview.session import Session

_TRIED = 20
"""Ports after the usual one that are tried where it is in use."""


def bind(address: str, port: int, asked: bool) -> socket.socket:
    """A socket at that port, or, unless somebody `asked` for this very one, at one of the next that is free.

    Raises StoryboardError where there is none.
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    for number in range(port, port + 1 if asked or not port else port + _TRIED):
        bound = socket.socket(family, socket.SOCK_STREAM)
        try:
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            bound.bind((address, number))
            bound.listen()
        except OSError as error:
            bound.close()
            fault = error.strerror or str(error)
            continue
        return bound
    way = "name another with --port" if asked else f"and so are the {_TRIED} after it; name one with --port"
    raise StoryboardError(f"port {port} of {address} can't be used ({fault}); {way}")


def is_loopback(address: str) -> bool:
    """Whether nobody but this machine can reach it."""
    return address == "localhost" or ipaddress.ip_address(address).is_loopback


def serve(session: Session, bound: socket.socket, tell: Callable[[str], None]) -> None:
    """Answer the page until Ctrl-C; `tell` hears the address to open."""
    import uvicorn

    address, port = bound.getsockname()[:2]
    door = door_of(address, port, secrets.token_urlsafe(32))
    config = uvicorn.Config(
        app(session, door), log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=1
    )
    name = "127.0.0.1" if door.everywhere else f"[{address}]" if ":" in address else address
    tell(f"http://{name}:{port}/?token={door.token}")
    uvicorn.Server(config).run(sockets=[bound])
