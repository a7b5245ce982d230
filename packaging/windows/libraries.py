"""Which Windows libraries ask for which others, and what they offer, as binutils for Windows tells it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

OBJDUMP = "x86_64-w64-mingw32-objdump"
LIBRARIES = (".dll", ".pyd", ".exe")


def needed(library: Path) -> set[str]:
    """The names of the libraries that one asks for, in small letters; those that it loads late are not among them."""
    return {name.casefold() for name in re.findall(r"DLL Name: (\S+)", _tables(library))}


def offered(library: Path) -> list[str]:
    """The names that a library exports, in its order."""
    tables = _tables(library)
    names = tables[tables.index("[Ordinal/Name Pointer] Table") :].splitlines()[1:]
    return [line.split()[-1] for line in names if line.startswith("\t[")]


def unused(folder: Path, roots: Iterable[Path]) -> list[Path]:
    """The libraries of a folder that nothing reaches which starts at `roots`."""
    by_name: dict[str, list[Path]] = {}
    for path in folder.rglob("*"):
        if path.suffix.casefold() in LIBRARIES:
            by_name.setdefault(path.name.casefold(), []).append(path)
    reached: set[Path] = set()
    waiting = list(roots)
    while waiting:
        library = waiting.pop()
        if library not in reached:
            reached.add(library)
            waiting += (path for name in needed(library) for path in by_name.get(name, ()))
    return sorted({path for paths in by_name.values() for path in paths} - reached)


def _tables(library: Path) -> str:
    return subprocess.run([OBJDUMP, "-p", str(library)], capture_output=True, text=True, check=True).stdout
