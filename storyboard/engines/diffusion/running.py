"""What is told alike of every op: how weights are loaded and run, and how a model steps through noise.

Settings that change no pixel (`exclude=True`) never reach a spec or a key.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from storyboard.engines.diffusion.schedulers import SchedulerName

Named = Annotated[str, StringConstraints(min_length=1, max_length=1000)]


class Model(BaseModel):
    """Settings: strict, and no others than those that are known."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Running(Model):
    """How weights are loaded and run; the same for pictures and clips."""

    revision: Named | None = Field(
        None, exclude=True, description="The hub's branch, tag or commit; the default is main."
    )
    config: Named | None = Field(
        None,
        description="For a single .safetensors file: a folder in diffusers' format with a model of its kind, "
        "whose configuration and tokenizer are taken, not its weights. Without one they come from the hub.",
    )
    variant: Named | None = Field(None, description="Which of a model's weights to load, such as fp16.")
    dtype: Literal["float32", "float16", "bfloat16"] | None = Field(
        None, description="What to compute in; the default is what the weights are stored in."
    )
    quantize: Literal["bitsandbytes_4bit", "bitsandbytes_8bit", "layerwise_float8"] | None = Field(
        None, description="Keep the weights smaller, at some loss."
    )
    attention: Literal["native", "flex", "xformers", "flash", "sage", "_native_math"] | None = Field(
        None, description="diffusers' attention backend, for models that are transformers."
    )
    first_block_cache: float | None = Field(
        None,
        ge=0,
        le=1,
        description="Skip blocks whose first one hardly changed: the threshold; 0.05 is mild.",
    )
    compile: bool | None = Field(
        None, description="Compile the network's repeated blocks with torch.compile."
    )
    vae_tiling: bool | None = Field(
        None, description="Decode in tiles: less memory, and slightly other pixels."
    )
    offload: Literal["none", "model", "group", "sequential"] | None = Field(
        None, exclude=True, description="What waits in main memory while it isn't used; changes no pixel."
    )
    vae_slicing: bool | None = Field(
        None, exclude=True, description="Decode a batch one by one; changes no pixel."
    )
    rescue: bool | None = Field(
        None,
        description="Out of memory: try again with VAE tiling and offloading, which change pixels a little. "
        "Say it of the shot that needs it: it enters the key, so a profile that says it makes all anew.",
    )

    @field_validator("compile", "vae_tiling", "rescue")
    @classmethod
    def _off(cls, wanted: bool | None) -> bool | None:
        """What is off anyway makes nothing anew when it is written down."""
        return wanted or None


class Stepping(Running):
    """How a picture comes out of noise, step by step."""

    steps: int | None = Field(None, ge=1, le=1000, description="num_inference_steps.")
    guidance: float | None = Field(
        None, ge=0, le=100, description="guidance_scale: how closely to follow the prompt."
    )
    eta: float | None = Field(None, ge=0, le=1, description="DDIM's own noise: 0 is none.")
    scheduler: SchedulerName | None = Field(None, description="The sampler; the default is the model's own.")
    timestep_spacing: Literal["leading", "trailing", "linspace"] | None = Field(
        None, description="The scheduler's; distilled models want trailing."
    )
    karras: bool | None = Field(None, description="use_karras_sigmas of the scheduler.")
