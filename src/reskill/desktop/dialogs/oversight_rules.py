"""The oversight rules in force: to be read, tried on a sentence, and replaced by the city's own."""

from __future__ import annotations

from dataclasses import asdict

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from reskill import oversight_files
from reskill.desktop import errors
from reskill.desktop.delegates.band import TierDelegate
from reskill.desktop.dialogs.dialog import ViewDialog
from reskill.desktop.rows_model import RowsModel, count
from reskill.desktop.session import Session
from reskill.desktop.widgets.table import Table
from reskill.exposure import oversight_rules
from reskill.exposure.oversight import MEANING, propose_tier
from reskill.exposure.oversight_listing import COLUMNS, listing
from reskill.problem import ReskillError
from reskill.queries.rows import ListRows

SHIPPED = "These are the rules that Reskill ships. They propose a tier for each task; people sign it off or change it."
OWN = "These are the city's own rules. They propose a tier for each task; people sign it off or change it."
NEXT = "The change holds from the next start of Reskill; figures made with other rules then say so."


class OversightRulesDialog(ViewDialog):
    """A list with search, a sentence to try, and the city's own copy."""

    form = "oversight_rules"
    promoted = (Table,)

    what_label: QLabel
    search: QLineEdit
    shown: QLabel
    rules: Table
    sentence: QLineEdit
    verdict: QLabel
    copy_button: QPushButton
    folder_button: QPushButton
    shipped_button: QPushButton

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._rules = RowsModel(COLUMNS, self)
        self.rules.dress(self._rules, {"level": TierDelegate(self)}, "means", lines=2)
        self.rules.nothing = "No rule fits the search."
        found = listing(oversight_rules.rules(), self.catalog)
        self._rules.show(ListRows([{**asdict(r), "key": i} for i, r in enumerate(found)]))
        self.rules.choose_first()
        self.search.textChanged.connect(self._on_search_changed)
        self.sentence.textChanged.connect(self._show_verdict)
        self.copy_button.clicked.connect(self._on_copy)
        self.folder_button.clicked.connect(self._on_folder)
        self.shipped_button.clicked.connect(self._on_shipped)
        self._on_search_changed("")
        self._show_verdict()
        self._show_whose()

    def _show_whose(self) -> None:
        own = oversight_files.own_folder().is_dir()
        self.what_label.setText(OWN if own else SHIPPED)
        self.copy_button.setVisible(not own)
        self.folder_button.setVisible(own)
        self.shipped_button.setVisible(own)

    def _on_search_changed(self, text: str) -> None:
        self._rules.search(text)
        self.shown.setText(count(self._rules.rowCount(), "rule"))

    def _show_verdict(self) -> None:
        typed = self.sentence.text().strip()
        if not typed:
            self.verdict.setText("An occupation or a work activity may raise the tier of a task further.")
            return
        tier = propose_tier(typed)
        fired = "; ".join(tier.fired) or "no word decides"
        self.verdict.setText(f"Tier {tier.level}, {MEANING[tier.level]}: {fired}.")

    def _on_copy(self) -> None:
        try:
            folder = oversight_files.copy_rules()
        except ReskillError as error:
            errors.show(error, self)
            return
        self._show_whose()
        self.what_label.setText(f"A copy to change lies in {folder}. GUIDE.md there says what the tiers mean. {NEXT}")

    def _on_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(oversight_files.own_folder())))

    def _on_shipped(self) -> None:
        try:
            kept = oversight_files.set_aside()
        except ReskillError as error:
            errors.show(error, self)
            return
        self._show_whose()
        self.what_label.setText(f"The shipped rules hold again; the city's own are kept in {kept}. {NEXT}")
