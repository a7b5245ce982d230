"""The sample city goes through the whole job."""

from pathlib import Path

from reskill.demo import make
from reskill.project.file import open_project
from reskill.reference.catalog import Catalog


def test_that_the_sample_city_is_planned_and_says_it_is_fictional(tmp_path: Path, catalog: Catalog) -> None:
    project, plan, written = make(tmp_path, catalog)
    assert "fictional" in project.city
    assert project.value("SELECT count(*) FROM position") > 1200
    assert project.value("SELECT count(*) FROM position WHERE status = 'vacant'") > 20
    assert project.value("SELECT count(DISTINCT fiscal_year) FROM fund_year") == 3
    assert project.value("SELECT count(*) FROM cohort") > 10
    assert plan.cents == project.value("SELECT sum(cents) FROM budget_line WHERE NOT in_kind") > 0
    assert all(p.exists() for p in written) and len(written) == 4
    over = project.rows(
        "SELECT b.fund_id, b.fiscal_year, sum(b.cents) / 100.0 AS spent, y.amount FROM budget_line b"
        " JOIN fund_year y USING (fund_id, fiscal_year) WHERE in_kind = 0 GROUP BY 1, 2 HAVING spent > amount + 0.005"
    )
    assert over == []
    project.close()
    again = open_project(tmp_path / "Marlow Bend.reskill")
    assert again.check() == []
    again.close()
