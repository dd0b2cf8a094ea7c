"""Engines of third parties: found by their entry points, and harmless where they are broken."""

import pytest

from storyboard.base.errors import EngineError
from storyboard.build import settings
from storyboard.engines import registry


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Install a third party's engine, as pip would."""

    def installed(name, module):
        metadata = tmp_path / f"{name}-1.0.dist-info"
        metadata.mkdir()
        (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (metadata / "entry_points.txt").write_text(f"[{registry.ENTRY_POINTS}]\n{name} = engine_{name}\n")
        (tmp_path / f"engine_{name}.py").write_text(module)
        monkeypatch.syspath_prepend(tmp_path)

    return installed


def test_an_installed_engine_is_found(install):
    install("mine", "from tests.build.fakes import *\nfrom tests.build.fakes import traits\n")
    assert registry.engine("mine").PARAMS.keys() == {"keyframe", "clip", "restore", "speech"}
    assert "mine" in settings.engine_params()


@pytest.mark.parametrize(
    ("name", "module", "says"),
    [("torn", "import nothing_there", "nothing_there"), ("bare", "NAME = 'bare'", "has no REVISION, PARAMS")],
)
def test_a_broken_engine_troubles_only_whoever_uses_it(install, name, module, says):
    install(name, module)
    assert "animatic" in settings.engine_params()
    assert name not in settings.engine_params()
    assert says in settings.broken_engines()[name]
    with pytest.raises(EngineError, match=f"engine {name} can't be loaded"):
        registry.engine(name)


def test_an_engine_of_our_own_is_not_looked_for_among_others(monkeypatch):
    monkeypatch.setattr(registry, "engine_modules", None)
    assert registry.engine("cutting").NAME == "cutting"
