"""How like a duty is to duties that readers found to decide about someone: a linear judge over its words.

It finds what no rule of words names, as everyday language has no end. It is a witness beside the rules: it can raise a
tier to 3, never lower one, and says the words that it went by.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations, pairwise
from math import exp
from re import Pattern

from reskill.exposure.plain_words import content, words

CONSTANT = "constant"
DECIDES = 0.35
"""Chance of deciding about someone from which a duty is held to: missing one is worse than asking a person in vain."""
DOUBTFUL = 0.08
"""Chance from which a duty is at least looked over by a person."""
TOLD = 3  # words that are told


def features(sentence: str, code: str, groups: Mapping[str, Pattern[str]]) -> dict[str, float]:
    """What the judge sees of a duty: its words and pairs of them, its verb, the occupation, and which groups of words it
    has, alone and two together: a deed that may decide weighs otherwise with a person than with a thing."""
    said = words(sentence)
    text = sentence.lower()
    seen = [name for name, pattern in groups.items() if pattern.search(text)]
    found = {f"w:{w}": 1.0 for w in content(said)}
    found |= {f"b:{a} {b}": 0.6 for a, b in pairwise(said)}
    if said:
        found[f"v:{said[0]}"] = 1.0
    found |= {f"g:{' '.join(some)}": 1.0 for n in (1, 2) for some in combinations(seen, n)}
    if code:
        found |= {f"c:{code[:2]}": 0.7, f"c:{code[:4]}": 0.7, f"c:{code[:7]}": 0.5}
    return found


def chance(weights: Mapping[str, float], seen: Mapping[str, float]) -> float:
    """The chance, 0-1, that readers would find the duty to decide about someone; 0 where nothing was learned."""
    if not weights:
        return 0.0
    return 1 / (1 + exp(-(weights[CONSTANT] + sum(weights.get(f, 0.0) * v for f, v in seen.items()))))


def telling(
    weights: Mapping[str, float], seen: Mapping[str, float], sentence: str, groups: Mapping[str, Pattern[str]]
) -> list[str]:
    """The words of the duty that speak most for it, strongest first; what a group weighs is shared by its words."""
    spoken: dict[str, float] = {}
    for f, v in seen.items():
        kind, named = f.split(":", 1)
        told = _of_groups(named, sentence, groups) if kind == "g" else [named] if kind in ("w", "v") else []
        for text in told:
            spoken[text] = spoken.get(text, 0.0) + weights.get(f, 0.0) * v / len(told)
    strongest = sorted(((weight, text) for text, weight in spoken.items() if weight > 0), reverse=True)
    return [text for _, text in strongest[:TOLD]]


def _of_groups(named: str, sentence: str, groups: Mapping[str, Pattern[str]]) -> list[str]:
    """The first words of a duty that belong to each of the named groups."""
    found = [groups[name].search(sentence.lower()) for name in named.split(" ")]
    return [" ".join(words(match[0])) for match in found if match]
