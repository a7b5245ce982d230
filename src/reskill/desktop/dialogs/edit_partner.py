"""Entering or changing a partner."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QComboBox

from reskill.desktop.dialogs.record import RecordDialog
from reskill.project.programs import AGREEMENTS, PARTNER_KINDS


class EditPartnerDialog(RecordDialog):
    """Who the partner is, of which kind, and what it does."""

    form = "edit_partner"
    table = "partner"
    fields: ClassVar = {
        "name": "name_line",
        "kind": "kind",
        "role": "role_line",
        "contact": "contact",
        "url": "url",
        "source": "source",
        "note": "note_line",
        "agreement": "agreement",
        "agreed_from": "agreed_from",
        "agreed_until": "agreed_until",
        "departments": "departments",
        "funds": "funds_line",
    }

    kind: QComboBox
    agreement: QComboBox

    def fill_choices(self) -> None:
        """The kinds of partners, and the states of an agreement."""
        self.kind.addItems(list(PARTNER_KINDS))
        self.agreement.addItems(list(AGREEMENTS))
