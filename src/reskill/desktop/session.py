"""The open project as the window sees it: deeds on the GUI thread, jobs off it, and one signal when anything changed.

SQLite objects belong to one thread. The GUI thread reads with its own connection and makes the small changes. A job
that writes (`work`) opens the same file and the reference again in the worker and writes there, in the transactions
of the core; meanwhile deeds of the GUI thread are refused with words, so the two never wait for each other's lock.
A job that reads (`read`) gets a copy of the project in memory, so deeds go on and what it reads belongs together.
Should the file be moved, deleted or replaced meanwhile, nothing more is written; what is open can still be read.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import TypeVar, cast

from PySide6.QtCore import QObject, Signal

from reskill.desktop import errors
from reskill.desktop.jobs import Jobs
from reskill.problem import ReskillError
from reskill.progress import Tick
from reskill.project import provenance
from reskill.project.claim import Claim
from reskill.project.connection import tables_of
from reskill.project.file import Project, open_project
from reskill.reference.catalog import Catalog, open_pack

T = TypeVar("T")
AT_ONCE = 10  # titles whose figures follow a deed without being asked for, in about a second at most
Work = Callable[[Project, Catalog, Tick], T]
_worker = threading.local()  # the worker thread's own reference, by name


class Session(QObject):
    """The open project, its reference and its jobs."""

    opened = Signal()
    closed = Signal()
    changed = Signal()
    said = Signal(str)  # one line for the status bar

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs = Jobs(self)
        self._project: Project | None = None
        self._catalog: Catalog | None = None
        self._seen = 0
        self._writing = 0
        self._claim: Claim | None = None
        self._told_lost = False

    # -- the file --------------------------------------------------------------------------------------------------

    @property
    def project(self) -> Project:
        """The open project. Raises ReskillError when there is none."""
        if self._project is None:
            raise ReskillError("No project is open.", "Open one, or make a new one, with the File menu.")
        return self._project

    @property
    def is_open(self) -> bool:
        """Whether a project is open."""
        return self._project is not None

    @property
    def catalog(self) -> Catalog:
        """The project's reference, for the GUI thread; opened at first use."""
        name = self.project.setting("reference") or "embedded"
        if self._catalog and self._catalog.name != name:
            self._drop_catalog()
        if self._catalog is None:
            self._catalog = open_pack(name)
        return self._catalog

    @property
    def reference_fault(self) -> ReskillError | None:
        """Why the project's reference cannot be used (it is gone or damaged); None when it can."""
        try:
            _ = self.catalog
        except ReskillError as error:
            return error
        return None

    def _drop_catalog(self) -> None:
        if self._catalog:
            self._catalog.close()
            self._catalog = None

    def open(self, path: Path) -> None:
        """Open a project file in place of the one that is open. Raises ReskillError."""
        self.take(open_project(path))

    def take(self, project: Project) -> None:
        """Make an opened project the window's own."""
        self.close()
        self._project = project
        self._claim = Claim(project.path) if project.writable else None
        self._told_lost = False
        provenance.note_changed(project)
        self._seen = self.project.version
        self.opened.emit()

    def leave(self) -> None:
        """Close the project as a person asks, not while work writes into it."""
        if self._writing:
            self.said.emit("Wait until the work in progress has ended, or cancel it; then close the project.")
        else:
            self.close()

    def close(self) -> None:
        """Close the project, if one is open; what was moved or deleted meanwhile is backed up as it was."""
        if self._project:
            if self._project.lost:
                with suppress(ReskillError, sqlite3.Error):
                    self._project.back_up()
            self._project.close()
            self._project = None
            if self._claim:
                self._claim.release()
            self.closed.emit()

    # -- deeds -----------------------------------------------------------------------------------------------------

    def do(self, deed: Callable[[Project], object]) -> bool:
        """Do a short change now; whether it was done. What goes wrong is shown, and nothing of it is kept."""
        if self._writing:
            self.said.emit("Wait until the work in progress has ended, or cancel it; then try again.")
            return False
        try:
            if self.project.lost:
                raise self.project.lost
            deed(self.project)
        except Exception as error:
            errors.show(error)
            return False
        self._follow()
        self._settle()
        return True

    def make_ready(self) -> None:
        """Load what the figures that follow a first decision need."""
        from reskill.work import pipeline

        pipeline.read_ahead(self.project, self.catalog)

    def _follow(self) -> None:
        """Bring the roles and pathways of the few titles up that a deed was about; many wait until they are asked for."""
        titles = self.project.stale.titles
        if 0 < len(titles) <= AT_ONCE and not self.reference_fault:
            from reskill.work import pipeline

            try:
                pipeline.renew(self.project, self.catalog, titles)
            except Exception as error:  # the deed is done; its mark says what is still to do
                errors.show(error)

    def turn(self, back: bool) -> None:
        """Undo or redo one step."""

        def deed(project: Project) -> None:
            step = project.undo() if back else project.redo()
            if step:
                self.said.emit(f"{'Undone' if back else 'Done again'}: {step.label}")

        self.do(deed)

    def work(
        self,
        title: str,
        work: Work[T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
        *,
        reference: str = "",
    ) -> None:
        """Do long work that writes, with a connection of its own; then show what it changed, and call `done`, or `failed`.

        `reference` is the pack to work with when it is not the project's own.
        """
        path = self.project.path
        if self.project.lost:
            errors.show(self.project.lost)
            return
        reference = reference or self.project.setting("reference", "embedded")

        def run(tick: Tick) -> T:
            catalog = _worker_catalog(reference, tick)
            project = open_project(path)
            project.write_at_commit()
            try:
                return work(project, catalog, tick)
            finally:
                project.close()

        def ended(result: T) -> None:
            self._settle()
            if done:
                done(result)

        def written() -> None:
            self._writing -= 1

        self._writing += 1
        self.jobs.start(title, run, ended, failed or errors.show, written)

    def read(self, title: str, work: Work[T], done: Callable[[T], None] | None = None) -> None:
        """Do long work that only reads, on a copy of the project as it is when the work begins; then call `done`,
        unless the project is closed by then."""
        reference = self.project.setting("reference", "embedded")
        self.read_file(title, lambda project, tick: work(project, _worker_catalog(reference, tick), tick), done)

    def read_file(
        self, title: str, work: Callable[[Project, Tick], T], done: Callable[[T], None] | None = None
    ) -> None:
        """As `read`, for what needs no reference."""
        asked, path = self.project, self.project.path
        copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        lost = self.project.lost is not None
        if lost:
            self.project.db.conn.backup(copy)

        def run(tick: Tick) -> T:
            with closing(copy):
                if not lost:
                    with closing(open_project(path, read_only=True)) as project:
                        project.db.conn.backup(copy)
                return work(Project(path, tables_of(copy), writable=False), tick)

        def ended(result: T) -> None:
            if done and self._project is asked:
                done(result)

        self.jobs.start(title, run, ended, errors.show)

    def change_packs(self, title: str, work: Callable[[Tick], T], done: Callable[[T], None]) -> None:
        """Do long work that makes, replaces or removes packs, none of which is held open meanwhile; then call `done`.

        Not only because Windows asks for it: the reference is read anew afterwards.
        """

        def run(tick: Tick) -> T:
            _drop_worker_catalog()
            return work(tick)

        self._drop_catalog()
        self.jobs.start(title, run, done, errors.show, self._drop_catalog)

    def look_again(self) -> None:
        """Show what another program wrote into the file, if it did; say it, once, when the file cannot be used."""
        if self._project is None or self._writing:
            return
        try:
            lost = self._project.lost
            if not lost and self.project.version != self._seen:
                self._settle()
        except ReskillError as error:
            lost = error
        if lost and not self._told_lost:
            self._told_lost = True
            errors.show(lost)

    def _settle(self) -> None:
        if self._project:
            self._seen = self.project.version
            self.changed.emit()


def _worker_catalog(name: str, tick: Tick) -> Catalog:
    """The reference in the worker thread, opened at first use."""
    if getattr(_worker, "name", None) != name:
        _drop_worker_catalog()
        _worker.catalog = open_pack(name, tick)
        _worker.name = name
    return cast(Catalog, _worker.catalog)


def _drop_worker_catalog() -> None:
    if getattr(_worker, "name", None):
        _worker.catalog.close()
        _worker.name = None
