"""Layouts that are kept with the cache: asked for again they are the same, asked otherwise they are new."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from storyboard.build import laid
from storyboard.build.laid import kept_layout
from storyboard.plan.layout import PageShape, Want, lay_out
from storyboard.store import Store
from storyboard.studio import BookWish, Wish, plan

A4 = PageShape(21000, 29700)
SCROLL = PageShape(10800, 54000, margin=400, gutter=1200, bleed=0, grid="scroll")
WANTS = [
    Want(),
    Want(shape="inset"),
    Want(weight=4, bleed=True),
    Want(shape="splash", bleed=True),
    Want(span=2, aspect=Fraction(1)),
    Want(new_page=True, text=3),
    Want(view=True),
]

BOOK = """\
storyboard: 1
title: A Book
film: {{size: 64x36, fps: 24, seed: 7}}
style: ink
characters:
  mara: {{is: a keeper}}
places:
  coast: a coast
shots:
  - id: door
    place: coast
    action: "{{mara}} waits"
    duration: 2s
    dialogue:
      - mara: "{said}"
"""


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "cache") as opened:
        yield opened


@pytest.fixture
def laid_out(monkeypatch):
    """How many layouts were made."""
    made = []

    def counted(wants, shape):
        made.append(len(wants))
        return lay_out(wants, shape)

    monkeypatch.setattr(laid, "lay_out", counted)
    return made


@pytest.mark.parametrize("shape", [A4, replace(A4, direction="rtl", grid="2x3"), SCROLL])
def test_the_same_book_is_laid_out_once_and_the_same(store, laid_out, shape):
    pages = [kept_layout(store, "book")(WANTS, shape) for _ in range(2)]
    assert pages == [lay_out(WANTS, shape)] * 2
    assert laid_out == [len(WANTS)]


@pytest.mark.parametrize(
    ("wants", "shape"),
    [
        (WANTS[:-1], A4),
        ([replace(WANTS[0], text=2), *WANTS[1:]], A4),
        ([replace(WANTS[0], aspect=Fraction(1, 2)), *WANTS[1:]], A4),
        (WANTS, replace(A4, gutter=300)),
    ],
)
def test_whatever_is_asked_otherwise_is_laid_out_anew(store, laid_out, wants, shape):
    kept_layout(store, "book")(WANTS, A4)
    assert kept_layout(store, "book")(wants, shape) == lay_out(wants, shape)
    assert len(laid_out) == 2


def test_another_way_to_lay_out_is_asked_otherwise(store, laid_out, monkeypatch):
    kept_layout(store, "book")(WANTS, A4)
    monkeypatch.setattr(laid, "REVISION", laid.REVISION + 1)
    kept_layout(store, "book")(WANTS, A4)
    assert len(laid_out) == 2


def test_an_edited_line_lays_no_book_out_again(store, laid_out, tmp_path):
    film = tmp_path / "film.yaml"
    for said in (
        "Who is there?",
        "Who was there?",
        "Nobody, and I have waited for half of the night to say so.",
    ):
        film.write_text(BOOK.format(said=said))
        plan(Wish(film, book=BookWish("pdf")), store)
    assert laid_out == [1, 1]  # the last one asks for more room


@pytest.mark.parametrize("record", [b"", b"{", b"[]", b'{"asked": 1}'])
def test_a_record_that_cannot_be_read_is_none(store, laid_out, record):
    store.save_build("book.layout", record)
    assert kept_layout(store, "book")(WANTS, A4) == lay_out(WANTS, A4)
    assert len(laid_out) == 1


def test_where_nothing_can_be_kept_nothing_is(store, laid_out, monkeypatch):
    monkeypatch.setattr(Store, "writable", False)
    assert kept_layout(store, "book")(WANTS, A4) == lay_out(WANTS, A4)
    assert store.last_build("book.layout") is None
