"""The main job for one roster: from a file to a planned project and its workbooks."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from reskill.export.board.told_costs import FEW_PAID, told_costs
from reskill.export.editions import PLAN, write_workbook
from reskill.export.language import ENGLISH
from reskill.export.union.one_unit import units as units_of
from reskill.exposure.bands import AT_RISK
from reskill.intake.doubts import NONE, Answers
from reskill.matching.kept_decisions import kept_notice
from reskill.matching.mapping import map_titles
from reskill.planning.fiscal import next_fiscal_year
from reskill.planning.funds import default_funds
from reskill.planning.plan import Plan, make_plan
from reskill.planning.scenarios import load_scenarios
from reskill.problem import Problem, ReskillError
from reskill.programs.starter import load_starter_programs
from reskill.progress import Tick, section, silent
from reskill.project.connection import listed
from reskill.project.file import Project
from reskill.project.roster import settled_doubts
from reskill.reference.catalog import STATES, Catalog
from reskill.thresholds import PLAN_BOUNDS
from reskill.work import pipeline
from reskill.work.counts import counts
from reskill.work.roster import take_in
from reskill.work.settings import read_settings

EACH = "each"  # stands for every bargaining unit
MOST_YEARS = PLAN_BOUNDS["years"][1]


def city_of(roster: str) -> str:
    """A city's name from a roster's file name, without a state's postal code at its end."""
    words = Path(roster).stem.replace("_", " ").replace("-", " ").split()
    if len(words) > 1 and words[-1].upper() in STATES:
        words.pop()
    return " ".join(words).title() or "City"


def plan_roster(
    project: Project,
    catalog: Catalog,
    roster: str,
    *,
    columns: Mapping[str, str] | None = None,
    sheet: str | None = None,
    answers: Answers = NONE,
    budget: float = 250_000,
    years: int = 3,
    scenario: str = "public-interest",
    settings: Path | None = None,
    tick: Tick = silent,
) -> tuple[Plan, Sequence[Problem]]:
    """Read a roster into an empty project and plan it; gives the plan, and what is doubtful about the roster.

    `budget` is US dollars for the whole plan, in equal parts over `years` fiscal years from the next one to begin. What
    the file of `settings` has goes before them and before the scenario.
    """
    if not 1 <= years <= MOST_YEARS or not 0 <= budget < 1e10:
        raise ReskillError(
            "The plan needs 1 to 10 years and a budget of zero or more dollars.", "Change --years or --budget."
        )
    if project.setting("state"):
        catalog.state_area(project.setting("state"))  # refuse an unknown state before the work begins
    prepare(project, catalog, budget, years, scenario)
    if settings:
        read_settings(project, settings, catalog, late=False)
    problems = take_in(
        project, Path(roster), columns=columns, sheet=sheet, answers=answers, tick=section(tick, 0.0, 0.25)
    )
    map_titles(project, catalog, section(tick, 0.25, 0.45))
    if settings:
        read_settings(project, settings, catalog, late=True)
    pipeline.refresh(project, catalog, section(tick, 0.45, 0.6))
    return make_plan(project, catalog, section(tick, 0.6, 0.75)), problems


def prepare(project: Project, catalog: Catalog, budget: float, years: int, scenario: str) -> None:
    """Give a new project its settings, scenarios, starter programs and one fund."""
    load_scenarios(project)
    names = [str(r["name"]) for r in project.rows("SELECT name FROM scenario ORDER BY name")]
    if scenario not in names:
        raise ReskillError(f"There is no scenario named {scenario}.", f"Choose one of: {', '.join(names)}.")
    first = next_fiscal_year(project.thresholds.fiscal_year_start)
    with project.change("Prepare the project"):
        for key, value in {
            "scenario": scenario,
            "years": str(years),
            "fiscal_year": str(first),
            "reference": catalog.name,
        }.items():
            project.set_setting(key, value)
        load_starter_programs(project)
        default_funds(project, budget, years, first)


