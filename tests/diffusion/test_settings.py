"""What the diffusion engine may be told, what it makes of it for the plan, and what it leaves out of keys."""

from fractions import Fraction

import pytest
from pydantic import ValidationError

from storyboard.base.errors import EngineError
from storyboard.engines import diffusion, registry
from storyboard.engines.diffusion import aside, traits
from storyboard.engines.diffusion.settings import Clip, Keyframe
from tests.diffusion import shelves


def key_of(params):
    return params.model_dump(exclude_none=True)


def test_the_engine_is_listed():
    engine = registry.engine("diffusion")
    assert (engine.NAME, set(engine.PARAMS), set(engine.OPS)) == (
        "diffusion",
        {"keyframe", "clip", "upscale"},
        {"keyframe", "clip", "upscale"},
    )


def test_without_its_libraries_an_op_says_how_to_get_them(monkeypatch, tmp_path):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(EngineError, match=r'pip install "storyboard\[diffusion\]"'):
        diffusion.OPS["keyframe"]({}, {}, tmp_path, lambda done: None)


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({}, "model"),
        ({"model": "a", "steps": 0}, "greater than or equal to 1"),
        ({"model": "a", "guidance": -1}, "greater than or equal to 0"),
        ({"model": "a", "scheduler": "dmp++"}, "Input should be"),
        ({"model": "a", "size": "large"}, "write width and height in pixels"),
        ({"model": "a", "size": "10x10"}, "16 pixels is the least"),
        ({"model": "a", "sketch": {"file": "s.png", "strength": 1.5}}, "less than or equal to 1"),
        ({"model": "a", "sketch": {"strength": 0.5}}, "Field required"),
        ({"model": "a", "stepz": 3}, "Extra inputs"),
        ({"model": "a", "steps": True}, "valid integer"),
        ({"model": "a", "true_cfg_scale": 0.5}, "greater than or equal to 1"),
    ],
)
def test_a_keyframes_settings_have_their_ranges(told, says):
    with pytest.raises(ValidationError, match=says):
        Keyframe.model_validate(told)


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"model": "a", "motion_bucket_id": -1}, "greater than or equal to 0"),
        ({"model": "a", "noise_aug_strength": 11}, "less than or equal to 10"),
        ({"model": "a", "decode_chunk_size": 0}, "greater than or equal to 1"),
        ({"model": "a", "strength": 0}, "greater than 0"),
        ({"model": "a", "fps": "often"}, "often"),
        ({"model": "a", "end": "next", "loop": True}, "a clip has one end; keep one of end and loop"),
        ({"method": "warp"}, "warp needs a `model`"),
        ({"model": "a", "drive": {"file": "a.mp4", "strength": 2}}, "less than or equal to 1"),
    ],
)
def test_a_clips_settings_have_their_ranges(told, says):
    with pytest.raises(ValidationError, match=says):
        Clip.model_validate(told)


def test_a_whole_number_may_stand_for_a_fraction():
    assert Keyframe.model_validate({"model": "a", "guidance": 6}).guidance == 6.0


def test_what_changes_no_pixel_is_in_no_key_and_goes_to_the_worker_aside():
    told = {"model": "a", "offload": "model", "vae_slicing": True}
    params = Keyframe.model_validate(told)
    assert key_of(params) == {"model": "a"}
    assert aside("keyframe", params) == {"offload": "model", "vae_slicing": True}


@pytest.mark.parametrize(
    "setting", ["dtype", "vae_tiling", "rescue", "quantize", "first_block_cache", "compile", "attention"]
)
def test_what_changes_pixels_is_in_the_key(setting):
    values = {
        "dtype": "float16",
        "quantize": "bitsandbytes_4bit",
        "first_block_cache": 0.05,
        "attention": "sage",
    }
    params = Keyframe.model_validate({"model": "a", setting: values.get(setting, True)})
    assert setting in key_of(params)


def of_keyframe(folder, **told):
    return traits("keyframe", Keyframe.model_validate({"model": str(folder)} | told))


