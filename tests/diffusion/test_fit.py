"""Keyframes drawn in a shape that the model knows, brought to the film's without scaling a pixel."""

import numpy as np
import pytest
from PIL import Image

from storyboard import studio
from storyboard.build.executors.inline import InlineExecutor
from storyboard.engines.diffusion import advise, traits
from storyboard.engines.diffusion.fit import painted_on, strips
from storyboard.engines.diffusion.settings import Keyframe
from storyboard.store import Store
from tests.diffusion import shelves

SQUARE = [64, 64]


def sizes(folder, film, **told):
    """What is drawn, and what it becomes, for a film of a size."""
    made = traits("keyframe", Keyframe.model_validate({"model": str(folder)} | told))
    return made.drawn_size(film), made.legal_size(film)


def test_stable_diffusion_draws_squares_of_its_own_size(tmp_path):
    sd = shelves.sd(tmp_path / "sd")
    assert sizes(sd, (1920, 1080)) == (None, (680, 384))
    assert sizes(sd, (1920, 1080), fit="crop") == ((512, 512), (512, 288))
    assert sizes(sd, (1920, 1080), fit="pad") == ((512, 512), (910, 512))
    assert sizes(sd, (1920, 804), fit="outpaint") == ((512, 512), (1222, 512))
    assert sizes(sd, (1080, 1920), fit="crop") == ((512, 512), (288, 512))


def test_sdxl_draws_in_the_nearest_of_the_shapes_it_was_trained_on(tmp_path):
    xl = shelves.sdxl(tmp_path / "xl")
    assert sizes(xl, (1920, 1080), fit="crop") == ((1344, 768), (1344, 756))
    assert sizes(xl, (1920, 800), fit="pad") == ((1536, 640), (1536, 640))
    assert sizes(xl, (1080, 1920), fit="crop") == ((768, 1344), (756, 1344))


def test_a_family_of_unknown_shapes_draws_from_1_to_2_up_to_2_to_1(tmp_path):
    flux = shelves.flux(tmp_path / "flux")
    assert sizes(flux, (1920, 1080), fit="crop")[0] == (1360, 768)
    assert sizes(flux, (1920, 480), fit="crop")[0] == (1456, 720)


def test_with_fit_the_size_is_the_very_one_to_draw_in(tmp_path):
    sd = shelves.sd(tmp_path / "sd")
    assert sizes(sd, (1920, 1080), fit="crop", size="771x512") == ((768, 512), (768, 432))


def test_a_family_that_cannot_inpaint_cannot_paint_sides_on(tmp_path):
    lcm = shelves.model(tmp_path / "lcm", "LatentConsistencyModelPipeline", unet={}, vae=shelves.SCALE_8)
    params = Keyframe(model=str(lcm), fit="outpaint")
    found = list(advise("keyframe", params, {"prompt": "", "avoid": ""}, (910, 512)))
    assert [(key, severity) for key, _, severity in found] == [("fit", "error")]
    assert found[0][1].endswith("can't paint the sides on; write `fit: crop` or `fit: pad`")


def test_strips_cover_what_is_missing_once_and_see_as_much_as_they_paint():
    for drawn, whole in ((64, 65), (64, 114), (64, 153), (512, 1222)):
        missing = [n for strip in strips(drawn, whole) for n in range(*sorted(ends(strip)))]
        left = (whole - drawn) // 2
        assert sorted(missing) == [*range(left), *range(left + drawn, whole)]
        for strip in strips(drawn, whole):
            assert abs(strip.length) <= drawn / 2
            assert 0 <= strip.window <= min(ends(strip)) < max(ends(strip)) <= strip.window + drawn <= whole


def ends(strip):
    return strip.start, strip.start + strip.length


def fitting(one, fit, size, drawn=SQUARE, **more):
    return one.spec(size=size, drawn=drawn, params={"fit": fit, "steps": 2}, **more)


def test_a_crop_is_the_middle_of_the_picture(painter):
    one = painter("sd")
    drawn = one.paint(one.spec(size=SQUARE))
    assert (one.paint(fitting(one, "crop", [64, 36])) == drawn[14:50]).all()
    assert (one.paint(fitting(one, "crop", [36, 64])) == drawn[:, 14:50]).all()