def write_editions(
    project: Project,
    catalog: Catalog,
    out: Path,
    edition: str,
    tick: Tick = silent,
    language: str = ENGLISH,
    accepted: Collection[str] = (),
) -> list[Path]:
    """Write one edition to `out`, or all of them beside it with the edition in the name; the union's in a `language`.

    Gives the files; where all are asked for, the board's is left out if it would tell pay of few and this is not
    `accepted`. Raises ReskillError for another language where the union edition is not asked for.
    """
    if language != ENGLISH and edition != "union":
        raise ReskillError("Only the union edition is written in another language.", "Choose --edition union.")
    files = edition_files(out, edition)
    if edition == "all" and FEW_PAID not in accepted and not told_costs(project).open:
        del files["board"]
    for n, (name, target) in enumerate(files.items()):
        stage = section(tick, 0.75 + 0.25 * n / len(files), 0.75 + 0.25 * (n + 1) / len(files))
        spoken = language if name == "union" else ENGLISH
        write_workbook(project, catalog, target, name, stage, language=spoken, accepted=accepted)
    return list(files.values())


def write_units(
    project: Project,
    catalog: Catalog,
    out: Path,
    units: Sequence[str],
    tick: Tick = silent,
    language: str = ENGLISH,
) -> list[Path]:
    """Write the union edition for each of the bargaining units, beside `out` with the unit in the name; every unit of
    the roster where EACH is among them. Gives the files. Raises ReskillError for a unit that the roster has not."""
    wanted = units_of(project) if EACH in units else list(dict.fromkeys(units))
    files = {}
    for n, unit in enumerate(wanted):
        told = " ".join(re.sub(r"[^\w.-]", " ", unit).split())  # as a file may be named
        files[unit] = out.with_stem(f"{out.stem} {told}")
        stage = section(tick, n / len(wanted), (n + 1) / len(wanted))
        write_workbook(project, catalog, files[unit], "union", stage, unit, language)
    return list(files.values())


def edition_files(out: Path, edition: str) -> dict[str, Path]:
    """The file of each edition that is written when `edition`, or all of them, is asked for; what the union edition
    rests on is written beside it."""
    union = out.with_stem(f"{out.stem} union edition") if edition == "all" else out
    files = {
        "hr": out,
        "union": union,
        "evidence": union.with_stem(f"{union.stem} evidence"),
        "board": out.with_stem(f"{out.stem} board edition") if edition == "all" else out,
    }
    wanted = {"union": ("union", "evidence"), "all": PLAN}.get(edition, (edition,))
    return {name: files.get(name, out) for name in wanted}


def summary(project: Project) -> dict[str, Any]:
    """The figures that say what a project holds; positions = mapped + uncodable + rejected, counted apart."""
    c = counts(project)
    notes = [str(left) for left in (kept_notice(project),) if left] + project.doubtful_settings
    nobody = "" if c.places else why_nobody(project)
    return {
        "city": project.city,
        "lines in the roster": c.positions + c.rejected,
        "mapped": c.mapped,
        "uncodable for now": c.positions - c.mapped,
        "rejected": c.rejected,
        "titles": c.titles,
        "roles at risk or priority": c.roles_at_risk,
        "people in the plan": c.places,
        "cost of the plan": f"${c.cents / 100:,.2f}",
        "paid time": f"${c.paid_time / 100:,.2f}",
        "scenario": project.setting("scenario"),
        "reference": project.setting("reference"),
        **({"nobody in the plan": nobody} if nobody else {}),
        **({"doubts settled": settled} if (settled := settled_doubts(project)) else {}),
        **({"note": " ".join(notes)} if notes else {}),
    }


def why_nobody(project: Project) -> str:
    """Why a plan has no people in it."""
    if not project.value("SELECT 1 FROM position WHERE status = 'filled' LIMIT 1"):
        return "No position is filled: check the columns of status and counts."
    if not project.value(f"SELECT 1 FROM role WHERE coalesce(offered, band) IN ({listed(AT_RISK)}) LIMIT 1"):
        return "No role is in the bands at risk or priority."
    return "No pathway fits within the funds, the places and the years of the plan."
