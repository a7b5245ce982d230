"""Signing off the oversight tiers of roles as they stand, alone or with the union."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QWidget

from reskill.desktop.dialogs.dialog import Dialog
from reskill.desktop.rows_model import count
from reskill.desktop.session import Session
from reskill.exposure.inventory import PROPOSED, read_inventories
from reskill.exposure.judgements import sign_off_tiers
from reskill.exposure.oversight import MEANING
from reskill.project.file import Project
from reskill.queries.rows import Row

ROLES, OCCUPATION = "roles", "occupation"


class SignOffDialog(Dialog):
    """For the chosen roles, or for the whole occupation of the first; what stands there is counted by tier."""

    form = "sign_off"

    scope: QComboBox
    counts_label: QLabel
    union_box: QCheckBox

    def __init__(self, session: Session, roles: Sequence[Row], parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._titles = [int(r["key"]) for r in roles]
        self._code = str(roles[0]["code"])
        self.scope.addItem(roles[0]["role"] if len(roles) == 1 else f"The {len(roles):,} chosen roles", ROLES)
        if self._code:
            self.scope.addItem(f"Every title of {roles[0]['occupation']}", OCCUPATION)
        self.scope.currentIndexChanged.connect(self._show_counts)
        self._show_counts()

    def _show_counts(self) -> None:
        inventories = read_inventories(self.project, self.catalog)
        if self.scope.currentData() == OCCUPATION:
            tasks = inventories.of_occupation(self._code)
        else:
            tasks = [task for title_id in self._titles for task in inventories.tasks(title_id)]
        tiers = Counter(t.tier for t in tasks)
        unreviewed = sum(t.tier_status == PROPOSED for t in tasks)
        lines = [f"Tier {tier}, {MEANING[tier]}: {count(n, 'task')}" for tier, n in sorted(tiers.items())]
        self.counts_label.setText("\n".join([*lines, f"{unreviewed:,} of {count(len(tasks), 'task')} unreviewed."]))
        self.ok_button.setEnabled(bool(tasks))

    def deed(self, project: Project) -> None:
        """Sign off, in one step."""
        titles, codes = (self._titles, []) if self.scope.currentData() == ROLES else ([], [self._code])
        sign_off_tiers(project, self.catalog, titles, codes, self.union_box.isChecked())
