import gc

import pytest

from storyboard.base.garbage import search_seldom, seldom_searched


def test_the_search_is_put_off_while_the_block_runs() -> None:
    usual = gc.get_threshold()
    with seldom_searched():
        assert gc.get_threshold()[0] > 10 * usual[0]
        assert gc.isenabled()
    assert gc.get_threshold() == usual


def test_what_was_usual_is_so_again_after_a_fault() -> None:
    usual = gc.get_threshold()
    with pytest.raises(ValueError), seldom_searched():
        raise ValueError
    assert gc.get_threshold() == usual


def test_threads_that_overlap_leave_everything_as_it_was():
    usual = gc.get_threshold()
    first, second = seldom_searched(), seldom_searched()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert gc.get_threshold() != usual
    second.__exit__(None, None, None)
    assert gc.get_threshold() == usual


def test_a_program_that_ends_soon_searches_seldom_to_its_end():
    usual = gc.get_threshold()
    try:
        search_seldom()
        seldom = gc.get_threshold()
        assert seldom[0] > 10 * usual[0]
        with seldom_searched():
            pass
        assert gc.get_threshold() == seldom
    finally:
        gc.set_threshold(*usual)
