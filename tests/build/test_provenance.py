"""What is delivered says who vouches for how it was made: signed for good, and any change since is found."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

pytest.importorskip("c2pa", reason="c2pa-python is not installed")

import c2pa
import imageio_ffmpeg
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed25519, rsa
from PIL import Image

from storyboard import studio
from storyboard.base.errors import RenderError, ScriptError
from storyboard.build import schedule, signing
from storyboard.build.identity import ALLOWED_USES, PASSPHRASE, Signing, identity
from storyboard.cli.inspect import inspect
from storyboard.deliver import credentials
from storyboard.deliver.manifest import manifest_definition
from storyboard.media.xmp import read_xmp
from tests.build import authority, fakes
from tests.build.authority import CLAIMS, DOCUMENTS, MAIL, Asked, Authority
from tests.build.clock import stamping

SIGN = "{sign: {key: film.key, cert: film.pem}}"
FILM = f"""\
storyboard: 1
title: Two Doors
film: {{size: 64x36, fps: 24, seed: 7, quality: draft}}
characters:
  mara: {{is: a keeper, rights: fictional, lora: {{file: mara.safetensors, token: sks}}}}
profiles:
  fake:
    keyframe: {{engine: fake, weights: own.safetensors}}
    clip: {{engine: fake}}
provenance: {SIGN}
shots:
  - {{id: door, action: "{{mara}} opens a door", duration: 8f, notes: dim}}
  - {{id: lamp, action: a lamp, duration: 8f}}
"""
NOBODY = FILM.replace(SIGN, "true")
SECONDS = 4
RECORD = {"title": "A", "storyboard": "1", "source": "algorithmicMedia", "shots": []}


@pytest.fixture(scope="module")
def vouching():
    return Authority()


@pytest.fixture
def signer(sets, vouching):
    """A studio with a key and a certificate beside its script."""
    sets.key = authority.curve()
    authority.write_key(sets.folder / "film.key", sets.key)
    (sets.folder / "film.pem").write_bytes(vouching.issue(sets.key))
    (sets.folder / "ca.pem").write_bytes(vouching.pem)
    for name in ("own", "mara"):
        (sets.folder / f"{name}.safetensors").write_bytes(name.encode())
    return sets


def reader(path, trusted=None):
    """C2PA's own reader, told whom to trust."""
    trust = {"trust_config": "\n".join(ALLOWED_USES)}
    trust |= {"trust_anchors": trusted.pem.decode()} if trusted else {}
    return c2pa.Reader(str(path), context=c2pa.Context.from_dict({"trust": trust}))


def codes(found):
    return {each["code"] for each in found.get_validation_results()["activeManifest"]["failure"]}


def told(sets, text=FILM):
    """What check says, as `severity path: message`."""
    sets.write(text)
    problems = studio.check(sets.script, "fake")
    return [f"{each.severity} {each.path}: {each.message}" for each in problems]


def picture(sets, name="picture.png"):
    path = sets.folder / name
    Image.new("RGB", (8, 8), "red").save(path)
    return path


def asked(sets, alg=""):
    return Signing(sets.folder / "film.key", sets.folder / "film.pem", alg)


def test_another_reader_finds_the_signature_whole_and_trusts_whom_it_is_told_to(signer, vouching):
    signer.render(FILM)
    assert reader(signer.output, vouching).get_validation_state() == "Trusted"
    stranger = reader(signer.output)
    assert stranger.get_validation_state() == "Valid" and codes(stranger) == {"signingCredential.untrusted"}
    assert stranger.get_active_manifest()["signature_info"]["common_name"] == "Ada Example"


def test_every_byte_counts(signer):
    signer.render(FILM)
    whole = signer.output.read_bytes()
    for place in (whole.index(b"mdat") + 40, whole.index(b"Two Doors"), whole.rindex(b"xpacket")):
        signer.output.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert reader(signer.output).get_validation_state() == "Invalid"
        assert studio.credentials(signer.output).state == "invalid"


