"""Problems as the page shows them."""

from __future__ import annotations

from storyboard.base.problems import Place, Problem
from storyboard.preview.problems import shown


def problem(path, line, column=1, message="is wrong", severity="error"):
    return Problem(Place(str(path), line, column), "shots", message, severity)


def test_a_problem_stands_in_its_lines_and_its_word_is_marked(tmp_path):
    film = tmp_path / "film.yaml"
    film.write_text("one\ntwo: [pan up]\nthree\nfour\nfive\n")
    (told,) = shown([problem(film, 2, 7, 'no move — did you mean "tilt up"?')], tmp_path)
    assert told["code"] == [[1, "one"], [2, "two: [pan up]"], [3, "three"], [4, "four"]]
    assert (told["mark"], told["fix"], told["file"]) == ([7, 10], "tilt up", "film.yaml")


def test_a_file_is_read_once_however_many_problems_it_has(tmp_path, monkeypatch):
    from storyboard.preview import problems

    film, read = tmp_path / "film.yaml", []
    film.write_text("line\n" * 500)
    lines = problems._lines
    monkeypatch.setattr(problems, "_lines", lambda file: read.append(file) or lines(file))
    shown([problem(film, number) for number in range(1, 400)], tmp_path)
    assert read == [film]


def test_errors_come_first_and_of_very_many_the_first_are_shown(tmp_path):
    film = tmp_path / "film.yaml"
    film.write_text("line\n" * 1000)
    warnings = [problem(film, number, severity="warning") for number in range(1, 1000)]
    told = shown([*warnings, problem(film, 1000)], tmp_path)
    assert told[0]["line"] == 1000
    assert len(told) == 201
    assert "800 more" in told[-1]["message"]


def test_what_can_t_be_read_has_no_lines(tmp_path):
    (told,) = shown([problem(tmp_path / "gone.yaml", 3)], tmp_path)
    assert (told["code"], told["mark"]) == ([], None)
