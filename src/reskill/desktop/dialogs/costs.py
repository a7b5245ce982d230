"""The costs that only the city knows, asked once for each kind."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from reskill.desktop.dialogs.dialog import Dialog
from reskill.desktop.session import Session
from reskill.planning.set_costs import ASKED, set_cost, set_costs, unit_of, unset_cost
from reskill.problem import ReskillError
from reskill.project.file import Project


class CostsDialog(Dialog):
    """A rate for each kind of cost, empty where it is not set, and who says so."""

    form = "costs"

    rates_area: QWidget
    who: QLineEdit

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._before = {kind: f"{cost.rate.normalize():f}" for kind, cost in set_costs(self.project).items()}
        self._lines: dict[str, QLineEdit] = {}
        grid = QGridLayout(self.rates_area)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setColumnStretch(2, 1)
        for n, kind in enumerate(ASKED):
            line = QLineEdit(self._before.get(kind, ""))
            line.setPlaceholderText("not set")
            line.setFixedWidth(line.fontMetrics().horizontalAdvance("0") * 16)
            line.setAccessibleName(f"Cost of {kind}, {unit_of(kind)}")
            name, unit = QLabel(kind.capitalize()), QLabel(unit_of(kind))
            name.setBuddy(line)
            unit.setProperty("role", "small")
            unit.setWordWrap(True)
            for column, widget in enumerate((name, line, unit)):
                grid.addWidget(widget, n, column)
            self._lines[kind] = line
        self._set_tab_order()

    def _set_tab_order(self) -> None:
        """From the first kind of cost downwards: the lines were made after what stands below them."""
        order = [*self._lines.values(), self.who]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        order[0].setFocus()

    def deed(self, project: Project) -> None:
        """Save the rates that were changed."""
        with project.change("Set costs"):
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
