"""The tables of pathways: `destination`, `gap`, `program_fit`, `practice` and `mobility`, rewritten in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, fields
from operator import attrgetter

from reskill.pathways import practice
from reskill.pathways.destination import Destination
from reskill.pathways.fit import ProgramFit
from reskill.pathways.gaps import Gap
from reskill.project import provenance
from reskill.project.connection import among
from reskill.project.database import Database
from reskill.project.file import Project
from reskill.project.freshness import MADE

_of_fit = attrgetter(*(f.name for f in fields(ProgramFit)))


@dataclass
class Found:
    """What was found for some titles, by table; `practice` has the modules of each title, `mobility` rows as they are."""

    destinations: list[Destination] = field(default_factory=list)
    gaps: list[tuple[object, ...]] = field(default_factory=list)
    fits: list[tuple[object, ...]] = field(default_factory=list)
    practice: list[tuple[int, list[practice.Module]]] = field(default_factory=list)
    mobility: list[tuple[object, ...]] = field(default_factory=list)

    def prepare(self, way: Destination, gaps: Iterable[Gap], programs: Iterable[ProgramFit]) -> None:
        """Add what one pathway asks more, and the programs for it."""
        key = way.title_id, way.code
        self.gaps += [(*key, g.element_id, g.element, g.kind, g.have, g.need) for g in gaps]
        self.fits += [(*key, *_of_fit(f)) for f in programs]


def store(project: Project, found: Found, only: Collection[int] | None) -> None:
    """Put what was found in the place of what is stored, of all titles or of some."""
    with project.derive(*(["pathways"] if only is None else [])) as db:
        for table in (t for t, stage in MADE.items() if stage == "pathways"):
            db.execute(f"DELETE FROM {table}" + ("" if only is None else f" WHERE {among('title_id', only)}"))
        _insert(db, "destination", Destination._fields, found.destinations)
        mobility = "title_id", "room", "alike_jobs", "alike_here", "area", "hemmed_in"
        _insert(db, "mobility", mobility, found.mobility)
        practice.write(db, found.practice)
        _insert(db, "gap", ("title_id", "code", "element_id", "element", "kind", "have", "need"), found.gaps)
        _insert(db, "program_fit", ("title_id", "code", *(f.name for f in fields(ProgramFit))), found.fits)
        provenance.record(project, provenance.OUTLOOK, provenance.MOVES, provenance.NEXT_JOBS)


def _insert(db: Database, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    marks = ",".join("?" * len(columns))
    db.conn.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)
