"""Lints that save GPU hours: found at check time, each with its place and its way out."""

import inspect

import pytest

from storyboard.engines.diffusion import advise, missing, pickled, room, stepping
from storyboard.engines.diffusion.schedulers import SCHEDULERS
from storyboard.engines.diffusion.settings import Clip, Keyframe
from storyboard.engines.diffusion.wording import tokens_at_least
from tests.diffusion import shelves

SHOT = {"prompt": "close-up, a red door", "avoid": "", "cast": [], "files": []}


@pytest.fixture(autouse=True)
def a_large_device(monkeypatch):
    monkeypatch.setattr(room, "device_memory", lambda: 80 * 2**30)


def of_keyframe(folder, drawn=(680, 384), shot=(), **told):
    params = Keyframe.model_validate({"model": str(folder)} | told)
    return list(advise("keyframe", params, SHOT | dict(shot), drawn))


def of_clip(folder, drawn=(832, 480), shot=(), **told):
    params = Clip.model_validate(({"model": str(folder)} if folder else {}) | told)
    return list(advise("clip", params, SHOT | dict(shot), drawn))


def one(notices):
    assert len(notices) == 1, notices
    return notices[0]


def test_a_plain_shot_has_no_faults(tmp_path):
    assert of_keyframe(shelves.sd(tmp_path / "sd")) == []
    assert of_keyframe(shelves.sdxl(tmp_path / "xl"), (1368, 768), {"avoid": "text"}) == []
    assert of_clip(shelves.wan(tmp_path / "wan"), end="next") == []
    assert of_clip(None) == []


def test_what_a_family_can_t_do_with_pictures_is_said(tmp_path):
    klein = shelves.model(tmp_path / "klein", "Flux2KleinPipeline")
    assert one(of_keyframe(klein, sketch={"file": "s.png", "strength": 0.5}))[:1] == ("sketch",)
    assert of_keyframe(klein, sketch={"file": "s.png"}) == []
    for key, told in {"method": {"method": "warp"}, "drive": {"drive": {"file": "me.mp4"}}}.items():
        place, message, severity = of_clip(klein, **told)[0]
        assert (place, severity) == (key, "error") and "paints no picture over" in message
    place, message, severity = of_clip(shelves.flux(tmp_path / "flux"), method="walk")[0]
    assert (place, severity) == ("method", "error") and "can't walk" in message
    assert of_clip(shelves.sd(tmp_path / "sd"), (512, 384), method="walk") == []


def test_a_model_of_both_ends_is_given_the_last(tmp_path):
    index = {"transformer": {"pos_embed_seq_len": 514}}
    folder = shelves.model(tmp_path / "flf", "WanImageToVideoPipeline", **index)
    place, message, severity = one(of_clip(folder))
    assert (place, severity) == ("model", "error") and "Wan FLF2V needs a frame to end with" in message
    for told in ({"end": "next"}, {"loop": True}, {"last_image": "me.png"}):
        assert of_clip(folder, **told) == []
    assert of_clip(folder, shot=ENDS) == []


def test_the_last_shot_has_no_next_one_to_end_with(tmp_path):
    index = {"transformer": {"pos_embed_seq_len": 514}}
    folder, last = shelves.model(tmp_path / "flf", "WanImageToVideoPipeline", **index), {"followed": False}
    place, message, severity = one(of_clip(folder, shot=last, end="next"))
    assert (place, severity) == ("", "error") and "no shot follows; write `clip: {end: own}`" in message
    assert of_clip(folder, shot=last | ENDS, end="own") == []
    assert of_clip(shelves.wan(tmp_path / "wan"), shot=last, end="next") == []


def test_a_setting_that_only_goes_without_a_sketch_is_said(tmp_path):
    folder, told = shelves.sd(tmp_path / "sd"), {"guidance_rescale": 0.7}
    assert of_keyframe(folder, **told) == []
    place, message, severity = one(of_keyframe(folder, sketch={"file": "s.png"}, **told))
    assert (place, message, severity) == (
        "guidance_rescale",
        "with a sketch it does nothing; leave it out",
        "warning",
    )


