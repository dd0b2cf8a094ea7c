"""Hostile input is an error at its place: never a hang, never a traceback."""
# ruff: noqa: E501 - messages and scripts stand on one line here, as an author sees them

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from storyboard.script import limits
from storyboard.script.source import read_source
from tests.script.scripts import DOOR, read, told


@contextmanager
def no_hang() -> Iterator[None]:
    """A minute of computing is a hang: what is not refused early, or grows faster than the text, takes many."""
    start = time.process_time()
    yield
    assert time.process_time() - start < 60


def only(folder: Path, text: str | bytes) -> str:
    """The one problem of a script, told without a hang."""
    with no_hang():
        problems = told(folder, text)
    assert len(problems) == 1, problems
    return problems[0]


def test_a_bomb_of_aliases_is_refused_before_it_is_spelt_out(tmp_path):
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]"
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    assert "holds more than 500,000 values, aliases spelt out" in only(tmp_path, "\n".join(lines))


def test_a_bomb_of_merges_is_refused_too(tmp_path):
    lines = ["a: &a {k: [1, 2, 3, 4, 5, 6, 7, 8, 9]}"]
    for old, new in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"{new}: &{new} {{{', '.join(f'k{n}: {{<<: *{old}}}' for n in range(9))}}}")
    assert "holds more than" in only(tmp_path, "\n".join(lines))


def test_an_alias_to_what_is_still_open_stands_for_nothing(tmp_path):
    assert "*a stands for nothing yet" in only(tmp_path, "a: &a [*a]")


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 50_000])
def test_deep_nesting_is_refused(tmp_path, text):
    assert "nested more than 64 deep" in only(tmp_path, text) or "a key is a word" in only(tmp_path, text)


def test_deep_indentation_is_refused(tmp_path):
    text = "\n".join(" " * depth + "a:" for depth in range(3_000))
    assert "nested more than 64 deep" in only(tmp_path, text)


def test_a_huge_text_is_refused_at_its_place(tmp_path):
    text = DOOR.replace("close on the lamp", "x" * 30_000)
    assert only(tmp_path, text).startswith("film.yaml:15:13: shots.lamp.action: has 30,000 characters")


def test_a_huge_key_is_refused(tmp_path):
    assert "a key has at most 200 characters" in only(tmp_path, '"' + "k" * 900 + '": 1')


def test_a_huge_file_is_refused_unread(tmp_path):
    with (tmp_path / "film.yaml").open("wb") as stream:
        stream.truncate(limits.FILE_BYTES + 1)
    assert "a script has at most 16,777,216" in str(read_source(tmp_path / "film.yaml").problems[0])


def test_many_values_are_refused(tmp_path):
    assert "holds more than 500,000 values" in only(tmp_path, "a: [" + "1," * 600_000 + "]")


def test_many_keys_that_say_nothing_are_refused(tmp_path):
    assert "holds more than 500,000 values" in only(tmp_path, "{" + ",".join(map(str, range(600_000))) + "}")


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "b: " * 3_000_000,
        "x" * 9_000_000,
        "#" * 9_000_000,
        "\n" * 9_000_000 + "- [",
        '"' + "\\u0041" * 1_000_000,
        "&a " * 3_000_000,
        "'" * 9_000_001,
        "- - " * 2_000_000,
        "{{" * 4_000_000,
        "a: >\n" + " x\n" * 3_000_000,
    ],
    ids=range(10),
)
def test_megabytes_of_anything_end_in_an_error_soon(tmp_path, text):
    assert told(tmp_path, text) != []


def test_a_huge_number_is_text_and_no_work(tmp_path):
    assert "is not a length" in only(tmp_path, DOOR.replace("4s", "9" * 10_000 + "s"))


@pytest.mark.parametrize(
    "rate", ["1e999999999", "1/0", "9" * 5_000, "24000/1001/3", "-24", "0", "nan", "1e-9"]
)
def test_a_rate_that_is_none_is_refused(tmp_path, rate):
    assert "film.fps: " in only(tmp_path, DOOR.replace("title:", f"film: {{fps: {rate}}}\ntitle:"))


