"""The migrations of the project file, one for each version: a stored one is never changed."""

from __future__ import annotations

from reskill.project.database import Database, Migrations
from reskill.project.migrations import later_versions as later
from reskill.project.migrations.first_version import FIRST

migrations = Migrations("reskill")


@migrations()  # type: ignore[untyped-decorator]  # sqlite-utils is not checked here
def first_version(db: Database) -> None:
    """Everything a plan needs, from roster to budget."""
    _execute(db, FIRST)


@migrations()  # type: ignore[untyped-decorator]
def decisions_outlast_titles(db: Database) -> None:
    """What people decided about titles that left the roster, and what the derived figures rest on."""
    _execute(db, later.SECOND)


@migrations()  # type: ignore[untyped-decorator]
def stances_of_reviewers(db: Database) -> None:
    """What a reviewer chose, apart from the city's answer."""
    _execute(db, later.THIRD)


@migrations()  # type: ignore[untyped-decorator]
def programs_of_lists(db: Database) -> None:
    """What lists of programs say, what is doubtful about it, and whether a program prepares sufficiently."""
    _execute(db, later.FOURTH)


@migrations()  # type: ignore[untyped-decorator]
def tables_of_steps(db: Database) -> None:
    """Which tables a change touched."""
    _execute(db, later.FIFTH)


@migrations()  # type: ignore[untyped-decorator]
def three_answers(db: Database) -> None:
    """Destinations that are offered with caution, and what is known of them here and in the nation."""
    _execute(db, later.SIXTH)


@migrations()  # type: ignore[untyped-decorator]
def bands_by_rater(db: Database) -> None:
    """Between which bands the raters put a role, and what it is counted and offered by."""
    _execute(db, later.SEVENTH)


@migrations()  # type: ignore[untyped-decorator]
def partners_with_agreements(db: Database) -> None:
    """What is agreed with a partner, for which programs, seats and prices; the kinds of partners as users know them."""
    _execute(db, later.EIGHTH)


@migrations()  # type: ignore[untyped-decorator]
def room_to_move(db: Database) -> None:
    """How easily a role's work carries over to other work here."""
    _execute(db, later.NINTH)


@migrations()  # type: ignore[untyped-decorator]
def practice_beside_theory(db: Database) -> None:
    """How far AI is in use on a role's work."""
    _execute(db, later.TENTH)


@migrations()  # type: ignore[untyped-decorator]
def gates_of_titles(db: Database) -> None:
    """What the city's own rules ask for a title."""
    _execute(db, later.GATES)


@migrations()  # type: ignore[untyped-decorator]
def terms_of_funds(db: Database) -> None:
    """What a fund may pay, for whom, up to what and when, where it was free text."""
    _execute(db, later.TERMS)


@migrations()  # type: ignore[untyped-decorator]
def states_of_programs(db: Database) -> None:
    """What a list says of a program's approval."""
    _execute(db, later.STATES)


@migrations()  # type: ignore[untyped-decorator]
def plans_worked_on_by_hand(db: Database) -> None:
    """What a person set in a plan, and what a person ruled out of it."""
    _execute(db, later.BY_HAND)


@migrations()  # type: ignore[untyped-decorator]
def posts_on_hold(db: Database) -> None:
    """Which vacant positions are not to be filled."""
    _execute(db, later.ON_HOLD)


@migrations()  # type: ignore[untyped-decorator]
def departments_rolled_up(db: Database) -> None:
    """Which larger unit each department of the roster is counted with."""
    _execute(db, later.UNITS)


@migrations()  # type: ignore[untyped-decorator]
def programs_in_order(db: Database) -> None:
    """Programs that suffice only one after another."""
    _execute(db, later.SEQUENCES)


@migrations()  # type: ignore[untyped-decorator]
def benefit_of_cohorts(db: Database) -> None:
    """What a place in a cohort is worth by the plan's measure, and a quick way to a cohort's lines."""
    _execute(db, later.BENEFIT)


@migrations()  # type: ignore[untyped-decorator]
def what_was_published(db: Database) -> None:
    """Which workbooks went out with which lines, and what they told together."""
    _execute(db, later.PUBLISHED)


@migrations()  # type: ignore[untyped-decorator]
def covered_by_programs(db: Database) -> None:
    """How much of what a pathway asks its programs cover."""
    _execute(db, later.COVERED)


@migrations()  # type: ignore[untyped-decorator]
def plans_to_live_with(db: Database) -> None:
    """Plans kept under a name, what happened, and what people answered."""
    _execute(db, later.LIVED)


@migrations()  # type: ignore[untyped-decorator]
def moves_of_the_city(db: Database) -> None:
    """Moves between occupations that the city counted itself."""
    _execute(db, later.OWN_MOVES)


@migrations()  # type: ignore[untyped-decorator]
def staff_read_from_an_index(db: Database) -> None:
    """Staff and departments of titles, told without reading the positions themselves."""
    _execute(db, later.STAFF_INDEX)


@migrations()  # type: ignore[untyped-decorator]
def costs_of_kept_cohorts(db: Database) -> None:
    """What the cohorts of a kept plan cost in cash."""
    _execute(db, later.KEPT_COSTS)


@migrations()  # type: ignore[untyped-decorator]
def terms_of_kept_plans(db: Database) -> None:
    """What a plan was made with: what is ruled out, the funds, the scenario."""
    _execute(db, later.KEPT_TERMS)


@migrations()  # type: ignore[untyped-decorator]
def practice_at_work(db: Database) -> None:
    """What people who stay practise at work."""
    _execute(db, later.PRACTICE)


@migrations()  # type: ignore[untyped-decorator]
def first_steps(db: Database) -> None:
    """Which next jobs come first, what puts others later, and how their pay and hours compare."""
    _execute(db, later.FIRST_STEPS)


@migrations()  # type: ignore[untyped-decorator]
def money_carried_over(db: Database) -> None:
    """Whether a fund's money of a year may be spent in a later one."""
    _execute(db, later.CARRIES)


@migrations()  # type: ignore[untyped-decorator]
def cohorts_added_by_hand(db: Database) -> None:
    """Which cohorts a person added."""
    _execute(db, later.ADDED)


@migrations()  # type: ignore[untyped-decorator]
def hours_of_practice(db: Database) -> None:
    """Who said for which title how long its practice takes, and how many hours of a cohort are assumed."""
    _execute(db, later.PRACTICE_HOURS)


@migrations()  # type: ignore[untyped-decorator]
def assumed_hours_by_their_name(db: Database) -> None:
    """The hours of a cohort that are assumed, by the name that the steps of earlier versions give them in undoing."""
    _execute(db, later.ASSUMED_HOURS)


def _execute(db: Database, statements: str) -> None:
    for statement in statements.split(";\n"):
        if statement.strip():
            db.execute(statement)