def test_without_its_libraries_only_a_camera_that_moves_over_a_keyframe_is_made(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert missing("keyframe", {"model": "sd"}).startswith(
        "engine diffusion needs its extra on this machine; get it with"
    )
    assert missing("clip", {"model": "svd"}) == missing("keyframe", {"model": "sd"})
    assert missing("clip", {}) == missing("clip", {"model": "svd", "method": "still"}) == ""


ENDS = {"last_prompt": "a red door, open"}


@pytest.mark.parametrize(
    ("shelf", "told", "says"),
    [
        (shelves.svd, {}, "Stable Video Diffusion can't be told how a clip ends, so this is not drawn"),
        (shelves.wan, {"end": "next"}, "the clip ends as its `end` says; `clip: {end: own}` would end it"),
        (shelves.wan, {"loop": True}, "the clip ends as its `loop` says"),
        (shelves.wan, {"method": "still"}, "the camera moves over the keyframe, and reaches no other"),
        (shelves.sd, {"method": "warp"}, "a warp goes on from frame to frame"),
    ],
)
def test_an_end_that_a_clip_does_not_reach_is_told_at_the_end(tmp_path, shelf, told, says):
    notices = of_clip(shelf(tmp_path / "model"), (64, 64), ENDS, **told)
    key, message, severity = one([each for each in notices if each[0] == "shot.end"])
    assert (key, severity) == ("shot.end", "warning")
    assert says in message


def test_an_end_that_is_reached_is_no_fault(tmp_path):
    assert of_clip(shelves.wan(tmp_path / "wan"), shot=ENDS) == []
    assert of_clip(shelves.wan(tmp_path / "more"), shot=ENDS, end="own") == []
    assert of_clip(shelves.sd(tmp_path / "sd"), (512, 512), ENDS, method="walk") == []


def test_a_warp_reaches_no_picture(tmp_path):
    key, says, severity = one(of_clip(shelves.sd(tmp_path / "sd"), (512, 512), method="warp", end="next"))
    assert (key, severity) == ("end", "error")
    assert "reaches no picture" in says


def test_a_square_model_is_asked_for_a_wide_frame(tmp_path):
    key, says, severity = one(of_keyframe(shelves.sd(tmp_path / "sd"), (792, 328)))
    assert (key, severity) == ("model", "warning")
    assert says.startswith("Stable Diffusion 1.x and 2.x was trained on squares of 512 pixels; at 792x328")
    assert of_keyframe(tmp_path / "sd", (792, 328), fit="crop") == []
    assert of_keyframe(shelves.sdxl(tmp_path / "xl"), (1568, 656)) == []


def test_far_more_pixels_than_it_was_trained_on(tmp_path):
    key, says, _ = one(of_keyframe(shelves.sd(tmp_path / "sd"), (1024, 1024), size="1024x1024"))
    assert key == "size"
    assert says == "1024x1024 is far more pixels than Stable Diffusion 1.x and 2.x was trained on: 512²"


def test_a_video_model_makes_no_keyframes(tmp_path):
    key, says, severity = one(of_keyframe(shelves.wan(tmp_path / "wan")))
    assert (key, severity) == ("model", "error")
    assert "makes clips, not keyframes" in says


def test_an_unknown_model_says_what_it_cant_promise(tmp_path):
    strange = shelves.model(tmp_path / "pixart", "PixArtSigmaPipeline", transformer={"sample_size": 128})
    key, says, severity = one(of_keyframe(strange, (1024, 1024)))
    assert (key, severity) == ("model", "warning")
    assert says.startswith("PixArtSigmaPipeline is of no family that is known here")


def test_a_missing_model_is_a_fault_of_the_model(tmp_path):
    key, says, severity = one(of_keyframe(tmp_path / "gone"))
    assert (key, severity) == ("model", "error")
    assert "there is no model at" in says


def test_long_prompts_are_read_in_chunks_by_clip_and_refused_by_t5(tmp_path):
    long = {"prompt": "red " * 300}
    assert of_keyframe(shelves.sd(tmp_path / "sd"), shot=long) == []
    key, says, severity = one(of_keyframe(tmp_path / "sd", shot=long, long_prompts="cut"))
    assert (key, severity) == ("long_prompts", "warning")
    assert "the prompt has 302 tokens or more, and Stable Diffusion 1.x and 2.x reads 77" in says
    assert of_keyframe(shelves.flux(tmp_path / "flux"), (1024, 1024), long) == []
    key, says, severity = one(of_keyframe(shelves.flux(tmp_path / "fast", guided=False), (1024, 1024), long))
    assert (key, severity) == ("", "error")
    assert says.endswith("say it in fewer words, or allow it with `long_prompts: cut`")


def test_tokens_are_never_counted_too_many():
    assert tokens_at_least("a red door, (very:1.3) [old]", "clip") == 2 + 6
    assert tokens_at_least("a red door, (very:1.3) [old]", "t5") == 2 + 5


@pytest.mark.parametrize(
    ("told", "key", "says"),
    [
        ({"guidance": 1}, "guidance", "at guidance 1 or below, `avoid` does nothing"),
        ({"guidance": 0.5, "steps": 4}, "guidance", "`avoid` does nothing"),
    ],
)
def test_avoid_without_guidance(tmp_path, told, key, says):
    found = one(of_keyframe(shelves.sd(tmp_path / "sd"), shot={"avoid": "text"}, **told))
    assert (found[0], found[2]) == (key, "warning")
    assert says in found[1]


def test_avoid_is_inert_in_flux_without_true_guidance(tmp_path):
    flux = shelves.flux(tmp_path / "flux")
    key, says, _ = one(of_keyframe(flux, (1024, 1024), {"avoid": "text"}))
    assert key == "model"
    assert "doesn't read `avoid`; `true_cfg_scale` above 1" in says
    assert of_keyframe(flux, (1024, 1024), {"avoid": "text"}, true_cfg_scale=4) == []


def test_svd_reads_no_prompt_and_has_no_guidance(tmp_path):
    svd = shelves.svd(tmp_path / "svd")
    assert "reads no prompt" in one(of_clip(svd))[1]
    said = {key: says for key, says, _ in of_clip(svd, guidance=7, motion_bucket_id=300)}
    assert said["guidance"] == "Stable Video Diffusion has no `guidance`, so it does nothing; leave it out"
    assert said["motion_bucket_id"] == "300 is beyond the 1 to 255 that it was trained on"
    none = {key: message for key, message, _ in of_clip(shelves.svd(tmp_path / "one"), motion_bucket_id=0)}
    assert none["motion_bucket_id"] == "0 is beyond the 1 to 255 that it was trained on"


def test_two_characters_in_contact(tmp_path):
    pair = {"cast": [{"is": "a girl"}, {"is": "a boy"}], "prompt": "a girl hugs a boy"}
    key, says, severity = one(of_keyframe(shelves.sd(tmp_path / "sd"), shot=pair))
    assert (key, severity) == ("", "warning")
    assert says.startswith('two characters who touch ("hugs") tend to melt together')
    assert of_keyframe(tmp_path / "sd", shot=pair | {"cast": [{"is": "a girl"}]}) == []


@pytest.mark.parametrize("asked", [{"end": "next"}, {"loop": True}, {"last_image": "end.png"}])
def test_a_last_frame_of_a_model_that_ignores_it(tmp_path, asked):
    five = shelves.wan(tmp_path / "5b", "WanPipeline", expand_timesteps=True)
    key, says, severity = one(of_clip(five, **asked))
    assert (key, severity) == (next(iter(asked)), "error")
    assert says == "Wan TI2V ignores the last frame that it is given; leave it out"


def test_vanilla_framepack_takes_no_last_frame(tmp_path):
    pack = shelves.model(tmp_path / "fp", "HunyuanVideoFramepackPipeline", transformer={})
    assert of_clip(pack, end="next") == []
    assert one(of_clip(pack, end="next", sampling_type="vanilla"))[0] == "end"


@pytest.mark.parametrize(
    ("told", "key", "says"),
    [
        ({"method": "video"}, "method", "makes pictures, not video"),
        ({"motion_adapter": "x", "method": "video"}, "motion_adapter", ""),
        ({"loop": True}, "loop", "a camera move over the keyframe knows no `loop`"),
        ({}, "model", "makes pictures, so the camera moves over the keyframe"),
    ],
)
def test_ways_to_move_that_a_picture_model_has_not(tmp_path, told, key, says):
    folder = shelves.flux(tmp_path / "flux")
    found = {place: message for place, message, _ in of_clip(folder, (1024, 576), **told)}
    assert says in found[key]


def test_ways_to_move_that_a_video_model_has_not(tmp_path):
    wan = shelves.wan(tmp_path / "wan")
    assert one(of_clip(wan, method="warp"))[0] == "method"
    assert one(of_clip(wan, begin="text"))[0] == "begin"
    assert one(of_clip(wan, drive={"file": "a.mp4"}))[0] == "drive"
    assert one(of_clip(shelves.wan(tmp_path / "t2v", "WanPipeline"), begin="keyframe"))[0] == "begin"


def test_a_model_larger_than_the_device(tmp_path, monkeypatch):
    monkeypatch.setattr(room, "device_memory", lambda: 1000)
    sd = shelves.sd(tmp_path / "sd", weights={"unet": (20, 20), "text_encoder": (10, 10)})
    key, says, severity = one(of_keyframe(sd))
    assert (key, severity) == ("model", "warning")
    assert "`offload` and `quantize` take less" in says
    assert of_keyframe(sd, offload="model") == []
    assert of_keyframe(sd, offload="sequential") == []
    assert len(of_keyframe(sd, offload="model", dtype="float32")) == 1


def wearing(**weights):
    return {"files": [{kind: {"file": str(file), "token": token} for kind, (file, token) in weights.items()}]}


def test_weights_that_fit_are_fine(tmp_path):
    sd, xl = shelves.sd(tmp_path / "sd"), shelves.sdxl(tmp_path / "xl")
    mara = shelves.embedding(tmp_path / "mara.safetensors", 768)
    otto = shelves.unet_lora(tmp_path / "otto.safetensors")
    assert of_keyframe(sd, shot=wearing(embedding=(mara, "<mara>"), lora=(otto, "sks dog"))) == []
    both = shelves.tensors(tmp_path / "both.safetensors", {"clip_l": (1, 768), "clip_g": (1, 1280)})
    wide = shelves.unet_lora(tmp_path / "wide.safetensors", 2048)
    assert of_keyframe(xl, (1024, 1024), wearing(embedding=(both, "<mara>"), lora=(wide, "sks"))) == []
    flux, woman = shelves.flux(tmp_path / "flux"), shelves.transformer_lora(tmp_path / "woman.safetensors")
    assert of_keyframe(flux, (1024, 1024), wearing(lora=(woman, "sks"))) == []


def faults(folder, kind, file, token="<mara>", size=(512, 512)):
    return of_keyframe(folder, size, wearing(**{kind: (file, token)}))


def test_an_embedding_of_the_wrong_width(tmp_path):
    file = shelves.embedding(tmp_path / "mara.safetensors", 1024)
    key, says, severity = one(faults(shelves.sd(tmp_path / "sd"), "embedding", file))
    assert (key, severity) == ("", "error")
    assert (
        says == "mara.safetensors was made for another model: its vectors have 1024 numbers, this model's 768"
    )


def test_an_embedding_for_one_of_two_encoders_is_weak(tmp_path):
    file = shelves.embedding(tmp_path / "mara.safetensors", 768)
    assert one(faults(shelves.sdxl(tmp_path / "xl"), "embedding", file, size=(1024, 1024)))[2] == "warning"


def test_an_embedding_for_sdxl_in_stable_diffusion(tmp_path):
    both = shelves.tensors(tmp_path / "both.safetensors", {"clip_l": (1, 768), "clip_g": (1, 1280)})
    says = one(faults(shelves.sd(tmp_path / "sd"), "embedding", both))[1]
    assert "made for a model with 2 text encoders, and this one has 1" in says


def test_a_token_that_is_a_word_already(tmp_path):
    sd = shelves.sd(tmp_path / "sd", vocabulary=("mara",))
    file = shelves.embedding(tmp_path / "mara.safetensors", 768)
    assert 'the model has a word "mara" already' in one(faults(sd, "embedding", file, "mara"))[1]


def test_tokens_that_collide(tmp_path):
    file = shelves.unet_lora(tmp_path / "otto.safetensors")
    member = wearing(lora=(file, "sks"))["files"]
    key, says, severity = one(of_keyframe(shelves.sd(tmp_path / "sd"), shot={"files": member * 2}))
    assert (key, severity) == ("", "error")
    assert says == 'two characters have the token "sks", so the model can\'t tell them apart'


def test_one_character_may_have_one_token_for_both_its_weights(tmp_path):
    mara = shelves.embedding(tmp_path / "mara.safetensors", 768), "<mara>"
    otto = shelves.unet_lora(tmp_path / "otto.safetensors"), "<mara>"
    assert of_keyframe(shelves.sd(tmp_path / "sd"), shot=wearing(embedding=mara, lora=otto)) == []


@pytest.mark.parametrize("name", ["mara.pt", "mara.BIN", "mara.ckpt"])
def test_a_pickle_among_the_weights_is_named_and_not_opened(tmp_path, name):
    (tmp_path / name).write_bytes(b"\x80\x04")
    sd = shelves.sd(tmp_path / "sd")
    assert faults(sd, "embedding", tmp_path / name) == []
    lora = {"file": str(tmp_path / name)}
    params = Keyframe.model_validate({"model": str(sd), "lora": lora})
    shot = SHOT | {"files": [{"embedding": lora | {"token": "m"}}, {"lora": lora | {"token": "n"}}]}
    path = str(tmp_path / name)
    assert list(pickled("keyframe", params, shot)) == [("lora.file", path), ("", path), ("", path)]
    safe = {"embedding": {"file": "mara.safetensors", "token": "m"}}
    assert list(pickled("keyframe", Keyframe(model=str(sd)), SHOT | {"files": [safe]})) == []


def test_weights_of_another_kind_are_refused(tmp_path):
    (tmp_path / "mara.txt").write_bytes(b"words")
    says = one(faults(shelves.sd(tmp_path / "sd"), "embedding", tmp_path / "mara.txt"))[1]
    assert says.startswith("mara.txt is no .safetensors file")


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: shelves.transformer_lora(path), "it changes a transformer, and this is a UNet"),
        (lambda path: shelves.unet_lora(path, 2048), "its layers are 2048 wide, this model's 768"),
        (lambda path: shelves.tensors(path, {"weight": (2, 2)}), "holds no LoRA"),
    ],
)
def test_a_lora_for_another_model(tmp_path, make, says):
    found = one(faults(shelves.sd(tmp_path / "sd"), "lora", make(tmp_path / "otto.safetensors")))
    assert (found[0], found[2]) == ("", "error")
    assert says in found[1]


