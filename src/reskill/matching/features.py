"""What the classifier sees of a title: words, pairs, heads, what is led, letters, and the department's fields."""

from __future__ import annotations

from itertools import pairwise
from math import sqrt

from reskill.matching.reading import Reading, kinds

GRAM = 4  # letters of a character n-gram
FIELDS = 2  # fields of a department that are looked at


def features(reading: Reading, fields: tuple[str, ...]) -> dict[str, float]:
    """Weighted features of a title and its department's fields, the title's own places first."""
    words = reading.words or reading.stages
    found: dict[str, float] = {}
    for word in words:
        found[f"w:{word}"] = found.get(f"w:{word}", 0.0) + 1.0
    for pair in pairwise(words):
        found["b:" + " ".join(pair)] = 0.7
    if words:
        found[f"l:{words[-1]}"] = 0.5
        found[f"f:{words[0]}"] = 0.4
    for stage in reading.stages:
        found[f"s:{stage}"] = 0.5
    head = reading.head or (words[-1] if words else "")
    found[f"h:{head}"] = 0.7
    found |= _led(words)
    found |= _in_department(words, head, fields[:FIELDS])
    return found | _letters(words)


def _led(words: tuple[str, ...]) -> dict[str, float]:
    """What is supervised or managed, apart from the same words in a worker's title."""
    found: dict[str, float] = {}
    if kinds("lead") & set(words):
        found["S:"] = 0.5
        found |= {f"S:{w}": 0.7 for w in words if w not in kinds("lead")}
    managers = [w for w in words if w in kinds("manager")]
    for word in words:
        if managers and word not in kinds("manager"):
            found[f"M:{word}"] = 0.6
            found[f"N:{managers[-1]} {word}"] = 0.4
    return found


def _in_department(words: tuple[str, ...], head: str, fields: tuple[str, ...]) -> dict[str, float]:
    if not fields:
        return {"d:": 0.3}
    found: dict[str, float] = {}
    for field in fields:
        found[f"d:{field}"] = 0.6
        found[f"x:{head}|{field}"] = 0.7
        if len(words) <= 2:
            found[f"y:{' '.join(words)}|{field}"] = 0.7
    return found


def _letters(words: tuple[str, ...]) -> dict[str, float]:
    grams: dict[str, float] = {}
    for word in words:
        text = f"<{word}>"
        for i in range(len(text) - GRAM + 1):
            gram = "c:" + text[i : i + GRAM]
            grams[gram] = grams.get(gram, 0.0) + 1.0
    size = sqrt(sum(v * v for v in grams.values())) or 1.0
    return {gram: 1.2 * v / size for gram, v in grams.items()}
