"""Pool cities' counts of moves into data/pathways/observed_moves.csv, and rank each city by the others' counts alone.

usage: observed_moves.py CITY.csv ... [--rankings DIR]

CITY.csv has columns from_code, to_code and moves. With --rankings, DIR gets RANKING_of_CITY.csv for each city, as
`related --all` gives it but made without that city's moves: what the ranking is measured with.
"""

from __future__ import annotations

import argparse
import csv
from contextlib import closing
from pathlib import Path

from reskill.pathways.next_jobs import NextJobs
from reskill.pathways.observed import ObservedMoves, pooled
from reskill.pathways.similarity import Similarity
from reskill.reference.catalog import open_pack

TARGET = Path(__file__).resolve().parents[2] / "data" / "pathways" / "observed_moves.csv"


def ship(moves: ObservedMoves) -> None:
    """Write the counts that are shipped."""
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("from_code", "to_code", "moves", "payrolls"))
        for origin, destinations in moves.by_origin.items():
            out.writerows((origin, destination, *seen) for destination, seen in destinations.items())


def rank(moves: ObservedMoves, target: Path) -> None:
    """Write every occupation's next jobs by these counts."""
    with closing(open_pack()) as catalog, target.open("w", encoding="utf-8", newline="") as file:
        order = NextJobs(catalog, Similarity(catalog), observed=moves)
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("code", "rank", "onet_soc_code", "occupation", "score"))
        for code in (c for c, o in catalog.occupations.items() if o.tasks):
            out.writerows((code, n.rank, n.code, n.occupation, round(n.score, 5)) for n in order.rank(code, 2_000))


def main() -> None:
    """Read the arguments and do both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cities", nargs="+", type=Path)
    parser.add_argument("--rankings", type=Path)
    args = parser.parse_args()
    ship(pooled(args.cities))
    for city in args.cities if args.rankings else ():
        rank(pooled(c for c in args.cities if c != city), args.rankings / f"ranking_of_{city.stem}.csv")


if __name__ == "__main__":
    main()
