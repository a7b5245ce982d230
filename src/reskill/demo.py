"""The sample city, Marlow Bend: a fictional place planned from roster to workbook."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

from reskill import paths
from reskill.matching.mapping import map_titles
from reskill.planning.city_answers import answer_questions
from reskill.planning.fiscal import Quarter, next_fiscal_year
from reskill.planning.funds import save_fund, words
from reskill.planning.plan import Plan, make_plan
from reskill.planning.practice_hours import confirm_hours, own_hours
from reskill.progress import Tick, section, silent
from reskill.project.file import Project, create
from reskill.reference.catalog import Catalog
from reskill.work import pipeline, planner
from reskill.work.roster import take_in

CITY = "Marlow Bend (fictional sample city)"
FILE = "Marlow Bend.reskill"
YEARS = 3
PLANNER = "training coordinator of Marlow Bend (made up)"
REPLIES = dt.timedelta(days=42)  # least that the city gives the union to answer
_TO_READ = dt.timedelta(days=14)  # between the replies and the meeting on them
_WEDNESDAY = 2
_HOLIDAYS = ((1, 1), (6, 19), (7, 4), (11, 11), (12, 25))  # month and day of those that can fall on a Wednesday


def make(folder: Path, catalog: Catalog, tick: Tick = silent) -> tuple[Project, Plan, list[Path]]:
    """Plan the sample city into `folder`, replacing an earlier sample; gives the open project, its plan and the
    workbooks."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / FILE
    target.unlink(missing_ok=True)
    project = create(target, CITY)
    source = paths.shipped("data/sample_city")
    planner.prepare(project, catalog, 0, YEARS, "public-interest")
    _funds_and_partners(project, source)
    take_in(project, source / "roster.csv", tick=section(tick, 0.0, 0.1))
    _answers(project, source)
    map_titles(project, catalog, section(tick, 0.1, 0.3))
    pipeline.refresh(project, catalog, section(tick, 0.3, 0.5))
    confirm_hours(project, [h.title_id for h in own_hours(project)], PLANNER)
    plan = make_plan(project, catalog, section(tick, 0.5, 0.7))
    return (
        project,
        plan,
        planner.write_editions(project, catalog, folder / "Marlow Bend plan.xlsx", "all", section(tick, 0.7, 1.0)),
    )


def _answers(project: Project, source: Path) -> None:
    """What the city tells the union; one question stays open, as in a city that has not settled everything."""
    month, today = project.thresholds.fiscal_year_start, dt.date.today()
    year = next_fiscal_year(month)
    first, end = f"FY{year}", Quarter(year + YEARS - 1, 4).end(month).isoformat()
    days = {"end": end, "reply_by": reply_day(today).isoformat(), "meeting": reply_day(today + _TO_READ).isoformat()}
    with (source / "city_answers.csv").open(encoding="utf-8") as file:
        told = {r["key"]: r["answer"].format(first=first, **days) for r in csv.DictReader(file)}
    answer_questions(project, told)


def reply_day(today: dt.date) -> dt.date:
    """The first Wednesday after the time for replies that is a working day: no weekend and no long one."""
    day = today + REPLIES
    while day.weekday() != _WEDNESDAY or (day.month, day.day) in _HOLIDAYS:
        day += dt.timedelta(days=1)
    return day


def _funds_and_partners(project: Project, source: Path) -> None:
    first = next_fiscal_year(project.thresholds.fiscal_year_start)
    with (
        project.change("Enter funds and partners"),
        (source / "funds.csv").open(encoding="utf-8") as funds,
        (source / "partners.csv").open(encoding="utf-8") as partners,
    ):
        project.db.execute("DELETE FROM fund")
        for r in csv.DictReader(funds):
            save_fund(
                project,
                r["name"],
                {first + i: float(amount) for i, amount in enumerate(r["amounts"].split())},
                kind=r["kind"],
                pays=words(r["pays"]) if r["pays"] else None,
                share=float(r["share"]),
                person=float(r["person"]) if r["person"] else None,
                units=words(r["units"]),
                rules=r["terms"],
                source=r["source"],
            )
        for r in csv.DictReader(partners):
            project.db.execute(
                "INSERT INTO partner (name, kind, role, note, origin) VALUES (?,?,?,?,'local')",
                (r["name"], r["kind"], r["role"], r["note"]),
            )
