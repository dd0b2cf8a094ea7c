"""Words in type: as few lines as fit, every script from its own side, and letters that no font has."""

from fractions import Fraction

import numpy as np
import pytest

from storyboard.media.typesetting.blocks import TAG_FONT, TEXT_FONT, block, fonts_for, without
from storyboard.media.typesetting.breaking import tokens
from storyboard.media.typesetting.letters import Canvas, Type, broken, set_words

PLAIN = Type(fonts_for(TEXT_FONT), 40)


def test_lines_are_as_few_as_fit_and_as_even_as_can_be():
    text = "the quick brown fox jumps"
    whole = set_words(text, PLAIN).width
    assert len(broken(text, PLAIN, whole + 1)) == 1
    first, second = broken(text, PLAIN, whole * 0.8)
    assert abs(first.width - second.width) < whole / 4


def test_a_line_ends_where_the_text_says_so():
    assert len(broken("One\nmore\nnight", PLAIN, 2000)) == 3


def test_a_word_that_is_longer_than_a_line_is_parted_without_a_hyphen():
    lines = broken("Donaudampfschifffahrtsgesellschaft", PLAIN, 200)
    hyphen = set_words("-", PLAIN).glyphs[0][1]
    assert len(lines) > 3 and all(line.width <= 201 for line in lines)
    assert hyphen not in {glyph for line in lines for _, glyph, _, _ in line.glyphs}


def test_a_word_in_katakana_stays_together_and_other_signs_part():
    pieces = [each.text for each in tokens("城にドラゴンがいる", len, 9, "ja")]
    assert pieces == ["城", "に", "ドラゴン", "が", "い", "る"]
    assert all(len(each.text) <= 7 for each in tokens("ア" * 30, len, 9, "ja"))


def test_nothing_has_no_lines():
    assert broken("", PLAIN, 100) == broken(" \n ", PLAIN, 100) == ()


def test_letters_that_stand_apart_do_so_between_them_alone():
    apart = Type(PLAIN.fonts, 40, Fraction(1, 10))
    assert set_words("AB", apart).width - set_words("AB", PLAIN).width == pytest.approx(4)
    assert set_words("A", apart).width == set_words("A", PLAIN).width


def test_a_text_that_does_not_fit_is_set_smaller_and_says_so_where_even_that_is_too_large():
    fonts = fonts_for(TAG_FONT)
    whole, smaller = block("word " * 3, fonts, 40, 400), block("word " * 14, fonts, 40, 400)
    assert whole.fits and smaller.fits and smaller.step < whole.step
    assert not block("word " * 400, fonts, 40, 400).fits


def test_letters_that_no_font_has_are_named_and_a_mark_stands_for_each():
    assert without("Grüße, Привет, Αθήνα: שלום, 灯") == "שלום灯"
    assert len(set_words("\ufffd", PLAIN).glyphs) == 1
    assert broken("灯", PLAIN, 100)[0].width == set_words("\ufffd", PLAIN).width


def test_points_at_the_end_of_a_line_hang():
    assert set_words("Night.", PLAIN).hangs > 0 == set_words("Night", PLAIN).hangs
    assert set_words("“Night", PLAIN).hangs < 0


def test_a_line_is_drawn_where_it_is_asked_for():
    canvas = Canvas((200, 80))
    canvas.write(set_words("H", PLAIN), 20, 60)
    rows, columns = np.nonzero(canvas.pixels[..., 3] > 128)
    assert rows.max() == 59 and 20 <= columns.min() <= 26 and columns.max() < 60
