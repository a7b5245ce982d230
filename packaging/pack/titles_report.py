"""How well held-out titles are matched: top 1, top 5, calibration."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from titles_combiner import Heard

from reskill.matching.combiner import Combiner


def report(folds: Mapping[str, tuple[list[Heard], Combiner]]) -> None:
    """Print one line per fold and one over all, titles counted once (uniform) and by positions (headcount)."""
    print(
        f"{'held out':24}{'titles':>7}  uniform 1  5      headcount 1  5     at .9: share right  ECE uniform headcount"
    )
    everything: list[tuple[float, float, float, float, float]] = []
    for name, (heard, combiner) in folds.items():
        rows = [judged(h, combiner) for h in heard]
        everything += rows
        _line(name, rows)
    _line("all", everything)


def judged(h: Heard, combiner: Combiner) -> tuple[float, float, float, float, float]:
    """(uniform weight, positions, first right, one of five right, confidence) of a query."""
    ranked = combiner.shares(h.evidence)[:5]
    right = [c[:7] in h.query.accepted for c, _ in ranked]
    sure = combiner.confidences(h.evidence, ranked)[0]
    return h.weight, h.query.positions, float(right[0]), float(any(right)), sure


def _line(name: str, rows: list[tuple[float, float, float, float, float]]) -> None:
    u, n, one, five, sure = np.array(rows).T
    high = sure >= 0.9
    print(
        f"{name:24}{u.sum():7.0f}  {np.average(one, weights=u):.3f} {np.average(five, weights=u):.3f}"
        f"   {np.average(one, weights=n):.3f} {np.average(five, weights=n):.3f}"
        f"   {u[high].sum() / u.sum():.2f} {np.average(one[high], weights=u[high]):.3f}"
        f"   {calibration_error(sure, one, u):.3f} {calibration_error(sure, one, n):.3f}",
        flush=True,
    )


def calibration_error(sure: np.ndarray, right: np.ndarray, weight: np.ndarray) -> float:
    """Expected calibration error over ten bins."""
    bins = np.minimum((sure * 10).astype(int), 9)
    total = 0.0
    for b in range(10):
        here = bins == b
        if weight[here].sum():
            gap = np.average(sure[here], weights=weight[here]) - np.average(right[here], weights=weight[here])
            total += weight[here].sum() * abs(gap)
    return float(total / weight.sum())
