"""Training of the title classifier: softmax regression with soft targets, by L-BFGS."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import scipy.optimize
import scipy.sparse

from reskill.matching import classifier
from reskill.matching.departments import known_fields
from reskill.matching.features import features
from reskill.matching.reading import read
from reskill.reference.catalog import TitleExample

ALSO = 0.25  # share of the target that the other acceptable codes of an example get
OFFICIAL = 0.2  # weight of an official title; a hand-coded municipal title weighs 1
BARE = 0.4  # of that, with its department left out
INVERSE_PENALTY = 20.0
ITERATIONS = 45
LEAST = 0.06  # weights nearer to 0 are not kept


@dataclass(frozen=True)
class Lesson:
    """A title's features with its target shares by code."""

    features: dict[str, float]
    target: dict[str, float]
    weight: float


def lessons(
    examples: list[TitleExample],
    official: list[TitleExample],
    departments: dict[TitleExample, list[str]],
    employed: frozenset[str],
) -> list[Lesson]:
    """What the classifier learns from; official titles for the codes of the examples and those of `employed`."""
    codes = {e.code for e in examples if e.code} | employed
    found = []
    for e in examples:
        if not e.code:
            continue
        others = [f"{a}.00" for a in e.also if f"{a}.00" in codes and f"{a}.00" != e.code]
        target = {e.code: 1 - ALSO if others else 1.0} | {a: ALSO / len(others) for a in others}
        elsewhere = [e.department] if e.department else departments.get(e, [])
        bare = 0.0 if e.department else BARE if elsewhere else 1.0
        places = [("", bare)] + [(d, (1 - bare) / len(elsewhere)) for d in elsewhere]
        found += [Lesson(seen(e.title, d), target, w) for d, w in places if w]
    found += [Lesson(seen(e.title, ""), {e.code: 1.0}, OFFICIAL) for e in official if e.code in codes]
    return found


def seen(title: str, department: str) -> dict[str, float]:
    """The features of a title in a department."""
    reading = read(title)
    return features(reading, known_fields(reading, department))


def train(found: list[Lesson], target: Path) -> classifier.Classifier:
    """Fit and write the classifier; features seen once are left out."""
    codes = sorted({c for lesson in found for c in lesson.target})
    counts = Counter(name for lesson in found for name in lesson.features)
    names = sorted(name for name, n in counts.items() if n > 1)
    x = _matrix([lesson.features for lesson in found], names)
    y = _matrix([lesson.target for lesson in found], codes)
    weights, bias = _fit(x, y, np.array([lesson.weight for lesson in found], dtype=np.float32))
    return classifier.save(target, codes, names, weights, bias, LEAST)


def _matrix(rows: list[dict[str, float]], names: list[str]) -> scipy.sparse.csr_matrix:
    number = {name: n for n, name in enumerate(names)}
    cells = [(i, number[k], v) for i, row in enumerate(rows) for k, v in row.items() if k in number]
    i, j, v = zip(*cells, strict=True)
    return scipy.sparse.csr_matrix((np.array(v, dtype=np.float32), (i, j)), shape=(len(rows), len(names)))


def _fit(
    x: scipy.sparse.csr_matrix, y: scipy.sparse.csr_matrix, weight: npt.NDArray[np.float32]
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    shape = x.shape[1], y.shape[1]
    size = shape[0] * shape[1]
    cells, turned = y.tocoo(), x.T.tocsr()

    def loss(flat: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        z = x @ flat[:size].reshape(shape).astype(np.float32) + flat[size:].astype(np.float32)
        z -= z.max(axis=1, keepdims=True)
        aimed = z[cells.row, cells.col]
        np.exp(z, out=z)
        total = z.sum(axis=1, keepdims=True)
        value = float((weight[cells.row] * cells.data * (np.log(total[cells.row, 0]) - aimed)).sum(dtype=np.float64))
        z /= total
        z[cells.row, cells.col] -= cells.data
        z *= weight[:, None]
        slope = np.empty_like(flat)
        slope[:size] = (turned @ z).ravel() + flat[:size] / INVERSE_PENALTY
        slope[size:] = z.sum(axis=0)
        return value + float(flat[:size] @ flat[:size]) / (2 * INVERSE_PENALTY), slope

    options = {"maxiter": ITERATIONS, "maxcor": 6, "ftol": 1e-5}
    found = scipy.optimize.minimize(loss, np.zeros(size + shape[1]), jac=True, method="L-BFGS-B", options=options).x
    return found[:size].reshape(shape).astype(np.float32), found[size:].astype(np.float32)
