"""Settings, and decisions on titles, as files in the window: written and read in the worker, as the commands do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from reskill.desktop import errors, files
from reskill.desktop.rows_model import count
from reskill.desktop.session import Session
from reskill.matching.status import SUGGESTED, UNCODABLE
from reskill.problem import ReskillError
from reskill.progress import Tick
from reskill.project.file import Project
from reskill.reference.catalog import Catalog

if TYPE_CHECKING:
    from reskill.matching.crosswalk import Difference, Import
    from reskill.matching.crosswalk_file import Crosswalk

SETTINGS = "Settings (*.toml)"


def ask_settings_target(session: Session, parent: QWidget) -> None:
    """Ask where to write the settings, and write them."""

    def write(project: Project, path: Path) -> None:
        from reskill.work.settings import write_settings

        write_settings(project, path)

    _write(session, parent, "Write settings", "settings.toml", SETTINGS, write)


def ask_decisions_target(session: Session, parent: QWidget) -> None:
    """Ask where to write the decisions on titles, and write them, suggestions as such beside them."""

    def write(project: Project, path: Path) -> None:
        from reskill.matching.crosswalk import export_crosswalk

        export_crosswalk(project, path, suggestions=True)

    _write(session, parent, "Write decisions on titles", "decisions on titles.csv", "Tables (*.csv)", write)


def ask_settings(session: Session, parent: QWidget) -> None:
    """Ask for a file of settings, and take it in."""
    if path := _ask(session, parent, "Read settings", f"{SETTINGS};;All files (*)"):
        take_settings(session, path)


def ask_decisions(session: Session, parent: QWidget) -> None:
    """Ask for a crosswalk, and take it in."""
    if path := _ask(session, parent, "Take in decisions on titles", files.TABLES):
        take_decisions(session, path, parent)


def take_settings(session: Session, path: Path) -> None:
    """Take a file of settings in, as one step."""

    def run(project: Project, catalog: Catalog, _tick: Tick) -> bool:
        from reskill.work.settings import read_settings

        before = project.history(1)
        read_settings(project, path, catalog)
        return project.history(1) != before

    def told(changed: bool) -> None:
        session.said.emit(f"{path.name} is read; Undo takes it back." if changed else f"{path.name} changes nothing.")

    session.work(f"Reading {path.name}", run, told)


def take_decisions(session: Session, path: Path, parent: QWidget) -> None:
    """Take a crosswalk in, tell what is wrong with it, and ask about the suggestions from which it differs."""

    def run(project: Project, catalog: Catalog, _tick: Tick) -> tuple[Crosswalk, Import]:
        from reskill.matching.crosswalk import import_crosswalk
        from reskill.matching.crosswalk_file import read_crosswalk

        crosswalk = read_crosswalk(path, catalog)
        if not crosswalk.entries:
            text = f"{path.name} holds no decision on a title."
            remedy = "A row decides when its status is not “suggested” and its code is in the reference."
            raise ReskillError(text, remedy, crosswalk.problems)
        return crosswalk, import_crosswalk(project, catalog, crosswalk)

    def told(result: tuple[Crosswalk, Import]) -> None:
        crosswalk, done = result
        differ = count(len(done.differences), "title")
        session.said.emit(f"{count(len(done.settled), 'title')} settled by {path.name}; {differ} differ and wait.")
        if crosswalk.problems:
            errors.show_problems(f"{path.name} is taken in; please look at this", crosswalk.problems, parent)
        chosen = [d for d in done.differences if d.status == SUGGESTED]
        if chosen and agreed(parent, path.name, done.differences, len(chosen)):
            from reskill.matching.crosswalk import confirm

            session.work(f"Taking {path.name}", lambda project, catalog, _tick: confirm(project, catalog, chosen))

    session.work(f"Reading {path.name}", run, told)


def agreed(parent: QWidget, name: str, differences: Sequence[Difference], suggestions: int) -> bool:
    """Whether the file is to be taken over the suggestions from which it differs; people's decisions stay."""
    box = QMessageBox(
        QMessageBox.Icon.Question,
        "Decisions on titles",
        f"{name} differs from {count(suggestions, 'suggestion')}. Take the file's side?",
        QMessageBox.StandardButton.Cancel,
        parent,
    )
    box.setTextFormat(Qt.TextFormat.PlainText)
    decided = len(differences) - suggestions
    box.setInformativeText(
        f"{count(decided, 'title')} that people decided otherwise here stay as they are." if decided else ""
    )
    box.setDetailedText("\n".join(_line(d) for d in differences))
    take = box.addButton("Take the file's side", QMessageBox.ButtonRole.AcceptRole)
    box.button(QMessageBox.StandardButton.Cancel).setText("Leave them waiting")
    box.exec()
    box.deleteLater()
    return box.clickedButton() is take


def _line(d: Difference) -> str:
    here, there = (", ".join(f"{s:.0%} {c}" for c, s in shares) or UNCODABLE for shares in (d.here, d.entry.shares))
    place = f" ({d.department})" if d.department else ""
    return f"{d.title}{place}: {there} in the file; {d.status} here as {here}"


def _write(
    session: Session, parent: QWidget, title: str, name: str, kinds: str, work: Callable[[Project, Path], object]
) -> None:
    proposed = session.project.path.with_name(f"{session.project.path.stem} {name}")
    if target := files.ask_target(parent, title, proposed, kinds):
        path = target
        session.read_file(
            f"Writing {path.name}",
            lambda project, _tick: work(project, path),
            lambda _: session.said.emit(f"Written: {path}"),
        )


def _ask(session: Session, parent: QWidget, title: str, kinds: str) -> Path | None:
    name, _ = QFileDialog.getOpenFileName(parent, title, str(session.project.path.parent), kinds)
    return Path(name) if name else None