def test_the_film_plays_as_before_and_keeps_its_record(signer):
    signer.render(FILM, unsigned=True)
    bare = signer.output.read_bytes()
    signer.render(FILM)
    assert [shot["id"] for shot in studio.inspect(signer.output).shots] == ["door", "lamp"]
    assert b"Two Doors" in read_xmp(signer.output)
    signed = signer.output.with_name("signed.mp4")
    signer.output.rename(signed)
    signer.output.write_bytes(bare)
    assert _frames(signed) == _frames(signer.output) != b""


def _frames(path):
    ffmpeg = imageio_ffmpeg.get_ffmpeg_exe()
    done = subprocess.run(
        [ffmpeg, "-v", "error", "-i", path, "-f", "framemd5", "-"], capture_output=True, check=True
    )
    assert done.stderr == b""
    return b"".join(line for line in done.stdout.splitlines() if not line.startswith(b"#"))


def test_it_says_what_made_each_frame_and_what_went_in(signer):
    signer.render(FILM)
    manifest = reader(signer.output).get_active_manifest()
    assertions = {each["label"]: each["data"] for each in manifest["assertions"]}
    (created, *_) = assertions["c2pa.actions.v2"]["actions"]
    assert created["action"] == "c2pa.created" and created["digitalSourceType"].endswith("/composite")
    assert len(created["parameters"]["ingredients"]) == 2
    door, lamp = assertions["storyboard.shots"]["shots"]
    assert (door["in"], door["out"], lamp["in"], lamp["out"]) == (0, 8, 8, 16)
    assert "a keeper" in door["prompt"] and door["made"][0]["engine"] == "fake"
    inputs = {each["title"]: each for each in manifest["ingredients"]}
    assert inputs["mara.safetensors"]["description"] == "lora of mara"
    assert inputs["own.safetensors"]["description"] == "weights"
    assert {each["relationship"] for each in inputs.values()} == {"inputTo"}
    assert all(each["data_types"] == [{"type": "c2pa.types.model"}] for each in inputs.values())
    assert "thumbnail" not in manifest and "thumbnail" not in inputs["mara.safetensors"]


def test_shots_of_several_sources_are_told_apart_and_sound_was_placed(signer, vouching):
    def shot(name, first, source):
        return {"id": name, "in": first, "out": first + 24, "source": source, "made": []}

    record = RECORD | {
        "rate": "24",
        "shots": [
            shot("a", 0, "algorithmicMedia"),
            shot("b", 24, "trainedAlgorithmicMedia"),
            shot("c", 48, "algorithmicMedia"),
        ],
        "sound": [{"name": "clap.wav", "digest": "ab" * 32}],
    }
    path = picture(signer)
    credentials.sign(path, "image/png", manifest_definition(record), asked(signer), "a.png", {})
    found = reader(path, vouching)
    actions = found.get_active_manifest()["assertions"][0]["data"]["actions"]
    assert found.get_validation_state() == "Trusted"
    assert [each["action"] for each in actions] == [
        "c2pa.created",
        "c2pa.edited",
        "c2pa.edited",
        "c2pa.placed",
    ]
    times = [[each["time"]["start"] for each in action["changes"][0]["region"]] for action in actions[1:3]]
    assert times == [["0.000", "2.000"], ["1.000"]]
    assert actions[2]["digitalSourceType"].endswith("/trainedAlgorithmicMedia")
    (clap,) = found.get_active_manifest()["ingredients"]
    assert (clap["relationship"], len(actions[3]["parameters"]["ingredients"])) == ("componentOf", 1)


