"""A server that says what a test wants said: the page's side of the contract can be tried without a build."""

from __future__ import annotations

import json
import queue
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

STATIC = Path(__file__).parents[2] / "storyboard" / "preview" / "static"
TYPES = {".html": "text/html; charset=utf-8", ".css": "text/css", ".mjs": "text/javascript"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class FakeServer:
    """What it serves stands in its attributes; `asked` has each wish that a page posted, as (path, wish)."""

    def __init__(self, state: dict, blobs: dict[str, tuple[str, bytes]]) -> None:
        self.state = state
        self.blobs = blobs
        self.details: dict[int, dict] = {}
        self.plans: dict[str, dict] = {}
        self.asked: list[tuple[str, dict]] = []
        self.fetched: list[str] = []
        self._listeners: list[queue.Queue] = []
        self._start(0)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def change(self, **fields: object) -> None:
        """Change the state and tell every page; shots are sent only where they are among the fields."""
        self.state |= fields | {"version": self.state["version"] + 1}
        told = {key: value for key, value in self.state.items() if key != "shots" or "shots" in fields}
        self._tell("state", told)

    def change_shot(self, number: int, **fields: object) -> None:
        self.state["version"] += 1
        self.state["shots"][number] |= fields
        shot = self.state["shots"][number]
        self._tell("shot", {"version": self.state["version"], "number": number, "shot": shot})

    def change_build(self, **fields: object) -> None:
        self.state["version"] += 1
        self.state["build"] |= fields
        self._tell("build", {"version": self.state["version"], "build": self.state["build"]})

    def stop(self) -> None:
        """Go away, as a server does that was stopped: its pages' connections end."""
        self.gone = True
        for listener in self._listeners:
            listener.put(None)
        self._server.shutdown()
        self._server.server_close()

    def come_back(self) -> None:
        self._start(self.port)

    def _start(self, port: int) -> None:
        self.gone = False
        handler = type("Handler", (_Handler,), {"fake": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", port), handler)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def _tell(self, event: str, what: dict) -> None:
        for listener in self._listeners:
            listener.put((event, json.dumps(what)))

    def _listen(self) -> queue.Queue:
        listener: queue.Queue = queue.Queue()
        listener.put(("state", json.dumps(self.state)))
        self._listeners.append(listener)
        return listener


class _Handler(BaseHTTPRequestHandler):
    fake: FakeServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.fake.gone:  # a connection that was kept open is served no longer either
            self.close_connection = True
            return
        url = urlsplit(self.path)
        self.fake.fetched.append(self.path)
        if url.path == "/":
            self._file("index.html")
        elif url.path.startswith("/static/"):
            self._file(url.path.removeprefix("/static/"))
        elif url.path == "/api/state":
            self._json(200, self.fake.state)
        elif url.path == "/api/events":
            self._events()
        elif url.path == "/api/plan":
            self._json(200, self.fake.plans[parse_qs(url.query)["profile"][0]])
        elif match := re.fullmatch(r"/api/shots/(\d+)", url.path):
            self._json(200, self.fake.details[int(match[1])])
        elif match := re.fullmatch(r"/(?:artifact|thumb)/(\w+)", url.path):
            self._blob(match[1])
        else:
            self._json(404, {"error": "There is no such thing here."})

    def do_POST(self) -> None:
        wish = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.fake.asked.append((self.path, wish))
        self._json(200, {})

    def log_message(self, *_: object) -> None:
        """Tests are quiet."""

    def _file(self, name: str) -> None:
        path = STATIC / name
        if "/" in name or not path.is_file():
            self._json(404, {"error": "There is no such file."})
            return
        self._bytes(200, path.read_bytes(), TYPES[path.suffix], {"content-security-policy": POLICY})

    def _json(self, status: int, what: object) -> None:
        self._bytes(status, json.dumps(what).encode(), "application/json", {})

    def _blob(self, digest: str) -> None:
        if digest not in self.fake.blobs:
            self._json(404, {"error": "No such artifact."})
            return
        kind, blob = self.fake.blobs[digest]
        headers = {"accept-ranges": "bytes", "cache-control": "private, immutable, max-age=600"}
        if match := re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("range", "")):
            first, last = int(match[1]), min(int(match[2] or len(blob) - 1), len(blob) - 1)
            headers["content-range"] = f"bytes {first}-{last}/{len(blob)}"
            self._bytes(206, blob[first : last + 1], kind, headers)
        else:
            self._bytes(200, blob, kind, headers)

    def _bytes(self, status: int, body: bytes, kind: str, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items() | {("content-type", kind), ("content-length", str(len(body)))}:
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(body)
        except ConnectionError:
            self.close_connection = True

    def _events(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("connection", "close")
        self.end_headers()
        self.close_connection = True
        listener = self.fake._listen()
        while (told := listener.get()) is not None:
            try:
                self.wfile.write(f"event: {told[0]}\ndata: {told[1]}\n\n".encode())
                self.wfile.flush()
            except ConnectionError:
                break
        self.fake._listeners.remove(listener)
