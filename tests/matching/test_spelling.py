import pytest

from reskill.matching.spelling import vocabulary


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("maintenanc", "maintenance"),
        ("electricia", "electrician"),
        ("dispacher", "dispatcher"),
        ("enforcmnt", "enforcement"),
        ("recreatoin", "recreation"),
    ],
)
def test_that_a_word_is_mended(written: str, word: str) -> None:
    assert vocabulary().mend(written) == word


@pytest.mark.parametrize("word", ["trust", "clerk", "zzxqwv", "x", "ab", ""])
def test_that_known_short_and_hopeless_words_stay(word: str) -> None:
    assert vocabulary().mend(word) == word


@pytest.mark.parametrize(
    "word", ["bail", "peace", "codes", "probate", "hiring", "mediation", "equity", "aldermanic", "payables"]
)
def test_that_english_words_are_never_taken_for_others(word: str) -> None:
    assert vocabulary().mend(word) == word