def test_a_film_of_two_thousand_shots_says_less_of_each(signer, vouching):
    model = {"name": "large.safetensors", "digest": "ef" * 32}
    step = {"op": "keyframe", "engine": "diffusion", "key": "ab" * 32, "seed": 7, "model": model}
    shots = [
        {
            "id": f"shot{n}",
            "in": n,
            "out": n + 1,
            "action": "é" * 99,
            "prompt": "é" * 99,
            "made": [step, step],
        }
        for n in range(2_000)
    ]
    record, path = RECORD | {"rate": "24", "shots": shots}, picture(signer)
    definition = manifest_definition(record, credentials.MOST_BYTES)
    credentials.sign(path, "image/png", definition, asked(signer), "a.png", {})
    found = reader(path, vouching)
    assert found.get_validation_state() == "Trusted"
    told = found.get_active_manifest()["assertions"][1]["data"]["shots"]
    assert (len(told), told[7]["id"], told[7]["prompt"], told[7]["made"][0]["seed"]) == (
        2_000,
        "shot7",
        "é" * 99,
        7,
    )
    assert "key" not in told[7]["made"][0] and manifest_definition(record)["assertions"][1]["data"] == record
    assert [each["title"] for each in found.get_active_manifest()["ingredients"]] == ["large.safetensors"]


def test_a_picture_with_credentials_of_its_own_brings_them_along(signer, vouching):
    reference, page = picture(signer, "otto.png"), picture(signer, "page.png")
    credentials.sign(reference, "image/png", manifest_definition(RECORD), asked(signer), "otto.png", {})
    file = {"name": "otto.png", "digest": "cd" * 32, "use": "reference", "of": "otto"}
    step = {"op": "keyframe", "engine": "diffusion", "files": [file]}
    definition = manifest_definition(RECORD | {"shots": [{"id": "a", "made": [step]}]})
    files = {"cd" * 32: reference}
    credentials.sign(page, "image/png", definition, asked(signer), "page.png", files)
    found = reader(page, vouching)
    (otto,) = found.get_active_manifest()["ingredients"]
    assert found.get_validation_state() == "Trusted"
    assert (otto["description"], otto["relationship"]) == ("reference of otto", "inputTo")
    assert found.get_manifest(otto["active_manifest"])["signature_info"]["common_name"] == "Ada Example"
    reference.write_bytes(reference.read_bytes()[:-12])
    page = picture(signer, "page.png")
    credentials.sign(page, "image/png", definition, asked(signer), "page.png", files)
    (otto,) = reader(page, vouching).get_active_manifest()["ingredients"]
    assert "active_manifest" not in otto, "what was changed since is taken for what it is"


def test_no_path_date_or_secret_is_told(signer):
    signer.render(FILM)
    said = json.dumps(json.loads(reader(signer.output).json())["manifests"])
    secret = (signer.folder / "film.key").read_bytes().splitlines()[1]
    assert str(signer.folder) not in said
    kept = [path for path in (signer.folder / "cache").rglob("*") if path.is_file()]
    assert not any(secret in path.read_bytes() for path in (*kept, signer.output))


def test_a_film_that_stands_is_not_signed_again(signer):
    signer.render(FILM)
    before = signer.output.read_bytes()
    assert signer.render().film.results is None
    assert signer.render(FILM.replace("dim", "bright")).names() == set()
    assert signer.output.read_bytes() == before


def test_another_certificate_signs_again_and_makes_nothing(signer, vouching):
    signer.render(FILM)
    before = signer.output.read_bytes()
    (signer.folder / "film.pem").write_bytes(vouching.issue(signer.key, Asked(ends=80)))
    assert signer.render().names() == set()
    assert signer.output.read_bytes() != before
    assert reader(signer.output, vouching).get_validation_state() == "Trusted"


def test_without_a_signer_the_manifest_lies_beside_for_others_to_sign(signer, vouching, tmp_path):
    signer.render(NOBODY)
    beside = signer.folder / "film.mp4.manifest.json"
    definition = json.loads(beside.read_text("utf-8"))
    assert c2pa.Reader.try_create(str(signer.output)) is None
    signed = tmp_path / "by-others.mp4"
    builder = c2pa.Builder(definition, context=c2pa.Context.from_dict({}))
    sign = identity(asked(signer))
    other = c2pa.Signer.from_callback(sign.sign, c2pa.C2paSigningAlg.ES256, sign.chain)
    with signer.output.open("rb") as film, signed.open("w+b") as target:
        builder.sign(other, "video/mp4", film, target)
    assert reader(signed, vouching).get_validation_state() == "Trusted"
    before = beside.stat()
    assert signer.render().film.results is None
    beside.unlink()
    signer.render()
    assert beside.stat().st_ino != before.st_ino or beside.is_file()


