"""What axe-core, which comes from npm when the test runs, says of the page."""

from __future__ import annotations

import shutil
import subprocess
import tarfile

import pytest

from tests.preview import films
from tests.preview.looking import PROBLEM, until
from tests.preview.moving_bars import flat_still

pytestmark = pytest.mark.slow

AXE = "axe-core@4.10.3"
NPM = shutil.which("npm")


@pytest.fixture(scope="session")
def axe(tmp_path_factory) -> str:
    """The source of axe-core."""
    folder = tmp_path_factory.mktemp("axe")
    if not NPM:
        pytest.skip("axe-core comes through npm, which isn't here")
    fetched = subprocess.run([NPM, "pack", "--silent", AXE], cwd=folder, capture_output=True, timeout=90)
    packed = next(folder.glob("*.tgz"), None)
    if fetched.returncode or packed is None:
        pytest.skip("npm can't fetch axe-core here")
    with tarfile.open(packed) as archive:
        return archive.extractfile("package/axe.min.js").read().decode()


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_axe_finds_no_serious_violation(visit, axe, scheme, width):
    server = busy_film()
    page = visit(server, width=width, color_scheme=scheme)
    page.wait_for_selector(".take")
    page.evaluate(axe)
    for tab in ("film", "comic", "plan"):
        page.click(f"#tab-{tab}")
        assert violations(page) == []
    page.click("#render-start")
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    until(page, "document.getElementById('help').open")
    assert violations(page) == []


def violations(page) -> list[str]:
    """What is serious or worse, and where."""
    page.wait_for_timeout(150)
    found, kept = page.evaluate(
        "axe.run(document).then(({violations, passes}) => [violations, passes.length])"
    )
    assert kept > 10, "axe has looked at hardly anything"
    return [
        f"{each['id']}: {each['nodes'][0]['html'][:160]}: {each['nodes'][0]['failureSummary']}"
        for each in found
        if each["impact"] in ("serious", "critical")
    ]


def busy_film():
    """A film with everything at once: shots in every state, problems, takes, a wipe, a comic, a render."""
    server = films.small_film()
    for shot, state in zip(
        server.state["shots"], ("hit", "waiting", "running", "done", "failed"), strict=True
    ):
        shot |= {"state": state, "progress": 0.4, "stale": state == "running"}
    warning = PROBLEM | {"severity": "warning", "fix": None}
    takes = [{"seed": n, "still": f"s{n}", "state": "done", "picked": n == 1} for n in range(3)]
    waiting = {"seed": 9, "still": None, "state": "waiting", "picked": False}
    server.details[0] |= {"previous": {"still": "s4"}, "takes": [*takes, waiting]}
    server.blobs["page"] = ("image/png", flat_still(250, 250, 240))
    server.state |= {
        "broken": True,
        "problems": [PROBLEM, warning],
        "pages": [{"digest": "page", "media_type": "image/png", "width": 320, "height": 180}],
        "pages_status": "done",
        "render": {
            "profile": "final",
            "status": "failed",
            "done": 0.3,
            "left": None,
            "output": None,
            "message": "Out of memory.",
            "film": None,
        },
    }
    return server
