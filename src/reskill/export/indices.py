"""The sheet of published indices: where each places the occupations in use, beside where Reskill places them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reskill.export.xlsx.sheet import Formula, Sheet, tabulate
from reskill.exposure.inventory import read_inventories
from reskill.exposure.published_indices import Standing, compare
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

OCCUPATION = (
    Column("O*NET code", "code", tip="Occupation that titles here were mapped to."),
    Column("Occupation", "occupation", tip="The occupation's name."),
)
POSITIONS = Column(
    "Positions", "positions", "int", tip="Lines of the roster whose title was mapped to it, alone or in a blend."
)
COLUMNS = (
    Column("Index", "index", tip="Published index of occupations; the sheet Sources says by whom and since when."),
    Column("Date", "dated", tip="When the index was published."),
    Column("Score", "score", "number", tip="As published; the scales of two indices cannot be compared."),
    Column("Percentile", "percentile", "int", tip="Share of the compared occupations that the index places lower."),
    Column("Our exposure", "exposure", "percent", tip="Of the occupation by itself, without any title's own changes."),
    Column(
        "Our percentile", "ours", "int", tip="Share of the compared occupations with less exposure in our estimate."
    ),
    Column("Compared", "among", "int", tip="Occupations that both the index and Reskill rate."),
    Column("Gap", "gap", "int", tip="Points by which the index places the occupation higher than we do."),
    Column("Remark", "remark", "wrapped", 60, tip="Which way they disagree, what is compared, or why nothing is."),
)
_IN_USE = """
SELECT m.code, sum(t.positions) AS positions FROM mapping m JOIN title t ON t.id = m.title_id
WHERE m.code <> '' GROUP BY m.code ORDER BY
"""
_BY_POSITIONS = "positions DESC, m.code"


def indices(project: Project, catalog: Catalog) -> Sheet | None:
    """Every occupation in use by every index, those with most positions first; None when the pack has no index."""
    return sheet_of(project, catalog, (*OCCUPATION, POSITIONS, *COLUMNS), _BY_POSITIONS)


def sheet_of(project: Project, catalog: Catalog, columns: Sequence[Column], order: str) -> Sheet | None:
    """The sheet with these columns, its occupations in this order of SQL."""
    rows = list(_rows(project, catalog, order))
    if not rows:
        return None
    limit = 100 * project.thresholds.index_disagreement
    return Sheet(
        title="Published indices",
        note=f"Published indices beside our exposure, by rank; a gap of more than {limit:g} points is pointed out.",
        columns=tuple(columns),
        rows=tabulate(columns, rows),
        bars=("exposure",),
        frozen_columns=2,
    )


def _rows(project: Project, catalog: Catalog, order: str) -> Iterator[dict[str, Any]]:
    limit = project.thresholds.index_disagreement
    standings = compare(read_inventories(project, catalog))
    for used in project.rows(_IN_USE + order):
        for s in standings.get(used["code"], ()):
            yield {
                **vars(s),
                "positions": used["positions"],
                "index": s.index.name,
                "dated": s.index.dated,
                "gap": None if s.gap is None else Formula("{percentile}-{ours}", s.gap),
                "remark": " ".join(filter(None, [_why_not(s), s.disagreement(limit), s.taken_together])),
            }


def _why_not(s: Standing) -> str:
    return "" if s.gap is not None else f"{s.placing[0].upper()}{s.placing[1:]}."
