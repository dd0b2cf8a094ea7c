"""Clips by video models, each family through its own pipeline with random weights."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from storyboard.base.errors import EngineError
from storyboard.engines.diffusion import videos
from storyboard.engines.diffusion.mesh import fitted
from storyboard.engines.diffusion.pipelines import Options, as_kind, loads, make_room, pipeline, sibling
from storyboard.media.picture import read_png, write_png
from tests.diffusion.filming import Crew, apart, facts_of, frames_of

FROM_A_KEYFRAME = [
    "svd",
    "cogvideox_i2v",
    "cogvideox_t2v",
    "hunyuan_i2v",
    "framepack",
    "ltx",
    "ltx_i2v",
    "ltx_condition",
    "wan_i2v",
    "wan_5b",
    "animatediff",
]
FROM_WORDS = [
    "animatediff",
    "animatediff_xl",
    "cogvideox_t2v",
    "hunyuan_t2v",
    "ltx",
    "ltx_condition",
    "wan_t2v",
]
WITH_A_LAST_FRAME = ["wan_i2v", "wan_flf", "ltx_condition", "framepack"]
QUICK = "ltx_condition"


@pytest.mark.parametrize("model", FROM_A_KEYFRAME)
def test_a_keyframe_comes_alive(crew: Crew, model: str) -> None:
    made = crew.film(model)
    facts = facts_of(made)
    assert (facts.size, facts.rate, facts.frames) == ((64, 64), Fraction(8), 9)
    assert crew.told == sorted(crew.told) and crew.told[-1] == 9
    assert crew.notes[0] == "step 1 of 2"
    again, of_another = frames_of(crew.film(model)), frames_of(crew.film(model, key=2))
    assert np.array_equal(frames_of(made), again)
    assert apart(again, of_another) > 0.01


def test_a_clips_prompt_is_read_as_the_settings_say(crew: Crew) -> None:
    words = {"prompt": "a (red:1.3) cat in the rain"}
    weighted = frames_of(crew.film("animatediff", frames=3, key=None, shot=words))
    plain = frames_of(crew.film("animatediff", frames=3, key=None, shot=words, prompt_weights="none"))
    assert not np.array_equal(weighted, plain)
    with pytest.raises(EngineError, match="tokens, and a WanPipeline reads 2"):
        crew.film("wan_t2v", frames=5, key=None, max_sequence_length=4)
    crew.film("wan_t2v", frames=5, key=None, max_sequence_length=4, long_prompts="cut")


@pytest.mark.parametrize("model", FROM_WORDS)
def test_words_alone_make_a_clip(crew: Crew, model: str) -> None:
    made = frames_of(crew.film(model, frames=5, key=None))
    assert made.shape == (5, 64, 64, 3)
    assert np.array_equal(made, frames_of(crew.film(model, frames=5, key=None)))
    assert apart(made, frames_of(crew.film(model, frames=5, key=None, shot={"seed": 2}))) > 0.01
    assert apart(made, frames_of(crew.film(model, frames=5, key=None, shot={"prompt": "a dog"}))) > 0


@pytest.mark.parametrize("model", ["wan_i2v", "ltx_condition", "cogvideox_i2v", "hunyuan_i2v"])
def test_a_count_that_the_model_would_round_is_cut_exactly(crew: Crew, model: str) -> None:
    assert facts_of(crew.film(model, frames=8)).frames == 8


@pytest.mark.parametrize("model", WITH_A_LAST_FRAME)
def test_the_last_frame_conditions_the_clip(crew: Crew, model: str) -> None:
    one, other = (frames_of(crew.film(model, frames=17, last=last)) for last in (2, 3))
    changes = [apart(first, second) for first, second in zip(one, other, strict=True)]
    assert max(changes[-4:]) > 0.02
    assert max(changes[-4:]) >= max(changes[:4])


@pytest.mark.parametrize("model", ["svd", "wan_5b", "ltx", "cogvideox_i2v", "hunyuan_i2v"])
def test_a_model_that_would_ignore_a_last_frame_refuses_it(crew: Crew, model: str) -> None:
    with pytest.raises(EngineError, match="can't be told a last frame"):
        crew.film(model, last=2)


def test_a_model_that_wants_a_keyframe_says_so(crew: Crew) -> None:
    with pytest.raises(EngineError, match="no clip without a keyframe"):
        crew.film("wan_i2v", key=None)


@pytest.mark.parametrize("segment", [None, 9])
def test_a_model_of_both_ends_needs_the_last(crew: Crew, segment: int | None) -> None:
    with pytest.raises(EngineError, match=r"needs a frame to end with; (give the shot|shorten)"):
        crew.film("wan_flf", segment=segment)


def test_a_loop_drops_its_doubled_frame(crew: Crew) -> None:
    loop = frames_of(crew.film(QUICK, frames=8, last=1, loop=True))
    whole = frames_of(crew.film(QUICK, frames=9, last=1))
    assert np.array_equal(loop, whole[:-1])


def test_an_authors_own_picture_ends_a_clip(crew: Crew) -> None:
    own = crew.film(QUICK, last_image="p1cture", files={"file/p1cture": crew.picture(2)})
    assert np.array_equal(frames_of(own), frames_of(crew.film(QUICK, last=2)))


def test_a_segment_goes_on_where_the_clip_before_it_ends(crew: Crew) -> None:
    first = crew.film(QUICK, frames=9, segment=9)
    both = frames_of(crew.film(QUICK, frames=17, segment=9, before=first))
    assert np.array_equal(both[:9], frames_of(first))
    crew.pictures[1] = crew.folder / "end.png"
    write_png(crew.pictures[1], frames_of(first)[-1])
    alone = frames_of(crew.film(QUICK, frames=9, shot={"seed": 1 + 8}))
    assert np.array_equal(both[9:], alone[1:])


def test_segments_end_with_the_last_frame(crew: Crew) -> None:
    first = crew.film(QUICK, frames=9, segment=9)
    one, other = (
        frames_of(crew.film(QUICK, frames=17, segment=9, before=first, last=last)) for last in (2, 3)
    )
    assert np.array_equal(one[:9], other[:9])
    assert apart(one[-3:], other[-3:]) > 0.02


def test_segments_that_don_t_add_up_are_refused(crew: Crew) -> None:
    first = crew.film(QUICK, frames=9, segment=9)
    with pytest.raises(EngineError, match="make no clip of 18"):
        crew.film(QUICK, frames=18, segment=9, before=first)


def test_another_number_of_frames_is_refused(crew: Crew, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(videos, "asked_of", lambda take, family: 9)
    real = videos.called

    def short(*given: object, **named: object) -> object:
        result = real(*given, **named)  # type: ignore[arg-type]
        result.frames = result.frames[:, :5]
        return result

    monkeypatch.setattr(videos, "called", short)
    with pytest.raises(EngineError, match="made 5 frames where 9 were asked for"):
        crew.film(QUICK)


def test_a_keyframe_of_another_shape_is_cropped(crew: Crew) -> None:
    wide = fitted(read_png(crew.picture(1, (128, 64))), (64, 64))
    assert np.array_equal(wide, read_png(crew.picture(1, (128, 64)))[:, 32:96])


def test_what_the_settings_say_reaches_the_model(crew: Crew) -> None:
    plain = frames_of(crew.film("svd", frames=3))
    for setting in ({"motion_bucket_id": 40}, {"noise_aug_strength": "1/2"}, {"fps": "12"}, {"steps": 3}):
        assert apart(plain, frames_of(crew.film("svd", frames=3, **setting))) > 0, setting
    guided = frames_of(crew.film("wan_i2v", guidance="1"))
    assert apart(guided, frames_of(crew.film("wan_i2v", guidance="9"))) > 0


@pytest.mark.parametrize(("pictures", "video"), [("sd", "animatediff"), ("sdxl", "animatediff_xl")])
def test_a_motion_adapter_makes_a_video_model_of_stable_diffusion(
    crew: Crew, models: Path, pictures: str, video: str
) -> None:
    adapter = {"file/ad": _adapter(models, video)}
    made = frames_of(crew.film(pictures, frames=5, key=None, motion_adapter="ad", files=adapter))
    assert np.array_equal(made, frames_of(crew.film(video, frames=5, key=None)))


def test_pipelines_over_one_model_leave_with_it(crew: Crew, models: Path) -> None:
    """What is made of a model for a clip is known to be the model: no room is made by dropping it."""
    adapter = {"file/ad": _adapter(models, "animatediff")}
    crew.film("sd", frames=5, key=None, motion_adapter="ad", files=adapter)
    source = models / "sd"
    base = pipeline(source, None, Options())
    moving = sibling(base, f"with {adapter['file/ad']}", pytest.fail)
    following = as_kind(moving, "AnimateDiffVideoToVideoPipeline")
    assert following is as_kind(moving, "AnimateDiffVideoToVideoPipeline")
    before = loads()
    make_room(following)
    assert pipeline(source, None, Options()) is base and loads() == before
    assert as_kind(moving, "AnimateDiffVideoToVideoPipeline") is following


def test_framepack_makes_no_window_too_many(crew: Crew, monkeypatch: pytest.MonkeyPatch) -> None:
    """73 frames are two windows; the pipeline by itself would make three of them, and 109 frames."""
    told = []
    real = videos.called

    def listening(pipe: object, take: object, given: dict[str, int], *more: object) -> object:
        told.append(given["num_frames"])
        return real(pipe, take, given, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(videos, "called", listening)
    # windows of two latents, 8 frames each and one more
    made = crew.film("framepack", frames=17, latent_window_size=2)
    assert (facts_of(made).frames, told) == (17, [10])
    assert crew.told == sorted(crew.told) and crew.told[-1] == 17


def test_a_chain_that_could_not_go_on_is_refused_before_it_begins(crew: Crew) -> None:
    with pytest.raises(EngineError, match="can't go on from a picture; shorten the shot"):
        crew.film("hunyuan_t2v", frames=9, segment=9, key=None)
    assert crew.told == []


@pytest.mark.slow
def test_longer_than_the_adapter_s_window(crew: Crew) -> None:
    assert facts_of(crew.film("animatediff", frames=20, key=None)).frames == 20
    assert facts_of(crew.film("animatediff", frames=9, key=None)).frames == 9


def _adapter(models: Path, video: str) -> Path:
    from tests.diffusion import tiny_video

    made = {"animatediff": tiny_video.motion_adapter, "animatediff_xl": tiny_video.motion_adapter_xl}[video]
    path = models / f"adapter of {video}"
    if not path.exists():
        made().save_pretrained(path)
    return path
