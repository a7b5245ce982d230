"""What a cover says first: what the workbook is, what its readers are asked to do, and what its figures do not say."""

from __future__ import annotations

from reskill.export.board.told_costs import WARNING, told_costs
from reskill.export.union.answers import answer, settled, unanswered
from reskill.export.union.people import has_units
from reskill.export.union.review_columns import RESPONSES
from reskill.export.union.signoff import DUE
from reskill.export.union.signoff import TITLE as SIGN_OFF
from reskill.export.xlsx.sheet import Formula, Row
from reskill.planning.city_answers import DECISION, REPLY_BY, REPLY_TO
from reskill.project.file import Project
from reskill.reference.catalog import Catalog

START = "Start here"
CELLS = (
    "Same: as in Band. Withheld: a small count, or one that would tell of one. At least: it may be far more. Under: it may be far less."
    " Percents of exposure are rounded down."
)
PAY = (
    "Pay of the other job against your class's, by the city's payroll or published medians. About the same: within 5%. "
    "Same or higher: lower for nobody. Differs by class: for some it may pay less. A percentage only for ten or more of a class."
)
EXPOSURE = (
    START,
    "How to read a figure",
    "Exposure, interval, band",
    "Exposure is the share of a role's working time that AI could take over or halve. Low and High are the ends of its "
    "90% interval: the wider apart, the less is known. The band sums it up: low, watch, at risk or priority.",
)


def for_personnel(_project: Project, catalog: Catalog) -> list[Row]:
    """For the personnel office: what to confirm, and where figures come from."""
    return [
        (
            START,
            "What this is",
            "The whole plan",
            "Every title and position of the roster, how AI could change the work, where people could go, and the "
            "training, cohorts and costs that are proposed.",
        ),
        (
            START,
            "What is asked of you",
            "Confirm and correct",
            "Filter Titles and mapping by Status for what waits for a person, and read Rejected and problems. Correct "
            "in the program and write the workbook again: nothing is read back from this edition.",
        ),
        EXPOSURE,
        (
            START,
            "How to trace a figure",
            "Formulas and reasons",
            "Every cost is quantity times unit cost on the sheet Budget, with its source; the other sheets add those "
            "up. Exposures come from the sheet Tasks, with evidence and reason for each.",
        ),
        (
            START,
            "Before you pass it on",
            "Not for publication",
            "It holds the pay of every position. Pseudonyms do not hide who holds a rare title.",
        ),
        _limits(catalog),
    ]


def for_union(project: Project, catalog: Catalog) -> list[Row]:
    """For union representatives: what to read, where to write, by when and how to send it back."""
    day, asked = f'INDEX({{{SIGN_OFF}.date}},MATCH("{DUE}",{{{SIGN_OFF}.item}},0))', answer(project, REPLY_BY)
    limits = project.thresholds
    due = Formula(f'IF({day}="",{asked.text},IF(ISNUMBER({day}),TEXT({day},"yyyy-mm-dd"),{day}))', asked.value)
    return [
        (
            START,
            "What this is",
            "A proposal to discuss",
            "How AI could change the work of each class, which training is proposed, and what it costs. Nothing in it "
            "is decided or agreed. The plan assumes that training is paid as work time and that nobody has to take part; "
            f"both, and pay, bind once both sides have signed the sheet {SIGN_OFF}.",
        ),
        (
            START,
            "What is asked of you",
            "Say what is wrong or missing",
            f"Filter Classes, What changes, Options and Training by your {'unit' if has_units(project) else 'department'} (a cell may hold several: filter by 'contains', and keep 'all'), "
            "and read City answers. In the "
            f"yellow cells of the file choose a Response ({', '.join(RESPONSES)}) and write a Comment. On "
            f"{SIGN_OFF} give your name first. You may sort. On paper: write sheet, class and what you say on a sheet of your own, with your name, and give it to your union or send it to the same address.",
        ),
        (START, "Send back by", due, f"The day is on the sheet {SIGN_OFF}, line {DUE}."),
        (
            START,
            "Send back to",
            answer(project, REPLY_TO),
            "Save the whole file as an Excel workbook (.xlsx), under any name. Responses, comments and sign-off are "
            "kept under your name. Notes on cells are taken too; what you write elsewhere is listed for the planner as not "
            "taken. Colours are not read.",
        ),
        (
            START,
            "Who decides on it",
            answer(project, DECISION),
            "What you said comes back with what the city did about each line, in a workbook of its own.",
        ),
        (
            START,
            "How to read a figure",
            "Exposure and band",
            "Exposure is the share of a class's working time that AI could take over or halve. The band sums up the part "
            f"outside protected tasks, which stay with people: low, from {limits.watch:.0%} watch, from {limits.at_risk:.0%} at risk, from "
            f"{limits.priority:.0%} priority (no rank of persons). Protection is a proposal of rules until signed: without it, the band if nothing is "
            "protected holds, and the plan is made anew.",
        ),
        (START, "How to read a cell", "Same, withheld, at least", CELLS),
        (START, "How to read pay", "Pay there, on Options", PAY),
        (
            START,
            "What is not in this file",
            "The file of evidence",
            "Intervals, all tasks with reasons, scenarios and sources. It is written with this workbook, and a file of your unit alone can"
            " be: ask where you send your answers.",
        ),
        _limits(catalog),
        unanswered(project),
        settled(),
    ]


