"""A time-stamping authority on this machine (RFC 3161), for tests: openssl answers, a thread listens."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from tests.build import authority
from tests.build.authority import Asked, Authority

_SETTINGS = """\
[tsa]
default_tsa = clock
[clock]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
"""


@contextmanager
def stamping(folder: Path, vouching: Authority) -> Iterator[str]:
    """The address of an authority that stamps until the end of the block."""
    key = authority.curve()
    authority.write_key(folder / "clock.key", key)
    uses = (authority.ExtendedKeyUsageOID.TIME_STAMPING,)
    (folder / "clock.pem").write_bytes(vouching.issue(key, Asked(uses=uses, only_use=True)))
    (folder / "clock.cnf").write_text(_SETTINGS.format(folder=folder))

    class Clock(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            (folder / "asked.tsq").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            answer = _answer(folder)
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *told: object) -> None:
            """Nothing: the test's output is its own."""

    server = HTTPServer(("127.0.0.1", 0), Clock)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _answer(folder: Path) -> bytes:
    files = {"-config": "clock.cnf", "-queryfile": "asked.tsq", "-inkey": "clock.key", "-signer": "clock.pem"}
    named = [word for option, name in files.items() for word in (option, str(folder / name))]
    told = [*named, "-chain", str(folder / "clock.pem"), "-out", str(folder / "told.tsr")]
    subprocess.run(["openssl", "ts", "-reply", "-section", "clock", *told], check=True, capture_output=True)
    return (folder / "told.tsr").read_bytes()
