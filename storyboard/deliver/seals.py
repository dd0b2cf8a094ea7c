"""What is added to files when they are delivered: the record as XMP, and behind it the signature.

What nobody signs, or what has no place for a signature, has its manifest beside it, to be signed by others.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from storyboard.base.digest import canonical, digest_of
from storyboard.build.marks import Mark
from storyboard.deliver.manifest import manifest_definition

if TYPE_CHECKING:
    from storyboard.base.digest import Plain
    from storyboard.build.identity import Signing
    from storyboard.plan.types import Spec

SIDECAR = ".manifest.json"
"""What is appended to the name of what is delivered, for the name of its unsigned manifest."""
SIGNED_KINDS = ("mp4", "mov", "gif", "webp", "png")
"""What films and books are signed as; all else has an unsigned manifest beside it."""
CARRIES_XMP = ("video/mp4", "video/quicktime")


@dataclass(frozen=True, slots=True)
class Sealing:
    """How what is made says what made it.

    `record` gives the record of the whole, or of a page or frame counted from 1; `files` are where the files
    lie that it names, by digest. Credentials are `asked` for by the script; without `signing` they are
    unsigned. `cert` is the digest of the signer's certificates.
    """

    record: Callable[[int | None], Spec]
    files: Mapping[str, Path]
    asked: bool = False
    signing: Signing | None = None
    cert: str = ""

    def signs(self, media_type: str) -> bool:
        """Whether files of that kind are signed."""
        from storyboard.deliver.credentials import SIGNED

        return self.signing is not None and media_type in SIGNED

    def mark(self, path: Path, media_type: str, part: int | None = None) -> Mark | None:
        """What is done to the file that is delivered to `path`, or a part of it; None for nothing."""
        writes, signs = media_type in CARRIES_XMP, self.signs(media_type)
        if not writes and not signs:
            return None

        def put(copy: Path) -> None:
            record = self.record(part)
            if writes:
                _write_xmp(copy, record)
            if self.signing and signs:
                from storyboard.deliver.credentials import MOST_BYTES, sign

                definition = manifest_definition(record, MOST_BYTES)
                sign(copy, media_type, definition, self.signing, path.name, self.files)

        return Mark(self._name(part, media_type), put)

    def sidecar(self, media_type: str) -> bytes | None:
        """The unsigned manifest that is to lie beside what is delivered; None where none is."""
        if not self.asked or self.signs(media_type):
            return None
        definition = manifest_definition(self.record(None)) | {"format": media_type}
        return (json.dumps(definition, indent=2, ensure_ascii=False) + "\n").encode()

    def _name(self, part: int | None, media_type: str) -> str:
        """Everything a mark depends on; of key and certificate, the certificate alone."""
        if not self.signing or not self.signs(media_type):
            return digest_of(canonical([self.record(part)]))
        told: list[Plain] = [self.record(part), self.cert, self.signing.alg, self.signing.tsa]
        return digest_of(canonical(told))


def sidecar_of(output: Path) -> Path:
    """Where the unsigned manifest of what is delivered to `output` lies."""
    return output.with_name(f"{output.name}{SIDECAR}")


def _write_xmp(film: Path, record: Spec) -> None:
    from storyboard.deliver.packet import packet
    from storyboard.media.xmp import append_xmp

    append_xmp(film, packet(record))
