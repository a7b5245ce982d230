"""The first sheet of every edition: what the workbook is, whether everything is accounted for, method and sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import reskill
from reskill.export.compass import compass
from reskill.export.equity import equity_rows
from reskill.export.hr.budget import BUDGET, BY_FUND
from reskill.export.hr.inputs import reading
from reskill.export.main_occupations import MAPPED, REJECTED, Counts, counts
from reskill.export.open_conflicts import conflict_rows
from reskill.export.union.answers import TITLE as ANSWERS
from reskill.export.xlsx.sheet import As, Cell, Formula, Link, Row, Sheet, of_numbers
from reskill.exposure.overrides import IN_FORCE
from reskill.horizon import NAMES
from reskill.matching.status import UNCODABLE
from reskill.pathways.practice import PRACTICE
from reskill.planning.actuals.unreported import settled_as_planned
from reskill.planning.fiscal import Quarter
from reskill.planning.standing import Standing, standing
from reskill.project.file import Project, now
from reskill.project.identity import project_id
from reskill.project.roster import settled_doubts
from reskill.reference.catalog import Catalog
from reskill.table import Column, Kind

TITLE = "Cover"
PROJECT = "Project"
HEADER_ROW = 3  # below the heading's two lines
COLUMNS = (
    Column("Section", "section", "wrapped", 20),
    Column("Item", "item", "wrapped", 28),
    Column("Value", "value", "wrapped", 36),
    Column("Explanation", "explanation", "wrapped", 115),
)
NOT_DECISIONS = (
    "All figures are estimates for planning, not decisions. They describe roles, never a person; nobody may be ranked, "
    "moved or dismissed on them."
)
CONTEST = (
    "Write what you doubt into the columns Response and Comment of the union edition and send it back, or tell the "
    "planner. Every challenge is kept with name, date and reason; a person who says why can change any score."
)
METHOD = (
    (
        "Titles to occupations",
        "Each title is compared with coded municipal titles and O*NET occupations; doubtful ones wait for a person.",
    ),
    (
        "Tasks and exposure",
        "Each occupation's tasks carry an estimate of how much of their time AI could take or halve: "
        "a person's judgement first, then published ratings, then a model trained on them. Exposure is not "
        "displacement: it says what a task's time could become, not that a job ends.",
    ),
    (
        "Oversight",
        "Each task has a tier, from spot-check to human only, by what it decides and for whom. Protected tasks stay "
        "with people and do not count towards the bands.",
    ),
    (
        "Pathways and programs",
        "Destinations are ranked by similarity of tasks, activities, skills and titles, then filtered by preparation, "
        "pay, exposure and jobs. Staying in the role with other tasks is always one of them.",
    ),
    (
        "Plan and budget",
        "Cohorts are placed by quarter within the funds of each fiscal year; every cost line is quantity times unit "
        "cost. Whether people choose to take part depends on the scenario; the plan expects a share of them.",
    ),
    ("Estimates, not decisions", NOT_DECISIONS),
    ("How to contest a figure", CONTEST),
)


def cover(
    project: Project,
    catalog: Catalog,
    title: str,
    purpose: str,
    sheets: Sequence[Sheet],
    start: Sequence[Row],
    tallies: Sequence[Row],
    number: str = "",
    method: Sequence[tuple[str, str]] = METHOD,
) -> Sheet:
    """The cover of a workbook of the given sheets; the edition's rows to `start` with stand first, then the sheets.

    `tallies` are its rows on people and money; `number` is of an export that asks for answers,
    `method` what it says of how figures come about.
    """
    rows: list[Row] = [
        *start,
        *(("Contents", _use(s), Link(s.title, f"#{s.title}"), s.note) for s in sheets),
        *(("Doubt", "Settled by a person", "", doubt) for doubt in settled_doubts(project)),
        *(("Doubt", "Settled by a person", "", text) for text in [settled_as_planned(project)] if text),
        *_identity(project, title, number),
        *tallies,
        *compass(project, _place("Scenarios", sheets), _answers(sheets)),
        *(("Method", name, "", text) for name, text in method),
        *_attribution(catalog, _place("Sources", sheets)),
    ]
    return Sheet(
        title=TITLE,
        note="What this workbook is.",
        columns=COLUMNS,
        rows=rows,
        heading=(f"{project.city}: reskilling plan", f"{title}. {purpose}"),
        frozen_columns=0,
    )


def _use(sheet: Sheet) -> str:
    """What a reader does with a sheet; one that is not printed would be missed on paper."""
    return "Fill in" if sheet.entry else "Read" if sheet.on_paper else "In the file only"


def _identity(project: Project, title: str, number: str) -> Iterator[Row]:
    years = project.rows("SELECT min(fiscal_year) AS a, max(fiscal_year) AS b FROM fund_year")[0]
    scenario = project.rows("SELECT title, story FROM scenario WHERE name = ?", (project.setting("scenario"),))
    yield "About", "Edition", title, ""
    yield "About", "City", project.city, ""
    yield "About", PROJECT, project_id(project), "By it answers find their way back to the project they are about."
    if number:
        yield "About", "Export", number, "Another number means other contents: a later export may have other lines."
    if project.setting("state"):
        yield "About", "State", project.setting("state"), "Pay is compared in this state."
    if scenario:
        yield "About", "Scenario", scenario[0]["title"], scenario[0]["story"]
    if years["a"]:
        yield (
            "About",
            "Fiscal years",
            f"FY{years['a']} to FY{years['b']}",
            f"Named by the year in which each ends; FY{years['a']} Q1 is {_first_quarter(project, years['a'])}.",
        )
    horizon = project.thresholds.horizon
    yield (
        "About",
        "What AI is taken to do",
        _plainly(NAMES[horizon]),
        "An assumption; every exposure obeys it, whatever tools a city has.",
    )
    tiers = "SELECT count(*) FROM (SELECT DISTINCT title_id, code, task_id FROM judgement WHERE field = 'tier'"
    signed = project.value(f"{tiers} AND state = '{IN_FORCE}')")
    yield (
        "About",
        "Oversight signed off",
        As(signed, "int"),
        "Tasks for which a person has said how closely people watch over AI (the tier); all others are proposals of rules.",
    )
    yield "About", "Written on", As(now(), "date"), f"With Reskill {reskill.__version__}"


def _first_quarter(project: Project, fiscal_year: int) -> str:
    first = Quarter(fiscal_year, 1)
    month = project.thresholds.fiscal_year_start
    return f"{first.start(month):%B %Y} to {first.end(month):%B %Y}"


def _plainly(horizon: str) -> str:
    """A horizon without the name that researchers have for it."""
    return re.sub(r" \([^()]*\)$", "", horizon)


def people(project: Project) -> list[Row]:
    """Every line of the roster accounted for, live on the sheets Positions and Rejected."""
    n = counts(project)
    state = "COUNTIF({Positions.state},"
    parts = (
        (
            "Mapped to an occupation",
            Formula(f'{state}"{MAPPED}")', n.mapped),
            "Positions whose title has an occupation.",
        ),
        (
            "Uncodable for now",
            Formula(f'{state}"{UNCODABLE}")', n.uncodable),
            f"Positions whose title has none: {n.waiting:,} wait for a person, the others were marked by one.",
        ),
        (
            "Rejected",
            Formula(f'COUNTIF({{Rejected and problems.kind}},"{REJECTED}")', n.rejected),
            "Lines that could not be read as a position; each with reason and remedy.",
        ),
    )
    return [
        ("Accounted for", "Lines of the roster", As(n.lines, "int"), "Lines that were read from the roster file."),
        *(("Accounted for", name, As(formula, "int"), text) for name, formula, text in parts),
        ("Accounted for", "Mapped + uncodable + rejected", As(_sum(n), "int"), "Must equal the lines of the roster."),
        ("Accounted for", "Check", _check(n), "Every line of the roster is in this workbook."),
    ]


def _sum(n: Counts) -> Formula:
    return Formula("SUM({above:3}:{above:1})", n.mapped + n.uncodable + n.rejected)


def _check(_n: Counts) -> Formula:
    return Formula('IF({above:1}={above:5},"adds up","DOES NOT ADD UP")', "adds up")


def money(project: Project) -> list[Row]:
    """The plan's size, live on the sheets Cohorts and Budget: cash and paid time apart."""
    now = standing(project)
    formulas: tuple[tuple[str, Formula, Kind, str], ...] = (
        ("Participants", Formula("SUM({Cohorts.participants})", now.people), "int", "People who start a pathway."),
        (
            "Cash committed",
            Formula('SUMIFS({Budget.amount},{Budget.paid},"cash")', now.committed / 100),
            "money",
            "Cash of all years; paid time is none.",
        ),
        (
            "Paid time",
            Formula('SUMIFS({Budget.amount},{Budget.paid},"in kind")', now.paid_time / 100),
            "money",
            "Wages and fringe of staff in training, which the payroll pays whether or not anybody trains.",
        ),
        (
            "Money available",
            Formula(money_of(BY_FUND), now.available / 100),
            "money",
            "All funds and fiscal years of the plan.",
        ),
    )
    return [
        *(("Plan", name, As(formula, kind), text) for name, formula, kind, text in formulas),
        *conflict_rows(project),
        *apart(now, project.thresholds.program_share, BY_FUND, BUDGET),
        *equity_rows(project),
    ]


