"""The trained linear classifier: log-probabilities of occupations from a title's features."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from reskill.paths import shipped

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Classifier:
    """A sparse softmax regression: feature row -> weights of the codes that it speaks for or against."""

    codes: tuple[str, ...]
    rows: Mapping[str, int]
    starts: npt.NDArray[np.int64]  # weights of row r are [starts[r], starts[r + 1])
    columns: npt.NDArray[np.int64]
    weights: Floats
    bias: Floats

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Column number of each code."""
        return {code: n for n, code in enumerate(self.codes)}

    def log_probabilities(self, features: Mapping[str, float]) -> Floats:
        """Natural log of the probability of each of `codes`; unknown features are ignored."""
        scores = self.bias.copy()
        for name, value in features.items():
            row = self.rows.get(name)
            if row is not None:
                span = slice(self.starts[row], self.starts[row + 1])
                scores[self.columns[span]] += np.float32(value) * self.weights[span]
        scores -= scores.max()
        return scores - np.float32(np.log(np.exp(scores).sum()))


def save(target: Path, codes: list[str], names: list[str], weights: Floats, bias: Floats, least: float) -> Classifier:
    """Write weights (features x codes) as whole numbers of -127..127 per feature, leaving out those under `least`.

    Returns the classifier as it will be read back.
    """
    scale = np.maximum(np.abs(weights).max(axis=1), 1e-9) / 127
    kept: npt.NDArray[np.bool_] = np.abs(weights) >= least
    used = np.flatnonzero(kept.any(axis=1))
    kept, scale = kept[used], scale[used].astype(np.float32)
    whole = np.rint(weights[used] / scale[:, None]).astype(np.int8)
    arrays = {
        "codes": _packed(codes),
        "names": _packed([names[row] for row in used]),
        "counts": kept.sum(axis=1).astype(np.uint16),
        "columns": np.nonzero(kept)[1].astype(np.uint16),
        "weights": whole[kept],
        "scale": scale,
        "bias": bias.astype(np.float32),
    }
    np.savez_compressed(target, allow_pickle=False, **arrays)
    return load(target)


def load(path: Path) -> Classifier:
    """Read a classifier of `save`."""
    with np.load(path, allow_pickle=False) as a:
        counts = a["counts"].astype(np.int64)
        return Classifier(
            codes=tuple(_unpacked(a["codes"])),
            rows={name: n for n, name in enumerate(_unpacked(a["names"]))},
            starts=np.concatenate([[0], np.cumsum(counts)]),
            columns=a["columns"].astype(np.int64),
            weights=a["weights"].astype(np.float32) * np.repeat(a["scale"], counts),
            bias=a["bias"],
        )


@cache
def shipped_classifier() -> Classifier:
    """The classifier of data/matching."""
    return load(shipped("data/matching") / "classifier.npz")


def _packed(texts: list[str]) -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(texts).encode("utf-8"), dtype=np.uint8)


def _unpacked(array: npt.NDArray[np.uint8]) -> list[str]:
    return array.tobytes().decode("utf-8").split("\n")
