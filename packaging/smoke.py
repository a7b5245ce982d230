"""Try a frozen program as it is: smoke.py FOLDER [wine]   (the unpacked folder with READ ME FIRST.txt)

Everything runs in a scratch home, without Python on the path and, where the system lets us (Linux: `unshare`), without a
network: the version, the sample city, plans from a CSV and from an XLSX roster, a refused file, and the window. Needs only
the standard library; exit status 0 when all is well.
"""

from __future__ import annotations

import csv
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from xml.sax.saxutils import escape

PROGRAMS = ("reskill-console.exe", "Reskill.app/Contents/MacOS/reskill", "reskill")
OF_WINE = ("WINEPREFIX", "WINEDEBUG", "WINEDLLOVERRIDES", "DISPLAY", "XAUTHORITY", "HOME")
LONGEST = 300  # seconds for one command
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


class Trial:
    """Commands of one frozen program, run in a scratch folder."""

    def __init__(self, folder: Path, scratch: Path, runner: Sequence[str] = ()) -> None:
        self.folder = folder
        self.program = next(folder / name for name in PROGRAMS if (folder / name).exists())
        windowed = folder / "Reskill.exe"
        self.window = windowed if windowed.exists() else self.program
        self.scratch = scratch
        self.scratch.mkdir(exist_ok=True)
        self.runner_names = runner
        self.cut = ["unshare", "-n"] if not runner and _works("unshare", "-n", "true") else []
        self.runner = [str(shutil.which(name)) for name in (*self.cut[:1], *runner)] + self.cut[1:]
        kept = {k: v for k, v in os.environ.items() if k in ("SYSTEMROOT", "LANG") or (runner and k in OF_WINE)}
        empty = scratch / "empty"
        empty.mkdir()
        self.environment = kept | {
            "PATH": str(empty),
            "HOME": str(scratch / "user"),
            "USERPROFILE": str(scratch / "user"),
            "RESKILL_HOME": str(scratch / "home"),
        }
        # Wine has its server where TMPDIR is, and would start another Windows there; Qt for Windows draws on a screen only.
        if not runner:
            self.environment |= {"TMPDIR": str(scratch), "QT_QPA_PLATFORM": "offscreen"}

    def run(self, *arguments: str, code: int = 0) -> subprocess.CompletedProcess[str]:
        """What a command says. Raises AssertionError when its exit code is another."""
        begun = time.monotonic()
        done = subprocess.run(
            [*self.runner, str(self.window if arguments[0] == "app" else self.program), *arguments],
            env=self.environment,
            cwd=self.scratch,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=LONGEST,
            check=False,
        )
        print(f"{time.monotonic() - begun:6.1f} s  exit {done.returncode}  reskill {' '.join(arguments)}", flush=True)
        assert done.returncode == code, f"{done.stdout}\n{done.stderr}"
        assert "Traceback" not in done.stderr, done.stderr
        return done


def _works(*command: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def main() -> int:
    """Run the trial and say how it went."""
    folder = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as name:
        trial = Trial(folder, Path(name), sys.argv[2:3])
        print(f"{trial.program}, {'without a network' if trial.cut else 'the network could not be cut off'}")
        try:
            check(trial)
        except AssertionError as error:
            print(f"FAILED: {error}", file=sys.stderr)
            return 1
    print("The frozen program works.")
    return 0


def sample_city(trial: Trial) -> None:
    """The sample city is planned, and the window shows it. Raises AssertionError with what does not work."""
    assert trial.run("--version").stdout.startswith("Reskill ")
    trial.run("demo", "--out", "demo")
    project = next((trial.scratch / "demo").glob("*.reskill"))
    books = list((trial.scratch / "demo").glob("*.xlsx"))
    assert len(books) == 4 and all(zipfile.is_zipfile(b) for b in books), books
    for picture in ("first.png", "second.png"):
        trial.run("app", str(project), "--check", picture)
        assert (trial.scratch / picture).stat().st_size > 20_000, "the picture of the window is all but empty"


def check(trial: Trial) -> None:
    """All that a frozen program must do. Raises AssertionError with what it does not."""
    sample_city(trial)
    scratch = trial.scratch
    roster = scratch / "roster.csv"
    shutil.copy(next(trial.folder.rglob("sample_city/roster.csv")), roster)
    with roster.open(newline="", encoding="utf-8-sig") as lines:
        write_xlsx(scratch / "roster.xlsx", csv.reader(lines))
    for kind in ("csv", "xlsx"):
        trial.run("plan", f"roster.{kind}", "--out", f"{kind}.plan.xlsx", "--project", f"{kind}.reskill")
        assert zipfile.is_zipfile(scratch / f"{kind}.plan.xlsx")
    assert counts(scratch / "csv.reskill") == counts(scratch / "xlsx.reskill") != (0, 0, 0)

    (scratch / "damaged.xlsx").write_bytes((scratch / "roster.xlsx").read_bytes()[:5000])
    refused = trial.run("plan", "damaged.xlsx", "--out", "never.xlsx", code=2)
    assert "damaged.xlsx" in refused.stderr and not (scratch / "never.xlsx").exists()


def counts(project: Path) -> tuple[int, ...]:
    """How many positions, mapped titles and cohorts a project has."""
    with closing(sqlite3.connect(project)) as db:
        return tuple(db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("position", "mapping", "cohort"))


def write_xlsx(target: Path, rows: Iterable[Sequence[str]]) -> None:
    """Write texts as the one sheet of a workbook."""
    lines = (
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{escape(v)}</t></is></c>' for v in row) + "</row>" for row in rows
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
        '<sheets><sheet name="Roster" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, _XML + text)


if __name__ == "__main__":
    sys.exit(main())
