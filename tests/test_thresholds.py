"""Bounds of the planning assumptions: no way in lets a value through that the planner cannot work with."""

import ast
from dataclasses import fields
from pathlib import Path

import pytest

import reskill
from reskill.problem import ReskillError
from reskill.project.file import Project
from reskill.thresholds import BOUNDS, DEFAULTS
from reskill.work.planner import summary


def test_that_every_number_has_bounds_that_hold_its_default() -> None:
    numbers = {f.name: getattr(DEFAULTS, f.name) for f in fields(DEFAULTS) if f.name != "horizon"}
    assert set(numbers) == set(BOUNDS)
    assert all(BOUNDS[n][0] <= v <= BOUNDS[n][1] for n, v in numbers.items())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("release_hours_week", "0"),
        ("cohort_size", "0"),
        ("hours_per_year", "0"),
        ("participation", "1.2"),
        ("participation", "nan"),
        ("fiscal_year_start", "13"),
        ("fiscal_year_start", "7.5"),
        ("fringe_rate", "a third"),
        ("horizon", "E9"),
        ("years", "0"),
        ("years", "1.5"),
        ("fiscal_year", "-1"),
        ("fiscal_year", "abc"),
    ],
)
def test_that_a_value_out_of_bounds_is_refused_with_them(project: Project, name: str, value: str) -> None:
    before = project.thresholds
    with pytest.raises(ReskillError, match=rf"{name.replace('_', ' ')} cannot be .*(from|one of)"):
        project.set_setting(name, value)
    assert project.thresholds == before


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("watch", "0.42", r"Watch \(0.42\) is not below at risk \(0.42\)"),
        ("at_risk", "0.6", r"At risk \(0.6\) is not below priority \(0.55\)"),
        ("hourly_to", "4", r"Hourly from \(5\) is not below hourly to \(4\)"),
    ],
)
def test_that_thresholds_in_the_wrong_order_are_refused(project: Project, name: str, value: str, said: str) -> None:
    before = project.thresholds
    with pytest.raises(ReskillError, match=said):
        project.set_setting(name, value)
    assert project.thresholds == before and project.history() == []


def test_that_thresholds_that_pass_each_other_on_the_way_may_change_together(project: Project) -> None:
    with project.change("Higher bands"):
        for name, value in {"watch": "0.6", "at_risk": "0.7", "priority": "0.8"}.items():
            project.set_setting(name, value)
    assert (project.thresholds.watch, project.thresholds.priority) == (0.6, 0.8)
    with (
        pytest.raises(ReskillError, match=r"At risk \(0.7\) is not below priority \(0.55\)"),
        project.change("Default"),
    ):
        project.db.execute("DELETE FROM setting WHERE key = 'priority'")
    assert project.thresholds.priority == 0.8


def test_that_what_is_stored_out_of_bounds_or_order_is_told(project: Project) -> None:
    assert project.doubtful_settings == []
    for name, value in {"cohort_size": "0", "watch": "0.5"}.items():
        project.db.execute("INSERT INTO setting (key, value) VALUES (?,?)", (name, value))
    bounds, order = project.doubtful_settings
    assert bounds.startswith("cohort size cannot be 0.") and bounds.endswith("It was stored so; 1 is used.")
    assert order == "Watch (0.5) is not below at risk (0.42)."
    assert summary(project)["note"] == f"{bounds} {order}"


def test_that_what_an_older_version_let_in_counts_as_the_nearest_bound(project: Project) -> None:
    with project.change("As an older version did") as db:
        for name, value in {"cohort_size": "0", "participation": "3", "fringe_rate": "nan"}.items():
            db.execute("INSERT INTO setting (key, value) VALUES (?,?)", (name, value))
    found = project.thresholds
    assert (found.cohort_size, found.participation, found.fringe_rate) == (1, 1.0, DEFAULTS.fringe_rate)


def test_that_no_function_takes_the_defaults_for_a_projects_own() -> None:
    found = []
    for path in Path(reskill.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                given = [*node.args.defaults, *filter(None, node.args.kw_defaults)]
                found += [node.name for d in given if isinstance(d, ast.Name) and d.id == "DEFAULTS"]
    assert found == ["read_roster"]  # which no project is read by
