"""What the page can ask for. The one module, with its guard, that knows starlette."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from importlib.resources import files
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from storyboard.base.errors import StoryboardError
from storyboard.plan.takes import MOST
from storyboard.preview.artifacts import WIDTHS
from storyboard.preview.guard import Door, Guard
from storyboard.preview.session import Session

_TYPES = {".html": "text/html", ".css": "text/css", ".mjs": "text/javascript", ".svg": "image/svg+xml"}
_FOREVER = {"cache-control": "private, max-age=31536000, immutable"}
_NEVER = {"cache-control": "no-store"}
_TOGETHER_SECONDS = 0.02
"""Changes that come so close to each other go to the page at once."""
_SIGN_OF_LIFE_SECONDS = 15.0


def app(session: Session, door: Door) -> Guard:
    """The page's server; whoever is not the page is turned away before anything is looked at."""
    asked = _Answers(session)
    routes = [
        Route("/", asked.page),
        Route("/static/{name}", asked.static),
        Route("/api/state", asked.state),
        Route("/api/events", asked.events),
        Route("/api/shots/{number:int}", asked.shot),
        Route("/api/plan", asked.plan),
        Route("/api/render", asked.render, methods=["POST"]),
        Route("/api/stop", asked.stop, methods=["POST"]),
        Route("/api/pages", asked.pages, methods=["POST"]),
        Route("/api/takes", asked.takes, methods=["POST"]),
        Route("/api/pick", asked.pick, methods=["POST"]),
        Route("/artifact/{digest}", asked.artifact),
        Route("/thumb/{digest}", asked.thumb),
    ]
    handlers = {HTTPException: _say, StoryboardError: _say_why, Exception: _say_bug}
    return Guard(Starlette(routes=routes, exception_handlers=handlers), door)  # type: ignore[arg-type]


def _static() -> dict[str, tuple[bytes, str]]:
    """The page's own files, by name: read once, so that no request names a file of the disk."""
    folder = files("storyboard.preview") / "static"
    there = {each.name: each for each in folder.iterdir() if each.is_file()}
    kinds = {name: _TYPES.get(name[name.rfind(".") :]) for name in there}
    return {name: (there[name].read_bytes(), kind) for name, kind in kinds.items() if kind}


class _Answers:
    def __init__(self, session: Session) -> None:
        self._session = session
        self._files = _static()

    async def page(self, request: Request) -> Response:
        return self._file("index.html")

    async def static(self, request: Request) -> Response:
        return self._file(request.path_params["name"])

    def _file(self, name: str) -> Response:
        if name not in self._files:
            raise HTTPException(404, "the page has no such file")
        body, kind = self._files[name]
        return Response(body, media_type=kind, headers=_NEVER)

    async def state(self, request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(self._session.state), headers=_NEVER)

    async def events(self, request: Request) -> Response:
        return StreamingResponse(self._tell(request), media_type="text/event-stream", headers=_NEVER)

    async def _tell(self, request: Request) -> AsyncIterator[str]:
        """Everything that changes, until the page is closed or the server ends."""
        loop, news = asyncio.get_running_loop(), asyncio.Event()
        news.set()

        def wake() -> None:
            with suppress(RuntimeError):  # the server has just ended
                loop.call_soon_threadsafe(news.set)

        listener = self._session.listen(wake)
        try:
            while True:
                try:
                    await asyncio.wait_for(news.wait(), _SIGN_OF_LIFE_SECONDS)
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                await asyncio.sleep(_TOGETHER_SECONDS)
                news.clear()
                for name, plain in await run_in_threadpool(self._session.take, listener):
                    yield f"event: {name}\ndata: {json.dumps(plain, separators=(',', ':'))}\n\n"
        finally:
            self._session.forget(listener)

    async def shot(self, request: Request) -> Response:
        found = await run_in_threadpool(self._session.shot, request.path_params["number"])
        if found is None:
            raise HTTPException(404, "the film has no such shot now")
        return JSONResponse(found, headers=_NEVER)

    async def plan(self, request: Request) -> Response:
        profile = self._profile(request.query_params.get("profile"))
        return JSONResponse(await run_in_threadpool(self._session.plan, profile), headers=_NEVER)

    async def render(self, request: Request) -> Response:
        profile = self._profile((await _body(request)).get("profile"))
        if not await run_in_threadpool(self._session.render, profile):
            raise HTTPException(409, "a film is being rendered already; stop it first")
        return JSONResponse({}, 202)

    async def stop(self, request: Request) -> Response:
        self._session.stop()
        return JSONResponse({}, 202)

    async def pages(self, request: Request) -> Response:
        await run_in_threadpool(self._session.want_pages)
        return JSONResponse({}, 202)

    async def takes(self, request: Request) -> Response:
        said = await _body(request)
        shot, seeds = said.get("shot"), said.get("seeds")
        if not isinstance(shot, str) or type(seeds) is not int or not 2 <= seeds <= MOST:
            raise HTTPException(400, f"a shot's id and a number of seeds from 2 to {MOST}")
        await run_in_threadpool(self._session.want_takes, shot, seeds)
        return JSONResponse({}, 202)

    async def pick(self, request: Request) -> Response:
        said = await _body(request)
        shot, seed = said.get("shot"), said.get("seed")
        if not isinstance(shot, str) or type(seed) is not int:
            raise HTTPException(400, "a shot's id and a seed")
        await run_in_threadpool(self._session.pick, shot, seed)
        return JSONResponse({}, 202)

    async def artifact(self, request: Request) -> Response:
        found = await run_in_threadpool(self._session.shelf.find, request.path_params["digest"])
        if found is None:
            raise HTTPException(404, "there is no such picture or film here")
        return FileResponse(found[0], media_type=found[1], headers=_FOREVER)

    async def thumb(self, request: Request) -> Response:
        width = request.query_params.get("w", "320")
        if width not in map(str, WIDTHS):
            raise HTTPException(400, f"w is one of {', '.join(map(str, WIDTHS))}")
        digest = request.path_params["digest"]
        made = await run_in_threadpool(self._session.shelf.thumb, digest, int(width))
        if made is None:
            raise HTTPException(404, "there is no such picture here")
        return Response(made, media_type="image/jpeg", headers=_FOREVER)

    def _profile(self, name: object) -> str:
        if not isinstance(name, str) or not self._session.has_profile(name):
            raise HTTPException(400, "the script has no such profile")
        return name


async def _body(request: Request) -> Mapping[str, Any]:
    try:
        said = await request.json()
    except ValueError:
        said = None
    if not isinstance(said, dict):
        raise HTTPException(400, "that is no JSON object")
    return said


async def _say(request: Request, error: HTTPException) -> Response:
    return JSONResponse({"error": error.detail}, error.status_code)


async def _say_why(request: Request, error: StoryboardError) -> Response:
    return JSONResponse({"error": str(error)}, 409)


async def _say_bug(request: Request, error: Exception) -> Response:
    return JSONResponse({"error": "a bug in Storyboard; its log is in the terminal"}, 500)
