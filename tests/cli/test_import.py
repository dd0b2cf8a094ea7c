"""`storyboard import`: a screenplay on disk becomes a script on disk, and what is there already stays."""
# ruff: noqa: E501 - screenplays and messages stand on one line here, as an author sees them

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from storyboard import studio

GUIDE = Path(__file__).parents[2] / "docs" / "screenplays.md"
SCREENPLAY = """\
INT. BARN - NIGHT

[[shot: WS, pan up]]
MIA, a girl in a red coat, climbs a ladder.

MIA (CONT'D)
Hello?

===
"""


@pytest.fixture
def barn(tmp_path):
    path = tmp_path / "barn.fountain"
    path.write_text(SCREENPLAY)
    return path


def test_the_script_is_written_beside_the_screenplay_and_has_no_problem(run, barn):
    done = run("import", "barn.fountain")
    assert done.returncode == 0, done.stderr
    assert studio.check(barn.with_suffix(".yaml")) == []
    assert done.stdout.splitlines() == [
        "1 scene, 1 shot, 1 character, 1 place; about 4 s.",
        "     1  scene heading -> a scene's title and place",
        "     1  shot note that is no camera line -> notes (line 3)",
        "     1  action -> action",
        "     1  (CONT'D) -> left out (line 6)",
        "     1  dialogue -> dialogue",
        "     1  page break -> left out (line 9)",
        "barn.yaml is written. Now: storyboard render barn.yaml",
    ]
    assert done.stderr.startswith('barn.fountain:3:1: warning: [[shot: ...]]: "pan up" is not a move;')


def test_the_script_renders_as_an_animatic_at_once(run, barn):
    run("import", "barn.fountain", "-o", "film.yaml")
    script = barn.with_name("film.yaml")
    script.write_text(script.read_text().replace("1280x720", "64x36"))
    done = run("render", "film.yaml", "--executor", "inline")
    assert done.returncode == 0, done.stderr
    assert barn.with_name("film.mp4").stat().st_size > 1_000


def test_a_script_that_is_there_stays_unless_it_is_to_be_replaced(run, barn):
    barn.with_suffix(".yaml").write_text("mine")
    done = run("import", "barn.fountain")
    assert (done.returncode, done.stderr) == (
        1,
        "storyboard: barn.yaml is there already; choose another file with -o, or replace it with --force\n",
    )
    assert barn.with_suffix(".yaml").read_text() == "mine"
    assert run("import", "barn.fountain", "--force").returncode == 0
    assert barn.with_suffix(".yaml").read_text().startswith("# yaml-language-server")
    assert sorted(path.name for path in barn.parent.iterdir()) == ["barn.fountain", "barn.yaml"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["none.fountain"], 'none.fountain:1:1: there is no file "none.fountain"'),
        (["barn.fountain", "-o", "no/film.yaml"], "storyboard: no: there is no such folder to write the script into"),
        (["barn.fountain", "-o", "."], "storyboard: . is a folder; name a file in it, such as film.yaml"),
        (["barn.fountain", "-o", "barn.fountain", "--force"], "storyboard: barn.fountain is the screenplay itself;"),
    ],
)  # fmt: skip
def test_what_can_not_be_done_is_said_with_exit_code_1(run, barn, arguments, says):
    done = run("import", *arguments)
    assert done.returncode == 1
    assert done.stderr.startswith(says)


def test_a_file_that_is_no_text_is_refused_at_its_line_and_column(run, barn):
    barn.write_bytes(b"INT. BARN\n\nCaf\xe9")
    done = run("import", "barn.fountain", "--json")
    assert done.returncode == 1
    (problem,) = json.loads(done.stdout)["problems"]
    assert (problem["file"], problem["line"], problem["column"]) == ("barn.fountain", 3, 4)


def test_the_report_is_one_object_for_programs(run, barn):
    report = json.loads(run("import", "barn.fountain", "--json").stdout)
    assert (report["output"], report["shots"], report["characters"]) == ("barn.yaml", 1, ["mia"])
    assert {"line": 9, "what": "page break", "where": None} in report["went"]
    assert [problem["line"] for problem in report["problems"]] == [3]


def test_the_schema_s_line_leads_to_the_nearest_schema(run, barn):
    (barn.parent / "schemas").mkdir()
    (barn.parent / "schemas" / "storyboard.schema.json").write_text("{}")
    (barn.parent / "films").mkdir()
    run("import", "barn.fountain", "-o", "films/barn.yaml")
    first = (barn.parent / "films" / "barn.yaml").read_text().splitlines()[0]
    assert first == "# yaml-language-server: $schema=../schemas/storyboard.schema.json"


def test_the_guide_s_scene_becomes_the_guide_s_script(run, barn):
    screenplay, script = re.search(
        r"```\n(INT.*?)```.*?```yaml\n(.*?)```", GUIDE.read_text(), re.DOTALL
    ).groups()
    barn.write_text(f"{screenplay}\nINT. BARN\n\nDust.\n")
    assert run("import", "barn.fountain").returncode == 0
    written = barn.with_suffix(".yaml").read_text()
    for part in script.strip().split("\n\n"):
        assert part in written
