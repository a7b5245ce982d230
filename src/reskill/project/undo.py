"""Undo by inverse SQL: temporary triggers write, for each change to a decision table, the statement that reverses it.

The technique is the one of SQLite's own "Automatic Undo/Redo" paper. The triggers are TEMP, so nothing that runs
is stored in the file.
"""

from __future__ import annotations

import json
import sqlite3
import zlib

from reskill.project.freshness import BY_TITLE, COLUMNS
from reskill.project.schema import DECISIONS


def install(db: sqlite3.Connection) -> None:
    """Create the log and the triggers on this connection."""
    db.execute("CREATE TEMP TABLE undo_log (seq INTEGER PRIMARY KEY, tbl TEXT, key TEXT, sql TEXT NOT NULL)")
    for table in DECISIONS:
        columns = [r[1] for r in db.execute(f"PRAGMA table_info({table})")]
        names = ", ".join(columns)
        old = " || ',' || ".join(f"quote(old.{c})" for c in columns)
        sets = " || ',' || ".join(f"'{c}=' || quote(old.{c})" for c in columns)
        log = "INSERT INTO undo_log (tbl, key, sql) VALUES"
        key = {"setting": "key", **dict.fromkeys(BY_TITLE, "title_id")}.get(table)
        new_key, old_key = (f"coalesce({row}.{key}, '')" if key else "''" for row in ("new", "old"))
        same = " AND ".join(f"new.{c} IS old.{c}" for c in COLUMNS.get(table, ())) or "0"
        db.execute(
            f"CREATE TEMP TRIGGER undo_i_{table} AFTER INSERT ON main.{table} BEGIN {log}"
            f" ('{table}', {new_key}, 'DELETE FROM {table} WHERE rowid=' || new.rowid); END"
        )
        db.execute(
            f"CREATE TEMP TRIGGER undo_u_{table} AFTER UPDATE ON main.{table} BEGIN {log}"
            f" ('{table}', iif({same}, NULL, {new_key}), 'UPDATE {table} SET ' || {sets} || ' WHERE rowid=' || new.rowid); END"
        )
        db.execute(
            f"CREATE TEMP TRIGGER undo_d_{table} BEFORE DELETE ON main.{table} BEGIN {log}"
            f" ('{table}', {old_key}, 'INSERT INTO {table} (rowid, {names}) VALUES (' || old.rowid || ',' || {old} || ')'); END"
        )


def begin(db: sqlite3.Connection) -> None:
    """Empty the log at the start of a change."""
    db.execute("DELETE FROM undo_log")


def collect(db: sqlite3.Connection) -> list[str]:
    """The statements that reverse the change so far, last change first."""
    return [r[0] for r in db.execute("SELECT sql FROM undo_log ORDER BY seq DESC")]


def changed(db: sqlite3.Connection) -> set[tuple[str, str]]:
    """What figures may rest on and the change so far touched: tables, with the setting's name, the title's number
    where a row has one, or ''."""
    rows = db.execute("SELECT DISTINCT tbl, key FROM undo_log WHERE key IS NOT NULL")
    return {(table, str(key)) for table, key in rows}


def tables(db: sqlite3.Connection) -> tuple[str, ...]:
    """The tables that the change so far touched, by name."""
    return tuple(r[0] for r in db.execute("SELECT DISTINCT tbl FROM undo_log ORDER BY tbl"))


def run(db: sqlite3.Connection, statements: list[str]) -> None:
    """Execute inverse statements; foreign keys are checked at commit, since order may cross tables."""
    db.execute("PRAGMA defer_foreign_keys=ON")
    for statement in statements:
        db.execute(statement)


def pack(statements: list[str]) -> bytes:
    """Statements as stored in `step.inverse`."""
    return zlib.compress(json.dumps(statements).encode("utf-8"))


def unpack(blob: bytes) -> list[str]:
    """The statements of `pack`. Raises ValueError when one is not of the three forms that `install` writes."""
    statements: list[str] = json.loads(zlib.decompress(blob))
    for s in statements:
        if not any(
            s.startswith(f"{verb} {t} ") for t in DECISIONS for verb in ("DELETE FROM", "UPDATE", "INSERT INTO")
        ):
            raise ValueError("a stored step holds a statement that Reskill did not write")
    return statements
