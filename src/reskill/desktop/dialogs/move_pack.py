"""What resting the project on another reference pack would change, before it is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from PySide6.QtWidgets import QLabel, QTabWidget, QWidget

from reskill.desktop.dialogs.dialog import ViewDialog
from reskill.desktop.rows_model import RowsModel, count
from reskill.desktop.session import Session
from reskill.desktop.widgets.table import Table
from reskill.queries.rows import ListRows, Row
from reskill.reference.losses import Loss
from reskill.table import Column
from reskill.work.moving import MappingChange, Preview, TaskChange

MAPPINGS = (
    Column("Title", "title", width=22),
    Column("Positions", "positions", "int", 8),
    Column("Occupation now", "occupation", "wrapped", 25),
    Column("In the new pack", "there", "wrapped", 22),
    Column("Afterwards", "afterwards", "wrapped", 22),
)
TASKS = (
    Column("Occupation", "occupation", "wrapped", 22),
    Column("Change", "change", width=9),
    Column("Task now", "old", "wrapped", 38),
    Column("Task in the new pack", "new", "wrapped", 38),
)
BANDS = (
    Column("Role", "title", width=28),
    Column("Positions", "positions", "int", 8),
    Column("Band now", "old", width=14),
    Column("Band afterwards", "new", width=14),
    Column("Net exposure now", "old_net", "percent", 14),
    Column("Afterwards", "new_net", "percent", 11),
)
RESTING = (Column("Decision", "text", "wrapped", 60),)
LOST = (Column("Occupation in use", "occupation", "wrapped", 40), Column("What it has no more", "what", "wrapped", 40))


class MovePackDialog(ViewDialog):
    """Five lists of changes; OK agrees to them."""

    form = "move_pack"
    promoted = (Table,)

    title_label: QLabel
    summary_label: QLabel
    tabs: QTabWidget
    mappings: Table
    tasks: Table
    bands: Table
    resting: Table
    lost: Table

    def __init__(self, session: Session, found: Preview, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.title_label.setText(f"From {found.old} to {found.new}")
        self.summary_label.setText(_summary(found))
        tasks = list(_tasks(found.tasks))
        lists: tuple[tuple[Table, tuple[Column, ...], Sequence[Row], str, str, int], ...] = (
            (self.mappings, MAPPINGS, list(map(_mapping, found.mappings)), "there", "Every occupation stays.", 2),
            (self.tasks, TASKS, tasks, "new", "The tasks of the occupations in use are the same.", 3),
            (self.bands, BANDS, list(map(asdict, found.bands)), "title", "Every role stays in its band.", 1),
            (self.resting, RESTING, [{"text": t} for t in found.resting], "text", "Every decision still applies.", 1),
            (self.lost, LOST, list(map(_loss, found.lost)), "what", "The occupations in use lose no figures.", 2),
        )
        for place, (table, columns, rows, stretch, nothing, lines) in enumerate(lists):
            model = RowsModel(columns, self)
            table.nothing = nothing
            table.dress(model, {}, stretch, lines=lines)
            model.show(ListRows([{**r, "key": i} for i, r in enumerate(rows)]))
            table.choose_first()
            self.tabs.setTabText(place, f"{self.tabs.tabText(place)} ({len(rows):,})")


def _summary(found: Preview) -> str:
    added, reworded, dropped = (
        sum(len(getattr(t, what)) for t in found.tasks) for what in ("added", "reworded", "dropped")
    )
    return (
        f"{count(len(found.mappings), 'title')} whose occupation is gone or split. Tasks of"
        f" {count(len(found.tasks), 'occupation')} in use: {added:,} added, {reworded:,} reworded, {dropped:,} dropped."
        f" {count(len(found.bands), 'role')} in another band."
        f" {count(len(found.resting), 'decision')} kept that would find nothing to apply to."
        f" {count(len(found.lost), 'occupation')} in use that would lose figures."
    )


def _mapping(change: MappingChange) -> Row:
    kept = "stays, decided by a person" if change.decided else "stays"
    return {
        "title": change.title,
        "positions": change.positions,
        "occupation": f"{change.code} {change.occupation}",
        "there": f"split: {', '.join(change.others)}" if change.others else "gone",
        "afterwards": kept if change.now == change.code else change.now or "waits for a person",
    }


def _loss(loss: Loss) -> Row:
    return {"occupation": f"{loss.code} {loss.occupation}", "what": ", ".join(loss.what)}


def _tasks(changes: Sequence[TaskChange]) -> Iterator[Row]:
    for c in changes:
        pairs = (
            *(("reworded", old, new) for old, new in c.reworded),
            *(("added", "", new) for new in c.added),
            *(("dropped", old, "") for old in c.dropped),
        )
        for change, old, new in pairs:
            yield {"occupation": f"{c.code} {c.occupation}", "change": change, "old": old, "new": new}
