"""Worksheets that came back: read from one file, compared with the project, and taken in as one change."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reskill.exposure.task_edits import correct_tasks
from reskill.intake.table import read_grids
from reskill.problem import Place, Problem, ReskillError
from reskill.progress import Tick, section, silent
from reskill.project.file import Project, now
from reskill.reference.catalog import Catalog
from reskill.worksheets.correction import Check, Correction, comment_of
from reskill.worksheets.lines import read_sheet
from reskill.worksheets.sheet import INDEX, parts_of

KINDS = {  # fields of a correction, and what one and several entries are called
    "shares": ("share corrected", "shares corrected"),
    "dropped": ("task dropped", "tasks dropped"),
    "added": ("duty added", "duties added"),
    "remarks": ("remark", "remarks"),
}


@dataclass(frozen=True)
class Returned:
    """The worksheets of one file: what they change, how many change nothing or are left out, and why."""

    file: str
    corrections: tuple[Correction, ...]
    unchanged: int
    left_out: int
    problems: tuple[Problem, ...]

    def counts(self) -> dict[str, int]:
        """Entries by kind, and the titles that they are in."""
        kinds = {k: sum(len(getattr(c, k)) for c in self.corrections) for k in KINDS}
        return kinds | {"titles": len(self.corrections), "unchanged": self.unchanged, "left_out": self.left_out}

    def summary(self) -> str:
        """The counts in one sentence."""
        n = self.counts()
        said = [f"{n[kind]:,} {one if n[kind] == 1 else several}" for kind, (one, several) in KINDS.items() if n[kind]]
        titles = "1 title" if n["titles"] == 1 else f"{n['titles']:,} titles"
        return f"{', '.join(said)} in {titles}." if said else "Nothing to take in."


def read_worksheets(path: Path, project: Project, catalog: Catalog, tick: Tick = silent) -> Returned:
    """Read a file of worksheets and compare it with the project; changes nothing.

    Raises ReskillError when the file cannot be read, holds no worksheet, or is of another city.
    """
    grids = read_grids(path, section(tick, 0.0, 0.8))
    sheets = [(grid, read_sheet(grid)) for grid in grids]
    found = [sheet for _, sheet in sheets if sheet]
    if not found:
        raise ReskillError(
            f"{path.name} holds no task worksheet.", "Choose a workbook of worksheets that Reskill wrote."
        )
    check = Check(project, catalog, found)
    if not any(map(check.is_of_project, found)):
        city = next((s.city for s in found if s.city), "an unknown city")
        raise ReskillError(
            f"{path.name} holds worksheets of {city}, not of {project.city}.",
            "Open the project that they were written from.",
        )
    problems = [
        Problem("This sheet is no task worksheet; it was not read.", Place(g.file, g.sheet), level="warning")
        for g, sheet in sheets
        if not sheet and g.rows and g.sheet != INDEX
    ]
    told = {g.sheet: g.problems for g, _ in sheets}
    corrections = []
    for n, sheet in enumerate(found):
        if n % 50 == 0:
            tick(0.8 + 0.2 * n / len(found), f"Comparing {sheet.place.sheet or path.name}")
        entered = bool(sheet.lines or sheet.problems)
        # a total that another program did not store is made anew when the file is opened
        at = {p: p.place.row or (0 if entered else sheet.end) for p in told[sheet.place.sheet]}
        problems += [p for p, row in at.items() if row < sheet.end]
        if entered:
            made, wrong = check.correction(sheet)
            problems += wrong
            corrections += [made] if made else []
    tick(1.0, "Compared")
    left_out = sum(1 for s in found if s.lines or s.problems) - len(corrections)
    changed = tuple(c for c in corrections if c.shares or c.dropped or c.added or c.remarks)
    return Returned(path.name, changed, len(found) - left_out - len(changed), left_out, tuple(problems))


def take_in(project: Project, returned: Returned, tick: Tick = silent) -> None:
    """Put the corrections into the project as one change."""
    with project.change(f"Take in the task worksheets {returned.file}") as db:
        for n, c in enumerate(returned.corrections):
            if n % 50 == 0:
                tick(n / len(returned.corrections), f"Taking in {c.title}")
            correct_tasks(
                project,
                c.title_id,
                shares=[(*parts_of(line.key), line.share, c.why(line)) for line in c.shares],
                dropped=[(*parts_of(line.key), c.why(line)) for line in c.dropped],
                added=[(line.task, line.share, c.why(line)) for line in c.added],
            )
            db.conn.executemany(
                "INSERT INTO comment (edition, sheet, subject, text, who, at) VALUES (?,?,?,?,?,?)",
                [(*comment_of(c.title, line), c.by, now()) for line in c.remarks],
            )
    tick(1.0, "Taken in")
