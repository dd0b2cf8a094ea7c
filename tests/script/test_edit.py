"""A seed is written into the author's own text, and nothing else of it changes."""
# ruff: noqa: E501 - scripts stand here as an author sees them

from __future__ import annotations

import os
from itertools import takewhile
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from storyboard.base.errors import EditError
from storyboard.base.problems import Place
from storyboard.script.edit import Edit, Seeded, with_seed, write_seed
from storyboard.script.source import read_source

HEAD = "storyboard: 1\ntitle: T\n"
DOOR = """\
storyboard: 1
title:   The Door   # as it stands on the poster
shots:
  # the first
  - id: door
    action: "a red door"
    duration: 2s   # long enough

  - {id: lamp, action: 'a lamp',  duration: 2s}
"""


def edit(folder: Path, text: str | bytes, shot: str = "door", op: Seeded = "keyframe", seed: int = 77) -> str:
    """Write the script, then the seed; the file's text as it is afterwards."""
    script = folder / "film.yaml"
    script.write_bytes(text if isinstance(text, bytes) else text.encode())
    write_seed(read_source(script), shot, op, seed)
    return script.read_bytes().decode()


def refusal(folder: Path, text: str) -> str:
    """What is said where a seed isn't written; the file is then as it was, and nothing lies beside it."""
    with pytest.raises(EditError) as refused:
        edit(folder, text)
    assert [path.name for path in folder.iterdir()] == ["film.yaml"]
    assert (folder / "film.yaml").read_text() == text
    return str(refused.value)


def test_a_seed_is_a_line_of_its_shot_and_comments_stay(tmp_path):
    assert edit(tmp_path, DOOR) == DOOR.replace("enough\n", "enough\n    keyframe: {seed: 77}\n")


def test_a_shot_on_one_line_stays_on_one_line(tmp_path):
    text = edit(tmp_path, DOOR, "lamp", "clip")
    assert text == DOOR.replace("duration: 2s}", "duration: 2s, clip: {seed: 77}}")


@pytest.mark.parametrize(
    ("settings", "edited"),
    [
        ("keyframe: {steps: 3}  # few", "keyframe: {steps: 3, seed: 77}  # few"),
        ("keyframe: {seed:  12 , steps: 3}", "keyframe: {seed:  77 , steps: 3}"),
        ("keyframe: {}", "keyframe: {seed: 77}"),
        ("keyframe:   # later", "keyframe: {seed: 77}   # later"),
        ("keyframe: ~ # later", "keyframe: {seed: 77} # later"),
        ("keyframe: {steps: 3, seed: ~}", "keyframe: {steps: 3, seed: 77}"),
        ("keyframe:\n      steps: 3 # few\n      # more?", "keyframe:\n      steps: 3 # few\n      seed: 77\n      # more?"),
        ("keyframe:\n      seed: 1_2\n", "keyframe:\n      seed: 77\n"),
        ("keyframe: {\n      steps: 3, # few\n    }", "keyframe: {\n      steps: 3, seed: 77, # few\n    }"),
    ],
)  # fmt: skip
def test_a_shot_that_has_settings_gets_the_seed_among_them(tmp_path, settings, edited):
    text = DOOR.replace('    action: "a red door"', f'    {settings}\n    action: "a red door"')
    assert edit(tmp_path, text) == text.replace(settings, edited)


def test_a_script_that_is_json_stays_json(tmp_path):
    text = '{"storyboard": 1, "title": "T", "shots": [{"id": "door", "action": "x", "duration": "2s"}]}'
    assert edit(tmp_path, text) == text.replace('"2s"', '"2s", "keyframe": {"seed": 77}')


