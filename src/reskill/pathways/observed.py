"""Moves between occupations that were seen inside city workforces, and the shares that they make likely.

The shipped counts compare yearly payroll lists of two cities; they hold no persons, and no pair of occupations with
fewer than three moves. They say what happened, promotions included, not what training would make possible.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

import reskill.paths as paths

LEAST = 3  # moves of a pair of occupations below which it is left out
FEW = 20.0  # moves out of an occupation that weigh as much as what its family and all occupations make likely
Shares = npt.NDArray[np.float64]


class Seen(NamedTuple):
    """How often a move was seen, and in how many cities' payrolls."""

    moves: int
    payrolls: int


_NEVER, _NONE = Seen(0, 0), dict[str, Seen]()


@dataclass(frozen=True)
class ObservedMoves:
    """Moves by origin and destination (O*NET-SOC codes), and how many cities' payrolls were compared."""

    by_origin: Mapping[str, Mapping[str, Seen]]
    payrolls: int

    def seen(self, code: str, destination: str) -> Seen:
        """How often a move was seen; zeros where it was not, or fewer than three times."""
        return self.by_origin.get(code, _NONE).get(destination, _NEVER)

    def share(self, code: str, destination: str) -> float:
        """The share of an occupation's movers who were seen to take a destination; 0 where it was not seen."""
        seen = self.seen(code, destination).moves
        return seen / sum(s.moves for s in self.by_origin[code].values()) if seen else 0.0

    def shares(self, code: str, codes: Sequence[str], elsewhere: Shares) -> Shares:
        """Share of an occupation's movers that each of `codes` takes, smoothed in three steps.

        What all movers do is smoothed by `elsewhere` (shares of jobs), what those of its SOC major group do by that,
        and its own moves by that again; each step counts as much as FEW moves.
        """
        place = {c: i for i, c in enumerate(codes)}
        share = elsewhere
        for prefix in ("", code[:2], code):
            moves = np.zeros(len(codes))
            for origin, destinations in self.by_origin.items():
                if origin.startswith(prefix):
                    for destination, seen in destinations.items():
                        if destination in place:
                            moves[place[destination]] += seen.moves
            share = (moves + FEW * share) / (moves.sum() + FEW)
        return share


def pooled(cities: Iterable[Path]) -> ObservedMoves:
    """Counts of several cities as one; a pair counts from LEAST moves in all. The files have columns from_code,
    to_code and moves."""
    every: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    files = list(cities)
    for path in files:
        here: defaultdict[tuple[str, str], int] = defaultdict(int)
        with path.open(encoding="utf-8", newline="") as file:
            for r in csv.DictReader(file):
                here[r["from_code"], r["to_code"]] += int(r["moves"])
        for (origin, destination), moves in here.items():
            if origin != destination:
                every[origin][destination].append(moves)
    return ObservedMoves(
        {
            origin: kept
            for origin, destinations in sorted(every.items())
            if (kept := {d: Seen(sum(n), len(n)) for d, n in sorted(destinations.items()) if sum(n) >= LEAST})
        },
        len(files),
    )


@cache
def shipped_moves() -> ObservedMoves:
    """The counts of data/pathways, read once."""
    by_origin: defaultdict[str, dict[str, Seen]] = defaultdict(dict)
    for r in paths.shipped_rows("data/pathways/observed_moves.csv"):
        by_origin[r["from_code"]][r["to_code"]] = Seen(int(r["moves"]), int(r["payrolls"]))
    payrolls = max(seen.payrolls for destinations in by_origin.values() for seen in destinations.values())
    return ObservedMoves(dict(by_origin), payrolls)
