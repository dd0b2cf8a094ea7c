"""Which accelerators there are, asked without importing a library that would take seconds to say so."""

from __future__ import annotations

import os
import shutil
import subprocess


def devices() -> list[dict[str, str]]:
    """Each device worker's environment: one for each GPU, or one for the processor where there is none."""
    if (shown := os.environ.get("CUDA_VISIBLE_DEVICES")) is not None:
        ids = [each.strip() for each in shown.split(",") if each.strip() not in ("", "-1")]
    else:
        ids = [str(number) for number in range(_gpus())]
    return [{"CUDA_VISIBLE_DEVICES": each} for each in ids] or [{}]


def _gpus() -> int:
    """How many GPUs NVIDIA's own program lists; it comes with the driver."""
    program = shutil.which("nvidia-smi")
    if program is None:
        return 0
    try:
        listed = subprocess.run([program, "-L"], capture_output=True, text=True, timeout=10, check=True)
    except (OSError, subprocess.SubprocessError):
        return 0
    return sum(line.startswith("GPU ") for line in listed.stdout.splitlines())
