"""Finding faces: a cascade of three networks.

Zhang et al. 2016, "Joint Face Detection and Alignment Using Multitask Cascaded Convolutional Networks". A
small network that can look everywhere proposes windows in a pyramid of the picture, a second throws out
what is no face, a third finds five landmarks. Each also says how a window should be moved. A folder has their
weights: `pnet`, `rnet` and `onet`, in safetensors.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812

from storyboard.base.errors import EngineError

if TYPE_CHECKING:
    import numpy.typing as npt

    from storyboard.media.picture import Rgb

    Floats = npt.NDArray[np.float64]

_CELL, _STRIDE = 12, 2
"""The side of the first network's window, and how far apart its windows are."""
_PYRAMID = 0.709
"""Each picture of the pyramid has half the area of the one before it."""
_PROPOSED, _REFINED = 0.6, 0.7
"""How sure the first two networks have to be."""
_BATCH = 256

Weights = dict[str, torch.Tensor]


@dataclass(frozen=True, slots=True)
class Face:
    """A face: left, top, right and bottom in pixels, how sure it is (0 to 1), and its landmarks.

    Those are five points (x, y): the eyes, the nose, the corners of the mouth, as seen from left to right.
    """

    box: Floats
    score: float
    points: Floats

    @property
    def width(self) -> float:
        """How wide it is in pixels."""
        return float(self.box[2] - self.box[0])


class Mtcnn:
    """The three networks, on the GPU where there is one."""

    def __init__(self, folder: Path) -> None:
        self._device = "cuda" if torch.cuda.is_available() else "cpu"
        self._p, self._r, self._o = (_read(folder / f"{net}.safetensors", self._device) for net in _SHAPES)

    def faces(self, rgb: Rgb, smallest: int = 20, confidence: float = 0.9) -> list[Face]:
        """The faces of a picture that are at least `smallest` pixels wide, from left to right."""
        with torch.inference_mode():
            return self._faces(rgb, smallest, confidence)

    def _faces(self, rgb: Rgb, smallest: int, confidence: float) -> list[Face]:
        planes = (torch.tensor(rgb, device=self._device).permute(2, 0, 1)[None].float() - 127.5) / 128
        boxes = self._proposed(planes, smallest)
        for stage in (self._refined, self._landmarked):
            if not len(boxes):
                return []
            boxes = stage(planes, boxes, confidence)
        found = [Face(row[:4], float(row[4]), row[5:].reshape(2, 5).T) for row in boxes]
        wide = [face for face in found if face.width >= smallest]
        return sorted(wide, key=lambda face: (face.box[0], face.box[1]))

    def _proposed(self, planes: torch.Tensor, smallest: int) -> Floats:
        """Windows that might hold a face: rows of left, top, right, bottom and score."""
        found: list[Floats] = [np.zeros((0, 9))]
        scale = _CELL / smallest
        while min(planes.shape[2:]) * scale >= _CELL:
            size = [int(side * scale + 1) for side in planes.shape[2:]]
            score, moves = _first(self._p, F.interpolate(planes, size, mode="area"))
            found.append(_windows(score, moves, scale))
            scale *= _PYRAMID
        boxes = np.concatenate(found)
        boxes = boxes[_apart(boxes, 0.7)]
        return _square(_moved(boxes[:, :5], boxes[:, 5:], 0))

    def _refined(self, planes: torch.Tensor, boxes: Floats, confidence: float) -> Floats:
        answers = _asked(_second, self._r, _cut(planes, boxes, 24))
        keep = answers[:, 0] > _REFINED
        boxes = np.column_stack([boxes[keep, :4], answers[keep, 0]])
        best = _apart(boxes, 0.7)
        return _square(_moved(boxes[best], answers[keep][best, 1:], 1))

    def _landmarked(self, planes: torch.Tensor, boxes: Floats, confidence: float) -> Floats:
        """Rows of left, top, right, bottom, score, five x and five y."""
        answers = _asked(_third, self._o, _cut(planes, boxes, 48))
        keep = answers[:, 0] > confidence
        boxes, answers = boxes[keep], answers[keep]
        sides = boxes[:, 2:4] - boxes[:, :2] + 1
        across = boxes[:, :1] + sides[:, :1] * answers[:, 5:10] - 1
        down = boxes[:, 1:2] + sides[:, 1:] * answers[:, 10:] - 1
        boxes = _moved(np.column_stack([boxes[:, :4], answers[:, 0]]), answers[:, 1:5], 1)
        best = _apart(boxes, 0.7, of_smaller=True)
        return np.column_stack([boxes, across, down])[best]


