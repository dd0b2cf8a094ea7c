"""What a profile, or a shot, may tell the diffusion engine; with diffusers' own names where it has one.

Settings that change no pixel (`exclude=True`) never reach a spec or a key.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from storyboard.base.time import parse_rate
from storyboard.engines.diffusion.running import Model, Named, Stepping

ASIDE = ("offload", "vae_slicing", "batch")
"""Settings that say how a worker runs a model, and change no pixel."""
STRENGTHS: Mapping[str, float] = {"sketch": 0.8, "walk": 0.6, "warp": 0.35, "drive": 0.6}
"""How much of a picture is made anew, where nobody says: by what it is made from.

A sketch's is diffusers' own for Stable Diffusion; a warp's is enough to fill in, too little to flicker.
"""
_SIZE = re.compile(r"(\d{2,4})x(\d{2,4})")
_Number = int | float


class Sketch(Model):
    """A drawing that the keyframe is made from."""

    file: Named = Field(description="A picture, from the script's folder.")
    strength: float | None = Field(
        None,
        gt=0,
        le=1,
        description="How far the keyframe may leave the sketch: near 0 it stays, 1 forgets it.",
    )


class Drive(Model):
    """A video whose motion the clip takes over."""

    file: Named = Field(description="A video, from the script's folder.")
    strength: float | None = Field(
        None, gt=0, le=1, description="How far a frame may leave the video's: near 0 it stays, 1 forgets it."
    )
    shows: Literal["nobody"] | None = Field(
        None,
        exclude=True,
        description="nobody: no person is in the video; who is in it needs `rights` among the characters.",
    )


class ProfileLora(Model):
    """A LoRA for every picture: a style, or a distillation such as LCM or Lightning."""

    file: Named = Field(description="A .safetensors file, from the script's folder.")
    weight: float = Field(1.0, ge=-4, le=4, description="How strongly it acts; 1 is as trained.")


class IpAdapter(Model):
    """What lets a model look at its characters' reference pictures (IP-Adapter)."""

    file: Named = Field(description="The adapter's .safetensors file, from the script's folder.")
    image_encoder: Named | None = Field(
        None,
        description="A folder with the CLIP vision model that it was trained with; else the model's own.",
    )


class Sampling(Stepping):
    """How a picture is sampled."""

    lora: ProfileLora | None = Field(None, description="A LoRA for every picture, such as LCM's.")
    size: str | None = Field(
        None,
        exclude=True,
        description='About how many pixels to make, as "768x768"; the film\'s shape is kept. With `fit`: the '
        "very size to draw in.",
    )
    true_cfg_scale: float | None = Field(
        None,
        ge=1,
        le=100,
        description="Guidance by a second pass (FLUX, HunyuanVideo); above 1 it reads `avoid`.",
    )
    guidance_rescale: float | None = Field(
        None, ge=0, le=1, description="Against overexposure; 0.7 is usual."
    )
    clip_skip: int | None = Field(None, ge=1, le=12, description="Layers of CLIP to leave out.")
    max_sequence_length: int | None = Field(
        None, ge=1, le=1024, description="Tokens of the prompt that T5 and its like read."
    )
    flow_shift: float | None = Field(
        None, gt=0, le=100, description="The scheduler's: less for small frames, more for large ones."
    )
    prompt_weights: Literal["a1111", "none"] | None = Field(
        None, description="a1111 (the default) reads (word:1.3) as an emphasis; none takes it literally."
    )
    long_prompts: Literal["chunks", "cut"] | None = Field(
        None, description="Beyond CLIP's 77 tokens: read on in chunks (the default), or cut off."
    )

    @field_validator("prompt_weights", "long_prompts")
    @classmethod
    def _usual(cls, wanted: str | None) -> str | None:
        """A default makes nothing anew when it is written down."""
        return None if wanted in ("a1111", "chunks") else wanted

    @field_validator("size")
    @classmethod
    def _sides(cls, written: str | None) -> str | None:
        if written is not None and not (match := _SIZE.fullmatch(written)):
            raise ValueError(f'"{written}" is no size; write width and height in pixels, such as 768x768')
        if written is not None and match and min(int(side) for side in match.groups()) < 16:
            raise ValueError(f"{written} is too small; 16 pixels is the least")
        return written

    @property
    def sides(self) -> tuple[int, int] | None:
        """Width and height that `size` asks for."""
        if self.size is None:
            return None
        width, height = self.size.split("x")
        return int(width), int(height)

    @property
    def area(self) -> int | None:
        """How many pixels `size` asks for."""
        return self.sides[0] * self.sides[1] if self.sides else None


class Keyframe(Sampling):
    """How keyframes are made."""

    model: Named = Field(
        description="A model of the hub (owner/name), a folder in diffusers' format, or a .safetensors file."
    )
    sketch: Sketch | None = Field(
        None, description="Begin with a drawing: {file: sketch.png, strength: 0.7}."
    )
    batch: int | None = Field(
        None,
        ge=1,
        le=64,
        exclude=True,
        description="The most keyframes to make by one call of the model (4 where nobody says); where memory "
        "runs out, fewer.",
    )
    ip_adapter: IpAdapter | None = Field(
        None,
        description="Look at the characters' reference pictures: {file: adapter.safetensors, image_encoder: "
        "folder}.",
    )
    fit: Literal["crop", "pad", "outpaint"] | None = Field(
        None,
        description="Draw in a shape that the model knows, then crop to the film's, pad it with black, or "
        "paint the sides on; otherwise it is drawn in the film's shape.",
    )


