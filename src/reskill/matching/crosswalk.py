"""Taking a crosswalk's decisions into a project, and giving the project's as one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from reskill.matching.crosswalk_file import Crosswalk, Entry, Shares, alike, write_crosswalk
from reskill.matching.decisions import settle
from reskill.matching.kept_decisions import kept_mappings
from reskill.matching.status import SUGGESTED
from reskill.matching.title_key import title_key
from reskill.project.file import Project
from reskill.reference.catalog import Catalog

Over = Literal["nothing", "suggestions", "decisions"]
"""What of the project a crosswalk's decision replaces where the two differ: a suggestion, or a person's decision too."""


@dataclass(frozen=True)
class Difference:
    """A title for which the crosswalk says otherwise than the project, for a person to confirm."""

    title_id: int
    title: str
    department: str
    here: Shares
    status: str  # of the project's mapping: suggested, accepted, changed, uncodable
    entry: Entry


@dataclass(frozen=True)
class Import:
    """What a crosswalk did: titles settled, differences that wait, titles of the project that it does not know."""

    settled: tuple[int, ...]
    differences: tuple[Difference, ...]
    unknown: int


def export_crosswalk(project: Project, target: Path, suggestions: bool = False) -> int:
    """Write the decisions of people, about titles that have left the roster too, to a CSV file, and with `suggestions`
    those that wait for a person; the number of titles."""
    rows = project.rows(
        "SELECT t.title, t.department, m.code AS onet_soc_code, m.share, m.status, m.who, m.at, m.why"
        " FROM mapping m JOIN title t ON t.id = m.title_id"
    )
    rows = [r for r in rows if suggestions or r["status"] != SUGGESTED]
    rows += [{**r, "onet_soc_code": r["code"]} for r in kept_mappings(project)]
    write_crosswalk(rows, target)
    return len({(r["title"], r["department"]) for r in rows})


def import_crosswalk(project: Project, catalog: Catalog, crosswalk: Crosswalk, over: Over = "nothing") -> Import:
    """Settle the titles on which the crosswalk agrees with the suggestion, or which have none, in one change.

    Suggestions that differ, and what people decided here, are left as they are and returned as differences, unless the
    crosswalk is taken `over` them.
    """
    known = {e.key: e for e in crosswalk.entries}
    replaced = {"nothing": ("",), "suggestions": ("", SUGGESTED)}.get(over)
    present = _present(project)
    settled, differences, unknown = [], [], 0
    for title_id, title, department, shares, status in present:
        key = title_key(title)
        entry = known.get((key, department.casefold())) or known.get((key, ""))
        if entry is None:
            unknown += 1
        elif not alike(shares, entry.shares) and not (replaced is None or status in replaced):
            differences.append(Difference(title_id, title, department, shares, status, entry))
        elif status in ("", SUGGESTED) or not alike(shares, entry.shares):
            settled.append((title_id, entry))
    with project.change(f"Import the crosswalk {crosswalk.file}"):
        for title_id, entry in settled:
            _take(project, catalog, title_id, entry)
    return Import(tuple(t for t, _ in settled), tuple(differences), unknown)


def confirm(project: Project, catalog: Catalog, differences: Iterable[Difference]) -> None:
    """Take the crosswalk's side for these titles, in one change."""
    chosen = list(differences)
    with project.change(f"Take {len(chosen)} decisions of a crosswalk"):
        for d in chosen:
            _take(project, catalog, d.title_id, d.entry)


def _take(project: Project, catalog: Catalog, title_id: int, entry: Entry) -> None:
    rows = [(code, catalog.occupation(code).title, share) for code, share in entry.shares]
    source = " ".join(filter(None, (f"crosswalk of {entry.who or 'another city'}", entry.at)))
    why = f"{source}: {entry.why}" if entry.why else source
    settle(project, title_id, rows, why)


def _present(project: Project) -> list[tuple[int, str, str, Shares, str]]:
    found: dict[int, tuple[int, str, str, Shares, str]] = {}
    for r in project.rows(
        "SELECT t.id, t.title, t.department, m.code, m.share, m.status FROM title t"
        " LEFT JOIN mapping m ON m.title_id = t.id ORDER BY t.id, m.share DESC, m.code"
    ):
        shares = found[r["id"]][3] if r["id"] in found else ()
        shares += ((r["code"], r["share"]),) if r["code"] else ()
        found[r["id"]] = (r["id"], r["title"], r["department"], shares, r["status"] or "")
    return list(found.values())
