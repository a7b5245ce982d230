"""The costs that only the city knows, asked once for each kind, and the hours of practice at work."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from reskill.desktop.dialogs.dialog import Dialog
from reskill.desktop.session import Session
from reskill.planning.practice import confirm_hours, confirmed_by
from reskill.planning.set_costs import ASKED, set_cost, set_costs, unit_of, unset_cost
from reskill.problem import ReskillError
from reskill.project.file import Project


class CostsDialog(Dialog):
    """A rate for each kind of cost, empty where it is not set, and who says so; and who confirms the hours of practice."""

    form = "costs"

    rates_area: QWidget
    who: QLineEdit
    practice: QLineEdit

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._before = {kind: f"{cost.rate.normalize():f}" for kind, cost in set_costs(self.project).items()}
        self._lines: dict[str, QLineEdit] = {}
        self._confirmed = confirmed_by(self.project)[0]
        self.practice.setText(self._confirmed)
        rows = QFormLayout(self.rates_area)
        rows.setContentsMargins(0, 0, 0, 0)
        for kind in ASKED:
            line = QLineEdit(self._before.get(kind, ""))
            line.setPlaceholderText("not set")
            line.setToolTip(unit_of(kind).capitalize())
            line.setAccessibleName(f"Cost of {kind}")
            rows.addRow(kind.capitalize(), line)
            self._lines[kind] = line

    def deed(self, project: Project) -> None:
        """Save the rates that were changed, and who confirms the hours of practice."""
        with project.change("Set costs"):
            if self.practice.text().strip() != self._confirmed:
                confirm_hours(project, self.practice.text())
            for kind, line in self._lines.items():
                text = line.text().strip()
                if text == self._before.get(kind, ""):
                    continue
                if not text:
                    unset_cost(project, kind)
                    continue
                try:
                    rate = float(text.lstrip("$"))
                except ValueError:
                    raise ReskillError(f"{kind} cannot be {text!r}.", "Write a number, as 40 or 0.1.") from None
                set_cost(project, kind, rate, self.who.text())