class Upscale(Stepping):
    """How frames are made larger, by a model that paints the detail that they lack."""

    model: Named = Field(
        description="A Stable Diffusion x4 upscaler: a model of the hub (owner/name), a folder in diffusers' "
        "format, or a .safetensors file."
    )
    steps: int | None = Field(None, ge=1, le=1000, description="num_inference_steps; 75 by default.")
    guidance: float | None = Field(
        None, ge=0, le=100, description="guidance_scale: how closely to follow the prompt; 9 by default."
    )
    noise_level: int | None = Field(
        None,
        ge=0,
        le=999,
        description="Noise on the small frame: more leaves more to the model; 20 is usual.",
    )
    fit: Literal["crop", "pad"] | None = Field(
        None,
        description="Where the aspects differ: fill the frame and crop (the default), or pad with black.",
    )
    tile: int | None = Field(
        None,
        ge=64,
        le=2048,
        description="How many pixels of the clip, a side, are painted at once (256); fewer need less memory.",
    )


class Clip(Sampling):
    """How clips are made; without a model the camera moves over the keyframe."""

    model: Named | None = Field(
        None,
        description="A model of the hub (owner/name), a folder in diffusers' format, or a .safetensors file; "
        "without one the camera moves over the keyframe.",
    )
    motion_adapter: Named | None = Field(
        None, description="AnimateDiff's adapter, for a Stable Diffusion model: a hub id or a folder."
    )
    method: Literal["video", "still", "warp", "walk"] | None = Field(
        None,
        description="video: by a video model; still: the camera moves over the keyframe; warp: each frame "
        "is made from the last one, moved; walk: from this keyframe to the next shot's. Where none is said: "
        "video by a video model, else still.",
    )
    begin: Literal["keyframe", "text"] | None = Field(
        None,
        description="Begin with the keyframe, where the model can, or make all of it from the prompt.",
    )
    end: Literal["own", "next"] | None = Field(
        None,
        description="own (the default): end with the keyframe of the shot's `end`, where it has one; next: "
        "with the next shot's keyframe.",
    )
    last_image: Named | None = Field(None, description="A picture to end with, from the script's folder.")
    loop: bool | None = Field(None, description="End as it begins.")
    drive: Drive | None = Field(None, description="A video to follow: {file: me.mp4, strength: 0.6}.")
    fps: str | _Number | None = Field(
        None, description="Frames a second to make; the default is the model's own."
    )
    num_frames: int | None = Field(
        None,
        ge=2,
        le=2000,
        exclude=True,
        description="The most frames of one call; longer clips are chained.",
    )
    guidance_2: float | None = Field(
        None, ge=0, le=100, description="guidance_scale_2 of Wan 2.2's second network."
    )
    min_guidance_scale: float | None = Field(
        None, ge=0, le=100, description="Stable Video Diffusion: of the first frame."
    )
    max_guidance_scale: float | None = Field(
        None, ge=0, le=100, description="Stable Video Diffusion: of the last frame."
    )
    motion_bucket_id: int | None = Field(
        None, ge=0, le=1023, description="Stable Video Diffusion: how much moves, 1 to 255; 127 is usual."
    )
    noise_aug_strength: float | None = Field(
        None, ge=0, le=10, description="Stable Video Diffusion: how far to leave the keyframe; 0.02 is usual."
    )
    decode_chunk_size: int | None = Field(
        None, ge=1, le=1000, description="Frames to decode at once: fewer need less memory, and flicker more."
    )
    strength: float | None = Field(
        None, gt=0, le=1, description="warp and walk: how much of each frame is made anew."
    )
    cadence: int | None = Field(None, ge=1, le=16, description="warp: make only every so many frames anew.")
    image_cond_noise_scale: float | None = Field(
        None, ge=0, le=1, description="LTX: noise on the conditions."
    )
    decode_timestep: float | None = Field(None, ge=0, le=1, description="LTX: at which timestep to decode.")
    decode_noise_scale: float | None = Field(
        None, ge=0, le=1, description="LTX: noise added before decoding."
    )
    use_dynamic_cfg: bool | None = Field(None, description="CogVideoX: guidance that grows with the steps.")
    latent_window_size: int | None = Field(None, ge=1, le=33, description="FramePack: latents of a window.")
    sampling_type: Literal["vanilla", "inverted_anti_drifting"] | None = Field(
        None, description="FramePack: vanilla for F1 checkpoints."
    )

    @field_validator("loop")
    @classmethod
    def _open(cls, wanted: bool | None) -> bool | None:
        return wanted or None

    @field_validator("fps")
    @classmethod
    def _rate(cls, written: str | int | float | None) -> str | None:
        return None if written is None else str(parse_rate(written))

    @model_validator(mode="after")
    def _one_end(self) -> Self:
        ends = [
            key
            for key, value in (("end", self.end), ("last_image", self.last_image), ("loop", self.loop))
            if value
        ]
        if len(ends) > 1:
            raise ValueError(f"a clip has one end; keep one of {' and '.join(ends)}")
        if self.method in ("video", "warp", "walk") and self.model is None:
            raise ValueError(f"{self.method} needs a `model`; without one there is `method: still`")
        return self

    @property
    def rate(self) -> Fraction | None:
        """`fps` as an exact rate."""
        return None if self.fps is None else parse_rate(str(self.fps))
