"""Connections to project files: made safe, healed of what was broken off, and refused where the file is not ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from reskill.problem import ReskillError
from reskill.project import faults
from reskill.project.database import Database
from reskill.project.schema import DECISIONS, DERIVED, KEPT, SINCE


def listed(words: Iterable[str]) -> str:
    """Words of the program's own as a list for IN (...)."""
    return ", ".join(f"'{w}'" for w in words)


def among(column: str, ids: Iterable[int] | None) -> str:
    """SQL for a column being one of some ids, or any that there is."""
    return f"{column} IS NOT NULL" if ids is None else f"{column} IN ({', '.join(map(str, ids))})"


def tables_of(conn: sqlite3.Connection) -> Database:
    """A connection's tables. No plugin that somebody has installed for sqlite-utils gets to see a city's data; to look
    for one would read about every installed package, which takes Windows half a second."""
    return Database(conn, execute_plugins=False)


def heal(path: Path) -> None:
    """Take back a change that was broken off, by a kill or a power cut, before anybody reads the file.

    SQLite does that through the journal that was left beside the file, but only for a connection that may write.
    Raises ReskillError where nothing can be written.
    """
    left = faults.journal(path)
    if not left.is_file() or left.stat().st_size == 0:
        return
    try:
        with closing(connect(path, "rw")) as conn:
            conn.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.DatabaseError as error:
        if faults.is_busy(error):  # the change goes on: nothing is broken off
            raise faults.in_use(path) from error
        if faults.is_write_protected(path):
            raise faults.broken_off(path) from error
        # what else is wrong with the file is told where it is opened


def connect_checked(path: Path, read_only: bool, refusal: ReskillError) -> tuple[sqlite3.Connection, bool]:
    """A connection that may write, else one for reading, and which of them it is; raises `refusal` for another file."""
    try:
        return connect(path, "ro" if read_only else "rw"), read_only
    except sqlite3.OperationalError:
        try:
            return connect(path, "ro"), True
        except sqlite3.OperationalError as error:
            raise ReskillError(
                f"{path} cannot be read.", "Ask its owner for the right to read it, or check the drive."
            ) from error
    except sqlite3.DatabaseError as error:
        raise refusal from error


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """A connection with the pragmas that every project file is used with; mode ro, rw or rwc."""
    conn = sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=5)
    for pragma in (
        "trusted_schema=OFF",
        "cell_size_check=ON",
        "mmap_size=0",
        "foreign_keys=ON",
        "secure_delete=ON",
        "synchronous=FULL",
        "recursive_triggers=ON",
    ):
        conn.execute(f"PRAGMA {pragma}")
    return conn


def refuse_foreign_schema(conn: sqlite3.Connection, path: Path, version: int) -> None:
    """A project holds tables and indexes only: a view or trigger in the file is not ours and could run code."""
    kinds = {name: kind for kind, name in conn.execute("SELECT type, name FROM sqlite_schema")}
    expected = (t for t in (*DECISIONS, *DERIVED, *KEPT, "step") if SINCE.get(t, 1) <= version)
    missing = [t for t in expected if kinds.get(t) != "table"]
    if missing or any(kind in ("view", "trigger") for kind in kinds.values()):
        raise ReskillError(
            f"{path.name} has been altered outside Reskill or is incomplete.",
            "Open the newest backup instead (File, Restore a backup).",
        )
