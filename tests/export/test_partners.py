"""Partners in every edition: those that take part, with what is agreed."""

import pytest

from reskill.export.editions import edition_sheets
from reskill.programs.partners import Delivery, deliver
from reskill.project.file import Project
from reskill.project.programs import save
from reskill.reference.catalog import Catalog


def rows_of(project: Project, catalog: Catalog, edition: str, title: str) -> list[tuple[object, ...]]:
    return [row for s in edition_sheets(project, catalog, edition) if s.title == title for row in s.rows]


@pytest.mark.parametrize("edition", ["hr", "evidence", "board"])  # its evidence has them
def test_that_a_partner_with_an_agreement_stands_in_the_editions(planned, small_catalog, edition: str) -> None:
    before = rows_of(planned, small_catalog, edition, "Partners")
    one = save(planned, "partner", {"name": "County College", "kind": "college", "agreement": "signed"})
    save(planned, "partner", {"name": "Somebody", "kind": "library"})
    deliver(planned, Delivery(one, 1, 2028, 1, 12))
    found = rows_of(planned, small_catalog, edition, "Partners")
    assert found[0][:4] == ("County College", "college", "", "signed") and 12 in found[0]
    assert len(found) - len(before) == (2 if edition == "hr" else 1)


def test_that_seats_to_book_name_the_partner_and_the_seats_agreed(planned, small_catalog) -> None:
    one = save(planned, "partner", {"name": "County College", "kind": "college", "agreement": "signed"})
    deliver(planned, Delivery(one, 1, 2028, 1, 12))
    first, _, third = rows_of(planned, small_catalog, "hr", "Seats to book")
    assert (first[7], first[8], first[9]) == (15, 12, "County College")
    assert third[8] is None or third[8] == ""
    save(planned, "partner", {"agreement": "in talks"}, one)
    assert rows_of(planned, small_catalog, "hr", "Seats to book")[0][8] in (None, "")


def test_that_the_boards_programs_have_those_taken_before_another(planned, small_catalog) -> None:
    names = [row[0] for row in rows_of(planned, small_catalog, "board", "Programs")]
    first = planned.value("SELECT min(id) FROM program WHERE id NOT IN (SELECT program_id FROM cohort)")
    if first is None:
        first = save(planned, "program", {"name": "AI basics", "kind": "course"})
    with planned.derive() as db:
        db.execute("UPDATE program_fit SET before = ?", (str(first),))
    name = planned.value("SELECT name FROM program WHERE id = ?", (first,))
    assert name not in names
    assert name in [row[0] for row in rows_of(planned, small_catalog, "board", "Programs")]
