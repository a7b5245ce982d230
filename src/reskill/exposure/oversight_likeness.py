"""How like a duty is to duties that readers found to decide about someone: a linear judge over its words.

It finds what no rule of words names, as everyday language has no end. It is a witness beside the rules: it can raise a
tier to 3, never lower one, and says the words that it went by.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from math import exp

from reskill.exposure.plain_words import content, words

CONSTANT = "constant"
DECIDES = 0.5
"""Chance of deciding about someone from which a duty is held to."""
TOLD = 3  # words that are told


def features(sentence: str, code: str) -> dict[str, float]:
    """What the judge sees of a duty: its words and pairs of them, its verb, and the occupation."""
    said = words(sentence)
    found = {f"w:{w}": 1.0 for w in content(said)}
    found |= {f"b:{a} {b}": 0.6 for a, b in pairwise(said)}
    if said:
        found[f"v:{said[0]}"] = 1.0
    if code:
        found |= {f"c:{code[:2]}": 0.7, f"c:{code[:4]}": 0.7, f"c:{code[:7]}": 0.5}
    return found


def chance(weights: Mapping[str, float], seen: Mapping[str, float]) -> float:
    """The chance, 0-1, that readers would find the duty to decide about someone; 0 where nothing was learned."""
    if not weights:
        return 0.0
    return 1 / (1 + exp(-(weights[CONSTANT] + sum(weights.get(f, 0.0) * v for f, v in seen.items()))))


def telling(weights: Mapping[str, float], seen: Mapping[str, float]) -> list[str]:
    """The words of the duty that speak most for it, strongest first."""
    spoken = [(weights.get(f, 0.0) * v, f[2:]) for f, v in seen.items() if f[:2] in ("w:", "v:")]
    strongest = dict.fromkeys(text for weight, text in sorted(spoken, reverse=True) if weight > 0)
    return list(strongest)[:TOLD]
