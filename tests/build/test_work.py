"""The worker's side: what an engine may return, and what becomes of rubbish."""

import errno

import pytest

from storyboard.build.orders import WorkOrder
from storyboard.build.work import carry_out
from storyboard.media import streams
from storyboard.store import Store
from tests.build import fakes

SPEC = {"size": [32, 18], "params": {}, "shot": {"action": "rain"}}
ORDER = WorkOrder("1" * 64, "2" * 64, "keyframe", "fake", 1, SPEC, ())


def untold(order):
    return lambda frames: None


@pytest.fixture
def store(tmp_path):
    return Store.open(tmp_path / "cache")


def done_by(monkeypatch, store, function):
    monkeypatch.setitem(fakes.OPS, "keyframe", function)
    (outcome,) = carry_out([ORDER], store, untold)
    return outcome


def test_the_op_s_own_file_is_the_first_artifact_whatever_lies_beside_it(monkeypatch, store):
    def with_notes(spec, inputs, out, tell, draw=fakes.keyframe):
        draw(spec, inputs, out, tell)
        (out / "picture.json").write_text("{}")
        (out / "a.txt").write_text("notes")

    result = done_by(monkeypatch, store, with_notes).result
    assert result.artifacts[0].media_type == "image/png"


def test_a_check_that_breaks_down_is_a_failure_and_keeps_nothing(monkeypatch, store):
    def broken(*_):
        raise ZeroDivisionError("a header that nobody thought of")

    monkeypatch.setattr(streams, "check_picture", broken)
    failure = carry_out([ORDER], store, untold)[0].failure
    assert failure.kind == "engine"
    assert "a header that nobody thought of" in failure.message
    assert not store.stats().blobs


def test_a_full_disk_is_said_without_a_traceback(monkeypatch, store, capfd):
    def full(spec, inputs, out, tell):
        raise OSError(errno.ENOSPC, "No space left on device")

    failure = done_by(monkeypatch, store, full).failure
    assert failure.kind == "store"
    assert "full" in failure.message
    assert capfd.readouterr().err == ""
