"""The long deeds on reference packs: importing, adding to one, checking, removing, downloading, and moving a project.

None of them belongs to the dialog that starts it: it may be closed while they run, and they go on in the status bar.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from reskill.desktop import errors
from reskill.desktop.session import Session
from reskill.problem import Problem
from reskill.progress import Tick, section
from reskill.project.file import Project
from reskill.reference import upkeep
from reskill.reference.additions import Added
from reskill.reference.building import pack_file
from reskill.reference.catalog import Catalog, installed_packs, open_pack
from reskill.reference.download import Published, download, size
from reskill.reference.losses import lost_by_import
from reskill.reference.onet import import_onet
from reskill.reference.release import open_release
from reskill.work.moving import Preview, move, preview

Add = Callable[[Tick], Added]


def import_release(session: Session, path: Path) -> None:
    """Look a release over, ask before a pack of the same name is replaced, and import it."""

    def seen(name: str) -> None:
        if name in installed_packs() and not agreed(
            session,
            f"There is a pack {name} already. Import it again?",
            "What was added to that pack (wages, a crosswalk, ratings) is replaced by what the release brings."
            + _consequence(session, name),
            "Import again",
        ):
            return

        def run(tick: Tick) -> list[Problem]:
            import_onet(path, name, tick)
            return lost_by_import(name)

        session.change_packs(f"Importing {path.name}", run, lambda lost: _made(session, name, lost))

    session.jobs.start(f"Looking at {path.name}", lambda _: _name_of(path), seen, errors.show)


def add(session: Session, path: Path, into: str, work: Add) -> None:
    """Add a published table to a pack; asks first when this project rests on that pack."""
    if into == _in_use(session) and into in _own_packs():
        question = f"Add {path.name} to the pack that this project rests on?"
        if not agreed(session, question, _consequence(session, into).strip(), "Add"):
            return
    session.change_packs(
        f"Importing {path.name}", work, lambda added: _made(session, added.name, added.problems, path.name)
    )


def verify(session: Session, name: str) -> None:
    """Check a pack, and say that it is sound or what is wrong with it."""

    def checked(problems: Sequence[Problem]) -> None:
        if problems:
            errors.show_problems(f"{name} is not sound", problems)
        else:
            session.said.emit(f"{name} is sound: bytes, tables, numbers of rows.")

    session.jobs.start(f"Checking {name}", lambda tick: upkeep.verify(name, tick), checked, errors.show)


def remove(session: Session, name: str) -> None:
    """Remove a pack of the user's own, after asking."""
    if agreed(
        session,
        f"Remove the pack {name}?",
        "It can be imported again. Other projects that rest on it cannot be worked on until it is.",
        "Remove",
    ):
        session.change_packs(
            f"Removing {name}", lambda _: upkeep.remove(name), lambda _: session.said.emit(f"{name} was removed.")
        )


def fetch(session: Session, release: Published) -> None:
    """Ask the publisher how large a release is, then the person, and only then download and import it."""

    def sized(number: int) -> None:
        about = f"{number / 2**20:.1f} MB" if number else "Its size is not stated"
        if agreed(
            session,
            f"Download {release.name}, and import it?",
            f"{about}, from {release.url}\nThe file is refused unless its SHA-256 is {release.sha256}.\n"
            "Cancel keeps what came so far; the next try goes on there.",
            "Download",
        ):
            session.jobs.start(
                f"Downloading {release.name}",
                lambda tick: download(release, tick, lambda _: None),
                lambda file: import_release(session, file),
                errors.show,
            )

    session.jobs.start("Asking the publisher for the size", lambda _: size(release), sized, errors.show)


def ask_move(session: Session, name: str) -> None:
    """Show what resting on another pack would change; move the project when the person agrees."""
    path = session.project.path
    if session.reference_fault:
        missing = (
            "The pack that this project rests on is missing or damaged, so what changes cannot be shown beforehand."
        )
        if agreed(session, f"Use {name} without a comparison?", f"{missing} Undo takes the move back.", "Use it"):
            move_to(session, name)
        return

    def compare(project: Project, old: Catalog, tick: Tick) -> Preview:
        trial = Project(project.path, project.db)  # the copy in memory, made to be changed and thrown away
        with closing(open_pack(name, tick)) as new:
            return preview(trial, old, new, tick)

    def compared(found: Preview) -> None:
        from reskill.desktop.dialogs.move_pack import MovePackDialog

        if session.is_open and session.project.path == path:
            dialog = MovePackDialog(session, found, _front(session))
            if dialog.exec():
                move_to(session, name)

    session.read(f"Comparing with {name}", compare, compared)


def move_to(session: Session, name: str) -> None:
    """Rest the project on a pack, as one step, and work its figures out again."""

    def run(project: Project, new: Catalog, tick: Tick) -> str:
        from reskill.work import pipeline

        tick(0.0, f"Moving to {new.title}")
        move(project, new)
        pipeline.catch_up(project, new, section(tick, 0.1, 1.0))
        return new.title

    session.work(
        f"Moving to {name}",
        run,
        lambda title: session.said.emit(f"The project rests on {title}. Undo takes it back; the plan is as it was."),
        reference=name,
    )


def agreed(session: Session, question: str, details: str, deed: str) -> bool:
    """Whether the person agrees to a deed; Cancel and Esc mean no."""
    box = QMessageBox(
        QMessageBox.Icon.Question,
        "Reference packs",
        question,
        QMessageBox.StandardButton.Cancel,
        _front(session),
    )
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(details)
    yes = box.addButton(deed, QMessageBox.ButtonRole.AcceptRole)
    box.exec()
    box.deleteLater()
    return box.clickedButton() is yes


def _front(session: Session) -> QWidget | None:
    """The dialog in front, or the window: what a dialog belongs to that opens when a job has ended."""
    window = session.parent()
    return QApplication.activeModalWidget() or (window if isinstance(window, QWidget) else None)


def _name_of(path: Path) -> str:
    """The name of the pack that a release becomes; after its file where it does not say which release it is."""
    number = open_release(path).number
    name = f"onet-{number or re.sub(r'[^A-Za-z0-9._-]+', '-', path.stem).strip('-.')[:50]}"
    pack_file(name)
    return name


def _made(session: Session, name: str, problems: Sequence[Problem], source: str = "") -> None:
    session.said.emit(f"{source} is in the pack {name} now." if source else f"The release is imported as {name}.")
    if name == _in_use(session):
        move_to(session, name)  # the same pack with other content
    if problems:
        errors.show_problems(f"{source or name} is imported; please look at this", problems)


def _in_use(session: Session) -> str:
    return session.project.setting("reference", "embedded") if session.is_open else ""


def _own_packs() -> list[str]:
    return installed_packs()[1:]


def _consequence(session: Session, name: str) -> str:
    if name != _in_use(session):
        return ""
    return " This project rests on it: its figures are worked out again, and undo does not bring the old pack back."