def test_a_lora_for_a_unet_in_a_transformer(tmp_path):
    file = shelves.unet_lora(tmp_path / "otto.safetensors")
    says = one(faults(shelves.flux(tmp_path / "flux"), "lora", file, size=(1024, 1024)))[1]
    assert "it changes a UNet, and this is a transformer" in says


def test_the_profiles_own_lora_is_looked_at_too(tmp_path):
    file = shelves.transformer_lora(tmp_path / "lcm.safetensors")
    key, _, severity = one(of_keyframe(shelves.sd(tmp_path / "sd"), lora={"file": str(file)}))
    assert (key, severity) == ("lora", "error")


def test_flux_takes_no_embeddings(tmp_path):
    file = shelves.embedding(tmp_path / "mara.safetensors", 768)
    says = one(faults(shelves.flux(tmp_path / "flux"), "embedding", file, size=(1024, 1024)))[1]
    assert says == "FLUX.1 takes no embeddings; give <mara> a LoRA, or name another model"


def test_settings_that_a_models_own_layers_have_no_use_for_are_refused(tmp_path):
    place, message, severity = one(of_keyframe(shelves.sdxl(tmp_path / "xl"), (1024, 1024), attention="sage"))
    assert (place, severity) == ("attention", "error") and "takes no attention backend" in message
    assert of_clip(shelves.wan(tmp_path / "wan"), end="next", attention="sage") == []
    sd = shelves.sd(tmp_path / "sd")
    for key, value in (("offload", "sequential"), ("quantize", "bitsandbytes_4bit")):
        place, _, severity = one(of_clip(sd, (512, 512), motion_adapter="x", **{key: value}))
        assert (place, severity) == (key, "error")


