"""What tests of networks share: spandrel with its torchvision, and one thread for tiny networks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.networks import stand_in


@pytest.fixture
def spandrel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Spandrel can be imported for the length of a test; skips where it isn't installed."""
    torch = pytest.importorskip("torch")
    torch.set_num_threads(1)
    with stand_in.torchvision(tmp_path_factory.mktemp("stand_in")):
        pytest.importorskip("spandrel")
        yield
