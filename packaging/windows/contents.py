"""What is in the Windows folder: whose each file is, under which licence, and whether all of it is asked for."""

from __future__ import annotations

import csv
import importlib.metadata as metadata
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import libraries

LIST = "files-and-licences.csv"
CODE = "packages.zip"  # in the folder `app`: byte-code of all packages that are code alone, Reskill among them
_SOURCED = "MIT; data of others as SOURCES.md or MODEL.md beside it says"
# Licences, as packages state them, under which a file may be handed out together with ours.
ALLOWED = {
    "0BSD", "Apache-2.0", "Apache License, Version 2.0", "BSD-3-Clause", "BSD License", "CC0-1.0", "MIT", "MIT License",
    "PSF-2.0", "Zlib", "Python Software Foundation License", "Public Domain", "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only",
    "Microsoft Visual C++ redistributable", _SOURCED,
}  # fmt: skip
_OURS, _PYTHON = ("Reskill", "MIT"), ("CPython", "PSF-2.0")
# Files beside the packages, by what their paths begin with or are; the first that fits counts.
_OTHERS = (
    (r"app/DLLs/lib(crypto|ssl)-3\.dll", ("OpenSSL", "Apache-2.0")),
    (r"app/DLLs/libffi-8\.dll", ("libffi", "MIT")),
    (r"app/DLLs/sqlite3\.dll", ("SQLite", "Public Domain")),
    (
        r"app/(DLLs/)?(vcruntime|msvcp|concrt|vccorlib)140\w*\.dll",
        ("C runtime", "Microsoft Visual C++ redistributable"),
    ),
    (
        r"app/DLLs/(_\w+|pyexpat|select|unicodedata)\.pyd|app/python3\d*\.(dll|zip)|app/PYTHON-LICENSE\.txt",
        _PYTHON,
    ),
    (r"app/MSVC-RUNTIME-LICENSE\.txt", ("C runtime", "Microsoft Visual C++ redistributable")),
    (r"app/(start\.py|__pycache__/start\..+|python3\d+\._pth|TRIAL)|[^/]+", _OURS),
)
# What Windows 10 and 11 have themselves.
_SYSTEM = re.compile(
    r"(api-ms-win-[\w-]+|advapi32|authz|bcrypt|bcryptprimitives|comctl32|comdlg32|crypt32|d3d(9|11|12)|d3dcompiler_47|dwmapi"
    r"|dwrite|dxgi|gdi32|icuuc|imm32|iphlpapi|kernel32|mpr|mscms|msvcrt|netapi32|ntdll|ole32|oleaut32|pathcch|propsys|rpcrt4"
    r"|setupapi|shell32|shlwapi|ucrtbase|uiautomationcore|user32|userenv|uxtheme|version|winmm|ws2_32|wtsapi32)\.dll"
)
_LARGE = 10**6  # bytes of a library that must be asked for


@dataclass(frozen=True)
class Entry:
    """A file of the folder with whose it is, which release, and its licence."""

    file: str
    component: str
    release: str
    licence: str


def listing(folder: Path) -> list[Entry]:
    """Every file of the folder, and of the archive of its code. Raises ValueError for one of nobody's, and for a licence
    that is not allowed."""
    packages = folder / "app" / "site-packages"
    owners: dict[str, Entry] = {}
    for about in metadata.distributions(path=[str(packages)]):
        stated = " AND ".join(licences(about)) if about.name != "reskill" else "MIT"
        for file in about.files or ():
            owners[f"app/site-packages/{file.as_posix()}"] = Entry("", about.name, about.version, stated)
    found, nobodys = [], []
    for name in _files(folder):
        owner = owners.get(name) or owners.get(_source(name)) or _other(name)
        if owner is None:
            nobodys.append(name)
        else:
            licence = _SOURCED if owner.component == "reskill" and _has_sources(folder, name) else owner.licence
            found.append(Entry(name, owner.component, owner.release, licence))
    if nobodys:
        raise ValueError(f"of nobody: {', '.join(nobodys)}")
    if strange := sorted({f"{e.component} ({e.licence})" for e in found if not _allowed(e.licence)}):
        raise ValueError(f"not under a licence that may be handed out: {', '.join(strange)}")
    return found


def _files(folder: Path) -> Iterator[str]:
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(folder).as_posix()
        if name == f"app/{CODE}":
            with zipfile.ZipFile(path) as archive:
                yield from (f"{name}/{inner}" for inner in archive.namelist())
        else:
            yield name


def _allowed(licence: str) -> bool:
    """Whether a licence, or each of several that hold together, is one of those."""
    return licence in ALLOWED or all(part in ALLOWED for part in licence.split(" AND "))


def licences(about: metadata.Distribution) -> list[str]:
    """The licence as the package states it: an expression, a text's first line, or its classifiers."""
    if expression := about.metadata["License-Expression"]:
        return [expression]
    classified = [c.rpartition(" :: ")[2] for c in about.metadata.get_all("Classifier") or () if "License ::" in c]
    stated = (about.metadata["License"] or "").strip().splitlines()[:1]
    return sorted(set(classified or stated))


def _has_sources(folder: Path, name: str) -> bool:
    parts = PurePosixPath(name).parts
    if parts[:2] != ("app", "data"):
        return False
    return any(folder.joinpath(*parts[:3], text).is_file() for text in ("SOURCES.md", "MODEL.md"))


def _source(name: str) -> str:
    """The file of a package that another was made of: byte-code of it, or Reskill's data put elsewhere."""
    path = PurePosixPath(name)
    if name.startswith(f"app/{CODE}/"):
        return f"app/site-packages/{PurePosixPath(*path.parts[2:]).with_suffix('.py')}"
    if name.startswith(("app/data/", "app/ui/")):
        return f"app/site-packages/reskill/{PurePosixPath(*path.parts[1:])}"
    return str(path.parent.parent / f"{path.name.split('.')[0]}.py") if path.parent.name == "__pycache__" else name


def _other(name: str) -> Entry | None:
    if name.startswith("app/site-packages/"):  # every package lists its files
        return None
    for pattern, (component, licence) in _OTHERS:
        if re.fullmatch(pattern, name):
            return Entry("", component, "", licence)
    return None


def write(target: Path, entries: list[Entry]) -> None:
    """Write the list beside what it lists, with itself."""
    with target.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("file", "component", "release", "licence"))
        rows.writerows((e.file, e.component, e.release, e.licence) for e in entries)


def faults(folder: Path) -> Iterator[str]:
    """Libraries that are asked for and neither here nor a part of Windows, and large ones that nothing names."""
    every = [path for path in folder.rglob("*") if path.suffix.casefold() in libraries.LIBRARIES]
    here = {path.name.casefold() for path in every}
    asked = {path: libraries.needed(path) for path in every}
    for path, names in asked.items():
        for name in sorted(names - here):
            if not _SYSTEM.fullmatch(name):
                yield f"{path.name} asks for {name}, which is not here"
    by_name = set().union(*asked.values())
    # Plug-ins are looked for by their place.
    dlls = [p for p in every if p.suffix == ".dll" and "plugins" not in p.parts and p.name.casefold() not in by_name]
    for path in (p for p in dlls if p.stat().st_size > _LARGE):
        # Those that are loaded late stand in no table.
        if not any(path.name.encode() in other.read_bytes() for other in every if other != path):
            yield f"{path.name} is of no use to any other"
