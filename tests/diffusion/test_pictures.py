"""From a spec to a picture."""

from __future__ import annotations

import json
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image

from storyboard.base.errors import EngineError
from storyboard.media.picture import read_text


@pytest.mark.parametrize("family", ["sd", "sdxl", "sd3", "pixart"])
def test_words_become_a_picture_of_the_size_asked_for(painter, family):
    one = painter(family)
    picture = one.paint(one.spec())
    assert picture.shape == (48, 64, 3)
    assert one.told == ["step 1 of 2", "step 2 of 2"]


def test_the_same_spec_gives_the_same_pixels_and_another_seed_others(painter):
    one = painter("sd")
    first = one.paint(one.spec())
    one.paint(one.spec("a dog"))
    assert (one.paint(one.spec()) == first).all()
    assert (one.paint(one.spec(shot={"seed": 2})) != first).any()


def test_a_new_process_paints_the_same_bytes(painter):
    one = painter("sd")
    spec = one.spec("a (red:1.3) cat")
    one.paint(spec)
    here = (one.out / "picture.png").read_bytes()
    script = (
        "import json, sys, torch; from pathlib import Path; torch.set_num_threads(1);"
        "from storyboard.engines.diffusion.pictures import keyframe;"
        "model, out, spec = sys.argv[1:];"
        "keyframe(json.loads(spec), {'file/m0del': Path(model)}, Path(out), lambda n: None)()"
    )
    command = [sys.executable, "-c", script, str(one.model), str(one.out), json.dumps(spec)]
    subprocess.run(command, check=True, timeout=120)
    assert (one.out / "picture.png").read_bytes() == here


@pytest.mark.parametrize(
    "params", [{"steps": 3}, {"guidance": "9/2"}, {"scheduler": "euler_a"}, {"dtype": "bfloat16"}]
)
def test_a_setting_changes_the_picture(painter, params):
    one = painter("sd")
    assert (one.paint(one.spec()) != one.paint(one.spec(params=params))).any()


def test_what_to_avoid_counts_only_where_the_model_is_guided(painter):
    one = painter("sd")

    def differs(guidance: str) -> bool:
        plain = one.spec(params={"guidance": guidance})
        avoiding = one.spec(params={"guidance": guidance}, shot={"avoid": "a robot"})
        return bool((one.paint(plain) != one.paint(avoiding)).any())

    assert differs("5")
    assert not differs("1")


@pytest.mark.parametrize("family", ["sd", "sdxl", "sd3"])
def test_a_picture_begins_with_a_sketch(painter, tmp_path, family):
    one = painter(family)
    ink, white = tmp_path / "ink.png", tmp_path / "white.jpg"
    Image.new("RGBA", (30, 90), (0, 0, 0, 0)).save(ink)
    Image.new("RGB", (128, 20), "darkred").save(white)
    spec = one.spec(params={"steps": 4, "sketch": {"file": one.file("5k", ink), "strength": "1/2"}})
    drawn = one.paint(spec)
    assert drawn.shape == (48, 64, 3)
    assert one.told == ["step 1 of 2", "step 2 of 2"]
    one.file("5k", white)
    assert (one.paint(spec) != drawn).any()


def test_a_stronger_sketch_is_another_picture_and_no_steps_are_refused(painter, tmp_path):
    one = painter("sd")
    Image.new("RGB", (64, 48), "navy").save(tmp_path / "s.png")
    sketch = {"file": one.file("5k", tmp_path / "s.png"), "strength": "1/2"}
    some = one.paint(one.spec(params={"steps": 4, "sketch": sketch}))
    assert (some != one.paint(one.spec(params={"steps": 4, "sketch": sketch | {"strength": "1"}}))).any()
    with pytest.raises(EngineError, match=r"2 steps at strength 0\.1 are none"):
        one.paint(one.spec(params={"sketch": sketch | {"strength": "1/10"}}))


def test_a_sketch_that_is_no_picture_is_refused(painter, tmp_path):
    one = painter("sd")
    (tmp_path / "s.png").write_text("no picture")
    with pytest.raises(EngineError, match=r"s\.png is no picture that can be read"):
        one.paint(one.spec(params={"sketch": {"file": one.file("5k", tmp_path / "s.png")}}))


def test_a_family_without_a_sibling_says_that_it_takes_no_sketch(painter, tmp_path):
    one = painter("pixart")
    Image.new("RGB", (64, 48)).save(tmp_path / "s.png")
    with pytest.raises(EngineError, match="can't start from a sketch"):
        one.paint(one.spec(params={"sketch": {"file": one.file("5k", tmp_path / "s.png")}}))


def test_the_picture_says_what_made_it_as_a1111_does(painter):
    one = painter("sd")
    spec = one.spec(
        params={"scheduler": "dpm++_karras", "guidance": "13/2"}, shot={"avoid": "blur", "seed": 7}
    )
    one.paint(spec)
    text = read_text(one.out / "picture.png")
    assert text["parameters"] == (
        "a red cat in the rain\n"
        "Negative prompt: blur\n"
        "Steps: 2, Sampler: DPM++ 2M Karras, CFG scale: 6.5, Seed: 7, Size: 64x48, Model hash: m0del, "
        "Version: storyboard"
    )
    assert json.loads(text["storyboard"]) == spec