def test_a_manifest_that_is_no_longer_asked_for_goes(signer):
    signer.render(NOBODY)
    beside = signer.folder / "film.mp4.manifest.json"
    assert beside.is_file()
    assert signer.render(FILM).film.removed == (beside,)
    assert not beside.exists()


def test_nobody_gets_files_that_nobody_asked_for(signer):
    for said in ("provenance: false", ""):
        signer.render(FILM.replace(f"provenance: {SIGN}", said))
        assert sorted(path.name for path in signer.folder.iterdir() if "manifest" in path.name) == []
        assert c2pa.Reader.try_create(str(signer.output)) is None


@pytest.mark.parametrize("container", ["mov", "gif", "webp"])
def test_other_films_are_signed_too_and_tell_their_shots(signer, vouching, container):
    signer.output = signer.folder / f"film.{container}"
    signer.render(FILM, container=container)
    assert reader(signer.output, vouching).get_validation_state() == "Trusted"
    said = CliRunner().invoke(inspect, [str(signer.output), "--at", "9f"], catch_exceptions=False).output
    assert "lamp  " in said and "door  " not in said


def test_a_webm_has_an_unsigned_manifest_and_that_is_said(signer):
    signer.output = signer.folder / "film.webm"
    ran = signer.render(FILM, container="webm")
    assert [str(each.message) for each in ran.film.plan.warnings if each.path == "provenance.sign"] == [
        "a .webm carries no signature; its credentials lie beside it, unsigned, for others to sign"
    ]
    assert (signer.folder / "film.webm.manifest.json").is_file()


def test_each_frame_of_a_folder_is_signed_as_what_it_is(signer, vouching):
    signer.output = signer.folder / "frames"
    signer.render(FILM, container="png")
    first, *_, last = frames = sorted(signer.output.iterdir())
    assert len(frames) == 16
    for path, shot in ((first, "door"), (last, "lamp")):
        found = reader(path, vouching)
        (shots,) = [
            each["data"]["shots"]
            for each in found.get_active_manifest()["assertions"]
            if each["label"] == "storyboard.shots"
        ]
        assert found.get_validation_state() == "Trusted" and [each["id"] for each in shots] == [shot]
    before = first.read_bytes()
    signer.render(FILM.replace("a lamp", "a candle"), container="png")
    assert first.read_bytes() == before, "its shot is as it was"
    assert reader(last).get_active_manifest()["assertions"] and Image.open(last).size == (64, 36)
    said = CliRunner().invoke(inspect, [str(last)], catch_exceptions=False).output
    assert "lamp  take 1" in said and "signed by Ada Example" in said


@pytest.mark.slow
def test_pages_of_a_comic_are_signed_each_with_its_own_shots(signer, vouching):
    text = FILM + "book: {scenes: page, page: b5}\n"
    text = text.replace("shots:\n", "scenes:\n  - id: a\n    shots:\n", 1)
    text = text.replace("  - {id: door", "      - {id: door").replace(
        "  - {id: lamp", "  - id: b\n    shots:\n      - {id: lamp"
    )
    signer.output = signer.folder / "book.png"
    signer.render(text, book=studio.BookWish("png"))
    pages = sorted(path for path in signer.folder.glob("book*.png"))
    shots = []
    for page in pages:
        found = reader(page, vouching)
        assert found.get_validation_state() == "Trusted"
        labels = {each["label"]: each["data"] for each in found.get_active_manifest()["assertions"]}
        shots.append([shot["id"] for shot in labels["storyboard.shots"]["shots"]])
    assert sorted(shots) == [["door"], ["lamp"]]
    before = [page.read_bytes() for page in pages]
    signer.render(text.replace("dim", "bright"), book=studio.BookWish("png"))
    assert [page.read_bytes() for page in pages] == before
    signer.output = signer.folder / "book.pdf"
    signer.render(book=studio.BookWish("pdf"))
    assert (signer.folder / "book.pdf.manifest.json").is_file()


