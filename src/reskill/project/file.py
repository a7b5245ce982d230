"""Opening, creating and changing a project file."""

from __future__ import annotations

import datetime as dt
import getpass
import secrets
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from reskill.problem import ReskillError
from reskill.project import faults, freshness, undo
from reskill.project.schema import APPLICATION_ID, DECISIONS, DERIVED, SINCE, VERSION, migrations
from reskill.thresholds import DEFAULTS, Thresholds, demand_within_bounds

SUFFIX = ".reskill"
KEPT_STEPS = 200  # older steps stay in the audit trail but can no longer be undone

Row = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """One change: what was done, by whom, when (ISO, local time) and how many rows it touched."""

    id: int
    label: str
    who: str
    at: str
    changes: int
    state: str


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
        return DEFAULTS.with_settings({r["key"]: r["value"] for r in self.rows("SELECT key, value FROM setting")})

    @property
    def city(self) -> str:
        """The city's name, or the file's."""
        return self.setting("city") or self.path.stem

    # -- changing --------------------------------------------------------------------------------------------------

    @contextmanager
    def change(self, label: str) -> Iterator[Database]:
        """One command: everything inside is one transaction, one undo step and one line of the audit trail.

        A change inside a change joins it. Any exception rolls the whole command back.
        """
        self._demand_writable()
        if self.db.conn.in_transaction:
            yield self.db
            return
        with self._transaction():
            undo.begin(self.db.conn)
            yield self.db
            inverse = undo.collect(self.db.conn)
            self._mark_stale()
            if inverse:
                self.db.execute("UPDATE step SET state = 'replaced', inverse = NULL WHERE state = 'undone'")
                self._keep_step(label, inverse)

    @contextmanager
    def derive(self) -> Iterator[Database]:
        """One transaction that rewrites derived tables; no undo step."""
        self._demand_writable()
        with self._transaction():
            yield self.db

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

    def _mark_stale(self, plan_again: bool = False) -> None:
        """Mark, within the change, what it put out of date; a plan that is made again is up to date."""
        changed, before = undo.changed(self.db.conn), self.setting("stale")
        stale = freshness.first([freshness.rests_on(changed), before])
        if plan_again and before == "plan" and ("cohort", "") in changed:
            stale = ""
        if stale != before:
            self.db.execute("INSERT OR REPLACE INTO setting VALUES ('stale', ?)", (stale,))

    def _keep_step(self, label: str, inverse: list[str]) -> None:
        self.db.execute(
            "INSERT INTO step (label, who, at, changes, inverse) VALUES (?,?,?,?,?)",
            (label, self.who, now(), len(inverse), undo.pack(inverse)),
        )
        self.db.execute(
            "UPDATE step SET inverse = NULL WHERE inverse IS NOT NULL AND id <= (SELECT max(id) FROM step) - ?",
            (KEPT_STEPS,),
        )

    def undo(self) -> Step | None:
        """Take the last change back; None when there is nothing to undo."""
        return self._turn("SELECT * FROM step WHERE state = 'done' ORDER BY id DESC LIMIT 1", "undone")

    def redo(self) -> Step | None:
        """Do the last undone change again; None when there is nothing to redo."""
        return self._turn("SELECT * FROM step WHERE state = 'undone' ORDER BY id LIMIT 1", "done")

    def _turn(self, query: str, state: str) -> Step | None:
        self._demand_writable()
        found = self.rows(query)
        if not found or found[0]["inverse"] is None:
            return None
        step = found[0]
        with self._transaction():
            undo.begin(self.db.conn)
            undo.run(self.db.conn, undo.unpack(step["inverse"]))
            inverse = undo.pack(undo.collect(self.db.conn))
            self._mark_stale(plan_again=state == "done")
            self.db.execute("UPDATE step SET state = ?, inverse = ? WHERE id = ?", (state, inverse, step["id"]))
        return Step(step["id"], step["label"], step["who"], step["at"], step["changes"], state)

    def history(self, limit: int = 1000) -> list[Step]:
        """The audit trail, newest first."""
        rows = self.rows("SELECT id, label, who, at, changes, state FROM step ORDER BY id DESC LIMIT ?", (limit,))
        return [Step(**r) for r in rows]

    def set_setting(self, key: str, value: str) -> None:
        """Set a setting as part of the change that is open, or as one of its own.

        Raises ReskillError for a threshold outside its bounds.
        """
        demand_within_bounds(key, value)
        with self.change(f"Set {key.replace('_', ' ')}"):
            if self.setting(key, "\0") != value:
                self.db.execute(
                    "INSERT INTO setting VALUES (?,?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                    (key, value),
                )

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
        """Write a complete copy of the project to `target` (SQLite's online backup, then replace).

        With `new`, what is at `target` by then is never replaced. Raises ReskillError.
        """
        from reskill.atomic import replacing

        with replacing(target, new) as part:
            try:
                with closing(sqlite3.connect(part)) as copy:
                    self.db.conn.backup(copy)
            except sqlite3.OperationalError as error:
                raise faults.explained(error, target, None) or error from error

    @property
    def lost(self) -> ReskillError | None:
        """Why the file is no longer the one that was opened (moved, deleted, replaced); None while it is."""
        return faults.lost(self.path, self._mark)

    def close(self) -> None:
        """Close the file."""
        self.db.conn.close()


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
        conn = _connect(path, "rwc")
        conn.execute(f"PRAGMA application_id={APPLICATION_ID}")
        conn.execute("PRAGMA journal_mode=DELETE")
        db = Database(conn)
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
            db.execute("INSERT INTO setting VALUES (?,?)", (key, value))
    return Project(path, db)


