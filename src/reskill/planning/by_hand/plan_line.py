"""A budget line as a person works on it, and its way into the project and out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reskill.planning.fiscal import Quarter
from reskill.planning.money import exact, line_cents, rate_in_words
from reskill.project.file import Project

SHARE = "dollar of "  # how the unit of a line begins that is a share of other lines
ADDED = "added"  # what `typed` has of a line that a person wrote


@dataclass(frozen=True)
class PlanLine:
    """A line of a cohort (None = of the whole plan), US dollars; `typed` are the fields that a person set, `id` is 0 for
    one that is not stored yet."""

    id: int
    cohort_id: int | None
    quarter: Quarter
    category: str
    fund_id: int
    quantity: Decimal
    unit: str
    unit_cost: Decimal
    in_kind: bool
    note: str
    source: str
    typed: frozenset[str] = frozenset()
    why: str = ""

    @property
    def cents(self) -> int:
        """Quantity x unit cost in cents, rounded half up."""
        return line_cents(self.quantity, self.unit_cost)

    @property
    def is_share(self) -> bool:
        """Whether its quantity is the sum of other lines."""
        return self.unit.startswith(SHARE)

    @property
    def arithmetic(self) -> str:
        """Its amount in words."""
        if self.is_share:
            return f"{self.unit_cost.normalize():f} of {self.unit.removeprefix(SHARE)} of ${self.quantity:,.2f}"
        return f"{self.quantity.normalize():f} x ${rate_in_words(self.unit_cost.normalize())} a {self.unit}"


def read_lines(project: Project, where: str, values: Sequence[object]) -> list[PlanLine]:
    """The lines that meet a condition, in the order in which they were written."""
    return [
        PlanLine(
            r["id"],
            r["cohort_id"],
            Quarter(r["fiscal_year"], r["quarter"]),
            r["category"],
            r["fund_id"],
            exact(r["quantity"]),
            r["unit"],
            exact(r["unit_cost"]),
            bool(r["in_kind"]),
            r["note"],
            r["source"],
            frozenset(r["typed"].split()),
            r["why"],
        )
        for r in project.rows(f"SELECT * FROM budget_line WHERE {where} ORDER BY id", values)
    ]


def save_lines(project: Project, before: Iterable[PlanLine], after: Iterable[PlanLine], who: str, at: str) -> None:
    """Write what became of lines, as part of the change that is open; a line that a person set says so."""
    was = {line.id: line for line in before}
    kept = set()
    for line in after:
        kept.add(line.id)
        if line == was.get(line.id):
            continue
        values = {
            "cohort_id": line.cohort_id,
            "fiscal_year": line.quarter.fiscal_year,
            "quarter": line.quarter.quarter,
            "category": line.category,
            "fund_id": line.fund_id,
            "quantity": float(line.quantity),
            "unit": line.unit,
            "unit_cost": float(line.unit_cost),
            "cents": line.cents,
            "in_kind": int(line.in_kind),
            "note": line.note,
            "source": line.source,
            "typed": " ".join(sorted(line.typed)),
            "why": line.why,
        }
        if line.typed:
            values |= {"who": who, "at": at}
        if line.id:
            sets = ", ".join(f"{name} = ?" for name in values)
            project.db.execute(f"UPDATE budget_line SET {sets} WHERE id = ?", (*values.values(), line.id))
        else:
            places = ", ".join("?" * len(values))
            project.db.execute(
                f"INSERT INTO budget_line ({', '.join(values)}) VALUES ({places})", tuple(values.values())
            )
    for gone in was.keys() - kept:
        project.db.execute("DELETE FROM budget_line WHERE id = ?", (gone,))
