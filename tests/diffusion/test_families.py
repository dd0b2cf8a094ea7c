"""Families: what is known of each model is what diffusers' own source says, and the page says the same."""

import ast
import importlib.util
import runpy
from functools import lru_cache
from pathlib import Path

import pytest

from storyboard.engines.diffusion.families import FAMILIES, UNKNOWN, by_tensors, fitted, of
from storyboard.engines.diffusion.schedulers import SCHEDULERS
from storyboard.engines.networks.headers import Header, Tensor

TOOL = Path(__file__).parents[2] / "tools" / "family_pages.py"
BY_NAME = {family.name: family for family in FAMILIES}
SPEC = importlib.util.find_spec("diffusers")
needs_diffusers = pytest.mark.skipif(SPEC is None, reason="reads the installed diffusers' source")
WORDS_OF = (
    "text_pipeline",
    "image_pipeline",
    "inpaint_pipeline",
    "text_to_video",
    "image_to_video",
    "video_to_video",
)


@lru_cache(maxsize=1)
def calls():
    """The keywords of every pipeline's `__call__` and their defaults, by class name; nothing is imported."""
    found = {}
    for file in (Path(SPEC.submodule_search_locations[0]) / "pipelines").rglob("pipeline_*.py"):
        text = file.read_text(encoding="utf-8")
        for node in ast.parse(text).body:
            if isinstance(node, ast.ClassDef):
                for inner in node.body:
                    if isinstance(inner, ast.FunctionDef) and inner.name == "__call__":
                        found[node.name] = keywords(inner)
    return found


def keywords(function):
    names = [argument.arg for argument in function.args.args]
    defaults = function.args.defaults
    values = [value.value if isinstance(value, ast.Constant) else ... for value in defaults]
    return dict.fromkeys(names) | dict(zip(names[len(names) - len(values) :], values, strict=True))


def used(family):
    """The pipeline classes that a family may be run with."""
    named = {getattr(family, word) for word in WORDS_OF} - {""}
    return sorted(each for each in named | set(family.pipelines) if not each.startswith("Auto"))


@needs_diffusers
@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_every_pipeline_of_a_family_is_one_of_diffusers(family):
    assert set(used(family)) <= calls().keys()


@needs_diffusers
@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_every_knob_is_a_keyword_of_one_of_its_pipelines(family):
    known = {word for pipeline in used(family) for word in calls()[pipeline]}
    assert set(family.knobs.values()) <= known
    for name in (family.image_input, family.last_frame, family.rate_input):
        assert not name or name in known


ONLY_FROM_WORDS = {"StableDiffusionImg2ImgPipeline", "StableDiffusionInpaintPipeline"}
"""They know no `guidance_rescale`; the check says so of sketches."""


@needs_diffusers
@pytest.mark.parametrize("pipeline", sorted({each for family in FAMILIES for each in used(family)}))
def test_every_knob_of_a_checkpoint_is_a_keyword_of_its_own_pipeline(pipeline):
    family = next(each for each in FAMILIES if pipeline in used(each))
    knobs = fitted(pipeline, {}).knobs if pipeline in family.pipelines else family.knobs
    spared = {"strength"} | ({"guidance_rescale"} if pipeline in ONLY_FROM_WORDS else set())
    assert {word for name, word in knobs.items() if name not in spared} <= calls()[pipeline].keys()


@needs_diffusers
@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_what_begins_with_a_picture_or_a_video_takes_one(family):
    of = {word: calls()[getattr(family, word)] for word in WORDS_OF if getattr(family, word)}
    for word in of.keys() & {"image_pipeline", "inpaint_pipeline"}:
        assert {"image", "strength"} <= of[word].keys()
    if family.video_to_video and family.image_input != "conditions":
        assert {"video", "strength"} <= of["video_to_video"].keys()
    if family.image_to_video:
        assert family.image_input in of["image_to_video"]
        assert not family.last_frame or family.last_frame in of["image_to_video"]


@needs_diffusers
@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_defaults_are_the_pipelines_own(family):
    call = calls()[family.pipelines[0]]
    assert call["num_inference_steps"] == family.steps
    if "guidance" in family.knobs and family.name != "hunyuan":
        assert call["guidance_scale"] == family.guidance
    if "max_sequence_length" in family.knobs:
        assert call["max_sequence_length"] == family.budget
    if "clip" in family.ops and isinstance(call.get("num_frames"), int) and family.longest:
        assert call["num_frames"] == family.longest


@needs_diffusers
@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_a_prompt_and_a_negative_one_are_taken_where_the_family_says_so(family):
    texts = [calls()[each] for each in used(family)]
    assert all(("prompt" in call) == family.prompt for call in texts)
    assert any("negative_prompt" in call for call in texts) == bool(family.negative)


@needs_diffusers
def test_schedulers_are_diffusers_own():
    folder = Path(SPEC.submodule_search_locations[0]) / "schedulers"
    source = "".join(file.read_text(encoding="utf-8") for file in folder.glob("scheduling_*.py"))
    for name, (kind, values) in SCHEDULERS.items():
        assert f"class {kind}(" in source, name
        assert all(f"{key}:" in source for key in values)


def test_no_pipeline_belongs_to_two_families():
    named = [pipeline for family in FAMILIES for pipeline in family.pipelines]
    assert len(named) == len(set(named))


