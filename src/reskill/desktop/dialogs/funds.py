"""The money there is: funds, their terms, and an amount for each fiscal year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSpinBox,
    QWidget,
)

from reskill.desktop import theme
from reskill.desktop.dialogs.dialog import Dialog
from reskill.desktop.number_box import Kept
from reskill.desktop.session import Session
from reskill.planning.fiscal import QUARTERS, Quarter, label
from reskill.planning.fund_kinds import BY_ID, FUND_KINDS
from reskill.planning.funds import (
    MOST_DOLLARS,
    available_dollars,
    bargaining_units,
    fund_of,
    fund_rows,
    plan_years,
    remove_fund,
    rename_fund,
    save_fund,
)
from reskill.problem import ReskillError
from reskill.project.file import Project

NO_LIMIT = -1.0  # how the box of the most a person says that there is none


@dataclass(frozen=True)
class _Draft:
    """A fund as it stands in the dialog; `kept` is its name in the project, '' for a new one."""

    name: str
    kept: str = ""
    kind: str = "city"
    pays: frozenset[str] = frozenset(BY_ID["city"].pays)
    share: float = 1.0
    person: float | None = None
    units: frozenset[str] = frozenset()
    starts: str = ""
    ends: str = ""
    admits_city: bool = True
    carries: bool = False
    rules: str = ""
    source: str = ""
    amounts: dict[int, float] = field(default_factory=dict)


class FundsDialog(Dialog):
    """The list of funds at the left, the chosen one at the right; OK saves all of it as one step."""

    form = "funds"

    first: QSpinBox
    years: QSpinBox
    years_note: QLabel
    add_button: QPushButton
    remove_button: QPushButton
    funds_list: QListWidget
    fund_side: QWidget
    name_line: QLineEdit
    kind: QComboBox
    rules: QLineEdit
    source: QLineEdit
    pays: QListWidget
    share: QDoubleSpinBox
    person: QDoubleSpinBox
    units: QListWidget
    starts: QLineEdit
    ends: QLineEdit
    admits_box: QCheckBox
    carries_box: QCheckBox
    amounts_area: QWidget

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._drafts = _drafts(self.project)
        self._before = {d.name: d for d in self._drafts}
        self._units = bargaining_units(self.project)
        self._place = -1
        self._amounts: dict[int, Kept] = {}
        self._boxes: dict[int, QDoubleSpinBox] = {}
        self._form = QFormLayout(self.amounts_area)
        self._form.setContentsMargins(0, 0, 0, 0)
        span = plan_years(self.project)
        self.first.setValue(span.start)
        self.years.setValue(len(span))
        self._years_before = self._span()
        for kind in FUND_KINDS:
            self.kind.addItem(kind.name, kind.id)
        self.kind.activated.connect(self._on_kind_chosen)
        self.funds_list.addItems([d.name for d in self._drafts])
        self.first.valueChanged.connect(self._on_years_changed)
        self.years.valueChanged.connect(self._on_years_changed)
        self.funds_list.currentRowChanged.connect(self._on_fund_chosen)
        self.add_button.clicked.connect(self._on_add)
        self.remove_button.clicked.connect(self._on_remove)
        self.name_line.textEdited.connect(self._on_name_edited)
        self._on_years_changed()
        self.funds_list.setCurrentRow(0)
        self._on_fund_chosen(self.funds_list.currentRow())

    def _span(self) -> range:
        return range(self.first.value(), self.first.value() + self.years.value())

    def _on_years_changed(self) -> None:
        self._keep()
        while self._form.rowCount():
            self._form.removeRow(0)
        self._boxes, self._amounts = {}, {}
        for year in self._span():
            box = QDoubleSpinBox()
            theme.pad(box)
            box.setRange(0, MOST_DOLLARS)
            box.setDecimals(2)
            box.setPrefix("$")
            box.setGroupSeparatorShown(True)
            box.setSingleStep(10_000)
            box.setAccessibleName(f"Money of {label(year)}")
            self._form.addRow(label(year), box)
            self._boxes[year] = box
        month = self.project.thresholds.fiscal_year_start
        begins, ends = Quarter(self.first.value(), 1).start(month), Quarter(self.first.value(), QUARTERS).end(month)
        self.years_note.setText(f"{label(self.first.value())} is from {begins} to {ends} (Preferences, Plan).")
        self._show()

    def _on_fund_chosen(self, place: int) -> None:
        self._keep()
        self._place = place
        self._show()

    def _show(self) -> None:
        chosen = 0 <= self._place < len(self._drafts)
        self.fund_side.setEnabled(chosen)
        self.remove_button.setEnabled(chosen)
        draft = self._drafts[self._place] if chosen else _Draft("")
        self.name_line.setText(draft.name)
        self.kind.setCurrentIndex(self.kind.findData(draft.kind))
        self._show_pays(draft.kind, draft.pays)
        self._share = Kept(self.share, 100 * draft.share)
        self._person = Kept(self.person, NO_LIMIT if draft.person is None else draft.person)
        _tick(self.units, [*self._units, *sorted(draft.units - set(self._units))], draft.units)
        if not self.units.count():
            QListWidgetItem("everybody: the roster has no units", self.units).setFlags(Qt.ItemFlag.NoItemFlags)
        self.starts.setText(draft.starts)
        self.ends.setText(draft.ends)
        self.rules.setText(draft.rules)
        self.source.setText(draft.source)
        self.admits_box.setChecked(draft.admits_city)
        self.carries_box.setChecked(draft.carries)
        self._amounts = {year: Kept(box, draft.amounts.get(year, 0.0)) for year, box in self._boxes.items()}

    def _keep(self) -> None:
        if 0 <= self._place < len(self._drafts):
            draft = self._drafts[self._place]
            self._drafts[self._place] = replace(
                draft,
                name=self.name_line.text().strip() if self.name_line.isModified() else draft.name,
                kind=self.kind.currentData(),
                pays=_ticked(self.pays),
                share=self._share.number / 100 if self._share.changed else draft.share,
                person=self._person_limit() if self._person.changed else draft.person,
                units=_ticked(self.units),
                starts=self.starts.text().strip() if self.starts.isModified() else draft.starts,
                ends=self.ends.text().strip() if self.ends.isModified() else draft.ends,
                admits_city=self.admits_box.isChecked(),
                carries=self.carries_box.isChecked(),
                rules=self.rules.text().strip() if self.rules.isModified() else draft.rules,
                source=self.source.text().strip() if self.source.isModified() else draft.source,
                amounts={**draft.amounts, **{y: kept.number for y, kept in self._amounts.items() if kept.changed}},
            )

    def _on_kind_chosen(self) -> None:
        kind = self.kind.currentData()
        self._show_pays(kind, frozenset(BY_ID[kind].pays))

    def _show_pays(self, kind: str, paid: frozenset[str]) -> None:
        """List what a kind of fund may pay, ticked where this one does; what has to be asked of it is its tip."""
        self.kind.setToolTip(BY_ID[kind].ask)
        _tick(self.pays, [*BY_ID[kind].pays, *sorted(paid - set(BY_ID[kind].pays))], paid)

    def _person_limit(self) -> float | None:
        return None if self._person.number == NO_LIMIT else self._person.number

    def _on_name_edited(self, text: str) -> None:
        item = self.funds_list.item(self._place)
        if item:
            item.setText(text)

    def _on_add(self) -> None:
        self._keep()
        self._drafts.append(_Draft(f"New fund {len(self._drafts) + 1}"))
        self.funds_list.addItem(self._drafts[-1].name)
        self.funds_list.setCurrentRow(len(self._drafts) - 1)
        self.name_line.setFocus()
        self.name_line.selectAll()

    def _on_remove(self) -> None:
        place = self._place
        self._place = -1
        del self._drafts[place]
        self.funds_list.takeItem(place)
        self._place = self.funds_list.currentRow()
        self._show()

    def deed(self, project: Project) -> None:
        """Save years and funds; a fund that the plan has charged cannot be removed."""
        self._keep()
        names = [d.name for d in self._drafts]
        if not all(names) or len(set(names)) < len(names):
            raise ReskillError("Two funds have the same name, or one has none.", "Give each fund a name of its own.")
        with project.change("Set funds and years"):
            other_years = self._span() != self._years_before
            if other_years:
                project.set_setting("fiscal_year", str(self.first.value()))
                project.set_setting("years", str(self.years.value()))
            for row in fund_rows(project):
                if row["name"] not in {d.kept for d in self._drafts}:
                    remove_fund(project, row["name"])
            for draft in self._drafts:
                if draft == self._before.get(draft.kept) and not other_years:
                    continue
                if draft.kept and draft.kept != draft.name:
                    rename_fund(project, draft.kept, draft.name)
                save_fund(
                    project,
                    draft.name,
                    {y: a for y, a in draft.amounts.items() if y in self._span() or not other_years},
                    kind=draft.kind,
                    pays=draft.pays,
                    share=draft.share,
                    person=draft.person,
                    units=draft.units,
                    starts=draft.starts,
                    ends=draft.ends,
                    admits_city=draft.admits_city,
                    carries=draft.carries,
                    rules=draft.rules,
                    source=draft.source,
                )


def _tick(box: QListWidget, names: Iterable[str], ticked: frozenset[str]) -> None:
    """List names to be ticked, some of them ticked."""
    box.clear()
    for name in names:
        item = QListWidgetItem(name, box)
        item.setCheckState(Qt.CheckState.Checked if name in ticked else Qt.CheckState.Unchecked)


def _ticked(box: QListWidget) -> frozenset[str]:
    items = [box.item(i) for i in range(box.count())]
    return frozenset(i.text() for i in items if i.checkState() == Qt.CheckState.Checked)


def _drafts(project: Project) -> list[_Draft]:
    amounts = available_dollars(project)
    drafts = []
    for row in fund_rows(project):
        terms = {name: value for name, value in vars(fund_of(row)).items() if name != "id"}
        kept = row["name"]
        drafts.append(
            _Draft(**terms, kept=kept, rules=row["rules"], source=row["source"], amounts=amounts.get(kept, {}))
        )
    return drafts
