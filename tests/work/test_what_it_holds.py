"""What a project is said to hold."""

from reskill.exposure.overrides import CONTESTED, IN_FORCE
from reskill.project.file import Project
from reskill.work.counts import counts, has_plan, has_positions


def fill(project: Project) -> None:
    """Each thing as often as no other, where that can be."""
    with project.change("Fill the project") as db:
        for n, (positions, band, code) in enumerate(
            [(8, "priority", "A"), (4, "at risk", "B"), (2, "watch", "C"), (1, "at risk", "D"), (3, "priority", "E")], 1
        ):
            db["title"].insert({"id": n, "title": f"T{n}", "positions": positions, "fte": 1.0, "payroll": 0.0})
            db["role"].insert(
                {
                    "title_id": n,
                    "code": code,
                    "occupation": "",
                    "tasks": 4,
                    "exposure": 0.5,
                    "band": band,
                    "priority": 0.0,
                }
                | {"reason": ""}
            )
        db["title"].insert({"id": 6, "title": "T6", "positions": 20, "fte": 1.0, "payroll": 0.0})
        at = {"who": "R. Lee", "at": "2027-01-01"}
        for title, code, status in (
            (1, "A", "accepted"),
            (2, "B", "changed"),
            (3, "", "uncodable"),
            (4, "D", "suggested"),
            (5, "E", "suggested"),
        ):
            db["mapping"].insert({"title_id": title, "code": code, "confidence": 1, "status": status, **at})
        for n, (title, department, status, held) in enumerate(
            [
                *[(1, "Parks", "filled", 0)] * 5,
                *[(2, "Clerk", "vacant", 0)] * 3,
                (2, "", "vacant", 1),
                (3, "Library", "filled", 0),
                (3, "Library", "filled", 0),
                (None, "", "filled", 0),
            ]
        ):
            db["position"].insert(
                {
                    "id": f"p{n}",
                    "title_id": title,
                    "title": "T",
                    "department": department,
                    "status": status,
                    "held": held,
                }
                | {"source_file": "a.csv", "source_row": n}
            )
        db["rejected"].insert_all({"source_file": "a.csv", "source_row": n, "reason": ""} for n in range(7))
        ways = {"rank": 1, "occupation": "", "score": 1.0, "percentile": 1.0, "reason": ""}
        for title, code, stays, viable, caution in (
            (1, "A", 1, 1, 0),  # can only stay
            (1, "X", 0, 0, 0),
            (2, "X", 0, 1, 0),
            (4, "X", 0, 0, 1),  # with caution
            (5, "X", 1, 1, 1),
        ):
            db["destination"].insert(
                {"title_id": title, "code": code, "stays": stays, "viable": viable, "caution": caution, **ways}
            )
        said = {"task_id": "1", "old": "", "new": "", "why": "seen", **at}
        for title, code, field, state in (
            (1, "Z", "tier", IN_FORCE),  # of the title itself
            (None, "B", "tier", IN_FORCE),  # of every title of its occupation
            (5, "D", "tier", IN_FORCE),  # of another title of that occupation, and so of none of these but T5
            (None, "D", "tier", CONTESTED),
            (None, "D", "mode", IN_FORCE),
        ):
            db["judgement"].insert({"title_id": title, "code": code, "field": field, "state": state, **said})


def test_that_titles_positions_and_roles_are_counted_for_what_they_are(project: Project) -> None:
    assert not has_positions(project)
    fill(project)
    found = counts(project)
    assert (found.positions, found.vacant, found.held, found.departments, found.mapped) == (12, 4, 1, 3, 9)
    assert (found.rejected, found.titles, found.titles_waiting, found.positions_waiting) == (7, 6, 3, 24)
    assert (found.roles, found.roles_at_risk, found.positions_at_risk) == (5, 4, 16)
    assert found.roles_stuck == 2  # the first, and the last, which has only its own work
    assert found.roles_unreviewed == 1  # the fourth
    assert (found.judged, found.tiers_signed, found.contested, found.pathways) == (1, 3, 1, 5)
    assert has_positions(project) and not has_plan(project)


def test_that_a_plan_and_what_is_said_of_it_are_counted(project: Project) -> None:
    fill(project)
    before = counts(project).steps
    with project.change("Plan") as db:
        for name in ("Data", "AI"):
            db["program"].insert({"name": name})
        db["fund"].insert({"id": 1, "name": "City"})
        for year, amount in ((2028, 1000.5), (2029, 20.25)):
            db["fund_year"].insert({"fund_id": 1, "fiscal_year": year, "amount": amount})
        for n, people in enumerate((7, 11, 13), 1):
            db["cohort"].insert(
                {"id": n, "title_id": 1, "destination": "X", "fiscal_year": 2028, "quarter": 1, "start": "2027-07-01"}
                | {"participants": people, "hours": 8.0}
            )
        for cents, in_kind in ((500, 0), (70, 0), (9, 1), (4, 1)):
            db["budget_line"].insert(
                {"fiscal_year": 2028, "quarter": 1, "category": "books", "fund_id": 1, "quantity": 1.0, "unit": "lump"}
                | {"unit_cost": 0.0, "cents": cents, "in_kind": in_kind}
            )
        db["plan_note"].insert_all({"level": level, "text": ""} for level in ("info", "warning", "error", "info"))
        at = {"who": "R. Lee", "at": "2027-01-01"}
        for n, (text, stance, response) in enumerate(
            [("Why?", "", ""), ("", "agree", ""), ("", "disagree", ""), ("Who?", "", "Ann"), ("Good", "agree", "")]
        ):
            db["comment"].insert({"subject": f"s{n}", "text": text, "stance": stance, "response": response, **at})
    found = counts(project)
    assert (found.programs, found.cohorts, found.places, found.cents, found.paid_time) == (2, 3, 31, 570, 13)
    assert (found.funds, found.notes, found.comments, found.unanswered) == (1020.75, 2, 5, 3)
    assert found.steps == before + 1 and has_plan(project)


def test_that_roles_and_judgements_are_counted_for_what_they_are(project: Project) -> None:
    role = {"occupation": "", "band": "not estimated", "priority": 0.0, "reason": ""}
    with project.change("Three roles and some judgements") as db:
        db["title"].insert_all(
            {"id": n, "title": f"T{n}", "positions": 1, "fte": 1.0, "payroll": 0.0} for n in (1, 2, 3)
        )
        db["role"].insert_all(
            [
                {"title_id": 1, "code": "43-4031.00", "tasks": 0, "exposure": None, **role},
                {"title_id": 2, "code": "43-9061.00", "tasks": 4, "exposure": 0.5, **role},
                {"title_id": 3, "code": "", "tasks": 0, "exposure": None, **role},  # nobody has named its occupation
            ]
        )
        said = {"code": "43-9061.00", "old": "", "new": "", "who": "R. Lee", "at": "2027-01-01", "why": "seen"}
        for n, (field, state) in enumerate(
            [("tier", IN_FORCE), ("exposure", IN_FORCE), ("mode", IN_FORCE), ("exposure", CONTESTED)]
        ):
            db["judgement"].insert({"task_id": str(n), "field": field, "state": state, **said})
    found = counts(project)
    assert (found.roles, found.roles_not_estimated, found.roles_without_tasks) == (3, 1, 1)
    assert (found.judged, found.tiers_signed, found.contested) == (2, 1, 1)
