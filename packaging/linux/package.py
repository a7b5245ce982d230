"""Make a Debian package of the frozen folder: package.py FOLDER   (packaging/linux.sh makes what it needs)

Gives reskill_VERSION_ARCHITECTURE.deb beside the folder and prints its path. The same folder gives the same bytes where
SOURCE_DATE_EPOCH is set.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from reskill import __version__

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
CONTROL = """\
Package: reskill
Version: {version}
Architecture: {architecture}
Section: misc
Priority: optional
Maintainer: The Reskill developers <reskill@invalid>
Installed-Size: {size}
Depends: {depends}
Description: plan the reskilling of a city's own workforce
 A desktop program with which city governments plan the reskilling of their
 own workforce as AI changes tasks: from a roster of positions to a plan over
 several years and its budget, as workbooks. It needs no network.
"""
# What Qt loads by name when there is a screen, and what draws letters: no file here asks for them.
LATE = ("libgl1", "libegl1", "fonts-dejavu-core")


def tree(folder: Path, root: Path) -> None:
    """Lay out below `root` what the package puts on a computer."""
    share, own = root / "usr/share", root / "usr/lib/reskill"
    shutil.copytree(folder, own, symlinks=True)
    for text in ("READ ME FIRST.txt", "LICENSE", "THIRD-PARTY NOTICES.txt"):
        (own / text).unlink()
    (root / "usr/bin").mkdir()
    (root / "usr/bin/reskill").symlink_to("../lib/reskill/reskill")
    drawing = ROOT / "ui" / "reskill.svg"
    for source, target in (
        (HERE / "reskill.desktop", share / "applications/reskill.desktop"),
        (HERE / "reskill.xml", share / "mime/packages/reskill.xml"),
        (drawing, share / "icons/hicolor/scalable/apps/reskill.svg"),
        (drawing, share / "icons/hicolor/scalable/mimetypes/application-x-reskill.svg"),
    ):
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    about = share / "doc/reskill"
    about.mkdir(parents=True)
    texts = ((folder / name).read_text(encoding="utf-8") for name in ("LICENSE", "THIRD-PARTY NOTICES.txt"))
    (about / "copyright").write_text("\n\n".join(texts), encoding="utf-8")
    (about / "changelog.gz").write_bytes(gzip.compress((ROOT / "CHANGELOG.md").read_bytes(), mtime=0))


def depends(folder: Path) -> list[str]:
    """The Debian packages of the libraries that the folder asks for and does not bring, with this system's C library."""
    here = {path.name for path in folder.rglob("*")}
    files = [str(p) for p in folder.rglob("*") if p.is_file() and not p.is_symlink() and _is_program(p)]
    told = subprocess.run(["objdump", "-p", *files], capture_output=True, text=True, check=True).stdout
    wanted = set(re.findall(r"NEEDED\s+(\S+)", told)) - here
    owners = sorted({*_owners(wanted), *LATE} - {"libc6"})
    release = subprocess.run(["ldd", "--version"], capture_output=True, text=True, check=True).stdout.split()
    glibc = next(word for word in release if re.fullmatch(r"\d+\.\d+", word))
    return [f"libc6 (>= {glibc})", *owners]


def _is_program(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _owners(libraries: set[str]) -> Iterator[str]:
    """Raises ValueError for a library that no package of this system has."""
    known = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=True).stdout
    for name in sorted(libraries):
        found = re.search(rf"^\s*{re.escape(name)} \(.*x86-64.*\) => (\S+)", known, re.MULTILINE)
        if not found:
            raise ValueError(f"no library {name} is installed here")
        for path in (Path(found[1]), Path(found[1]).resolve()):
            owner = subprocess.run(["dpkg-query", "-S", str(path)], capture_output=True, text=True, check=False).stdout
            if owner:
                yield owner.split(":")[0]
                break
        else:
            raise ValueError(f"{found[1]} is of no package")


def main() -> None:
    """Make the package and say how large it is."""
    folder = Path(sys.argv[1]).resolve()
    architecture = subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True)
    named = architecture.stdout.strip()
    target = folder.with_name(f"reskill_{__version__}_{named}.deb")
    with tempfile.TemporaryDirectory(dir=folder.parent) as name:
        root = Path(name) / "root"
        tree(folder, root)
        size = sum(p.lstat().st_size for p in root.rglob("*") if p.is_file()) // 1024
        (root / "DEBIAN").mkdir()
        asked = ", ".join(depends(folder))
        facts = {"version": __version__, "architecture": named, "size": size, "depends": asked}
        (root / "DEBIAN/control").write_text(CONTROL.format_map(facts), encoding="utf-8")
        for path in (root, *root.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        subprocess.run(
            ["dpkg-deb", "--root-owner-group", "--build", str(root), str(target)], check=True, stdout=sys.stderr
        )
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB", file=sys.stderr)
    print(target)


if __name__ == "__main__":
    main()
