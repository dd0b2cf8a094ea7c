"""Tracks taken out of a movie again, sample by sample."""

from __future__ import annotations

from collections.abc import Iterator

from storyboard.media.tracks import Track


def samples(track: Track) -> Iterator[bytes]:
    """The bytes of each sample, in order. Raises OSError where the file ends too soon."""
    sizes = iter(track.sample_sizes)
    for chunk in track.chunks:
        with chunk.source.open("rb") as source:
            source.seek(chunk.offset)
            for _ in range(chunk.samples):
                size = next(sizes)
                sample = source.read(size)
                if len(sample) != size:
                    raise OSError(f"{chunk.source.name} ended while it was copied")
                yield sample
