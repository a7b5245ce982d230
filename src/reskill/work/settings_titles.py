"""The sections of a settings file about titles of the roster: pathways that people chose, and what the city asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reskill.pathways.city_gates import FIELDS, city_gates, set_city_gates
from reskill.planning.practice import Said
from reskill.planning.practice_hours import demand_said, read_hours, said_hours
from reskill.project.file import Project
from reskill.project.programs import choose_pathway
from reskill.reference.catalog import Catalog
from reskill.reference.soc_2010 import pointer
from reskill.toml_file import Part


def write_pathways(project: Project) -> list[dict[str, Any]]:
    """The pathways that people chose for titles."""
    return project.rows(
        "SELECT t.title, t.department, c.code FROM pathway_choice c JOIN title t ON t.id = c.title_id ORDER BY 1, 2"
    )


def read_pathways(project: Project, file: Part, name: str, catalog: Catalog) -> None:
    """Choose pathways as the file says, and take other choices back."""
    before = {r["title_id"]: r["code"] for r in project.rows("SELECT title_id, code FROM pathway_choice")}
    found: dict[int, str] = {}
    for title_id, part in titled(project, file, name, ("code",)):
        found[title_id] = part.text("code")
        if found[title_id] != before.get(title_id):
            demand_occupation(part, catalog)
    for title_id in before.keys() - found.keys():
        choose_pathway(project, [title_id], None)
    for title_id, code in found.items():
        if before.get(title_id) != code:
            choose_pathway(project, [title_id], code, f"from the settings {file.file}")


def write_gates(project: Project) -> list[dict[str, Any]]:
    """What the city asks for titles; what is to be asked still is left out."""
    rows = project.rows("SELECT id, title, department FROM title ORDER BY title, department")
    asked = city_gates(project, [r["id"] for r in rows])
    return [
        {"title": r["title"], "department": r["department"], **{k: v for k, v in asked[r["id"]].items() if v}}
        for r in rows
        if r["id"] in asked
    ]


def read_gates(project: Project, file: Part, name: str, _catalog: Catalog) -> None:
    """Say what the city asks for the titles of the file; of all others it is to be asked."""
    before = city_gates(project, [r["id"] for r in project.rows("SELECT id FROM title")])
    found = set()
    for title_id, part in titled(project, file, name, tuple(FIELDS)):
        found.add(title_id)
        asked = {field: part.text(field, "") for field in FIELDS}
        if before.get(title_id) != asked:
            with part.told():
                set_city_gates(project, [title_id], asked)
    set_city_gates(project, before.keys() - found, {})


def write_practice(project: Project) -> list[dict[str, Any]]:
    """The hours of practice at work that people confirmed or set, with who, when and why."""
    return said_hours(project)


def read_practice(project: Project, file: Part, name: str, _catalog: Catalog) -> None:
    """Have the hours of practice at work be as the file says; all others are an assumption."""
    found = {}
    for title_id, part in titled(project, file, name, ("code", *Said._fields)):
        said = Said(part.number("hours"), part.text("who"), part.text("at"), part.text("why", ""))
        found[title_id] = part.text("code"), said
        with part.told():
            demand_said(said)
    read_hours(project, found)


def titled(project: Project, file: Part, name: str, keys: tuple[str, ...]) -> Iterator[tuple[int, Part]]:
    """The tables of a section with the number of the title that each is about."""
    titles = {(r["title"], r["department"]): r["id"] for r in project.rows("SELECT id, title, department FROM title")}
    for part in file.parts(name):
        part.demand_only(("title", "department", *keys))
        title, department = part.text("title"), part.text("department", "")
        if (title, department) not in titles:
            where = f" in {department}" if department else ""
            part.refuse(
                f"The roster has no title {title}{where}.", "Take the line out, or write the title as it is.", "title"
            )
        yield titles[title, department], part


def demand_occupation(part: Part, catalog: Catalog) -> None:
    """Refuse a code that the reference does not have."""
    code = part.text("code")
    if code not in catalog.occupations:
        remedy = pointer(code) or "Give an O*NET-SOC code, such as 43-3031.00."
        part.refuse(f"The reference has no occupation {code}.", remedy, "code")
