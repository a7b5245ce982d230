"""Building a pack step by step in a staging file, so that a pack is the old one or the complete new one.

Each step is one transaction and leaves a mark. After a kill the next import of the same files goes on behind the last
mark; any other import starts the staging file anew. One import runs at a time: it holds the staging file's lock.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reskill import __version__
from reskill.atomic import replacing
from reskill.problem import ReskillError
from reskill.progress import Tick, section, silent
from reskill.reference import embedded, schema
from reskill.reference.catalog import packs_folder

TABLES = tuple(re.findall(r"CREATE TABLE (\w+)", schema.DDL))
_STAGING = ".import.staging"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+_-]{0,59}")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_CHUNK = 2**20


@dataclass(frozen=True)
class Step:
    """One part of a pack: its name, its share of the work, and what fills it within one transaction."""

    name: str
    weight: float
    fill: Callable[[sqlite3.Connection, Tick], None]


def pack_file(name: str) -> Path:
    """The file of a pack in the user's folder. Raises ReskillError when the name cannot be one."""
    if not _NAME.fullmatch(name) or _RESERVED.fullmatch(name) or name.endswith(".") or name == embedded.NAME:
        raise ReskillError(
            f"“{name}” cannot be the name of a pack of yours.",
            "Use up to 60 letters, digits and . + _ - (not “embedded”, which is the pack that comes with Reskill).",
        )
    return packs_folder() / f"{name}.sqlite"


def manifest_file(pack: Path) -> Path:
    """The file beside a pack that holds its checksum."""
    return pack.with_suffix(".json")


def build(name: str, title: str, inputs: str, base: Path, steps: Sequence[Step], tick: Tick = silent) -> Path:
    """Build a pack and put it in the place of one of the same name; gives its file.

    `inputs` tells the imported files (a checksum), `base` is the pack that steps see as schema `base`. Whatever a step
    raises, and cancelling, leaves everything as it was.
    """
    target = pack_file(name)
    staging = packs_folder() / _STAGING
    with _locked(staging) as db:
        try:
            _prepare(db, hashlib.sha256(f"{name}\n{inputs}\n{checksum(base)}".encode()).hexdigest(), base)
            _run(db, steps, section(tick, 0.0, 0.95))
            tick(0.95, "Putting the pack in place")
            with replacing(target) as part:
                db.execute("VACUUM INTO ?", (str(part),))
                db.close()
                _finish(part, name, title)
                facts = {"sha256": checksum(part), "bytes": part.stat().st_size, "by": f"Reskill {__version__}"}
            with replacing(manifest_file(target)) as part:
                part.write_text(json.dumps(facts | {"pack": name}, indent=1) + "\n", encoding="utf-8")
        except BaseException:
            db.close()
            _discard(staging)
            raise
        _discard(staging)
    tick(1.0, "Pack in place")
    return target


def copy_base(tables: Sequence[str] = TABLES) -> Step:
    """The step that takes tables over from the base as they are."""

    def fill(db: sqlite3.Connection, tick: Tick) -> None:
        for n, table in enumerate(tables):
            tick(n / len(tables), "Copying the pack")
            db.execute(f"INSERT INTO main.{table} SELECT * FROM base.{table}")

    return Step("copy", 2.0, fill)


def checksum(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


@contextlib.contextmanager
def _locked(staging: Path) -> Iterator[sqlite3.Connection]:
    """The staging file, held against other imports; what a killed import left of other files is removed."""
    db = _opened(staging)
    try:
        for left in staging.parent.glob(".*.part*"):
            left.unlink(missing_ok=True)
        yield db
    except sqlite3.OperationalError as error:
        raise ReskillError(
            f"The pack could not be built ({error}).", "Check that the disk has space; nothing was changed."
        ) from error
    finally:
        db.close()


def _opened(staging: Path) -> sqlite3.Connection:
    for _ in range(2):
        db = sqlite3.connect(staging, isolation_level=None, timeout=0, uri=True)
        try:
            db.executescript("PRAGMA main.locking_mode=EXCLUSIVE; PRAGMA synchronous=OFF; BEGIN EXCLUSIVE; COMMIT;")
            if db.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok":
                return db
            db.close()
        except sqlite3.DatabaseError as error:
            db.close()
            if "locked" in str(error):
                raise ReskillError("Another import is running.", "Wait until it has ended, and try again.") from error
        _discard(staging)  # a power failure left it damaged
    raise ReskillError("The folder of packs cannot be written.", f"Check {staging.parent}.")


def _prepare(db: sqlite3.Connection, inputs: str, base: Path) -> None:
    """Attach the base; empty the staging file unless it was made of the same inputs by this version."""
    db.execute("ATTACH ? AS base", (f"{base.resolve().as_uri()}?mode=ro&immutable=1",))
    mark = f"{inputs} {schema.VERSION} {__version__}"
    tables = [r[0] for r in db.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table'")]
    if "building" in tables and db.execute("SELECT 1 FROM building WHERE step = ?", (mark,)).fetchone():
        return
    db.execute("BEGIN")
    for table in tables:
        db.execute(f'DROP TABLE main."{table}"')
    for statement in filter(str.strip, _statements()):
        db.execute(statement)
    db.execute("INSERT INTO building (step) VALUES (?)", (mark,))
    db.execute("COMMIT")


def _statements() -> list[str]:
    plain = re.sub(r"--[^\n]*", "", schema.DDL)
    return ["CREATE TABLE building (step TEXT PRIMARY KEY)", *plain.split(";")]


def _run(db: sqlite3.Connection, steps: Sequence[Step], tick: Tick) -> None:
    done = {r[0] for r in db.execute("SELECT step FROM building")}
    total = sum(s.weight for s in steps)
    before = 0.0
    for step in steps:
        start, before = before, before + step.weight
        if step.name in done:
            continue
        tick(start / total, f"Importing {step.name}")
        db.execute("BEGIN")
        step.fill(db, section(tick, start / total, before / total))
        db.execute("INSERT INTO building (step) VALUES (?)", (step.name,))
        db.execute("COMMIT")


def _finish(part: Path, name: str, title: str) -> None:
    """Make the copy of the staging file a pack: its identity in, the marks out."""
    db = sqlite3.connect(part, isolation_level=None)
    try:
        db.executescript(
            f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA application_id={schema.APPLICATION_ID};"
            f"PRAGMA user_version={schema.VERSION}; DROP TABLE building;"
        )
        db.executemany("INSERT OR REPLACE INTO meta (key, value) VALUES (?,?)", [("name", name), ("title", title)])
        db.execute("UPDATE occupation SET tasks = (SELECT count(*) FROM task WHERE task.code = occupation.code)")
        db.execute("VACUUM")
    finally:
        db.close()


def _discard(staging: Path) -> None:
    for path in (staging, staging.with_name(f"{staging.name}-journal")):
        path.unlink(missing_ok=True)