def of_clip(folder=None, **told):
    return traits("clip", Clip.model_validate(({"model": str(folder)} if folder else {}) | told))


def test_a_keyframe_is_about_as_large_as_its_model_likes_in_the_films_shape(tmp_path):
    found = of_keyframe(shelves.sd(tmp_path / "sd"))
    assert found.legal_size((1280, 720)) == (680, 384)
    assert of_keyframe(tmp_path / "sd", size="768x768").legal_size((1000, 1000)) == (768, 768)


def test_a_keyframe_wants_what_its_model_reads(tmp_path):
    sd, flux = shelves.sd(tmp_path / "sd"), shelves.flux(tmp_path / "flux")
    assert of_keyframe(sd).wants == {"prompt", "seed", "files", "avoid"}
    assert "avoid" not in of_keyframe(sd, guidance=1).wants
    assert "avoid" not in of_keyframe(flux).wants
    assert "avoid" in of_keyframe(flux, true_cfg_scale=4).wants


def test_a_clip_without_a_model_is_a_move_over_the_keyframe():
    found = of_clip()
    assert (found.wants, found.rate, found.area, found.keyframe) == ({"camera", "seed"}, None, None, True)


def test_a_picture_model_moves_the_camera_too_unless_told_otherwise(tmp_path):
    sd = shelves.sd(tmp_path / "sd")
    assert of_clip(sd).wants == {"camera", "seed"}
    warped = of_clip(sd, method="warp")
    assert (warped.rate, warped.area, warped.longest) == (Fraction(8), 512 * 512, None)
    assert of_clip(sd, method="walk").last == "next"


def test_svd_begins_with_the_keyframe_and_reads_nothing(tmp_path):
    found = of_clip(shelves.svd(tmp_path / "svd"))
    assert (found.wants, found.rate, found.longest, found.keyframe) == ({"seed"}, Fraction(7), 25, True)
    assert of_clip(tmp_path / "svd", fps=12).rate == 12


def test_wan_counts_in_fours_and_ends_with_the_next_keyframe(tmp_path):
    wan = shelves.wan(tmp_path / "wan")
    found = of_clip(wan, end="next")
    assert (found.step, found.offset, found.longest, found.last) == (4, 1, 81, "next")
    assert found.legal_frames(80) == 81
    assert of_clip(wan, loop=True).last == "self"
    assert of_clip(wan, num_frames=41).longest == 41


@pytest.mark.parametrize(
    ("told", "last", "own_end"),
    [
        ({}, "", True),
        ({"end": "own"}, "", True),
        ({"end": "next"}, "next", False),
        ({"loop": True}, "self", False),
        ({"method": "still"}, "", False),
    ],
)
def test_a_model_that_can_ends_with_the_shot_s_own_end(tmp_path, told, last, own_end):
    found = of_clip(shelves.wan(tmp_path / "wan"), **told)
    assert (found.last, found.own_end) == (last, own_end)


def test_a_loop_is_one_frame_short_of_what_the_model_makes(tmp_path):
    folder = shelves.wan(tmp_path / "wan")
    assert [
        (of_clip(folder, loop=loop).offset, of_clip(folder, loop=loop).longest) for loop in (None, True)
    ] == [
        (1, 81),
        (0, 80),
    ]
    assert of_clip(folder, loop=True).segments(100) == (80, 24)


def test_a_model_that_takes_no_last_frame_reaches_no_end(tmp_path):
    assert not of_clip(shelves.svd(tmp_path / "svd")).own_end
    assert not of_clip(shelves.wan(tmp_path / "t2v", "WanPipeline")).own_end


def test_a_walk_leads_to_the_shot_s_own_end_or_to_the_next_shot_and_reads_its_words(tmp_path):
    walk = of_clip(shelves.sd(tmp_path / "sd"), method="walk")
    assert (walk.last, walk.own_end, "last_prompt" in walk.wants) == ("next", True, True)
    assert of_clip(tmp_path / "sd", method="walk", end="own").last == ""
    assert of_clip(tmp_path / "sd", method="warp").own_end is False


