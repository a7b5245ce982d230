"""Put the Windows folder under Wine beside the same program on Linux: beside_linux.py FOLDER PICTURES   (try.sh makes what it needs)

Both do the same by turns: they show the sample city's first page on one screen, and plan its roster. Prints how many times as
long Wine takes, by the clock and by the processor, and how alike the two pictures are, which PICTURES keeps. Exit status 0 when
Wine takes at most three times as long and shows the same page. Both have one processor: each file that Wine opens is asked of
the server that stands for Windows, and between two processors that question costs more than the file. On a busy machine the
clock decides nothing, which is said. Runs by a Python that has Reskill.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import smoke

from reskill.desktop.palette import LIGHT

STARTS, PLANS = 5, 3  # rounds, of which the shortest counts: others run on the same machine
SLOWEST = 3.0  # times as long as on Linux
ALIKE = 0.6  # least likeness of two pictures of one page, seen from 0.7 on; of two pages 0.5 at most was seen
MARKS = ("accent", "highlight", "good", "low", "watch", "at_risk", "priority")


class OnLinux(smoke.Trial):
    """The same commands by this Python, on the same screen."""

    def __init__(self, scratch: Path) -> None:
        scratch.mkdir()
        self.scratch = scratch
        kept = {name: os.environ[name] for name in ("DISPLAY", "XAUTHORITY", "PATH") if name in os.environ}
        self.environment = kept | {"HOME": str(scratch), "RESKILL_HOME": str(scratch / "home")}
        self.runner: list[str] = [sys.executable, "-m"]
        self.program = self.window = Path("reskill")


@dataclass(frozen=True, order=True)
class Taken:
    """Seconds that a deed took by the clock and by the processor."""

    clock: float
    processor: float


def likeness(one: Path, other: Path) -> float:
    """How alike two pictures are in how much of them each of the window's marks takes: 1 = the same, whatever the letters."""
    there, here = _marks(one), _marks(other)
    return float(np.minimum(there, here).sum() / np.maximum(there, here).sum())


def _marks(picture: Path) -> np.ndarray:
    """The share of a picture in each colour that says something: bands, buttons, what is selected."""
    image = QImage(str(picture)).convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint32) & 0xFFFFFF
    return np.array([(pixels == int(getattr(LIGHT, name).removeprefix("#"), 16)).mean() for name in MARKS])


def times(trials: Sequence[smoke.Trial], rounds: int, deed: Callable[[smoke.Trial, int], Path]) -> list[Taken]:
    """The shortest time that each takes for a deed, which they do by turns: until the file that it gives is there."""
    taken: list[list[Taken]] = [[] for _ in trials]
    for n in range(rounds):
        for own, trial in zip(taken, trials, strict=True):
            clock, ended, servers = time.time(), _ended(), _servers()
            made = deed(trial, n)
            served = sum(now - servers[pid] for pid, now in _servers().items() if pid in servers)
            own.append(Taken(made.stat().st_mtime - clock, _ended() - ended + served))
    return [min(own) for own in taken]


def _ended() -> float:
    """Seconds of processor time of all programs that were started here and have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _servers() -> dict[str, float]:
    """Seconds of processor time of each of Wine's servers that runs, by its number: ours, and perhaps others'."""
    found = {}
    for about in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = about.read_text(encoding="utf-8", errors="replace").rpartition(")")
        except OSError:  # it has ended
            continue
        if "(wineserver" in words[0]:
            found[about.parent.name] = sum(map(int, words[2].split()[11:13])) / os.sysconf("SC_CLK_TCK")
    return found


@contextmanager
def windows_up() -> Iterator[None]:
    """Keep a Windows running, as it is on a computer; Wine would else start and end one with each program."""
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(["wine", "cmd"], stdin=pipe, stdout=nothing, stderr=nothing) as kept:
        time.sleep(10)
        try:
            yield
        finally:
            assert kept.stdin
            kept.stdin.close()


def main() -> int:
    """Compare, and say what was found."""
    folder, pictures = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    pictures.mkdir(parents=True, exist_ok=True)
    busy = os.getloadavg()[0]
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with windows_up(), tempfile.TemporaryDirectory() as name:
        wine, linux = smoke.Trial(folder, Path(name) / "wine", ["wine"]), OnLinux(Path(name) / "linux")
        roster = next(folder.rglob("sample_city/roster.csv"))
        for trial in (wine, linux):  # the first start is not counted
            (trial.scratch / "roster.csv").write_bytes(roster.read_bytes())
            trial.run("demo", "--out", "demo")
        city = next((linux.scratch / "demo").glob("*.reskill")).name

        def show(trial: smoke.Trial, n: int) -> Path:
            trial.run("app", f"demo/{city}", "--check", f"{n}.png")
            return trial.scratch / f"{n}.png"

        def plan(trial: smoke.Trial, n: int) -> Path:
            trial.run("plan", "roster.csv", "--out", f"{n}.xlsx")
            return trial.scratch / f"{n}.xlsx"

        shown, planned = times((wine, linux), STARTS, show), times((wine, linux), PLANS, plan)
        for trial in (wine, linux):
            (trial.scratch / "0.png").replace(pictures / f"{trial.scratch.name}.png")
    alike = likeness(pictures / "wine.png", pictures / "linux.png")
    print(f"The first page under Wine and on Linux: {alike:.2f} alike (at least {ALIKE}); pictures in {pictures}")
    slowest = 0.0
    positions = sum(1 for _ in roster.open("rb")) - 1
    for what, (there, here) in (("start to first page", shown), (f"plan of {positions:,} positions", planned)):
        print(
            f"{what}: Wine {there.clock:.2f} s, Linux {here.clock:.2f} s, {there.clock / here.clock:.1f} times (at most"
            f" {SLOWEST:.0f}); of the processor {there.processor:.2f} s, {here.processor:.2f} s, "
            f"{there.processor / here.processor:.1f} times"
        )
        slowest = max(slowest, there.clock / here.clock)
    if slowest > SLOWEST and busy > (os.cpu_count() or 1):
        print(
            f"NOT MEASURED by the clock: {busy:.0f} programs shared {os.cpu_count()} processors. Try it on a quiet machine."
        )
        slowest = 0.0
    return 0 if slowest <= SLOWEST and alike >= ALIKE else 1


if __name__ == "__main__":
    sys.exit(main())