@pytest.mark.parametrize(
    ("key", "alg"),
    [
        (lambda: ec.generate_private_key(ec.SECP384R1()), "es384"),
        (lambda: ec.generate_private_key(ec.SECP521R1()), "es512"),
        (lambda: rsa.generate_private_key(65537, 2048), "ps256"),
        (lambda: rsa.generate_private_key(65537, 2048), "ps512"),
        (lambda: ed25519.Ed25519PrivateKey.generate(), "ed25519"),
    ],
)
def test_every_kind_of_key_that_c2pa_knows_signs_a_picture(signer, vouching, key, alg):
    mine = key()
    authority.write_key(signer.folder / "film.key", mine)
    (signer.folder / "film.pem").write_bytes(vouching.issue(mine))
    path = picture(signer, "picture.jpg")
    credentials.sign(path, "image/jpeg", manifest_definition(RECORD), asked(signer, alg), "picture.jpg", {})
    assert reader(path, vouching).get_validation_state() == "Trusted"
    assert credentials.read_credentials(path).alg.lower() == alg


@pytest.mark.parametrize("use", [MAIL, DOCUMENTS, CLAIMS])
def test_a_certificate_for_mail_documents_or_claims_signs(signer, vouching, use):
    (signer.folder / "film.pem").write_bytes(vouching.issue(signer.key, Asked((use,))))
    signer.render(FILM)
    assert studio.credentials(signer.output, signer.folder / "ca.pem").state == "trusted"
    assert studio.credentials(signer.output).state == "untrusted"


BAD = {
    "expired on": Asked(begins=-9, ends=-1),
    "is not valid before": Asked(begins=3),
    "extended key usage has to name emailProtection": Asked(
        uses=(authority.ExtendedKeyUsageOID.SERVER_AUTH,)
    ),
    "extended key usage has to name": Asked(uses=()),
    "is for time stamping, which C2PA forbids": Asked(
        uses=(MAIL, authority.ExtendedKeyUsageOID.TIME_STAMPING)
    ),
    "is for any use": Asked(uses=(MAIL, authority.ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE)),
    "key usage has to say digitalSignature": Asked(signs=False),
    "is an authority's": Asked(authority=True),
    "has no authority key identifier": Asked(authority_key=False),
}


@pytest.mark.parametrize("said", BAD)
def test_check_says_of_a_certificate_what_signing_would_only_find_out(signer, vouching, said):
    (signer.folder / "film.pem").write_bytes(vouching.issue(signer.key, BAD[said]))
    found = told(signer)
    assert [each for each in found if said in each and each.startswith("error provenance.sign.cert: ")]
    with pytest.raises(ScriptError):
        signer.render(FILM)
    assert not fakes.ran, "nothing is made that could not be signed"
    path = picture(signer)
    before = path.read_bytes()
    with pytest.raises(RenderError, match=r"picture\.png could not be signed: "):
        credentials.sign(path, "image/png", manifest_definition(RECORD), asked(signer), "picture.png", {})
    assert path.read_bytes() == before


def test_check_says_at_the_line_what_is_wrong_with_a_key(signer, vouching):
    key, cert = signer.folder / "film.key", signer.folder / "film.pem"
    assert told(signer) == []
    key.rename(signer.folder / "films.key")
    (said,) = told(signer)
    assert said.startswith('error provenance.sign.key: there is no "film.key"') and '"films.key"' in said
    key.write_text("no key")
    assert told(signer) == ["error provenance.sign.key: film.key holds no private key in PEM"]
    authority.write_key(key, authority.curve())
    assert told(signer) == ["error provenance.sign.cert: is the certificate of another key"]
    authority.write_key(key, signer.key)
    parts = cert.read_bytes().split(b"-----END CERTIFICATE-----\n")
    cert.write_bytes(b"-----END CERTIFICATE-----\n".join([parts[1], parts[0], b""]))
    assert "comes first in the file" in told(signer)[0]
    cert.write_text("nothing")
    assert "holds no certificate" in told(signer)[0]
    (said,) = told(signer, FILM.replace("cert: film.pem", "cert: ."))
    assert said.startswith("error provenance.sign.cert: ") and "is no file that holds a certificate" in said


