"""Looking after packs: whether one is still what was imported, and removing one."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import reskill.paths as paths
from reskill.problem import Place, Problem, ReskillError
from reskill.progress import Tick, silent
from reskill.reference import embedded
from reskill.reference.building import checksum, manifest_file, pack_file
from reskill.reference.catalog import installed_packs, open_pack
from reskill.reference.sources import count

_AGAIN = "Import it again."
_ORPHANS = {  # what may not be -> how many there are
    "tasks of an unknown occupation": "task WHERE code NOT IN (SELECT code FROM occupation)",
    "work activities of an unknown task": "task_activity WHERE (code, task_id) NOT IN (SELECT code, task_id FROM task)",
    "titles of an unknown occupation": "title WHERE code <> '' AND code NOT IN (SELECT code FROM occupation)",
    "ratings of an unknown occupation": "skill WHERE code NOT IN (SELECT code FROM occupation)",
    "ratings of an unknown element": "skill WHERE element_id NOT IN (SELECT element_id FROM element)",
    "relations of an unknown occupation": "related WHERE code NOT IN (SELECT code FROM occupation)"
    " OR related NOT IN (SELECT code FROM occupation)",
    "figures of an unknown area": "wage WHERE area NOT IN (SELECT area FROM area)",
    "occupations with another number of tasks": "occupation o WHERE tasks <>"
    " (SELECT count(*) FROM task WHERE task.code = o.code)",
}


def verify(name: str, tick: Tick = silent) -> list[Problem]:
    """What is wrong with a pack; empty when it is sound.

    Checks the checksum of the file (of the embedded pack: that its sources give the same bytes), the database, the
    rows that each source states, and rows that point at nothing. Raises ReskillError when there is no such pack.
    """
    try:
        catalog = open_pack(name, tick)
    except ReskillError as error:
        if name not in installed_packs():
            raise
        return [Problem(error.text, Place(f"{name}.sqlite"), error.remedy)]
    catalog.close()
    place = Place(catalog.path.name)
    tick(0.1, f"Checking the bytes of {name}")
    found = list(_bytes(name, catalog.path))
    tick(0.5, f"Checking the tables of {name}")
    db = sqlite3.connect(f"{catalog.path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        found += list(_contents(db))
    except sqlite3.DatabaseError as error:
        found.append(f"The database is damaged ({error}).")
    finally:
        db.close()
    tick(1.0, f"{name} checked")
    remedy = _AGAIN if name != embedded.NAME else "Install Reskill again."
    return [Problem(text, place, remedy) for text in found]


def remove(name: str) -> None:
    """Remove a pack of the user's own. Raises ReskillError when it is not one, or is in use."""
    file = pack_file(name)
    if not file.is_file():
        raise ReskillError(f"There is no pack {name} of yours.", f"At hand: {', '.join(installed_packs())}.")
    try:
        file.unlink()
        manifest_file(file).unlink(missing_ok=True)
    except OSError as error:
        raise ReskillError(
            f"{name} could not be removed ({error.strerror}).", "Close every project that rests on it, and try again."
        ) from error


def _bytes(name: str, path: Path) -> Iterator[str]:
    if name == embedded.NAME:
        with tempfile.TemporaryDirectory() as folder:
            again = Path(folder) / "embedded.sqlite"
            embedded.build(paths.shipped("data/onet"), again)
            if checksum(again) != checksum(path):
                yield "Its sources do not give the same bytes."
        return
    try:
        stated = json.loads(manifest_file(path).read_text(encoding="utf-8"))["sha256"]
    except (OSError, ValueError, KeyError, TypeError):
        yield f"Its checksum is not at hand ({manifest_file(path).name} is missing or damaged)."
        return
    if stated != checksum(path):
        yield "Its bytes are not those that were imported (SHA-256)."


def _contents(db: sqlite3.Connection) -> Iterator[str]:
    for (text,) in db.execute("PRAGMA integrity_check(5)"):
        if text != "ok":
            yield f"The database is damaged: {text}."
    for name, rows in db.execute("SELECT name, rows FROM source").fetchall():
        try:
            there = count(db, name)
        except KeyError:
            yield f"It names a source that Reskill does not know: {name}."
            continue
        if there != rows:
            yield f"Of {name} it holds {there:,} rows, not {rows:,}."
    for what, rows_of in _ORPHANS.items():
        (n,) = db.execute(f"SELECT count(*) FROM {rows_of}").fetchone()
        if n:
            yield f"It holds {n:,} {what}."