def test_a_lora_changes_one_of_two_networks_alone(tmp_path):
    """diffusers lays it into Wan 2.2's first, the one for the steps with most noise."""
    lora = str(shelves.transformer_lora(tmp_path / "style.safetensors", 5120))
    parts = {"num_attention_heads": 40, "attention_head_dim": 128}
    for second, said in (({}, []), ({"transformer_2": parts}, ["lora"])):
        folder = tmp_path / f"wan{len(second)}"
        index = {"boundary_ratio": 0.9} if second else {}
        shelves.model(folder, "WanImageToVideoPipeline", index, transformer=parts, **second)
        notices = of_clip(folder, end="next", lora={"file": lora})
        assert [(key, severity) for key, _, severity in notices] == [(key, "warning") for key in said]
        assert all("only the first of" in message for _, message, _ in notices)


PNDM = {"scheduler": {"_class_name": "PNDMScheduler"}}
FLOWS = {"scheduler": {"_class_name": "FlowMatchEulerDiscreteScheduler"}}


@pytest.mark.parametrize(
    ("told", "key", "says"),
    [
        ({"karras": True}, "karras", "a PNDMScheduler takes no karras"),
        ({"flow_shift": 3}, "flow_shift", "a PNDMScheduler takes no flow_shift"),
        ({"scheduler": "flow_euler"}, "scheduler", 'can\'t be sampled with the scheduler "flow_euler"'),
        ({"scheduler": "lcm", "karras": True}, "karras", "a LCMScheduler takes no karras"),
        ({"first_block_cache": 0.05}, "first_block_cache", "has no blocks to skip"),
    ],
)
def test_what_a_sampler_or_a_network_would_refuse_is_an_error_before_it_is_loaded(tmp_path, told, key, says):
    place, message, severity = one(of_keyframe(shelves.sd(tmp_path / "sd", **PNDM), **told))
    assert (place, severity) == (key, "error") and says in message


