"""Complete the frozen folder and zip it: portable.py [DIST]   (default: dist, where PyInstaller left the folder)

Gives DIST/Reskill-VERSION-PLATFORM.zip with the program, LICENSE, the notices and READ ME FIRST.txt.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import sys
import time
import zipfile
from pathlib import Path

from reskill import __version__

HERE = Path(__file__).resolve().parent
START = {
    "linux": 'Unpack the zip file, open the folder and double-click "reskill". If the file manager shows the file instead\n'
    "of running it, open a terminal in the folder and type: ./reskill\n"
    "The command line is the same file: ./reskill --help",
    "win32": 'Unpack the zip file (right-click, "Extract All"), open the folder and double-click "reskill".\n'
    "Windows may warn that it does not know the publisher; ask your IT office whether to go on.\n"
    "The command line is reskill-console: reskill-console --help",
    "darwin": 'Unpack the zip file and double-click "Reskill". macOS may refuse a program of an unknown publisher; ask\n'
    "your IT office whether to allow it in System Settings, Privacy & Security.\n"
    "The command line: Reskill.app/Contents/MacOS/reskill --help",
}
PROGRAM = {"linux": "./reskill", "win32": "reskill-console", "darwin": "Reskill.app/Contents/MacOS/reskill"}
KEPT = {
    "linux": "~/.local/share/reskill (what can be made again: ~/.cache/reskill)",
    "win32": "%LOCALAPPDATA%\\reskill",
    "darwin": "~/Library/Application Support/reskill (what can be made again: ~/Library/Caches/reskill)",
}


def complete(frozen: Path, folder: Path) -> None:
    """Move what PyInstaller made to the folder that is handed out, and put the texts beside it."""
    shutil.rmtree(folder, ignore_errors=True)
    app = frozen.with_suffix(".app")
    if app.exists():
        folder.mkdir()
        shutil.move(app, folder / app.name)
        shutil.move(frozen / "THIRD-PARTY NOTICES.txt", folder)
        shutil.rmtree(frozen)
    else:
        shutil.move(frozen, folder)
    shutil.copy(HERE.parent / "LICENSE", folder)
    read_me(folder, sys.platform)


def read_me(folder: Path, system: str) -> None:
    """Put READ ME FIRST into the folder that is handed out, in the words of its system (as `sys.platform` names it)."""
    words = (HERE / "read_me_first.txt").read_text(encoding="utf-8")
    check = f"{PROGRAM[system]} app --check picture.png"
    words = words.format(version=__version__, start=START[system], kept=KEPT[system], check=check)
    newline = "\r\n" if system == "win32" else "\n"
    (folder / "READ ME FIRST.txt").write_text(words, encoding="utf-8", newline=newline)


def zipped(folder: Path) -> Path:
    """The folder as a zip file beside it, which keeps what may be run, and links as links.

    Where SOURCE_DATE_EPOCH is set, all files get that date: the same folder then gives the same bytes.
    """
    target = folder.with_name(f"{folder.name}.zip")
    dated = os.environ.get("SOURCE_DATE_EPOCH")
    date = time.gmtime(int(dated))[:6] if dated else None
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder.parent).as_posix()
            if path.is_symlink():
                entry = zipfile.ZipInfo(name)
                entry.create_system, entry.external_attr = 3, 0o120777 << 16  # Unix; a symbolic link
                package.writestr(entry, str(path.readlink()))
            elif path.is_file():
                entry = zipfile.ZipInfo.from_file(path, name)
                entry.date_time = date or entry.date_time
                entry.compress_type = zipfile.ZIP_DEFLATED
                package.writestr(entry, path.read_bytes(), compresslevel=9)
    return target


def main() -> None:
    """Make the folder and the zip, say how large they are, and print the folder's path for scripts."""
    dist = Path(sys.argv[1] if len(sys.argv) > 1 else "dist")
    system = {"linux": "linux", "win32": "windows", "darwin": "macos"}[sys.platform]
    folder = dist / f"Reskill-{__version__}-{system}-{platform.machine().lower()}"
    complete(dist / "Reskill", folder)
    package = zipped(folder)
    size = sum(p.lstat().st_size for p in folder.rglob("*") if p.is_file() and not p.is_symlink())
    digest = hashlib.sha256(package.read_bytes()).hexdigest()
    print(f"{folder}: {size / 1e6:.0f} MB", file=sys.stderr)
    print(f"{package}: {package.stat().st_size / 1e6:.0f} MB, SHA-256 {digest}", file=sys.stderr)
    print(folder)


if __name__ == "__main__":
    main()