def test_guidance_that_is_off_is_written_as_0(painter):
    """As SDXL Turbo wants it; the pipeline's own default would be a lie."""
    one = painter("sdxl")
    one.paint(one.spec(params={"guidance": 0}))
    assert "CFG scale: 0, " in read_text(one.out / "picture.png")["parameters"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"params": {"scheduler": "nonsense"}},
            'can\'t be sampled with the scheduler "nonsense"; it takes ddim',
        ),
        ({"params": {"dtype": "float99"}}, "no dtype"),
        ({"params": {"offload": "sideways"}}, "no way to offload"),
        ({"params": {"model": None}}, "no model is named"),
        ({"params": {"model": "someone/elsewhere"}}, "isn't on this machine; fetch it with: hf download"),
        ({"params": {"model": "not a model"}}, "neither a file, a folder nor a name on the hub"),
        ({"size": [64, 50]}, "divisible by 8"),
    ],
)
def test_what_cannot_be_painted_is_said_plainly(painter, change, message):
    one = painter("sd")
    with pytest.raises(EngineError, match=message):
        one.paint(one.spec(**change))


def test_memory_that_ran_out_is_met_with_tiles_only_where_allowed(painter, monkeypatch):
    torch = pytest.importorskip("torch")
    one = painter("sd")
    pipe = one.pipe()
    decode = pipe.vae.decode

    def greedy(*args, **settings):
        if not pipe.vae.use_tiling:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return decode(*args, **settings)

    monkeypatch.setattr(pipe.vae, "decode", greedy)
    with pytest.raises(MemoryError, match="not enough memory"):
        one.paint(one.spec())
    assert one.paint(one.spec(params={"rescue": True})).shape == (48, 64, 3)
    assert not pipe.vae.use_tiling


def test_two_characters_with_loras_are_painted_one_by_one_on_a_plate(painter, checkpoint, tmp_path):
    from tests.diffusion import tiny

    one = painter("sd")
    files = []
    for place, (token, who) in enumerate((("tomtok", "a man"), ("maratok", "a woman"))):
        path = tiny.lora(tmp_path / f"{token}.safetensors", checkpoint("sd"), 7 + place)
        lora = {"file": one.file(token, path), "token": token, "weight": "1"}
        files.append({"lora": lora, "spelt": f"{token}, {who}", "stands": [place, 2]})
    prompt = "tomtok, a man and maratok, a woman in the rain"
    plate = one.paint(one.spec(prompt, params={"steps": 4}))
    both = one.paint(one.spec(prompt, params={"steps": 4}, shot={"files": files}))
    assert [note.split()[1] for note in one.told] == list("12345678")
    left, right = np.s_[:, :32], np.s_[:, 32:]
    assert (both[left] != plate[left]).any() and (both[right] != plate[right]).any()
    files[1]["lora"]["weight"] = "1/2"
    weaker = one.paint(one.spec(prompt, params={"steps": 4}, shot={"files": files}))
    assert (weaker[:, :24] == both[:, :24]).all()
    assert (weaker[right] != both[right]).any()
    assert (one.paint(one.spec(prompt, params={"steps": 4})) == plate).all()


def test_each_of_two_characters_is_painted_by_words_without_the_other(painter, checkpoint, tmp_path):
    from tests.diffusion import tiny

    one = painter("sd")
    path = tiny.lora(tmp_path / "l.safetensors", checkpoint("sd"))
    lora = {"file": one.file("l", path), "token": "tok", "weight": "1"}
    files = [
        {"lora": lora, "spelt": "tok, a red man", "stands": [0, 2]},
        {"lora": lora, "spelt": "tik, a dog", "stands": [1, 2]},
    ]
    prompt = "tok, a red man and tik, a dog in the rain"
    said = words_of(one, one.spec(prompt, params={"steps": 4}, shot={"files": files}))
    assert said == [prompt, "tok, a red man and  in the rain", " and tik, a dog in the rain"]


def words_of(one, spec):
    """The prompts of the calls that paint a spec."""
    from storyboard.engines.diffusion import prompts

    said = []
    with pytest.MonkeyPatch.context() as patch:
        read = prompts.words_for
        patch.setattr(
            prompts, "words_for", lambda pipe, text, *rest: said.append(text) or read(pipe, text, *rest)
        )
        one.paint(spec)
    return said


def test_what_goes_before_the_first_step_is_told_too(painter):
    from storyboard.engines.diffusion import OPS

    crew = painter()
    told: list[int | str] = []
    OPS["keyframe"](crew.spec(), {"file/m0del": crew.model}, crew.out, told.append)
    assert told[0] == "getting ready" and told[-1] == "step 2 of 2"