def test_a_sampler_is_asked_for_what_it_takes(tmp_path):
    sd, flux = shelves.sd(tmp_path / "sd", **PNDM), shelves.flux(tmp_path / "flux", **FLOWS)
    for told in ({"timestep_spacing": "trailing"}, {"scheduler": "euler", "karras": True}, {"eta": 0}):
        assert of_keyframe(sd, **told) == []
    assert one(of_keyframe(sd, eta=0.5))[::2] == ("eta", "warning")
    assert of_keyframe(sd, eta=0.5, scheduler="ddim") == []
    for told in ({"scheduler": "euler"}, {"karras": True}, {"flow_shift": 3}, {"first_block_cache": 0.05}):
        assert of_keyframe(flux, **told) == []
    assert one(of_keyframe(flux, timestep_spacing="trailing"))[::2] == ("timestep_spacing", "error")
    assert of_keyframe(shelves.sd(tmp_path / "mute"), karras=True) == []


def test_what_is_known_of_samplers_is_what_diffusers_has():
    diffusers = pytest.importorskip("diffusers")
    words = {"karras": ("use_karras_sigmas",), "timestep_spacing": ("timestep_spacing",)}
    words["flow_shift"] = ("flow_shift", "shift")
    for name, takes in stepping.TAKES.items():
        kind = getattr(diffusers, name)
        told = set(inspect.signature(kind.__init__).parameters)
        if "_backends" in vars(kind):  # a stand-in: its library isn't installed
            continue
        known = {key for key, keywords in words.items() if told & set(keywords)}
        known |= {"eta"} & set(inspect.signature(kind.step).parameters)
        assert set(takes) == known, name
    assert {name for name, _ in SCHEDULERS.values()} <= stepping.TAKES.keys()


