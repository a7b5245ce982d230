"""Signs that were lost when a list was saved: what a text reads as without them, as far as that is certain enough."""

from __future__ import annotations

import re

LOST = "\ufffd"
_SIGN = rf"(?:{LOST}|(?<=\S)¿|¿(?=\s|$))"  # a word of Spanish may begin with ¿
_READINGS = (
    (re.compile(rf"(?<=[A-Za-z]){_SIGN}(?=(?:s|t|re|ll|ve|d|m)\b)"), "'"),
    (re.compile(rf"(?<=\s){_SIGN}(?=\s)"), "–"),
    (re.compile(rf"(?<=[a-z]{{4}}){_SIGN}(?=[a-z]{{4}})"), " "),
    (re.compile(rf"(?<=[\w)]){_SIGN}(?=[A-Z(])|(?<=\)){_SIGN}(?=\w)"), " "),
    (re.compile(rf"(?<![a-z]){_SIGN}|{_SIGN}(?![a-z])"), ""),  # a trademark's sign, a quotation mark
)


def without_lost_signs(text: str) -> str:
    """The text with the apostrophe, dash or space that was lost, and without marks that say nothing.

    A letter that was lost within a word stays marked as lost: nobody can say which it was.
    """
    if LOST not in text and "¿" not in text:
        return text
    for sign, reading in _READINGS:
        text = sign.sub(reading, text)
    return re.sub(r"\s+", " ", text).strip()