def test_a_text_that_ends_with_blank_lines_of_its_own_keeps_them(tmp_path):
    text = DOOR.replace("enough\n", "enough\n    notes: |+\n      one\n\n\n")
    assert edit(tmp_path, text) == text.replace("one\n\n\n\n", "one\n\n\n\n    keyframe: {seed: 77}\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encoding_mark_and_line_ends_stay(tmp_path, encoding, line_end):
    text = DOOR.replace("poster", "póster 🎬").replace("\n", line_end)
    edited = text.replace(f"enough{line_end}", f"enough{line_end}    keyframe: {{seed: 77}}{line_end}")
    script = tmp_path / "film.yaml"
    script.write_bytes(text.encode(encoding))
    write_seed(read_source(script), "door", "keyframe", 77)
    assert script.read_bytes() == edited.encode(encoding)


def test_a_file_without_a_last_line_end_gets_none(tmp_path):
    text = f"{HEAD}shots:\n- id: door\n  action: x\n  duration: 2s"
    assert edit(tmp_path, text) == f"{text}\n  keyframe: {{seed: 77}}"


def test_the_file_where_the_shot_stands_is_edited(tmp_path):
    scene = "id: night\nshots:\n  - include: scenes/lamp.yaml\n  - {id: end, action: x, duration: 2s}\n"
    (tmp_path / "scenes").mkdir()
    (tmp_path / "scenes" / "night.yaml").write_text(scene)
    lamp = tmp_path / "scenes" / "lamp.yaml"
    lamp.write_text("id: lamp\naction: a lamp # lit\nduration: 2s\n")
    text = f"{HEAD}scenes:\n  - include: scenes/night.yaml\n"
    assert edit(tmp_path, text, "lamp") == text
    assert lamp.read_text() == "id: lamp\naction: a lamp # lit\nduration: 2s\nkeyframe: {seed: 77}\n"
    assert (tmp_path / "scenes" / "night.yaml").read_text() == scene


def test_settings_that_an_alias_brings_are_kept_beside_the_seed(tmp_path):
    text = f"{HEAD}shots:\n- {{id: lamp, keyframe: &few {{steps: 3}}, action: x, duration: 2s}}\n- {{id: door, keyframe: *few, action: x, duration: 2s}}\n"
    edited = edit(tmp_path, text)
    assert edited == text.replace("keyframe: *few", "keyframe: {<<: *few, seed: 77}")
    assert read_source(tmp_path / "film.yaml").at(("shots", 1, "keyframe")) == {"steps": 3, "seed": 77}


@pytest.mark.parametrize(
    ("shots", "reason"),
    [
        ("- {id: door, keyframe: &few {steps: 3}}\n- {id: lamp, keyframe: *few}\n", "3:3: shots.lamp shares this keyframe by an alias or a merge, and would change too; write it out for each"),
        ("- {id: door, keyframe: {seed: &s 3}}\n- {id: lamp, keyframe: {seed: *s}}\n", "3:3: shots.lamp shares this keyframe by an alias or a merge, and would change too; write it out for each"),
        ("- &door {id: door}\n- {<<: *door, id: lamp}\n", "3:3: shots.lamp shares this keyframe by an alias or a merge, and would change too; write it out for each"),
        ("- &lamp {id: lamp, keyframe: {steps: 3}}\n- {<<: *lamp, id: door}\n", "4:3: its keyframe comes from an alias or a merge that a seed can't join; write it out for this shot"),
        ("- {id: door, keyframe: fast}\n", "3:3: a seed can't be added to its keyframe; write keyframe: {seed: 77} yourself"),
        ("- {id: door, take: 2, take: 3}\n", "3:3: the script has faults; mend them first"),
    ],
)  # fmt: skip
def test_what_can_t_be_changed_alone_is_not_changed(tmp_path, shots, reason):
    text = f"storyboard: 1\nshots:\n{shots}"
    assert refusal(tmp_path, text) == f"{tmp_path / 'film.yaml'}:{reason}"


@pytest.mark.parametrize(
    ("shots", "place"), [("look: &door {id: door}\nshots:\n  - *door\n", "5:5"), ("<<: {shots: [{id: door}]}\n", "3:14")]
)  # fmt: skip
def test_a_shot_that_is_only_named_where_it_is_shown_is_not_edited(tmp_path, shots, place):
    reason = "the shot is written elsewhere and named here; write it out to edit it"
    assert refusal(tmp_path, HEAD + shots) == f"{tmp_path / 'film.yaml'}:{place}: {reason}"


def test_a_shot_that_isn_t_there_is_said_to_be_missing(tmp_path):
    assert refusal(tmp_path, f"{HEAD}shots:\n  - {{id: lamp}}\n") == "there is no shot door in the script"


def test_a_script_that_changed_meanwhile_is_not_overwritten(tmp_path):
    script = tmp_path / "film.yaml"
    script.write_text(DOOR)
    source = read_source(script)
    script.write_text(DOOR + "# saved a moment ago\n")
    with pytest.raises(EditError, match="changed since it was read"):
        write_seed(source, "door", "keyframe", 77)
    assert script.read_text() == DOOR + "# saved a moment ago\n"


def test_a_save_that_comes_while_the_edit_is_written_wins(tmp_path, monkeypatch):
    script = tmp_path / "film.yaml"
    script.write_text(DOOR)
    source = read_source(script)
    monkeypatch.setattr(os, "fsync", lambda handle: script.write_text(DOOR + "# saved"))
    with pytest.raises(EditError, match="changed since it was read"):
        write_seed(source, "door", "keyframe", 77)
    assert script.read_text() == DOOR + "# saved"
    assert [path.name for path in tmp_path.iterdir()] == ["film.yaml"]


def test_the_file_keeps_its_mode_and_a_link_its_target(tmp_path):
    real = tmp_path / "real.yaml"
    real.write_text(DOOR)
    real.chmod(0o640)
    (tmp_path / "film.yaml").symlink_to("real.yaml")
    write_seed(read_source(tmp_path / "film.yaml"), "door", "keyframe", 77)
    assert (tmp_path / "film.yaml").is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert "seed: 77" in real.read_text()


def test_a_seed_that_is_there_already_writes_nothing(tmp_path):
    script = tmp_path / "film.yaml"
    script.write_text(DOOR)
    first = write_seed(read_source(script), "door", "keyframe", 77)
    before = script.stat()
    again = write_seed(read_source(script), "door", "keyframe", 77)
    assert first == Edit(Place(str(script), 5, 5), True)
    assert again == Edit(Place(str(script), 5, 5), False)
    assert script.stat() == before


WORDS = st.sampled_from(
    ["x", '"a: # b"', "'it''s'", "a door,\n{pad}  and more", "|\n{pad}  one\n{pad}   two\n", ">-\n{pad}  one\n\n{pad}  two"]
)  # fmt: skip
COMMENTS = st.sampled_from(["", "", "  # so", "\n", "\n{pad}# of its own", "\n\n# at the left"])
SETTINGS = st.sampled_from(
    ["", "~", "{{}}", "{{steps: 3}}", "{{ seed: 1 , steps: 3 }}", "{{steps: 3,}}", "{{steps: 3,\n{pad}  look: ink # so\n{pad}}}",
     "\n{pad}  steps: 3", "\n{pad} # so\n{pad} seed: 12 # so\n{pad} steps: 3", "\n{pad}    steps: 3\n{pad}    seed: 1\n"]
)  # fmt: skip


@st.composite
def shot(draw: st.DrawFn, name: str, margin: int) -> str:
    """A shot as somebody may lay it out: in lines or in braces, with notes, settings and comments anywhere."""
    dash = f"{' ' * margin}-{' ' * draw(st.integers(1, 4))}"
    keys = draw(st.permutations(["id", "action", "notes", "keyframe", "clip"]))
    keys = [key for key in keys if key == "id" or draw(st.booleans())]
    if draw(st.booleans()):
        inner = {"id": name, "action": '"x, y"', "notes": "'n'", "keyframe": "{steps: 3}", "clip": "{ }"}
        comma = draw(
            st.sampled_from([", ", " ,", f",\n{' ' * (margin + 3)}", f", # so\n{' ' * (margin + 3)}"])
        )
        last = draw(st.sampled_from(["", " ", ",", f" # so\n{' ' * (margin + 2)}"]))
        return f"{dash}{{{comma.join(f'{key}: {inner[key]}' for key in keys)}{last}}}"
    pad = " " * len(dash)
    lines = []
    for key in keys:
        value = name if key == "id" else draw(SETTINGS if key in ("keyframe", "clip") else WORDS)
        said = value.format(pad=pad)
        comment = (
            draw(COMMENTS).format(pad=pad) if value and value[0] not in "|>" and "door" not in value else ""
        )
        lines.append(f"{key}: {said}{comment}")
    return dash + f"\n{pad}".join(lines)


@st.composite
def scripts(draw: st.DrawFn) -> bytes:
    """Three shots in a script, however it is laid out, encoded and ended."""
    margin = draw(st.integers(0, 4))
    between = st.sampled_from(["\n", "\n\n", "\n# so\n"])
    shots = "".join(draw(between) + draw(shot(name, margin)) for name in ("a", "b", "c"))
    text = f"title: ä🎬\nshots:{shots}{draw(st.sampled_from(['', chr(10), chr(10) * 3, chr(10) + '# end']))}"
    text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
    return text.encode(draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])))


