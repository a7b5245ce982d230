"""A new project: the city, whose decisions are kept, the training budget, and the file."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QDialog, QDoubleSpinBox, QLineEdit, QPushButton, QSpinBox, QWidget

from reskill.desktop import errors, files, forms, settings
from reskill.desktop.session import Session
from reskill.problem import ReskillError
from reskill.programs.place import check_zip, set_home
from reskill.progress import Tick
from reskill.project.file import create
from reskill.project.schema import SUFFIX
from reskill.reference.catalog import STATES, open_pack

BUDGET = 250_000


class NewProjectDialog(QDialog):
    """What a project begins with; every answer can be changed later."""

    city: QLineEdit
    state: QComboBox
    zip_code: QLineEdit
    planner: QLineEdit
    budget: QDoubleSpinBox
    years: QSpinBox
    file: QLineEdit
    browse_button: QPushButton
    ok_button: QPushButton
    cancel_button: QPushButton

    def __init__(self, parent: QWidget | None = None, city: str = "") -> None:
        """Begin with the name of a city where one is known, to be put right where it is not."""
        super().__init__(parent)
        forms.load(self, "new_project")
        self.finished.connect(self.deleteLater)
        self.state.addItem("(choose)", "")
        for code, name in STATES.items():
            self.state.addItem(f"{name} ({code})", code)
        self.budget.setGroupSeparatorShown(True)
        self.budget.setValue(BUDGET)
        self.years.setValue(3)
        self._named = False  # whether the person gave the file a name
        self.city.textEdited.connect(self._on_city_edited)
        self.file.textEdited.connect(self._on_file_edited)
        self.browse_button.clicked.connect(self._on_browse)
        self.ok_button.clicked.connect(self._on_ok)
        self.cancel_button.clicked.connect(self.reject)
        self.city.setText(city)
        self.city.selectAll()
        self._on_city_edited(city)

    def path(self) -> Path:
        """The file of the project."""
        path = Path(self.file.text().strip()).expanduser()
        return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)

    def make(self, session: Session, then: Callable[[], object] = lambda: None) -> None:
        """Make the project in the worker, open it, and go on with `then`."""
        path, city, state = self.path(), self.city.text().strip(), self.state.currentData()
        zip_code = self.zip_code.text().strip()
        planner_name, budget, years = self.planner.text().strip(), self.budget.value(), self.years.value()

        def run(tick: Tick) -> None:
            from reskill.work import planner

            catalog = open_pack(tick=tick)
            project = create(path, city, state)
            try:
                if planner_name:  # first, so that every step bears the name
                    project.who = planner_name
                    project.set_setting("planner", planner_name)
                if zip_code:
                    set_home(project, zip_code)
                planner.prepare(project, catalog, budget, years, "public-interest")
            finally:
                project.close()
                catalog.close()

        session.jobs.start("Making the project", run, lambda _: files.open_file(session, path, then), errors.show)

    def _on_city_edited(self, city: str) -> None:
        if not self._named:
            name = re.sub(r"[^\w .-]", "", city).strip() or "My city"
            self.file.setText(str(settings.folder() / f"{name}{SUFFIX}"))
        self.ok_button.setEnabled(bool(self.city.text().strip()))

    def _on_file_edited(self) -> None:
        self._named = True

    def _on_browse(self) -> None:
        chosen = files.ask_target(self, "File of the project", self.path())
        if chosen:
            self._named = True
            self.file.setText(str(chosen))

    def _on_ok(self) -> None:
        try:
            if self.path().exists():
                raise ReskillError(f"{self.path().name} exists already.", "Choose another name, or open it.")
            check_zip(self.zip_code.text().strip())
        except ReskillError as error:
            errors.show(error, self)
        else:
            self.accept()
