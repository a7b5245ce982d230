"""One line of a roster: read into a position, or rejected with the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reskill.intake.amounts import Amount, amount_of, basis_in, has_decimal_comma, is_not_given
from reskill.intake.columns import Columns
from reskill.intake.dates import date_of, is_plausible, writes_day_first
from reskill.intake.doubts import NONE, Answers, Doubt, Group, pay_doubts
from reskill.intake.findings import Findings
from reskill.intake.pay import Pay, annual_pay, basis_of, pay_rules
from reskill.intake.positions import Scale, fte_of, fte_scale, says_vacant, status_of, time_word, vacancy_in_title
from reskill.intake.rejects import reason_to_reject
from reskill.intake.table import Table
from reskill.intake.text import text_of
from reskill.intake.vocabulary import words
from reskill.problem import Place
from reskill.thresholds import Thresholds

_KEPT = ("title", "department", "bargaining_unit", "grade", "class_code", "location")
_WITH_TITLE = ("annual_salary", "hourly_rate", "department")
_NEARLY_ALL = 0.9  # share of lines
_ENOUGH = 0.4  # share of lines that have more than a title, from which those that have none are no positions
_FULL = 0.9  # FTE from which pay is that of full time
_CONTENT = 200  # characters of a rejected line that are kept

Values = tuple[object, ...]


@dataclass(frozen=True)
class RosterLine:
    """A position as the roster has it; `annual_salary` in US dollars, None = unknown, as for `fte`; dates are ISO."""

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


@dataclass(frozen=True)
class RejectedLine:
    """A line that is no position: why, what to do, and its cells in columns that are not personal."""

    row: int
    reason: str
    remedy: str
    content: str


class LineReader:
    """Reads the lines of one table, gathering what is doubtful in `findings`."""

    def __init__(
        self, table: Table, columns: Columns, keep_names: bool, thresholds: Thresholds, answers: Answers = NONE
    ) -> None:
        self.findings = Findings()
        self._table = table
        self._fields = columns.fields
        self._others = [at for name, at in columns.fields.items() if name != "title"]
        self._keep_names = keep_names
        self._thresholds = thresholds
        self._seen: Counter[str] = Counter()
        pay = self._column("annual_salary")
        rates = self._column("hourly_rate")
        self._decimal_comma = any(map(has_decimal_comma, pay)) or any(map(has_decimal_comma, rates))
        amounts = [a.dollars for v in pay if (a := amount_of(v, self._decimal_comma))]
        self._rules = pay_rules(self._header("annual_salary"), amounts, thresholds, answers.pay_basis)
        self._full_time_pay: dict[Group, list[float]] = {}
        self._more_than_titles = self._positions_have_more()
        self._day_first = writes_day_first(self._column("hire_date"))
        self._fte_scale = fte_scale(words(self._header("fte")), self._column("fte"))
        self._hours_scale = fte_scale(words(self._header("weekly_hours")) + " hour", self._column("weekly_hours"))

    def _column(self, name: str) -> list[object]:
        at = self._fields.get(name)
        return [] if at is None else [values[at] for _, values in self._table.rows if at < len(values)]

    def _header(self, name: str) -> str:
        at = self._fields.get(name)
        return "" if at is None else self._table.headers[at]

    def read(self, row: int, values: Values) -> RosterLine | RejectedLine:
        """The position of a row, or the rejected line."""
        title, vacant = self._text(values, "title"), False
        if len(title) <= self._thresholds.longest_title:
            title, vacant = vacancy_in_title(title)
        texts = [text_of(v) for v in values]
        rejection = reason_to_reject(
            title, texts, self._table.headers, self._thresholds.longest_title, self._more_than_titles
        )
        status = "vacant" if vacant else self._status(row, values)
        if rejection is None and status == "gone":
            said = self._text(values, "status")
            rejection = f"Its status is {said}: nobody holds it", "If the position exists, set its status to vacant."
        if rejection is not None:
            reason, remedy = rejection
            self.findings.add(row, f"Rejected: {reason[0].lower()}{reason[1:]}", self._header("title"), remedy)
            return RejectedLine(row, reason, remedy, self._content(values))
        fte = self._fte(row, values)
        pay = self._pay(row, values, fte, basis_in(title))
        if fte is None or fte >= _FULL:
            dollars = pay.annual if pay.given is None else pay.given
            if dollars is not None:
                group = Group(basis_of(self._text(values, "pay_basis")), pay.given is not None)
                self._full_time_pay.setdefault(group, []).append(dollars)
        return RosterLine(
            row=row,
            title=title,
            department=self._given(values, "department"),
            bargaining_unit=self._given(values, "bargaining_unit"),
            grade=self._given(values, "grade"),
            class_code=self._given(values, "class_code"),
            annual_salary=pay.annual,
            pay_basis=pay.basis,
            fte=fte,
            hire_date=self._hire_date(row, values),
            status=status,
            location=self._given(values, "location"),
            employee_id=self._employee_id(row, values),
            name=self._name(values) if self._keep_names else None,
        )

    def doubts(self) -> Iterator[Doubt]:
        """The doubts about money of the lines read so far."""
        name = "annual_salary" if "annual_salary" in self._fields else "hourly_rate"
        place = Place(self._table.file, self._table.sheet, self._table.header_row or None, self._header(name))
        return pay_doubts(place, self._full_time_pay)

    def _positions_have_more(self) -> bool:
        """Whether nearly every line that has more than a title has pay or a department."""
        title = self._fields["title"]
        known = [at for name in _WITH_TITLE if (at := self._fields.get(name)) is not None]

        def has(values: Values, places: Iterable[int]) -> bool:
            return any(values[at] not in (None, "") for at in places if at < len(values))

        titled = [values for _, values in self._table.rows if has(values, (title,))]
        fuller = [values for values in titled if has(values, self._others)]
        enough = bool(fuller) and len(fuller) >= _ENOUGH * len(titled)
        return enough and sum(has(values, known) for values in fuller) >= _NEARLY_ALL * len(fuller)

    def _value(self, values: Values, name: str) -> object:
        at = self._fields.get(name)
        return values[at] if at is not None and at < len(values) else None

    def _text(self, values: Values, name: str) -> str:
        return text_of(self._value(values, name))

    def _given(self, values: Values, name: str) -> str:
        text = self._text(values, name)
        return "" if is_not_given(text) else text

    def _content(self, values: Values) -> str:
        return " | ".join(t for name in _KEPT if (t := self._text(values, name)))[:_CONTENT]

    def _doubt(self, row: int, name: str, text: str, remedy: str, example: str = "") -> None:
        self.findings.add(row, text, self._header(name), remedy, example)

    def _status(self, row: int, values: Values) -> str:
        if any(says_vacant(self._text(values, n)) for n in ("name", "last_name")):
            return "vacant"
        said = self._text(values, "status")
        if "status" not in self._fields or is_not_given(said):
            return status_of(said, self._header("status")) or "filled"
        status = status_of(said, self._header("status"))
        if not status:
            remedy = "Write filled or vacant if it is not."
            self._doubt(row, "status", "The status is not known; the position is taken as filled", remedy, said)
        return status or "filled"

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
        limits = self._thresholds
        return fte_of(self._value(values, name), scale, limits.weekly_hours, limits.hours_per_year)

    def _pay(self, row: int, values: Values, fte: float | None, in_title: str) -> Pay:
        stated = basis_of(self._text(values, "pay_basis")) or (in_title if in_title == "occasion" else "")
        for name in ("annual_salary", "hourly_rate"):
            given = self._given(values, name)
            amount = amount_of(self._value(values, name), self._decimal_comma) if given else None
            if amount is None or (
                name == "annual_salary" and amount.dollars == 0 and self._given(values, "hourly_rate")
            ):
                continue
            if name == "hourly_rate":
                amount, stated = Amount(amount.dollars, "hourly"), "hourly"
            pay = annual_pay(amount, stated, fte, self._rules)
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
        date = date_of(self._value(values, "hire_date"), self._day_first)
        if date is None or not is_plausible(date):
            text = "The hire date is not a date of somebody at work; it is left out"
            self._doubt(row, "hire_date", text, "Write it as 2019-07-01.", given)
            return None
        return date.isoformat()

    def _employee_id(self, row: int, values: Values) -> str:
        identity = self._given(values, "employee_id")
        if identity:
            self._seen[identity] += 1
            if self._seen[identity] > 1:
                text, remedy = (
                    "The employee number stands in an earlier line too",
                    "Check whether both positions exist.",
                )
                self._doubt(row, "employee_id", text, remedy)
        return identity

    def _name(self, values: Values) -> str | None:
        parts = [self._given(values, n) for n in ("first_name", "last_name")]
        name = self._given(values, "name") or " ".join(p for p in parts if p)
        return name if name and not says_vacant(name) else None