def test_video_diffusion_takes_no_tiles_and_no_lora(tmp_path):
    svd = shelves.svd(tmp_path / "svd")
    lora = shelves.unet_lora(tmp_path / "otto.safetensors")
    for key, told in {"vae_tiling": True, "lora": {"file": str(lora)}}.items():
        found = [each for each in of_clip(svd, **{key: told}) if each[0] != "model"]
        assert one(found)[::2] == (key, "error")


@pytest.mark.parametrize(
    ("told", "key"),
    [
        ({"method": "warp", "steps": 2}, "strength"),
        ({"method": "walk", "steps": 1}, "strength"),
        ({"drive": {"file": "me.mp4", "strength": 0.1}, "steps": 4}, "drive"),
        ({"drive": {"file": "me.mp4"}, "method": "walk"}, "method"),
    ],
)
def test_a_strength_that_leaves_no_step_is_an_error(tmp_path, told, key):
    assert one(of_clip(shelves.sd(tmp_path / "sd"), (512, 384), **told))[::2] == (key, "error")


def test_a_sketch_of_which_one_step_makes_nothing_is_an_error_whoever_chose_the_strength(tmp_path):
    turbo = shelves.sdxl(tmp_path / "turbo")
    for sketch in ({"file": "s.png"}, {"file": "s.png", "strength": 0.5}):
        assert one(of_keyframe(turbo, (1024, 1024), sketch=sketch, steps=1))[::2] == ("sketch", "error")
    assert of_keyframe(turbo, (1024, 1024), sketch={"file": "s.png"}, steps=2) == []


