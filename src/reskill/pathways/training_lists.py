"""Training programs from a state's eligible list or a college's catalogue: every row kept, every doubt said.

Figures that are doubtful are left unknown and shown as they were written; nothing is repaired silently.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from reskill.intake.amounts import amount_of
from reskill.intake.dates import date_of
from reskill.intake.table import Table
from reskill.problem import Place, Problem, ReskillError
from reskill.programs.starter import PROGRAM_FIELDS
from reskill.progress import Tick, silent
from reskill.project.file import Project

HEADERS: Mapping[str, tuple[str, ...]] = {
    "name": ("officialname", "programname", "program", "programtitle", "coursename", "course", "title", "name"),
    "provider": ("providername", "provider", "school", "institution", "college"),
    "cip": ("cipcode", "cip", "cip2020code", "cip2020"),
    "total": ("totalcostreported", "totalcost", "cost", "price", "totalprice"),
    "tuition": ("tuition",),
    "fees": ("fees", "fee"),
    "books": ("booksmaterials", "booksmaterialscost", "books", "materials"),
    "supplies": ("suppliestools", "suppliestoolscost", "supplies", "tools"),
    "other": ("othercosts", "othercost", "other"),
    "hours": ("clockhours", "totalclockhours", "hours", "totalhours"),
    "length": ("calendarlength", "length", "duration"),
    "credential": ("industrycredential", "credential", "credentialearned", "certificate", "degreeawarded"),
    "prerequisites": ("prerequisites", "prerequisite", "requirements"),
    "state": ("state",),
    "online": ("distancelearning", "online"),
    "status": ("status", "statusname", "approvalstatus"),
    "approved_until": ("certapprovalexp", "approvaluntil", "approvalexpires", "approvalexpiration"),
    "subjects": ("subjects", "keywords", "description"),
    "url": ("website", "url", "link"),
    "audience": ("audience",),
}
"""Fields of a list and the headers that hold them, in small letters without spaces and signs, the likeliest first."""

_COST_LINES = ("tuition", "fees", "books", "supplies", "other")
_NOTHING = {"", "0", "none", "n/a", "na", "no", "-", "select one", "null"}
_PLACEHOLDERS = {9999.0, 99999.0, 999999.0, 9999999.0}
_HIGHEST = 100_000  # US dollars for one program, above which a total is taken for a slip
_LONGEST_WEEK = 60  # clock hours
_WEEKS = {"day": 1 / 7, "week": 1.0, "month": 4.35, "year": 52.0}


def import_programs(project: Project, table: Table, tick: Tick = silent) -> list[Problem]:
    """Take every row of a list into the project as one change, and return what is doubtful about it.

    A row that was imported before from a file of the same name is updated. Raises ReskillError when no column holds
    the names of programs.
    """
    columns = find_columns(table)
    if "name" not in columns:
        raise ReskillError(
            f"{table.file} has no column with the names of programs.",
            "Name it program name, or choose another sheet.",
        )
    read = []
    for n, (number, values) in enumerate(table.rows):
        if n % 200 == 0:
            tick(n / len(table.rows), "Reading programs")
        read.append(_Line(table, columns, number, values).read())
    with project.change(f"Import programs from {table.file}") as db:
        have = {(r["source"], r["name"]): r["id"] for r in project.rows("SELECT id, source, name FROM program")}
        for line in read:
            known = have.get((str(line.program["source"]), str(line.program["name"])))
            if known is None:
                db["program"].insert(line.program)
            else:
                db["program"].update(known, line.program)
    tick(1.0, "Programs imported")
    return [problem for line in read for problem in line.problems]


def find_columns(table: Table) -> dict[str, int]:
    """Which column holds which field; absent where the list has none."""
    plain = [re.sub(r"[^a-z0-9]", "", h.lower()) for h in table.headers]
    found: dict[str, int] = {}
    for name, headers in HEADERS.items():
        for header in headers:
            if header in plain and plain.index(header) not in found.values():
                found[name] = plain.index(header)
                break
    return found


@dataclass
class _Line:
    """One row while it is read: its cells by field, its doubts."""

    table: Table
    columns: Mapping[str, int]
    number: int
    values: tuple[object, ...]
    problems: list[Problem] = field(default_factory=list)
    program: dict[str, object] = field(default_factory=dict)

    def read(self) -> _Line:
        name = self._text("name")
        if not name:
            name = f"(no name, row {self.number})"
            self._doubt("name", "The program has no name.", "Ask the provider.")
        if "¿" in name:
            self._doubt("name", "The name has an inverted question mark where another sign was lost.")
        if not self._text("provider"):
            self._doubt("provider", "The provider is not given.")
        cost, cost_text = self._cost()
        credential = self._meaningful("credential")
        online = self._text("online").lower() in {"y", "yes", "true", "1"}
        self._approval()
        self.program = dict.fromkeys(PROGRAM_FIELDS, "") | {
            "name": name,
            "provider": self._text("provider"),
            "kind": "certificate" if credential else "course",
            "delivery": "online" if online else "",
            "length": self._text("length"),
            "hours": self._hours(),
            "cost": cost,
            "cost_text": cost_text,
            "audience": self._text("audience"),
            "cip": self._cip(),
            "credential": credential,
            "subjects": self._text("subjects") or name,
            "place": "" if online else self._text("state").upper()[:2],
            "url": self._text("url"),
            "source": f"{self.table.file}, row {self.number}",
            "origin": "imported",
        }
        asks = self._meaningful("prerequisites")
        notes = [*([f"Asks for: {asks}."] if asks else []), *(f"Doubt: {p.text}" for p in self.problems)]
        self.program["note"] = " ".join(notes)
        return self

    def _cost(self) -> tuple[float | None, str]:
        """Dollars a participant and the words that go with them; None where the list leaves it in doubt."""
        total = self._number("total")
        lines = [v for v in map(self._number, _COST_LINES) if v is not None]
        summed = sum(lines) if lines else None
        if total is not None and summed is not None and abs(total - summed) >= 1:
            self._doubt("total", f"The total of ${total:,.2f} is not the sum of its lines, ${summed:,.2f}.", _ASK)
            return None, f"total ${total:,.2f} and lines ${summed:,.2f} disagree"
        cost = summed if total is None else total
        if cost is None:
            return None, ""
        if cost == 0:
            self._doubt("total", "The cost is zero: free, or not known?", _ASK)
            return None, "0 in the list: free, or not known"
        if cost > _HIGHEST:
            self._doubt("total", f"A cost of ${cost:,.2f} is hardly right.", _ASK)
            return None, f"${cost:,.2f} in the list, hardly right"
        return cost, "" if total is not None else "sum of the cost lines"

    def _hours(self) -> float | None:
        hours = self._number("hours")
        if hours == 0:
            self._doubt("hours", "The list gives zero hours.", "Ask the provider for the clock hours.")
            return None
        weeks = _longest(self._text("length"))
        if hours and weeks and hours > weeks * _LONGEST_WEEK:
            self._doubt("hours", f"{hours:,.0f} hours do not fit into {self._text('length')}.")
        return hours

    def _cip(self) -> str:
        """The code as NN.NNNN; zeros that a spreadsheet has cut off are put back, and that is said."""
        written = self._text("cip")
        found = re.fullmatch(r"(\d{1,2})\.?(\d{0,4})", written)
        if not found:
            if written:
                self._doubt("cip", f"{written} is not a CIP code.", "Enter it as NN.NNNN.")
            return ""
        cip = f"{found[1]:0>2}.{found[2]:0<4}" if "." in written else f"{written:0>6}"[:2] + "." + f"{written:0>6}"[2:]
        if cip != written:
            self._doubt("cip", f"CIP {written} is read as {cip}.", "Change it where that is wrong.")
        return cip

    def _approval(self) -> None:
        status = self._text("status")
        if status and status.lower() not in {"approved", "active", "current"}:
            self._doubt("status", f"The status is {status}.", "Check whether the program is still offered.")
        until = date_of(self._value("approved_until")) if self._value("approved_until") is not None else None
        if until and until < dt.date.today():
            self._doubt("approved_until", f"The approval ended on {until}.", "Check whether it has been renewed.")

    def _number(self, name: str) -> float | None:
        """The number of a field; None when there is none, or when it is a sign for "not known", which is said."""
        value = self._value(name)
        if value is None or not str(value).strip():
            return None
        amount = amount_of(value)
        if amount is None:
            if str(value).strip().lower() not in _NOTHING:
                self._doubt(name, f"{str(value)[:60]} is not a number.")
            return None
        if amount.dollars < 0 or amount.dollars in _PLACEHOLDERS:
            self._doubt(name, f"{amount.dollars:g} stands for not known.")
            return None
        return amount.dollars

    def _value(self, name: str) -> object:
        index = self.columns.get(name)
        return self.values[index] if index is not None and index < len(self.values) else None

    def _text(self, name: str) -> str:
        value = self._value(name)
        return "" if value is None else " ".join(str(value).split())

    def _meaningful(self, name: str) -> str:
        text = self._text(name)
        return "" if text.lower() in _NOTHING else text

    def _doubt(self, name: str, text: str, remedy: str = "") -> None:
        index = self.columns.get(name)
        column = self.table.headers[index] if index is not None else ""
        place = Place(self.table.file, self.table.sheet, self.number, column)
        self.problems.append(Problem(text, place, remedy, "warning"))


_ASK = "Ask the provider, then enter the cost."


def _longest(length: str) -> float | None:
    """The most weeks that a length such as "4-11 weeks" or "13 months-2 years" names."""
    found = re.findall(r"(\d+)\s*(day|week|month|year)", length.lower())
    return max((int(n) * _WEEKS[unit] for n, unit in found), default=None)