def test_a_padded_picture_stands_between_black_bars(painter):
    one = painter("sd")
    drawn = one.paint(one.spec(size=SQUARE))
    wide = one.paint(fitting(one, "pad", [114, 64]))
    assert (wide[:, 25:89] == drawn).all()
    assert not wide[:, :25].any() and not wide[:, 89:].any()
    tall = one.paint(fitting(one, "pad", [64, 100]))
    assert (tall[18:82] == drawn).all() and not tall[:18].any() and not tall[82:].any()


@pytest.mark.parametrize("family", ["sd", "sdxl", "flux", "z_image"])
def test_sides_are_painted_on_and_the_picture_stays(painter, family):
    one = painter(family)
    drawn = one.paint(one.spec(size=SQUARE))
    wide = one.paint(fitting(one, "outpaint", [152, 64]))
    assert one.told[-1] == "step 10 of 10"
    assert (wide[:, 44 + 4 : 108 - 4] == drawn[:, 4:-4]).all()
    assert (wide[:, 44:108] != drawn).any()
    mirrored = np.pad(drawn, ((0, 0), (44, 44), (0, 0)), "symmetric")
    for side in (np.s_[:, :22], np.s_[:, 22:40], np.s_[:, 112:130], np.s_[:, 130:]):
        assert wide[side].std() > 1
        assert np.abs(wide[side].astype(int) - mirrored[side]).mean() > 5


def test_what_is_painted_on_fades_into_the_picture():
    grey, light = Image.new("RGB", (64, 64), (100,) * 3), Image.new("RGB", (64, 64), (200,) * 3)
    views = []

    def paint(view, mask, number):
        views.append((np.asarray(view), np.asarray(mask), number))
        return light

    row = np.asarray(painted_on(grey, (114, 64), paint))[32, :, 0].astype(int)
    assert set(row[:25]) == set(row[89:]) == {200} and set(row[29:85]) == {100}
    assert np.abs(np.diff(row)).max() <= 20
    assert [number for *_, number in views] == [0, 1]
    assert all((view == 100).all() for view, *_ in views)
    assert [mask[0].nonzero()[0].tolist() for _, mask, _ in views] == [[*range(29)], [*range(35, 64)]]


def test_floor_and_ceiling_are_painted_on_as_sides_are(painter):
    one = painter("sd")
    drawn = one.paint(one.spec(size=SQUARE))
    tall = one.paint(fitting(one, "outpaint", [64, 114]))
    assert (tall[25 + 4 : 89 - 4] == drawn[4:-4]).all()
    assert tall[:21].std() > 1 and tall[93:].std() > 1
    assert (one.paint(fitting(one, "outpaint", [64, 114])) == tall).all()


def test_two_characters_are_painted_before_the_sides(painter, tmp_path):
    from tests.diffusion import tiny

    one = painter("sd")
    lora = {"file": one.file("l", tiny.lora(tmp_path / "l.safetensors", one.model)), "weight": "1"}
    files = [
        {"lora": lora | {"token": token}, "spelt": token, "stands": [place, 2]}
        for place, token in enumerate(("tom", "mara"))
    ]
    shot = {"files": files}
    drawn = one.paint(one.spec(size=SQUARE, shot=shot))
    assert (one.paint(fitting(one, "outpaint", [114, 64], shot=shot))[:, 29:85] == drawn[:, 4:-4]).all()


FILM = """\
storyboard: 1
title: A cat
film: {size: 128x72, fps: 8, codec: h264, quality: draft}
profiles:
  real:
    keyframe: {engine: diffusion, model: MODEL, steps: 1, fit: crop}
    clip: {engine: diffusion}
shots:
  - {id: cat, duration: 4f, action: a red cat, camera: slow push in}
"""


def test_a_film_is_made_of_cropped_keyframes(checkpoint, tmp_path):
    script, store = tmp_path / "film.yaml", Store.open(tmp_path / "cache")
    script.write_text(FILM.replace("MODEL", str(checkpoint("sd"))))
    wish, executor = studio.Wish(script, "real"), InlineExecutor(store)
    film = studio.render(
        wish, store, tmp_path / "film.mp4", lambda: executor, lambda plan: lambda event: None
    )
    assert film.made and film.output.is_file()
    actions = {node["action"].op: node["action"] for node in film.plan.graph.nodes.values()}
    assert actions["keyframe"].spec["drawn"] == [64, 64]
    assert actions["keyframe"].spec["size"] == [64, 36]
    assert actions["clip"].spec["size"] == [128, 72]
