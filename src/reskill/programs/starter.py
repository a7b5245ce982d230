"""The starter catalogue of programs and partners that comes with Reskill."""

from __future__ import annotations

import reskill.paths as paths
from reskill.project.file import Project

PROGRAM_FIELDS = (
    "name",
    "provider",
    "kind",
    "delivery",
    "length",
    "hours",
    "cost",
    "cost_text",
    "audience",
    "cip",
    "soc",
    "credential",
    "subjects",
    "place",
    "city",
    "url",
    "source",
    "source_date",
    "note",
    "origin",
)
_PARTNER_FIELDS = ("name", "kind", "role", "url", "source", "note")


def load_starter_programs(project: Project) -> None:
    """Add the shipped programs and partners that the project does not have yet, as one change.

    What a person has edited stays as it is; loading twice adds nothing.
    """
    with project.change("Load the starter programs"):
        have = {(r["name"], r["provider"]) for r in project.rows("SELECT name, provider FROM program")}
        marks = ",".join("?" * len(PROGRAM_FIELDS))
        project.db.conn.executemany(
            f"INSERT INTO program ({', '.join(PROGRAM_FIELDS)}, hours_source) VALUES ({marks}, ?)",
            [
                _program(r)
                for r in paths.shipped_rows("data/programs/programs.csv")
                if (r["name"], r["provider"]) not in have
            ],
        )
        known = {r["name"] for r in project.rows("SELECT name FROM partner")}
        project.db.conn.executemany(
            f"INSERT INTO partner ({', '.join(_PARTNER_FIELDS)}) VALUES ({','.join('?' * len(_PARTNER_FIELDS))})",
            [_partner(r) for r in paths.shipped_rows("data/programs/partners.csv") if r["name"] not in known],
        )


def _program(row: dict[str, str]) -> list[object]:
    """Numbers as numbers; an empty hours or cost is not known, which is not zero."""
    facts = [(float(row[f]) if row[f] else None) if f in ("hours", "cost") else row[f] for f in PROGRAM_FIELDS]
    return [*facts, (row["source"] or row["url"]) if row["hours"] else ""]


def _partner(row: dict[str, str]) -> list[str]:
    dated = row | {"source": "; ".join(filter(None, (row["source"], row["source_date"])))}
    return [dated[f] for f in _PARTNER_FIELDS]
