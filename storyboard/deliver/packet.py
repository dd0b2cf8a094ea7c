"""A film's record as XMP, where other programs look for it; written, and read from whatever a file holds."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from fractions import Fraction
from html import escape, unescape
from typing import TYPE_CHECKING, Any, cast

from storyboard.base.time import parse_rate

if TYPE_CHECKING:
    from storyboard.plan.types import Spec

SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
"""Where IPTC keeps the names of digital source types."""
_SPACE = "urn:storyboard:record:1"
_RECORD = re.compile(rb"<storyboard:record>(.*?)</storyboard:record>", re.DOTALL)
_PACKET = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:storyboard="{space}">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<xmp:CreatorTool>Storyboard {version}</xmp:CreatorTool>
{source}<storyboard:record>{record}</storyboard:record>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


class NoRecordError(ValueError):
    """A film has no record that can be read; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class FilmRecord:
    """What a film says of itself, read back: its rate, its length and its shots as they were written."""

    title: str
    rate: Fraction
    frames: int
    written: Spec
    shots: tuple[Spec, ...]

    def at(self, frame: int) -> Spec | None:
        """The shot of a frame of the film, counted from 0; in a transition, the one whose cut it falls in."""
        return next((each for each in self.shots if _int(each, "in") <= frame < _int(each, "out")), None)


def packet(record: Spec) -> bytes:
    """The record as an XMP packet; JSON in plain ASCII, so that no text of a script can end the XML."""
    source = cast(str, record["source"])
    told = f"<Iptc4xmpExt:DigitalSourceType>{SOURCE_TYPES}{source}</Iptc4xmpExt:DigitalSourceType>\n"
    return _PACKET.format(
        space=_SPACE,
        title=_ascii(cast(str, record["title"])),
        version=escape(cast(str, record["storyboard"])),
        source=told if source else "",
        record=escape(json.dumps(record, separators=(",", ":")), quote=False),
    ).encode()


def read_packet(xmp: bytes) -> FilmRecord:
    """The record in a packet. Raises NoRecordError for anything else; no XML is parsed."""
    found = _RECORD.search(xmp)
    if not found:
        raise NoRecordError("its metadata has no record of shots: another program wrote it")
    try:
        return read_record(json.loads(unescape(found[1].decode("ascii"))))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise NoRecordError("its record of shots is damaged") from error


def read_record(written: Any) -> FilmRecord:
    """A film's record as it was written. Raises NoRecordError for a later one's, others for a damaged one."""
    if written["record"] != 1:
        raise NoRecordError("its record of shots is of a later version; inspect it with a newer Storyboard")
    shots = tuple(written["shots"])
    for each in shots:
        bounds = 0 <= _int(each, "in") < _int(each, "out") and isinstance(each["id"], str)
        if not bounds or not all(isinstance(step["engine"], str) for step in each["made"]):
            raise ValueError("a shot without its frames")
    return FilmRecord(
        str(written["title"]), parse_rate(written["rate"]), _int(written, "frames"), written, shots
    )


def _int(written: Spec, key: str) -> int:
    value = written[key]
    if type(value) is not int:
        raise ValueError(f"{key} is no number")
    return value


def _ascii(text: str) -> str:
    return escape(text).encode("ascii", "xmlcharrefreplace").decode()
