"""Commands, their exit codes and their JSON, as scripts and people rely on them."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from storyboard.cli import COMMANDS
from tests.cli.conftest import SCRIPT


def test_render_makes_the_film_beside_the_script(run, film):
    done = run("render", "film.yaml")
    assert done.returncode == 0, done.stderr
    assert film.with_suffix(".mp4").is_file()
    assert "film.mp4" in done.stderr
    assert (film.parent / "cache").is_dir()


def test_render_in_json_is_one_object_and_nothing_else(run, film):
    report = json.loads(run("render", "film.yaml", "--json").stdout)
    assert set(report) == {"output", "ran", "hit", "failed", "actions"}
    assert (report["ran"], report["hit"], report["failed"]) == (7, 0, 0)
    assert {"id", "op", "shot", "status", "seconds"} <= set(report["actions"][0])
    again = json.loads(run("render", "film.yaml", "--json").stdout)
    assert (again["ran"], again["hit"], again["failed"]) == (0, 7, 0)
    assert [each["id"] for each in again["actions"]] == [each["id"] for each in report["actions"]]


def test_plan_says_what_and_why_and_makes_nothing(run, film):
    run("render", "film.yaml")
    film.write_text(SCRIPT.replace("a red door", "a green door"))
    before = film.with_suffix(".mp4").stat()
    report = json.loads(run("plan", "film.yaml", "--json").stdout)
    assert {"id", "op", "engine", "shot", "status", "why"} <= set(report["actions"][0])
    told = {"hit": 3, "run": 2, "waits": 2, "seconds": 0, "at_least": False}
    assert report["summary"] | {"seconds": 0, "at_least": False} == told
    assert "opens a red door` → " in report["actions"][0]["why"]
    assert film.with_suffix(".mp4").stat() == before
    shown = run("plan", "film.yaml").stdout
    assert "action text changed" in shown
    assert "4 actions to do, 3 done already" in shown


def test_check_is_silent_about_a_good_script(run, film):
    done = run("check", "film.yaml")
    assert (done.returncode, done.stdout) == (0, "")


def test_check_names_file_line_and_column_of_every_problem(run, film):
    film.write_text(SCRIPT.replace("duration: 6f", "duration: 0f").replace("camera: CU", "camera: pan up"))
    done = run("check", "film.yaml")
    assert done.returncode == 1
    assert "film.yaml:12:15: shots.door.duration: " in done.stdout
    assert "film.yaml:16:13: shots.face.camera: " in done.stdout
    assert 'did you mean "tilt up"?' in done.stdout
    problems = json.loads(run("check", "film.yaml", "--json").stdout)["problems"]
    assert {"file", "line", "column", "path", "message", "severity"} == set(problems[0])


@pytest.mark.parametrize("command", ["render", "plan"])
def test_a_script_with_faults_fails_with_all_of_them(run, film, command):
    film.write_text(SCRIPT.replace("duration: 6f", "duration: never"))
    done = run(command, "film.yaml")
    assert done.returncode == 1
    assert done.stderr.count("shots.") == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["rendr"],
        ["render"],
        ["render", "film.yaml", "--jobs", "0"],
        ["cache", "gc", "--keep", "much"],
        ["cache", "gc", "--keep", "20"],
        ["cache", "gc", "--older-than", "30"],
    ],
)
def test_usage_errors_exit_with_2(run, film, arguments):
    done = run(*arguments)
    assert done.returncode == 2
    assert "Usage" in done.stderr


def test_a_misspelt_command_is_told_the_word_that_was_meant(run):
    assert 'did you mean "render"?' in run("rendr").stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["render", "nothing.yaml"], "nothing.yaml"),
        (["render", "film.yaml", "--only", "dor"], 'did you mean "door"?'),
        (["render", "film.yaml", "--profile", "finel"], "finel"),
        (["render", "film.yaml", "-o", "film.avi"], ".mp4"),
        (["render", "film.yaml", "-o", "nowhere/film.mp4"], "nowhere"),
        (["render", "film.yaml", "-o", "film.yaml/film.mp4"], "film.yaml: is a file"),
        (["render", "film.yaml", "-o", f"{'long' * 80}.mp4"], "name too long"),
        (["render", "film.yaml", "-o", "long" * 80], "name too long"),
        (["render", "film.yaml", "-o", "frame.png"], "frame.png: pictures go into a folder"),
        (["render", "film.yaml", "-o", "nowhere/frames"], "nowhere"),
        (["render", "film.yaml", "-o", "film.yaml"], "film.yaml: a film is written as"),
        (["render", "film.yaml", "--only", "dor,nobody,sene"], "nobody; there is no shot or scene sene"),
        (["cache", "stats", "--cache", "nowhere"], "no cache"),
        (["new", "."], "film.yaml is there already"),
    ],
)
def test_what_a_user_can_cause_is_said_in_a_line_and_exits_with_1(run, film, arguments, says):
    done = run(*arguments)
    assert done.returncode == 1
    assert says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["render", "plan"])
@pytest.mark.parametrize("script", ["tpyo/film.yaml", ".", "/"])
def test_a_script_that_is_none_is_said_plainly_and_leaves_no_folders(run, tmp_path, command, script):
    done = run(command, script)
    assert done.returncode == 1
    assert "this is a bug" not in done.stderr
    assert script in done.stderr
    assert not list(tmp_path.iterdir())


def test_no_color_is_kept_on_a_terminal_too(run, film):
    import os
    import pty

    film.write_text(SCRIPT.replace("characters:", "characters:\n  otto: {is: a dog that nobody sees}"))
    ours, theirs = pty.openpty()
    arguments = [sys.executable, "-m", "storyboard", "check", str(film)]
    subprocess.run(arguments, stdout=theirs, stderr=theirs, env={**os.environ, "NO_COLOR": "1"})
    shown = os.read(ours, 10_000).decode()
    assert "warning: " in shown
    assert "\x1b[3" not in shown


def test_a_terminal_shows_the_shots_in_flight_the_speed_and_the_time_left(run, film):
    import pty

    long = SCRIPT.replace("duration: 6f", "duration: 240f", 1)
    film.write_text(long)
    run("render", "film.yaml")
    film.write_text(long.replace("a red door", "a green door"))
    ours, theirs = pty.openpty()
    arguments = [sys.executable, "-m", "storyboard", "render", str(film)]
    render = subprocess.Popen(arguments, stderr=theirs, env={**os.environ, "TERM": "xterm", "COLUMNS": "120"})
    os.close(theirs)
    shown = ""
    try:
        while read := os.read(ours, 10_000):
            shown += read.decode(errors="replace")
    except OSError:  # the terminal closes with its last writer
        pass
    assert render.wait() == 0
    assert "door/clip" in shown
    assert re.search(r"\d+% +\d+ frames/s +(about|at least) [\d.]+ (s|min) .*left", shown)
    assert "actions made in" in shown.rsplit("\x1b[2K", 1)[-1], "the bar goes when the build ends"


def test_a_cache_that_is_a_file_is_said_plainly(run, film):
    (film.parent / "taken").write_text("")
    done = run("render", "film.yaml", "--cache", "taken")
    assert done.returncode in (1, 2)
    assert "taken" in done.stderr


def test_only_makes_an_excerpt_beside_the_film(run, film):
    assert run("render", "film.yaml", "--only", "face").returncode == 0
    assert (film.parent / "film.only.mp4").is_file()
    report = json.loads(run("render", "film.yaml", "--json").stdout)
    assert {each["shot"] for each in report["actions"] if each["status"] == "ran"} == {"door", None}


def test_only_takes_scenes_too_and_a_shot_comes_first(run, film):
    head, _, shots = SCRIPT.partition("shots:\n")
    scene = "".join(f"    {line}\n" for line in shots.splitlines())
    film.write_text(
        f"{head}scenes:\n  - id: arrival\n    shots:\n{scene}"
        f"  - id: face\n    shots:\n{scene.replace('id: ', 'id: far-')}"
    )
    shown = {
        only: {
            each["shot"]
            for each in json.loads(run("plan", "film.yaml", "--only", only, "--json").stdout)["actions"]
        }
        for only in ("arrival", "face", "arrival,far-door")
    }
    assert shown == {
        "arrival": {"door", "face", None},
        "face": {"face", None},
        "arrival,far-door": {"door", "face", None},
    }
    assert 'arival — did you mean "arrival"?' in run("plan", "film.yaml", "--only", "arival").stderr


def test_a_film_that_can_not_be_written_is_said_before_the_work(run, film):
    done = run("render", "film.yaml", "-o", "/proc/film.mp4")
    assert done.returncode == 1
    assert "can't write /proc/film.mp4" in done.stderr
    assert not list((film.parent / "cache" / "results").iterdir())


def test_a_film_that_was_only_copied_is_said_to_be(run, film):
    run("render", "film.yaml")
    film.with_suffix(".mp4").unlink()
    assert "film.mp4: the film was copied from the cache." in run("render", "film.yaml").stderr
    assert film.with_suffix(".mp4").is_file()


def test_new_starts_a_project_that_checks_and_renders_as_it_stands(run, tmp_path):
    assert run("new", "mine").returncode == 0
    assert run("check", "mine/film.yaml").returncode == 0
    script = tmp_path / "mine" / "film.yaml"
    script.write_text(script.read_text().replace("1280x720", "64x36"))
    assert run("render", "mine/film.yaml").returncode == 0
    assert (tmp_path / "mine" / "film.mp4").is_file()
    assert (tmp_path / "mine" / "cache" / "blobs").is_dir()


def test_new_names_the_next_command_as_a_shell_takes_it(run):
    command = run("new", "my film!").stdout.partition("Now: storyboard ")[2]
    assert run(*shlex.split(command), "--help").returncode == 0
    assert shlex.split(command) == ["render", "my film!/film.yaml"]


def test_the_nearest_cache_above_the_script_is_used(run, film, tmp_path):
    (tmp_path / "cache").mkdir()
    (tmp_path / "scenes").mkdir()
    film.rename(tmp_path / "scenes" / "film.yaml")
    assert run("render", "scenes/film.yaml").returncode == 0
    assert (tmp_path / "cache" / "blobs").is_dir()
    assert not (tmp_path / "scenes" / "cache").exists()


@pytest.mark.skipif(os.name != "posix", reason="folders have no modes here")
def test_a_cache_that_anybody_could_have_put_above_the_script_is_passed_over(run, film, tmp_path):
    (tmp_path / "cache").mkdir()
    (tmp_path / "project").mkdir()
    film.rename(tmp_path / "project" / "film.yaml")
    tmp_path.chmod(0o1777)
    assert run("render", "project/film.yaml").returncode == 0
    assert list((tmp_path / "cache").iterdir()) == []
    assert (tmp_path / "project" / "cache" / "blobs").is_dir()


def test_somebody_else_s_cache_folder_is_left_alone(run, film, tmp_path):
    (tmp_path / "project").mkdir()
    film.rename(tmp_path / "project" / "film.yaml")
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "theirs").write_text("")
    assert run("render", "project/film.yaml").returncode == 0
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["theirs"]


def test_cache_commands_report_in_words_and_in_json(run, film):
    run("render", "film.yaml")
    assert json.loads(run("cache", "stats", "--json").stdout)["results"] == 7
    assert "7 results" in run("cache", "stats").stdout
    assert "All of it is sound." in run("cache", "verify").stdout
    assert "would be deleted" in run("cache", "gc", "--keep", "0MB", "--dry-run").stdout
    assert json.loads(run("cache", "gc", "--keep", "0 b", "--json").stdout)["results"] == 7


def test_verify_fails_on_a_damaged_blob_and_the_next_render_mends_it(run, film):
    run("render", "film.yaml")
    clean = film.with_suffix(".mp4").read_bytes()
    blobs = [path for path in (film.parent / "cache" / "blobs").rglob("*") if path.is_file()]
    for blob in blobs:
        blob.chmod(0o644)
        blob.write_bytes(blob.read_bytes()[:-1] + b"\0")
    done = run("cache", "verify")
    assert done.returncode == 1
    assert "loses door/clip of film.yaml (clip animatic " in done.stdout
    assert "loses film of film.yaml (film cutting " in done.stdout
    film.with_suffix(".mp4").unlink()
    assert run("render", "film.yaml").returncode == 0
    assert film.with_suffix(".mp4").read_bytes() == clean
    assert run("cache", "verify").returncode == 0


def test_mending_is_said_once_and_counts_as_work(run, film):
    film.write_text(SCRIPT.replace("characters:", "characters:\n  otto: {is: a dog that nobody sees}"))
    run("render", "film.yaml")
    for blob in (path for path in (film.parent / "cache" / "blobs").rglob("*") if path.is_file()):
        blob.chmod(0o644)
        blob.write_bytes(blob.read_bytes()[:-1] + b"\0")
    film.with_suffix(".mp4").unlink()
    done = run("render", "film.yaml", "--json")
    report = json.loads(done.stdout)
    assert (report["ran"], report["hit"], report["failed"]) == (7, 0, 0)
    assert done.stderr.count("warning") == done.stderr.count("is damaged; it is made again") == 1
    assert "failed" not in done.stderr
    assert "blocked" not in done.stderr


def test_engines_and_their_settings_are_listed(run):
    assert "animatic: keyframe, clip\n" in run("engines").stdout
    shown = run("engines", "animatic").stdout
    assert "animatic keyframe" in shown
    assert "scale: " in shown
    assert "motion" not in shown
    assert "cutting: card, plate, span, transition, film, master, still, captions\n" in run("engines").stdout
    assert run("engines", "cutting").stdout == "cutting: a profile sets nothing here\n"
    wrong = run("engines", "animatik")
    assert wrong.returncode == 1
    assert 'there is no engine "animatik" — did you mean "animatic"?' in wrong.stderr
    assert "animatic" in json.loads(run("engines", "--json").stdout)["engines"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_gets_its_completion(run, shell):
    assert "_STORYBOARD_COMPLETE" in run("completion", shell).stdout


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("render film.yaml --only ", ["door", "face"]),
        ("render film.yaml --only f", ["face"]),
        ("plan film.yaml --only door,", ["door,door", "door,face"]),
        ("render film.yaml --profile ", ["animatic", "final"]),
        ("takes film.yaml ", ["door", "face"]),
        ("open film.yaml f", ["face"]),
        ("render nothing.yaml --only ", []),
        ("render --only ", []),
        ("render broken.yaml --profile ", ["animatic"]),
    ],
)
def test_tab_offers_what_the_script_has(run, film, typed, offered):
    film.write_text(SCRIPT + "profiles: {final: {extends: animatic}}\n")
    (film.parent / "broken.yaml").write_text("shots: [{id: [")
    words = ["storyboard", *typed.split(" ")]
    done = run(
        _STORYBOARD_COMPLETE="bash_complete", COMP_WORDS=" ".join(words), COMP_CWORD=str(len(words) - 1)
    )
    assert [line.partition(",")[2] for line in done.stdout.split()] == offered
    assert done.stderr == ""


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_teaches_with_an_example(run, command):
    shown = run(command, "--help").stdout
    assert f"  storyboard {command}" in shown[shown.index("Example") :]
    assert "..." not in shown.partition("Commands:")[2], "a summary is cut short"


HEAVY = {"pydantic", "networkx", "numpy", "skia", "cv2", "av", "moviepy", "yaml", "jsonschema", "rich"}


def in_a_new_process(folder, arguments, before=""):
    """Run the command line in a process of its own; the last line it prints names the modules it imported."""
    code = (
        f"import sys; sys.argv = {['storyboard', *arguments]!r}\n{before}\n"
        "from storyboard.cli import main\n"
        "try: main()\n"
        "finally: print(*sys.modules)"
    )
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=folder)


def test_help_imports_nothing_heavy(tmp_path):
    """The time itself is measured in benchmarks/; here, what would cost it."""
    assert not HEAVY & set(in_a_new_process(tmp_path, ["--help"]).stdout.splitlines()[-1].split())


def test_a_null_render_imports_nothing_heavy(run, film):
    run("render", "film.yaml")
    done = in_a_new_process(film.parent, ["render", "film.yaml"])
    assert "nothing to do" in done.stderr
    assert not HEAVY & set(done.stdout.splitlines()[-1].split())


NO_INK = """
import storyboard.engines.animatic as animatic
drawn = animatic.OPS["keyframe"]
def keyframe(spec, *rest):
    if "looks up" in str(spec):
        raise RuntimeError("no ink")
    drawn(spec, *rest)