def parsed(data: bytes) -> dict[str, object]:
    """What another reader of YAML makes of it, line ends aside."""
    loaded = yaml.safe_load(data)
    assert isinstance(loaded, dict)
    return loaded


def places(data: bytes) -> list[Place]:
    """Where the shots begin, as another reader of YAML says."""
    root = yaml.compose(data)
    marks = [item.start_mark for item in root.value[-1][1].value]
    return [Place("film.yaml", mark.line + 1, mark.column + 1) for mark in marks]


def plainly(value: object) -> object:
    """A mapping of nothing is as good as none, as the language has it."""
    if isinstance(value, dict):
        return {key: plainly(each) for key, each in value.items() if each is not None}
    return [plainly(each) for each in value] if isinstance(value, list) else value


def alike(one: str, other: str) -> int:
    """How many characters two texts share from their beginnings."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


@example(b"title: t\nshots:\n- id: a\n  notes: |+\n    n\n\n\n- id: b\n- id: c", 0, "clip", 5)
@given(scripts(), st.integers(0, 2), st.sampled_from(["keyframe", "clip"]), st.integers(0, 2**32 - 1))
def test_however_a_script_is_laid_out_one_seed_changes_and_no_other_byte(data, number, op, seed):
    place = places(data)[number]
    edited = with_seed(data, place, op, seed)
    wanted = plainly(parsed(data))
    wanted["shots"][number].setdefault(op, {})["seed"] = seed
    assert plainly(parsed(edited)) == wanted
    encoding = next(
        (name for name in ("utf-16", "utf-8-sig") if data[:2] == "\ufeff".encode(name)[:2]), "utf-8"
    )
    old, new = data.decode(encoding), edited.decode(encoding)
    assert edited == new.encode(encoding)
    kept = alike(old, new)
    behind = alike(old[kept:][::-1], new[kept:][::-1])
    assert old[kept : len(old) - behind].strip("~1234567890") == ""
    assert with_seed(edited, place, op, seed) == edited
    assert with_seed(with_seed(edited, place, op, 1), place, op, seed) == edited
