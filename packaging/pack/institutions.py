"""Make data/institutions from public files: places by ZIP code, institutions, and what they award.

usage: institutions.py --zips zcta_centroids.csv.xz --institutions ipeds.csv.xz --awards scorecard.csv.xz

Places are rounded to a hundredth of a degree (under a mile). Same inputs give the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import io
import lzma
from collections.abc import Iterable, Sequence
from pathlib import Path

TARGET = Path(__file__).resolve().parents[2] / "data" / "institutions"
CONTROL = {"1": "public", "2": "nonprofit", "3": "for-profit"}
AWARDS = {"LEVEL1A": "1", "LEVEL1B": "1", "LEVEL1": "1", "LEVEL2": "1", "LEVEL3": "2", "LEVEL5": "3"}


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file, packed or not."""
    data = path.read_bytes()
    text = (lzma.decompress(data) if path.suffix == ".xz" else data).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def write(name: str, header: Sequence[str], lines: Iterable[Sequence[object]]) -> None:
    """Write a packed CSV file whose bytes depend on the lines alone."""
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(header)
    out.writerows(lines)
    packed = lzma.compress(text.getvalue().encode("utf-8"), preset=9 | lzma.PRESET_EXTREME)
    (TARGET / name).write_bytes(packed)
    print(f"{name}: {len(packed):,} bytes")


def hundredths(degrees: str) -> int:
    """Degrees in whole hundredths."""
    return round(float(degrees) * 100)


def institution(r: dict[str, str]) -> tuple[object, ...]:
    """One institution: awards are 1 certificate, 2 associate, 3 bachelor; offers are n noncredit workforce, c contract."""
    awards = "".join(sorted({code for level, code in AWARDS.items() if r[level] == "1"}))
    offers = ("n" if r["NONCRDT1"] == "1" else "") + ("c" if r["NONCRDT2"] == "1" else "")
    web = r["WEBADDR"].removeprefix("https://").removeprefix("http://").strip("/ ").casefold()
    place = (r["CITY"], r["STABBR"], r["ZIP"][:5], r["COUNTYNM"], hundredths(r["LATITUDE"]), hundredths(r["LONGITUD"]))
    return (int(r["UNITID"]), r["INSTNM"], *place, CONTROL[r["CONTROL"]], awards, offers, web)


def main() -> None:
    """Write the four files."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("zips", "institutions", "awards"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    args = parser.parse_args()
    zips = sorted((r["zcta"], hundredths(r["lat"]), hundredths(r["lon"])) for r in rows(args.zips))
    write("zips.csv.xz", ("zip", "lat", "lon"), zips)
    every = [institution(r) for r in rows(args.institutions) if r["CONTROL"] in CONTROL and r["LATITUDE"]]
    kept = sorted(i for i in every if i[9] or i[10])
    header = ("unitid", "name", "city", "state", "zip", "county", "lat", "lon", "control", "awards", "offers", "web")
    write("institutions.csv.xz", header, kept)
    ids = {i[0] for i in kept}
    awards = sorted(
        (
            int(r["unitid"]),
            r["cip_code"].zfill(4),
            int(r["credential_level"]),
            *map(_whole, (r["completers_count"], r["earnings"], r["debt_median"])),
        )
        for r in rows(args.awards)
        if int(r["unitid"]) in ids and r["earnings_horizon"] != "1yr_after_completion"
    )
    write("awards.csv.xz", ("unitid", "cip4", "level", "completers", "earnings", "debt"), awards)
    names = {r["cip_code"].zfill(4): r["cip_desc"].strip(" .") for r in rows(args.awards)}
    with (TARGET / "fields.csv").open("w", encoding="utf-8", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(("cip4", "name"))
        out.writerows(sorted(names.items()))


def _whole(text: str) -> int | str:
    return round(float(text)) if text else ""


if __name__ == "__main__":
    main()
