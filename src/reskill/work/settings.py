"""A project's settings as a TOML file: written, and read back as one step.

The file has what planners set, without who, when and why, which stay where decisions keep them. A section that the file
has replaces that of the project; a section that it lacks leaves the project's as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, astuple, fields
from pathlib import Path
from typing import Any, NamedTuple

import tomli_w

from reskill.atomic import replacing
from reskill.planning.checks.rulebook import set_rule, shipped_rules
from reskill.planning.funds import KINDS, available_dollars, remove_fund, save_fund
from reskill.planning.readiness import answer, checklist
from reskill.planning.scenarios import (
    NUMBERS,
    Scenario,
    demand_number,
    load_scenarios,
    scenario_in_force,
    scenarios,
    set_scenario,
    shipped_scenarios,
)
from reskill.project.file import Project
from reskill.project.programs import choose_pathway, link, remove, save
from reskill.reference.catalog import Catalog
from reskill.thresholds import DEFAULTS, PLAN_BOUNDS, Thresholds, demand_order
from reskill.work.settings_file import Part, read_file

_HEAD = "# Settings of a Reskill project. Sections that are left out stay as they are when the file is read.\n\n"
_RULE = "rule."
_NOT_SET = ("id", "origin")  # columns of a partner that nobody sets


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
    file = read_file(path)
    file.demand_only(tuple(SECTIONS))
    with project.change(f"Read the settings {path.name}"):
        for name, section in SECTIONS.items():
            if name in file.values and late in (None, section.late):
                section.read(project, file, name, catalog)


def _write_plan(project: Project) -> dict[str, Any]:
    numbers = {key: int(value) for key in PLAN_BOUNDS if (value := project.setting(key))}
    return {"scenario": scenario_in_force(project).name, **numbers}


def _read_plan(project: Project, file: Part, name: str, catalog: Catalog) -> None:
    part = file.part(name)
    part.demand_only(("scenario", *PLAN_BOUNDS))
    for key in PLAN_BOUNDS:
        if key in part.values:
            with part.told(key):
                project.set_setting(key, str(part.whole(key)))
        else:
            _unset(project, key)
    if "scenario" in part.values and part.text("scenario") != scenario_in_force(project).name:
        with part.told("scenario"):
            set_scenario(project, part.text("scenario"))


def _write_thresholds(project: Project) -> dict[str, Any]:
    here = project.thresholds
    return {f.name: getattr(here, f.name) for f in fields(Thresholds) if project.setting(f.name, "\0") != "\0"}


def _read_thresholds(project: Project, file: Part, name: str, catalog: Catalog) -> None:
    part, names = file.part(name), [f.name for f in fields(Thresholds)]
    part.demand_only(tuple(names))
    for key in names:
        if key not in part.values:
            _unset(project, key)
            continue
        default = getattr(DEFAULTS, key)
        kind = part.text if isinstance(default, str) else part.whole if isinstance(default, int) else part.number
        with part.told(key):
            project.set_setting(key, str(kind(key)))
    with part.told():
        demand_order(project.thresholds)


def _write_funds(project: Project) -> list[dict[str, Any]]:
    money = available_dollars(project)
    return [
        {
            "name": r["name"],
            "kind": r["kind"],
            "pays_wages": bool(r["pays_wages"]),
            "terms": r["rules"],
            "source": r["source"],
            "note": r["note"],
            "amounts": {str(year): amount for year, amount in money.get(r["name"], {}).items()},
        }
        for r in project.rows("SELECT * FROM fund ORDER BY id")
    ]


def _read_funds(project: Project, file: Part, name: str, catalog: Catalog) -> None:
    before, found = {fund["name"]: fund for fund in _write_funds(project)}, _named(file.parts(name))
    for gone in sorted(before.keys() - found.keys()):
        with file.told(name):
            remove_fund(project, gone)
    for fund, part in found.items():
        part.demand_only(("name", "kind", "pays_wages", "terms", "source", "note", "amounts"))
        money = part.part("amounts")
        for year in money.values:
            if not (len(year) == 4 and year.isdecimal()):
                money.refuse(f"{year} is no fiscal year.", "Write the year that it ends in, as 2027 = 100000.0", year)
        amounts = {year: money.number(year) for year in money.values}
        kind, wages = part.text("kind", "city"), part.flag("pays_wages", True)
        terms, source, note = (part.text(key, "") for key in ("terms", "source", "note"))
        if kind not in KINDS:
            part.refuse(f"{kind} is no kind of fund.", f"Choose one of: {', '.join(KINDS)}.", "kind")
        given = {"name": fund, "kind": kind, "pays_wages": wages, "terms": terms, "source": source, "note": note}
        if before.get(fund) != {**given, "amounts": amounts}:
            with part.told():
                dollars = {int(y): a for y, a in amounts.items()}
                save_fund(project, fund, dollars, kind=kind, pays_wages=wages, rules=terms, source=source, note=note)


def _write_rules(project: Project) -> dict[str, Any]:
    out: dict[str, dict[str, Any]] = {}
    for rule in shipped_rules():
        value, switch = (project.setting(f"{_RULE}{rule.id}.{what}") for what in ("value", "on"))
        values = {**({"value": float(value)} if value else {}), **({"on": switch == "1"} if switch else {})}
        if values:
            out[rule.id] = values
    return out


def _read_rules(project: Project, file: Part, name: str, catalog: Catalog) -> None:
    part = file.part(name)
    part.demand_only(tuple(rule.id for rule in shipped_rules()))
    for rule in shipped_rules():
        own = part.part(rule.id)
        own.demand_only(("value", "on"))
        for key in ("value", "on"):
            if key not in own.values:
                _unset(project, f"{_RULE}{rule.id}.{key}")
        with own.told():
            if "value" in own.values:
                set_rule(project, rule.id, value=own.number("value"))
            if "on" in own.values:
                set_rule(project, rule.id, on=own.flag("on"))


def _write_scenarios(project: Project) -> list[dict[str, Any]]:
    return [asdict(s) | {"protects": bool(s.protects)} for s in scenarios(project)]


def _read_scenarios(project: Project, file: Part, name: str, catalog: Catalog) -> None:
    found, before = _named(file.parts(name)), {s.name: s for s in scenarios(project)}
    shipped = {s.name for s in shipped_scenarios()}
    for gone in before.keys() - found.keys() - shipped:
        if gone == scenario_in_force(project).name:
            file.refuse(f"The scenario {gone} is in force.", "Add it to the file, or choose another one first.", name)
        project.db.execute("DELETE FROM scenario WHERE name = ?", (gone,))
    for scenario, part in found.items():
        part.demand_only(tuple(f.name for f in fields(Scenario)))
        title, protects = part.text("title"), part.flag("protects")
        numbers = {key: part.number(key) for key in NUMBERS if key != "protects"}
        for key, value in numbers.items():
            with part.told(key):
                demand_number(title, key, value)
        new = Scenario(scenario, title, part.text("story", ""), protects=int(protects), **numbers)
        if new != before.get(scenario):
            load_scenarios(project)
            project.db.execute("INSERT OR REPLACE INTO scenario VALUES (?,?,?,?,?,?,?,?)", astuple(new))


def _write_pathways(project: Project) -> list[dict[str, Any]]:
    return project.rows(
        "SELECT t.title, t.department, c.code FROM pathway_choice c JOIN title t ON t.id = c.title_id ORDER BY 1, 2"
    )


def _read_pathways(project: Project, file: Part, name: str, catalog: Catalog) -> None:
    titles = {(r["title"], r["department"]): r["id"] for r in project.rows("SELECT id, title, department FROM title")}
    before = {r["title_id"]: r["code"] for r in project.rows("SELECT title_id, code FROM pathway_choice")}
    found: dict[int, str] = {}
    for part in file.parts(name):
        part.demand_only(("title", "department", "code"))
        title, department = part.text("title"), part.text("department", "")
        if (title, department) not in titles:
            where = f" in {department}" if department else ""
            part.refuse(
                f"The roster has no title {title}{where}.", "Take the line out, or write the title as it is.", "title"
            )
        title_id = titles[title, department]
        found[title_id] = part.text("code")
        if found[title_id] != before.get(title_id):
            _demand_occupation(part, catalog)
    for title_id in before.keys() - found.keys():
        choose_pathway(project, [title_id], None)
    for title_id, code in found.items():
        if before.get(title_id) != code:
            choose_pathway(project, [title_id], code, f"from the settings {file.file}")


def _write_pins(project: Project) -> list[dict[str, Any]]:
    rows = project.rows(
        "SELECT p.name AS program, p.provider, p.list_key AS key, l.code, l.pinned FROM link l"
        " JOIN program p ON p.id = l.program_id ORDER BY 1, 2, 3, 4"
    )
    return [{**r, "pinned": bool(r["pinned"])} for r in rows]


def _read_pins(project: Project, file: Part, name: str, catalog: Catalog) -> None:
    rows = project.rows("SELECT id, name, provider, list_key FROM program")
    programs = {(r["name"], r["provider"], r["list_key"]): r["id"] for r in rows}
    links = project.rows("SELECT program_id, code, pinned FROM link")
    before = {(r["program_id"], r["code"]): bool(r["pinned"]) for r in links}
    found: dict[tuple[int, str], bool] = {}
    for part in file.parts(name):
        part.demand_only(("program", "provider", "key", "code", "pinned"))
        named = part.text("program"), part.text("provider", ""), part.text("key", "")
        if named not in programs:
            part.refuse(f"The project has no program {named[0]} of {named[1]}.", "Import or enter it first.", "program")
        key = programs[named], part.text("code")
        found[key] = part.flag("pinned")
        if key not in before:
            _demand_occupation(part, catalog)
    for program, code in before.keys() - found.keys():
        link(project, program, code, None)
    for (program, code), pinned in found.items():
        if before.get((program, code)) != pinned:
            link(project, program, code, pinned)


def _partners(project: Project) -> dict[tuple[str, int], dict[str, Any]]:
    """Partners by name, and by number where several have one name."""
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for row in project.rows("SELECT * FROM partner ORDER BY name, id"):
        found[row["name"], sum(name == row["name"] for name, _ in found)] = row
    return found


def _write_partners(project: Project) -> list[dict[str, Any]]:
    return [{k: v for k, v in row.items() if k not in _NOT_SET} for row in _partners(project).values()]


def _read_partners(project: Project, file: Part, name: str, catalog: Catalog) -> None:
    before, columns = _partners(project), project.rows("SELECT name FROM pragma_table_info('partner')")
    known = tuple(r["name"] for r in columns if r["name"] not in _NOT_SET)
    found: dict[tuple[str, int], Part] = {}
    for part in file.parts(name):
        part.demand_only(known)
        given = part.text("name")
        found[given, sum(partner == given for partner, _ in found)] = part
    for key, part in found.items():
        row = before.get(key, {})
        values = {column: part.text(column) for column in part.values}
        part.text("kind", row.get("kind"))
        if any(row.get(column) != value for column, value in values.items()):
            with part.told():
                save(project, "partner", values, row.get("id"))
    remove(project, "partner", [before[gone]["id"] for gone in before.keys() - found.keys()])


def _write_readiness(project: Project) -> dict[str, Any]:
    return {item.id: item.answer for item in checklist(project) if item.answer}


def _read_readiness(project: Project, file: Part, name: str, catalog: Catalog) -> None:
    part = file.part(name)
    part.demand_only(tuple(item.id for item in checklist(project)))
    for item in checklist(project):
        with part.told(item.id):
            given = part.text(item.id, "")
            if given != item.answer:
                answer(project, item.id, given)


def _named(parts: list[Part]) -> dict[str, Part]:
    """Tables of a list by their names, which must be there and differ."""
    found: dict[str, Part] = {}
    for part in parts:
        name = part.text("name").strip()
        if not name or name in found:
            part.refuse(
                f"{name or 'A name'} {'stands here twice' if name else 'is missing'}.", "Give each its own name."
            )
        found[name] = part
    return found


def _demand_occupation(part: Part, catalog: Catalog) -> None:
    code = part.text("code")
    if code not in catalog.occupations:
        part.refuse(f"The reference has no occupation {code}.", "Give an O*NET-SOC code, such as 43-3031.00.", "code")


def _unset(project: Project, key: str) -> None:
    if project.setting(key, "\0") != "\0":
        project.db.execute("DELETE FROM setting WHERE key = ?", (key,))


SECTIONS = {  # in the order in which they are written and read: the plan names a scenario
    "thresholds": Section(_write_thresholds, _read_thresholds),
    "scenario": Section(_write_scenarios, _read_scenarios),
    "plan": Section(_write_plan, _read_plan),
    "fund": Section(_write_funds, _read_funds),
    "rules": Section(_write_rules, _read_rules),
    "partner": Section(_write_partners, _read_partners),
    "pin": Section(_write_pins, _read_pins),
    "pathway": Section(_write_pathways, _read_pathways, late=True),
    "readiness": Section(_write_readiness, _read_readiness),
}