def money_of(funds: str) -> str:
    """The formula of all money that a sheet of funds has, in words where an amount is no number."""
    return of_numbers(f"{{{funds}.available}}", f"SUM({{{funds}.available}})")


def apart(now: Standing, share: float, funds: str, lines: str, least: int = 0) -> list[Row]:
    """What of the money is neither committed nor free, by the sheets of funds and of lines; how far the hours are known; and
    which program has the most people, with the `share` of all that it may take, unless that tells fewer than `least`."""
    available = f"{{{funds}.available}}"
    free = of_numbers(available, f'SUM({available})-SUMIFS({{{lines}.amount}},{{{lines}.paid}},"cash")-{{above:1}}')
    rows: list[Row] = [
        ("Plan", "Held back", As(now.held_back / 100, "money"), "Left unspent for training whose price is unknown."),
        (
            "Plan",
            "Not planned",
            As(Formula(free, now.not_planned / 100), "money"),
            f"Neither committed nor held back.{_why_left(now)}",
        ),
        (
            "Plan",
            "Inputs",
            reading(),
            "Whether the rates of the sheet Inputs are the plan's; where they are changed, so are the costs above.",
        ),
    ]

    def told(part: float) -> float:
        """A share as others than the office are told it: all its digits would give the numbers that it is of."""
        return round(part, 2) if least else part

    assumed = round(now.people * (now.assumed_hours or 0))
    if now.assumed_hours is not None and all(not n or n >= least for n in (assumed, now.people - assumed)):
        text = "Of the participants, those of whose training hours some are a planning assumption: no page gives them."
        rows.append(("Plan", "On assumed hours", As(told(now.assumed_hours), "percent"), text))
        text = "Of all training hours; those of exercises at work are an assumption until somebody of the city confirms them by name."
        rows.append(("Plan", "Assumed hours", As(told(now.assumed_time or 0.0), "percent"), text))
    program, most = now.leading
    if most and all(not n or n >= least for n in (most, now.people - most)):
        limit = f"A program may take {share:.0%} of all people who could have a place, or one class"
        text = f"In {'the practice at work of one role' if least and program.startswith(PRACTICE) else program}. {limit if share < 1 else 'There is no limit to what a program may take'} (program_share)."
        if now.most is not None and most > now.most:
            text += " More than that: too few programs suffice, or a person changed the plan."
        elif most == now.most:
            text += " It has reached the limit."
        elif most > share * now.people:
            text += " Of this plan it has more than that: by the objective its places come first."
        rows.append(("Plan", "Most in one program", As(told(most / now.people), "percent"), text))
    return rows


