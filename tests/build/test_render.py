"""What a render remakes, and what it leaves alone."""

import pytest

from tests.build import fakes

TWO_SHOTS = """\
storyboard: 1
title: Doors
film: {size: 64x36, fps: 24, seed: 7}
style: ink
characters:
  mara: {is: a keeper in a yellow raincoat}
  otto: {is: a grey dog}
places:
  street: a street at night
  room: a room
profiles:
  fake: {keyframe: {engine: fake}, clip: {engine: fake}}
shots:
  - id: door
    place: street
    action: "{mara} opens a red door"
    camera: wide, low angle
    duration: 8f
  - id: lamp
    place: room
    action: "{otto} looks at a lamp"
    duration: 10f
"""
CUT = ["span", "film"]


def test_a_first_render_makes_everything(sets):
    ran = sets.render(TWO_SHOTS)
    assert ran.ops_by_shot() == {
        "door": ["keyframe", "clip"],
        "lamp": ["keyframe", "clip"],
        None: ["span", "span", "film"],
    }
    assert sets.output.is_file()


def test_a_second_render_does_nothing_and_reads_no_script(sets, monkeypatch):
    sets.render(TWO_SHOTS)
    monkeypatch.setattr("storyboard.script.source.read_source", None)
    assert sets.render().film.results is None


def test_editing_one_shot_redraws_only_that_shot(sets):
    sets.render(TWO_SHOTS)
    ran = sets.render(TWO_SHOTS.replace("a red door", "a green door"))
    assert ran.ops_by_shot() == {"door": ["keyframe", "clip"], None: CUT}


def test_moving_a_shot_only_joins_the_film_again(sets):
    sets.render(TWO_SHOTS)
    head, door, lamp = TWO_SHOTS.partition("  - id: door")[0], *_shots()
    assert sets.render(head + lamp + door).ops_by_shot() == {None: ["film"]}


def test_a_copied_shot_is_not_drawn_again(sets):
    sets.render(TWO_SHOTS)
    copy = _shots()[0].replace("id: door", "id: encore")
    assert sets.render(TWO_SHOTS + copy).ops_by_shot() == {None: ["film"]}


def test_work_that_comes_out_the_same_bytes_spares_what_follows(sets):
    fakes.same_bytes.add("{0} opens a red door")
    sets.render(TWO_SHOTS)
    again = TWO_SHOTS.replace("duration: 8f", "duration: 8f\n    keyframe: {steps: 2}")
    ran = sets.render(again)
    assert ran.ops_by_shot() == {"door": ["keyframe"]}
    assert ran.ops_by_shot("hit") == {"door": ["clip"], None: CUT}


def test_one_failure_stops_only_what_needs_it_and_the_rest_is_kept(sets):
    fakes.fail_on.add("{0} looks at a lamp")
    ran = sets.render(TWO_SHOTS)
    assert ran.ops_by_shot() == {"door": ["keyframe", "clip"], None: ["span"]}
    assert ran.ops_by_shot("failed") == {"lamp": ["keyframe"]}
    assert ran.ops_by_shot("blocked") == {"lamp": ["clip"], None: CUT}
    assert not ran.film.made
    fakes.fail_on.clear()
    assert sets.render().ops_by_shot() == {"lamp": ["keyframe", "clip"], None: CUT}


def test_a_bug_in_an_engine_is_a_failure_of_its_action(sets):
    fakes.fail_on.add("break {0} looks at a lamp")
    (failed,) = sets.render(TWO_SHOTS).film.results.failures()
    assert "engine fake broke down: RuntimeError: the engine has a bug" in failed.failure.message


def test_a_damaged_clip_is_found_and_made_again(sets):
    whole = sets.render(TWO_SHOTS)
    clip = next(key for key, node in _nodes(whole) if node["action"].op == "clip")
    blob = sets.store.path_of(whole.film.results.results[clip].artifacts[0].digest)
    clean = sets.output.read_bytes()
    blob.chmod(0o644)
    damaged = bytearray(blob.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    blob.write_bytes(damaged)
    ran = sets.render(TWO_SHOTS.replace("duration: 8f", "duration: 8f\n    transition: fade out 4f"))
    assert ran.film.made
    sets.render(TWO_SHOTS)
    assert sets.output.read_bytes() == clean


@pytest.mark.parametrize("harm", ["missing", "truncated"])
def test_a_lost_blob_is_made_again_where_it_is_needed(sets, harm):
    whole = sets.render(TWO_SHOTS)
    clean = sets.output.read_bytes()
    for key, _ in _nodes(whole):
        blob = sets.store.path_of(whole.film.results.results[key].artifacts[0].digest)
        blob.chmod(0o644)
        if harm == "missing":
            blob.unlink()
        else:
            blob.write_bytes(blob.read_bytes()[:100])
    sets.output.unlink()
    ran = sets.render()
    assert ran.ops_by_shot()["door"] == ["keyframe", "clip"]
    assert sets.output.read_bytes() == clean


def test_when_every_blob_is_damaged_one_render_makes_all_of_it_again(sets):
    whole = sets.render(TWO_SHOTS)
    clean = sets.output.read_bytes()
    for key, _ in _nodes(whole):
        blob = sets.store.path_of(whole.film.results.results[key].artifacts[0].digest)
        blob.chmod(0o644)
        blob.write_bytes(blob.read_bytes()[:-1] + bytes([blob.read_bytes()[-1] ^ 1]))
    sets.output.unlink()
    ran = sets.render()
    assert ran.film.made
    assert ran.names() == whole.names()
    assert sets.output.read_bytes() == clean


def test_what_is_delivered_is_still_claimed_against_gc(sets, monkeypatch):
    sets.render(TWO_SHOTS)
    sets.output.unlink()
    deliver = type(sets.store).deliver

    def gc_first(store, digest, destination, finish=None):
        type(store).open(store.root).gc(keep_size=0)
        deliver(store, digest, destination, finish)

    monkeypatch.setattr(type(sets.store), "deliver", gc_first)
    assert sets.render().ops_by_shot() == {}
    assert sets.output.is_file()


def test_a_deleted_film_is_delivered_again_without_work(sets):
    sets.render(TWO_SHOTS)
    sets.output.unlink()
    assert sets.render().ops_by_shot() == {}
    assert sets.output.is_file()


def test_a_rebuilt_film_is_the_clean_one_byte_for_byte(sets, tmp_path):
    sets.render(TWO_SHOTS)
    sets.render(TWO_SHOTS.replace("a red door", "a green door"))
    rebuilt = sets.output.read_bytes()
    (tmp_path / "clean").mkdir()
    clean = type(sets)(tmp_path / "clean")
    clean.render(TWO_SHOTS.replace("a red door", "a green door"))
    assert clean.output.read_bytes() == rebuilt


def test_an_excerpt_leaves_the_whole_film_nothing_to_draw(sets):
    assert sets.render(TWO_SHOTS, only=frozenset({"door"})).ops_by_shot() == {
        "door": ["keyframe", "clip"],
        None: CUT,
    }
    assert sets.render(TWO_SHOTS).ops_by_shot() == {"lamp": ["keyframe", "clip"], None: CUT}


def _shots():
    body = TWO_SHOTS.partition("shots:\n")[2]
    door, _, lamp = body.partition("  - id: lamp")
    return door, "  - id: lamp" + lamp


def _nodes(ran):
    return ran.film.plan.graph.nodes.items()
