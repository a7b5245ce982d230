"""Hours of practice at work: which are assumed, and who of the city confirms or sets them, for many titles at once."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from reskill.desktop.dialogs.dialog import ViewDialog
from reskill.desktop.rows_model import RowsModel
from reskill.desktop.session import Session
from reskill.desktop.widgets.table import Table
from reskill.planning.by_hand.typed import number_of
from reskill.planning.practice_hours import (
    OwnHours,
    assumed_share,
    confirm_hours,
    families,
    own_hours,
    take_back,
    words_on_hours,
)
from reskill.project.file import Project
from reskill.queries.rows import ListRows
from reskill.table import Column

COLUMNS = (
    Column("Title", "title", width=26),
    Column("Department", "department", width=14),
    Column("People", "people", "int", 7),
    Column("In plan", "places", "int", 7, "Places in the plan by this practice."),
    Column("Course", "course", "number", 7, "Hours of the course of foundations, by its page."),
    Column("Exercises", "usual", "number", 8, "Hours that the exercises usually take."),
    Column("Paid hours", "hours", "number", 9, "Of course and exercises, as the plan counts them."),
    Column("From", "source", width=34, tip="Where the hours of exercises are from."),
    Column("Why", "why", width=16),
)
_ALL = "All families"


class PracticeHoursDialog(ViewDialog):
    """The titles of a family with their hours; what is entered below holds for those chosen, or for all that are shown."""

    form = "practice_hours"
    promoted = (Table,)

    text_label: QLabel
    family: QComboBox
    search: QLineEdit
    titles: Table
    share_label: QLabel
    who: QLineEdit
    day: QLineEdit
    hours: QLineEdit
    why: QLineEdit
    take_back_button: QPushButton
    confirm_button: QPushButton

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._found: list[OwnHours] = []
        self._model = RowsModel(COLUMNS, self)
        self.titles.dress(self._model, {}, "source")
        self.titles.nothing = "No title has a practice at work yet. Make the plan first."
        self.text_label.setText(words_on_hours(self.project))
        self.titles.row_chosen.connect(self._show_state)
        self.family.currentIndexChanged.connect(self._show_titles)
        self.search.textChanged.connect(self._on_search_changed)
        self.confirm_button.clicked.connect(self._on_confirm)
        self.take_back_button.clicked.connect(self._on_take_back)
        session.changed.connect(self._read)
        self._read()

    def _read(self) -> None:
        self._found = own_hours(self.project)
        self.titles.hide_columns([f for f in ("department", "why") if not any(_row(h)[f] for h in self._found)])
        family = self.family.currentData()
        self.family.blockSignals(True)
        self.family.clear()
        self.family.addItem(_ALL, "")
        for f in families(self._found):
            left = f"{f.assumed_places:,} assumed of {f.places:,} in the plan" if f.places else "none in the plan"
            self.family.addItem(f"{f.name}: {f.titles:,} titles, {left}", f.name)
        self.family.setCurrentIndex(max(0, self.family.findData(family or "")))
        self.family.blockSignals(False)
        self._show_titles()

    def _show_titles(self) -> None:
        family = self.family.currentData()
        self._model.show(ListRows([_row(h) for h in self._found if not family or h.family == family]))
        self._show_state()

    def _on_search_changed(self, text: str) -> None:
        self._model.search(text)
        self._show_state()

    def _meant(self) -> list[int]:
        """The titles chosen; all that are shown while none is."""
        chosen = self.titles.chosen() or [self._model.row(n) for n in range(self._model.rowCount())]
        return [int(row["key"]) for row in chosen]

    def _show_state(self) -> None:
        meant = set(self._meant())
        which = "chosen" if self.titles.chosen() else "shown"
        n = f"{len(meant):,} title{'s' * (len(meant) != 1)} {which}"
        self.confirm_button.setText(f"&Confirm for the {n}")
        self.confirm_button.setEnabled(bool(meant))
        self.take_back_button.setEnabled(any(h.said for h in self._found if h.title_id in meant))
        share = assumed_share(self._found)
        self.share_label.setText(
            ""
            if share is None
            else f"{share:.0%} of the plan's participants in practice at work are on assumed hours; with the {n},"
            f" {assumed_share(self._found, meant):.0%} would be."
        )

    def _on_confirm(self) -> None:
        def deed(project: Project) -> None:
            text = self.hours.text().strip()
            hours = number_of(text) if text else None
            confirm_hours(
                project,
                self._meant(),
                self.who.text(),
                hours=hours,
                at=self.day.text().strip(),
                why=self.why.text(),
            )

        self.session.do(deed)

    def _on_take_back(self) -> None:
        meant = self._meant()
        self.session.do(lambda project: take_back(project, meant))


def _row(h: OwnHours) -> dict[str, object]:
    return {**vars(h), "key": h.title_id, "hours": h.hours, "why": h.said.why if h.said else ""}
