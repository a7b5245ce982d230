"""Make data/exposure/observed_use.csv: how far AI was seen in use on the tasks of the inventory, by O*NET task ID; and
observed_modes.csv: how it was used on each kind of work, by O*NET intermediate work activity.

usage: observed_use.py --penetration task_penetration.csv.xz --onet db_29_3_excel.zip --earlier db_27_0_text.zip
                       --modes microsoft_iwa_metrics.csv

The published table names tasks by their official sentence; it is joined to the IDs of either release, and the sentences
are left out. Tasks that the table does not hold are left out too: 0 means looked for and not seen. Same inputs give the
same bytes.
"""

from __future__ import annotations

import argparse
import csv
import lzma
from pathlib import Path

from figures import ONET, excel, text

TARGET = ONET.parent / "exposure" / "observed_use.csv"
MODES = TARGET.with_name("observed_modes.csv")


def main() -> None:
    """Write observed use by O*NET task ID, joined by the tasks' texts, which are not kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("penetration", "onet", "earlier", "modes"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    a = parser.parse_args()
    with lzma.open(a.penetration, "rt", encoding="utf-8", newline="") as f:
        seen = {_plain(r["task"]): float(r["penetration"]) for r in csv.DictReader(f)}
    statements = [*text(a.earlier, "Task Statements"), *excel(a.onet, "Task Statements")]
    known = {
        (r["O*NET-SOC Code"], str(r["Task ID"])): seen[_plain(r["Task"])]
        for r in statements
        if _plain(r["Task"]) in seen
    }
    _write_modes(a.modes)
    rows = [(*key, f"{known[key]:g}") for key in sorted(_inventory()) if key in known]
    with TARGET.open("w", encoding="utf-8", newline="") as f:
        csv.writer(f, lineterminator="\n").writerows([("onet_soc_code", "task_id", "observed"), *rows])
    print(f"{TARGET.name}: {len(rows):,} tasks, {sum(r[2] != '0' for r in rows):,} seen")


def _write_modes(published: Path) -> None:
    """Write the shares of conversations in which people wanted help with an activity, and in which AI did it."""
    with published.open(encoding="utf-8", newline="") as f:
        rows = [(r["IWA"], f"{float(r['share_user']):.3g}", f"{float(r['share_ai']):.3g}") for r in csv.DictReader(f)]
    with MODES.open("w", encoding="utf-8", newline="") as f:
        csv.writer(f, lineterminator="\n").writerows([("activity", "helped", "did"), *sorted(rows)])


def _plain(sentence: str) -> str:
    return " ".join(sentence.split()).rstrip(".").casefold()


def _inventory() -> set[tuple[str, str]]:
    found = set()
    for path in (ONET / "tasks").glob("[0-9]*.csv"):
        with path.open(encoding="utf-8", newline="") as f:
            found |= {(r["onet_soc_code"], r["task_id"]) for r in csv.DictReader(f)}
    return found


if __name__ == "__main__":
    main()
