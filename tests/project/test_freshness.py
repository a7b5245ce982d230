"""A change puts out of date what rests on it, by the core alone and in its own transaction."""

import sqlite3

import pytest

from reskill.problem import ReskillError
from reskill.project.file import Project
from reskill.project.freshness import BY_TITLE, COLUMNS, MADE, STAGES, TABLES, Stale, demand_known, rests_on
from reskill.project.schema import DECISIONS, DERIVED, KEPT
from reskill.threshold_words import GROUPS

KEEPING = {"setting", "step", "_sqlite_migrations", *KEPT}  # settings have places of their own; the rest keeps the file


def test_that_every_table_of_the_file_has_its_place(project: Project) -> None:
    tables = {str(r["name"]) for r in project.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    assert set(TABLES) | set(MADE) | KEEPING == tables
    assert set(TABLES) | {"setting"} == set(DECISIONS) and set(MADE) == set(DERIVED)
    assert {*TABLES.values(), *MADE.values(), *BY_TITLE.values()} <= {*STAGES, ""}
    for table in {*BY_TITLE, *COLUMNS}:
        columns = {r["name"] for r in project.rows(f"PRAGMA table_info({table})")}
        assert {"title_id", *COLUMNS.get(table, ())} <= columns


@pytest.mark.parametrize(
    ("stage", "tables"),
    [
        ("titles", {"position", "department_unit", "reference_used"}),
        ("pathways", {"pathway_choice", "program", "link", "own_move"}),
        (
            "plan",
            {
                "fund",
                "fund_year",
                "scenario",
                "plan_note",
                "ruled_out",
                "offer_answer",
                "practice_hours",
                "partner",
                "partner_program",
            },
        ),
    ],
)
def test_that_a_stage_rests_on_its_tables(stage: str, tables: set[str]) -> None:
    assert {table for table in TABLES if rests_on([(table, "")]) == Stale(stage)} == tables


def test_that_only_these_tables_bear_on_no_figure() -> None:
    assert {table for table, stage in TABLES.items() if not stage} == {
        *(
            "rejected",
            "title",
            "kept_decision",
            "comment",
            "budget_line",
            "cohort",
        ),  # made with others, or of no number
        *(
            "kept_plan",
            "kept_cohort",
            "kept_money",
            "kept_term",
            "cohort_actual",
            "spending",
        ),  # as they were, or happened
        *("program_doubt", "title_gate"),  # said beside the figures
    }


@pytest.mark.parametrize("table", ["mapping", "task_edit", "judgement", "pathway_choice"])
def test_that_a_row_of_one_title_marks_less_than_one_of_all_titles(table: str) -> None:
    one, every = rests_on([(table, "7")]), rests_on([(table, "")])
    assert one.titles == {7} and one.for_all == ("pathways" if table == "mapping" else "plan")
    assert every == Stale("pathways" if table == "pathway_choice" else "roles")


def test_that_every_threshold_has_its_place_and_an_unknown_setting_is_refused(project: Project) -> None:
    assert {rests_on([("setting", name)]).stage for name in GROUPS} == {*STAGES, ""}
    with pytest.raises(ReskillError, match="no setting named wacth"):
        project.set_setting("wacth", "0.2")
    assert project.setting("wacth") == "" and project.stale == Stale()
    assert rests_on([("setting", "of an earlier version")]).stage == "titles"  # met in undoing: it may be for anything


@pytest.mark.parametrize(
    ("setting", "stage"),
    [
        ("weekly_hours", ""),  # how the next roster is read
        ("accept_confidence", "titles"),
        ("horizon", "roles"),
        ("priority", "roles"),
        ("index_disagreement", ""),
        ("gap_from", "pathways"),
        ("participation", "plan"),
        ("city", ""),
        ("readiness.1", ""),
        ("rule.iwt-cap.value", "plan"),  # the planner obeys it
        ("scenario", "plan"),
        ("reference", "titles"),
        ("state", "pathways"),
    ],
)
def test_that_each_part_of_the_settings_has_the_stage_that_rests_on_it(setting: str, stage: str) -> None:
    assert rests_on([("setting", setting)]) == Stale(stage)


@pytest.mark.parametrize(
    ("stage", "names"),
    [
        ("", ("city", "city_answer.x", "created", "key", "plan.gap", "planner", "readiness.unions", "stale")),
        ("", ("roster_file", "roster_layouts", "roster_columns", "roster_doubts")),
        ("plan", ("scenario", "fiscal_year", "years", "cost.books", "rule.iwt-cap.on")),
        ("titles", ("reference",)),
        ("pathways", ("state", "zip")),
    ],
)
def test_that_every_setting_that_is_no_threshold_has_the_stage_that_rests_on_it(
    stage: str, names: tuple[str, ...]
) -> None:
    for name in names:
        demand_known(name)
        assert rests_on([("setting", name)]) == Stale(stage), name


def test_that_thresholds_of_a_group_have_the_stage_of_their_work() -> None:
    found = {(group, rests_on([("setting", name)]).for_all) for name, group in GROUPS.items()}
    assert found == {
        ("Roster", ""),
        ("Titles", "titles"),
        ("Exposure", "roles"),
        ("Bands", "roles"),
        ("Comparison", ""),
        ("Pathways", "pathways"),
        ("Plan", "plan"),
        ("Privacy", ""),
    }


def test_that_a_step_says_which_tables_it_changed(project: Project) -> None:
    with project.change("Enter a fund and a partner"):
        project.db.execute("INSERT INTO partner (name, kind) VALUES ('Local 9', 'union')")
        project.db.execute("INSERT INTO fund (name, kind) VALUES ('Grant', 'state')")
    assert project.history(1)[0].tables == ("fund", "partner")
    step = project.undo()
    assert step is not None and step.tables == ("fund", "partner")


ONE, TWO = frozenset([7]), frozenset([12])


@pytest.mark.parametrize(
    ("marks", "together", "stage"),
    [
        ([Stale("plan"), Stale("", ONE), Stale()], "plan 7", "roles"),
        ([Stale("pathways", TWO), Stale("plan", ONE)], "pathways 7 12", "roles"),
        ([Stale("", TWO), Stale("", ONE)], "- 7 12", "roles"),
        ([Stale("pathways"), Stale("plan")], "pathways", "pathways"),
        ([Stale("roles"), Stale("plan", ONE)], "roles", "roles"),  # that of all titles
        ([Stale("titles"), Stale("plan", ONE)], "titles", "titles"),
        ([Stale(), Stale()], "", ""),
    ],
)
def test_that_marks_add_up_and_come_back_as_they_were_kept(marks: list[Stale], together: str, stage: str) -> None:
    for order in (marks, marks[::-1]):
        found = Stale()
        for mark in order:
            found |= mark
        assert (str(found), found.stage) == (together, stage) and Stale.read(together) == found


@pytest.mark.parametrize(
    ("before", "made", "after"),
    [
        (Stale("roles"), ["roles"], Stale("pathways")),
        (Stale("plan", ONE), ["roles"], Stale("pathways")),  # the pathways of the one are still to be found
        (Stale("plan", ONE), ["plan"], Stale("plan", ONE)),  # made of figures that are out of date
        (Stale("pathways", ONE), ["pathways"], Stale("pathways", ONE)),
        (Stale("roles"), STAGES, Stale("roles").after(["roles", "pathways", "plan"])),
        (Stale("plan"), ["plan"], Stale()),
        (Stale(), STAGES, Stale()),
    ],
)
def test_that_making_a_stage_leaves_the_next_and_does_not_hide_an_earlier_one(
    project: Project, before: Stale, made: list[str], after: Stale
) -> None:
    project.mark_stale(before)
    with project.derive(*made):
        pass
    assert project.stale == after


def test_that_what_is_out_of_date_reaches_the_stages_that_rest_on_it_and_no_others() -> None:
    for mark, reached in ((Stale("roles"), STAGES[1:]), (Stale("plan", ONE), STAGES[1:]), (Stale("plan"), STAGES[3:])):
        assert tuple(stage for stage in STAGES if mark.reaches(stage)) == reached
    assert not any(Stale().reaches(stage) for stage in STAGES)


def test_that_renewing_some_titles_leaves_what_is_out_of_date_for_others(project: Project) -> None:
    project.mark_stale(Stale("pathways", ONE | TWO))
    with project.derive(renewed=ONE):
        pass
    assert project.stale == Stale("pathways", TWO)


def test_that_a_decision_about_a_title_marks_that_title_and_what_is_as_before_marks_nothing(project: Project) -> None:
    with project.change("Take titles in", *STAGES):
        for name in ("Clerk", "Guard"):
            project.db.execute("INSERT INTO title (title, positions, fte, payroll) VALUES (?,1,1,0)", (name,))
            project.db.execute(
                "INSERT INTO mapping (title_id, code, confidence, status) VALUES (?, '43-9061.00', .9, 'suggested')",
                (project.value("SELECT max(id) FROM title"),),
            )
    assert project.stale == Stale()
    with project.change("Accept"):
        project.db.execute("UPDATE mapping SET status = 'accepted', who = 'Ann' WHERE title_id = 2")
    assert project.stale == Stale() and project.history(1)[0].tables == ("mapping",)
    with project.change("Change"):
        project.db.execute("UPDATE mapping SET code = '33-9032.00' WHERE title_id = 2")
    assert project.stale == Stale("pathways", frozenset([2]))
    with project.change("Take a title out"):
        project.db.execute("DELETE FROM mapping WHERE title_id = 1")
    assert project.stale == Stale("pathways", frozenset([1, 2]))


@pytest.mark.parametrize(
    ("statement", "stage"),
    [
        ("INSERT INTO fund (name, kind) VALUES ('Grant', 'state')", "plan"),
        ("INSERT INTO partner (name, kind) VALUES ('Local 9', 'library')", "plan"),  # it may have agreed to seats
        ("INSERT INTO program (name, provider, kind) VALUES ('Data', 'College', 'course')", "pathways"),
        ("INSERT INTO setting VALUES ('watch', '0.2')", "roles"),
        ("INSERT INTO setting VALUES ('doubt_confidence', '0.4')", "titles"),
        ("INSERT INTO setting VALUES ('small_cell', '5')", ""),
    ],
)
def test_that_the_mark_is_written_with_the_change(project: Project, statement: str, stage: str) -> None:
    with project.derive() as db:
        db.execute("DELETE FROM setting WHERE key = 'stale'")
    with project.change("Change something"):
        project.db.execute(statement)
    other = sqlite3.connect(project.path)
    try:
        mark = other.execute("SELECT coalesce(max(value), '') FROM setting WHERE key = 'stale'").fetchone()
        assert mark == (stage,)
    finally:
        other.close()
    with project.derive() as db:
        db.execute("DELETE FROM setting WHERE key = 'stale'")
    project.undo()
    assert project.stale.stage == stage  # undoing makes stale as doing did


def test_that_an_earlier_mark_stands_and_a_broken_change_leaves_none(project: Project) -> None:
    project.set_setting("watch", "0.2")
    project.set_setting("participation", "0.5")
    assert project.stale.stage == "roles"
    with pytest.raises(ValueError, match="broken off"), project.change("Break off"):
        project.db.execute("INSERT INTO setting VALUES ('doubt_confidence', '0.4')")
        raise ValueError("broken off")
    assert project.stale.stage == "roles"