def test_directives_are_refused(tmp_path):
    text = "".join(f"%TAG !a{n}! tag:x{n}\n" for n in range(200_000)) + "---\n" + DOOR
    assert "YAML directives (%) mean nothing" in only(tmp_path, text)


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system", "!!int", "!mine", "!<tag:a>", "!"])
def test_tags_are_refused(tmp_path, tag):
    problem = only(tmp_path, DOOR.replace("The Door", f"{tag} The Door"))
    assert problem.startswith("film.yaml:2:8: title: the tag ")


def test_a_key_written_twice_is_refused_at_the_second(tmp_path):
    text = DOOR.replace("    duration: 2s\n", "    duration: 2s\n    duration: 3s\n")
    assert only(tmp_path, text) == (
        'film.yaml:18:5: shots.lamp.duration: "duration" is written twice; the first is on line 17'
    )


def test_a_tab_is_refused_in_words(tmp_path):
    assert only(tmp_path, DOOR.replace("    place", "\tplace", 1)) == (
        "film.yaml:9:1: a tab stands where YAML wants spaces; indent with spaces"
    )


def test_latin_1_is_refused_at_its_byte(tmp_path):
    text = DOOR.replace("a red door", "a caf\xe9 door").encode("latin-1")
    assert only(tmp_path, text) == "film.yaml:10:32: byte 0xe9 is not UTF-8; save the file as UTF-8"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_scripts_of_other_editors_are_read(tmp_path, encoding):
    script, problems = read(tmp_path, DOOR.replace("red", "rosé").encode(encoding))
    assert problems == []
    assert script.shots[0].action == "{mara} opens a rosé door"


@pytest.mark.parametrize("data", [b"\xff\xfea", b"\xff\xfe\x00\xd8", b"\xff\xfe\x00\x00a\x00\x00\x00"])
def test_broken_utf_16_and_utf_32_are_refused(tmp_path, data):
    assert "save it as UTF-8" in only(tmp_path, data)


@pytest.mark.parametrize("character", ["\0", "\x1b", "\x7f", "￾"])
def test_a_character_that_no_text_holds_is_refused_at_its_place(tmp_path, character):
    problem = only(tmp_path, DOOR.replace("a red", f"a{character}red"))
    assert problem == f"film.yaml:10:28: holds the character U+{ord(character):04X}, which no script needs"


@pytest.mark.parametrize(("escape", "number"), [(r"\0", "0000"), (r"\e[31m", "001B"), (r"\x9b", "009B")])
def test_a_character_that_no_text_holds_is_refused_as_an_escape_too(tmp_path, escape, number):
    problem = only(tmp_path, DOOR.replace("a red", f"a {escape} red"))
    assert problem.startswith(f"film.yaml:10:13: shots.door.action: holds the character U+{number}")
    key = told(tmp_path, DOOR.replace("title:", f'"{escape}":'))
    assert f"film.yaml:2:1: holds the character U+{number}, which no script needs" in key


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing yet\n", "---\n...\n", "﻿"])
def test_an_empty_script_says_how_to_begin(tmp_path, text):
    assert only(tmp_path, text) == "film.yaml:1:1: is empty; begin with `storyboard: 1` and a title"


@pytest.mark.parametrize("text", ["just words", "- a\n- b", "42", "null", "true", "[]", "'x'"])
def test_a_script_that_is_no_mapping_says_how_to_begin(tmp_path, text):
    assert "begin with `storyboard: 1` and a title" in only(tmp_path, text)


def test_a_second_document_is_refused(tmp_path):
    assert "film.yaml:18:1: a second document begins here" in only(tmp_path, DOOR + "---\na: 1\n")


@pytest.mark.parametrize("text", ["? [a, b]\n: c", "? {a: b}\n: c", "{a: b}: c", "a: &a x\n*a : 2"])
def test_a_key_that_is_no_word_is_refused(tmp_path, text):
    assert "a key is a word" in told(tmp_path, text)[0]


@pytest.mark.parametrize("text", ["<<: 3", "<<: [a]", "<<: [[]]"])
def test_a_merge_of_no_mapping_is_refused(tmp_path, text):
    assert any("<< takes a mapping" in problem for problem in told(tmp_path, text))