def test_an_unlisted_pipeline_is_the_unknown_family_and_makes_keyframes():
    assert of("PixArtSigmaPipeline") is UNKNOWN
    assert UNKNOWN.ops == ("keyframe",)
    assert UNKNOWN.text_pipeline == "AutoPipelineForText2Image"


@pytest.mark.parametrize(
    ("tensor", "shape", "pipeline"),
    [
        (
            "model.diffusion_model.output_blocks.11.0.skip_connection.weight",
            (320, 640, 1, 1),
            "StableDiffusionPipeline",
        ),
        (
            "model.diffusion_model.input_blocks.2.1.transformer_blocks.0.attn2.to_k.weight",
            (320, 1024),
            "StableDiffusionPipeline",
        ),
        (
            "conditioner.embedders.1.model.transformer.resblocks.9.mlp.c_proj.bias",
            (1280,),
            "StableDiffusionXLPipeline",
        ),
        ("double_blocks.0.img_attn.norm.key_norm.scale", (128,), "FluxPipeline"),
        ("model.diffusion_model.double_blocks.0.img_attn.norm.key_norm.scale", (128,), "FluxPipeline"),
        ("patch_embedding.weight", (1536, 16, 1, 2, 2), "WanPipeline"),
        ("patch_embedding.weight", (5120, 36, 1, 2, 2), "WanImageToVideoPipeline"),
        ("something.else", (4,), ""),
    ],
)
def test_a_single_file_is_known_by_its_tensors(tensor, shape, pipeline):
    assert by_tensors(Header({tensor: Tensor("F16", shape)})) == pipeline


def test_flux_2_is_told_from_flux_1():
    both = {
        "double_blocks.0.img_attn.norm.key_norm.scale": Tensor("BF16", (128,)),
        "single_stream_modulation.lin.weight": Tensor("BF16", (9216, 3072)),
    }
    assert by_tensors(Header(both)) == "Flux2Pipeline"


def test_ti2v_5b_is_a_wan_without_a_last_frame_at_24_frames():
    family = fitted(
        "WanPipeline", {"model_index": {"expand_timesteps": True}, "vae": {"scale_factor_spatial": 16}}
    )
    assert (family.last_frame, family.fps, family.longest, family.multiple) == ("", 24, 121, 32)
    assert family.image_to_video == "WanImageToVideoPipeline"
    assert family.text_to_video == "WanPipeline"


def test_cogvideox_1_5_is_larger_faster_and_in_multiples_of_16():
    transformer = {"patch_size_t": 2, "sample_height": 96, "sample_width": 170, "sample_frames": 81}
    family = fitted("CogVideoXImageToVideoPipeline", {"transformer": transformer})
    assert (family.area, family.multiple, family.fps, family.longest) == (768 * 1360, 16, 16, 81)


def test_hunyuan_s_pictures_as_channels_cost_four_frames():
    def of_image(**transformer):
        return fitted("HunyuanVideoImageToVideoPipeline", {"transformer": transformer})

    channels = of_image(image_condition_type="latent_concat", guidance_embeds=False)
    assert (channels.lost, channels.longest) == (4, 125)
    assert "guidance" not in channels.knobs
    token = of_image(image_condition_type="token_replace", guidance_embeds=True)
    assert (token.lost, token.longest) == (0, 129)
    assert "guidance" in token.knobs


def test_animatediff_s_sdxl_adapter_has_its_pipeline_s_own_settings():
    family = fitted("AnimateDiffSDXLPipeline", {})
    assert (family.guidance, family.longest, family.video_to_video) == (5.0, 32, "")
    assert "guidance_rescale" in family.knobs
    assert not family.knobs.keys() & {"decode_chunk_size", "strength"}


def test_ltx_before_0_9_5_knows_no_last_frame():
    assert fitted("LTXConditionPipeline", {}).last_frame == "conditions"
    early = fitted("LTXPipeline", {})
    assert (early.last_frame, early.image_to_video) == ("", "LTXImageToVideoPipeline")


def test_flux_schnell_takes_no_guidance():
    family = fitted("FluxPipeline", {"transformer": {"guidance_embeds": False}})
    assert "guidance" not in family.knobs
    assert (family.steps, family.budget) == (4, 256)


def test_a_distilled_sdxl_is_known_by_its_scheduler():
    family = fitted("StableDiffusionXLPipeline", {"scheduler": {"timestep_spacing": "trailing"}})
    assert (family.steps, family.guidance) == (4, 0.0)


def test_sd3_without_t5_reads_as_much_as_clip():
    assert fitted("StableDiffusion3Pipeline", {"model_index": {"text_encoder_3": [None, None]}}).budget == 77


@pytest.mark.parametrize("family", [*FAMILIES, UNKNOWN], ids=lambda family: family.name)
def test_a_checkpoint_without_details_is_its_family_as_described(family):
    for pipeline in family.pipelines or ("SomePipeline",):
        plain = fitted(pipeline, {})
        assert plain.name == family.name
        assert plain.area > 0
        assert plain.multiple > 0


def test_the_page_is_the_families_own():
    tool = runpy.run_path(str(TOOL))
    assert tool["PAGE"].read_text(encoding="utf-8") == tool["page"](), f"run: {tool['REWRITE']}"
