"""Opening, creating and changing a project file."""

from __future__ import annotations

import datetime as dt
import getpass
import secrets
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reskill.problem import ReskillError
from reskill.project import backup, connection, faults, freshness, undo
from reskill.project.database import Database
from reskill.project.freshness import Stale
from reskill.project.migrations import migrations
from reskill.project.schema import APPLICATION_ID, VERSION
from reskill.thresholds import DEFAULTS, ORDERED, Thresholds, demand_order, demand_within_bounds, doubtful

KEPT_STEPS = 200  # older steps stay in the audit trail but can no longer be undone

_LAST_DONE = "SELECT * FROM step WHERE state = 'done' ORDER BY id DESC LIMIT 1"
_FIRST_UNDONE = "SELECT * FROM step WHERE state = 'undone' ORDER BY id LIMIT 1"

Row = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """One change: what was done, by whom, when (ISO, local time), how many rows it touched and of which tables.

    A step of an early version does not say its tables.
    """

    id: int
    label: str
    who: str
    at: str
    changes: int
    state: str
    tables: tuple[str, ...]


class Project:
    """An open project file. Use `create` or `open_project`; one thread, one Project."""

    def __init__(self, path: Path, db: Database, writable: bool = True) -> None:
        self.path = path
        self.db = db
        self.writable = writable
        self._mark = faults.mark(path)
        self.who = self.setting("planner") or login()
        if writable:
            undo.install(db.conn)

    # -- reading ---------------------------------------------------------------------------------------------------

    def rows(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[Row]:
        """Rows of a query as dictionaries."""
        with self._explained():
            cursor = self.db.conn.execute(sql, values)
            names = [c[0] for c in cursor.description]
            return [dict(zip(names, r, strict=True)) for r in cursor]

    def value(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """The first column of the first row, or None."""
        with self._explained():
            row = self.db.conn.execute(sql, values).fetchone()
        return row[0] if row else None

    def setting(self, key: str, default: str = "") -> str:
        """A setting of the project."""
        found = self.value("SELECT value FROM setting WHERE key = ?", (key,))
        return default if found is None else str(found)

    @property
    def thresholds(self) -> Thresholds:
        """The defaults with this project's own settings applied."""
        return DEFAULTS.with_settings(self._settings())

    @property
    def doubtful_settings(self) -> list[str]:
        """Stored settings that cannot be used as they stand, in words."""
        return doubtful(self._settings())

    def _settings(self) -> dict[str, str]:
        return {r["key"]: r["value"] for r in self.rows("SELECT key, value FROM setting")}

    @property
    def stale(self) -> Stale:
        """What is out of date."""
        return Stale.read(self.setting("stale"))

    @property
    def city(self) -> str:
        """The city's name, or the file's."""
        return self.setting("city") or self.path.stem

    # -- changing --------------------------------------------------------------------------------------------------

    @contextmanager
    def change(self, label: str, *made: str) -> Iterator[Database]:
        """One command: everything inside is one transaction, one undo step and one line of the audit trail.

        What rests on it is marked out of date, but for the stages that it `made` itself. A change inside a change
        joins it. Any exception rolls the whole command back, and so do thresholds in the wrong order.
        """
        self._demand_writable()
        if self.db.conn.in_transaction:
            yield self.db
            return
        with self._transaction():
            undo.begin(self.db.conn)
            yield self.db
            inverse, tables = undo.collect(self.db.conn), undo.tables(self.db.conn)
            changed = undo.changed(self.db.conn)
            if any(table == "setting" and key in ORDERED for table, key in changed):
                demand_order(self.thresholds)
            self._note_stale(freshness.rests_on(changed), made)
            if inverse:
                self.db.execute("UPDATE step SET state = 'replaced', inverse = NULL WHERE state = 'undone'")
                self._keep_step(label, inverse, tables)

    @contextmanager
    def derive(self, *made: str, renewed: Collection[int] = ()) -> Iterator[Database]:
        """One transaction that rewrites derived tables, no undo step; the stages `made` are up to date then, and so are
        roles and pathways of the titles `renewed`.

        One inside another joins it.
        """
        self._demand_writable()
        with self._transaction():
            yield self.db
            self._note_stale(Stale(), made, renewed)

    def mark_stale(self, stale: Stale) -> None:
        """Mark what is out of date for another reason than a change of the project."""
        with self.derive():
            self._note_stale(stale)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._explained(), self.db.atomic():
            yield

    def _demand_writable(self) -> None:
        if not self.writable:
            raise ReskillError("This project is open for viewing only.", "Save a copy to make changes.")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            said = faults.explained(error, self.path, self._mark)
            if said is None:
                raise
            raise said from error

    def _note_stale(self, stale: Stale, made: Sequence[str] = (), renewed: Collection[int] = ()) -> None:
        """Note what is out of date besides what was before, after what was made."""
        before = self.stale
        after = (before | stale).after(made, renewed)
        if after != before:
            self.db.execute("INSERT OR REPLACE INTO setting (key, value) VALUES ('stale', ?)", (str(after),))

    def _keep_step(self, label: str, inverse: list[str], tables: Sequence[str]) -> None:
        self.db.execute(
            "INSERT INTO step (label, who, at, changes, inverse, tables) VALUES (?,?,?,?,?,?)",
            (label, self.who, now(), len(inverse), undo.pack(inverse), " ".join(tables)),
        )
        self.db.execute(
            "UPDATE step SET inverse = NULL WHERE inverse IS NOT NULL AND id <= (SELECT max(id) FROM step) - ?",
            (KEPT_STEPS,),
        )

    def undo(self) -> Step | None:
        """Take the last change back; None when there is nothing to undo."""
        return self._turn(_LAST_DONE, "undone")

    def redo(self) -> Step | None:
        """Do the last undone change again; None when there is nothing to redo."""
        return self._turn(_FIRST_UNDONE, "done")

    @property
    def turns(self) -> tuple[str, str]:
        """The labels of the steps that undo and redo would turn; '' where that cannot be done."""
        found = [self.rows(query) for query in (_LAST_DONE, _FIRST_UNDONE)]
        undone, redone = (r[0]["label"] if r and r[0]["inverse"] and self.writable else "" for r in found)
        return undone, redone

    def _turn(self, query: str, state: str) -> Step | None:
        self._demand_writable()
        found = self.rows(query)
        if not found or found[0]["inverse"] is None:
            return None
        step = _step(found[0] | {"state": state})
        with self._transaction():
            undo.begin(self.db.conn)
            undo.run(self.db.conn, undo.unpack(found[0]["inverse"]))
            inverse = undo.pack(undo.collect(self.db.conn))
            made = ["plan"] if state == "done" and "plan_note" in step.tables else []  # a plan that is made again
            self._note_stale(freshness.rests_on(undo.changed(self.db.conn)), made)
            self.db.execute("UPDATE step SET state = ?, inverse = ? WHERE id = ?", (state, inverse, step.id))
        return step

    def history(self, limit: int = 1000) -> list[Step]:
        """The audit trail, newest first."""
        return [_step(r) for r in self.rows("SELECT * FROM step ORDER BY id DESC LIMIT ?", (limit,))]

    def set_setting(self, key: str, value: str) -> None:
        """Set a setting as part of the change that is open, or as one of its own.

        Raises ReskillError for an unknown setting, and for a threshold outside its bounds.
        """
        freshness.demand_known(key)
        demand_within_bounds(key, value)
        with self.change(f"Set {key.replace('_', ' ')}"):
            if self.setting(key, "\0") != value:
                self.db.execute(
                    "INSERT INTO setting (key, value) VALUES (?,?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                    (key, value),
                )

    def forget_setting(self, key: str) -> None:
        """Give a setting its default back, as part of the change that is open, or as one of its own."""
        with self.change(f"Forget {key.replace('_', ' ')}"):
            self.db.execute("DELETE FROM setting WHERE key = ?", (key,))

    # -- the file --------------------------------------------------------------------------------------------------

    def check(self) -> list[str]:
        """What is wrong with the file, in words; empty when it is sound."""
        found = [str(r[0]) for r in self.db.execute("PRAGMA integrity_check") if r[0] != "ok"]
        found += [
            f"a row of {r[0]} points at a row of {r[2]} that is gone"
            for r in self.db.execute("PRAGMA foreign_key_check")
        ]
        bad = self.rows(
            "SELECT title_id, sum(share) AS total FROM mapping GROUP BY title_id HAVING abs(total - 1) > 0.001"
        )
        found += [f"the shares of title {r['title_id']} sum to {r['total']:.3f}, not 1" for r in bad]
        return found

    def save_copy(self, target: Path, new: bool = False) -> None:
        """Write a complete copy of the project to `target`.

        With `new`, what is at `target` by then is never replaced. Raises ReskillError.
        """
        backup.write_copy(self.db.conn, target, new)

    def back_up(self) -> Path:
        """Copy the project into its backup folder; gives the copy."""
        return backup.back_up(self.path, self.db.conn)

    @property
    def lost(self) -> ReskillError | None:
        """Why the file is no longer the one that was opened (moved, deleted, replaced); None while it is."""
        return faults.lost(self.path, self._mark)

    @property
    def version(self) -> int:
        """A number that is another one when somebody else has written into the file."""
        return int(self.value("PRAGMA data_version"))

    def write_at_commit(self) -> None:
        """Shut readers out at the commit of long work only, which is kept in memory until then."""
        self.db.execute("PRAGMA cache_spill=OFF")

    def close(self) -> None:
        """Close the file."""
        self.db.conn.close()


def _step(row: Row) -> Step:
    said = ("id", "label", "who", "at", "changes", "state")
    return Step(**{name: row[name] for name in said}, tables=tuple(row["tables"].split()))


def now() -> str:
    """The time of a decision: ISO, local, to the second."""
    return dt.datetime.now().isoformat(sep=" ", timespec="seconds")


def create(path: Path, city: str = "", state: str = "") -> Project:
    """Create a project file. Raises ReskillError when the file exists or cannot be written."""
    if path.exists():
        raise ReskillError(f"{path.name} exists already.", "Choose another name, or open it.")
    conn = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        conn = connection.connect(path, "rwc")
        conn.execute(f"PRAGMA application_id={APPLICATION_ID}")
        conn.execute("PRAGMA journal_mode=DELETE")
        db = connection.tables_of(conn)
        with db.atomic():  # one transaction: nineteen would each wait for the disk
            migrations.apply(db)
            conn.execute(f"PRAGMA user_version={VERSION}")
    except (OSError, sqlite3.OperationalError) as error:
        if conn:
            conn.close()
            path.unlink(missing_ok=True)  # what was begun of it
        raise ReskillError(
            f"{path} could not be created.", "Choose a folder that you can write to, on a disk with space."
        ) from error
    with db.atomic():
        for key, value in {
            "city": city or path.stem,
            "state": state,
            "key": secrets.token_hex(16),
            "created": now(),
            "reference": "embedded",
            "scenario": "public-interest",
        }.items():
            db.execute("INSERT INTO setting (key, value) VALUES (?,?)", (key, value))
    return Project(path, db)


def open_project(path: Path, read_only: bool = False) -> Project:
    """Open a project file, checked before it is trusted and migrated when it is older; for viewing where it cannot be
    written.

    Raises ReskillError when it is missing, damaged, of a newer version, or something else.
    """
    if not path.is_file():
        raise ReskillError(f"{path} is not there.", "Check the name, or whether the drive is connected.")
    not_ours = ReskillError(f"{path.name} is not a Reskill project.", "Choose a file that ends in .reskill.")
    connection.heal(path)
    conn, read_only = connection.connect_checked(path, read_only, not_ours)
    try:
        if conn.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise faults.damaged(path)
        if conn.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise not_ours
        version = conn.execute("PRAGMA user_version").fetchone()[0]
        if version > VERSION:
            raise ReskillError(
                f"{path.name} was saved by a newer version of Reskill.", "Install the newer version to open it."
            )
        connection.refuse_foreign_schema(conn, path, version)
        read_only = read_only or faults.is_write_protected(path)
    except sqlite3.DatabaseError as error:
        conn.close()
        unlike = error.sqlite_errorcode == sqlite3.SQLITE_NOTADB
        raise (not_ours if unlike else faults.explained(error, path, faults.mark(path)) or not_ours) from error
    except ReskillError:
        conn.close()
        raise
    if version < VERSION:
        conn = _migrated(path, conn, in_memory=read_only)
    return Project(path, connection.tables_of(conn), writable=not read_only)


def _migrated(path: Path, conn: sqlite3.Connection, in_memory: bool) -> sqlite3.Connection:
    """The file brought to this version's tables, backed up before; or a copy in memory, which leaves it as it is."""
    if in_memory:
        copy = sqlite3.connect(":memory:", isolation_level=None)
        conn.backup(copy)
        conn.close()
        conn = copy
    else:
        backup.back_up(path, conn)
    db = connection.tables_of(conn)
    try:
        with db.atomic():
            migrations.apply(db)
            conn.execute(f"PRAGMA user_version={VERSION}")
    except sqlite3.OperationalError as error:
        conn.close()
        raise faults.explained(error, path, faults.mark(path)) or error from error
    return conn


def login() -> str:
    """The user's name on this computer."""
    try:
        return getpass.getuser()
    except OSError:
        return "planner"