def mtcnn(folder: Path) -> Mtcnn:
    """The detector in a folder; the one used last is kept. Raises EngineError for what is none."""
    return _kept(folder, tuple((folder / f"{net}.safetensors").stat().st_mtime_ns for net in _SHAPES))


@lru_cache(maxsize=1)
def _kept(folder: Path, changed: tuple[int, ...]) -> Mtcnn:
    return Mtcnn(folder)


_SHAPES = {"pnet": ("conv4_2.weight", (4, 32, 1, 1)), "rnet": ("dense5_2.weight", (4, 128)),
           "onet": ("dense6_3.weight", (10, 256))}  # fmt: skip
"""Each network's last layer, by which it is known."""


def _read(file: Path, device: str) -> Weights:
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    try:
        weights = cast(Weights, load_file(file, device))
    except (SafetensorError, OSError) as error:
        raise EngineError(f"{file.name} is no safetensors file, or is cut off; get it again") from error
    last, shape = _SHAPES[file.stem]
    if last not in weights or tuple(weights[last].shape) != shape:
        raise EngineError(
            f"{file.name} holds other weights than MTCNN's; get them with: storyboard fetch mtcnn"
        )
    return weights


def _first(net: Weights, x: torch.Tensor) -> tuple[Floats, Floats]:
    """For each window of a picture, how likely it is a face, and how it should be moved."""
    x = F.max_pool2d(_convolved(net, x, 1), 2, 2, ceil_mode=True)
    x = _convolved(net, _convolved(net, x, 2), 3)
    score = F.conv2d(x, net["conv4_1.weight"], net["conv4_1.bias"]).softmax(1)[0, 1]
    moves = F.conv2d(x, net["conv4_2.weight"], net["conv4_2.bias"])[0]
    return score.double().cpu().numpy(), moves.double().cpu().numpy()


def _second(net: Weights, x: torch.Tensor) -> torch.Tensor:
    """For each window, its score and its move."""
    x = F.max_pool2d(_convolved(net, x, 1), 3, 2, ceil_mode=True)
    x = _convolved(net, F.max_pool2d(_convolved(net, x, 2), 3, 2, ceil_mode=True), 3)
    x = _dense(net, x, 4)
    score = F.linear(x, net["dense5_1.weight"], net["dense5_1.bias"]).softmax(1)[:, 1:]
    return torch.cat([score, F.linear(x, net["dense5_2.weight"], net["dense5_2.bias"])], 1)


def _third(net: Weights, x: torch.Tensor) -> torch.Tensor:
    """For each window, its score, its move, and its landmarks as shares of its sides."""
    x = F.max_pool2d(_convolved(net, x, 1), 3, 2, ceil_mode=True)
    x = F.max_pool2d(_convolved(net, x, 2), 3, 2, ceil_mode=True)
    x = _convolved(net, F.max_pool2d(_convolved(net, x, 3), 2, 2, ceil_mode=True), 4)
    x = _dense(net, x, 5)
    score = F.linear(x, net["dense6_1.weight"], net["dense6_1.bias"]).softmax(1)[:, 1:]
    rest = [F.linear(x, net[f"dense6_{n}.weight"], net[f"dense6_{n}.bias"]) for n in (2, 3)]
    return torch.cat([score, *rest], 1)


