"""Which program a pathway is offered with."""

from small_city import FREE, LONG, PRICED, Staff, fill

from reskill.planning.groups import find_groups
from reskill.planning.offers import find_offers
from reskill.planning.scenarios import scenario_in_force
from reskill.project.file import Project
from reskill.reference.catalog import Catalog


def test_that_a_sufficient_program_is_taken_before_a_cheaper_one_of_unknown_hours(
    project: Project, catalog: Catalog
) -> None:
    fill(project, [Staff("Clerk", 10, moves=(("13-1071.00", FREE, 50),))])
    with project.derive() as db:
        db.execute("UPDATE program SET hours = NULL WHERE id = ?", (FREE,))
        for program, sufficient in ((PRICED, 0), (LONG, 1)):
            db.execute(
                "INSERT INTO program_fit (title_id, code, program_id, rank, score, reason, sufficient)"
                " VALUES (1, '13-1071.00', ?, 2, 0.5, '', ?)",
                (program, sufficient),
            )
    offers = find_offers(project, find_groups(project, catalog, scenario_in_force(project)), {"13-1071.00": 50})
    assert [o.training.program_id for o in offers[1] if not o.stays] == [LONG]
