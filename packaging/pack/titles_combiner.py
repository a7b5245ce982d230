"""Training of the combiner: weights of the evidence, and a confidence that means what it says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.optimize
from titles_data import Query

from reskill.matching.combiner import SURE, Combiner, logit, sure_figures
from reskill.matching.evidence import COLUMNS, Evidence

Floats = npt.NDArray[np.float64]
OWN = 0.75  # share of the target for the coder's own choice, the rest for the other acceptable codes
PENALTY = 0.0005
STEP = 0.03  # share of the titles that one step of the isotonic correction must hold


UNCHANGED = (0.0, 1.0)  # the correction that changes nothing; titles_afield.py fits it afterwards


@dataclass(frozen=True)
class Heard:
    """A query with its evidence and its weight."""

    query: Query
    evidence: Evidence
    weight: float


def fit(heard: Sequence[Heard]) -> Combiner:
    """The combiner that explains these best."""
    blank = Combiner(_weights(heard), np.zeros(len(SURE)), ((0.0, 0.0), (1.0, 1.0)), UNCHANGED, (0.0, 1.0))
    figures, right, later, weight = [], [], [], []
    for h in heard:
        ranked = blank.shares(h.evidence)
        accepted = h.query.accepted
        figures.append(sure_figures(h.evidence, ranked))
        right.append(float(ranked[0][0][:7] in accepted))
        weight.append(h.weight)
        later += [(1.0, logit(s), float(c[:7] in accepted), h.weight) for c, s in ranked[1:5]]
    x, y, w = np.array(figures), np.array(right), np.array(weight)
    sure = _logistic_fit(x, y, w)
    rest = np.array(later)
    after = _logistic_fit(rest[:, :2], rest[:, 2], rest[:, 3])
    steps = _isotonic(1 / (1 + np.exp(-x @ sure)), y, w)
    return Combiner(blank.weights, sure, steps, UNCHANGED, (float(after[0]), float(after[1])))


def _weights(heard: Sequence[Heard]) -> Floats:
    """Softmax regression over the candidates of each title."""
    tables, targets, weights = [], [], []
    for h in heard:
        target = _target(h)
        if target is not None:
            tables.append(h.evidence.table)
            targets.append(target)
            weights.append(h.weight)
    sizes = np.array([len(t) for t in tables])
    x, y = np.vstack(tables), np.concatenate(targets)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    w = np.repeat(np.array(weights) / sum(weights), sizes)

    def loss(beta: Floats) -> tuple[float, Floats]:
        z = x @ beta
        z -= np.repeat(np.maximum.reduceat(z, starts), sizes)
        p = np.exp(z)
        p /= np.repeat(np.add.reduceat(p, starts), sizes)
        value = -float((w * y * np.log(p + 1e-12)).sum())
        return value + PENALTY * float(beta @ beta) / 2, x.T @ (w * (p - y)) + PENALTY * beta

    return np.asarray(scipy.optimize.minimize(loss, np.zeros(len(COLUMNS)), jac=True, method="L-BFGS-B").x)


def _target(h: Heard) -> Floats | None:
    own = h.query.example.code
    others = {f"{a}.00" for a in h.query.example.also} - {own}
    target = np.array([OWN * (c == own) + (1 - OWN) / max(len(others), 1) * (c in others) for c in h.evidence.codes])
    return target / target.sum() if target.sum() else None


def _logistic_fit(x: Floats, y: Floats, w: Floats) -> Floats:
    w = w / w.sum()

    def loss(beta: Floats) -> tuple[float, Floats]:
        z = x @ beta
        p = 1 / (1 + np.exp(-z))
        value = float((w * (np.logaddexp(0, z) - y * z)).sum())
        return value + PENALTY * float(beta[1:] @ beta[1:]) / 2, x.T @ (w * (p - y)) + PENALTY * np.r_[0, beta[1:]]

    return np.asarray(scipy.optimize.minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x)


def _isotonic(chance: Floats, right: Floats, weight: Floats) -> tuple[tuple[float, float], ...]:
    """Pool adjacent violators over equal parts of the titles; (chance, share right) pairs for linear interpolation."""
    order = np.argsort(chance)
    filled = np.cumsum(weight[order]) / weight.sum()
    blocks: list[list[float]] = []  # weight, chance x weight, right x weight
    for part in np.split(order, np.searchsorted(filled, np.arange(STEP, 1, STEP))):
        if not len(part):
            continue
        w = float(weight[part].sum())
        blocks.append([w, float(chance[part] @ weight[part]), float(right[part] @ weight[part])])
        while len(blocks) > 1 and blocks[-2][2] / blocks[-2][0] >= blocks[-1][2] / blocks[-1][0]:
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    found = [(round(c / w, 4), round(r / w, 4)) for w, c, r in blocks]
    return ((0.0, 0.0), *found, (1.0, max(found[-1][1], 0.99)))


def leaders(heard: Sequence[tuple[Query, Sequence[tuple[str, float]]]]) -> dict[str, dict[str, float]]:
    """Group of the work that is led -> shares of the leading codes, of (query, shares of the groups led)."""
    counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for query, groups in heard:
        for name, share in groups:
            counts[name][query.example.code] += share
    return {
        name: {c: round(v / (sum(codes.values()) + 2), 4) for c, v in sorted(codes.items()) if v > 0.3}
        for name, codes in sorted(counts.items())
        if sum(codes.values()) > 1
    }
