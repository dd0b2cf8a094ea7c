"""Cuts to hand over, made without a script, and what a film of them shows frame by frame."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from hypothesis import strategies as st

from storyboard.deliver.cut import Cut, Made, Sound, Take
from storyboard.plan.crew import ShotNote
from storyboard.plan.edl import cut_together
from storyboard.plan.types import Edl, Shot, Transition
from tests.plan.shots import shot

RATES = {
    "23.976": Fraction(24000, 1001),
    "24": Fraction(24),
    "25": Fraction(25),
    "29.97": Fraction(30000, 1001),
}
FADES = ("fade in", "fade out", "dip")
KINDS = ("dissolve", "wipe", "slide", "push", *FADES)


def cut_of(
    shots: Sequence[Shot],
    rate: Fraction = RATES["24"],
    opening: Transition | None = None,
    notes: str = "",
    sound: Sound | None = None,
) -> Cut:
    """The shots as a cut of 320x180; every shot has the same notes."""
    edl = cut_together(shots, rate, (320, 180), opening)
    note = ShotNote(action="Mara finds a door", place="a street", notes=notes)
    made = Made("diffusion", "sdxl", 7, "ab" * 32)
    takes = tuple(Take(event, event.number + 1, note, made) for event in edl.events)
    return Cut("The Door", edl, takes, sound=sound)


def transition(kind: str, frames: int = 12) -> Transition:
    """A transition with the direction or colour that its kind wants."""
    direction = "up" if kind in ("wipe", "slide", "push") else None
    return Transition(kind, frames, direction, "black" if kind in FADES else None)


TWO = (shot("door", 48, transition("dissolve")), shot("face", 36))


@st.composite
def cuts(draw: st.DrawFn) -> Cut:
    """Any cut that a script can come to: also shots that transitions cover from end to end."""
    count = draw(st.integers(1, 6))
    between = [draw(st.none() | _transitions(KINDS)) for _ in range(count - 1)]
    opening, closing = (
        draw(st.none() | _transitions(("fade in",))),
        draw(st.none() | _transitions(("fade out",))),
    )
    shots = []
    for number, (arriving, leaving) in enumerate(zip([opening, *between], [*between, closing], strict=True)):
        covered = (arriving.after if arriving else 0) + (leaving.before if leaving else 0)
        frames = max(1, covered + draw(st.integers(0, 60)))
        shots.append(shot(f"shot-{number}", frames, leaving))
    return cut_of(
        shots, draw(st.sampled_from([*RATES.values()])), opening, draw(st.sampled_from(["", "Hold."]))
    )


def _transitions(kinds: Sequence[str]) -> st.SearchStrategy[Transition]:
    directions, colours = (
        st.sampled_from(["left", "right", "up", "down"]),
        st.sampled_from(["black", "white"]),
    )
    return st.sampled_from(kinds).flatmap(
        lambda kind: st.builds(
            Transition,
            st.just(kind),
            st.integers(1, 31),
            directions if kind in ("wipe", "slide", "push") else st.none(),
            colours if kind in FADES else st.none(),
        )
    )


def windows(edl: Edl) -> dict[int, Transition]:
    """Every transition by the record frame at which it begins."""
    ends = {event.record_out: event.shot.transition for event in edl.events}
    at = ({0: edl.opening} if edl.opening else {}) | {cut: each for cut, each in ends.items() if each}
    return {cut - each.before: each for cut, each in at.items()}


def plain_frames(edl: Edl) -> dict[int, tuple[str, int]]:
    """What the record shows outside its transitions: shot and frame of its clip, handles counted."""
    covered = {frame for start, each in windows(edl).items() for frame in range(start, start + each.frames)}
    return {
        frame: (event.shot.id, event.head + frame - event.record_in)
        for event in edl.events
        for frame in range(event.record_in, event.record_out)
        if frame not in covered
    }
