"""An import that is killed: the previous pack still works, and running it again completes."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import releases
from releases import CLERK

from reskill.reference.catalog import open_pack
from reskill.reference.onet import import_onet
from reskill.reference.upkeep import verify

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of Unix")
Content = Callable[[Path], dict[str, list[tuple[object, ...]]]]


def started(release: Path, name: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "reskill", "reference", "import-onet", str(release), "--name", name]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_that_a_kill_at_any_moment_costs_nothing(
    packs: Path, old_release: Path, new_release: Path, content: Content
) -> None:
    previous = content(import_onet(old_release, "city"))
    tables = releases.tables(new=True)
    tables["Task Statements"][1][2] = "Look at the made-up figures again."
    changed = releases.write(new_release.parent / "changed", tables, number="30.9")
    complete = content(import_onet(changed, "whole"))
    begun = time.monotonic()
    assert started(changed, "timed").wait() == 0
    length = time.monotonic() - begun
    moments = random.Random(31)
    for _ in range(10):
        process = started(changed, "city")
        time.sleep(moments.uniform(0.1, 1.0) * length)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert open_pack("city").tasks(CLERK)
        assert content(packs / "city.sqlite") in (previous, complete)
    assert started(changed, "city").wait() == 0
    assert content(packs / "city.sqlite") == complete
    assert verify("city") == []
    assert {p.suffix for p in packs.iterdir()} == {".sqlite", ".json"}
    assert not list(packs.glob(".*"))


def test_that_an_import_goes_on_behind_the_last_finished_table(
    packs: Path, old_release: Path, tmp_path: Path, content: Content
) -> None:
    """Killed by force in mid-way, the same import skips what was done; another import starts anew."""
    code = (
        "import os, signal, sys; from pathlib import Path; from reskill.reference.onet import import_onet\n"
        "def tick(part, text):\n"
        "    if 'related' in text: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"import_onet(Path({str(old_release)!r}), 'city', tick)\n"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == -signal.SIGKILL
    assert [p.name for p in packs.iterdir() if p.suffix == ".staging"] == [".import.staging"]
    said: list[str] = []
    import_onet(old_release, "city", lambda part, text: said.append(text))
    assert not any(text == "Importing tasks" for text in said)
    assert any(text == "Importing related occupations" for text in said)
    assert content(packs / "city.sqlite") == content(import_onet(old_release, "anew"))
