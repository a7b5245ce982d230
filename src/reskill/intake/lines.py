"""One line of a roster: read into a position, or rejected with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from reskill.intake.amounts import Amount, amount_of, basis_in, has_decimal_comma, is_not_given
from reskill.intake.columns import Columns
from reskill.intake.counts import NONE as NO_COUNTS
from reskill.intake.counts import Posts, read_counts
from reskill.intake.dates import date_of, is_plausible, writes_day_first
from reskill.intake.doubts import COUNTS, NONE, Answers, Doubt, counts_doubt, fte_doubt, tiny_pay_doubt
from reskill.intake.findings import Findings
from reskill.intake.pay import Pay, annual_pay, basis_of, pay_rules
from reskill.intake.pay_doubts import Group, pay_doubts, tiny_pay
from reskill.intake.positions import Scale, fte_of, fte_scale, is_held, says_vacant, status_of, time_word
from reskill.intake.records import RejectedLine, RosterLine, Values
from reskill.intake.rejects import Reason
from reskill.intake.screen import Screened, Titles
from reskill.intake.table import Table
from reskill.intake.text import text_of
from reskill.intake.vocabulary import is_in_thousands, is_of_quarter, is_total, words
from reskill.problem import Place, Problem
from reskill.thresholds import Thresholds

_KEPT = ("title", "department", "bargaining_unit", "grade", "class_code", "location")
_INCUMBENT = re.compile(r"\b(incumbent|occupant|holder|held by|assigned to)\b")
_FULL = 0.9  # FTE from which pay is that of full time
_CONTENT = 200  # characters of a rejected line that are kept


class LineReader:
    """Reads the lines of one table, gathering what is doubtful in `findings`."""

    def __init__(
        self,
        table: Table,
        columns: Columns,
        screened: Screened,
        keep_names: bool,
        thresholds: Thresholds,
        answers: Answers = NONE,
    ) -> None:
        self.findings = Findings()
        self._table = table
        self._fields = columns.fields
        self._titles = Titles(columns, thresholds.longest_title)
        self._departments = screened.departments
        self._told = read_counts(table.headers, screened.rows, columns.fields, columns.other_counts, columns.chosen)
        self._counts = NO_COUNTS if COUNTS in answers.accepted else self._told
        self._keep_names = keep_names
        self._thresholds = thresholds
        self._seen: set[str] = set()
        self._dates: dict[str, str] = {}  # ISO by how they are written, "" = none: a million lines share a few thousand
        self._ftes: dict[tuple[str, Scale], float | None] = {}
        self._rows = screened.rows
        pay = self._column("annual_salary")
        rates = self._column("hourly_rate")
        self._decimal_comma = any(map(has_decimal_comma, pay)) or any(map(has_decimal_comma, rates))
        amounts = [a.dollars for v in pay if (a := amount_of(v, self._decimal_comma))]
        thousands = any(map(is_in_thousands, (self._header("annual_salary"), *table.above)))
        self._rules = pay_rules(self._header("annual_salary"), amounts, thresholds, answers.pay_basis, thousands)
        self._full_time_pay: dict[Group, list[float]] = {}
        self._day_first = writes_day_first(self._column("hire_date"))
        self._fte_scale = fte_scale(words(self._header("fte")), self._column("fte"))
        self._hours_scale = fte_scale(words(self._header("weekly_hours")) + " hour", self._column("weekly_hours"))
        names = self._column("name")
        mostly = sum(v not in (None, "") for v in names) >= len(self._rows) / 2
        self._tells_incumbents = mostly and bool(_INCUMBENT.search(words(self._header("name"))))
        self._ends = (
            len({at for name in ("fte", "annual_salary") if (at := self._fields.get(name)) in columns.dated}) == 2
        )

    def _column(self, name: str) -> list[object]:
        at = self._fields.get(name)
        return [] if at is None else [values[at] for _, values in self._rows if at < len(values)]

    def _header(self, name: str) -> str:
        at = self._fields.get(name)
        return "" if at is None else self._table.headers[at]

    def read(self, row: int, values: Values) -> Sequence[RosterLine] | RejectedLine:
        """The positions of a row, or the rejected line."""
        title, vacant = self._titles.of(values)
        status = "vacant" if vacant else self._status(row, values)
        if status == "gone":
            said = self._text(values, "status")
            return self.reject(
                row,
                values,
                (f"Its status is {said}: nobody holds it", "If the position exists, set its status to vacant."),
            )
        posts = self._counts.posts(values) if self._counts else None
        if posts is not None and not (posts.filled or posts.vacant):
            return self.reject(
                row, values, ("It counts no positions", "Nothing, if so; else enter how many there are.")
            )
        if posts is not None and posts.differ:
            self.findings.add(
                row,
                "Filled and vacant positions do not add up to all of them; those two were taken",
                self._counts.headers[0],
                "Check the line.",
            )
        fte = self._fte(row, values) if posts is None else None
        if self._ends and fte == 0 and not self._amount(values):
            return self.reject(
                row, values, ("It has ended: no FTE and no pay in the year that is read", "Nothing, if so.")
            )
        pay = self._pay(row, values, 1.0 if self._counts.in_fte else fte, basis_in(title))
        line = RosterLine(
            row=row,
            title=title,
            department=self._given(values, "department") or self._departments.get(row, ""),
            bargaining_unit=self._given(values, "bargaining_unit"),
            grade=self._given(values, "grade"),
            class_code=self._given(values, "class_code"),
            annual_salary=pay.annual,
            pay_basis=pay.basis,
            fte=fte,
            hire_date=self._hire_date(row, values),
            status=status,
            held=status == "vacant" and self._is_held(values),
            location=self._given(values, "location"),
            employee_id=self._employee_id(row, values),
            name=self._name(values) if self._keep_names else None,
        )
        lines = [line] if posts is None else self._repeated(line, posts)
        self._note_pay(pay, basis_of(self._text(values, "pay_basis")), lines)
        return lines

    def reject(self, row: int, values: Values, reason: Reason) -> RejectedLine:
        """The line as one that is no position."""
        said, remedy = reason
        self.findings.add(row, f"Rejected: {said[0].lower()}{said[1:]}", self._header("title"), remedy)
        return RejectedLine(row, said, remedy, self._content(values))

    def _repeated(self, line: RosterLine, posts: Posts) -> list[RosterLine]:
        """The positions of a line that counts several: each with the pay of one, part time as paid."""
        number = len(posts.filled) + len(posts.vacant)
        annual = line.annual_salary
        if annual is not None and is_total(self._header("annual_salary")) and line.pay_basis != "hourly":
            annual = round(annual / (sum(f or 0 for f in (*posts.filled, *posts.vacant)) or number), 2)
        each = [(fte, line.status) for fte in posts.filled] + [(fte, "vacant") for fte in posts.vacant]
        return [
            replace(
                line,
                ordinal=n,
                fte=fte,
                status=status,
                annual_salary=annual if annual is None or not self._counts.in_fte else round(annual * (fte or 1), 2),
                employee_id=line.employee_id if number == 1 else "",
                hire_date=line.hire_date if number == 1 else None,
            )
            for n, (fte, status) in enumerate(each, 1)
        ]

    def _note_pay(self, pay: Pay, stated: str, lines: Sequence[RosterLine]) -> None:
        """Remember pay of full time, which tells at the end whether it is that of a year."""
        if all(p.fte is not None and p.fte < _FULL for p in lines):
            return
        dollars = pay.annual if pay.given is None else pay.given
        if dollars is not None:
            self._full_time_pay.setdefault(Group(stated, pay.given is not None), []).append(dollars)

    def _amount(self, values: Values) -> float:
        amounts = (amount_of(v) for n in ("annual_salary", "hourly_rate") if (v := self._value(values, n)) is not None)
        return sum(a.dollars for a in amounts if a)

    def doubts(self, positions: Sequence[RosterLine], of_quarter: bool) -> Iterator[Doubt]:
        """The doubts about heads and money of the lines read so far, which gave these positions."""
        counts = self._told
        if counts.unsure or (counts and not self._counts):
            yield counts_doubt(self._place(counts.headers[0]), counts.headers, counts.unsure)
        elif counts.in_fte:
            fte = sum(p.fte or 0 for p in positions)
            yield fte_doubt(self._place(counts.headers[0]), len({p.row for p in positions}), fte, len(positions))
        place = self._place(self._header("annual_salary" if "annual_salary" in self._fields else "hourly_rate"))
        of_quarter = of_quarter or is_of_quarter(place.column)
        asked = [*pay_doubts(place, self._full_time_pay, of_quarter)]
        yield from asked
        number, highest = tiny_pay(self._full_time_pay)
        if number and not asked:
            yield tiny_pay_doubt(place, number, sum(map(len, self._full_time_pay.values())), highest)

    def without_tiny_pay(self, positions: list[RosterLine]) -> list[RosterLine]:
        """The positions, those with pay far too small for a year's with none that is known."""
        _, highest = tiny_pay(self._full_time_pay)
        return [
            replace(p, annual_salary=None)
            if p.annual_salary is not None and p.annual_salary <= highest and (p.fte is None or p.fte >= _FULL)
            else p
            for p in positions
        ]

    def counted(self, positions: Sequence[RosterLine], lines: int) -> Iterator[Problem]:
        """What is to be said of lines that were read as several positions."""
        if self._counts.columns and not self._counts.in_fte:
            headers = ", ".join(self._counts.headers)
            text = f"{lines:,} lines count their positions ({headers}) and were read as {len(positions):,} positions."
            remedy = f"If each line is one position, say so (--accept {COUNTS} on the command line)."
            yield Problem(text, self._place(self._counts.headers[0]), remedy, "warning")

    def _place(self, column: str) -> Place:
        return Place(self._table.file, self._table.sheet, self._table.header_row or None, column)

    def _value(self, values: Values, name: str) -> object:
        at = self._fields.get(name)
        return values[at] if at is not None and at < len(values) else None

    def _text(self, values: Values, name: str) -> str:
        return text_of(self._value(values, name))

    def _given(self, values: Values, name: str) -> str:
        text = self._text(values, name)
        return "" if is_not_given(text) else text

    def _content(self, values: Values) -> str:
        return content_of(values, self._fields)

    def _doubt(self, row: int, name: str, text: str, remedy: str, example: str = "") -> None:
        self.findings.add(row, text, self._header(name), remedy, example)

    def _status(self, row: int, values: Values) -> str:
        if any(says_vacant(self._text(values, n)) for n in ("name", "last_name")):
            return "vacant"
        said = self._text(values, "status")
        if "status" not in self._fields:
            unfunded = is_held(self._text(values, "held"), self._header("held"))
            return "vacant" if unfunded and not self._given(values, "name") else self._status_by_name(row, values)
        if is_not_given(said):
            return status_of(said, self._header("status")) or "filled"
        status = status_of(said, self._header("status"))
        if not status:
            remedy = "Write filled or vacant if it is not."
            self._doubt(row, "status", "The status is not known; the position is taken as filled", remedy, said)
        return status or "filled"

    def _is_held(self, values: Values) -> bool:
        """Whether any cell that speaks of the position says that it is not to be filled."""
        texts = (self._text(values, name) for name in ("title", "status", "name", "last_name"))
        return any(map(is_held, texts)) or is_held(self._text(values, "held"), self._header("held"))

    def _status_by_name(self, row: int, values: Values) -> str:
        """Vacant where the place of an incumbent is blank and most have one."""
        if not self._tells_incumbents or self._given(values, "name"):
            return "filled"
        text, remedy = (
            "No incumbent is named; the position is taken as vacant",
            "Write the incumbent, or filled, if it is not.",
        )
        self._doubt(row, "name", text, remedy)
        return "vacant"

    def _fte(self, row: int, values: Values) -> float | None:
        given, hours = self._given(values, "fte"), self._given(values, "weekly_hours")
        fte = self._full_time(values, "fte", self._fte_scale) if given else None
        if fte is None and hours:
            fte = self._full_time(values, "weekly_hours", self._hours_scale)
            if fte is None:
                self._doubt(row, "weekly_hours", "The hours are not a number of hours", "Enter hours a week.", hours)
        elif fte is None and time_word(given) == "part":
            remedy = "Add a column with FTE or weekly hours."
            self._doubt(row, "fte", "Part time without hours; the FTE is unknown and counts as 1", remedy)
        elif fte is None and given:
            text = "The FTE is not a number from 0 to 2; it is unknown and counts as 1"
            remedy = "Enter 1.00, 0.5, ...; repeat a line that stands for several positions."
            self._doubt(row, "fte", text, remedy, given)
        return fte

    def _full_time(self, values: Values, name: str, scale: Scale) -> float | None:
        key = self._text(values, name), scale
        if key not in self._ftes:
            limits = self._thresholds
            self._ftes[key] = fte_of(self._value(values, name), scale, limits.weekly_hours, limits.hours_per_year)
        return self._ftes[key]

    def _pay(self, row: int, values: Values, fte: float | None, in_title: str) -> Pay:
        stated = basis_of(self._text(values, "pay_basis"))
        for name in ("annual_salary", "hourly_rate"):
            given = self._given(values, name)
            amount = amount_of(self._value(values, name), self._decimal_comma) if given else None
            if amount is None or (
                name == "annual_salary" and amount.dollars == 0 and self._given(values, "hourly_rate")
            ):
                continue
            if name == "hourly_rate":
                amount, stated = Amount(amount.dollars, "hourly"), "hourly"
            pay = annual_pay(amount, stated, fte, self._rules, in_title)
            if pay.remark:
                self._doubt(row, name, pay.remark, pay.remedy, given if pay.annual is None else "")
            elif self._table.sheet and isinstance(self._value(values, name), str):
                self._doubt(row, name, "The pay is text; it was read as the number in it", "Check it.", given)
            return pay
        name = "annual_salary" if "annual_salary" in self._fields else "hourly_rate"
        if name in self._fields:
            said = self._text(values, name)
            wrong = "is not an amount" if said else "is blank"
            remedy = "Enter the pay of a year as a number."
            self._doubt(row, name, f"The pay {wrong}; it is taken as unknown", remedy, said)
        return Pay(None, stated)

    def _hire_date(self, row: int, values: Values) -> str | None:
        given = self._given(values, "hire_date")
        if not given:
            return None
        date = self._dates.get(given)
        if date is None:
            found = date_of(self._value(values, "hire_date"), self._day_first)
            date = found.isoformat() if found and is_plausible(found) else ""
            self._dates[given] = date
        if not date:
            text = "The hire date is not a date of somebody at work; it is left out"
            self._doubt(row, "hire_date", text, "Write it as 2019-07-01.", given)
            return None
        return date

    def _employee_id(self, row: int, values: Values) -> str:
        identity = self._given(values, "employee_id")
        if identity:
            if identity in self._seen:
                text, remedy = (
                    "The employee number stands in an earlier line too",
                    "Check whether both positions exist.",
                )
                self._doubt(row, "employee_id", text, remedy)
            self._seen.add(identity)
        return identity

    def _name(self, values: Values) -> str | None:
        parts = [self._given(values, n) for n in ("first_name", "last_name")]
        name = self._given(values, "name") or " ".join(p for p in parts if p)
        return name if name and not says_vacant(name) else None


def content_of(values: Values, fields: Mapping[str, int]) -> str:
    """The cells of a rejected line in columns that are not personal."""
    texts = (text_of(values[at]) for n in _KEPT if (at := fields.get(n)) is not None and at < len(values))
    return " | ".join(t for t in texts if t)[:_CONTENT]
