"""What a text encoder made of words is kept, and never mistaken for another's."""

from __future__ import annotations

import pytest

from storyboard.engines.diffusion import recall
from storyboard.engines.diffusion.recall import Recall

torch = pytest.importorskip("torch")


def read(painter, monkeypatch) -> list[int]:
    """The sizes of what the text encoder reads from now on."""
    asked: list[int] = []
    encoder = painter.pipe().text_encoder
    forward = encoder.forward

    def counted(*given, **named):
        asked.append(len(given[0]))
        return forward(*given, **named)

    monkeypatch.setattr(encoder, "forward", counted)
    return asked


@pytest.fixture
def one(painter):
    from storyboard.engines.diffusion import pipelines

    pipelines.forget()
    return painter("sd")


@pytest.mark.parametrize("words", ["a cat", "a (cat:1.3)"])
def test_the_same_words_are_read_once(one, monkeypatch, words):
    asked = read(one, monkeypatch)
    first = one.paint(one.spec(words))
    times = len(asked)
    other_seed = one.paint(one.spec(words, shot={"seed": 2}))
    assert len(asked) == times > 0
    assert (first != other_seed).any()
    assert (one.paint(one.spec(words)) == first).all()
    one.paint(one.spec(f"{words} in a hat"))
    assert len(asked) > times


def test_words_read_with_a_character_s_weights_are_not_those_without(one, checkpoint, tmp_path):
    from tests.diffusion import tiny

    path = tiny.lora(tmp_path / "tom.safetensors", checkpoint("sd"), 7)
    worn = {"files": [{"lora": {"file": one.file("tom", path), "token": "tom", "weight": "1"}}]}
    fresh = one.paint(one.spec("tom waits", shot=worn))
    one.paint(one.spec("tom waits"))
    assert (one.paint(one.spec("tom waits", shot=worn)) == fresh).all()
    kept = recall_of(one)._kept
    assert len(kept) == 2


def recall_of(one) -> Recall:
    from storyboard.engines.diffusion.pipelines import recall_of

    return recall_of(one.pipe())


def test_another_file_under_the_same_name_is_other_weights(one, tmp_path):
    from tests.diffusion import tiny

    path = tiny.embedding(tmp_path / "mara.safetensors", "<mara>", seed=7)
    worn = {"files": [{"embedding": {"file": one.file("mara", path), "token": "<mara>"}}]}
    first = one.paint(one.spec("<mara> waits", shot=worn))
    tiny.embedding(path, "<mara>", seed=8)
    assert (one.paint(one.spec("<mara> waits", shot=worn)) != first).any()


def test_what_is_given_out_may_be_changed():
    memory = Recall()
    for _ in range(2):
        answer = memory.answer("a", lambda: (torch.zeros(3), None, [torch.zeros(2)]))
        assert float(answer[0].sum()) == 0
        answer[0].add_(1)
        answer[2][0].add_(1)


def test_what_was_asked_longest_ago_is_forgotten_first(monkeypatch):
    monkeypatch.setattr(recall, "_MOST", 100)
    memory = Recall()
    asked: list[str] = []

    def ask(question: str) -> None:
        memory.answer(question, lambda: asked.append(question) or torch.zeros(10))

    for question in "ababcab":
        ask(question)
    assert "".join(asked) == "abcab", "two of forty bytes have room"


def test_a_question_with_tensors_in_it_is_asked_every_time():
    class Pipe:
        asked = 0

        def encode_prompt(self, words, embeds=None):
            self.asked += 1
            return torch.zeros(1)

    pipe = Pipe()
    recall.remember(pipe, Recall())
    for _ in range(2):
        pipe.encode_prompt("a", embeds=torch.zeros(1))
        pipe.encode_prompt("a")
    assert pipe.asked == 3
