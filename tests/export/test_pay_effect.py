import pytest

from reskill.export.union.options import options, pay_effect
from reskill.project.file import Project
from reskill.reference.catalog import Catalog


@pytest.mark.parametrize(
    ("ratios", "exact", "said"),
    [
        ([0.86], True, "14% lower"),
        ([0.86], False, "lower"),
        ([1.2], True, "20% higher"),
        ([1.04], True, "about the same"),
        ([1.2, 0.9], False, "by title: higher, lower"),
        ([None], True, "not known"),
    ],
)
def test_that_pay_effects_are_words_unless_enough_share_the_title(
    ratios: list[float | None], exact: bool, said: str
) -> None:
    assert pay_effect(ratios, exact) == said


def test_that_the_union_is_told_the_plans_own_pay_effect(planned: Project, small_catalog: Catalog) -> None:
    sheet = options(planned, small_catalog)
    at = [c.title for c in sheet.columns].index("Pay effect")
    by_option = {(str(row[0]), str(row[1])): row[at] for row in sheet.rows}
    planned.db.execute("UPDATE destination SET pay_ratio = 0.86 WHERE NOT stays")
    changed = {(str(row[0]), str(row[1])): row[at] for row in options(planned, small_catalog).rows}
    assert by_option.keys() == changed.keys()
    moves = [said for (_, option), said in changed.items() if option != "Stay and re-task"]
    assert moves and all("lower" in str(said) for said in moves)
    assert {said for (_, option), said in changed.items() if option == "Stay and re-task"} == {"about the same"}


def test_that_no_percentage_rests_on_the_pay_of_fewer_than_ten(planned: Project, small_catalog: Catalog) -> None:
    def percentages() -> list[str]:
        sheet = options(planned, small_catalog)
        at = [c.title for c in sheet.columns].index("Pay effect")
        return [str(row[at]) for row in sheet.rows if "%" in str(row[at])]

    assert percentages()
    planned.db.execute(
        "UPDATE position SET annual_salary = NULL WHERE id NOT IN (SELECT id FROM (SELECT id,"
        " row_number() OVER (PARTITION BY title_id ORDER BY id) AS n FROM position WHERE annual_salary > 0) WHERE n < 10)"
    )
    assert percentages() == []
