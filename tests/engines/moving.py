"""Scenes whose every moment is known, so that an in-between can be held against the truth."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import numpy.typing as npt

Rgb = npt.NDArray[np.uint8]
Scene = Callable[[float], Rgb]

WIDTH, HEIGHT = 640, 360


def texture(width: int, height: int, seed: int, low: int = 0, high: int = 255) -> npt.NDArray[np.float32]:
    """Soft coloured noise."""
    grain = np.random.default_rng(seed).standard_normal((height, width, 3)).astype(np.float32)
    soft = cv2.GaussianBlur(grain, (0, 0), 3)
    return low + (high - low) * (soft - soft.min()) / (soft.max() - soft.min())


def textured_square(step: float, pan: float = 0) -> Scene:
    """A bright square that travels `step` pixels to the right over a background that travels `pan`."""
    ground = texture(WIDTH, HEIGHT, 1)
    square, cover = np.zeros_like(ground), np.zeros((HEIGHT, WIDTH), np.float32)
    square[100:260, 200:360] = texture(160, 160, 2, 60, 255)
    cover[100:260, 200:360] = 1

    def at(moment: float) -> Rgb:
        mask = _moved(cover, step * moment)[..., None].clip(0, 1)
        return _bytes(_moved(ground, pan * moment) * (1 - mask) + _moved(square, step * moment) * mask)

    return at


def turning(degrees: float, nearing: float = 1) -> Scene:
    """A texture that turns around the middle of the frame and grows by the factor `nearing`."""
    ground = texture(WIDTH, HEIGHT, 3)

    def at(moment: float) -> Rgb:
        turn = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), degrees * moment, nearing**moment)
        size = (WIDTH, HEIGHT)
        return _bytes(
            cv2.warpAffine(ground, turn, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT)
        )

    return at


def drawn_ball(step: float) -> Scene:
    """An outlined ball in flat colour that travels `step` pixels over a flat hill under a graded sky."""
    ground = np.zeros((HEIGHT, WIDTH, 3), np.float32)
    ground[:] = np.linspace((136, 187, 238), (240, 224, 192), HEIGHT, dtype=np.float32)[:, None]
    cv2.ellipse(ground, (320, 420), (420, 180), 0, 0, 360, (90, 122, 80), -1, cv2.LINE_AA)
    cv2.ellipse(ground, (320, 420), (420, 180), 0, 0, 360, (20, 20, 30), 3, cv2.LINE_AA)

    def at(moment: float) -> Rgb:
        picture = ground.round().astype(np.uint8)
        centre = (round((250 + step * moment) * 16), 230 * 16)
        cv2.circle(picture, centre, 50 * 16, (190, 60, 50), -1, cv2.LINE_AA, 4)
        cv2.circle(picture, centre, 50 * 16, (20, 20, 30), 4, cv2.LINE_AA, 4)
        return picture

    return at


def moving_edge(step: float) -> Scene:
    """The straight edge between two flat colours, travelling `step` pixels."""

    def at(moment: float) -> Rgb:
        across = (np.arange(WIDTH) - 300 - step * moment).clip(0, 1)[:, None]
        row = (1 - across) * (40, 60, 90) + across * (230, 200, 150)
        return np.repeat(_bytes(row)[None], HEIGHT, axis=0)

    return at


def decibels(picture: Rgb, truth: Rgb) -> float:
    """Peak signal to noise; 99 where nothing differs."""
    error = ((picture.astype(np.float64) - truth) ** 2).mean()
    return 99.0 if error == 0 else float(10 * np.log10(255**2 / error))


def cross_fade(scene: Scene, moment: float) -> Rgb:
    """What there would be without any notion of motion."""
    return cv2.addWeighted(scene(0), 1 - moment, scene(1), moment, 0)


def ghost(picture: Rgb, scene: Scene, moment: float) -> float:
    """How much of the cross-fade's double image a picture shows: all of it is 1, the truth is 0."""
    truth = scene(moment).astype(np.float64)
    double = cross_fade(scene, moment) - truth
    return float(((picture - truth) * double).sum() / (double * double).sum())


def _moved(layer: npt.NDArray[np.float32], step: float) -> npt.NDArray[np.float32]:
    across = np.array([[1, 0, step], [0, 1, 0]], np.float32)
    size = (layer.shape[1], layer.shape[0])
    return cv2.warpAffine(layer, across, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT)


def _bytes(picture: npt.NDArray[np.floating]) -> Rgb:
    return picture.round().clip(0, 255).astype(np.uint8)
