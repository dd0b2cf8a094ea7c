"""FramePack: HunyuanVideo that goes on for a minute, window by window, in little memory."""

from __future__ import annotations

from storyboard.engines.diffusion.families.family import Family

FAMILY = Family(
    name="framepack",
    title="FramePack",
    pipelines=("HunyuanVideoFramepackPipeline",),
    ops=("clip",),
    area=1280 * 720,
    multiple=16,
    steps=50,
    guidance=6.0,
    knobs={
        "steps": "num_inference_steps",
        "guidance": "guidance_scale",
        "true_cfg_scale": "true_cfg_scale",
        "latent_window_size": "latent_window_size",
        "sampling_type": "sampling_type",
        "max_sequence_length": "max_sequence_length",
    },
    negative="true_cfg",
    budget=256,
    encoder="t5",
    lora=("transformer",),
    attention=True,
    image_to_video="HunyuanVideoFramepackPipeline",
    image_input="image",
    last_frame="last_image",
    shortest=37,
    window=9,
    fps=30,
    models=("lllyasviel/FramePackI2V_HY", "lllyasviel/FramePack_F1_I2V_HY_20250503"),
    notes=(
        "It works in windows and gives back 36 frames for each and one more (37, 73, 109 ...). What is too "
        "much is cut off; a clip that ends with a given frame is played faster instead.",
        "The F1 checkpoint wants `sampling_type: vanilla`, which takes no last frame.",
        "A negative prompt works only with `true_cfg_scale` above 1.",
    ),
)
