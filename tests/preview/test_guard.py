"""Only the page itself is answered: wrong tokens, hosts, origins, methods and paths are refused."""

from __future__ import annotations

import socket

import pytest

from storyboard.preview.guard import door_of
from tests.preview.watched import Watched, built


@pytest.fixture(scope="module")
def watched(tmp_path_factory):
    made = Watched(tmp_path_factory.mktemp("guarded"))
    made.until(built)
    yield made
    made.close()


def test_the_address_opens_the_page_once_and_leaves_a_cookie(watched):
    status, headers, _ = watched.ask(f"/?token={watched.token}", Cookie=None)
    assert (status, headers["location"]) == (303, "/")
    cookie = headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie
    assert watched.ask("/")[0] == 200


@pytest.mark.parametrize(
    "path", ["/", "/api/state", "/api/events", "/static/index.html", "/artifact/0", "/nothing"]
)
@pytest.mark.parametrize("cookie", [None, "storyboard=x", "another"])
def test_nothing_is_told_without_the_token(watched, path, cookie):
    status, _, body = watched.ask(path, Cookie=cookie)
    assert status == 403
    assert b"storyboard watch" in body


@pytest.mark.parametrize("path", ["/?token=wrong", "/?token=", "/api/state?token=wrong"])
def test_a_wrong_token_opens_nothing(watched, path):
    status, headers, _ = watched.ask(path, Cookie=None)
    assert status == 403
    assert "set-cookie" not in headers


def test_the_right_token_opens_only_the_page_itself(watched):
    assert watched.ask(f"/api/state?token={watched.token}", Cookie=None)[0] == 403


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1:1", "", None])
def test_another_host_is_refused_even_with_the_cookie(watched, host):
    assert watched.ask("/api/state", Host=host)[0] in (400, 403)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"])
def test_other_methods_are_refused(watched, method):
    assert watched.ask("/api/state", method)[0] == 405


@pytest.mark.parametrize("path", ["/api/render", "/api/stop", "/api/pages", "/api/takes", "/api/pick"])
def test_nothing_is_changed_by_a_get(watched, path):
    assert watched.ask(path)[0] in (404, 405)
    assert watched.state()["render"] is None


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "", None, "https://127.0.0.1"])
def test_a_post_from_another_origin_is_refused(watched, origin):
    assert watched.ask("/api/pages", "POST", {}, Origin=origin)[0] == 403


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", None])
def test_a_post_as_a_form_could_send_it_is_refused(watched, kind):
    assert watched.ask("/api/pages", "POST", {}, Content_Type=kind)[0] == 403


def test_a_body_that_is_too_large_or_no_json_object_is_refused(watched):
    assert watched.ask("/api/render", "POST", b"x" * (1 << 17))[0] == 403
    assert watched.ask("/api/render", "POST", b"{")[0] == 400
    assert watched.ask("/api/render", "POST", [])[0] == 400
    assert watched.ask("/api/render", "POST", {"profile": ["animatic"]})[0] == 400


@pytest.mark.parametrize(
    "path",
    [
        "/static/../session.py",
        "/static/..%2fsession.py",
        "/static/%2e%2e/session.py",
        "/static//etc/passwd",
        "/static/%2fetc%2fpasswd",
        "/artifact/../../film.yaml",
        "/artifact/..%2f..%2ffilm.yaml",
        "/artifact/%2e%2e%2ffilm.yaml",
        "/thumb/..%2ffilm.yaml",
        "/thumb/%00",
        "/film.yaml",
        "/static/",
        "/static/index.html%00.css",
    ],
)
def test_no_path_reaches_a_file(watched, path):
    status, _, body = watched.ask(path)
    assert status in (400, 404)
    assert b"storyboard:" not in body and b"root:" not in body and b"import" not in body


def test_every_answer_forbids_what_the_page_does_not_need(watched):
    for path in ("/", "/api/state", "/nothing"):
        _, headers, _ = watched.ask(path)
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"


def test_it_listens_to_this_machine_alone(watched):
    others = {each[4][0] for each in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for address in others - {"127.0.0.1"}:
        if address.startswith("127."):
            continue
        with socket.socket() as probe:
            probe.settimeout(2)
            assert probe.connect_ex((address, watched.address.port)) != 0


@pytest.mark.parametrize(
    ("address", "host", "known"),
    [
        ("127.0.0.1", "127.0.0.1:80", True),
        ("127.0.0.1", "localhost:80", True),
        ("127.0.0.1", "192.168.1.5:80", False),
        ("127.0.0.1", "127.0.0.1:81", False),
        ("::1", "[::1]:80", True),
        ("192.168.1.5", "192.168.1.5:80", True),
        ("192.168.1.5", "192.168.1.6:80", False),
        ("0.0.0.0", "192.168.1.5:80", True),
        ("::", "[fe80::1]:80", True),
        ("0.0.0.0", "evil.example:80", False),
        ("0.0.0.0", "127.0.0.1.evil.example:80", False),
        ("0.0.0.0", ":80", False),
    ],
)
def test_a_page_is_known_by_addresses_it_is_served_at_and_by_no_other_name(address, host, known):
    assert door_of(address, 80, "token").knows(host) == known
