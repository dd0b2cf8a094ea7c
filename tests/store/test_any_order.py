"""Whatever happens to a cache, in whatever order: what is found is whole, and what is whole is found."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from storyboard.base.digest import digest_of
from storyboard.store import Store
from storyboard.store.types import ActionResult
from tests.store.making import damage, keep, key_of, recipe_of, result_of

NAMES = st.sampled_from(["arrival", "lamp", "door", "roof"])
CONTENTS = st.sampled_from([b"one", b"two", b"three", b"four!"])


class AnyOrder(RuleBasedStateMachine):
    """The model: which recipe is bound to which result, and what bytes each blob has on the disk."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store = Store.open(self.folder / "cache")
        self.bound: dict[str, ActionResult] = {}
        self.results: dict[str, ActionResult] = {}
        self.blobs: dict[str, bytes] = {}

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)

    def whole(self, result: ActionResult | None) -> bool:
        """Whether the blobs are there at their sizes: all that a find looks at."""
        return bool(result) and all(len(self.blobs.get(a.digest, b"")) == a.size for a in result.artifacts)

    @rule(name=NAMES, inputs=NAMES, contents=st.lists(CONTENTS, min_size=1, max_size=2))
    def put(self, name: str, inputs: str, contents: list[bytes]) -> None:
        artifacts = [keep(self.store, content) for content in contents]
        for content in contents:
            if len(self.blobs.get(digest_of(content), b"")) != len(content):
                self.blobs[digest_of(content)] = content
        mine = result_of(inputs, *artifacts)
        if not self.whole(self.results.get(key_of(inputs))):
            self.results[key_of(inputs)] = mine
        if not self.whole(self.current(name)):
            self.bound[recipe_of(name)] = self.results[key_of(inputs)]
        assert self.store.commit(mine, recipe_of(name)) == self.current(name)

    def current(self, name: str) -> ActionResult | None:
        bound = self.bound.get(recipe_of(name))
        return self.results.get(bound.key) if bound else None

    @rule(content=CONTENTS)
    def evict(self, content: bytes) -> None:
        self.store.path_of(digest_of(content)).unlink(missing_ok=True)
        self.blobs.pop(digest_of(content), None)

    @rule(content=CONTENTS, spoiled=st.sampled_from([b"", b"x", b"cut", b"wrong"]))
    def corrupt(self, content: bytes, spoiled: bytes) -> None:
        if digest_of(content) in self.blobs:
            damage(self.store.path_of(digest_of(content)), spoiled)
            self.blobs[digest_of(content)] = spoiled

    @rule()
    def lose_the_index(self) -> None:
        self.store.close()
        for path in self.store.root.glob("index*"):
            path.unlink()

    @rule(garbage=st.binary(max_size=200))
    def spoil_the_index(self, garbage: bytes) -> None:
        self.lose_the_index()
        (self.store.root / "index.sqlite").write_bytes(garbage)

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = Store.open(self.store.root)

    @rule(keep_size=st.integers(0, 20))
    def gc(self, keep_size: int) -> None:
        before = self.store.gc(keep_size=keep_size, dry_run=True)
        gone = self.store.gc(keep_size=keep_size)
        assert gone == before
        there = {path.name for path in (self.store.root / "blobs").rglob("*") if path.is_file()}
        self.blobs = {digest: content for digest, content in self.blobs.items() if digest in there}
        assert gone.left == sum(map(len, self.blobs.values()))
        assert gone.left <= keep_size or not any(map(self.whole, self.results.values()))

    @rule()
    def verify(self) -> None:
        bad = {digest for digest, content in self.blobs.items() if digest_of(content) != digest}
        found = self.store.verify(repair=True)
        assert {Path(fault.path).name for fault in found.faults} == bad
        self.blobs = {digest: content for digest, content in self.blobs.items() if digest not in bad}

    @precondition(lambda self: self.blobs)
    @rule(content=CONTENTS)
    def read_with_care(self, content: bytes) -> None:
        path = self.store.verified_path(digest_of(content))
        if self.blobs.get(digest_of(content)) == content:
            assert path
            assert path.read_bytes() == content
        else:
            assert path is None
            self.blobs.pop(digest_of(content), None)

    @invariant()
    def what_is_whole_is_found(self) -> None:
        expected = {
            recipe: self.results[result.key]
            for recipe, result in self.bound.items()
            if self.whole(self.results[result.key])
        }
        assert (
            self.store.find_recipes([recipe_of(n) for n in ("arrival", "lamp", "door", "roof")]) == expected
        )
        whole = {key: result for key, result in self.results.items() if self.whole(result)}
        assert self.store.find_results([key_of(n) for n in ("arrival", "lamp", "door", "roof")]) == whole


AnyOrder.TestCase.settings = settings(
    max_examples=30, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
test_any_order_of_events_leaves_what_is_whole_and_nothing_else = AnyOrder.TestCase
