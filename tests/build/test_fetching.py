"""Models of the hub are fetched before a build: once, what is needed of them, and only by a render."""

from __future__ import annotations

import json

import pytest

from storyboard import studio
from storyboard.base.errors import EngineError, FetchError
from storyboard.build.executors.inline import InlineExecutor
from storyboard.build.hub import UnfetchedError
from tests.build import fakes
from tests.build.fake_hub import Repository, commit, serving
from tests.build.test_found import DOOR, using
from tests.build.test_render import TWO_SHOTS

pytest.importorskip("huggingface_hub")

INDEX = {
    "_class_name": "StableDiffusionPipeline",
    "unet": ["diffusers", "UNet2DConditionModel"],
    "tokenizer": ["transformers", "CLIPTokenizer"],
    "safety_checker": [None, None],
}
FILES = {
    "model_index.json": json.dumps(INDEX).encode(),
    "README.md": b"about it",
    "sd-v1.safetensors": b"all of it once more",
    "sd-v1.ckpt": b"a pickle",
    "unet/config.json": b"{}",
    "unet/diffusion_pytorch_model.safetensors": b"weights",
    "unet/diffusion_pytorch_model.fp16.safetensors": b"half",
    "unet/diffusion_pytorch_model.bin": b"a pickle",
    "tokenizer/vocab.json": b'{"a": 1}',
    "tokenizer/merges.txt": b"a b",
    "tokenizer/tokenizer.py": b"print('code')",
    "safety_checker/model.safetensors": b"not used",
}
PLAIN = {
    "model_index.json",
    "tokenizer/merges.txt",
    "tokenizer/vocab.json",
    "unet/config.json",
    "unet/diffusion_pytorch_model.safetensors",
}


@pytest.fixture
def hub(sets, monkeypatch):
    """A hub with one model, `maker/sd`, and a cache of what was fetched that is empty."""
    from huggingface_hub import constants

    monkeypatch.setenv("HF_HUB_CACHE", str(sets.folder / "hub"))
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    with serving() as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.url)
        hub.models["maker/sd"] = Repository({commit(1): dict(FILES)}, {"main": commit(1)})
        yield hub


def render(sets, text, **changes):
    """Render, and return what was told of fetching."""
    sets.write(text)
    told = []
    studio.render(
        sets.wish(**changes),
        sets.store,
        sets.output,
        lambda: InlineExecutor(sets.store),
        lambda plan: lambda event: None,
        fetching=lambda name, size: told.append((name, size)),
    )
    return told


def test_a_render_fetches_what_the_pipeline_reads_and_no_pickle(sets, hub):
    told = render(sets, using("maker/sd"))
    assert hub.fetched() == PLAIN
    assert told == [("maker/sd", sum(len(FILES[file]) for file in PLAIN - {"model_index.json"}))]
    there = fakes.read[DOOR]
    assert {path.relative_to(there).as_posix() for path in there.rglob("*") if path.is_file()} == PLAIN


def test_what_is_here_is_asked_of_nobody_again(sets, hub):
    render(sets, using("maker/sd"))
    hub.asked.clear()
    studio.check(sets.script, "fake")
    sets.plan(using("maker/sd"))
    assert render(sets, using("maker/sd").replace("a red door", "a green door")) == []
    assert hub.asked == []


def test_check_and_plan_only_say_that_it_will_be_fetched(sets, hub):
    sets.write(using("maker/sd"))
    (problem,) = studio.check(sets.script, "fake")
    assert problem.severity == "warning"
    assert problem.path == "profiles.fake.keyframe.weights"
    assert problem.message == "maker/sd is not on this machine; `storyboard render` fetches what it needs"
    with pytest.raises(UnfetchedError, match="maker/sd is not on this machine"):
        sets.plan(using("maker/sd"))
    assert hub.asked == []


def test_only_the_profile_that_is_rendered_has_its_models_fetched(sets, hub):
    other = "profiles:\n  other:\n    keyframe: {engine: fake, weights: maker/sd}\n"
    render(sets, TWO_SHOTS.replace("profiles:\n", other))
    assert hub.asked == []


