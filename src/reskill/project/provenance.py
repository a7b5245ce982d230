"""The rules and models that derived figures are worked out with, and whether those in force are still the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import reskill
import reskill.paths as paths
from reskill import observed_source, oversight_files
from reskill.project.file import Project, now
from reskill.project.freshness import Stale

OVERSIGHT, EXPOSURE, TITLES, OBSERVED = "oversight rules", "exposure model", "title model", "observed use"
OUTLOOK, MOVES, NEXT_JOBS = "employment outlook", "observed moves", "rules of next jobs"
_STAGES = {TITLES: "titles", EXPOSURE: "roles", OVERSIGHT: "roles", OBSERVED: "roles"} | dict.fromkeys(
    (OUTLOOK, MOVES, NEXT_JOBS), "pathways"
)
_PUBLISHED = {  # file of data/pathways, source, and the years that it is about
    OUTLOOK: (
        "outlook.csv",
        "U.S. Bureau of Labor Statistics, Employment Projections and occupational separations, public domain;"
        " national figures of all employers",
        "2024-2034",
    ),
    MOVES: (
        "observed_moves.csv",
        "Payroll lists of Baltimore (Baltimore Sun Data, CC BY 4.0) and Chicago, counted for Reskill; pairs of"
        " occupations with fewer than three moves are left out",
        "2010-2021",
    ),
}


@dataclass(frozen=True)
class Basis:
    """One of them: `release` is the program's version or "own rules", `at` when figures were last worked out with it.

    `sha256` is that of the files it consists of, names and bytes, in the order of their names.
    """

    name: str
    release: str
    sha256: str
    at: str = ""

    @property
    def source(self) -> str:
        """Who made it."""
        if self.name == OBSERVED:
            whose = f"{observed_source.SOURCE}, {observed_source.LICENCE}; joined by O*NET task ID"
            return f"{whose}. How it is used: {observed_source.MODES_SOURCE}, CC BY 4.0; joined by work activity"
        if self.name in _PUBLISHED:
            return _PUBLISHED[self.name][1]
        return "The city's own rules" if self.release == oversight_files.OWN else "Shipped with Reskill"

    @property
    def note(self) -> str:
        """Which files it was, for a table of sources."""
        return f"SHA-256 {self.sha256}; figures worked out with it on {self.at}"


@cache
def in_force(name: str) -> Basis:
    """What figures are worked out with from here on; read once, as the rules and models are."""
    release = f"Reskill {reskill.__version__}"
    if name == OVERSIGHT:
        folder = oversight_files.folder()
        own = folder != paths.shipped("data/oversight")
        return Basis(name, oversight_files.OWN if own else release, _digest(oversight_files.files(folder)))
    if name == OBSERVED:
        seen = (observed_source.FILE, observed_source.MODES_FILE)
        return Basis(name, observed_source.DATED, _digest(paths.shipped("data/exposure") / file for file in seen))
    if name in _PUBLISHED:
        file, _, years = _PUBLISHED[name]
        return Basis(name, years, _digest([paths.shipped("data/pathways") / file]))
    if name == NEXT_JOBS:
        files = (
            "asks.csv",
            "changed_duties.csv",
            "gap_words.csv",
            "leading.csv",
            "licences.csv",
            "state_licences.csv",
            "said_kinds.csv",
        )
        return Basis(name, release, _digest(paths.shipped("data/pathways") / f for f in files))
    if name == EXPOSURE:
        return Basis(name, release, _digest([paths.shipped("data/exposure") / "model.npz"]))
    return Basis(name, release, _digest(p for p in paths.shipped("data/matching").iterdir() if p.suffix != ".md"))


def record(project: Project, *names: str) -> None:
    """Write down, in the transaction that is open, that figures were just worked out with these."""
    rows = [(b.name, b.release, b.sha256, now()) for b in map(in_force, names)]
    project.db.conn.executemany("INSERT OR REPLACE INTO basis (name, release, sha256, at) VALUES (?,?,?,?)", rows)


def recorded(project: Project) -> list[Basis]:
    """What the figures of a project rest on besides its reference; empty for figures of an early version."""
    return [Basis(**r) for r in project.rows("SELECT name, release, sha256, at FROM basis ORDER BY name")]


def changed(project: Project) -> list[str]:
    """Names of the rules and models that are others now than when the figures were worked out."""
    return [b.name for b in recorded(project) if b.name in _STAGES and b.sha256 != in_force(b.name).sha256]


def note_changed(project: Project) -> None:
    """Mark the figures that were worked out with other rules or models than those in force."""
    if project.writable:
        for name in changed(project):
            project.mark_stale(Stale(_STAGES[name]))


def why_stale(project: Project) -> str:
    """Why figures before the plan are out of date, in one sentence."""
    others = ", ".join(f"the {name}" for name in changed(project))
    if not others:
        return "Decisions have changed since these figures were worked out."
    return f"These figures were worked out with an earlier version of {others}."


def _digest(files: Iterable[Path]) -> str:
    found = hashlib.sha256()
    for path in sorted(files, key=lambda p: p.name):
        found.update(path.name.encode("utf-8") + b"\0" + path.read_bytes())
    return found.hexdigest()
