"""What a plan was made with, in words that two plans can be compared by: what is ruled out, the funds, the scenario; and
what its programs cost a participant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reskill.planning.fiscal import label
from reskill.planning.funds import Fund, available_dollars, fund_of, fund_rows
from reskill.planning.money import in_words, to_cents
from reskill.planning.ruled_out import ruled_out
from reskill.planning.scenarios import scenario_title
from reskill.project.file import Project

RULED_OUT, FUND, SCENARIO, PRICE = "ruled out", "fund", "scenario", "price a participant"


@dataclass(frozen=True)
class Term:
    """One thing that a plan goes by: its kind, its name, and what is said of it."""

    kind: str
    name: str
    told: str


def note_terms(project: Project) -> None:
    """Keep what the plan is made with, as part of the change that makes it."""
    project.db.execute("DELETE FROM kept_term WHERE plan_id IS NULL")
    project.db["kept_term"].insert_all({"plan_id": None, **vars(t)} for t in _terms(project))


def terms_in_force(project: Project) -> tuple[Term, ...] | None:
    """What the plan in force was made with, and its prices; None for one that was made before this was kept."""
    made_with = read_terms(project, None)
    return None if made_with is None else (*made_with, *_prices(project))


def read_terms(project: Project, plan_id: int | None) -> tuple[Term, ...] | None:
    """What was kept of a plan (None = of the one in force); None where nothing was."""
    rows = project.rows("SELECT kind, name, told FROM kept_term WHERE plan_id IS ? ORDER BY rowid", (plan_id,))
    return tuple(Term(**r) for r in rows) or None


def _terms(project: Project) -> Iterable[Term]:
    money = available_dollars(project)
    yield Term(SCENARIO, SCENARIO, scenario_title(project) or "none")
    for fund in map(fund_of, fund_rows(project)):
        yield Term(FUND, fund.name, "; ".join(filter(None, (_amounts(money.get(fund.name, {})), *_limits(fund)))))
    for name, ban in {str(ban): ban for ban in ruled_out(project)}.items():
        yield Term(RULED_OUT, name, f"yes, says {ban.who}" + (f": {ban.why}" if ban.why else ""))


def _amounts(dollars: dict[int, float]) -> str:
    return ", ".join(f"{in_words(to_cents(amount))} in {label(year)}" for year, amount in sorted(dollars.items()))


def _limits(fund: Fund) -> Iterable[str]:
    if fund.starts:
        yield f"starts {fund.starts}"
    if fund.ends:
        yield f"ends {fund.ends}"
    if fund.share < 1:
        yield f"{fund.share:.0%} of a cost at most"
    if fund.person is not None:
        yield f"{in_words(to_cents(fund.person))} a person and year at most"
    if fund.units:
        yield f"for {', '.join(sorted(fund.units))}"
    if fund.carries:
        yield "carries money over"
    yield f"pays {', '.join(sorted(fund.pays)) or 'nothing'}"


def _prices(project: Project) -> Iterable[Term]:
    for r in project.rows(
        "SELECT p.name, min(b.unit_cost) AS least, max(b.unit_cost) AS most FROM budget_line b JOIN cohort c"
        " ON c.id = b.cohort_id JOIN program p ON p.id = c.program_id WHERE b.category = 'tuition' AND b.unit = 'participant'"
        " GROUP BY p.name ORDER BY p.name"
    ):
        least, most = (in_words(to_cents(r[name])) for name in ("least", "most"))
        yield Term(PRICE, r["name"], least if least == most else f"{least} to {most}")
