"""Make the Windows folder and all that is handed out with it: make.py WHEELS DIST [--python FOLDER]

WHEELS holds the wheels of the lock, of Reskill and, for a trial, of trial.lock; FOLDER is python.org's embeddable package.
DIST gets the folder, its zip, the installer, the bill of materials and their SHA-256 sums.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import bill
import contents
import folder
import portable

from reskill import __version__

HERE = Path(__file__).resolve().parent
BILL = "bill-of-materials.cdx.json"


def installer(made: Path) -> Path:
    """The installer of a folder, beside it."""
    target = made.with_name(f"{made.name}-setup.exe")
    size = sum(p.stat().st_size for p in made.rglob("*") if p.is_file()) // 1024
    facts = {"FOLDER": made, "VERSION": __version__, "OUT": target, "SIZE": size}
    with tempfile.TemporaryDirectory() as work:
        script = Path(work) / "installer.nsi"
        shutil.copy(HERE / script.name, script)
        folder.draw_icon(Path(work) / "reskill.ico")
        subprocess.run(["makensis", "-V2", *(f"-D{k}={v}" for k, v in facts.items()), str(script)], check=True)
    return target


def main() -> None:
    """Make everything and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheels", type=Path)
    parser.add_argument("dist", type=Path)
    parser.add_argument("--python", type=Path)
    args = parser.parse_args()
    made = folder.assemble(args.wheels, args.dist, args.python)
    release = folder.release_of(made / "app")
    if faults := list(contents.faults(made)):
        raise SystemExit("\n".join(faults))
    bill.write(made / BILL, made / "app", args.wheels, __version__, release)
    contents.write(made / contents.LIST, contents.listing(made))
    files = [portable.zipped(made), installer(made), args.dist / f"{made.name}-{BILL}"]
    shutil.copy(made / BILL, files[-1])
    sums = "".join(f"{hashlib.sha256(f.read_bytes()).hexdigest()}  {f.name}\n" for f in files)
    (args.dist / f"{made.name}-SHA256SUMS").write_text(sums, encoding="ascii")
    size = sum(p.stat().st_size for p in made.rglob("*") if p.is_file())
    print(f"{made}: {size / 1e6:.0f} MB, Python {release}", file=sys.stderr)
    for file in files:
        print(f"{file}: {file.stat().st_size / 1e6:.1f} MB", file=sys.stderr)
    print(made)


if __name__ == "__main__":
    main()
