"""The same pictures are the same bytes, whatever the processor offers."""

import pytest

from storyboard.media import x264


@pytest.mark.parametrize(
    ("flags", "parameters"), [("sse4_2 avx2 avx512f", "threads=1:asm=AVX2"), ("sse4_2 avx2", "threads=1")]
)
def test_avx512_is_left_out_where_there_is_any(tmp_path, monkeypatch, flags, parameters):
    cpus = tmp_path / "cpuinfo"
    cpus.write_text(f"flags\t\t: fpu {flags}\n")
    monkeypatch.setattr(x264, "_CPUS", cpus)
    assert x264.steady.__wrapped__() == parameters


def test_where_no_one_says_what_the_processor_has_x264_chooses(tmp_path, monkeypatch):
    monkeypatch.setattr(x264, "_CPUS", tmp_path / "nothing")
    assert x264.steady.__wrapped__() == "threads=1"