def open_project(path: Path, read_only: bool = False) -> Project:
    """Open a project file, checked before it is trusted and migrated when it is older; for viewing where it cannot be
    written.

    Raises ReskillError when it is missing, damaged, of a newer version, or something else.
    """
    if not path.is_file():
        raise ReskillError(f"{path} is not there.", "Check the name, or whether the drive is connected.")
    not_ours = ReskillError(f"{path.name} is not a Reskill project.", "Choose a file that ends in .reskill.")
    _heal(path)
    conn, read_only = _connect_checked(path, read_only, not_ours)
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
        _refuse_foreign_schema(conn, path, version)
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
    return Project(path, Database(conn), writable=not read_only)


def _migrated(path: Path, conn: sqlite3.Connection, in_memory: bool) -> sqlite3.Connection:
    """The file brought to this version's tables, backed up before; or a copy in memory, which leaves it as it is."""
    if in_memory:
        copy = sqlite3.connect(":memory:", isolation_level=None)
        conn.backup(copy)
        conn.close()
        conn = copy
    else:
        from reskill.project.backup import back_up

        back_up(Project(path, Database(conn), writable=False))
    db = Database(conn)
    try:
        with db.atomic():
            migrations.apply(db)
            conn.execute(f"PRAGMA user_version={VERSION}")
    except sqlite3.OperationalError as error:
        conn.close()
        raise faults.explained(error, path, faults.mark(path)) or error from error
    return conn


def _heal(path: Path) -> None:
    """Take back a change that was broken off, by a kill or a power cut, before anybody reads the file.

    SQLite does that through the journal that was left beside the file, but only for a connection that may write.
    Raises ReskillError where nothing can be written.
    """
    left = faults.journal(path)
    if not left.is_file() or left.stat().st_size == 0:
        return
    try:
        with closing(_connect(path, "rw")) as conn:
            conn.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.DatabaseError as error:
        if faults.is_busy(error):  # the change goes on: nothing is broken off
            raise faults.in_use(path) from error
        if faults.is_write_protected(path):
            raise faults.broken_off(path) from error
        # what else is wrong with the file is told where it is opened


def _connect_checked(path: Path, read_only: bool, refusal: ReskillError) -> tuple[sqlite3.Connection, bool]:
    try:
        return _connect(path, "ro" if read_only else "rw"), read_only
    except sqlite3.OperationalError:
        try:
            return _connect(path, "ro"), True
        except sqlite3.OperationalError as error:
            raise ReskillError(
                f"{path} cannot be read.", "Ask its owner for the right to read it, or check the drive."
            ) from error
    except sqlite3.DatabaseError as error:
        raise refusal from error


def _connect(path: Path, mode: str) -> sqlite3.Connection:
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


def _refuse_foreign_schema(conn: sqlite3.Connection, path: Path, version: int) -> None:
    """A project holds tables and indexes only: a view or trigger in the file is not ours and could run code."""
    kinds = {name: kind for kind, name in conn.execute("SELECT type, name FROM sqlite_schema")}
    expected = (t for t in (*DECISIONS, *DERIVED, "step") if SINCE.get(t, 1) <= version)
    missing = [t for t in expected if kinds.get(t) != "table"]
    if missing or any(kind in ("view", "trigger") for kind in kinds.values()):
        raise ReskillError(
            f"{path.name} has been altered outside Reskill or is incomplete.",
            "Open the newest backup instead (File, Restore a backup).",
        )


def login() -> str:
    """The user's name on this computer."""
    try:
        return getpass.getuser()
    except OSError:
        return "planner"
