"""Make data/pathways/outlook.csv from the national employment projections and separations of BLS.

usage: outlook.py PROJECTIONS.csv SEPARATIONS.csv

Both are by SOC code, where some codes of the matrix hold several; each of those gets the figures of the whole.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data"
HEADER = ("soc", "change", "exits", "transfers", "education", "experience", "training")


def table(path: Path) -> dict[str, dict[str, str]]:
    """Rows of one of the files by SOC code."""
    with path.open(encoding="utf-8", newline="") as file:
        return {r["soc_code"]: r for r in csv.DictReader(file)}


def main() -> None:
    """Join both tables for every SOC code that an occupation of the reference has."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("projections", type=Path)
    parser.add_argument("separations", type=Path)
    args = parser.parse_args()
    projections, separations = table(args.projections), table(args.separations)
    with (DATA / "onet" / "merged_codes.csv").open(encoding="utf-8", newline="") as file:
        merged = {r["soc_code"]: f"{r['oews_code'][:2]}-{r['oews_code'][2:]}" for r in csv.DictReader(file)}
    with (DATA / "onet" / "occupations.csv").open(encoding="utf-8", newline="") as file:
        socs = sorted({r["onet_soc_code"][:7] for r in csv.DictReader(file)})
    with (DATA / "pathways" / "outlook.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(HEADER)
        for soc in socs:
            key = soc if soc in projections else merged.get(soc, "")
            if key in projections and key in separations:
                p, s = projections[key], separations[key]
                out.writerow(
                    (
                        soc,
                        p["change_percent"],
                        s["labor_force_exit_rate_annual_percent"],
                        s["occupational_transfer_rate_annual_percent"],
                        p["typical_entry_education"],
                        p["work_experience"],
                        p["on_the_job_training"],
                    )
                )


if __name__ == "__main__":
    main()
