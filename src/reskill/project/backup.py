"""Backups of a project in the user's own folder, each with the SHA-256 of its bytes."""

from __future__ import annotations

import datetime as dt
import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import reskill.paths as paths
from reskill.atomic import replacing
from reskill.project import faults
from reskill.project.schema import SUFFIX

KEPT = 10


def folder(path: Path) -> Path:
    """Where the backups of a project file are kept."""
    mark = hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:8]
    place = paths.user_data() / "backups" / f"{path.stem}-{mark}"
    place.mkdir(parents=True, exist_ok=True)
    return place


def write_copy(conn: sqlite3.Connection, target: Path, new: bool = False) -> None:
    """Write a complete copy of a project to `target` (SQLite's online backup, then replace).

    With `new`, what is at `target` by then is never replaced. Raises ReskillError.
    """
    with replacing(target, new) as part:
        try:
            with closing(sqlite3.connect(part)) as copy:
                conn.backup(copy)
        except sqlite3.OperationalError as error:
            raise faults.explained(error, target, None) or error from error


def back_up(path: Path, conn: sqlite3.Connection) -> Path:
    """Copy the project at a path into its backup folder, with a `.sha256` beside it; keep the newest ten."""
    place = folder(path)
    name = f"{path.stem} {dt.datetime.now():%Y-%m-%d %H%M%S}"
    free = (name, *(f"{name}_{n}" for n in range(2, 100)))  # two backups in one second are both kept
    target = next(t for n in free if not (t := place / f"{n}{SUFFIX}").exists())
    write_copy(conn, target)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    target.with_suffix(".sha256").write_text(f"{digest}  {target.name}\n", encoding="utf-8")
    for old in backups(path)[KEPT:]:
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
