"""When a film stands, and when it must be asked for again: whatever decides it is part of the fingerprint."""

import pytest

from storyboard import studio
from storyboard.build import standing
from storyboard.engines import registry
from tests.build.test_render import TWO_SHOTS

ENGINE = """\
from tests.build.fakes import OPS, PARAMS, traits
NAME = "mine"
REVISION = 1
"""


def stands(sets) -> bool:
    return studio.stands(sets.wish(), sets.store, sets.output) is not None


def test_an_edit_while_the_script_is_being_planned_is_seen(sets, monkeypatch):
    from storyboard.script import source

    read = source.read_source

    def read_then_edited(path):
        result = read(path)
        path.write_text(TWO_SHOTS.replace("a red door", "a green door"))
        return result

    monkeypatch.setattr(standing, "_RACY_NANOSECONDS", 0)  # as if planning took longer than that
    monkeypatch.setattr(source, "read_source", read_then_edited)
    sets.render(TWO_SHOTS)
    assert not stands(sets)


def test_a_newer_engine_is_seen(sets, monkeypatch, tmp_path):
    module = tmp_path / "a_third_party_engine.py"
    module.write_text(ENGINE)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(registry.BUILT_IN, "mine", "a_third_party_engine")
    sets.render(TWO_SHOTS.replace("engine: fake", "engine: mine"))
    assert stands(sets)
    module.write_text(ENGINE.replace("1", "2"))
    assert not stands(sets)


def test_another_version_of_a_package_is_seen(sets, monkeypatch, tmp_path):
    sets.render(TWO_SHOTS)
    assert stands(sets)
    (tmp_path / "site" / "numpy-99.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(tmp_path / "site")
    assert not stands(sets)


@pytest.mark.parametrize("harm", ["missing", "a folder"])
def test_a_script_that_is_gone_is_seen(sets, harm):
    sets.render(TWO_SHOTS)
    sets.script.unlink()
    if harm == "a folder":
        sets.script.mkdir()
    assert not stands(sets)
