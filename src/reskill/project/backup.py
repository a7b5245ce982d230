"""Backups of a project in the user's own folder, each with the SHA-256 of its bytes."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import reskill.paths as paths
from reskill.project.file import SUFFIX, Project

KEPT = 10


def folder(path: Path) -> Path:
    """Where the backups of a project file are kept."""
    mark = hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:8]
    place = paths.user_data() / "backups" / f"{path.stem}-{mark}"
    place.mkdir(parents=True, exist_ok=True)
    return place


def back_up(project: Project) -> Path:
    """Copy the project into its backup folder, with a `.sha256` beside it; keep the newest ten."""
    place = folder(project.path)
    name = f"{project.path.stem} {dt.datetime.now():%Y-%m-%d %H%M%S}"
    free = (name, *(f"{name}_{n}" for n in range(2, 100)))  # two backups in one second are both kept
    target = next(t for n in free if not (t := place / f"{n}{SUFFIX}").exists())
    project.save_copy(target)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    target.with_suffix(".sha256").write_text(f"{digest}  {target.name}\n", encoding="utf-8")
    for old in backups(project.path)[KEPT:]:
        old.unlink()
        old.with_suffix(".sha256").unlink(missing_ok=True)
    return target


def backups(path: Path) -> list[Path]:
    """The backups of a project file, newest first."""
    return sorted(folder(path).glob(f"*{SUFFIX}"), reverse=True)


def is_sound(backup: Path) -> bool:
    """Whether a backup still has the bytes that were written."""
    stamp = backup.with_suffix(".sha256")
    return (
        stamp.exists()
        and stamp.read_text(encoding="utf-8").split()[0] == hashlib.sha256(backup.read_bytes()).hexdigest()
    )
