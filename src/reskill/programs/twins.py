"""Programs that may be one: the same name by the same provider under another spelling or site, in one place; merging
them is a person's deed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence

from reskill.problem import ReskillError
from reskill.project.file import Project

_SITE = re.compile(r"\s[-\u2013|]\s.*$|\(.*?\)|\b(main|campus|inc|llc|corp|the|of|at)\b\.?", re.IGNORECASE)
_BRACKETS, _BY = re.compile(r"\(.*?\)"), re.compile(r", by \w+$")
_FACTS = (
    "hours",
    "hours_source",
    "cost",
    "cost_text",
    "cip",
    "soc",
    "credential",
    "licence",
    "prerequisites",
    "url",
    "zip",
    "city",
    "place",
    "weeks",
)


def twins(project: Project) -> list[tuple[int, ...]]:
    """Ids of programs that may be one, group by group; those that are closed are left out."""
    groups: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for r in project.rows(
        "SELECT id, name, provider, city, zip FROM program WHERE closed = '' AND provider <> '' ORDER BY id"
    ):
        place = r["zip"] or r["city"]
        groups[_plain(r["name"]), _plain(_SITE.sub(" ", r["provider"])), place].append(r["id"])
    return [tuple(ids) for ids in groups.values() if len(ids) > 1]


def listed_again(project: Project, among: Collection[int]) -> frozenset[int]:
    """Ids of programs that came with Reskill and that a list of the project has too, as one of `among`, by name and
    provider: the list, which is newer, stands for them."""
    rows = project.rows("SELECT id, name, provider, origin, list, closed FROM program WHERE provider <> ''")
    listed = {_known(r["name"], r["provider"]) for r in rows if r["list"] and not r["closed"] and r["id"] in among}
    return frozenset(r["id"] for r in rows if r["origin"] == "starter" and _known(r["name"], r["provider"]) in listed)


def merge(project: Project, keep: int, others: Sequence[int]) -> None:
    """Make one program of several: `keep` takes over the pins, deliveries and cohorts of the others, and their facts where
    it has none. Raises ReskillError without another program."""
    gone = [i for i in others if i != keep]
    if not gone:
        raise ReskillError("One program alone cannot be merged.", "Choose the programs that are one.")
    with project.change("Merge programs") as db:
        for i in gone:
            for table in ("link", "partner_program"):
                db.execute(f"UPDATE OR IGNORE {table} SET program_id = ? WHERE program_id = ?", (keep, i))
            db.execute("UPDATE cohort SET program_id = ? WHERE program_id = ?", (keep, i))
            facts = ", ".join(
                f"{f} = CASE WHEN {f} IS NULL OR {f} = '' THEN (SELECT o.{f} FROM program o WHERE o.id = :gone) ELSE {f} END"
                for f in _FACTS
            )
            db.execute(f"UPDATE program SET {facts} WHERE id = :keep", {"gone": i, "keep": keep})
            db.execute("DELETE FROM program WHERE id = ?", (i,))


def _known(name: str, provider: str) -> tuple[str, str]:
    """A name without what stands in brackets and a provider without the firm whose course it sells, as plain words."""
    return _plain(_BRACKETS.sub(" ", name)), _plain(_SITE.sub(" ", _BY.sub("", provider)))


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text.casefold()).split())
