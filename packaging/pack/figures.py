"""Make the figures of data/onet from official files: codes, names, ratings, employment and pay.

usage: figures.py --onet db_29_3_excel.zip --education db_27_0_text.zip --oews oews.csv.gz --labels labels.tsv.gz
                  --cip-soc soc2018_cip2020_crosswalk.csv

Sentences are never taken from those files. The task inventory is written by hand into
data/onet/tasks/*.csv (see data/onet/GUIDE.md); this script only fills in, by task ID, the task type,
the work-activity IDs and the published exposure ratings. Same inputs give the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import lzma
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from reskill.reference.onet import EDUCATION

ONET = Path(__file__).resolve().parents[2] / "data" / "onet"

# OEWS publishes these detailed codes for several SOC 2018 codes together (BLS, May 2025).
MERGED = {
    "131020": ("13-1021", "13-1022", "13-1023"),
    "132020": ("13-2022", "13-2023"),
    "211018": ("21-1011", "21-1014"),
    "252052": ("25-2055", "25-2056"),
    "259045": ("25-9042", "25-9043", "25-9049"),
    "292010": ("29-2011", "29-2012"),
    "311120": ("31-1121", "31-1122"),
    "397010": ("39-7011", "39-7012"),
    "474090": ("47-4091", "47-4099"),
    "512028": ("51-2022", "51-2023"),
    "512090": ("51-2092", "51-2099"),
    "531047": ("53-1042", "53-1043", "53-1044", "53-1049"),
}


def excel(path: Path, table: str) -> list[dict[str, Any]]:
    """Rows of one table of an O*NET Excel release."""
    with zipfile.ZipFile(path) as release:
        name = next(n for n in release.namelist() if n.endswith(f"/{table}.xlsx"))
        book = openpyxl.load_workbook(io.BytesIO(release.read(name)), read_only=True)
    sheet = book.worksheets[0]
    sheet.reset_dimensions()
    rows = sheet.iter_rows(values_only=True)
    header = [str(cell) for cell in next(rows)]
    return [dict(zip(header, row, strict=False)) for row in rows]


def text(path: Path, table: str) -> list[dict[str, str]]:
    """Rows of one table of an O*NET text release."""
    with zipfile.ZipFile(path) as release:
        name = next(n for n in release.namelist() if n.endswith(f"/{table}.txt"))
        return list(csv.DictReader(io.StringIO(release.read(name).decode("utf-8")), delimiter="\t"))


def write(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write one CSV of the pack; `.xz` names are compressed."""
    buffer = io.StringIO()
    out = csv.writer(buffer, lineterminator="\n")
    out.writerow(header)
    out.writerows(rows)
    data = buffer.getvalue().encode("utf-8")
    target = ONET / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(lzma.compress(data, preset=9 | lzma.PRESET_EXTREME) if name.endswith(".xz") else data)
    print(f"{name}: {target.stat().st_size:,} bytes")


def occupations(onet: Path, education: Path) -> None:
    """Write occupations.csv: job zone and the education that most incumbents name."""
    zones = {r["O*NET-SOC Code"]: r["Job Zone"] for r in excel(onet, "Job Zones")}
    shares: dict[str, dict[int, float]] = defaultdict(dict)
    for r in text(education, "Education, Training, and Experience"):
        if r["Scale ID"] == "RL" and r["Recommend Suppress"] != "Y" and r["Data Value"] != "n/a":
            shares[r["O*NET-SOC Code"]][int(r["Category"])] = float(r["Data Value"])
    typical = {code: EDUCATION[max(s, key=lambda c: (s[c], -c))] for code, s in shares.items()}
    rows = [
        (r["O*NET-SOC Code"], r["Title"], zones.get(r["O*NET-SOC Code"], ""), typical.get(r["O*NET-SOC Code"], ""))
        for r in excel(onet, "Occupation Data")
    ]
    write("occupations.csv", ("onet_soc_code", "title", "job_zone", "education"), sorted(rows))
    write("merged_codes.csv", ("oews_code", "soc_code"), [(o, s) for o in sorted(MERGED) for s in MERGED[o]])


