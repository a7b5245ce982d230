"""Which rules and models the figures of a project rest on."""

import csv
import shutil
from pathlib import Path

import openpyxl
import pytest

import reskill
from reskill import paths
from reskill.export.editions import write_workbook
from reskill.exposure import oversight_rules
from reskill.exposure.roles import score_roles
from reskill.matching.mapping import map_titles
from reskill.project import provenance
from reskill.project.file import Project
from reskill.reference.catalog import Catalog


@pytest.fixture(autouse=True)
def read_anew():
    """As in a program that has just been started."""
    provenance.in_force.cache_clear()
    oversight_rules.rules.cache_clear()
    yield
    provenance.in_force.cache_clear()
    oversight_rules.rules.cache_clear()


@pytest.fixture
def own_rules(home: Path):
    """A city's own copy of the rules, with one floor raised."""
    folder = Path(shutil.copytree(paths.shipped("data/oversight"), paths.user_data() / "oversight"))
    with (folder / "floors.csv").open(encoding="utf-8", newline="") as f:
        floors = list(csv.reader(f))
    floors[1][floors[0].index("level")] = "4"
    with (folder / "floors.csv").open("w", encoding="utf-8", newline="") as f:
        csv.writer(f).writerows(floors)
    yield folder
    shutil.rmtree(folder)


def test_that_working_figures_out_writes_down_what_they_rest_on(project: Project, catalog: Catalog) -> None:
    assert provenance.recorded(project) == []
    map_titles(project, catalog)
    assert [b.name for b in provenance.recorded(project)] == [provenance.TITLES]
    score_roles(project, catalog)
    found = provenance.recorded(project)
    assert [b.name for b in found] == [
        provenance.EXPOSURE,
        provenance.OBSERVED,
        provenance.OVERSIGHT,
        provenance.TITLES,
    ]
    assert {b.release for b in found} == {f"Reskill {reskill.__version__}", "2026-03"}
    assert all(len(b.sha256) == 64 and b.at for b in found)
    assert provenance.changed(project) == []


def test_that_own_rules_are_told_from_the_shipped_ones(project: Project, catalog: Catalog, own_rules: Path) -> None:
    score_roles(project, catalog)
    oversight = {b.name: b for b in provenance.recorded(project)}[provenance.OVERSIGHT]
    assert (oversight.release, oversight.source) == ("own rules", "The city's own rules")
    shutil.move(own_rules, own_rules.with_name("away"))
    provenance.in_force.cache_clear()
    assert provenance.changed(project) == [provenance.OVERSIGHT]
    shutil.move(own_rules.with_name("away"), own_rules)


@pytest.mark.parametrize("name", ["asks.csv", "gap_words.csv", "leading.csv"])
def test_that_pathways_rest_on_every_file_that_their_rules_are_read_from(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = provenance.in_force(provenance.NEXT_JOBS).sha256
    shutil.copytree(paths.shipped("data/pathways"), tmp_path / "data/pathways")
    with (tmp_path / "data/pathways" / name).open("a", encoding="utf-8") as file:
        file.write("one,more,row\n")
    monkeypatch.setattr(paths, "shipped", lambda relative: tmp_path / relative)
    provenance.in_force.cache_clear()
    assert provenance.in_force(provenance.NEXT_JOBS).sha256 != before


def test_that_the_workbook_names_them(project: Project, catalog: Catalog, tmp_path: Path) -> None:
    score_roles(project, catalog)
    write_workbook(project, catalog, tmp_path / "a.xlsx")
    rows = list(openpyxl.load_workbook(tmp_path / "a.xlsx")["Sources"].values)
    found = {r[0]: r for r in rows if r[0] in (provenance.OVERSIGHT, provenance.EXPOSURE, provenance.OBSERVED)}
    assert len(found) == 3
    for b in provenance.recorded(project):
        assert b.release in found[b.name] and any(b.sha256 in str(cell) for cell in found[b.name])