animatic.OPS = {**animatic.OPS, "keyframe": keyframe}
"""


@pytest.fixture
def no_ink(tmp_path):
    """An environment in which the animatic, in workers too, breaks down over one of the two shots."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(NO_INK)
    return {"PYTHONPATH": os.pathsep.join([str(tmp_path / "site"), *sys.path])}


def test_a_failure_is_told_with_its_shot_and_its_log_and_the_rest_is_kept(run, film, no_ink):
    failed = run("render", "film.yaml", **no_ink)
    assert failed.returncode == 1
    told, log, waiting, kept = failed.stderr.splitlines()[-4:]
    assert told == "shot face: keyframe failed: engine animatic broke down: RuntimeError: no ink"
    assert "in keyframe" in Path(log.removeprefix("  its log: ")).read_text()
    assert waiting == "3 more could not be made because of that."
    assert kept == "The film could not be finished; 3 finished actions kept for the next render."
    report = json.loads(run("render", "film.yaml", "--json").stdout)
    assert (report["ran"], report["hit"], report["failed"]) == (4, 3, 0)


def test_a_failure_is_told_in_json_too(run, film, no_ink):
    failed = run("render", "film.yaml", "--json", **no_ink)
    report = json.loads(failed.stdout)
    assert failed.returncode == 1
    assert (report["output"], report["ran"], report["failed"]) == (None, 3, 1)
    ended = {action["name"]: action for action in report["actions"]}
    assert ended["face/keyframe"]["status"] == "failed"
    assert ended["face/clip"]["status"] == ended["film"]["status"] == "blocked"
    assert "no ink" in ended["face/keyframe"]["error"]
    assert "no ink" in Path(ended["face/keyframe"]["log"]).read_text()


