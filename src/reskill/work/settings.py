"""A project's settings as a TOML file: written, and read back as one step.

The file has what planners set, without who, when and why, which stay where decisions keep them. A section that the file
has replaces that of the project; a section that it lacks leaves the project's as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import tomli_w

from reskill.atomic import replacing
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.toml_file import Part, read_file
from reskill.work import settings_numbers as numbers
from reskill.work import settings_plan as plan
from reskill.work import settings_records as records
from reskill.work import settings_titles as titles

_HEAD = "# Settings of a Reskill project. Sections that are left out stay as they are when the file is read.\n\n"


class Section(NamedTuple):
    """A section of the file: what the project has, and how a file's is taken in; `late` ones need mapped titles."""

    write: Callable[[Project], Any]
    read: Callable[[Project, Part, str, Catalog], None]
    late: bool = False


def write_settings(project: Project, target: Path) -> None:
    """Write the project's settings. Raises ReskillError when the file cannot be written."""
    with replacing(target) as part:
        part.write_bytes(settings_text(project).encode())


def settings_text(project: Project) -> str:
    """The project's settings as TOML."""
    return _HEAD + tomli_w.dumps({name: section.write(project) for name, section in SECTIONS.items()})


def read_settings(project: Project, path: Path, catalog: Catalog, late: bool | None = None) -> None:
    """Take the settings of a file in, all or none, as one step.

    `late` takes only the sections that need mapped titles, False only the others. Raises ReskillError, with the line,
    for an unknown key, a value of the wrong kind or out of bounds, and what the project does not have.
    """
    file = read_file(path, "Write one with: reskill settings write FILE.toml --project P")
    file.demand_only(tuple(SECTIONS))
    with project.change(f"Read the settings {path.name}"):
        for name, section in SECTIONS.items():
            if name in file.values and late in (None, section.late):
                section.read(project, file, name, catalog)


SECTIONS = {  # in the order in which they are written and read: the plan names a scenario
    "thresholds": Section(numbers.write_thresholds, numbers.read_thresholds),
    "scenario": Section(numbers.write_scenarios, numbers.read_scenarios),
    "plan": Section(numbers.write_plan, numbers.read_plan),
    "fund": Section(records.write_funds, records.read_funds),
    "cost": Section(numbers.write_costs, numbers.read_costs),
    "rules": Section(numbers.write_rules, numbers.read_rules),
    "partner": Section(records.write_partners, records.read_partners),
    "seats": Section(records.write_seats, records.read_seats),
    "pin": Section(records.write_pins, records.read_pins),
    "pathway": Section(titles.write_pathways, titles.read_pathways, late=True),
    "practice": Section(titles.write_practice, titles.read_practice, late=True),
    "gate": Section(titles.write_gates, titles.read_gates, late=True),
    "held": Section(plan.write_held, plan.read_held, late=True),
    "whole_plan": Section(plan.write_whole_plan, plan.read_whole_plan, late=True),
    "ruled_out": Section(plan.write_ruled_out, plan.read_ruled_out, late=True),
    "answer": Section(plan.write_answers, plan.read_answers, late=True),
    "city_answers": Section(numbers.write_city_answers, numbers.read_city_answers),
    "readiness": Section(numbers.write_readiness, numbers.read_readiness),
}