def test_settings_of_other_ways_to_make_clips_do_nothing(tmp_path):
    wan, sd = shelves.wan(tmp_path / "wan"), shelves.sd(tmp_path / "sd")
    assert one(of_clip(wan, cadence=2))[::2] == ("cadence", "warning")
    assert one(of_clip(sd, (512, 384), method="walk", cadence=2))[::2] == ("cadence", "warning")
    drive = {"file": "me.mp4", "strength": 0.5}
    assert one(of_clip(sd, (512, 384), drive=drive, strength=0.5))[::2] == ("strength", "warning")
    svd = [each for each in of_clip(shelves.svd(tmp_path / "svd"), strength=0.5) if each[0] != "model"]
    assert one(svd)[::2] == ("strength", "warning")
    assert of_clip(sd, (512, 384), method="warp", cadence=2, strength=0.5) == []


def test_a_model_of_one_size_is_asked_for_no_other(tmp_path):
    transformer = {"use_learned_positional_embeddings": True}
    folder = shelves.model(
        tmp_path / "cog", "CogVideoXImageToVideoPipeline", transformer=transformer, vae=shelves.SCALE_8
    )
    place, message, severity = one(of_clip(folder, (720, 480), size="832x480"))
    assert (place, severity) == ("size", "warning") and "makes 720x480 alone" in message


def test_a_long_prompt_may_be_cut_where_the_author_allows_it(tmp_path):
    model = shelves.flux(tmp_path / "flux")
    long = {"prompt": "a red door " * 400}
    (_, message, severity) = one(of_keyframe(model, shot=long))
    assert severity == "error" and "`long_prompts: cut`" in message
    assert one(of_keyframe(model, shot=long, long_prompts="cut"))[::2] == ("long_prompts", "warning")


def test_a_model_that_takes_no_weights_says_so(tmp_path):
    weighted = {"prompt": "a (red:1.4) door"}
    flux = shelves.flux(tmp_path / "flux")
    key, message, severity = one(of_keyframe(flux, shot=weighted))
    assert (key, severity) == ("", "warning") and 'takes no weights, so "red"' in message
    assert of_keyframe(flux, shot=weighted, prompt_weights="none") == []
    assert of_keyframe(shelves.sd(tmp_path / "sd"), shot=weighted) == []
