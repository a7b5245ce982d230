"""The embedded pack: CSV files of data/onet built into one SQLite file in the user's cache at first use."""

from __future__ import annotations

import csv
import hashlib
import io
import lzma
import sqlite3
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import reskill.paths as paths
from reskill.atomic import replacing
from reskill.problem import ReskillError
from reskill.progress import Tick, silent
from reskill.reference import schema
from reskill.reference.sources import Origin, record

NAME = "embedded"
_PAGE = 16384  # bytes: the whole file is checked at each start, and each read of a page takes Windows long


def location(tick: Tick = silent) -> Path:
    """The built pack's file; builds it first when its sources have changed since (about five seconds)."""
    folder = paths.shipped("data/onet")
    target = paths.user_cache() / f"embedded-{_fingerprint(folder)}.sqlite"
    if not target.exists():
        tick(0.0, "Preparing the reference data (first start only)")
        try:
            with replacing(target) as part:
                build(folder, part)
        except sqlite3.OperationalError as error:
            raise ReskillError(
                f"The reference data could not be prepared ({error}).",
                f"Free some space on the disk that holds {target.parent} and try again.",
            ) from error
        for old in target.parent.glob("embedded-*.sqlite"):
            if old != target:
                old.unlink(missing_ok=True)
    return target


def build(folder: Path, target: Path) -> None:
    """Build the pack of the CSV files in `folder`; the same files give the same bytes."""
    target.unlink(missing_ok=True)
    db = sqlite3.connect(target, isolation_level=None)
    try:
        db.executescript(
            f"PRAGMA page_size={_PAGE}; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
            f"PRAGMA application_id={schema.APPLICATION_ID};"
            f"PRAGMA user_version={schema.VERSION};{schema.DDL}BEGIN;"
        )
        _fill(db, folder)
        db.execute("COMMIT")
        db.execute("VACUUM")
    finally:
        db.close()


def _fill(db: sqlite3.Connection, folder: Path) -> None:
    merged = {r["soc_code"]: r["oews_code"] for r in _rows(folder / "merged_codes.csv")}
    for r in _rows(folder / "occupations.csv"):
        soc = r["onet_soc_code"][:7]
        db.execute(
            "INSERT INTO occupation (code, title, soc, oews, job_zone, education) VALUES (?,?,?,?,?,?)",
            (
                r["onet_soc_code"],
                r["title"],
                soc,
                merged.get(soc, soc.replace("-", "")),
                r["job_zone"] or None,
                r["education"],
            ),
        )
    for path in sorted((folder / "tasks").glob("*.csv")):
        for r in _rows(path):
            key = r["onet_soc_code"], r["task_id"]
            db.execute(
                "INSERT INTO task (code, task_id, sentence, task_type, people, gpt4, automation)"
                " VALUES (?,?,?,?,?,?,?)",
                (*key, r["sentence"], r["task_type"], r["people"], r["gpt4"], r["automation"]),
            )
            db.executemany(
                "INSERT INTO task_activity (code, task_id, activity_id) VALUES (?,?,?)",
                [(*key, a) for a in r["activities"].split(";") if a],
            )
    db.execute("UPDATE occupation SET tasks = (SELECT count(*) FROM task WHERE task.code = occupation.code)")
    for path in sorted((folder / "titles").glob("*.csv")):
        db.executemany(
            "INSERT INTO title (title, department, code, also, source)"
            " SELECT :title, :department, :onet_soc_code, :also, :source WHERE NOT EXISTS"
            " (SELECT 1 FROM title WHERE (title, department, code) = (:title, :department, :onet_soc_code))",
            _rows(path),
        )
    db.executemany(
        "INSERT INTO element (element_id, name, kind) VALUES (:element_id,:name,:kind)", _rows(folder / "elements.csv")
    )
    for r in _rows(folder / "skills.csv"):
        code = r.pop("onet_soc_code")
        db.executemany(
            "INSERT INTO skill (code, element_id, importance) VALUES (?,?,?)",
            [(code, e, int(v) / 100) for e, v in r.items() if v],
        )
    db.executemany(
        "INSERT INTO related (code, related, tier) VALUES (:onet_soc_code,:related,:tier)",
        _rows(folder / "related.csv"),
    )
    db.executemany("INSERT INTO cip_soc (cip, soc) VALUES (:cip,:soc)", _rows(folder / "cip_soc.csv"))
    db.executemany(
        "INSERT INTO area (area, kind, industry, name, state_fips) VALUES (:area,:kind,:industry,:name,:state_fips)",
        _rows(folder / "areas.csv"),
    )
    db.executemany(
        "INSERT INTO wage (area, occ, emp, mean, p10, p25, p50, p75, p90, h50) VALUES (?,?,?,?,?,?,?,?,?,?)",
        ([v or None for v in r.values()] for r in _rows(folder / "wages.csv.xz")),
    )
    for r in _rows(folder / "sources.csv"):
        origin = Origin(r["source"], r["release"], r["dated"], r["licence"], note=r["note"])
        record(db, r["name"], origin)
    db.executemany(
        "INSERT INTO meta (key, value) VALUES (?,?)", [("name", NAME), ("title", "Embedded pack"), ("version", "1")]
    )


def _rows(path: Path) -> Iterable[dict[str, str]]:
    data = path.read_bytes()
    text = (lzma.decompress(data) if path.suffix == ".xz" else data).decode("utf-8")
    return csv.DictReader(io.StringIO(text))


@cache
def _fingerprint(folder: Path) -> str:
    """What tells these sources from others; they are read once, as rules and models are."""
    digest = hashlib.sha256(f"{schema.VERSION}{schema.DDL}".encode())
    for path in sorted(folder.rglob("*.csv*")):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
