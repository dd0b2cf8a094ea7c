"""An include stands for what its file holds, and every fault is told in the file where it is."""
# ruff: noqa: E501 - messages and scripts stand on one line here, as an author sees them

from __future__ import annotations

from pathlib import Path

import pytest

from storyboard.script.source import read_source
from tests.script.scripts import read, script_of, told

HEAD = "storyboard: 1\ntitle: T\n"
SHOT = "{{id: {0}, action: x, duration: 1s}}"


def files(folder: Path, **texts: str) -> None:
    """Write files; `__` in a name is a folder."""
    for name, text in texts.items():
        path = folder / (name.replace("__", "/") + ".yaml")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)


def shot(name: str) -> str:
    return SHOT.format(name)


def test_shots_of_a_file_stand_where_its_include_stands(tmp_path):
    files(tmp_path, two=f"- {shot('b')}\n- {shot('c')}\n")
    script = script_of(tmp_path, f"{HEAD}shots:\n  - {shot('a')}\n  - include: two.yaml\n  - {shot('d')}\n")
    assert [shot.id for shot in script.shots] == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    "held", [f"- {shot('a')}", shot("a"), f"shots: [{shot('a')}]", f"storyboard: 1\nshots: [{shot('a')}]"]
)
def test_a_file_holds_a_list_one_item_or_a_mapping_with_the_list(tmp_path, held):
    files(tmp_path, some=held)
    script = script_of(tmp_path, f"{HEAD}shots:\n  - include: some.yaml\n")
    assert [shot.id for shot in script.shots] == ["a"]


def test_scenes_may_be_files_and_may_include_shots(tmp_path):
    files(
        tmp_path,
        scenes__one=f"id: one\nplace: hall\nshots:\n  - {shot('a')}\n  - include: scenes/more.yaml\n",
        scenes__more=f"- {shot('b')}\n",
    )
    text = f"{HEAD}places: {{hall: a hall}}\nscenes:\n  - include: scenes/one.yaml\n  - {{id: two, shots: [{shot('c')}]}}\n"
    script = script_of(tmp_path, text)
    assert [(shot.id, shot.scene, shot.place) for shot in script.shots] == [
        ("a", "one", "hall"),
        ("b", "one", "hall"),
        ("c", "two", None),
    ]


def test_definitions_come_from_files_included_at_the_top(tmp_path):
    files(
        tmp_path,
        cast="include: places.yaml\ncharacters: {mara: a keeper}\n",
        places="places: {hall: a hall}\nprofiles: {rough: {burn_in: [shot]}}\n",
    )
    text = f'{HEAD}include: [cast.yaml, places.yaml]\nshots:\n  - {{id: a, place: hall, action: "{{mara}}", duration: 1s}}\n'
    script, problems = read(tmp_path, text)
    assert problems == []
    assert (script.characters["mara"].is_, script.places, list(script.profiles)) == (
        "a keeper",
        {"hall": "a hall"},
        ["animatic", "rough"],
    )


def test_every_path_starts_at_the_script_s_folder(tmp_path):
    files(tmp_path, a__one="- include: one.yaml\n", one=f"- {shot('b')}\n")
    assert script_of(tmp_path, f"{HEAD}shots: [{{include: a/one.yaml}}]").shots[0].id == "b"


def test_a_fault_in_an_included_file_is_told_there(tmp_path):
    files(
        tmp_path,
        scenes__one="id: one\nshots:\n  - id: a\n    action: x\n    duration: 1s\n    camera: pan up\n",
    )
    assert told(tmp_path, f"{HEAD}scenes:\n  - include: scenes/one.yaml\n") == [
        'scenes/one.yaml:6:13: scenes.one.shots.a.camera: "pan up" is not a move; '
        'a pan goes left or right — did you mean "tilt up"?'
    ]


