"""What a line of a roster is: one or several positions, or none, with the reason."""

from __future__ import annotations

from dataclasses import dataclass

Values = tuple[object, ...]
"""The cells of a line."""


@dataclass(frozen=True, slots=True)
class RosterLine:
    """A position as the roster has it; `annual_salary` in US dollars, None = unknown, as for `fte`; dates are ISO.

    `held`: it is vacant and not to be filled, for it is frozen, unfunded or abolished. `ordinal` numbers the positions of a line that stands for several, 0 = its line is this one alone.
    """

    row: int
    title: str
    department: str = ""
    bargaining_unit: str = ""
    grade: str = ""
    class_code: str = ""
    annual_salary: float | None = None
    pay_basis: str = ""
    fte: float | None = None
    hire_date: str | None = None
    status: str = "filled"
    location: str = ""
    employee_id: str = ""
    name: str | None = None
    ordinal: int = 0
    sheet: str = ""
    held: bool = False


@dataclass(frozen=True, slots=True)
class RejectedLine:
    """A line that is no position: why, what to do, and its cells in columns that are not personal."""

    row: int
    reason: str
    remedy: str
    content: str
    sheet: str = ""