def for_evidence(_project: Project, catalog: Catalog) -> list[Row]:
    """For those who want to check the union edition: what it rests on, and where to write."""
    return [
        (
            START,
            "What this is",
            "The evidence",
            "The tasks behind each exposure with reason and source, what published indices say of the same "
            "occupations, the programs, and every assumption. No counts of people.",
        ),
        (
            START,
            "What is asked of you",
            "Say what is wrong or missing",
            "Filter Tasks by an occupation of the union edition. In the yellow cells choose a Response and write a "
            "Comment; send the file back as the union edition.",
        ),
        EXPOSURE,
        _limits(catalog),
    ]


def for_board(project: Project, catalog: Catalog) -> list[Row]:
    """For a workforce board: what to check, how sums are made, and why not to publish it as it is."""
    costs = told_costs(project)
    merged = [(START, "What is told as one", "Costs that rest on pay", costs.words.strip())]
    return [
        *([] if costs.open else [("Doubt", "Pay of few people", "Not to be passed on", WARNING)]),
        (
            START,
            "What this is",
            "The plan's costs",
            "Every planned cost by fund, category, fiscal year and quarter, in cash and in kind, with checks that are "
            "calculated in the workbook.",
        ),
        (
            START,
            "What is asked of you",
            "Check, then report",
            "Compare Funds with the award letters; read Checks and Funding rules. As quarters end, fill in the yellow "
            f"columns of Planned and actual and of Participants, your name first on {SIGN_OFF}, and send the file back: "
            "to whom and by which day stands there; what is empty, the city has not answered.",
        ),
        (
            START,
            "How to trace a figure",
            "Formulas",
            "The other sheets are sums of Lines, and each of its amounts is quantity times mean rate, in the quarter in "
            "which the hours are worked. Where funds share a price, each has its part of the participants: half of one where "
            "it pays half. Rounding is what the single budget lines, which the personnel office edition has, are rounded by.",
        ),
        *(merged if costs.joined else []),
        (
            START,
            "Before you publish it",
            "Quarters of few people are joined",
            "No count of 1 to 9 people stands here, and no mean pay of so few. Exact costs of a fund can still tell "
            "of few participants to whoever knows a program's price: for the public, use the union edition.",
        ),
        _limits(catalog),
    ]


def _limits(catalog: Catalog) -> Row:
    dated = next((s.dated for s in catalog.sources if s.name == "task_rating" and s.dated), "")
    rest = f"ratings of {dated} by people and GPT-4" if dated else "published ratings"
    since = "; AI has changed since" if dated else ""
    return (
        START,
        "What the figures do not say",
        "No person, no forecast",
        "They are estimates of roles for planning, no decisions, no forecast of jobs, and never of a person: nobody may be ranked, "
        f"moved or dismissed on them. They rest on {rest}, and on a model trained on such ratings{since}. Nobody has measured them "
        "at work in this city.",
    )
