"""The same pictures by diffusers alone, as a short script makes them: what the engine is measured against.

`python -m benchmarks.bare MODEL DTYPE WIDTH HEIGHT STEPS COUNT OUT` prints the seconds of each but the first.
"""

from __future__ import annotations

import itertools
import json
import sys
import time
from pathlib import Path


def main() -> None:
    """Load, and make pictures one by one."""
    import torch
    from diffusers import AutoPipelineForText2Image

    model, dtype, *numbers, out = sys.argv[1:]
    width, height, steps, count = map(int, numbers)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    pipe = AutoPipelineForText2Image.from_pretrained(model, dtype=getattr(torch, dtype)).to(device)
    pipe.set_progress_bar_config(disable=True)
    times = [time.perf_counter()]
    for number in range(count):
        noise = torch.Generator("cpu").manual_seed(number)
        picture = pipe(
            f"shot {number}", generator=noise, num_inference_steps=steps, width=width, height=height
        ).images[0]
        picture.save(Path(out) / f"{number}.png")
        times.append(time.perf_counter())
    print(json.dumps([later - before for before, later in itertools.pairwise(times[1:])]))


if __name__ == "__main__":
    main()
