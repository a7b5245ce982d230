"""Published indices in the inspector: compared off the GUI thread, and kept while what they rest on stays the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from reskill.desktop.details import Section
from reskill.desktop.session import Session
from reskill.exposure.inventory import read_inventories
from reskill.exposure.published_indices import Standing, basis, compare
from reskill.progress import Tick
from reskill.project.file import Project
from reskill.queries import titles
from reskill.reference.catalog import Catalog


class IndexComparison(QObject):
    """The standings of all occupations of the project's reference; nothing where it has no index."""

    compared = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._basis: tuple[Any, ...] = ()
        self._standings: Mapping[str, Sequence[Standing]] | None = None

    def sections(self, title_id: int) -> list[Section]:
        """What the inspector says of each occupation of a title, now; more of it when `compared` is emitted."""
        self._refresh()
        if self._standings is None:
            return [Section("Published indices", lines=["Not compared yet."])]
        project = self._session.project
        codes = list(titles.shares(project, title_id))
        limit = project.thresholds.index_disagreement
        found = [self._standings[code] for code in codes if self._standings.get(code)]
        return [_section(standings, limit, len(codes) > 1) for standings in found]

    def _refresh(self) -> None:
        """Compare anew, in a job, if anything has changed that a comparison rests on: an index may have come in as well."""
        session = self._session
        if not session.catalog.indices:
            self._basis, self._standings = (), {}
            return
        wanted = basis(session.project, session.catalog)
        if wanted == self._basis and (self._standings is not None or session.jobs.busy):
            return
        self._basis, self._standings = wanted, None

        def done(found: Mapping[str, Sequence[Standing]]) -> None:
            if isValid(self) and self._basis == wanted:  # another project may be open by now
                self._standings = found
                self.compared.emit()

        session.read("Comparing with published indices", _compare, done)


def _compare(project: Project, catalog: Catalog, tick: Tick) -> Mapping[str, Sequence[Standing]]:
    return compare(read_inventories(project, catalog), tick)


def _section(standings: Sequence[Standing], limit: float, blend: bool) -> Section:
    of = f": {standings[0].occupation}" if blend else ""
    return Section(
        f"Published indices{of}",
        [(str(s.index), s.placing) for s in standings],
        items=[line for s in standings for line in (s.disagreement(limit), s.taken_together)],
    )
