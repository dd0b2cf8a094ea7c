"""A voice as piper's own export writes it, so small that a test can build it: every sound is a note."""

from __future__ import annotations

import json
from pathlib import Path

RATE = 22050
_HOP = 400


def write_voice(path: Path, pitch: float = 200.0, speakers: int = 1) -> Path:
    """Write `path` and its `.json`: inputs `input`, `input_lengths`, `scales` and, of several, `sid`."""
    import onnx

    onnx.save(_network(pitch, speakers), str(path))
    letters = " !',-.:;?abcdefghijklmnopqrstuvwxyzæðŋɑɐɒɔəɚɛɜɡɪɹɾʃʊʌʒˈˌːθɫ"
    ids = {letter: [number] for number, letter in enumerate("_^$" + letters)}
    told = {
        "audio": {"sample_rate": RATE, "quality": "x_low"},
        "espeak": {"voice": "en-us"},
        "inference": {"noise_scale": 0.667, "length_scale": 1, "noise_w": 0.8},
        "phoneme_type": "espeak",
        "phoneme_id_map": ids,
        "num_symbols": len(ids),
        "num_speakers": speakers,
        "speaker_id_map": {
            name: number for number, name in zip(range(speakers), ("ada", "bob"), strict=False)
        },
    }
    path.with_name(f"{path.name}.json").write_text(json.dumps(told), encoding="utf-8")
    return path


def _network(pitch: float, speakers: int):
    """`output`: for every id a note of its own, as long as the second scale says, with noise by the first."""
    import numpy as np
    from onnx import TensorProto as T
    from onnx import helper as h
    from onnx import numpy_helper as n

    numbers = {
        "first": np.array([0]), "second": np.array([1]), "one": np.array([1]), "all": np.array([1, -1]),
        "shape4": np.array([1, 1, 1, -1]), "last": np.array([2]), "along": np.array(1),
        "hop": np.array([_HOP], np.float32), "low": np.array(pitch * 2 * np.pi / RATE, np.float32),
        "step": np.array(8 * 2 * np.pi / RATE, np.float32), "loud": np.array(0.3, np.float32),
        "soft": np.array(0.02, np.float32),
    }  # fmt: skip
    nodes = [
        h.make_node("Cast", ["input"], ["ids"], to=T.FLOAT),
        h.make_node("Unsqueeze", ["ids", "last"], ["column"]),
        h.make_node("Gather", ["scales", "second"], ["pace"]),
        h.make_node("Mul", ["pace", "hop"], ["long"]),
        h.make_node("Cast", ["long"], ["whole"], to=T.INT64),
        h.make_node("Concat", ["one", "one", "whole"], ["shape"], axis=0),
        h.make_node("Expand", ["column", "shape"], ["wide"]),
        h.make_node("Reshape", ["wide", "all"], ["flat"]),
        h.make_node("Mul", ["flat", "step"], ["above"]),
        h.make_node("Add", ["above", "low"], ["turn"]),
        h.make_node("CumSum", ["turn", "along"], ["phase"]),
        h.make_node("Sin", ["phase"], ["tone"]),
        h.make_node("Mul", ["tone", "loud"], ["heard"]),
        h.make_node("RandomNormalLike", ["heard"], ["hiss"]),
        h.make_node("Gather", ["scales", "first"], ["free"]),
        h.make_node("Mul", ["free", "soft"], ["amount"]),
        h.make_node("Mul", ["hiss", "amount"], ["noise"]),
        h.make_node("Add", ["heard", "noise"], ["sum"]),
        h.make_node("Reshape", ["sum", "shape4"], ["output"]),
    ]
    inputs = [
        h.make_tensor_value_info("input", T.INT64, [1, "phonemes"]),
        h.make_tensor_value_info("input_lengths", T.INT64, [1]),
        h.make_tensor_value_info("scales", T.FLOAT, [3]),
    ]
    if speakers > 1:
        inputs.append(h.make_tensor_value_info("sid", T.INT64, [1]))
        higher = np.array(150 * 2 * np.pi / RATE, np.float32)
        numbers["higher"] = higher
        nodes[9:10] = [
            h.make_node("Cast", ["sid"], ["who"], to=T.FLOAT),
            h.make_node("Mul", ["who", "higher"], ["raised"]),
            h.make_node("Add", ["above", "raised"], ["above2"]),
            h.make_node("Add", ["above2", "low"], ["turn"]),
        ]
    graph = h.make_graph(
        nodes, "voice", inputs, [h.make_tensor_value_info("output", T.FLOAT, [1, 1, 1, "samples"])],
        [n.from_array(np.asarray(value), name) for name, value in numbers.items()],
    )  # fmt: skip
    return h.make_model(graph, opset_imports=[h.make_opsetid("", 15)], ir_version=8)