def test_offline_nothing_is_fetched(sets, hub, monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(FetchError, match=r"maker/sd would have to be fetched, which --offline .* forbids"):
        render(sets, using("maker/sd"))
    assert hub.asked == []


def test_a_script_with_faults_has_nothing_fetched(sets, hub):
    with pytest.raises(studio.ScriptError):
        render(sets, using("maker/sd").replace("{mara} opens", "{nara} opens"))
    assert hub.asked == []


def test_a_lock_holds_a_branch_that_moved_on_a_machine_that_has_nothing(sets, hub):
    render(sets, using("maker/sd"))
    studio.lock(sets.script)
    hub.models["maker/sd"].commits[commit(2)] = FILES | {"unet/config.json": b'{"new": 1}'}
    hub.models["maker/sd"].refs["main"] = commit(2)
    (sets.folder / "hub").rename(sets.folder / "elsewhere")
    render(sets, using("maker/sd").replace("a red door", "a green door"))
    assert fakes.read["{0} opens a green door"].name == commit(1)
    (sets.folder / "storyboard.lock").unlink()
    (sets.folder / "hub").rename(sets.folder / "once more")
    render(sets, using("maker/sd").replace("a red door", "a blue door"))
    assert fakes.read["{0} opens a blue door"].name == commit(2)


@pytest.mark.parametrize("revision", ["main", commit(1)])
def test_half_a_model_is_no_model_and_is_fetched_to_its_end(sets, hub, revision):
    text = using(f"maker/sd, revision: '{revision}'")
    hub.fail_at = "unet/diffusion_pytorch_model.safetensors"
    with pytest.raises(FetchError):
        render(sets, text)
    hub.fail_at = ""
    hub.asked.clear()
    with pytest.raises(UnfetchedError):
        sets.plan(text)
    render(sets, text)
    assert "unet/diffusion_pytorch_model.safetensors" in hub.fetched()
    assert "tokenizer/merges.txt" not in hub.fetched()


def test_another_variant_of_a_model_is_fetched_beside_it(sets, hub):
    render(sets, using("maker/sd"))
    hub.asked.clear()
    render(sets, using("maker/sd, variant: fp16"))
    assert hub.fetched() == {"unet/diffusion_pytorch_model.fp16.safetensors"}
    hub.asked.clear()
    render(sets, using("maker/sd, variant: fp16").replace("a red door", "a green door"))
    render(sets, using("maker/sd").replace("a red door", "a blue door"))
    assert hub.asked == []


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("maker/none", "the hub has no model maker/none, or a private one; check its name, or log in with"),
        ("maker/gated", "given only to those who have agreed to its terms.*hf auth login"),
        ("maker/sd, revision: v9", "maker/sd has no branch, tag or commit v9"),
    ],
)
def test_what_the_hub_does_not_give_is_told_plainly(sets, hub, name, says):
    hub.models["maker/gated"] = Repository({commit(1): {}}, {"main": commit(1)}, gated=True)
    with pytest.raises(FetchError, match=says):
        render(sets, using(name))


def test_without_a_network_it_says_so(sets, hub, monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(FetchError, match=r"the hub can't be reached to fetch maker/sd"):
        render(sets, using("maker/sd"))


@pytest.mark.filterwarnings("ignore:Not enough free disk space")
def test_a_disk_without_room_is_told_before_anything_large_is_fetched(sets, hub, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda path: type("Usage", (), {"free": 3})())
    with pytest.raises(FetchError, match=r"maker/sd needs .* GB, and the disk of .* has 0\.0 GB left"):
        render(sets, using("maker/sd"))
    assert hub.fetched() == {"model_index.json"}


def test_code_of_a_model_s_own_is_refused_before_it_is_fetched(sets, hub):
    index = INDEX | {"unet": ["my_unet", "MyUnet"]}
    hub.models["maker/sd"].commits[commit(1)] |= {
        "model_index.json": json.dumps(index).encode(),
        "unet/my_unet.py": b"print('code')",
    }
    with pytest.raises(EngineError, match=r"brings code of its own \(unet: my_unet\)"):
        render(sets, using("maker/sd"))
    assert hub.fetched() == {"model_index.json"}


def test_weights_that_are_pickles_alone_are_refused(sets, hub):
    files = hub.models["maker/sd"].commits[commit(1)]
    for file in [file for file in files if file.startswith("unet/") and file.endswith(".safetensors")]:
        del files[file]
    with pytest.raises(EngineError, match="pickles alone for weights in unet"):
        render(sets, using("maker/sd"))


@pytest.mark.parametrize("name", ["loras/ink.safetensors", "sketches/door.png"])
def test_a_file_that_is_missing_is_no_model_of_the_hub(sets, hub, name):
    sets.write(using(name))
    (problem,) = studio.check(sets.script, "fake")
    assert (problem.severity, problem.message.split(";")[0]) == ("error", f'there is no "{name}"')


def test_a_folder_beside_the_script_is_no_maker(sets, hub):
    (sets.folder / "models").mkdir()
    sets.write(using("models/sd"))
    (problem,) = studio.check(sets.script, "fake")
    assert problem.severity == "error"
