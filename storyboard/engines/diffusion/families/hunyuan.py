"""HunyuanVideo, from text and from a picture."""

from __future__ import annotations

from dataclasses import replace

from storyboard.engines.diffusion.families.family import Configs, Family, Mark

_TEXT, _IMAGE = "HunyuanVideoPipeline", "HunyuanVideoImageToVideoPipeline"


def _refine(family: Family, pipeline: str, configs: Configs) -> Family:
    transformer = configs.get("transformer", {})
    if transformer.get("guidance_embeds") is False:
        family = family.without("guidance")
    if pipeline != _IMAGE:
        return replace(family, title=f"{family.title} text to video", image_to_video="", image_input="")
    family = replace(
        family, title=f"{family.title} image to video", text_to_video="", guidance=1.0, skips=False
    )
    if transformer.get("image_condition_type") != "latent_concat":
        return family
    return replace(family, lost=4, longest=125)


FAMILY = Family(
    name="hunyuan",
    title="HunyuanVideo",
    pipelines=(_IMAGE, _TEXT),
    ops=("clip",),
    area=1280 * 720,
    multiple=16,
    steps=50,
    guidance=6.0,
    knobs={
        "steps": "num_inference_steps",
        "guidance": "guidance_scale",
        "true_cfg_scale": "true_cfg_scale",
        "max_sequence_length": "max_sequence_length",
    },
    negative="true_cfg",
    budget=256,
    encoder="t5",
    lora=("transformer",),
    attention=True,
    skips=True,
    text_to_video=_TEXT,
    image_to_video=_IMAGE,
    image_input="image",
    frames=(4, 1),
    longest=129,
    shortest=5,
    fps=24,
    vram={"bitsandbytes_4bit, offload: model": 14},
    models=("hunyuanvideo-community/HunyuanVideo-I2V", "hunyuanvideo-community/HunyuanVideo"),
    notes=(
        "diffusers' examples play it at 15 frames a second, its makers at 24: `fps` decides.",
        "4k + 1 frames; any other number is rounded down without a word (8 become 5). The image-to-video "
        "checkpoint of 33 channels gives back four fewer than it makes: at most 125.",
        "`guidance` is an input of the network; a negative prompt works only with `true_cfg_scale` above "
        "1, at twice "
        "the time.",
    ),
    marks=(Mark("txt_in.individual_token_refiner.blocks.0.adaLN_modulation.1.bias", _TEXT),),
    refine=_refine,
)
