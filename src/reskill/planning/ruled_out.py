"""What a person ruled out of the plan: titles, departments, destinations or programs, in some quarters or in all."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from reskill.planning.fiscal import Quarter
from reskill.problem import ReskillError
from reskill.project.file import Project, now

MOST_OF_A_TITLE = 0.5  # of its people in a department, from which the department's ban keeps the whole title out


@dataclass(frozen=True)
class RuledOut:
    """One ban: each condition that is empty holds for all. `first` and `last` are quarters in which nobody whom it
    concerns is in training, or with `starts_only` nobody starts (None = any); `titles` are those that it concerns, None = all."""

    id: int
    title: str
    department: str
    destination: str
    program_id: int | None
    program: str
    first: Quarter | None
    last: Quarter | None
    who: str
    at: str
    why: str
    titles: frozenset[int] | None
    starts_only: bool

    def forbids(self, title_id: int, destination: str, program_id: int | None, start: Quarter, quarters: int) -> bool:
        """Whether people of a title may not be in this training in these quarters."""
        end = start if self.starts_only else start.plus(max(1, quarters) - 1)
        return (
            (self.titles is None or title_id in self.titles)
            and self.destination in ("", destination)
            and self.program_id in (None, program_id)
            and (self.first is None or self.first <= end)
            and (self.last is None or start <= self.last)
        )

    @property
    def settles(self) -> bool:
        """Whether it says that a time is past: nobody starts up to a quarter."""
        everybody = self.titles is None and not self.destination and self.program_id is None
        return everybody and self.starts_only and self.first is None

    def __str__(self) -> str:
        what = " ".join(
            filter(
                None,
                (
                    self.title or (f"department {self.department}" if self.department else "everybody"),
                    f"to {self.destination}" if self.destination else "",
                    f"in {self.program}" if self.program else "",
                ),
            )
        )
        if self.first == self.last:
            return (
                f"{what}: no {'start' if self.starts_only else 'training'} in {self.first}"
                if self.first
                else f"{what}: never"
            )
        begins, ends = f"from {self.first} " if self.first else "", f"up to {self.last}" if self.last else "on"
        return f"{what}: no {'start' if self.starts_only else 'training'} {begins}{ends}"


def ruled_out(project: Project) -> list[RuledOut]:
    """Everything that is ruled out, in the order in which it was."""
    out = []
    for r in project.rows(
        "SELECT x.*, coalesce(t.title, '') AS title, coalesce(p.name, '') AS program FROM ruled_out x"
        " LEFT JOIN title t ON t.id = x.title_id LEFT JOIN program p ON p.id = x.program_id ORDER BY x.id"
    ):
        titles = None if r["title_id"] is None else frozenset([r["title_id"]])
        if r["department"]:
            mostly = frozenset(
                t for t, (there, of) in in_department(project, r["department"]).items() if there >= MOST_OF_A_TITLE * of
            )
            titles = mostly if titles is None else titles & mostly
        out.append(
            RuledOut(
                r["id"],
                r["title"],
                r["department"],
                r["destination"],
                r["program_id"],
                r["program"],
                quarter_of(r["first"]) if r["first"] else None,
                quarter_of(r["last"]) if r["last"] else None,
                r["who"],
                r["at"],
                r["why"],
                titles,
                bool(r["starts_only"]),
            )
        )
    return out


def rule_out(
    project: Project,
    *,
    title_id: int | None = None,
    department: str = "",
    destination: str = "",
    program_id: int | None = None,
    first: Quarter | None = None,
    last: Quarter | None = None,
    starts_only: bool = False,
    why: str = "",
) -> None:
    """Keep people out of training from now on, in new plans; classes that are planned stay until the plan is made again.

    Raises ReskillError for a ban on everything, for a department that nobody is in, and for quarters in the wrong order.
    """
    if not (title_id or department or destination or program_id or first or last):
        raise ReskillError("This would rule out the whole plan.", "Name a title, a department, a program or quarters.")
    if department and not in_department(project, department):
        raise ReskillError(f"Nobody is in the department {department}.", _as_written(project, department))
    if first and last and last < first:
        raise ReskillError(f"{last} is before {first}.", "Give the earlier quarter first.")
    with project.change("Rule out of the plan") as db:
        db.execute(
            "INSERT INTO ruled_out (title_id, department, destination, program_id, first, last, who, at, why,"
            " starts_only) VALUES (?,?,?,?,?,?,?,?,?,?)",
            (
                title_id,
                department,
                destination,
                program_id,
                _kept(first),
                _kept(last),
                project.who,
                now(),
                why,
                int(starts_only),
            ),
        )


def _as_written(project: Project, department: str) -> str:
    """What to write for a department that is not in the roster: the nearest that are, or all where none is near."""
    known = {
        r["department"].casefold(): r["department"]
        for r in project.rows(
            "SELECT DISTINCT department FROM position"
            " WHERE status = 'filled' AND title_id IS NOT NULL AND department <> '' ORDER BY department"
        )
    }
    near = [known[k] for k in difflib.get_close_matches(department.casefold(), known, 3)]
    if near:
        return f"Write it as the roster does: {' or '.join(near)}."
    return f"The roster has: {', '.join(known.values())}." if known else "The roster names no departments."


def allow_again(project: Project, ids: Iterable[int]) -> None:
    """Take bans back."""
    with project.change("Allow in the plan again") as db:
        for i in ids:
            db.execute("DELETE FROM ruled_out WHERE id = ?", (i,))


def in_department(project: Project, department: str) -> dict[int, tuple[int, int]]:
    """Titles with people in a department: how many of how many."""
    return {
        r["title_id"]: (r["there"], r["n"])
        for r in project.rows(
            "SELECT title_id, sum(department = ?) AS there, count(*) AS n FROM position"
            " WHERE status = 'filled' AND title_id IS NOT NULL GROUP BY title_id HAVING there",
            (department,),
        )
    }


def not_kept_out(project: Project) -> list[str]:
    """What a ban of a department does not reach: titles in the plan of which only some people are in it, in words."""
    planned = {
        r["title_id"]: r["title"]
        for r in project.rows("SELECT DISTINCT c.title_id, t.title FROM cohort c JOIN title t ON t.id = c.title_id")
    }
    out = []
    for ban in ruled_out(project):
        parts = in_department(project, ban.department) if ban.department else {}
        some = [
            f"{planned[title]} ({there} of {of})"
            for title, (there, of) in sorted(parts.items())
            if title in planned and there < MOST_OF_A_TITLE * of and (not ban.title or ban.title == planned[title])
        ]
        if some:
            out.append(
                f"{ban}: this does not keep out titles of which fewer than half of the people are there:"
                f" {', '.join(some)}. Offer their places to people of other departments."
            )
    return out


def quarter_of(text: str) -> Quarter:
    """A quarter as people write it: FY2028 Q1, 2028 Q1, 2028-1. Raises ReskillError."""
    digits = "".join(c if c.isdigit() else " " for c in text).split()
    if len(digits) == 2 and len(digits[0]) == 4 and digits[1] in ("1", "2", "3", "4"):
        return Quarter(int(digits[0]), int(digits[1]))
    raise ReskillError(f"{text!r} is no quarter.", "Write the fiscal year and the quarter, as FY2028 Q2.")


def _kept(quarter: Quarter | None) -> str:
    return f"{quarter.fiscal_year} Q{quarter.quarter}" if quarter else ""
