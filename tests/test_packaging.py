"""The frozen build carries what the program reads."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from reskill import paths

ROOT = Path(__file__).resolve().parents[1]


def test_that_the_wheel_and_the_frozen_build_ship_every_folder_that_the_program_reads() -> None:
    """The spec takes its list from the wheel's."""
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"][
        "wheel"
    ]
    shipped = wheel["force-include"]
    assert '["force-include"]' in (ROOT / "packaging" / "reskill.spec").read_text(encoding="utf-8")
    sources = [p.read_text(encoding="utf-8") for p in (ROOT / "src").rglob("*.py")]
    read = {name for text in sources for name in re.findall(r'shipped\("([^"]+)"\)', text)}
    assert {"ui", "data/onet"} <= read
    for name in read:
        assert name.split("/")[0] in shipped and paths.shipped(name).exists(), name
    assert all(target == f"reskill/{source}" for source, target in shipped.items())


def test_that_only_python_files_lie_in_the_package() -> None:
    """The frozen build takes modules from the package, and files from the shipped folders only."""
    strays = [p for p in (ROOT / "src").rglob("*") if p.is_file() and p.suffix not in (".py", ".pyc")]
    assert strays == []


def test_that_the_windows_lock_carries_what_the_program_asks_for() -> None:
    """All but what only training needs, each with the hash of its file."""
    windows = ROOT / "packaging" / "windows"
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {re.split(r"[><=;\s]", line)[0].lower() for line in asked} - {"scikit-learn"}
    lock = (windows / "python311.lock").read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", lock, re.MULTILINE))
    assert names <= set(locked)
    assert not {"scikit-learn", "joblib", "pip"} & set(locked)
    assert lock.count("--hash=sha256:") >= len(locked)
    for name, version in re.findall(r"^([a-z0-9-]+)==(\S+)", (windows / "requirements.in").read_text(), re.MULTILINE):
        assert locked[name] == version, f"{name}: make the lock anew with lock.sh"


def test_that_the_windows_folder_that_was_made_here_works_under_wine() -> None:
    """A short trial; the long one is `packaging/windows/try.sh` without `short`."""
    made = sorted((ROOT / "dist").glob("Reskill-*-windows-x86_64"))
    if not made or not shutil.which("wine"):
        pytest.skip("NOT TRIED under Windows: no folder was made here (packaging/windows.sh), or Wine is not installed")
    done = subprocess.run(
        ["bash", str(ROOT / "packaging" / "windows" / "try.sh"), str(made[-1]), "short"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
