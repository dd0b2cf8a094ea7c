"""Who signs: a private key and its certificates, what keeps them from signing, and the signing itself.

What C2PA asks of certificates is in its technical specification 2.2, 14.5.1 (certificate profiles).
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from storyboard.base.problems import Severity

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

PASSPHRASE = "STORYBOARD_KEY_PASSPHRASE"
"""The environment variable with the passphrase of an encrypted key."""
ALLOWED_USES = ("1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.36", "1.3.6.1.4.1.62558.2.1")
"""Extended key usages of which a signer has one: protecting mail, signing documents, signing C2PA claims."""
_FORBIDDEN_USES = {
    "2.5.29.37.0": "any use",
    "1.3.6.1.5.5.7.3.8": "time stamping",
    "1.3.6.1.5.5.7.3.9": "OCSP signing",
}
_CURVES = {"secp256r1": "es256", "secp384r1": "es384", "secp521r1": "es512"}
_LARGEST = 1 << 20
_SOON = timedelta(days=30)
Fault: TypeAlias = tuple[str, str, Severity]
"""The setting, what is wrong with it, and whether nothing can be signed with it."""


class IdentityError(ValueError):
    """A key or a certificate can't sign; `setting` says which of the two."""

    def __init__(self, setting: str, message: str) -> None:
        super().__init__(message)
        self.setting = setting


@dataclass(frozen=True, slots=True)
class Signing:
    """Where key and certificates lie; `alg` is empty for the key's own, `tsa` where none stamps the time."""

    key: Path
    cert: Path
    alg: str = ""
    tsa: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """A signer: the algorithm, its certificates in PEM, its own first, and how bytes are signed."""

    alg: str
    chain: str
    sign: Callable[[bytes], bytes]


def identity(signing: Signing) -> Identity:
    """The key and the certificates, opened. Raises IdentityError; nothing of a key is in its message."""
    from cryptography.hazmat.primitives.serialization import Encoding

    key, chain = _key(signing.key), _certificates(signing.cert)
    alg = _algorithm(key, signing.alg)
    pem = "".join(each.public_bytes(Encoding.PEM).decode("ascii") for each in chain)
    return Identity(alg, pem, lambda content: _signature(key, alg, content))


def identity_faults(signing: Signing, now: datetime) -> Iterator[Fault]:
    """What keeps key and certificates from signing, and warnings of what may go wrong. `now` is aware."""
    try:
        key = _key(signing.key)
    except IdentityError as error:
        key = None
        yield error.setting, str(error), "error"
    else:
        yield from _exposed(signing.key)
        try:
            _algorithm(key, signing.alg)
        except IdentityError as error:
            yield error.setting, str(error), "error"
    try:
        chain = _certificates(signing.cert)
    except IdentityError as error:
        yield error.setting, str(error), "error"
        return
    said = _misfit(key, chain) if key else ""
    for message in [said] if said else _profile_faults(chain[0], now):
        yield "cert", message, "error"
    for message in _doubts(chain, now):
        yield "cert", message, "warning"


def _key(path: Path) -> Any:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    content, passphrase = _content("key", path), os.environ.get(PASSPHRASE)
    if b"ENCRYPTED" in content and not passphrase:
        raise IdentityError("key", f"{path.name} is encrypted; give its passphrase in {PASSPHRASE}")
    secret = os.fsencode(passphrase) if passphrase and b"ENCRYPTED" in content else None
    try:
        return load_pem_private_key(content, secret)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        if secret:
            raise IdentityError("key", f"{path.name} is not opened by what {PASSPHRASE} says") from None
        raise IdentityError("key", f"{path.name} holds no private key in PEM") from None


def _certificates(path: Path) -> tuple[Certificate, ...]:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.x509 import DuplicateExtension, load_pem_x509_certificates

    content = _content("cert", path)
    try:
        chain = tuple(load_pem_x509_certificates(content))
        for each in chain:  # what is wrong inside comes to light only when it is looked at
            each.public_key(), each.extensions
        return chain
    except (ValueError, UnsupportedAlgorithm, DuplicateExtension):
        raise IdentityError("cert", f"{path.name} holds no certificate in PEM that can be read") from None


