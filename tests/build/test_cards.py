"""Cards in a film: drawn by the cutting room alone, cut as any shot is, and what is wrong with them."""

from itertools import pairwise

import numpy as np
import pytest

from storyboard.base.errors import RenderError
from storyboard.deliver.record import source_type
from storyboard.engines.comic.lettering.fonts import FONTS
from storyboard.media.video import read_frames
from storyboard.studio import BookWish, CutWish, ShotWish, check, inspect
from tests.build import fakes

CARDS = """\
storyboard: 1
title: Cards
film: {size: 320x180, fps: 24, quality: draft}
profiles:
  fake:
    keyframe: {engine: fake}
    clip: {engine: fake, fps: 12}
    restore: {engine: fake}
shots:
  - id: opening
    card: {title: The Lighthouse, subtitle: a short film}
    duration: 24f
    transition: dissolve 8f
  - id: sea
    action: the sea
    duration: 24f
    transition: dissolve 8f
  - id: credits
    card: {credits: [Cast, {Mara: Ingrid Solberg}, {Camera: [Jonas Berg, Lea Winter]}], roll: true}
    duration: 8s
  - id: end
    card: The End
    duration: 12f
"""


def said(sets, text):
    sets.write(text)
    return [(problem.place.line, problem.severity, problem.message) for problem in check(sets.script, "fake")]


def test_no_engine_of_the_profile_works_for_a_card(sets):
    ran = sets.render(CARDS)
    by_shot = ran.ops_by_shot()
    assert by_shot["opening"] == by_shot["credits"] == by_shot["end"] == ["card"]
    assert by_shot["sea"] == ["keyframe", "clip", "inbetween", "restore"]
    assert len({name for name in fakes.ran if "card" in str(name)}) == 0


def test_a_card_is_cut_with_the_handles_that_its_transitions_ask_for(sets):
    plan = sets.plan(CARDS)
    cards = {
        node["slots"][0]: node["action"].spec
        for node in plan.graph.nodes.values()
        if node["action"].op == "card"
    }
    assert {slot: spec["frames"] for slot, spec in cards.items()} == {
        "opening/card": 28,
        "credits/card": 196,
        "end/card": 12,
    }
    assert cards["credits/card"]["roll"] == {"from": -4, "of": 192}


def test_what_a_card_says_is_seen_and_rolls_from_below_to_above(sets):
    sets.render(CARDS)
    frames = [picture.max(axis=(1, 2)) for picture in read_frames(sets.output, 0, 252)]
    rows = [np.flatnonzero(bright > 150) for bright in frames]
    assert 60 < rows[4].mean() < 100  # the title, a little above the middle
    roll = rows[52:240]
    assert roll[0].min() > 165 and not len(roll[-1])
    middles = [seen.mean() for seen in roll if len(seen)]
    assert middles[0] > 160 and middles[-1] < 20
    assert all(later <= earlier + 3 for earlier, later in pairwise(middles))


def test_an_edited_card_is_drawn_anew_and_nothing_else(sets):
    sets.render(CARDS)
    ran = sets.render(CARDS.replace("card: The End", "card: Fin"))
    assert ran.names() == {"end/card", "end/span", "film"}
    same = CARDS.replace("card: The End", "card: {title: The End, background: '#000', align: centre}")
    assert not sets.render(same).names() - {"film"}


def test_a_card_has_the_films_font_by_its_bytes(sets):
    (sets.folder / "own.ttf").write_bytes((FONTS / "Bangers-Regular.ttf").read_bytes())
    sets.render(CARDS)
    ran = sets.render(CARDS.replace("card: The End", "card: {title: The End, font: own.ttf}"))
    assert ran.names() == {"end/card", "end/span", "film"}


def test_a_card_has_no_panel_unless_it_is_asked_for(sets):
    book = BookWish("png")
    plan = sets.plan(CARDS, book=book)
    assert [slot for node in plan.graph.nodes.values() for slot in node["slots"] if "/" in slot] == [
        "sea/keyframe",
        "sea/panel",
    ]
    plan = sets.plan(CARDS.replace("card: The End", "card: The End\n    panel: wide"), book=book)
    slots = [slot for node in plan.graph.nodes.values() for slot in node["slots"]]
    assert {"end/plate", "end/panel"} <= set(slots)


def test_a_crews_sheet_shows_cards_and_says_what_they_say(sets):
    plan = sets.plan(CARDS, book=BookWish("pdf", crew=True))
    (goal,) = plan.goals
    panels = plan.graph.nodes[goal]["action"].spec["panels"]
    assert [panel["action"] for panel in panels][::3] == [
        "Card: The Lighthouse / a short film",
        "Card: The End",
    ]
    assert [panel["camera"] for panel in panels] == ["", "MS, static", "", ""]
    assert len(plan.graph.nodes[goal]["action"].inputs) == 4


