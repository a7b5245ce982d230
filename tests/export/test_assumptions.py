from dataclasses import fields

from reskill.export.assumptions import MEANING, assumptions
from reskill.export.sheet import value_of
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.thresholds import Thresholds


def test_that_every_threshold_is_explained() -> None:
    assert {f.name for f in fields(Thresholds)} == MEANING.keys(), "say in MEANING what the threshold does"


def test_that_a_changed_threshold_shows_beside_its_default(planned: Project, small_catalog: Catalog) -> None:
    planned.set_setting("watch", "0.25")
    rows = {str(row[0]): row for row in assumptions(planned, small_catalog).rows}
    assert rows["Watch"][1:4] == (0.25, 0.3, "yes")
    assert rows["Priority"][3] == "no"
    assert value_of(rows["Scenario"][1]) == "Public interest"
    assert value_of(rows["Scenario: Participation"][1]) == 0.6
