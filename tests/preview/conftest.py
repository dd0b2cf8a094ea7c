"""A real browser, without a window, for the tests of the page."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from tests.preview import films
from tests.preview.fake_server import FakeServer
from tests.preview.looking import until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

CHROMIUM = shutil.which("chromium")
FLAGS = ["--disable-gpu", "--disable-background-networking", "--autoplay-policy=no-user-gesture-required"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; a machine without it, or without playwright, skips and says so."""
    api = pytest.importorskip(
        "playwright.sync_api", reason="the page is tried through playwright, which isn't here"
    )
    if not CHROMIUM:
        pytest.skip("the page is tried in chromium, which isn't here")
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open the page of a server, or at an address; whatever the page complains of fails the test."""
    complaints: list[str] = []
    contexts = []
    servers: list[FakeServer] = []

    def open_page(server: FakeServer | str, width: int = 1440, height: int = 900, **context: object) -> Page:
        made = browser.new_context(
            viewport={"width": width, "height": height}, reduced_motion="reduce", **context
        )
        contexts.append(made)
        if not isinstance(server, str):
            servers.append(server)
        page = made.new_page()
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if _is_fault(said) else None)
        page.goto(server if isinstance(server, str) else server.url)
        page.wait_for_selector("body[data-ready]")
        return page

    yield open_page
    for context in contexts:
        context.close()
    for server in servers:
        server.stop()
    assert not complaints, complaints


@pytest.fixture
def server() -> FakeServer:
    return films.small_film()


@pytest.fixture
def page(visit: Callable[..., Page], server: FakeServer) -> Page:
    page = visit(server)
    until(page, "document.querySelector('.deck.front').readyState >= 2")
    return page


def _is_fault(said: ConsoleMessage) -> bool:
    """An error in the console, but for a connection to a server that was stopped on purpose."""
    return said.type == "error" and "net::ERR_" not in said.text