def _convolved(net: Weights, x: torch.Tensor, number: int) -> torch.Tensor:
    made = F.conv2d(x, net[f"conv{number}.weight"], net[f"conv{number}.bias"])
    return F.prelu(made, net[f"prelu{number}.weight"])


def _dense(net: Weights, x: torch.Tensor, number: int) -> torch.Tensor:
    """The weights were trained where columns come before rows, and channels last."""
    flat = x.permute(0, 3, 2, 1).flatten(1)
    made = F.linear(flat, net[f"dense{number}.weight"], net[f"dense{number}.bias"])
    return F.prelu(made, net[f"prelu{number}.weight"])


def _windows(score: Floats, moves: Floats, scale: float) -> Floats:
    """The likely windows of one picture of the pyramid, in pixels of the whole: box, score, move."""
    down, across = np.nonzero(score >= _PROPOSED)
    corner = np.column_stack([across, down])
    begin = np.floor((_STRIDE * corner + 1) / scale)
    end = np.floor((_STRIDE * corner + _CELL) / scale)
    boxes = np.column_stack([begin, end, score[down, across], moves[:, down, across].T])
    return boxes[_apart(boxes, 0.5)]


def _asked(net: object, weights: Weights, windows: torch.Tensor) -> Floats:
    answers = [net(weights, part) for part in windows.split(_BATCH)]  # type: ignore[operator]
    return cast("Floats", torch.cat(answers).double().cpu().numpy())


def _cut(planes: torch.Tensor, boxes: Floats, side: int) -> torch.Tensor:
    """What windows show, `side` pixels square; what lies beyond the picture is black."""
    height, width = planes.shape[2:]
    shown = []
    for left, top, right, bottom in np.trunc(boxes[:, :4]).astype(int):
        left, top = left - 1, top - 1
        part = planes[:, :, max(0, top) : min(height, bottom), max(0, left) : min(width, right)]
        beyond = (max(0, -left), max(0, right - width), max(0, -top), max(0, bottom - height))
        shown.append(F.interpolate(F.pad(part, beyond, value=-127.5 / 128), (side, side), mode="area"))
    return torch.cat(shown)


def _moved(boxes: Floats, moves: Floats, more: int) -> Floats:
    """Boxes moved by shares of their sides; `more` is 1 where both their edges count as inside."""
    sides = boxes[:, 2:4] - boxes[:, :2] + more
    moved = boxes[:, :4] + moves * np.column_stack([sides, sides])
    return np.column_stack([moved, boxes[:, 4]])


def _square(boxes: Floats) -> Floats:
    """The same boxes as squares about their middles."""
    side = (boxes[:, 2:4] - boxes[:, :2]).max(axis=1, keepdims=True)
    corner = (boxes[:, :2] + boxes[:, 2:4] - side) / 2
    return np.column_stack([corner, corner + side, boxes[:, 4:]])


def _apart(boxes: Floats, most: float, of_smaller: bool = False) -> npt.NDArray[np.intp]:
    """The best boxes, best first, of which no two overlap by more than `most`.

    That is the share of what both cover in what either covers, or in the smaller one.
    """
    order = np.argsort(-boxes[:, 4], kind="stable")
    area = (boxes[:, 2] - boxes[:, 0] + 1) * (boxes[:, 3] - boxes[:, 1] + 1)
    kept: list[int] = []
    while order.size:
        best, rest = order[0], order[1:]
        kept.append(int(best))
        begin = np.maximum(boxes[best, :2], boxes[rest, :2])
        end = np.minimum(boxes[best, 2:4], boxes[rest, 2:4])
        both = (end - begin + 1).clip(0).prod(axis=1)
        whole = np.minimum(area[best], area[rest]) if of_smaller else area[best] + area[rest] - both
        order = rest[both / whole <= most]
    return np.array(kept, np.intp)