def test_a_hand_off_has_cards_as_clips(sets):
    plan = sets.plan(CARDS, cut=CutWish("fcpxml"))
    assert [take.id for take in plan.cut.takes] == ["opening", "sea", "credits", "end"]
    told = plan.cut.takes[0].told()
    assert told["action"] == "Card: The Lighthouse / a short film"
    assert told["engine"] == "cutting" and not {"camera", "prompt", "seed"} & told.keys()


def test_the_film_says_of_a_card_what_it_says(sets):
    sets.render(CARDS)
    opening, sea, *_ = inspect(sets.output).shots
    assert opening["card"] == "The Lighthouse / a short film" and "prompt" not in opening
    assert [step["op"] for step in opening["made"]] == ["card"]
    assert "card" not in sea


def test_a_film_of_cards_alone_was_made_by_a_person(sets):
    def kinds(*engines):
        return source_type([Drawn("card" if engine == "cutting" else "clip", engine) for engine in engines])

    assert kinds("cutting") == "digitalCreation"
    assert kinds("cutting", "animatic") == "algorithmicMedia"
    assert kinds("cutting", "diffusion") == "compositeWithTrainedAlgorithmicMedia"


class Drawn:
    def __init__(self, op, engine):
        self.op, self.engine, self.spec = op, engine, {}


@pytest.mark.parametrize(
    ("key", "value", "fault"),
    [
        ("action", "the end", "a shot has an action or a card, not both; give the card a shot of its own"),
        ("camera", "wide", "nothing is drawn for a card, so this would change nothing; take it out"),
        ("keyframe", "{steps: 3}", "nothing is drawn for a card, so this would change nothing; take it out"),
        ("take", "2", "nothing is drawn for a card, so this would change nothing; take it out"),
    ],
)
def test_what_says_something_of_pictures_can_t_stand_beside_a_card(sets, key, value, fault):
    assert said(sets, f"{CARDS}    {key}: {value}\n") == [(24, "error", fault)]


@pytest.mark.parametrize(
    ("card", "severity", "fault"),
    [
        ("{background: navy}", "error", "says nothing; give it a title, a text or credits"),
        ('""', "error", "is empty; write something, or take the key out"),
        ("{title: x, colour: blak}", "error", '"blak" is not a colour — did you mean "black"?'),
        (
            '{title: x, colour: "#12"}',
            "error",
            '"#12" is not a colour; write a name, such as black, or #rrggbb',
        ),
        (
            "{title: x, align: center}",
            "error",
            '"center" is none of left, centre, right — did you mean "centre"?',
        ),
        ("{title: x, credits: {Mara: []}}", "error", "is a name, or a list of names"),
        ("{titel: x}", "error", '"titel" means nothing here — did you mean "title"?'),
        (
            "{title: x, colour: navy}",
            "warning",
            "is hard to read: #14213d on #000000 has a contrast of 1.3, and large letters need 3",
        ),
        (
            f"{{text: {'word ' * 900}}}",
            "error",
            "has more words than fit, even in small letters; say less, or let it roll with `roll: true`",
        ),
        (
            "{title: x, roll: true}",
            "warning",
            "rolls so fast that a line is seen for 0.4s; give it 5s",
        ),
        (
            "灯台",
            "error",
            'no font for films has "灯" (cjk unified ideograph-706f), "台" (cjk unified ideograph-53f0); '
            "name one that has: film: {font: FILE.ttf}",
        ),
    ],
)
def test_what_is_wrong_with_a_card_is_told_at_its_line(sets, card, severity, fault):
    (problem,) = said(sets, CARDS.replace("card: The End", f"card: {card}"))
    assert problem[1:] == (severity, fault)
    assert problem[0] == 22


def test_a_shot_without_an_action_and_a_card_lacks_its_action(sets):
    assert said(sets, CARDS.replace("    card: The End\n", "")) == [(21, "error", '"action" is missing')]


def test_a_card_has_a_still_and_no_other_takes(sets):
    plan = sets.plan(CARDS, shot=ShotWish("end"))
    (goal,) = plan.goals
    action = plan.graph.nodes[goal]["action"]
    assert (action.op, action.spec["size"]) == ("plate", [320, 180])
    with pytest.raises(RenderError, match="end is a card: nothing in it is left to chance"):
        sets.plan(CARDS, shot=ShotWish("end", takes=3))


def test_the_live_page_has_a_still_of_every_card(sets):
    plan = sets.plan(CARDS, stills=True)
    assert plan.graph.graph["stills"].keys() == {"opening", "sea", "credits", "end"}
    ops = {shot: plan.graph.nodes[key]["action"].op for shot, key in plan.graph.graph["stills"].items()}
    assert ops == {"opening": "plate", "sea": "keyframe", "credits": "plate", "end": "plate"}
