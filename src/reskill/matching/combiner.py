"""The trained judge over the evidence: ranks the candidates and says how sure it is."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from reskill.matching.evidence import COLUMNS, Evidence
from reskill.matching.spelling import vocabulary
from reskill.paths import shipped

Floats = npt.NDArray[np.float64]
MOST = 0.995  # no coder agrees with another on everything
GUESS = 0.9  # what is left of the confidence when a word of the title is a guess: never as sure as one that was read
SURE = (
    "constant",
    "logit",  # of the share of the first
    "margin",  # of its logarithm over the second's
    "classifier",
    "likest",
    "same",
    "partly same",  # titles of the same words have several codes, this among them
    "not same",
    "rule",
    "unknown words",
    "guessed words",
    "no department",
    "no department and one word",
)


@dataclass(frozen=True)
class Combiner:
    """Weights of COLUMNS for a softmax over the candidates, and of SURE for the chance that the first is right.

    `steps` is the isotonic correction of that chance: (value, corrected) pairs, straight lines between. `afield` is the
    correction for titles of jurisdictions that taught nothing: chance = logistic(a + b * logit(chance)).
    """

    weights: Floats
    sure: Floats
    steps: tuple[tuple[float, float], ...]
    afield: tuple[float, float]
    later: tuple[float, float]  # chance of a later candidate = logistic(a + b * logit(share))

    def shares(self, evidence: Evidence) -> list[tuple[str, float]]:
        """(code, share) of the best code of each SOC occupation, best first; shares of all sum to 1."""
        if not evidence.codes:
            return []
        scores = evidence.table @ self.weights
        shares = np.exp(scores - scores.max())
        shares /= shares.sum()
        best: dict[str, tuple[float, str]] = {}
        total: dict[str, float] = {}
        for code, share in zip(evidence.codes, shares.tolist(), strict=True):
            soc = code[:7]
            total[soc] = total.get(soc, 0.0) + share
            best[soc] = max(best.get(soc, (0.0, "")), (share, code))
        order = sorted(total, key=lambda soc: (-total[soc], soc))
        return [(best[soc][1], total[soc]) for soc in order]

    def confidences(self, evidence: Evidence, ranked: list[tuple[str, float]]) -> list[float]:
        """The chance of each ranked candidate to be accepted by a careful coder, falling with the rank."""
        if not ranked:
            return []
        first = float(_logistic(sure_figures(evidence, ranked) @ self.sure))
        first = min(float(np.interp(first, [a for a, _ in self.steps], [b for _, b in self.steps])), MOST)
        a, b = self.afield
        first = float(_logistic(a + b * logit(first)))
        found = [first * (GUESS if evidence.reading.guessed else 1.0)]
        for _, share in ranked[1:]:
            later = float(_logistic(self.later[0] + self.later[1] * logit(share)))
            found.append(min(later, found[-1]))
        return found


def sure_figures(evidence: Evidence, ranked: list[tuple[str, float]]) -> Floats:
    """The figures of SURE for the first of the ranked candidates."""
    code, share = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 1e-3
    row = dict(zip(COLUMNS, evidence.table[evidence.codes.index(code)].tolist(), strict=True))
    words = evidence.reading.words
    unknown = sum(w not in vocabulary() for w in words) / max(len(words), 1)
    nowhere = 0.0 if evidence.fields else 1.0
    return np.array(
        [
            1.0,
            logit(share),
            np.log(share) - np.log(max(second, 1e-3)),
            row["classifier"],
            row["likest"],
            row["same"],
            float(0 < row["same"] < 0.99),
            row["not same"],
            row["rule"],
            unknown,
            len(evidence.reading.guessed) / max(len(words), 1),
            nowhere,
            nowhere * (len(words) <= 1),
        ]
    )


def logit(share: float) -> float:
    """Log-odds, kept within those of 0.001 and 0.999."""
    share = min(max(share, 1e-3), 1 - 1e-3)
    return float(np.log(share / (1 - share)))


def _logistic(x: Floats | float) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.asarray(x))))


@cache
def shipped_combiner() -> tuple[Combiner, dict[str, dict[str, float]]]:
    """The combiner of data/matching and its table of leaders: group led -> code -> share."""
    held = json.loads((shipped("data/matching") / "combiner.json").read_text(encoding="utf-8"))
    combiner = Combiner(
        np.array([held["weights"][c] for c in COLUMNS]),
        np.array([held["sure"][c] for c in SURE]),
        tuple((a, b) for a, b in held["steps"]),
        (held["afield"][0], held["afield"][1]),
        (held["later"][0], held["later"][1]),
    )
    return combiner, held["leaders"]