def test_a_clip_that_begins_with_a_keyframe_has_its_characters_from_there(tmp_path):
    assert "files" not in of_clip(shelves.wan(tmp_path / "wan")).wants
    assert "files" in of_clip(shelves.wan(tmp_path / "t2v", "WanPipeline")).wants


def test_ti2v_5b_is_told_no_last_frame(tmp_path):
    found = of_clip(shelves.wan(tmp_path / "5b", "WanPipeline", expand_timesteps=True), end="next")
    assert (found.last, found.multiple, found.rate, found.keyframe) == ("", 32, Fraction(24), True)


def test_a_model_that_does_both_begins_as_it_is_told(tmp_path):
    five = shelves.wan(tmp_path / "5b", "WanPipeline", expand_timesteps=True)
    assert of_clip(five, begin="text").keyframe is False
    assert of_clip(shelves.wan(tmp_path / "t2v", "WanPipeline")).keyframe is False


def test_animatediff_is_stable_diffusion_with_an_adapter(tmp_path):
    adapter = shelves.tensors(tmp_path / "adapter" / "model.safetensors", {"weight": (4, 4)}).parent
    found = of_clip(shelves.sd(tmp_path / "sd"), motion_adapter=str(adapter))
    assert (found.keyframe, found.rate, found.longest) == (False, Fraction(8), None)


def test_a_driven_clip_wants_no_keyframe(tmp_path):
    found = of_clip(shelves.sd(tmp_path / "sd"), drive={"file": "me.mp4", "strength": 0.5})
    assert (found.keyframe, found.last, found.rate) == (False, "", None)


def test_orders_follow_the_model_that_they_want():
    assert diffusion.affinity("keyframe", {"params": {"model": "abc"}}) == "abc"
    assert diffusion.affinity("clip", {"params": {"model": "abc", "method": "still"}}) == ""
    assert diffusion.affinity("clip", {"params": {}}) == ""


def test_a_model_of_one_size_makes_that_size_whatever_the_film_s_is(tmp_path):
    """CogVideoX-5b-I2V refuses all others, after it was loaded."""
    transformer = {"use_learned_positional_embeddings": True}
    rigid = shelves.model(
        tmp_path / "cog", "CogVideoXImageToVideoPipeline", transformer=transformer, vae=shelves.SCALE_8
    )
    assert of_clip(rigid).legal_size((1280, 720)) == (720, 480)
    assert of_clip(rigid, size="640x360").legal_size((1280, 720)) == (720, 480)
    freely = shelves.model(
        tmp_path / "t2v", "CogVideoXPipeline", transformer={"sample_width": 90}, vae=shelves.SCALE_8
    )
    assert of_clip(freely).legal_size((1280, 720)) == (784, 440)


def test_a_default_that_is_written_down_makes_nothing_anew():
    told = {"compile": False, "vae_tiling": False, "rescue": False}
    told |= {"prompt_weights": "a1111", "long_prompts": "chunks"}
    assert key_of(Keyframe.model_validate({"model": "a"} | told)) == {"model": "a"}
    assert key_of(Clip.model_validate({"model": "a", "loop": False} | told)) == {"model": "a"}
    other = {"prompt_weights": "none", "long_prompts": "cut"}
    assert key_of(Keyframe.model_validate({"model": "a"} | other)) == {"model": "a"} | other


def test_a_camera_over_a_picture_is_the_same_work_whatever_model_is_named(tmp_path):
    plain = diffusion.settled("clip", Clip(fps="12"))
    named = Clip(model=str(shelves.sd(tmp_path / "sd")), method="still", fps="12", steps=30)
    assert diffusion.settled("clip", named) == plain
    warp = Clip(model=str(tmp_path / "sd"), method="warp", steps=30)
    assert diffusion.settled("clip", warp) == warp