def test_a_bug_is_a_log_to_paste_and_exit_code_3(film):
    broken = (
        "from storyboard import studio\ndef broken(*_): raise ZeroDivisionError('oh')\nstudio.check = broken"
    )
    done = in_a_new_process(film.parent, ["check", "film.yaml"], broken)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    log = done.stderr.strip().rpartition(": ")[2]
    assert "ZeroDivisionError" in Path(log).read_text()


def test_a_terminal_s_narrow_encoding_stops_no_report(run, film):
    film.write_text(SCRIPT.replace("camera: CU", "camera: pan up"))
    done = run("check", "film.yaml", PYTHONIOENCODING="latin-1")
    assert (done.returncode, done.stdout.count(r"\u2014 did you mean")) == (1, 1)


def test_a_file_name_that_is_no_text_is_a_name_like_any_other(run, film):
    try:
        odd = film.rename(film.parent / os.fsdecode(b"f\xff.yaml"))
    except OSError:
        pytest.skip("this file system wants names in UTF-8")
    report = json.loads(run("render", odd, "--json", PYTHONIOENCODING="utf-8").stdout)
    assert report["output"].endswith("f\udcff.mp4")
    assert odd.with_suffix(".mp4").is_file()
    assert run("plan", odd).stdout.startswith("Nothing to do")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("command", ["plan", "schema"])