def _content(setting: str, path: Path) -> bytes:
    """A file's bytes; a device, a pipe or something large is not opened."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST:
            raise IdentityError(setting, f'"{path}" is no file that holds a {_WHAT[setting]}')
        return path.read_bytes()
    except OSError as error:
        raise IdentityError(setting, f'"{path}" can\'t be read: {error.strerror}') from None


_WHAT = {"key": "key", "cert": "certificate"}


def _algorithm(key: Any, wanted: str) -> str:
    """How a key signs: as it is `wanted`, else as it likes best. Raises IdentityError where it can't."""
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

    if isinstance(key, ed25519.Ed25519PrivateKey):
        able: tuple[str, ...] = ("ed25519",)
    elif isinstance(key, rsa.RSAPrivateKey):
        able = ("ps256", "ps384", "ps512") if key.key_size >= 2048 else ()
    elif isinstance(key, ec.EllipticCurvePrivateKey):
        able = tuple(filter(None, [_CURVES.get(key.curve.name)]))
    else:
        able = ()
    if not able:
        raise IdentityError(
            "key",
            "C2PA signs with P-256, P-384, P-521, Ed25519, or RSA of 2048 bits at least; this is neither",
        )
    if wanted and wanted not in able:
        raise IdentityError(
            "alg", f"the key can't sign by {wanted}; write {' or '.join(able)}, or leave it out"
        )
    return wanted or able[0]


def _signature(key: Any, alg: str, content: bytes) -> bytes:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, padding

    if alg == "ed25519":
        return bytes(key.sign(content))
    digest: Any = getattr(hashes, f"SHA{alg[2:]}")()
    if alg.startswith("es"):
        return bytes(key.sign(content, ec.ECDSA(digest)))
    pss = padding.PSS(padding.MGF1(digest), digest.digest_size)
    return bytes(key.sign(content, pss, digest))


def _misfit(key: Any, chain: Sequence[Certificate]) -> str:
    """Why the first certificate is not the key's."""
    fitting = [number for number, each in enumerate(chain) if each.public_key() == key.public_key()]
    if fitting and fitting[0] > 0:
        return "the signer's own certificate comes first in the file; here it is behind another"
    return "" if fitting else "is the certificate of another key"


def _profile_faults(cert: Certificate, now: datetime) -> Iterator[str]:
    """What C2PA asks of a signer's certificate and this one hasn't."""
    if now < cert.not_valid_before_utc:
        yield f"is not valid before {cert.not_valid_before_utc:%Y-%m-%d}"
    if now > cert.not_valid_after_utc:
        yield f"expired on {cert.not_valid_after_utc:%Y-%m-%d}; have it renewed"
    from cryptography import x509

    found = {type(each.value): each.value for each in cert.extensions}
    basic: Any = found.get(x509.BasicConstraints)
    use: Any = found.get(x509.KeyUsage)
    if (basic and basic.ca) or (use and use.key_cert_sign):
        yield "is an authority's, which vouches for others; sign with a certificate that it issued"
    elif use is None or not use.digital_signature:
        yield "is not for digital signatures: its key usage has to say digitalSignature"
    if said := _wrong_use(found.get(x509.ExtendedKeyUsage)):
        yield said
    if x509.AuthorityKeyIdentifier not in found:
        yield "has no authority key identifier, which C2PA asks for"


def _wrong_use(extended: Any) -> str:
    uses = {use.dotted_string for use in extended} if extended else set()
    for use, name in _FORBIDDEN_USES.items():
        if use in uses:
            return f"is for {name}, which C2PA forbids a signer's; take that out of its extended key usage"
    if uses.isdisjoint(ALLOWED_USES):
        return (
            "is not for signing films: its extended key usage has to name emailProtection, documentSigning "
            f"or C2PA's own {ALLOWED_USES[-1]}"
        )
    return ""


def _exposed(key: Path) -> Iterator[Fault]:
    if os.name == "posix" and key.stat().st_mode & stat.S_IROTH:
        yield "key", f"everybody on this machine may read {key.name}; chmod 600 {key.name}", "warning"


def _doubts(chain: Sequence[Certificate], now: datetime) -> Iterator[str]:
    first = chain[0]
    if now <= first.not_valid_after_utc < now + _SOON:
        yield f"expires on {first.not_valid_after_utc:%Y-%m-%d}"
    if first.issuer == first.subject:
        yield "vouches for itself; nobody will trust what it signs"
    for number, (mine, above) in enumerate(pairwise(chain), 2):
        if mine.issuer != above.subject:
            yield f"certificate {number} in the file did not issue the one before it; put them in that order"
