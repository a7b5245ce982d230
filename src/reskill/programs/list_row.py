"""One row of a list of programs as facts: every row is kept, every doubt said, and nothing is repaired silently.

A doubtful figure is left unknown and shown as it was written.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from reskill.intake.amounts import amount_of, has_decimal_comma
from reskill.intake.dates import date_of
from reskill.intake.table import Table
from reskill.intake.text import text_of
from reskill.programs.codes import FREE, NO, YES, address_in, cip_of, delivery_of, socs_in, state_of, zip_of
from reskill.programs.list_fields import COST_LINES
from reskill.programs.lost_signs import LOST, without_lost_signs
from reskill.programs.program import OPEN

_NOTHING = {"", "0", "none", "n/a", "na", "no", "-", "--", "null", "not applicable"}
_PLACEHOLDERS = {"select one", "select", "invalid code", "error", "tbd", "unknown", "#n/a", "#ref!", "#value!"}
_SENTINELS = {9999.0, 99999.0, 999999.0, 9999999.0}
_HIGHEST = 100_000  # US dollars for one program, above which a total is taken for a slip
_LONGEST_WEEK = 60  # clock hours
_WEEKS = {"day": 1 / 7, "week": 1.0, "month": 4.35, "year": 52.0}
_DIGITS = {  # of the national file's outcomes, several of which may run together
    "1": "industry-recognized certificate",
    "2": "apprenticeship completion",
    "3": "license",
    "4": "associate degree",
    "5": "bachelor's degree",
    "6": "college certificate",
    "7": "high school diploma",
}
_DEGREE = re.compile(r"associate|bachelor|baccalaureate|master|professional degree|doctor", re.IGNORECASE)
_AWARD = re.compile(r"certifi|licen[sc]e|degree|diploma|associate|bachelor|credential\b(?! -)", re.IGNORECASE)
_NO_AWARD = re.compile(r"no credential|skill gain", re.IGNORECASE)
_APPRENTICE = re.compile(r"(?<!pre-)(?<!pre )\bapprentice", re.IGNORECASE)

REMEDIES = {
    "no name": "Ask the provider for the program's name.",
    "no provider": "The list does not say who gives these: enter the provider, or ask the state.",
    "total is not the sum of its lines": "Ask the provider, then enter the cost.",
    "no tuition": "Ask the provider, then enter the cost.",
    "zero cost": "Free, or not known? Ask the provider, then enter the cost.",
    "unlikely cost": "Ask the provider, then enter the cost.",
    "zero hours": "Ask the provider for the clock hours.",
    "hours do not fit the length": "Ask the provider for the clock hours.",
    "a sign for not known": "The figure is left unknown.",
    "competency-based": "Ask the provider how many hours people usually take.",
    "suppressed": "Fewer people than may be told; the figure is left unknown.",
    "not a number": "The figure is left unknown.",
    "CIP zero restored": "A spreadsheet cuts leading zeros off; change it where that is wrong.",
    "not a CIP code": "Enter it as NN.NNNN.",
    "CIP leads to no occupation": "Pin the programs to the occupations that they prepare for, or correct the code.",
    "not an occupation code": "Enter it as NN-NNNN.",
    "ZIP zero restored": "A spreadsheet cuts leading zeros off; change it where that is wrong.",
    "not a ZIP code": "Enter five digits.",
    "not a state": "Enter a two-letter postal code.",
    "approval ended": "Check whether it has been renewed; until then it is not proposed.",
    "not open": "Check whether the program is still offered; until then it is not proposed.",
    "damaged characters": "A sign was lost when the list was saved; correct the text where it reads wrong.",
    "placeholder": "Nobody chose an answer; the field is left empty.",
    "listed twice": "Remove the one that is wrong, or tell them apart.",
}
"""Kinds of doubts about a row, and what to do about each."""


@dataclass(frozen=True)
class Doubt:
    """One thing that is doubtful about a row of a list."""

    kind: str
    text: str
    column: str = ""


@dataclass
class ListRow:
    """A row while it is read: its cells by field, its doubts."""

    table: Table
    columns: Mapping[str, tuple[int, ...]]
    number: int
    values: tuple[object, ...]
    cips: Collection[str] = ()
    doubts: list[Doubt] = field(default_factory=list)

    def read(self, state: str, today: dt.date) -> dict[str, object]:
        """The row as columns of table `program`; `state` is where it is taught when the list does not say."""
        name = self.text("name") or f"(no name, row {self.number})"
        if not self.text("name"):
            self._doubt("name", "no name", "The program has no name.")
        if not self.text("provider"):
            self._doubt("provider", "no provider", "The provider is not given.")
        kind, credential = self._award(name)
        cost, cost_text = self._cost()
        length, in_hours, in_weeks = self._length()
        weeks = in_weeks if in_weeks is not None else self._size("weeks")
        source = f"{self.table.file}, row {self.number}"
        hours = self._hours(weeks, in_hours)
        city, state_there, zip_there = address_in(self.text("address") or self.text("site") or self.text("city"))
        facts: dict[str, object] = {
            "name": name,
            "provider": self.text("provider"),
            "kind": kind,
            "delivery": self._delivery(name),
            "length": length or (f"{weeks:g} weeks" if weeks else ""),
            "hours": hours,
            "hours_source": source if hours is not None else "",
            "weeks": weeks,
            "cost": cost,
            "cost_text": cost_text,
            "audience": self.text("audience"),
            "cip": self._cip(),
            "soc": self._socs(),
            "credential": credential,
            "licence": self.text("licence"),
            "prerequisites": self.text("prerequisites"),
            "subjects": self.text("subjects") or name,
            "city": city or self.text("city"),
            "place": self._state() or state_there or state,
            "zip": self._zip() or zip_there,
            "url": self.text("url"),
            "approved_until": self._approval(today),
            "status": self.text("status"),
            "source": source,
            "source_date": self._updated(),
            "origin": "imported",
            "served": self._people("served"),
            "completed": self._people("completed"),
            "employed": self._share("employed"),
        }
        return facts | {"note": " ".join(f"Doubt: {d.text}" for d in self.doubts)}

    # -- money and time --------------------------------------------------------------------------------------------

    def _cost(self) -> tuple[float | None, str]:
        """Dollars a participant and the words that go with them; None where the list leaves it in doubt."""
        where = "total" if "total" in self.columns else "tuition"
        before = len(self.doubts)
        total = self._number("total")
        columns = [i for name in COST_LINES for i in self.columns.get(name, ())]
        lines = {i: v for i in columns if (v := self._amount(i)) is not None}
        if len(self.doubts) > before:  # a line in doubt leaves the sum in doubt
            return None, "; ".join(d.text for d in self.doubts[before:])
        summed = sum(lines.values()) if lines else None
        if total == 0 or (total is None and summed == 0):
            self._doubt(where, "zero cost", "The cost is zero: free, or not known?")
        if total is not None and summed is not None and abs(total - summed) >= 1:
            text = f"The total of ${total:,.2f} is not the sum of its lines, ${summed:,.2f}."
            self._doubt("total", "total is not the sum of its lines", text)
            return None, f"total ${total:,.2f} and lines ${summed:,.2f} disagree"
        if total is None and lines and (absent := set(self.columns.get("tuition", ())) - lines.keys()):
            self._doubt("tuition", "no tuition", f"Other costs are given and {self.table.headers[min(absent)]} is not.")
            return None, f"${summed:,.2f} without the tuition"
        cost = summed if total is None else total
        if cost is None:
            return None, ""
        if cost == 0:
            return None, "0 in the list: free, or not known"
        if cost > _HIGHEST:
            self._doubt(where, "unlikely cost", f"A cost of ${cost:,.2f} is hardly right.")
            return None, f"${cost:,.2f} in the list, hardly right"
        return cost, "" if total is not None else "sum of the cost lines"

    def _length(self) -> tuple[str, float | None, float | None]:
        """The length in words, and the hours or weeks that it gives where a plain number has its unit beside it."""
        written, unit = self.text("length"), self.text("unit").casefold()
        said = re.fullmatch(r"([\d,.]+)\s*(hours?|hrs?|weeks?|wks?)?\.?", written, re.IGNORECASE)
        number = amount_of(said[1]) if said else None
        if said is None or number is None or number.dollars <= 0:
            return written, None, None
        unit = (said[2] or unit).casefold()
        told = written if said[2] else f"{written} {unit}".strip()
        if unit.startswith("h"):
            return told, number.dollars, None
        return told, None, number.dollars if unit.startswith("w") else None

    def _hours(self, weeks: float | None, in_words: float | None) -> float | None:
        hours = self._size("hours") if in_words is None else in_words
        if hours == 0:
            self._doubt("hours", "zero hours", "The list gives zero hours.")
            return None
        longest = weeks or _longest(self.text("length"))
        if hours and longest and hours > longest * _LONGEST_WEEK:
            told = f"{weeks:g} weeks" if weeks else self.text("length")
            self._doubt("hours", "hours do not fit the length", f"{hours:,.0f} hours do not fit into {told}.")
        return hours

    def _size(self, name: str) -> float | None:
        """Hours or weeks; -1 stands for a program that goes by competence, not by time."""
        written = self.text(name)
        if written in ("-1", "-1.0"):
            self._doubt(name, "competency-based", "Its length is not given in time: it goes by competence.")
            return None
        found = self._number(name, written.split()[0] if written else "")
        return None if name == "weeks" and found == 0 else found

    def _number(self, name: str, written: str | None = None) -> float | None:
        columns = self.columns.get(name)
        return self._amount(columns[0], written) if columns else None

    def _amount(self, column: int, written: str | None = None) -> float | None:
        """The number in a cell; None when there is none, or when it is a sign for "not known", which is said."""
        text = self._cell(column) if written is None else written
        if not text or text.casefold() in _NOTHING - {"0"}:
            return None
        if text.casefold() in FREE:
            return 0.0
        header = self.table.headers[column]
        amount = amount_of(text, has_decimal_comma(text))
        if amount is None:
            self.doubts.append(Doubt("not a number", f"{text[:60]} is not a number.", header))
            return None
        if amount.dollars < 0 or amount.dollars in _SENTINELS:
            self.doubts.append(Doubt("a sign for not known", f"{amount.dollars:g} stands for not known.", header))
            return None
        return amount.dollars

    def _people(self, name: str) -> int | None:
        if self.text(name) in ("-1", "-1.0"):
            self._doubt(name, "suppressed", f"-1 {name}: the figure is suppressed.")
            return None
        found = self._number(name)
        return None if found is None else round(found)

    def _share(self, name: str) -> float | None:
        found = None if self.text(name) in ("-1", "-1.0") else self._number(name)
        return None if found is None else found / 100 if found > 1 else found

    # -- codes and words -------------------------------------------------------------------------------------------

    def _award(self, name: str) -> tuple[str, str]:
        """The kind of the program, and what its participants hold at the end."""
        outcome, credential = self.text("outcome"), self.text("credential")
        if outcome.isdecimal():
            outcome = "; ".join(_DIGITS[d] for d in outcome if d in _DIGITS)
        if _NO_AWARD.search(outcome):
            outcome = ""
        held = [outcome] if _DEGREE.search(outcome) or not credential else []
        award = "; ".join(filter(None, [*held, credential]))
        if _APPRENTICE.search(f"{outcome} {self.text('entity')}") or (_APPRENTICE.search(name) and not credential):
            return "apprenticeship", award
        if _DEGREE.search(outcome):
            return "degree", award
        return ("certificate" if credential or _AWARD.search(outcome) else "course"), award

    def _delivery(self, name: str) -> str:
        written = self.text("delivery")
        if written:
            return delivery_of(written) or written
        if re.search(r"\bonline\b", name, re.IGNORECASE):
            return "online"
        answer = self.text("online").casefold()
        return "online option" if answer in YES else "in person" if answer in NO else ""

    def _cip(self) -> str:
        written = self.text("cip")
        cip, restored = cip_of(written)
        if written and not cip:
            self._doubt("cip", "not a CIP code", f"{written[:40]} is not a CIP code.")
        elif cip and restored:
            self._doubt("cip", "CIP zero restored", f"CIP {written} is read as {cip}.")
        if cip and self.cips and cip not in self.cips:
            self._doubt("cip", "CIP leads to no occupation", f"CIP {cip} leads to no occupation in the crosswalk.")
        return cip

    def _socs(self) -> str:
        """The occupation codes that the row names, one space between them."""
        found: list[str] = []
        for column in self.columns.get("soc", ()):
            written = self._cell(column)
            codes = socs_in(written)
            found += codes
            if not codes and written.casefold() not in _NOTHING and written.strip("0-. "):
                text = f"{written[:40]} is not an occupation code."
                self.doubts.append(Doubt("not an occupation code", text, self.table.headers[column]))
        return " ".join(dict.fromkeys(found))

    def _state(self) -> str:
        written = self.text("state")
        state = state_of(written)
        if written and not state:
            self._doubt("state", "not a state", f"{written[:40]} is not a state.")
        return state

    def _zip(self) -> str:
        written = self.text("zip")
        code, restored = zip_of(written)
        if written and not code:
            self._doubt("zip", "not a ZIP code", f"{written[:40]} is not a ZIP code.")
        elif restored:
            self._doubt("zip", "ZIP zero restored", f"ZIP {written} is read as {code}.")
        return code

    def _approval(self, today: dt.date) -> str:
        """The day on which its approval ends, ISO; '' when the list gives none."""
        status = self.text("status")
        if status and status.casefold() not in OPEN:
            self._doubt("status", "not open", f"The status is {status[:40]}.")
        until = date_of(self._value("approved_until")) if self.text("approved_until") else None
        if until and until < today:
            self._doubt("approved_until", "approval ended", f"The approval ended on {until}.")
        return until.isoformat() if until else ""

    def _updated(self) -> str:
        day = date_of(self._value("updated")) if self.text("updated") else None
        return day.isoformat() if day else ""

    # -- cells -----------------------------------------------------------------------------------------------------

    def text(self, name: str) -> str:
        """The cell of a field as text; '' where the list has no such column or nobody chose an answer."""
        columns = self.columns.get(name)
        text = self._cell(columns[0]) if columns else ""
        if text.casefold() in _NOTHING - {"0"} or (
            text == "0" and name not in ("total", "hours", "weeks", *COST_LINES)
        ):
            return ""
        return text

    def _cell(self, column: int) -> str:
        text = text_of(self.values[column]) if column < len(self.values) else ""
        if text.casefold() in _PLACEHOLDERS:
            doubt = Doubt("placeholder", f"“{text}” is no answer.", self.table.headers[column])
            if doubt not in self.doubts:
                self.doubts.append(doubt)
            return ""
        mended = without_lost_signs(text)
        if mended != text or LOST in text:
            doubt = Doubt("damaged characters", f"A sign was lost; read as: {mended[:60]}", self.table.headers[column])
            if doubt not in self.doubts:
                self.doubts.append(doubt)
        return mended

    def _value(self, name: str) -> object:
        column = self.columns[name][0]
        return self.values[column] if column < len(self.values) else None

    def _doubt(self, name: str, kind: str, text: str) -> None:
        columns = self.columns.get(name)
        self.doubts.append(Doubt(kind, text, self.table.headers[columns[0]] if columns else ""))


def _longest(length: str) -> float | None:
    """The most weeks that a length such as "4-11 weeks" or "13 months-2 years" names."""
    found = re.findall(r"(\d+)\s*(day|week|month|year)", length.lower())
    return max((int(n) * _WEEKS[unit] for n, unit in found), default=None)
