"""What a project is said to hold."""

from reskill.exposure.overrides import CONTESTED, IN_FORCE
from reskill.project.file import Project
from reskill.work.counts import counts


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
