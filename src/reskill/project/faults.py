"""What can befall a project file while it is open, in words that say what to do."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

from reskill.problem import ReskillError

Mark = tuple[int, int] | None  # what tells one file on disk from another in its place; None = no file
_NOT_ALLOWED = (errno.EACCES, errno.EPERM, errno.EROFS)


def mark(path: Path) -> Mark:
    """The mark of the file that is at a path now."""
    try:
        about = path.stat()
    except OSError:
        return None
    return about.st_dev, about.st_ino


def lost(path: Path, before: Mark) -> ReskillError | None:
    """Why the open file is not the one at its path any more; None when it is."""
    now_there = mark(path)
    if now_there == before:
        return None
    keep = "hoose Save a copy, which holds everything up to the last change; the window then goes on with it."
    if now_there is None:
        return ReskillError(
            f"{path} is not there any more: it was moved, renamed or deleted, or its drive is not connected.",
            f"Put it back or connect the drive, and open it again; or c{keep}",
        )
    return ReskillError(f"{path} was replaced by another file while it was open.", f"C{keep}")


def explained(error: sqlite3.Error, path: Path, before: Mark) -> ReskillError | None:
    """A failure to read or write the file as one that a person can mend; None when it is a fault of the program."""
    unreachable = ReskillError(
        f"{path} cannot be read or written: the disk or network share does not answer.",
        "Try again when it is back; nothing was changed. Backups are under File, Restore a backup.",
    )
    if is_busy(error):
        return in_use(path)
    match _kind(error):
        case sqlite3.SQLITE_FULL:
            return ReskillError(
                f"The disk that holds {path} is full.", "Free some space and try again; nothing was changed."
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return damaged(path) if _answers(path) else unreachable
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN:
            return lost(path, before) or ReskillError(
                f"{path} cannot be written: the file or its folder is write-protected.",
                "Choose Save a copy, in another folder; nothing was changed.",
            )
        case sqlite3.SQLITE_IOERR:
            return lost(path, before) or unreachable
    return None


def is_busy(error: sqlite3.Error) -> bool:
    """Whether a failure only says that another program is writing just now."""
    return _kind(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def in_use(path: Path) -> ReskillError:
    """Another program is writing the file."""
    return ReskillError(
        f"{path.name} is in use by another program.", "Close it there and try again; nothing was changed."
    )


def _kind(error: sqlite3.Error) -> int:
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF  # the rest is detail


def _answers(path: Path) -> bool:
    """Whether a file can be read at all: SQLite also says "malformed" of a disk that fails."""
    try:
        with path.open("rb") as f:
            f.read(4096)
    except OSError:
        return False
    return True


def damaged(path: Path) -> ReskillError:
    """The file is no sound project."""
    return ReskillError(
        f"{path.name} is damaged.",
        "Open the newest backup instead (File, Restore a backup). The damaged file has been left as it is.",
    )


def journal(path: Path) -> Path:
    """Where SQLite keeps what a change in progress replaces; it stays behind when the program dies in mid-change."""
    real = path.resolve()
    return real.with_name(f"{real.name}-journal")


def broken_off(path: Path) -> ReskillError:
    """A change was broken off, and cannot be taken back where the file lies."""
    return ReskillError(
        f"{path.name} was being changed when the program or the computer stopped, and that change cannot be taken back"
        " here: the file or its folder is write-protected.",
        f"Copy {path.name} and {journal(path).name} together into a folder that you can write to, and open the copy.",
    )


def is_write_protected(path: Path) -> bool:
    """Whether a project can only be viewed: SQLite has to write the file, and a journal beside it."""
    probe = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        probe.touch()
        probe.unlink()
    except OSError as error:
        return error.errno in _NOT_ALLOWED
    return not os.access(path, os.W_OK)
