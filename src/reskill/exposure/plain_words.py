"""The words of a task sentence, brought to a plain form so that "Inspects" and "Inspect" are the same word."""

from __future__ import annotations

import re
from functools import lru_cache

LONGEST = 2000  # characters of a sentence that are read; official sentences have at most about 600

_WORD = re.compile(r"[a-z][a-z'-]*|,")
_TAG = re.compile(r"<[^<>]{0,200}>")
_PLURALS = (("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("ies", "y"))

_STOP = """
a an the of to or and in for with on by from as at that is are be such using use other their its into it they them this
these those who which when also any all each may can so then out up off own ,
"""
STOP = frozenset(_STOP.split())


def words(sentence: str) -> list[str]:
    """The words of a sentence and its commas, in lower case and plain form; markup and figures are left out."""
    return [plain(w) for w in _WORD.findall(_TAG.sub(" ", sentence[:LONGEST].lower()))]


@lru_cache(maxsize=50_000)
def plain(word: str) -> str:
    """A word without the s of a plural or of the third person."""
    if len(word) > 3:
        for ending, instead in _PLURALS:
            if word.endswith(ending):
                return word[: -len(ending)] + instead
        if word.endswith("s") and not word.endswith(("ss", "us", "is")):
            return word[:-1]
    return word


def content(tokens: list[str]) -> list[str]:
    """The words that carry meaning."""
    return [t for t in tokens if t not in STOP]
