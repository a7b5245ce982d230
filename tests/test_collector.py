"""Python's search for garbage while much is made."""

import gc

import pytest

from reskill.collector import paused


def test_that_the_search_rests_and_goes_on_after_a_failure_too() -> None:
    with pytest.raises(ValueError, match="broken off"), paused():
        assert not gc.isenabled()
        raise ValueError("broken off")
    assert gc.isenabled()


def test_that_a_search_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