def test_output_that_fills_a_disk_is_no_bug(film, command):
    line = [sys.executable, "-m", "storyboard", command, *(["film.yaml"] if command == "plan" else [])]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(line, cwd=film.parent, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 1
    assert done.stderr == "storyboard: can't write standard output: its disk is full\n"


def test_a_save_within_the_clock_s_tick_is_seen(run, film):
    run("render", "film.yaml")
    film.write_text(SCRIPT.replace("looks up", "looks on"))
    assert json.loads(run("render", "film.yaml", "--json").stdout)["ran"] > 0


@pytest.mark.parametrize("command", ["plan", "render"])
def test_a_faulty_script_is_json_too(run, film, command):
    film.write_text(SCRIPT.replace("camera: CU", "camera: pan up"))
    done = run(command, "film.yaml", "--json")
    assert done.returncode == 1
    (problem,) = json.loads(done.stdout)["problems"]
    assert problem["line"] == 16
    assert "film.yaml:16:" in done.stderr


@pytest.mark.parametrize(
    "arguments", ["plan film.yaml --only nobody", "render film.yaml -o no/film.mp4", "cache stats --cache no"]
)
def test_what_ends_a_command_is_json_too(run, film, arguments):
    done = run(*arguments.split(), "--json")
    assert done.returncode == 1
    assert done.stderr == f"storyboard: {json.loads(done.stdout)['error']}\n"


def test_an_empty_name_asks_for_no_shot(run, film):
    done = run("render", "film.yaml", "--only", "")
    assert done.returncode == 2
    assert "--only" in done.stderr


WITH_A_MODEL = SCRIPT.replace(
    "shots:\n", "profiles:\n  real:\n    keyframe: {engine: diffusion, model: maker/sd}\nshots:\n", 1
)


def test_offline_a_model_that_is_not_here_is_an_error(run, film, tmp_path):
    film.write_text(WITH_A_MODEL)
    done = run("render", "film.yaml", "--profile", "real", "--offline", HF_HUB_CACHE=str(tmp_path / "hub"))
    assert done.returncode == 1
    assert "maker/sd would have to be fetched, which --offline (or HF_HUB_OFFLINE) forbids" in done.stderr


def test_plan_of_another_container_is_what_a_render_would_do(run, film):
    run("render", "film.yaml", "-o", "film.webm")
    assert "Nothing to do" in run("plan", "film.yaml", "-o", "film.webm").stdout
    waits = json.loads(run("plan", "film.yaml", "-o", "film.mp4", "--json").stdout)
    todo = {action["op"] for action in waits["actions"] if action["status"] != "hit"}
    assert todo == {"span", "film"}
    refused = run("plan", "film.yaml", "-o", "film.avi")
    assert (refused.returncode, "a film is written as .mp4" in refused.stderr) == (1, True)


def test_plan_says_which_models_would_be_fetched(run, film, tmp_path):
    film.write_text(WITH_A_MODEL)
    empty = {"HF_HUB_CACHE": str(tmp_path / "hub"), "HF_ENDPOINT": "http://127.0.0.1:9"}
    done = run("plan", "film.yaml", "--profile", "real", **empty)
    assert (done.returncode, done.stdout.split(";")[0]) == (0, "1 model to fetch")
    assert "warning: maker/sd is not on this machine" in done.stderr
    report = json.loads(run("plan", "film.yaml", "--profile", "real", "--json", **empty).stdout)
    assert report["fetch"] == [{"model": "maker/sd", "revision": "main"}]


def test_render_says_what_it_fetches_and_its_size(run, film, tmp_path):
    """What the model is, is known only then: this one makes clips, which is said where it is named."""
    from tests.build.fake_hub import Repository, commit, serving

    pytest.importorskip("huggingface_hub")
    index = {"_class_name": "StableVideoDiffusionPipeline", "unet": ["diffusers", "UNetSpatioTemporal"]}
    header = b'{"w": {"dtype": "F16", "shape": [1], "data_offsets": [0, 2]}}'
    weights = len(header).to_bytes(8, "little") + header + b"\0\0"
    files = {
        "model_index.json": json.dumps(index).encode(),
        "unet/config.json": b"{}",
        "unet/diffusion_pytorch_model.safetensors": weights,
        "unet/diffusion_pytorch_model.bin": b"a pickle",
    }
    film.write_text(WITH_A_MODEL)
    with serving() as hub:
        hub.models["maker/sd"] = Repository({commit(1): files}, {"main": commit(1)})
        here = {"HF_HUB_CACHE": str(tmp_path / "hub"), "HF_ENDPOINT": hub.url, "HF_HUB_OFFLINE": "0"}
        done = run("render", "film.yaml", "--profile", "real", **here)
    assert done.returncode == 1
    said = done.stderr.splitlines()
    assert said[0] == f"fetching maker/sd from the hub: {len(weights) + 2} bytes"
    assert "profiles.real.keyframe.model: Stable Video Diffusion makes clips, not keyframes" in said[-1]