@pytest.mark.parametrize(
    "key",
    [
        lambda: ec.generate_private_key(ec.SECP256K1()),
        lambda: rsa.generate_private_key(65537, 1024),
        lambda: dsa.generate_private_key(2048),
    ],
)
def test_a_key_that_c2pa_does_not_know_is_refused(signer, key):
    authority.write_key(signer.folder / "film.key", key())
    assert any("C2PA signs with P-256" in each for each in told(signer))


def test_what_can_go_wrong_later_is_a_warning(signer, vouching):
    (signer.folder / "film.pem").write_bytes(vouching.issue(signer.key, Asked(ends=9)))
    (soon,) = told(signer)
    assert soon.startswith("warning provenance.sign.cert: expires on ")
    (signer.folder / "film.pem").write_bytes(vouching.issue(signer.key, Asked(own=True)))
    assert "vouches for itself" in told(signer)[0]


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_a_key_that_everybody_may_read_is_a_warning(signer):
    (signer.folder / "film.key").chmod(0o644)
    assert told(signer) == [
        "warning provenance.sign.key: everybody on this machine may read film.key; chmod 600 film.key"
    ]


def test_the_algorithm_has_to_fit_the_key(signer):
    (said,) = told(signer, FILM.replace("film.pem}", "film.pem, alg: ps256}"))
    assert said == "error provenance.sign.alg: the key can't sign by ps256; write es256, or leave it out"


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("yes please", "provenance"),
        ("{sign: {key: film.key}}", "provenance.sign"),
        ("{sign: {key: film.key, cert: film.pem, alg: md5}}", "provenance.sign.alg"),
        ("{sign: {key: film.key, cert: film.pem, tsa: 'ftp://time'}}", "provenance.sign.tsa"),
        ("{signed: true}", "provenance.signed"),
    ],
)
def test_what_is_no_provenance_is_told_at_its_place(signer, written, path):
    (said,) = told(signer, FILM.replace(SIGN, written))
    assert said.startswith(f"error {path}: ")


def test_a_passphrase_comes_from_the_environment(signer, monkeypatch):
    authority.write_key(signer.folder / "film.key", signer.key, b"open sesame")
    (said,) = told(signer)
    assert f"is encrypted; give its passphrase in {PASSPHRASE}" in said
    monkeypatch.setenv(PASSPHRASE, "guess")
    (said,) = told(signer)
    assert "is not opened by" in said and "guess" not in said
    monkeypatch.setenv(PASSPHRASE, "open sesame")
    signer.render(FILM)
    assert studio.credentials(signer.output).state == "untrusted"


def test_whoever_has_no_key_delivers_unsigned(signer):
    (signer.folder / "film.key").unlink()
    with pytest.raises(ScriptError):
        signer.render(FILM)
    signer.render(FILM, unsigned=True)
    assert (signer.folder / "film.mp4.manifest.json").is_file()
    assert studio.credentials(signer.output) is None
    assert studio.check(signer.script, "fake", unsigned=True) == []


def test_what_is_only_looked_at_or_finished_by_others_wants_no_key(signer):
    (signer.folder / "film.key").unlink()
    signer.plan(FILM, stills=True)
    signer.plan(FILM, draft=True)
    signer.output = signer.folder / "cut.csv"
    signer.render(FILM, cut=studio.CutWish("csv"))
    assert sorted(path.name for path in signer.folder.glob("*.manifest.json")) == []


