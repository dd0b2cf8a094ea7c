"""What the plan is made of: resolved shots, the EDL, actions, what engines can do. All frozen."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from storyboard.base.digest import Plain
from storyboard.base.time import round_half_up
from storyboard.plan.cards import Card
from storyboard.plan.heard import ShotSound, Words
from storyboard.plan.panels import PanelNote, SaidLine
from storyboard.plan.titles import Title

Spec = dict[str, Plain]
Size = tuple[int, int]
"""Width and height, in pixels."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What an engine can do for one op with one set of settings; `plan/` fits the work to it.

    `rate` is the rate that it works at (`None`: the film's own). Its size is the share `scale` of the film's,
    or where `area` says so the film's aspect at about that many pixels; sides are rounded to `multiple`.
    Where it has `shapes`, sizes that it draws in, its picture is a piece of the one that comes nearest, or
    with `around` a frame about it, in the film's aspect and unscaled, with `rigid` the shape itself. A clip
    has `step * k + offset` frames, at most `longest` at once: what is longer is chained. `keyframe` says
    whether a clip begins with one, `last` with which it ends: none, the `next` shot's, or its own (`self`);
    with `own_end` the one that the shot has for its end, where it has one, goes before those.
    `wants` names the aspects of a shot that change its pixels; only they enter the spec. With `panels` its
    keyframe is composed for any aspect from 2:5 to 3:1, so that a comic's panel is drawn in its own.
    """

    revision: int
    wants: frozenset[str] = frozenset()
    rate: Fraction | None = None
    scale: Fraction = Fraction(1)
    area: int | None = None
    multiple: int = 2
    shapes: tuple[tuple[int, int], ...] = ()
    around: bool = False
    rigid: bool = False
    step: int = 1
    offset: int = 0
    longest: int | None = None
    keyframe: bool = True
    last: Literal["", "next", "self"] = ""
    own_end: bool = False
    panels: bool = False

    def legal_frames(self, frames: int) -> int:
        """The smallest legal frame count that is not below `frames`."""
        steps = -(-(frames - self.offset) // self.step)
        return max(steps, 0 if self.offset else 1) * self.step + self.offset

    def segments(self, frames: int) -> tuple[int, ...]:
        """The legal lengths of the calls that make a clip of at least `frames`.

        Each after the first begins with the last frame of the one before it, which is left out of the clip.
        """
        whole = self.legal_frames(frames)
        if self.longest is None or whole <= self.longest:
            return (whole,)
        most = max(2, (self.longest - self.offset) // self.step * self.step + self.offset)
        lengths, made = [most], most
        while made < frames:
            lengths.append(min(most, self.legal_frames(frames - made + 1)))
            made += lengths[-1] - 1
        return tuple(lengths)

    def legal_size(self, size: Size) -> Size:
        """The engine's size for a film of `size`, width and height in pixels."""
        return _legal_size(self, size)

    def drawn_size(self, size: Size) -> Size | None:
        """Which of its `shapes` comes nearest to a film of `size`; None where it draws in the film's own."""
        return _nearest(self.shapes, size) if self.shapes else None


@lru_cache(maxsize=256)
def _legal_size(traits: Traits, size: Size) -> Size:
    """Looked up for every shot, and the same for nearly all of them."""
    if drawn := traits.drawn_size(size):
        return drawn if traits.rigid else _about(drawn, size, traits.around)
    share, multiple = traits.scale, traits.multiple
    if traits.area is not None:
        share = Fraction(math.isqrt(traits.area * 10**8 // (size[0] * size[1])), 10**4)
    width, height = (max(1, round_half_up(length * share / multiple)) * multiple for length in size)
    return width, height


@lru_cache(maxsize=256)
def _nearest(shapes: tuple[Size, ...], size: Size) -> Size:
    def apart(shape: Size) -> Fraction:
        ratio = Fraction(shape[0] * size[1], shape[1] * size[0])
        return max(ratio, 1 / ratio)

    return min(shapes, key=apart)


def _about(drawn: Size, size: Size, around: bool) -> Size:
    """The largest even size in the film's aspect within what is drawn, or the smallest around it."""
    shares = [Fraction(each, side) for each, side in zip(drawn, size, strict=True)]
    share, limit = (max(shares), max) if around else (min(shares), min)
    width, height = (
        limit(each, max(1, round_half_up(side * share / 2)) * 2)
        for each, side in zip(drawn, size, strict=True)
    )
    return width, height


@dataclass(frozen=True, slots=True)
class Setting:
    """How one op is done for one shot: the engine, its settings as a spec, and its traits.

    Files that the settings name stand in `params` by the digest of their bytes. `aside` are settings
    that change no pixel, such as where weights wait while they aren't used: they reach the op and no key.
    """

    engine: str
    params: Spec
    traits: Traits
    aside: Spec = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CastMember:
    """A character as one shot shows it: its look's description, and the digests of its weights.

    `who` is the character's own description, which is the same in every look; `spelt` is what stands for it
    in the shot's prompt; `reference` the digest of a picture of it, and how closely that is followed.
    """

    key: str
    is_: str
    who: str = ""
    spelt: str = ""
    files: Mapping[str, Plain] = field(default_factory=dict)
    reference: Mapping[str, Plain] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Camera:
    """A camera note, resolved: canonical words, never aliases."""

    size: str = "MS"
    framing: str | None = None
    angle: str = "eye"
    lens: str | None = None
    move: str = "static"
    speed: str = "normal"


NO_CAMERA = Camera(size="", angle="", move="", speed="")
"""How a card is seen: nothing is."""


@dataclass(frozen=True, slots=True)
class Transition:
    """From one shot into the next, `frames` long in all; it lengthens nothing.

    `kind` is dissolve, wipe, slide, push, dip, fade in or fade out; `direction` (wipe, slide, push) is
    where the edge or the picture travels; `colour` (dip, fade) is black or white.
    """

    kind: str
    frames: int
    direction: str | None = None
    colour: str | None = None

    @property
    def before(self) -> int:
        """Frames of the film that it covers before the cut."""
        return {"fade in": 0, "fade out": self.frames}.get(self.kind, self.frames // 2)

    @property
    def after(self) -> int:
        """Frames of the film that it covers after the cut."""
        return self.frames - self.before

    @property
    def borrows(self) -> bool:
        """Whether it shows both shots at once, and so needs handles."""
        return self.kind in ("dissolve", "wipe", "slide", "push")

    @property
    def shows_out(self) -> bool:
        """Whether the shot that it leaves is seen in it."""
        return self.before > 0 or self.borrows

    @property
    def shows_in(self) -> bool:
        """Whether the shot that it leads to is seen in it."""
        return self.after > 0 or self.borrows


@dataclass(frozen=True, slots=True)
class Shot:
    """A shot, resolved: nothing left to look up. `frames` is its length in the film, handles not included.

    In `action`, `{0}` stands for `cast[0]`; in `prompt` every name is spelt out. `end` is the shot as its end
    is drawn: another action, cast, note or seed, the same shot otherwise. `dialogue` is what is spoken, by
    speaker, and `words` the same as captions show it; `lines` is all that a comic shows in words. Where it is
    a `card` nothing is filmed: it has no action, camera, prompt or settings.
    """

    id: str
    frames: int
    place: str
    action: str
    cast: tuple[CastMember, ...]
    camera: Camera
    style: str
    avoid: str
    prompt: str
    seeds: Mapping[str, int]
    settings: Mapping[str, Setting]
    dialogue: tuple[tuple[str, str], ...] = ()
    lines: tuple[SaidLine, ...] = ()
    panel: PanelNote = field(default_factory=PanelNote)
    sound: ShotSound = field(default_factory=ShotSound)
    words: tuple[Words, ...] = ()
    titles: tuple[Title, ...] = ()
    card: Card | None = None
    scene: str | None = None
    transition: Transition | None = None
    end: Shot | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A shot on the timeline: record frames are half-open; `head` and `tail` are the handles it lends."""

    number: int
    shot: Shot
    record_in: int
    record_out: int
    head: int
    tail: int


@dataclass(frozen=True, slots=True)
class Edl:
    """The film as a list of events, each beginning where the one before it ends."""

    rate: Fraction
    size: tuple[int, int]
    events: tuple[Event, ...]
    opening: Transition | None = None

    @property
    def frames(self) -> int:
        """How long the film is."""
        return self.events[-1].record_out if self.events else 0


@dataclass(frozen=True, slots=True)
class Action:
    """A piece of work: `id` is its recipe key, `inputs` are the names and ids of earlier actions."""

    id: str
    op: str
    engine: str
    revision: int
    spec: Spec
    inputs: tuple[tuple[str, str], ...] = ()
