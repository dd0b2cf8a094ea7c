"""Content Credentials in files: written behind all else, and read back. The one module that knows c2pa.

Nothing here asks the network, but the time-stamping authority that a script names.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from storyboard.base.errors import RenderError
from storyboard.build.identity import ALLOWED_USES, IdentityError, Signing, identity
from storyboard.build.signing import INSTALL
from storyboard.deliver.manifest import SHOTS, as_json

if TYPE_CHECKING:
    from storyboard.plan.types import Spec

SIGNED = ("video/mp4", "video/quicktime", "image/png", "image/jpeg", "image/gif", "image/webp")
"""What carries credentials of its own; beside everything else they lie as a file."""
MOST_BYTES = 1_000_000
"""How long a manifest's definition may be: c2pa takes a text of 1 MiB at most."""
State = Literal["trusted", "untrusted", "invalid", "unread"]
_SETTINGS: Mapping[str, Any] = {
    "builder": {"thumbnail": {"enabled": False}},
    "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False},
    "trust": {"trust_config": "\n".join(ALLOWED_USES)},
}
_STATES: Mapping[str, State] = {"Trusted": "trusted", "Valid": "untrusted", "Invalid": "invalid"}
_NOT_VOUCHED_FOR = "signingCredential.untrusted"
_CHANGED = "something was changed after it was signed"
_FAULTS: Mapping[str, str] = {
    "assertion.bmffHash.mismatch": _CHANGED,
    "assertion.dataHash.mismatch": _CHANGED,
    "assertion.boxesHash.mismatch": _CHANGED,
    "assertion.hashedURI.mismatch": "what the credentials say was changed after they were signed",
    "claimSignature.mismatch": "the signature is not of what the credentials say",
    "signingCredential.expired": "the certificate has expired, and nobody vouches for when it was used",
}
"""What is wrong, by the codes of the C2PA specification; for all others the library's own words do."""
_WAY_OUT = "What was made is in the cache: put that right and render again, or deliver it with --unsigned"


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a file's credentials come to: who signed, by which algorithm and when, and what is wrong.

    `trusted` is who is vouched for by one of the anchors; `untrusted` is whole, and signed by anybody;
    `unread` are those that nothing here can read, if there are any. `record` is what they say of shots.
    """

    state: State
    signer: str = ""
    alg: str = ""
    time: str = ""
    generator: str = ""
    faults: tuple[str, ...] = ()
    record: Spec | None = None


def sign(
    path: Path, media_type: str, definition: Spec, signing: Signing, name: str, files: Mapping[str, Path]
) -> None:
    """Sign a file where it lies; whatever changes a byte of it later is found.

    `name` is what it is called in messages; `files` are its ingredients' by digest: those that have
    credentials bring them along. Raises RenderError with the way out, and OSError; it is as it was then.
    """
    import c2pa

    signed = path.with_name(f"{path.name}.signed")
    try:
        signer = identity(signing)
        seal = c2pa.Signer.from_callback(
            signer.sign, c2pa.C2paSigningAlg[signer.alg.upper()], signer.chain, signing.tsa or None
        )
        context = c2pa.Context.from_dict(dict(_SETTINGS))
        with_own = _with_credentials(cast("list[dict[str, Any]]", definition["ingredients"]), files)
        builder = c2pa.Builder(as_json(_without(definition, with_own)).decode(), context=context)
        for ingredient, file in with_own:
            with file.open("rb") as source:
                builder.add_ingredient(json.dumps(ingredient), ingredient["format"], source)
        with path.open("rb") as source, signed.open("w+b") as target:
            builder.sign(seal, media_type, source, target)
        signed.replace(path)
    except (IdentityError, c2pa.C2paError) as error:
        raise RenderError(f"{name} could not be signed: {error}. {_WAY_OUT}") from error
    finally:
        signed.unlink(missing_ok=True)


def read_credentials(path: Path, anchors: Path | None = None) -> Credentials | None:
    """The credentials that a file carries, checked against its bytes; None where it has none.

    `anchors` is a file of certificates, in PEM, of those who are trusted to vouch for signers. Raises
    OSError.
    """
    if find_spec("c2pa") is None:
        return Credentials("unread", faults=(f"nothing here reads them; {INSTALL}",))
    import c2pa

    trust = dict(_SETTINGS["trust"])
    if anchors:
        trust["trust_anchors"] = anchors.read_text(encoding="ascii", errors="replace")
    try:
        context = c2pa.Context.from_dict({**_SETTINGS, "trust": trust})
        with path.open("rb") as stream:
            reader = c2pa.Reader.try_create(None, stream, context=context)
            return _told(reader) if reader else None
    except c2pa.C2paError.NotSupported:
        return None
    except c2pa.C2paError as error:
        return Credentials("invalid", faults=(str(error),))


def _with_credentials(
    ingredients: Sequence[dict[str, Any]], files: Mapping[str, Path]
) -> list[tuple[dict[str, Any], Path]]:
    """The ingredients that say themselves how they were made, and where they lie; no damaged ones."""
    found = []
    for each in ingredients:
        file = files.get(each["metadata"]["storyboard.digest"])
        if file and each["format"].startswith(("image/", "video/", "audio/")) and file.is_file():
            own = read_credentials(file)
            if own and own.state in ("trusted", "untrusted"):
                found.append((each, file))
    return found


def _without(definition: Spec, added: Sequence[tuple[dict[str, Any], Path]]) -> Spec:
    labels = {ingredient["label"] for ingredient, _ in added}
    ingredients = cast("list[dict[str, Any]]", definition["ingredients"])
    return definition | {"ingredients": [each for each in ingredients if each["label"] not in labels]}


def _told(reader: Any) -> Credentials:
    manifest = reader.get_active_manifest() or {}
    assertions = {each.get("label"): each.get("data") for each in manifest.get("assertions", ())}
    record = assertions.get(SHOTS)
    results = (reader.get_validation_results() or {}).get("activeManifest") or {}
    about: Mapping[str, Any] = manifest.get("signature_info") or {}
    names = [about.get("common_name"), about.get("issuer")]
    generators = manifest.get("claim_generator_info") or [{}]
    faults = [_fault(each) for each in results.get("failure", ()) if each.get("code") != _NOT_VOUCHED_FOR]
    return Credentials(
        _STATES.get(str(reader.get_validation_state()), "invalid"),
        ", ".join(dict.fromkeys(str(name) for name in names if name)),
        str(about.get("alg") or ""),
        str(about.get("time") or ""),
        " ".join(str(generators[0].get(key) or "") for key in ("name", "version")).strip(),
        tuple(dict.fromkeys(faults)),
        record if isinstance(record, dict) else None,
    )


def _fault(told: Mapping[str, Any]) -> str:
    code = str(told.get("code"))
    return _FAULTS.get(code) or str(told.get("explanation") or code)
