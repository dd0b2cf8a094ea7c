"""A certificate authority for tests: it vouches for signers, good ones and bad."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

MAIL = ExtendedKeyUsageOID.EMAIL_PROTECTION
DOCUMENTS = x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36")
CLAIMS = x509.ObjectIdentifier("1.3.6.1.4.1.62558.2.1")


@dataclass(frozen=True)
class Asked:
    """What a signer's certificate says of itself; as C2PA wants it where nothing else is asked."""

    uses: tuple[x509.ObjectIdentifier, ...] = (MAIL,)
    signs: bool = True
    authority: bool = False
    authority_key: bool = True
    begins: float = -1
    ends: float = 90
    own: bool = False
    only_use: bool = False


class Authority:
    """An authority with a key of its own, whose certificate is in `pem`."""

    def __init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _name("Test Authority")
        self.certificate = (
            _begun(self._name, self._name, self._key.public_key(), -1, 365)
            .add_extension(x509.BasicConstraints(True, None), True)
            .add_extension(_usage(key_cert_sign=True, crl_sign=True), True)
            .sign(self._key, hashes.SHA256())
        )
        self.pem = self.certificate.public_bytes(Encoding.PEM)

    def issue(self, key: Any, asked: Asked | None = None) -> bytes:
        """A certificate for a key, in PEM, and the authority's own behind it."""
        asked = asked or Asked()
        issuer, by = (_name("Ada Example"), key) if asked.own else (self._name, self._key)
        built = _begun(_name("Ada Example"), issuer, key.public_key(), asked.begins, asked.ends)
        built = built.add_extension(x509.BasicConstraints(asked.authority, None), True)
        built = built.add_extension(
            _usage(digital_signature=asked.signs, key_agreement=not asked.signs), True
        )
        if asked.uses:
            built = built.add_extension(x509.ExtendedKeyUsage(asked.uses), asked.only_use)
        if asked.authority_key:
            mine = x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key())
            built = built.add_extension(mine, False)
        return built.sign(by, hashes.SHA256()).public_bytes(Encoding.PEM) + self.pem


def curve() -> ec.EllipticCurvePrivateKey:
    """A key as most signers have one."""
    return ec.generate_private_key(ec.SECP256R1())


def write_key(path: Path, key: Any, passphrase: bytes | None = None) -> None:
    """Write a private key in PEM, for its owner's eyes."""
    lock = BestAvailableEncryption(passphrase) if passphrase else NoEncryption()
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock))
    path.chmod(0o600)


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Test Studio"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _begun(subject: x509.Name, issuer: x509.Name, key: Any, begins: float, ends: float) -> Any:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days=begins))
        .not_valid_after(now + timedelta(days=ends))
    )


_USES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
    "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


def _usage(**said: bool) -> x509.KeyUsage:
    return x509.KeyUsage(**{name: said.get(name, False) for name in _USES})
