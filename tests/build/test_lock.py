"""A lock holds a film to the models and files that it was made with."""

import pytest

from storyboard import studio
from storyboard.base.errors import EngineError, RenderError
from storyboard.build.lock import FILE, read_lock
from tests.build.test_found import model, using


@pytest.fixture
def hub(sets, monkeypatch):
    """A hub's model with two commits, its branch at the first; returns a function that moves the branch."""
    monkeypatch.setenv("HF_HUB_CACHE", str(sets.folder / "hub"))
    home = sets.folder / "hub" / "models--maker--sd"
    for commit in ("aaa", "bbb"):
        model(home / "snapshots" / commit, commit.encode())
    (home / "refs").mkdir()
    move = (home / "refs" / "main").write_text
    move("aaa")
    return move


def test_a_lock_holds_a_moving_branch(sets, hub):
    sets.write(using("maker/sd"))
    studio.lock(sets.script)
    sets.render()
    hub("bbb")
    assert sets.render().names() == set()
    assert sets.plan(using("maker/sd")).loose == ()


def test_without_a_lock_a_branch_that_moved_is_other_work_and_said_to_be_loose(sets, hub):
    sets.render(using("maker/sd"))
    hub("bbb")
    assert "door/keyframe" in sets.render().names()
    assert sets.plan(using("maker/sd")).loose == ("model maker/sd is not locked: what main means may change",)


def test_a_lock_that_comes_later_is_seen_by_a_render_that_reads_no_script(sets, hub):
    sets.render(using("maker/sd"))
    (sets.folder / FILE).write_text('{"storyboard_lock": 1, "models": {"maker/sd@main": "bbb"}, "files": {}}')
    assert "door/keyframe" in sets.render().names()


def test_locked_refuses_what_is_loose(sets, hub):
    with pytest.raises(RenderError, match=r"model maker/sd is not locked.*lock it with: storyboard lock"):
        sets.render(using("maker/sd"), locked=True)
    studio.lock(sets.script)
    assert sets.render(locked=True).film.made


def test_locked_refuses_a_file_with_other_bytes(sets):
    weights = sets.folder / "w.safetensors"
    weights.write_bytes(b"one")
    sets.write(using("w.safetensors"))
    studio.lock(sets.script)
    weights.write_bytes(b"two")
    with pytest.raises(RenderError, match=r"w\.safetensors has other bytes than storyboard\.lock says"):
        sets.render(locked=True)
    assert sets.render().film.made


@pytest.mark.parametrize(
    "text", ["", "[]", '{"storyboard_lock": 2, "models": {}, "files": {}}', '{"models": 1}']
)
def test_a_damaged_lock_is_an_error_and_no_lock(tmp_path, text):
    (tmp_path / FILE).write_text(text)
    with pytest.raises(EngineError, match="make it again with: storyboard lock"):
        read_lock(tmp_path)