def _why_left(now: Standing) -> str:
    """Why the plan does not ask for what is left; '' where it was not made by the program."""
    if not now.expected or now.not_planned <= 0:
        return ""
    if now.people >= now.expected:
        return " Everybody expected to take part has a place, so that no more is asked."
    return (
        " Some who are expected to take part have no place, for want of seats, of staff left at work, of a program that"
        " suits, or of money that may pay for it."
    )


def _place(title: str, sheets: Sequence[Sheet]) -> str:
    """Where readers of these sheets find another one: among them, or in the union edition's other file."""
    return f"under {title}" if any(s.title == title for s in sheets) else "in the union edition's file of evidence"


def _answers(sheets: Sequence[Sheet]) -> str:
    """Where the city's answers on posts stand, for readers of a workbook that has them."""
    return f": see {ANSWERS}, Layoff and attrition, Freed time" if any(s.title == ANSWERS for s in sheets) else ""


def _attribution(catalog: Catalog, place: str) -> Iterator[Row]:
    onet = sorted({s.release for s in catalog.sources if s.source.startswith("O*NET") and s.release})
    release = f"{catalog.title}; O*NET {' and '.join(onet)}" if onet else catalog.title
    yield "Sources", "Reference in use", release, f"Versions, dates and licences are listed {place}."
    texts: tuple[tuple[str, Cell, str], ...] = (
        (
            "O*NET",
            Link("onetcenter.org/database.html", "https://www.onetcenter.org/database.html"),
            "Includes information from the O*NET Database by the U.S. Department of Labor, Employment and Training "
            "Administration (USDOL/ETA), used under the CC BY 4.0 licence. O*NET is a trademark of USDOL/ETA. The "
            "information has been modified; USDOL/ETA has not approved, endorsed or tested these modifications.",
        ),
        (
            "Employment and pay",
            Link("bls.gov/oes", "https://www.bls.gov/oes/"),
            "U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics; public domain.",
        ),
        (
            "Exposure ratings",
            Link("github.com/openai/GPTs-are-GPTs", "https://github.com/openai/GPTs-are-GPTs"),
            "“GPTs are GPTs”, Eloundou, Manning, Mishkin and Rock, Science 2024; data under the MIT licence.",
        ),
    )
    yield from (("Sources", *text) for text in texts)
