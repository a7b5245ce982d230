"""Reports of what happened, out of whatever file holds them: a sheet of reports, or a returned board edition."""

from __future__ import annotations

import zipfile
from pathlib import Path

from reskill.export.as_written import TITLE as AS_WRITTEN
from reskill.export.cover import TITLE as COVER
from reskill.export.review import read_review
from reskill.intake.table import read_grids
from reskill.planning.actuals.sheet import Taken, read_sheet
from reskill.progress import Tick, silent
from reskill.project.file import Project


def read_reports(project: Project, path: Path, tick: Tick = silent) -> Taken:
    """Take reports in. Of a returned edition its comments are taken in too, and what could not be is told.

    Raises ReskillError as the readers of the two do.
    """
    if not zipfile.is_zipfile(path) or not {AS_WRITTEN, COVER} & {g.sheet for g in read_grids(path)}:
        return read_sheet(project, path)
    review = read_review(path, project, tick)
    return Taken(len(review.actuals), review.problems, len(review.taken))