def test_an_authority_that_stamps_no_time_costs_the_signature_and_not_the_film(signer):
    signer.render(FILM, unsigned=True)
    before = signer.output.read_bytes()
    stamped = FILM.replace("film.pem}", "film.pem, tsa: 'http://127.0.0.1:9/'}")
    with pytest.raises(RenderError, match=r"film\.mp4 could not be signed: .*--unsigned"):
        signer.render(stamped)
    assert signer.output.read_bytes() == before
    assert sorted(path.name for path in signer.folder.glob(".*")) == []
    assert signer.render(FILM).names() == set(), "what was made is still there"


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl, which stamps the time, is not installed")
def test_a_time_stamp_outlives_the_certificate(signer, vouching):
    (signer.folder / "film.pem").write_bytes(vouching.issue(signer.key, Asked(ends=SECONDS / 86_400)))
    bare, stamped = picture(signer, "bare.png"), picture(signer, "stamped.png")
    credentials.sign(bare, "image/png", manifest_definition(RECORD), asked(signer), "bare.png", {})
    with stamping(signer.folder, vouching) as tsa:
        with_time = replace(asked(signer), tsa=tsa)
        credentials.sign(stamped, "image/png", manifest_definition(RECORD), with_time, "stamped.png", {})
    time.sleep(SECONDS + 1)
    trust = signer.folder / "ca.pem"
    found = studio.credentials(stamped, trust)
    assert found.state == "trusted" and datetime.fromisoformat(found.time) <= datetime.now(UTC)
    ended = studio.credentials(bare, trust)
    assert ended.state == "invalid" and ended.faults == (
        "the certificate has expired, and nobody vouches for when it was used",
    )


def test_a_key_that_goes_while_the_film_is_made_costs_only_the_signature(signer, monkeypatch):
    build = schedule.build

    def and_lose(*given):
        results = build(*given)
        (signer.folder / "film.key").unlink()
        return results

    with monkeypatch.context() as patched, pytest.raises(RenderError, match="could not be signed"):
        patched.setattr(schedule, "build", and_lose)
        signer.render(FILM)
    assert not signer.output.exists()
    authority.write_key(signer.folder / "film.key", signer.key)
    assert signer.render().names() == set()
    assert studio.credentials(signer.output).state == "untrusted"


def test_a_time_stamp_and_offline_are_not_for_each_other(signer, monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    (said,) = told(signer, FILM.replace("film.pem}", "film.pem, tsa: 'https://time.test'}"))
    assert said.startswith("error provenance.sign.tsa: a time stamp needs the network, and --offline")


def test_check_never_loads_c2pa(signer):
    signer.write(FILM)
    program = (
        "import sys; from storyboard import studio; from pathlib import Path;"
        f"studio.check(Path({str(signer.script)!r})); sys.exit('c2pa' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_without_the_library_the_author_is_told_what_to_install(signer, monkeypatch):
    monkeypatch.setattr(signing, "find_spec", lambda name: None)
    (said,) = told(signer)
    assert said == (
        "error provenance.sign: signing needs c2pa-python: pip install 'storyboard[provenance]', or deliver "
        "unsigned with --unsigned"
    )


def test_inspect_says_what_is_to_be_thought_of_a_film(signer):
    def said(*more):
        return CliRunner().invoke(inspect, [str(signer.output), *more], catch_exceptions=False).output

    signer.render(FILM, unsigned=True)
    assert "credentials: none" in said()
    assert json.loads(said("--json"))["credentials"] is None
    signer.render(FILM)
    assert "signed by Ada Example, Test Studio, for whom nobody vouches" in said()
    assert "who is trusted; nothing was changed since" in said("--trust", str(signer.folder / "ca.pem"))
    assert json.loads(said("--json"))["credentials"]["state"] == "untrusted"
    whole = bytearray(signer.output.read_bytes())
    whole[whole.index(b"mdat") + 40] ^= 1
    signer.output.write_bytes(whole)
    changed = "credentials: INVALID: something was changed after it was signed (signed by Ada Example"
    assert changed in said() and "door  " in said()


def test_inspect_without_the_library_says_that_nothing_was_looked_for(signer, monkeypatch):
    signer.render(FILM)
    monkeypatch.setattr(credentials, "find_spec", lambda name: None)
    said = CliRunner().invoke(inspect, [str(signer.output)], catch_exceptions=False).output
    assert "credentials: not looked for: nothing here reads them; pip install" in said and "door  " in said
    missing = CliRunner().invoke(inspect, [str(signer.output), "--trust", str(signer.script)])
    assert "holds no certificate" in str(missing.exception)
