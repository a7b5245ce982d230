"""What the window remembers between starts: recent files, its place on the screen, light or dark."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

import reskill.paths as paths
from reskill import machine

KEPT_FILES = 8


def _file() -> QSettings:
    return QSettings(str(paths.user_data() / "window.ini"), QSettings.Format.IniFormat)


def recent() -> list[Path]:
    """Project files opened lately, newest first, without those that are gone."""
    found = _file().value("recent", [])
    names = [found] if isinstance(found, str) else found if isinstance(found, list) else []
    return [Path(n) for n in names if Path(n).is_file()]


def remember(path: Path) -> None:
    """Put a file on top of the recent ones."""
    path = path.resolve()
    files = [path, *(p for p in recent() if p != path)][:KEPT_FILES]
    _file().setValue("recent", [str(p) for p in files])


def folder() -> Path:
    """Where files are asked for: the folder used lately, but not the program's own, which holds the sample city."""
    own = paths.user_data().resolve()
    used = (p.parent for p in recent() if not p.is_relative_to(own))
    others = (p for p in (machine.defaults().projects, Path.home() / "Documents") if p and p.is_dir())
    return next(chain(used, others), Path.home())


def forget_recent() -> None:
    """Empty the list of recent files."""
    _file().setValue("recent", [])


def appearance() -> str:
    """system, light or dark."""
    return str(_file().value("appearance", "system"))


def set_appearance(choice: str) -> None:
    """Keep the person's choice of light or dark."""
    _file().setValue("appearance", choice)


def layout() -> tuple[QByteArray, QByteArray]:
    """The window's geometry and the state of its docks; empty at the first start."""
    file = _file()
    kept = [file.value(key) for key in ("geometry", "state")]
    geometry, state = (k if isinstance(k, QByteArray) else QByteArray() for k in kept)
    return geometry, state


def keep_layout(geometry: QByteArray, state: QByteArray) -> None:
    """Keep the window's geometry and the state of its docks."""
    file = _file()
    file.setValue("geometry", geometry)
    file.setValue("state", state)
