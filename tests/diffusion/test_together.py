"""Several keyframes by one call of the model: the same pictures, in fewer calls."""

from __future__ import annotations

import numpy as np
import pytest

from storyboard import studio
from storyboard.build.executors.inline import InlineExecutor
from storyboard.engines import diffusion
from storyboard.engines.diffusion import pipelines
from storyboard.store import Store

torch = pytest.importorskip("torch")

WORDS = ["a red cat in the rain", "a dog", "a (blue:1.4) boat", "two ships under a moon"]
NEAR = 2
"""Levels of 255 that sums in another order may differ by."""


@pytest.mark.parametrize("family", ["sd", "sdxl", "sd3", "flux", "flux2", "z_image", "lcm", "pixart"])
def test_a_picture_in_company_is_the_one_that_it_is_alone(painter, family):
    one = painter(family)
    specs = [one.spec(words, shot={"seed": number}) for number, words in enumerate(WORDS)]
    alone = [one.paint(spec) for spec in specs]
    for apart, together in zip(alone, one.paint_together(specs), strict=True):
        assert np.abs(apart.astype(int) - together.astype(int)).max() <= NEAR
    assert (alone[0] != alone[1]).any()


def test_pictures_in_company_are_cropped_as_alone(painter):
    one = painter("sd")
    told = {"size": [64, 36], "drawn": [64, 64]}
    specs = [one.spec(words, params={"fit": "crop"}, **told) for words in WORDS[:2]]
    alone = [one.paint(spec) for spec in specs]
    for apart, together in zip(alone, one.paint_together(specs), strict=True):
        assert together.shape == (36, 64, 3)
        assert np.abs(apart.astype(int) - together.astype(int)).max() <= NEAR


def test_a_sampler_with_noise_of_its_own_gives_each_its_own(painter):
    one = painter("sd")
    specs = [one.spec(words, params={"scheduler": "euler_a"}) for words in WORDS[:2]]
    alone = [one.paint(spec) for spec in specs]
    for apart, together in zip(alone, one.paint_together(specs), strict=True):
        assert np.abs(apart.astype(int) - together.astype(int)).max() <= NEAR


def test_words_that_go_together_make_one_call(painter, monkeypatch):
    one = painter("sd")
    calls = counted(monkeypatch, one.pipe())
    one.paint_together([one.spec(words) for words in WORDS])
    assert sorted(calls) == [1, 3], "three that the pipeline reads itself, and one with weights"


def test_a_model_of_no_known_family_paints_one_by_one(painter, monkeypatch):
    """It might let what fills up a shorter prompt be seen in its picture."""
    one = painter("pixart")
    calls = counted(monkeypatch, one.pipe())
    one.paint_together([one.spec(words) for words in WORDS[:2]])
    assert calls == [1, 1]


def counted(monkeypatch, pipe) -> list[int]:
    """The sizes of a pipeline's calls from now on."""
    calls: list[int] = []
    whole = type(pipe).__call__

    def call(self, *args, **words):
        result = whole(self, *args, **words)
        calls.append(len(result.images))
        return result

    call.__signature__ = __import__("inspect").signature(whole)
    monkeypatch.setattr(type(pipe), "__call__", call)
    return calls


def test_what_differs_in_more_than_words_goes_by_itself(painter):
    one = painter("sd")
    name, most = diffusion.together("keyframe", one.spec())
    assert (bool(name), most) == (True, 4)
    assert diffusion.together("keyframe", one.spec("another", shot={"seed": 9}))[0] == name
    for other in (
        one.spec(params={"steps": 3}),
        one.spec(shot={"files": [{"lora": {"file": "f", "token": "t", "weight": "1"}}]}),
        one.spec() | {"size": [48, 64]},
        one.spec(params={"fit": "crop"}) | {"drawn": [64, 64]},
        one.spec(params={"ip_adapter": {"file": "f"}}),
    ):
        assert diffusion.together("keyframe", other)[0] not in ("", name)
    lora = {"lora": {"file": "f", "token": "t", "weight": "1"}}
    for alone in (
        one.spec(params={"sketch": {"file": "s"}}),
        one.spec(params={"batch": 1}),
        one.spec(params={"fit": "outpaint"}),
        one.spec(shot={"references": [{"file": "p", "weight": "1", "stands": [0, 1]}]}),
        one.spec(shot={"files": [lora, lora]}),
    ):
        assert diffusion.together("keyframe", alone) == ("", 1)
    assert diffusion.together("clip", one.spec()) == ("", 1)


FILM = """\
storyboard: 1
title: Five
film: {{size: 64x48, fps: 24}}
profiles:
  real:
    keyframe: {{engine: diffusion, model: {model}, steps: 2, size: 64x48, batch: {batch}}}
    clip: {{engine: diffusion}}
shots:
"""


def rendered(folder, model, batch) -> dict[str, object]:
    """A film of five shots; the records of its keyframes by shot."""
    script = folder / "film.yaml"
    shots = "".join(f"  - {{id: s{number}, action: shot {number}, duration: 2f}}\n" for number in range(5))
    script.write_text(FILM.format(model=model, batch=batch) + shots)
    store = Store.open(folder / "cache")
    film = studio.render(
        studio.Wish(script, "real"),
        store,
        folder / "film.mp4",
        lambda: InlineExecutor(store),
        lambda plan: lambda event: None,
    )
    assert film.made
    made = film.results.results.values()
    return {each.key: each.record for each in made if each.op == "keyframe"}


def test_a_film_loads_its_model_once_and_calls_it_for_several_shots(checkpoint, tmp_path):
    pipelines.forget()
    before = pipelines.loads()
    records = rendered(tmp_path, checkpoint("sd"), batch=3)
    assert pipelines.loads() == before + 1
    assert sorted(record["together"] for record in records.values()) == [2, 2, 3, 3, 3]


def test_how_many_are_made_at_once_is_in_no_key(checkpoint, tmp_path):
    first = rendered(tmp_path, checkpoint("sd"), batch=3)
    assert rendered(tmp_path, checkpoint("sd"), batch=1) == first


def test_where_memory_runs_out_fewer_are_made_at_once(checkpoint, tmp_path, monkeypatch):
    from diffusers import StableDiffusionPipeline

    whole = StableDiffusionPipeline.__call__

    def greedy(self, *args, **words):
        if not isinstance(words["prompt"], str) and len(words["prompt"]) > 1:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return whole(self, *args, **words)

    greedy.__signature__ = __import__("inspect").signature(whole)
    monkeypatch.setattr(StableDiffusionPipeline, "__call__", greedy)
    records = rendered(tmp_path, checkpoint("sd"), batch=4)
    assert [record["together"] for record in records.values()] == [1] * 5
