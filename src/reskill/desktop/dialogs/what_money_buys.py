"""What money buys: whom plans for other budgets would place, as a chart and a table."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from reskill.desktop.dialogs.dialog import ViewDialog
from reskill.desktop.rows_model import RowsModel
from reskill.desktop.session import Session
from reskill.desktop.widgets.money_curve import MoneyCurve
from reskill.desktop.widgets.table import Table
from reskill.planning.frontier import COLUMNS, kept_budget, kept_frontier
from reskill.queries.rows import ListRows


class WhatMoneyBuysDialog(ViewDialog):
    """The points that were worked out when the plan was made."""

    form = "what_money_buys"
    promoted = (Table, MoneyCurve)

    curve: MoneyCurve
    points: Table

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        found = kept_frontier(self.project)
        self.curve.show_points(found, kept_budget(self.project))
        model = RowsModel(COLUMNS, self)
        self.points.dress(model, {}, "dollars")
        self.points.nothing = "It is worked out when the plan is made."
        model.show(ListRows([{**vars(p), "place": p.place, "key": i} for i, p in enumerate(found)]))
