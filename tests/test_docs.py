"""The documentation: generated pages are current, and scripts in it are scripts."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from storyboard import studio

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "final.md"
PROFILES = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
SCRIPT = """\
storyboard: 1
title: Guide
film: {size: 1280x720, fps: 24}
shots:
  - {id: lamp, action: the lamp, duration: 4s}
"""


def test_the_page_of_settings_is_current():
    tool = runpy.run_path(str(ROOT / "tools" / "settings_page.py"))
    assert tool["PAGE"].read_text(encoding="utf-8") == tool["page"](), f"run: {tool['REWRITE']}"


def test_the_guide_has_a_profile_for_each_size_of_gpu():
    assert len(PROFILES) == 4


@pytest.mark.parametrize("profiles", PROFILES)
def test_a_profile_of_the_guide_has_no_fault(tmp_path, monkeypatch, profiles):
    """Its models and weights aren't here: nothing else may be wrong with it."""
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    script = tmp_path / "film.yaml"
    script.write_text(SCRIPT.replace("shots:", profiles + "shots:"))
    (tmp_path / "weights" / "realesrgan-anime").mkdir(parents=True)
    (tmp_path / "weights" / "rife.safetensors").write_bytes(b"")
    name = re.search(r"^  (\w+):", profiles, re.MULTILINE)[1]
    found = [each for each in studio.check(script, name) if "weights" not in each.path]
    assert found, "a model that isn't here is said"
    assert {each.severity for each in found} == {"warning"}, [each.message for each in found]
    assert all("machine" in each.message for each in found), [each.message for each in found]


def test_the_scripts_of_the_titles_guide_have_no_fault(tmp_path):
    guide = (ROOT / "docs" / "titles.md").read_text(encoding="utf-8")
    scripts = [text for text in re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL) if "storyboard: 1" in text]
    assert len(scripts) == 2
    for text in scripts:
        (tmp_path / "film.yaml").write_text(text)
        assert studio.check(tmp_path / "film.yaml") == []


def test_every_link_between_pages_leads_somewhere():
    for page in (ROOT / "README.md", *ROOT.glob("docs/*.md")):
        for target in re.findall(r"\]\((?!https?:)([^)#\s]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
