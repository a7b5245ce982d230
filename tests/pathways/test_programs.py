"""The starter catalogue, and what people enter."""

import csv
import re

import pytest

import reskill.paths as paths
from reskill.problem import ReskillError
from reskill.programs.starter import load_starter_programs
from reskill.project.programs import PARTNER_KINDS, choose_pathway, link, remove, save


def shipped(name: str) -> list[dict[str, str]]:
    with (paths.shipped("data/programs") / name).open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def test_that_every_shipped_program_and_partner_names_its_source() -> None:
    for r in shipped("programs.csv"):
        assert r["name"] and r["subjects"]
        assert r["origin"] == "local" or (r["source"] and r["url"].startswith("http"))
    for r in shipped("partners.csv"):
        assert r["name"] and r["source"] and r["kind"] in PARTNER_KINDS


def test_that_a_shipped_cost_or_number_of_hours_has_words_that_give_it() -> None:
    for r in shipped("programs.csv"):
        if r["cost"]:
            figure = "Free" if float(r["cost"]) == 0 else f"${float(r['cost']):,.0f}"
            assert figure in r["cost_text"], r["name"]
        if r["hours"]:
            assert re.search(rf"\b{r['hours']}\b", r["length"] + r["note"]), r["name"]


def test_that_a_cip_is_a_code_of_the_crosswalk(catalog) -> None:
    known = {cip for cip, _ in catalog.cip_soc}
    assert {r["cip"] for r in shipped("programs.csv")} - {""} <= known


def test_that_loading_is_one_step_and_loading_twice_adds_nothing(project) -> None:
    load_starter_programs(project)
    counts = "SELECT (SELECT count(*) FROM program), (SELECT count(*) FROM partner)"
    before = tuple(project.rows(counts)[0].values())
    assert before == (len(shipped("programs.csv")), len(shipped("partners.csv")))
    assert [s.label for s in project.history()] == ["Load the starter programs"]
    load_starter_programs(project)
    assert tuple(project.rows(counts)[0].values()) == before
    project.undo()
    assert tuple(project.rows(counts)[0].values()) == (0, 0)


def test_that_an_unknown_cost_stays_unknown_and_free_is_zero(project) -> None:
    load_starter_programs(project)
    cost = "SELECT cost FROM program WHERE name LIKE ?"
    assert project.value(cost, ("InnovateUS live%",)) == 0
    assert project.value(cost, ("Google Career Certificate: IT%",)) is None


def test_that_a_program_can_be_entered_changed_and_removed(project) -> None:
    made = save(project, "program", {"name": "Evening class", "cost": 300.0})
    save(project, "program", {"cost": 350.0}, made)
    assert project.rows("SELECT name, cost, origin FROM program") == [
        {"name": "Evening class", "cost": 350.0, "origin": "local"}
    ]
    remove(project, "program", [made])
    assert not project.rows("SELECT * FROM program")
    project.undo()
    assert project.value("SELECT count(*) FROM program") == 1


def test_that_a_nameless_program_and_an_unknown_kind_of_partner_are_refused(project) -> None:
    with pytest.raises(ReskillError, match="no name"):
        save(project, "program", {"name": " "})
    with pytest.raises(ReskillError, match="no kind of partner"):
        save(project, "partner", {"name": "Friends", "kind": "club"})


def test_that_links_and_choices_can_be_taken_back(project) -> None:
    program = save(project, "program", {"name": "Evening class"})
    project.db["title"].insert({"id": 1, "title": "Clerk", "positions": 1, "fte": 1, "payroll": 0})
    link(project, program, "43-3031.00", True)
    link(project, program, "43-3031.00", None)
    assert not project.rows("SELECT * FROM link")
    choose_pathway(project, [1], "43-3031.00", "asked for")
    assert project.value("SELECT why FROM pathway_choice") == "asked for"
    choose_pathway(project, [1], None)
    assert not project.rows("SELECT * FROM pathway_choice")


def test_that_no_source_is_a_mirror_or_a_test_host() -> None:
    hosts = [
        h
        for n in ("programs.csv", "partners.csv")
        for r in shipped(n)
        for h in re.findall(r"//([^/]+)", r["url"] + r["source"])
    ]
    assert hosts and not [h for h in hosts if re.match(r"(wp)?test|develop|dev|uat|staging|origin", h.casefold())]
