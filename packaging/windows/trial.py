"""Try a Windows folder and its installer under Wine: trial.py FOLDER [short]   (try.sh makes what it needs)

Beyond what every frozen program is tried for: a change broken off by a kill, a workbook held open, a long path with letters
of other scripts, what is set for everybody, and the silent installer from start to removal. `short` tries the code of this
checkout with what the folder has of others, so that it says something of every change without a new folder. Needs WINEPREFIX
and DISPLAY; exit status 0 when all is well.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import smoke

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
DRIVE = Path(os.environ["WINEPREFIX"]) / "drive_c"
# A writer that dies in the middle of a change, on this side of Wine; the file and its journal are the same on both.
DIES = """
import os, signal, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA cache_size=5")
db.execute("BEGIN IMMEDIATE")
for n in range(4000):
    db.execute("INSERT INTO setting (key, value) VALUES (?,?)", (f"half-done-{n}", "x" * 200))
os.kill(os.getpid(), signal.SIGKILL)
"""


def broken_off(trial: smoke.Trial) -> None:
    """A change that a kill broke off is taken back by the next to open the project."""
    project = trial.scratch / "csv.reskill"
    subprocess.run([sys.executable, "-c", DIES, str(project)], check=False)
    assert project.with_name(f"{project.name}-journal").stat().st_size > 0
    trial.run("project", "check", project.name)
    with sqlite3.connect(project) as db:
        assert not db.execute("SELECT count(*) FROM setting WHERE key LIKE 'half-done-%'").fetchone()[0]


def held_open(trial: smoke.Trial) -> None:
    """A workbook that is open in Excel stays as it is, and the words say why."""
    book = trial.scratch / "csv.plan.xlsx"
    before = book.read_bytes()
    holder = trial.scratch / "hold.exe"
    subprocess.run(["x86_64-w64-mingw32-gcc", "-municode", "-o", holder, HERE / "hold.c"], check=True)
    command = [*trial.runner, str(holder), book.name]
    with subprocess.Popen(
        command, env=trial.environment, cwd=trial.scratch, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout and other.stdin and other.stdout.readline().strip() == "held"
        refused = trial.run("project", "export", "csv.reskill", "--out", book.name, code=2)
        other.stdin.close()
    assert "open in another program, probably Excel" in refused.stderr, refused.stderr
    assert book.read_bytes() == before and not list(trial.scratch.glob(".*.part"))


def far_away(trial: smoke.Trial) -> None:
    """A project on a long path with spaces and letters of other scripts."""
    folder = trial.scratch / "Città di Łódź – 計画"
    while len(str(folder)) < 185:
        folder /= "plans of the year"
    folder.mkdir(parents=True)
    project = (folder / "Straße 1.reskill").relative_to(trial.scratch)
    out = project.with_name("plan.xlsx")
    trial.run("plan", "roster.csv", "--out", str(out), "--project", str(project))
    trial.run("project", "info", str(project))
    assert (trial.scratch / out).stat().st_size > 10_000


def set_for_everybody(trial: smoke.Trial) -> None:
    """What an IT department has set for everybody on the computer holds."""
    file = DRIVE / "ProgramData" / "reskill" / "defaults.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("[network]\nallowed = false\n")
    try:
        refused = trial.run("reference", "download", "31.0", code=2)
    finally:
        file.unlink()
    assert "switched off for Reskill" in refused.stderr and "ProgramData" in refused.stderr, refused.stderr


def installed(trial: smoke.Trial, installer: Path) -> None:
    """Installed without a question, started, put over itself, removed; what the user made stays."""
    user = DRIVE / "users" / os.environ.get("USER", "root")
    place = user / "AppData" / "Local" / "Programs" / "Reskill"
    shortcut = next(user.rglob("Start Menu/Programs"), user) / "Reskill.lnk"
    _wine(trial, str(installer), "/S")
    assert (place / "Reskill.exe").exists() and shortcut.exists() and "Reskill.Project" in _registry(trial)
    left = place / "app" / "of an older version.txt"
    left.write_text("gone after an upgrade")
    _wine(trial, str(installer), "/S")
    assert not left.exists() and (place / "Reskill.exe").exists()
    here = smoke.Trial(place, trial.scratch / "installed", trial.runner_names)
    assert here.run("--version").stdout.startswith("Reskill ")
    _wine(trial, str(place / "Uninstall.exe"), "/S", f"_?={_windows(trial, place)}")
    (place / "Uninstall.exe").unlink(missing_ok=True)  # it cannot remove itself when it is told to wait
    assert not place.exists() or not any(place.iterdir()), list(place.rglob("*"))
    assert not shortcut.exists() and "Reskill.Project" not in _registry(trial)


def with_this_code(folder: Path, place: Path) -> Path:
    """A copy of the folder that shares its files, on the same disk, but finds this checkout's code and data first."""
    copy = place / folder.name
    shutil.copytree(folder, copy, copy_function=os.link)
    ours = copy / "app" / "checkout" / "reskill"
    shutil.copytree(ROOT / "src" / "reskill", ours, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("ui", "data"):
        shutil.copytree(ROOT / name, ours / name)
    (search,) = (copy / "app").glob("python3*._pth")
    found = search.read_text()
    search.unlink()  # which is the folder's own
    search.write_text(f"checkout\n{found}")
    return copy


def _wine(trial: smoke.Trial, *command: str) -> str:
    done = subprocess.run(
        [*trial.runner, *command],
        env=trial.environment,
        cwd=trial.scratch,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=smoke.LONGEST,
        check=False,
    )
    assert done.returncode == 0, f"{command}: {done.returncode} {done.stderr}"
    return done.stdout


def _windows(trial: smoke.Trial, path: Path) -> str:
    return _wine(trial, "winepath", "-w", str(path)).strip()


def _registry(trial: smoke.Trial) -> str:
    done = subprocess.run(
        [*trial.runner, "reg", "query", r"HKCU\Software\Classes\.reskill", "/ve"],
        env=trial.environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


def main() -> int:
    """Run the trial and say how it went."""
    folder = Path(sys.argv[1]).resolve()
    short = sys.argv[2:] == ["short"]
    installer = folder.with_name(f"{folder.name}-setup.exe")
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryDirectory(dir=folder.parent) as beside:
        if short:
            folder = with_this_code(folder, Path(beside))
        trial = smoke.Trial(folder, Path(name), ["wine"])
        try:
            if short:
                smoke.sample_city(trial)
            else:
                smoke.check(trial)
                for step in (broken_off, held_open, far_away, set_for_everybody):
                    step(trial)
                    print(f"        {step.__doc__}", flush=True)
                installed(trial, installer)
                print(f"        {installed.__doc__}", flush=True)
        except AssertionError as error:
            print(f"FAILED: {error}", file=sys.stderr)
            return 1
    print("The Windows folder works under Wine." if not short else "The sample city and the window work under Wine.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
