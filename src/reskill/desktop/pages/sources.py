"""Where every number comes from: the reference's tables, every change with who and when, and the assumptions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, fields

from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTabWidget

from reskill.desktop.delegates.status import StatusDelegate
from reskill.desktop.details import Details, Section
from reskill.desktop.pages.page import Page
from reskill.desktop.rows_model import RowsModel, count
from reskill.desktop.widgets.table import Table
from reskill.matching.kept_decisions import kept_decisions, kept_notice
from reskill.planning.readiness import answer, checklist
from reskill.project.file import Project
from reskill.project.provenance import recorded
from reskill.queries.rows import ListRows, Row
from reskill.queries.steps import steps
from reskill.reference.catalog import Catalog
from reskill.reference.sources import in_words
from reskill.table import Column
from reskill.threshold_words import GROUPS, words_of
from reskill.thresholds import DEFAULTS

SOURCES = (
    Column("What", "name", "wrapped", 17),
    Column("Source", "source", "wrapped", 34),
    Column("Release", "release", "wrapped", 12),
    Column("Date", "dated", "date", 9),
    Column("Licence", "licence", "wrapped", 14),
    Column("Rows", "rows", "int", 8),
)
HISTORY = (
    Column("When", "at", "date", 18),
    Column("What was done", "label", width=40),
    Column("By", "who", width=14),
    Column("Changes", "changes", "int", 8, "Rows that the change touched"),
    Column("State", "state", width=12, tip="Done, undone, or replaced by something done after an undo"),
)
ASSUMPTIONS = (
    Column("Assumption", "words", "wrapped", 34),
    Column("Part of the work", "group", width=10),
    Column("Here", "here", width=9),
    Column("Default", "default", width=9),
    Column("Name", "name", width=16, tip="The name by which formulas and notes call it"),
)
READINESS = (
    Column("Capacity", "capacity", "wrapped", 18),
    Column("Question", "question", "wrapped", 44),
    Column("Answer", "said", width=14),
)
KEPT = (
    Column("Title", "title", width=22),
    Column("Department", "department", width=14),
    Column("What was decided", "what", "wrapped", 40),
    Column("By", "who", width=12),
    Column("When", "at", "date", 12),
    Column("Left the roster", "since", "date", 12),
)
ANSWERS = {"yes": ("done", "good"), "partly": ("attention", "warn"), "no": ("attention", "bad")}
NOTHING_KEPT = "Every decision is about a title of the roster. Those about titles that leave it are kept here."
STATES = {"done": ("done", "good"), "undone": ("empty", "muted"), "replaced": ("empty", "muted")}


class SourcesPage(Page):
    """Sources, history of changes, assumptions, decisions about titles that left the roster, readiness."""

    name = "sources"
    hint = "Where every number comes from, and who decided what, when."
    promoted = (Table,)

    tabs: QTabWidget
    pack_text: QLabel
    packs_button: QPushButton
    sources: Table
    search: QLineEdit
    shown: QLabel
    history: Table
    assumptions: Table
    preferences_button: QPushButton
    kept_text: QLabel
    kept: Table
    readiness: Table
    yes_button: QPushButton
    partly_button: QPushButton
    no_button: QPushButton
    clear_button: QPushButton

    def build(self) -> None:
        """Set the three tables."""
        self._sources, self._history = RowsModel(SOURCES, self), RowsModel(HISTORY, self)
        self._assumptions = RowsModel(ASSUMPTIONS, self)
        self.sources.dress(self._sources, {}, "source", lines=2)
        self.history.dress(self._history, {"state": StatusDelegate(self, STATES)}, "label")
        self.history.nothing = "Nothing fits the search."
        self.assumptions.dress(self._assumptions, {}, "words")
        self._kept = RowsModel(KEPT, self)
        self.kept.dress(self._kept, {}, "what", lines=2)
        self.kept.nothing = "No decision is about a title that the roster no longer has."
        self._readiness = RowsModel(READINESS, self)
        self.readiness.dress(self._readiness, {"said": StatusDelegate(self, ANSWERS)}, "question", lines=2)
        answers = (
            (self.yes_button, "yes"),
            (self.partly_button, "partly"),
            (self.no_button, "no"),
            (self.clear_button, ""),
        )
        for button, value in answers:
            button.clicked.connect(self._answerer(value))
        self.search.textChanged.connect(self._on_search_changed)
        self.packs_button.clicked.connect(lambda: self.ask.emit("reference_packs"))
        self.preferences_button.clicked.connect(lambda: self.ask.emit("preferences"))
        self.tabs.currentChanged.connect(self._inspect)
        for table in self._tables():
            table.row_chosen.connect(self._inspect)

    def refresh(self) -> None:
        """Read sources, history and assumptions."""
        self.pack_text.setText(
            f"Reference in use: {self.catalog.title}. Nothing here is asked of the network; a newer release, other"
            " wages or ratings can be imported from a file."
        )
        self._sources.show(ListRows([{**s, "key": i} for i, s in enumerate(_sources(self.project, self.catalog))]))
        self._history.show(steps(self.project))
        self._assumptions.show(ListRows(_assumptions(self.project)))
        left = kept_notice(self.project)
        self.kept_text.setText(f"{left.text} {left.remedy}" if left else NOTHING_KEPT)
        self._kept.show(ListRows([{**asdict(k), "key": i} for i, k in enumerate(kept_decisions(self.project))]))
        self._readiness.show(
            ListRows([{**asdict(i), "key": i.id, "said": i.answer or "not answered"} for i in checklist(self.project)])
        )
        for table in self._tables():
            table.choose_first()
        self._on_search_changed(self.search.text())
        self._inspect()

    def _on_search_changed(self, text: str) -> None:
        self._history.search(text)
        self.shown.setText(count(self._history.rowCount(), "change"))

    def _inspect(self) -> None:
        place = self.tabs.currentIndex()
        row = self._tables()[place].current()
        self.inspect((_source, _step, _assumption, _kept_decision, _question)[place](row) if row else None)

    def _tables(self) -> tuple[Table, ...]:
        return self.sources, self.history, self.assumptions, self.kept, self.readiness

    def _answerer(self, value: str) -> Callable[[], None]:
        def run() -> None:
            row = self.readiness.current()
            if row:
                self.session.do(lambda project: answer(project, row["id"], value))

        return run


def _sources(project: Project, catalog: Catalog) -> list[Row]:
    """The parts of the reference, then the rules and models that the figures were worked out with."""
    mine: list[Row] = [
        {
            "name": b.name,
            "source": b.source,
            "release": b.release,
            "dated": b.at[:10],
            "licence": "",
            "rows": None,
            "note": b.note,
        }
        for b in recorded(project)
    ]
    return [*({**asdict(s), "name": in_words(s.name)} for s in catalog.sources), *mine]


def _assumptions(project: Project) -> list[Row]:
    here = project.thresholds
    return [
        {
            "key": i,
            "name": f.name,
            "words": words_of(f.name),
            "group": GROUPS.get(f.name, ""),
            "here": _shown(getattr(here, f.name)),
            "default": _shown(getattr(DEFAULTS, f.name)),
        }
        for i, f in enumerate(fields(DEFAULTS))
    ]


def _shown(value: float | int | str) -> str:
    return value if isinstance(value, str) else f"{value:,.15g}"


def _source(row: Row) -> Details:
    facts = [
        ("Release", row["release"]),
        ("Date", row["dated"]),
        ("Licence", row["licence"]),
        ("Rows", "" if row["rows"] is None else f"{row['rows']:,}"),
    ]
    return Details(
        row["source"], row["name"], [Section("Source", facts), Section("What was done with it", lines=[row["note"]])]
    )


def _step(row: Row) -> Details:
    facts = [
        ("By", row["who"]),
        ("When", row["at"]),
        ("Changes", f"{row['changes']:,} rows"),
        ("State", row["state"]),
        ("Step", str(row["key"])),
    ]
    return Details(row["label"], "", [Section("Change", facts)])


def _assumption(row: Row) -> Details:
    facts = [("Here", row["here"]), ("Default", row["default"]), ("Name", row["name"])]
    return Details(
        row["words"],
        row["group"],
        [
            Section(
                "Assumption", facts, ["A planning assumption, not a fact about a city; change it in the preferences."]
            )
        ],
    )


def _kept_decision(row: Row) -> Details:
    facts = [("By", row["who"]), ("When", row["at"]), ("Left the roster", row["since"])]
    return Details(row["title"], row["department"], [Section(row["what"], facts, [row["why"]])])


def _question(row: Row) -> Details:
    return Details(
        row["question"],
        row["capacity"],
        [
            Section("Why it matters", lines=[row["why"]]),
            Section("Answer", lines=[row["said"]]),
            Section("Source", lines=[row["source"]]),
        ],
    )