def test_problems_of_all_files_are_told_at_once(tmp_path):
    files(
        tmp_path,
        one=f"- {shot('a')}\n- [\n",
        two="- {id: b, id: c, action: x, duration: 1s}\n",
        cast="palces: {}\n",
    )
    text = f"{HEAD}include: cast.yaml\nshots:\n  - include: one.yaml\n  - include: two.yaml\n  - include: three.yaml\n"
    assert told(tmp_path, text) == [
        'cast.yaml:1:1: palces: an included file brings characters, places, profiles alone — did you mean "places"?',
        'film.yaml:7:14: shots.include: there is no file "three.yaml"',
        "one.yaml:3:1: a value is missing here; perhaps a [ or { before it is not closed",
        'two.yaml:1:11: b.id: "id" is written twice; the first is on line 1',
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    {
        "include: film.yaml\nshots: []": "includes go in a circle: film.yaml → film.yaml",
        "include: ./loop.yaml\nshots: []": "includes go in a circle: loop.yaml → round.yaml → loop.yaml",
        "shots:\n  - include: turn.yaml": "includes go in a circle: turn.yaml → turn.yaml",
        "shots:\n  - include: one.yaml\n  - include: ./one.yaml": (
            '"one.yaml" is included already, at film.yaml:4; a shot is shown once'
        ),
        "shots:\n  - {include: one.yaml, id: x}": 'stands alone; move "id" into the file',
        "shots:\n  - include: [one.yaml, two.yaml]": "is the name of one file: {include: scenes/01.yaml}",
        "shots:\n  - include: 3": "is the name of one file",
        "shots:\n  - include: []": "is the name of one file",
        "include: {a: b}\nshots: []": "is the name of a file, or a list of them",
        "include: [[]]\nshots: []": "is the name of a file, or a list of them",
        "include: one.yaml\nshots: []": "brings no definitions; it needs characters, places, profiles",
        "include: shots.yaml\nshots: []": "can't come from here; write `- include:` in the script's own shots",
        "include: cast.yaml\ncharacters: {mara: x}\nshots: []": "is already defined at film.yaml:4",
        "shots:\n  - include: word.yaml": "holds no shots; an included file is a list of them, or one",
        "shots:\n  - include: sub": '"sub" is a folder, not a script',
    }.items(),
)  # fmt: skip
def test_an_include_that_can_t_be_is_refused(tmp_path, text, message):
    files(
        tmp_path,
        one=f"- {shot('a')}\n",
        loop="include: round.yaml\n",
        round="include: loop.yaml\n",
        turn="- include: turn.yaml\n",
        shots=f"shots: [{shot('a')}]\n",
        cast="characters: {mara: a keeper}\n",
        word="just a word\n",
    )
    (tmp_path / "sub").mkdir()
    assert any(message in problem for problem in told(tmp_path, HEAD + text)), told(tmp_path, HEAD + text)


def test_a_long_chain_of_includes_ends_in_an_error(tmp_path):
    for number in range(100):
        files(tmp_path, **{f"f{number}": f"- include: f{number + 1}.yaml\n"})
    assert any(
        "more than 20 files deep" in line for line in told(tmp_path, f"{HEAD}shots: [{{include: f0.yaml}}]")
    )


@pytest.mark.parametrize(
    "held",
    [
        f"- {shot('a')}",
        "- include: b.yaml",
        f"shots: [{shot('a')}]",
        "id: cafe\nshots: [{id: a, acton: x}]",
        shot("a"),
        "characters: {mara: a keeper}\nplaces: {hall: a hall}\n",
        "palces: {}\nprofiles: {rough: {}}",
    ],
)
def test_a_part_of_a_script_is_said_to_be_one(tmp_path, held):
    assert told(tmp_path, held) == [
        "film.yaml:1:1: this is a part of a script (it has no `storyboard:`); check the script that includes it"
    ]


@pytest.mark.parametrize("line", ["storyboard: 1", "title: T", "film: {fps: 25}"])
def test_a_script_that_lacks_a_line_is_a_script(tmp_path, line):
    found = told(tmp_path, f"{line}\nshots: [{shot('a')}]")
    assert found
    assert all(problem.endswith(" is missing") for problem in found)


def test_the_source_lists_every_file_with_its_digest(tmp_path):
    files(tmp_path, film=f"{HEAD}shots: [{{include: one.yaml}}]", one=f"- {shot('a')}")
    source = read_source(tmp_path / "film.yaml")
    assert [file.path.name for file in source.files] == ["film.yaml", "one.yaml"]
    before = {file.path.name: file.digest for file in source.files}
    files(tmp_path, one=f"- {shot('b')}")
    after = {file.path.name: file.digest for file in read_source(tmp_path / "film.yaml").files}
    assert before["film.yaml"] == after["film.yaml"]
    assert before["one.yaml"] != after["one.yaml"]


def test_files_are_shown_as_the_user_named_them(tmp_path, monkeypatch):
    files(tmp_path, sub__film=f"{HEAD}shots: [{{include: x/one.yaml}}]", x="")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sub/x").mkdir()
    (tmp_path / "sub/x/one.yaml").write_text("- 3\n- \tx")
    problems = read_source(Path("sub/film.yaml")).problems
    assert [problem.place.file for problem in problems] == ["sub/x/one.yaml"]
