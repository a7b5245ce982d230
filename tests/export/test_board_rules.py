from collections import defaultdict

from reskill.export.board.rules import COLUMNS, funding_rules
from reskill.planning.checks.rules import check_budget, review_rules
from reskill.project.file import Project
from reskill.reference.catalog import Catalog


def test_that_findings_are_counted_only_where_the_personnel_edition_lists_them(
    planned: Project, catalog: Catalog
) -> None:
    place = [c.field for c in COLUMNS].index("found")
    told = {str(row[0]): str(row[place]) for row in funding_rules(planned, catalog).rows}
    listed = defaultdict(int)
    for problem in check_budget(planned):
        listed[problem.place.column.removeprefix("funding rule ")] += 1
    counted = {rule: int(text.split()[0]) for rule, text in told.items() if "says where" in text}
    assert counted and all(listed[rule] == count for rule, count in counted.items())
    assert {f.rule.id for f in review_rules(planned) if f.status != "does not apply"} == told.keys()
