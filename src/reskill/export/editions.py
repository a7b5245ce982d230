"""The editions of the workbook, and the one function that writes them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from reskill.export import cover
from reskill.export.as_written import Origin, as_written, export_id, origin_of
from reskill.export.assumptions import assumptions, cost_assumptions
from reskill.export.board.checks import checks
from reskill.export.board.money import FUNDS, categories, funds, lines
from reskill.export.board.participants import participants
from reskill.export.board.periods import keep_told_quarters, keep_told_starts
from reskill.export.board.programs import used_programs
from reskill.export.board.quarters import planned_and_actual
from reskill.export.board.rules import funding_rules
from reskill.export.board.tallies import tallies as board_tallies
from reskill.export.board.told_costs import FEW_PAID, REFUSED, REMEDY, keep_told_costs, told_costs
from reskill.export.hr.adverse_impact import who_gets_places, who_is_offered
from reskill.export.hr.budget import budget, by_category, by_fund
from reskill.export.hr.cohorts import cohorts, preparations
from reskill.export.hr.frontier import what_money_buys
from reskill.export.hr.inputs import inputs
from reskill.export.hr.pathways import pathways
from reskill.export.hr.positions import positions
from reskill.export.hr.programs import catalogue, programs
from reskill.export.hr.rejected import rejected
from reskill.export.hr.roles import roles
from reskill.export.hr.seats import seats
from reskill.export.hr.tasks import tasks
from reskill.export.hr.titles import titles
from reskill.export.indices import indices
from reskill.export.language import ENGLISH, spoken, words
from reskill.export.partners import coverage_map, every_partner, plan_partners
from reskill.export.said_and_done import BOARD as TO_BOARD
from reskill.export.said_and_done import UNION as TO_UNION
from reskill.export.said_and_done import for_reviewers, said
from reskill.export.said_and_done import tallies as said_tallies
from reskill.export.scenarios import scenario_sheet
from reskill.export.sources import column_guide, sources
from reskill.export.start import for_board, for_evidence, for_personnel, for_union
from reskill.export.union.answers import answers
from reskill.export.union.changes import changes
from reskill.export.union.classes import class_figures, classes
from reskill.export.union.costs import keep_told_rounding
from reskill.export.union.counts import by_unit
from reskill.export.union.indices import union_indices
from reskill.export.union.one_unit import of_unit
from reskill.export.union.options import more_options, options
from reskill.export.union.people import keep_told_people
from reskill.export.union.people import participants as participants_told
from reskill.export.union.review_columns import REFERENCE, asks_for_answers
from reskill.export.union.signoff import board_sign_off, sign_off
from reskill.export.union.sources import union_sources
from reskill.export.union.tallies import tallies as union_tallies
from reskill.export.union.tallies import tells_starts
from reskill.export.union.tasks import union_tasks
from reskill.export.union.training import training
from reskill.export.xlsx.book import PAGES, About, page_header, write_book
from reskill.export.xlsx.sheet import Row, Sheet
from reskill.intake.beside import plain
from reskill.problem import ReskillError
from reskill.progress import Tick, section, silent
from reskill.project.file import Project
from reskill.project.identity import project_id
from reskill.project.published import keep_export
from reskill.reference.catalog import Catalog

SheetOf = Callable[[Project, Catalog], Sheet | None]
"""Makes a sheet; None leaves it out, where there is nothing that it could be about."""


@dataclass(frozen=True)
class Edition:
    """What one edition is called and is for, its sheets after the cover, and what the cover starts with and counts."""

    title: str
    purpose: str
    sheets: tuple[SheetOf, ...]
    start: Callable[[Project, Catalog], list[Row]]
    tallies: Callable[[Project], list[Row]]
    guide: bool = True  # whether a sheet says what every column means; each header does so when it is selected
    method: Sequence[tuple[str, str]] = cover.METHOD
    kept: bool = True  # whether what it tells is kept, so that later editions tell no part of it


EDITIONS = {
    "hr": Edition(
        "Personnel office edition",
        "Everything by role and position, under pseudonyms. Not for publication.",
        (
            roles,
            titles,
            positions,
            tasks,
            indices,
            pathways,
            who_is_offered,
            who_gets_places,
            programs,
            every_partner,
            coverage_map,
            cohorts,
            preparations,
            seats,
            partial(inputs, lines=budget),
            budget,
            by_fund,
            by_category,
            what_money_buys,
            scenario_sheet,
            assumptions,
            rejected,
            sources,
        ),
        for_personnel,
        lambda project: [*cover.people(project), *cover.money(project)],
        kept=False,
    ),
    "union": Edition(
        "Union edition",
        "Every class with what is planned for it, to comment on and answer. No figure of a person, no small counts.",
        (classes, changes, options, training, by_unit, answers, sign_off),
        for_union,
        union_tallies,
        guide=False,
        method=(),  # what it starts with, and the file of evidence, have it
    ),
    "evidence": Edition(
        "Union edition: evidence",
        "What the union edition rests on: tasks with reasons, published indices, programs, assumptions, sources.",
        (
            class_figures,
            more_options,
            union_tasks,
            union_indices,
            catalogue,
            plan_partners,
            scenario_sheet,
            assumptions,
            union_sources,
        ),
        for_evidence,
        lambda _project: [],
    ),
    "board": Edition(
        "Workforce board edition",
        "Funds, cost categories, fiscal years and quarters, checks and participants. No roles and no positions.",
        (
            funds,
            planned_and_actual,
            participants,
            categories,
            lines,
            partial(inputs, lines=lines, funds=FUNDS, as_planned=True),
            checks,
            funding_rules,
            used_programs,
            plan_partners,
            cost_assumptions,
            board_sign_off,
        ),
        for_board,
        board_tallies,
        guide=False,
    ),
    "answers": Edition(
        "Answers to the union",
        "What reviewers of the union edition said, and what the city did about it.",
        (partial(said, editions=TO_UNION),),
        for_reviewers,
        partial(said_tallies, editions=TO_UNION),
        guide=False,
        kept=False,
    ),
    "board-answers": Edition(
        "Answers to the workforce board",
        "What reviewers of the board edition said, and what the city did about it.",
        (partial(said, editions=TO_BOARD),),
        for_reviewers,
        partial(said_tallies, editions=TO_BOARD),
        guide=False,
        kept=False,
    ),
}
PLAN = ("hr", "union", "evidence", "board")
"""The editions of the plan itself, which are written where all are asked for."""


def write_workbook(
    project: Project,
    catalog: Catalog,
    target: Path,
    edition: str = "hr",
    tick: Tick = silent,
    unit: str = "",
    language: str = ENGLISH,
    accepted: Collection[str] = (),
) -> None:
    """Write one edition of the project's workbook to `target`, an .xlsx file; the union's for one `unit` where named,
    and in a `language`. Of the board's, `accepted` is what a person lets the board have all the same: FEW_PAID.

    What an edition that leaves the personnel office tells together is kept, so that later ones tell no part of it.
    Raises ReskillError for an unknown edition, a board's that would tell pay of few, a file that cannot be written, or a
    project that is open for viewing only, unless the edition stays in the office; Cancelled when the tick does. The old
    file is then untouched.
    """
    if edition == "board" and FEW_PAID not in accepted and not told_costs(project).open:
        raise ReskillError(REFUSED, REMEDY)
    sheets = edition_sheets(project, catalog, edition, section(tick, 0.0, 0.4), unit, language)
    if EDITIONS[edition].kept:
        _keep_told(project, sheets, edition, unit)
    write_book(sheets, target, _about(project, edition, language), section(tick, 0.4, 1.0))


def _about(project: Project, edition: str, language: str) -> About:
    kind, say = EDITIONS[edition], words(language)
    return About(
        title=say(f"{project.city}: reskilling plan, {kind.title.lower()}"),
        author=project.city,
        subject=say(kind.purpose),
        footer=say(f"{project.city} · {kind.title} · estimates, not decisions"),
        pages=say(PAGES),
        language="en-US" if language == ENGLISH else language,
    )


def _keep_told(project: Project, sheets: Sequence[Sheet], edition: str, unit: str) -> None:
    lines = {str(row[s.position(REFERENCE.field)]) for s in sheets if asks_for_answers(s) for row in s.rows}
    with project.derive():
        told_starts = tells_starts(project, participants_told(project))  # before what is told now is kept
        if edition == "union":
            keep_told_people(project)
            keep_told_rounding(project)
        keep_told_quarters(project)
        if edition == "board" or (edition == "union" and told_starts):
            keep_told_starts(project)
        if edition == "board" and told_costs(project).open:  # one that warns stays with the board
            keep_told_costs(project)
        keep_export(project, origin_of(sheets[-1]).export, edition, unit, lines)


def edition_sheets(
    project: Project,
    catalog: Catalog,
    edition: str,
    tick: Tick = silent,
    unit: str = "",
    language: str = ENGLISH,
) -> list[Sheet]:
    """The sheets of an edition, the cover first; of the union's, for one `unit` where named, and in a `language`."""
    if edition not in EDITIONS:
        raise ReskillError(f"There is no edition named {edition}.", f"Choose one of: {', '.join(EDITIONS)}.")
    if language != ENGLISH and edition != "union":
        raise ReskillError("Only the union edition is written in another language.", "Leave the language out.")
    say = words(language)
    kind = EDITIONS[edition]
    made = []
    for n, sheet_of in enumerate(kind.sheets):
        tick(n / len(kind.sheets), "Preparing the sheets")
        sheet = sheet_of(project, catalog)
        if sheet:
            made.append(sheet)
    if unit:
        made = of_unit(project, made, unit)
    comes_back = any(map(asks_for_answers, made))
    checksums = [as_written([], [], Origin(), "")] if comes_back else []
    if kind.guide:
        made.append(column_guide([*made, *checksums]))
    origin = Origin(edition, project.city, project_id(project), export_id(made) if comes_back else "", language)
    first = cover.cover(
        project,
        catalog,
        kind.title,
        f"{kind.purpose} For {unit}." if unit else kind.purpose,
        [*made, *checksums],
        kind.start(project, catalog),
        kind.tallies(project),
        origin.export,
        kind.method,
    )
    told = [spoken(sheet, say) for sheet in (first, *made)]
    if not comes_back:
        return told
    about = _about(project, edition, language)
    headers = (plain(page_header(sheet)) for sheet in [*told, *(spoken(sheet, say) for sheet in checksums)])
    beside = [*headers, about.footer, plain(f"&A, {about.pages}"), about.title, about.subject]
    return [*told, spoken(as_written(told, beside, origin, project.setting("key")), say)]
