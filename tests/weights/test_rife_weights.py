"""The published weights of RIFE, where the index can be reached; skipped elsewhere."""

import pytest

from storyboard.engines.networks.headers import read_header
from tests.weights.fetched import fetched

pytest.importorskip("torch")


def test_the_published_weights_come_out_as_safetensors_without_the_teacher():
    header = read_header(fetched("rife"))
    assert len(header.tensors) == 120
    assert header.tensors["block0.conv0.0.0.weight"].shape == (45, 11, 3, 3)
    assert header.metadata == {"network": "RIFE HDv3"}
    assert {name.split(".")[0] for name in header.tensors} == {"block0", "block1", "block2"}