def test_a_missing_file_a_folder_a_pipe_and_a_device_are_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    reasons = {
        tmp_path / "gone.yaml": "there is no file",
        tmp_path / "x" / "gone.yaml": "there is no file",
        tmp_path: "is a folder, not a script",
        tmp_path / "pipe": "is a pipe, not a script",
        tmp_path / "loop": "is a link that leads to itself",
        Path("/dev/zero"): "is a device, not a script",
        tmp_path / "a\0b": "can't be read",
    }
    for path, reason in reasons.items():
        source = read_source(path)
        assert source.root is None
        assert reason in source.problems[0].message, path


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_the_right_to_read_says_so(tmp_path):
    (tmp_path / "film.yaml").write_text(DOOR)
    (tmp_path / "film.yaml").chmod(0)
    assert "may not be read" in read_source(tmp_path / "film.yaml").problems[0].message


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../x.yaml", "a/../../x.yaml", "~/x.yaml", "C:\\x.yaml", "link.yaml"]
)
def test_a_path_out_of_the_folder_is_refused_wherever_it_stands(tmp_path, name):
    project = tmp_path / "project"
    project.mkdir()
    (tmp_path / "x.yaml").write_text("- {id: a, action: x, duration: 1s}")
    (project / "link.yaml").symlink_to(tmp_path / "x.yaml")
    told_of = [
        told(project, DOOR + f"  - include: '{name}'\n"),
        told(project, DOOR + f"include: '{name}'\n"),
        told(project, DOOR.replace("mara: a", f"mara:\n    lora: {{file: '{name}', token: x}}\n    is: a")),
    ]
    for problems in told_of:
        assert len(problems) == 1
        assert "is an absolute path" in problems[0] or "leaves the project's folder" in problems[0]


FAULTS = {
    "bad cameras": "  - {{id: s{n}, action: x, duration: 1s, camera: qwe{n} rty{n}}}\n",
    "bad transitions": "  - {{id: s{n}, action: x, duration: 1s, transition: qwe{n}}}\n",
    "unknown people": '  - {{id: s{n}, action: "{{mara{n}}} {{otto.{n}}}", duration: 1s, dialogue: [{{who{n}: x}}]}}\n',
    "unknown places": "  - {{id: s{n}, action: x, duration: 1s, place: hall{n}}}\n",
    "bad lengths": "  - {{id: s{n}, action: x, duration: 1x{n}}}\n",
    "unknown keys": "  - {{id: s{n}, action: x, duration: 1s, key{n}: 1}}\n",
    "unknown settings": "  - {{id: s{n}, action: x, duration: 1s, clip: {{key{n}: {n}}}}}\n",
    "equal ids": "  - {{id: s, action: x, duration: 1s}}\n",
    "missing keys": "  - {{notes: {n}}}\n",
    "no shots": "  - {n}\n",
    "keys twice": "  - {{id: s{n}, id: s{n}}}\n",
}


@pytest.mark.parametrize("line", FAULTS.values(), ids=FAULTS)
def test_thousands_of_faults_are_told_in_time(tmp_path, line):
    text = "storyboard: 1\ntitle: T\ncharacters: {mary: x, otto: x}\nplaces: {hall: x}\nshots:\n"
    text += "".join(line.format(n=number) for number in range(10_000))
    with no_hang():
        script, problems = read(tmp_path, text)
    assert script is None
    assert len(problems) == limits.PROBLEMS


def test_thousands_of_definitions_are_read_in_time(tmp_path):
    names = range(10_000)
    text = "storyboard: 1\ntitle: T\ncharacters:\n" + "".join(f"  character{n}: x\n" for n in names)
    text += "places:\n" + "".join(f"  place{n}: x\n" for n in names)
    text += "profiles:\n" + "".join(
        f"  p{n}: {{extends: p{n + 1}}}\n  q{n}: {{extends: x{n}}}\n" for n in names
    )
    text += "shots:\n" + "".join(
        f"  - {{id: s{n}, action: '{{charactr{n}}}', place: plac{n}, duration: 1s}}\n" for n in names
    )
    with no_hang():
        problems = told(tmp_path, text)
    assert any("more than 20 profiles extend each other in a row" in problem for problem in problems)


def test_definitions_twice_over_are_refused_in_time(tmp_path):
    people = "characters:\n" + "".join(f"  c{n}: x\n" for n in range(20_000))
    (tmp_path / "cast.yaml").write_text(people)
    with no_hang():
        problems = told(tmp_path, f"storyboard: 1\ntitle: T\ninclude: cast.yaml\n{people}shots: []\n")
    assert "is already defined at film.yaml:5" in problems[0]