def wages(oews: Path) -> None:
    """Employment and pay; empty where BLS publishes nothing."""
    figures = ("emp", "mean", "p10", "p25", "p50", "p75", "p90", "h50")
    rows, areas = [], {}
    with gzip.open(oews, "rt", encoding="utf-8") as f:
        for r in csv.DictReader(f):
            values = ["" if r[k].strip() in {"-", "*", "**", "#"} else r[k].strip() for k in figures]
            key = f"{r['t']}{'L' if r['ind'] == '999300' else ''}{'' if r['t'] == 'N' else r['area']}"
            areas[key] = (key, r["t"], r["ind"], r["area_name"], r["state_code"])
            if any(values):
                rows.append((key, r["occ"], *values))
    rows.sort()
    write("areas.csv", ("area", "kind", "industry", "name", "state_fips"), sorted(areas.values()))
    write("wages.csv.xz", ("area", "occ", *figures), rows)


def skills(onet: Path, described: set[str]) -> None:
    """Importance (1-5, times 100) of each skill and knowledge element, one column an element."""
    values: dict[str, dict[str, int]] = defaultdict(dict)
    names: dict[str, tuple[str, str]] = {}
    for table, kind in (("Skills", "skill"), ("Knowledge", "knowledge")):
        for r in excel(onet, table):
            code = r["O*NET-SOC Code"]
            if r["Scale ID"] != "IM" or code not in described or r["Recommend Suppress"] == "Y":
                continue
            names[r["Element ID"]] = (r["Element Name"], kind)
            values[code][r["Element ID"]] = round(float(r["Data Value"]) * 100)
    order = sorted(names)
    write("elements.csv", ("element_id", "name", "kind"), [(e, *names[e]) for e in order])
    write(
        "skills.csv", ("onet_soc_code", *order), [(c, *(values[c].get(e, "") for e in order)) for c in sorted(values)]
    )


def related(onet: Path) -> None:
    """Write related.csv: O*NET's related occupations, tier 1 the nearest."""
    rows = excel(onet, "Related Occupations")
    tier = {"Primary-Short": 1, "Primary-Long": 2, "Supplemental": 3}
    write(
        "related.csv",
        ("onet_soc_code", "related", "tier"),
        sorted((r["O*NET-SOC Code"], r["Related O*NET-SOC Code"], tier[r["Relatedness Tier"]]) for r in rows),
    )


def inventory(onet: Path, labels: Path) -> set[str]:
    """Fill in type, activities and ratings in data/onet/tasks/*.csv, by code and task ID; return the codes."""
    kinds = {
        (r["O*NET-SOC Code"], str(r["Task ID"])): (r["Task Type"] or "n/a", r["Task"])
        for r in excel(onet, "Task Statements")
    }
    activities: dict[tuple[str, str], list[str]] = defaultdict(list)
    for r in excel(onet, "Tasks to DWAs"):
        activities[r["O*NET-SOC Code"], str(r["Task ID"])].append(r["DWA ID"])
    ratings = {}
    with gzip.open(labels, "rt", encoding="utf-8") as f:
        for row in csv.DictReader(f, delimiter="\t"):
            key = row["O*NET-SOC Code"], str(int(float(row["Task ID"])))
            ratings[key] = (row["human_labels"], row["gpt4_exposure"], row["gpt4_automation"])
    codes = set()
    header = ("onet_soc_code", "task_id", "task_type", "activities", "people", "gpt4", "automation", "sentence")
    for path in sorted((ONET / "tasks").glob("[0-9]*.csv")):
        with path.open(encoding="utf-8", newline="") as f:
            old = list(csv.DictReader(f))
        rows = []
        for r in old:
            key = r["onet_soc_code"], r["task_id"]
            codes.add(key[0])
            kind, _ = kinds[key]
            rows.append((*key, kind, ";".join(sorted(activities[key])), *ratings.get(key, ("", "", "")), r["sentence"]))
        rows.sort(key=lambda r: (r[0], {"Core": 0}.get(r[2], 1), int(r[1])))
        write(f"tasks/{path.name}", header, rows)
    return codes


def cip_soc(crosswalk: Path) -> None:
    """Pairs of CIP 2020 and SOC 2018 codes of the NCES crosswalk, without the codes that match nothing."""
    with crosswalk.open(encoding="utf-8", newline="") as f:
        pairs = {(r["CIP2020Code"], r["SOC2018Code"]) for r in csv.DictReader(f)}
    write("cip_soc.csv", ("cip", "soc"), sorted(p for p in pairs if p[0] != "99.9999" and not p[1].startswith("99")))


def main() -> None:
    """Write every table of figures of the embedded pack."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    for name in ("onet", "education", "oews", "labels", "cip-soc"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    a = parser.parse_args()
    occupations(a.onet, a.education)
    wages(a.oews)
    related(a.onet)
    skills(a.onet, inventory(a.onet, a.labels))
    cip_soc(a.cip_soc)


if __name__ == "__main__":
    main()
