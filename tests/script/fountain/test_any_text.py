"""Any file gives a script that check accepts and that has every word of it, or a sentence at its place."""
# ruff: noqa: E501 - screenplays and messages stand on one line here, as an author sees them

from __future__ import annotations

import re
import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from storyboard.base.errors import ScriptError
from storyboard.script.fountain.importing import LARGEST
from tests.script.fountain.importer import FERRY, checked, import_text

PIECES = [
    "INT. BARN - DAY", "EXT. SEA - CONTINUOUS", ".LATER", "#1A#", "KLAUS", "MIA (V.O.)", "@McAvoy", "Élodie", "麗", "^", "(beat)",
    "Hello.", "klaus", "Mia's hat", "A GUARD (50s), a fat man,", "~la", "CUT TO:", "> FADE OUT.", "FADE IN:", "> DISSOLVE TO:", ">", "<",
    "# Act", "= Dust", "===", "[[", "]]", "[[shot: CU]]", "[[shot a-b: pan up]]", "/*", "*/", "*", "**", "_", "\\", "!", "Title: A", "Author:",
    "{mara}", "}", "null", "true", "1984", "- a: b", "a #b", "'", '"', "&x", "%", "\t", "  ", "\x85", "\u2028", "\ufeff", "caption", "@sound",
]  # fmt: skip

relaxed = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("any")


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def accepts(folder, text: str | bytes) -> None:
    """A script without an error, and every word of the text in it; or a sentence at a line and column."""
    try:
        imported = import_text(folder, text)
    except ScriptError as refused:
        (problem,) = refused.problems
        assert problem.message
        assert problem.place.line >= 1
        assert problem.place.column >= 1
        return
    script, problems = checked(folder)
    assert script is not None, ([str(problem) for problem in problems], imported.text)
    kept = letters(imported.text)
    assert isinstance(text, str) or text.isascii()
    words = text if isinstance(text, str) else text.decode()
    lost = [word for word in set(re.findall(r"[^\W_]{1,5000}", words)) if letters(word) not in kept]
    assert not lost, (lost, imported.text)


@relaxed
@given(text=st.text() | st.binary(max_size=200).map(lambda data: bytes(byte & 127 for byte in data)))
@example(text="")
@example(text="A\nb")
@example(text="\\")
def test_any_text_gives_a_script_or_a_sentence(folder, text):
    accepts(folder, text.encode("utf-8", "replace").decode() if isinstance(text, str) else text)


@relaxed
@given(
    lines=st.lists(st.lists(st.sampled_from(PIECES), max_size=4).map(" ".join), max_size=14),
    gap=st.sampled_from(["\n", "\n\n", "\n  \n"]),
)
def test_any_lines_of_a_screenplay_give_a_script_with_all_their_words(folder, lines, gap):
    accepts(folder, gap.join(lines))


@relaxed
@given(cut=st.integers(0, 1_200), pasted=st.sampled_from(PIECES), at=st.integers(0, 1_200))
def test_a_screenplay_cut_off_and_pasted_into_gives_a_script(folder, cut, pasted, at):
    text = FERRY.read_text().replace(" (CONT'D)", "")
    text = text[:at] + pasted + text[at:]
    accepts(folder, text[:cut])


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"INT. CAF\xc9 - DAY\n", "film.fountain:1:9: byte 0xc9 is not UTF-8; save the file as UTF-8"),
        (b"Dust.\n\x00\x01", "film.fountain:2:1: holds the character U+0000, which no script needs"),
        (b"\xff\xfe\x00", "film.fountain:1:1: begins as UTF-16 but isn't; save it as UTF-8"),
        (b"\n \n", "film.fountain:1:1: holds no screenplay: no scene, no action and no dialogue"),
        (b"Title: A\n", "film.fountain:1:1: holds no screenplay: no scene, no action and no dialogue"),
        (b"x" * (LARGEST + 1), 'film.fountain:1:1: "film.fountain" has 2,097,153 bytes; a screenplay has at most'),
    ],
)  # fmt: skip
def test_what_is_no_screenplay_is_refused_at_its_place(tmp_path, data, says):
    with pytest.raises(ScriptError) as refused:
        import_text(tmp_path, data)
    assert str(refused.value).startswith(f"{tmp_path}/{says}")
    assert not (tmp_path / "film.yaml").exists()


def test_utf_16_with_its_mark_is_read(tmp_path):
    assert import_text(tmp_path, "INT. CAFÉ - DAY\n\nDust.".encode("utf-16")).shots == 1


def test_a_screenplay_longer_than_a_script_may_be_is_refused_where_it_is_too_long(tmp_path):
    with pytest.raises(ScriptError, match=r":\d{5,}:1: the screenplay is longer than a script may be"):
        import_text(tmp_path, "a\n\n" * 40_000)


@pytest.mark.parametrize(
    "text",
    ["[[" * 60_000, "/*" * 60_000, "*a " * 60_000, "_a*" * 60_000, "[[a]]" * 20_000, "(" * 60_000, "a" * 200_000, "> " * 60_000],
)  # fmt: skip
def test_a_hostile_screenplay_ends_soon(tmp_path, text):
    began = time.process_time()
    accepts(tmp_path, text)
    assert time.process_time() - began < 10
