"""The long deeds of the window: updating figures, planning, the whole job, and workbooks out and in."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

import reskill.paths as paths
from reskill.desktop import errors, files
from reskill.desktop.rows_model import count
from reskill.desktop.session import Session, Work
from reskill.problem import ReskillError
from reskill.progress import Tick, section
from reskill.project.file import Project
from reskill.reference.catalog import Catalog, open_pack
from reskill.work.counts import has_positions

if TYPE_CHECKING:
    from reskill.export.review import Review


def update_figures(session: Session) -> None:
    """Work out again what the decisions have put out of date, up to the pathways."""
    session.work("Updating figures", _of_a_roster(_update))


def make_plan(session: Session) -> None:
    """Update what is out of date, and make the plan."""
    session.work("Making the plan", _of_a_roster(_plan), lambda _: session.said.emit("The plan is made."))


def whole_job(session: Session) -> None:
    """Titles, exposure, pathways and plan, one after the other."""
    said = "The whole job is done."
    session.work("Running the whole job", _of_a_roster(_whole), lambda _: session.said.emit(said))


def _of_a_roster(work: Work[None]) -> Work[None]:
    """The work, which is refused while there are no positions to do it for."""

    def run(project: Project, catalog: Catalog, tick: Tick) -> None:
        if not has_positions(project):
            raise ReskillError("This project has no roster yet.", "Import one first, with the File menu.")
        work(project, catalog, tick)

    return run


def _update(project: Project, catalog: Catalog, tick: Tick) -> None:
    from reskill.work import pipeline

    if project.stale.reaches("pathways"):
        pipeline.catch_up(project, catalog, tick)
    else:  # asked for all the same
        pipeline.refresh(project, catalog, tick)


def _plan(project: Project, catalog: Catalog, tick: Tick) -> None:
    from reskill.planning.plan import make_plan as plan
    from reskill.work import pipeline

    pipeline.catch_up(project, catalog, section(tick, 0.0, 0.6))
    plan(project, catalog, section(tick, 0.6, 1.0))


def _whole(project: Project, catalog: Catalog, tick: Tick) -> None:
    from reskill.work import pipeline

    pipeline.run(project, catalog, tick)


def export(session: Session, target: Path, edition: str, language: str, accepted: Collection[str] = ()) -> None:
    """Write one edition of the workbook, and beside the union's what it rests on; of the board's, what is `accepted`."""

    def write(project: Project, catalog: Catalog, tick: Tick) -> tuple[list[Path], str]:
        from reskill.planning.city_answers import still_open
        from reskill.work.planner import write_editions

        written = write_editions(project, catalog, target, edition, tick, language, accepted)
        return written, still_open(project) if edition == "union" else ""

    def told(found: tuple[list[Path], str]) -> None:
        written, left = found
        session.said.emit(f"Written: {', '.join(map(str, written))}. {left}".removesuffix(". "))

    from reskill.export.editions import EDITIONS

    work = session.work if EDITIONS[edition].kept else session.read
    work(f"Writing {target.name}", write, told)


def read_review(session: Session, workbook: Path) -> None:
    """Take the comments of a reviewed workbook into the project."""

    def read(project: Project, _catalog: Catalog, tick: Tick) -> Review:
        from reskill.export.review import read_review as take_in

        return take_in(workbook, project, tick)

    def told(found: Review) -> None:
        also = f" and {count(len(found.actuals), 'report')} of spending" if found.actuals else ""
        new = f"{count(len(found.taken), 'comment')}{also} taken in from" if found.taken else "No new comment in"
        session.said.emit(f"{new} {workbook.name}.")
        if found.problems:
            errors.show_problems(f"Left open by {workbook.name}", found.problems)

    session.work(f"Reading {workbook.name}", read, told)


def ask_review(session: Session, parent: QWidget) -> None:
    """Ask for a reviewed workbook and read it back."""
    name, _ = QFileDialog.getOpenFileName(
        parent, "Read back a reviewed workbook", str(session.project.path.parent), "Excel workbooks (*.xlsx)"
    )
    if name:
        read_review(session, Path(name))


def sample_city(session: Session, opened: Callable[[Path], None]) -> None:
    """Plan the fictional sample city in the user's own folder, once, and open it."""
    folder = paths.user_data() / "sample city"

    def make(tick: Tick) -> Path:
        from reskill import demo

        if (folder / demo.FILE).is_file():
            return folder / demo.FILE
        with closing(open_pack(tick=tick)) as catalog:
            project, _, _ = demo.make(folder, catalog, tick)
            with closing(project):
                return project.path

    session.jobs.start("Planning the sample city", make, opened, errors.show)


def ask_programs(session: Session, parent: QWidget) -> None:
    """Ask for a list of training programs, such as a state's list of eligible providers, and take it in."""
    name, _ = QFileDialog.getOpenFileName(
        parent, "Import a list of programs", str(session.project.path.parent), files.TABLES
    )
    if name:
        import_programs(session, Path(name), parent)


def import_programs(session: Session, source: Path, parent: QWidget) -> None:
    """Show what a list of programs holds, and take it in as the person says."""
    from reskill.desktop.dialogs.import_list import ImportListDialog

    dialog = ImportListDialog(session, source, parent)
    if dialog.exec():
        dialog.take_in()
