"""What a person does to the budget lines of a plan. Each deed is one change; the cohort of a line is locked by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from reskill.planning.by_hand.arithmetic import follow, parted
from reskill.planning.by_hand.cohorts import lines_of, mark
from reskill.planning.by_hand.payer import payer_of
from reskill.planning.by_hand.plan_line import ADDED, PlanLine, read_lines, save_lines
from reskill.planning.fiscal import Quarter
from reskill.planning.money import exact
from reskill.problem import ReskillError
from reskill.project.file import Project, now

MOST = Decimal(1_000_000_000)


def set_quantity(project: Project, ids: Sequence[int], quantity: float, why: str = "") -> None:
    """Enter the quantity of lines. Raises ReskillError for a negative one, and for a share of other lines."""
    shares = [x for x in _lines(project, ids) if x.is_share]
    if shares:
        raise ReskillError(
            f"The quantity of {shares[0].category} is the sum of other lines.", "Change its rate, or those lines."
        )
    _set(project, ids, "quantity", _number(quantity, "quantity"), why)


def set_unit_cost(project: Project, ids: Sequence[int], dollars: float, why: str = "") -> None:
    """Enter the cost of a unit in US dollars (of a share: the rate). Raises ReskillError for a negative one."""
    _set(project, ids, "unit_cost", _number(dollars, "unit cost"), why)


def set_fund(project: Project, ids: Sequence[int], fund: str, why: str = "") -> None:
    """Have a fund pay lines. Raises ReskillError for a fund that the project has not."""
    _set(project, ids, "fund_id", fund_named(project, fund), why)


def set_in_kind(project: Project, ids: Sequence[int], in_kind: bool, why: str = "") -> None:
    """Count lines as given in kind, or as paid in cash."""
    _set(project, ids, "in_kind", in_kind, why)


def set_line_note(project: Project, ids: Sequence[int], note: str, why: str = "") -> None:
    """Write the note of lines."""
    _set(project, ids, "note", note.strip(), why)


def add_line(
    project: Project,
    cohort_id: int | None,
    category: str,
    quantity: float,
    unit_cost: float,
    *,
    unit: str = "item",
    fund: str = "",
    quarter: Quarter | None = None,
    in_kind: bool = False,
    note: str = "",
    why: str = "",
) -> int:
    """Add a line to a cohort, in the quarter of its start where none is given, or to the whole plan (None); gives its
    number. Without a fund, the one that may pay it and has the most left.

    Raises ReskillError for a cohort or fund that there is not, and for a line of the whole plan without a quarter.
    """
    if not category.strip():
        raise ReskillError("The line has no category.", "Say what kind of cost it is, such as travel.")
    before = lines_of(project, cohort_id) if cohort_id else []
    if cohort_id:
        row = project.rows("SELECT fiscal_year, quarter FROM cohort WHERE id = ?", (cohort_id,))
        if not row:
            raise ReskillError(f"There is no cohort {cohort_id} in the plan.", "Look up its number.")
        quarter = quarter or Quarter(row[0]["fiscal_year"], row[0]["quarter"])
    if quarter is None:
        raise ReskillError("The line has no quarter.", "Give one, as FY2028 Q1, or the cohort that it belongs to.")
    line = PlanLine(
        0,
        cohort_id,
        quarter,
        category.strip(),
        fund_named(project, fund) if fund else payer_of(project, category, quarter),
        _number(quantity, "quantity"),
        unit.strip() or "item",
        _number(unit_cost, "unit cost"),
        in_kind,
        note.strip(),
        f"entered by {project.who}",
        frozenset([ADDED, "quantity", "unit_cost", *(["note"] if note.strip() else [])]),
        why,
    )
    line = line if line.note else replace(line, note=line.arithmetic)
    with project.change(f"Add a line for {line.category}"):
        save_lines(project, before, follow(before, [*before, line]), project.who, now())
        number = int(project.value("SELECT max(id) FROM budget_line"))
        if cohort_id:
            mark(project, cohort_id, why)
    return number


def drop_lines(project: Project, ids: Sequence[int], why: str = "") -> None:
    """Take lines out of the plan; shares of them follow."""
    with project.change(_label("Drop", ids)):
        for line in _lines(project, ids):
            before = _around(project, line)
            save_lines(project, before, follow(before, [x for x in before if x.id != line.id]), project.who, now())
            _lock(project, line, why)


def split_line(project: Project, line_id: int, share: float, fund: str, why: str = "") -> int:
    """Have another fund pay a share of a line, in (0, 1), as a line of its own; gives its number. Raises ReskillError."""
    (line,) = _lines(project, [line_id])
    if not 0 < share < 1:
        raise ReskillError(f"{share:g} is no share of a line.", "Give one above 0 and below 1, as 0.5.")
    other = fund_named(project, fund)
    with project.change(_label("Split", [line_id])):
        (rest,), (part,) = parted([line], 1 - exact(share))
        part = replace(part, fund_id=other, typed=part.typed | {"fund_id"}, why=why)
        rest = replace(rest, typed=rest.typed | {"fund_id"}, why=why)
        before = _around(project, line)
        save_lines(
            project,
            before,
            follow(before, [*(rest if x.id == line.id else x for x in before), part]),
            project.who,
            now(),
        )
        number = int(project.value("SELECT max(id) FROM budget_line"))
        _lock(project, line, why)
    return number


def fund_named(project: Project, name: str) -> int:
    """The number of a fund by its name. Raises ReskillError."""
    found = project.value("SELECT id FROM fund WHERE name = ?", (name.strip(),))
    if found is None:
        known = ", ".join(str(r["name"]) for r in project.rows("SELECT name FROM fund ORDER BY id"))
        raise ReskillError(f"There is no fund named {name.strip() or 'nothing'}.", f"Choose one of: {known}.")
    return int(found)


def _set(project: Project, ids: Sequence[int], field: str, value: object, why: str) -> None:
    with project.change(_label(f"Change the {field.removesuffix('_id').replace('_', ' ')} of", ids)):
        for line in _lines(project, ids):
            changed = replace(line, **{field: value}, typed=line.typed | {field}, why=why)  # type: ignore[arg-type]
            if "note" not in changed.typed and field in ("quantity", "unit_cost"):
                changed = replace(changed, note=changed.arithmetic)
            before = _around(project, line)
            save_lines(
                project,
                before,
                follow(before, [changed if x.id == line.id else x for x in before]),
                project.who,
                now(),
            )
            _lock(project, line, why)


def _around(project: Project, line: PlanLine) -> list[PlanLine]:
    """The lines that may follow a change of a line: those of its cohort."""
    return lines_of(project, line.cohort_id) if line.cohort_id else [line]


def _lock(project: Project, line: PlanLine, why: str) -> None:
    if line.cohort_id:
        mark(project, line.cohort_id, why)


def _lines(project: Project, ids: Sequence[int]) -> list[PlanLine]:
    found = read_lines(project, f"id IN ({', '.join('?' * len(ids))})", ids)
    if missing := set(ids) - {x.id for x in found}:
        raise ReskillError(
            f"There is no line {min(missing)} in the plan.", "The plan was made again: look up its number."
        )
    return found


def _number(value: float, what: str) -> Decimal:
    number = exact(value)
    if not 0 <= number <= MOST:
        raise ReskillError(f"The {what} cannot be {value:,.10g}.", f"Enter a number from 0 to {MOST:,}.")
    return number


def _label(deed: str, ids: Sequence[int]) -> str:
    return f"{deed} {f'line {ids[0]}' if len(ids) == 1 else f'{len(ids)} lines'}"
