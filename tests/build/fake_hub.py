"""A hub of models on the loopback: what the hub's own library asks of one, and what it asked."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit


@dataclass
class Repository:
    """A model: its commits (each a mapping of files to bytes), and where its branches point."""

    commits: dict[str, dict[str, bytes]]
    refs: dict[str, str]
    gated: bool = False


@dataclass
class Hub:
    """What is on the hub; `asked` are the paths of all requests so far, `fail_at` a file that breaks off."""

    url: str = ""
    models: dict[str, Repository] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    fail_at: str = ""

    def fetched(self) -> set[str]:
        """The files whose bytes were asked for."""
        paths = (
            path.removeprefix("GET ")
            for path in self.asked
            if path.startswith("GET ") and "/resolve/" in path
        )
        return {path.split("/resolve/")[1].partition("/")[2] for path in paths}


def commit(number: int) -> str:
    """A commit's name."""
    return f"{number:040x}"


@contextmanager
def serving() -> Iterator[Hub]:
    """Serve a hub until the block ends."""
    hub = Hub()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Asked", (_Asked,), {"hub": hub}))
    hub.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()


class _Asked(BaseHTTPRequestHandler):
    hub: Hub
    protocol_version = "HTTP/1.1"

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def log_message(self, *args: object) -> None:
        pass

    def _answer(self) -> None:
        path = unquote(urlsplit(self.path).path)
        self.hub.asked.append(f"{self.command} {path}")
        parts = path.strip("/").split("/")
        api = parts[:2] == ["api", "models"]
        parts = parts[2:] if api else parts
        name, rest = "/".join(parts[:2]), parts[2:]
        model = self.hub.models.get(name)
        if model is None:
            return self._send(404, error="RepoNotFound")
        if model.gated:
            return self._send(403, error="GatedRepo")
        revision = rest[1] if len(rest) > 1 else "main"
        sha = model.refs.get(revision, revision)
        if sha not in model.commits:
            return self._send(404, error="RevisionNotFound")
        files = model.commits[sha]
        if api and rest[:1] == ["tree"]:
            return self._send(200, json.dumps([_entry(file, files[file]) for file in files]).encode())
        if api:
            return self._send(200, json.dumps(_about(name, sha, files)).encode())
        return self._file(files, "/".join(rest[2:]), sha)

    def _file(self, files: dict[str, bytes], file: str, sha: str) -> None:
        if file not in files:
            return self._send(404, error="EntryNotFound")
        if file == self.hub.fail_at and self.command == "GET":
            return self._send(500)
        return self._send(200, files[file], sha=sha)

    def _send(self, status: int, body: bytes = b"", error: str = "", sha: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        if error:
            self.send_header("X-Error-Code", error)
        if sha:
            self.send_header("X-Repo-Commit", sha)
            self.send_header("ETag", f'"{_blob(body)}"')
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)


def _about(name: str, sha: str, files: dict[str, bytes]) -> dict[str, object]:
    siblings = [{"rfilename": file, "size": len(data), "blobId": _blob(data)} for file, data in files.items()]
    return {"_id": "1", "id": name, "modelId": name, "sha": sha, "siblings": siblings, "private": False}


def _entry(file: str, data: bytes) -> dict[str, object]:
    return {"type": "file", "path": file, "size": len(data), "oid": _blob(data)}


def _blob(data: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()
