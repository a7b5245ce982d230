"""Licence texts of everything that a frozen build carries, gathered from what was put into it."""

from __future__ import annotations

import importlib.metadata as metadata
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from pathlib import Path

LICENCES = Path(__file__).with_name("licences")
QT = """Qt and Qt for Python (PySide6, shiboken6) are used under the GNU Lesser General Public License, version 3, whose text
follows with that of the GNU General Public License that it builds on. Their libraries are separate files in this folder
and may be replaced by versions of your own. Their source code is at https://download.qt.io/official_releases/ and
https://code.qt.io/; the notices of what Qt itself contains are at https://doc.qt.io/qt-6/licenses-used-in-qt.html."""


def write(target: Path, contents: Iterable[tuple[str, str, str]]) -> None:
    """Write one text of all notices; `contents` are PyInstaller's entries: name, source file, kind."""
    entries = list(contents)
    parts = [("Python", f"The Python language, version {sys.version.split()[0]}.\n\n{of_python()}")]
    parts += _distributions({name.replace("\\", "/").split("/")[0].split(".")[0] for name, _, _ in entries})
    parts += _system({Path(source) for _, source, kind in entries if kind == "BINARY" and source})
    parts += [(p.stem, p.read_text(encoding="utf-8")) for p in sorted(LICENCES.glob("*.txt"), reverse=True)]
    _write(target, parts)


def write_of_folder(target: Path, app: Path) -> None:
    """Write the notices of a folder assembled from wheels: `app` holds them in site-packages, and texts *-LICENSE.txt."""
    parts = [("Python", (app / "PYTHON-LICENSE.txt").read_text(encoding="utf-8"))]
    for about in sorted(metadata.distributions(path=[str(app / "site-packages")]), key=lambda d: d.name.casefold()):
        if about.name != "reskill":
            parts.append((f"{about.name} {about.version}", _licence(about)))
    parts += [(p.stem, p.read_text(encoding="utf-8")) for p in sorted(app.glob("MSVC*-LICENSE.txt"))]
    parts += [(p.stem, p.read_text(encoding="utf-8")) for p in sorted(LICENCES.glob("*.txt"), reverse=True)]
    _write(target, parts)


def _write(target: Path, parts: Iterable[tuple[str, str]]) -> None:
    rule = "=" * 100
    text = "\n\n".join(f"{rule}\n{title}\n{rule}\n\n{body.strip()}" for title, body in parts)
    target.write_text(f"Reskill carries the following software of others.\n\n{text}\n", encoding="utf-8")


def of_python() -> str:
    """The licence of the Python that runs this."""
    for path in (Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt"):
        if path.is_file():
            return path.read_text(encoding="utf-8")
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return Path(f"/usr/share/doc/python{version}/copyright").read_text(encoding="utf-8")


def _distributions(names: set[str]) -> Iterator[tuple[str, str]]:
    """Python packages by the names under which they are imported. Raises ValueError when one brings no licence."""
    owners = metadata.packages_distributions()
    names = {name.removesuffix(".libs") for name in names}
    for name in sorted({owner for n in names for owner in owners.get(n, ())} | {"pyinstaller"}, key=str.casefold):
        about = metadata.distribution(name)
        if name != "reskill":
            yield f"{about.metadata['Name']} {about.version}", _licence(about)


def _licence(about: metadata.Distribution) -> str:
    """What a package brings of licence texts. Raises ValueError when there is none."""
    if about.name.lower().startswith(("pyside6", "shiboken6")):
        return QT
    files = [f for f in about.files or () if _is_licence(f.name) and ".dist-info" in f.parts[0]]
    if not files:
        raise ValueError(f"{about.name} {about.version} brings no licence text")
    return "\n\n".join(f.read_text(encoding="utf-8") for f in files)


def _is_licence(name: str) -> bool:
    return name.upper().startswith(("LICENSE", "LICENCE", "COPYING", "NOTICE", "AUTHORS"))


def _system(sources: set[Path]) -> Iterator[tuple[str, str]]:
    """Libraries of the system, by the Debian packages that they are from."""
    own = Path(sys.prefix)
    paths = sorted(str(p) for source in sources if own not in source.parents for p in (source, source.resolve()))
    if not shutil.which("dpkg-query") or not paths:
        return
    found = subprocess.run(["dpkg-query", "-S", *paths], capture_output=True, text=True, check=False).stdout
    for package in sorted({line.split(":")[0] for line in found.splitlines()}):
        notice = Path("/usr/share/doc") / package / "copyright"
        if notice.is_file():
            yield f"{package} (Debian)", notice.read_text(encoding="utf-8", errors="replace")
