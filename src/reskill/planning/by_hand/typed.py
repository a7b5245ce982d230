"""What a person types over a cell of the plan, by the column's field: read as it was meant, or refused with words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from reskill.pathways.practice import PRACTICE
from reskill.planning.by_hand import building, cohorts, lines, starting
from reskill.planning.fiscal import QUARTERS, Quarter
from reskill.planning.funds import plan_years
from reskill.planning.offers import IN_HOUSE
from reskill.planning.ruled_out import quarter_of
from reskill.problem import ReskillError
from reskill.project.file import Project
from reskill.reference.catalog import Catalog

COHORT_FIELDS = ("start", "fiscal", "program", "participants", "price")
LINE_FIELDS = ("quantity", "unit_cost", "fund", "paid", "note")
_THOUSANDS = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d*)?")
CASH, IN_KIND = "cash", "in kind"
IN_ALL = "in all"  # after a price, of a whole class


def type_over_cohorts(
    project: Project, catalog: Catalog, ids: Sequence[int], field: str, text: str, why: str = ""
) -> None:
    """Change cohorts by what was typed. Raises ReskillError for what cannot be read, and as the deeds do."""
    if field in ("start", "fiscal"):
        starting.set_start(project, catalog, ids, quarter_of(text.partition(",")[0]), why)
    elif field == "program":
        building.set_program(project, catalog, ids, program_of(text), why)
    elif field == "participants":
        cohorts.set_people(project, ids, whole(text), why)
    elif field == "price" and text.strip().lower().endswith(IN_ALL):
        cohorts.set_class_price(project, ids, number_of(text.strip()[: -len(IN_ALL)]), why)
    elif field == "price":
        cohorts.set_price(project, ids, number_of(text), why)


def type_over_lines(project: Project, ids: Sequence[int], field: str, text: str, why: str = "") -> None:
    """Change lines by what was typed. Raises ReskillError for what cannot be read, and as the deeds do."""
    if field == "quantity":
        lines.set_quantity(project, ids, number_of(text), why)
    elif field == "unit_cost":
        lines.set_unit_cost(project, ids, number_of(text), why)
    elif field == "fund":
        lines.set_fund(project, ids, text, why)
    elif field == "paid":
        lines.set_in_kind(project, ids, text.strip().lower() == IN_KIND, why)
    elif field == "note":
        lines.set_line_note(project, ids, text, why)


def quarters_to_choose(project: Project) -> list[str]:
    """The quarters of the plan as they are offered: FY2028 Q2, from 2027-10-01."""
    month = project.thresholds.fiscal_year_start
    years = plan_years(project)
    found = (Quarter(years.start, 1).plus(i) for i in range(len(years) * QUARTERS))
    return [f"{q}, from {q.start(month)}" for q in found]


def programs_to_choose(project: Project, title_id: int, destination: str) -> list[str]:
    """The programs that prepare for a pathway as they are offered, those that suffice first; then learning at work."""
    rows = project.rows(
        "SELECT p.id, p.name, p.provider FROM program_fit f JOIN program p ON p.id = f.program_id"
        " WHERE f.title_id = ? AND f.code = ? ORDER BY f.sufficient DESC, f.rank, p.id",
        (title_id, destination),
    )
    return [f"{' · '.join(filter(None, (r['name'], r['provider'])))} #{r['id']}" for r in rows] + [IN_HOUSE]


def title_named(project: Project, name: str, department: str) -> int:
    """The number of a title by its name. Raises ReskillError where none or several have it."""
    rows = project.rows("SELECT id, department FROM title WHERE title = ? COLLATE NOCASE", (name.strip(),))
    found = [r for r in rows if not department or r["department"] == department]
    if len(found) != 1:
        where = ", ".join(str(r["department"]) for r in rows)
        raise ReskillError(
            f"{'Several titles are' if found else 'No title is'} named {name}.",
            f"Say which by --department: {where}." if rows else _as_written(project, name.strip()),
        )
    return int(found[0]["id"])


def _as_written(project: Project, name: str) -> str:
    """What to write for a title that is not in the roster: the nearest that are."""
    known = {r["title"].casefold(): r["title"] for r in project.rows("SELECT DISTINCT title FROM title ORDER BY title")}
    near = [known[k] for k in difflib.get_close_matches(name.casefold(), known, 3)]
    near += [t for k, t in known.items() if name.casefold() in k and t not in near][: 3 - len(near)]
    return f"Write it as the roster does: {' or '.join(near)}." if near else "Write it as the roster does."


def program_of(text: str) -> int | None:
    """The number at the end of a program's words, None for learning at work. Raises ReskillError."""
    if text.strip() == IN_HOUSE or text.strip().startswith(PRACTICE):
        return None
    number = text.rpartition("#")[2].strip()
    if not number.isdecimal():
        raise ReskillError(f"{text} is no program.", "Choose one of the list.")
    return int(number)


def number_of(text: str) -> float:
    """A number as people write it: $1,099.50. Raises ReskillError, also where a comma may stand before cents."""
    bare = text.replace("$", "").replace("\N{NO-BREAK SPACE}", "").strip()
    if "," in bare and not _THOUSANDS.fullmatch(bare):
        raise ReskillError(
            f"{text.strip()} can be read in two ways.",
            "Put commas between thousands and a point before cents: 1,099.50.",
        )
    try:
        return float(bare.replace(",", ""))
    except ValueError:
        raise ReskillError(f"{text.strip() or 'Nothing'} is no number.", "Enter one such as 900 or 1,099.50.") from None


def whole(text: str) -> int:
    """A number of people. Raises ReskillError."""
    number = number_of(text)
    if number != int(number):
        raise ReskillError(f"{text.strip()} is no number of people.", "Enter a whole number.")
    return int(number)
