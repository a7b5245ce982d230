"""The sections of a settings file that hold numbers and choices: thresholds, the plan, scenarios, rules, readiness."""

from __future__ import annotations

from dataclasses import asdict, astuple, fields
from typing import Any

from reskill.planning.checks.rulebook import (
    OWN_FIELDS,
    Answer,
    Rule,
    add_rule,
    own_rules,
    remove_rule,
    set_answer,
    set_rule,
    shipped_rules,
)
from reskill.planning.city_answers import answer_questions, city_answers
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
from reskill.planning.set_costs import ASKED, set_cost, set_costs
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.thresholds import DEFAULTS, PLAN_BOUNDS, Thresholds, demand_order
from reskill.toml_file import Part, named

_RULE = "rule."


def write_thresholds(project: Project) -> dict[str, Any]:
    """The thresholds that are set, whether or not to their defaults."""
    here = project.thresholds
    return {f.name: getattr(here, f.name) for f in fields(Thresholds) if project.setting(f.name, "\0") != "\0"}


def read_thresholds(project: Project, file: Part, name: str, _catalog: Catalog) -> None:
    """Set the thresholds of the file, and leave the others to their defaults."""
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


def write_plan(project: Project) -> dict[str, Any]:
    """The scenario in force, and the years where they are set."""
    numbers = {key: int(value) for key in PLAN_BOUNDS if (value := project.setting(key))}
    return {"scenario": scenario_in_force(project).name, **numbers}


def read_plan(project: Project, file: Part, name: str, _catalog: Catalog) -> None:
    """Choose the scenario and set the years."""
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


def write_scenarios(project: Project) -> list[dict[str, Any]]:
    """Every scenario with its numbers."""
    return [asdict(s) | {"protects": bool(s.protects)} for s in scenarios(project)]


def read_scenarios(project: Project, file: Part, name: str, _catalog: Catalog) -> None:
    """Change and add scenarios; those of the city's own that the file lacks go."""
    found, before = named(file.parts(name)), {s.name: s for s in scenarios(project)}
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
            project.db.execute(
                "INSERT OR REPLACE INTO scenario (name, title, story, adoption, protects, participation,"
                " reinvested, review_cost) VALUES (?,?,?,?,?,?,?,?)",
                astuple(new),
            )


def write_costs(project: Project) -> dict[str, Any]:
    """What the costs that only the city knows come to, with who says so."""
    return {kind: {"rate": float(cost.rate), "who": cost.who} for kind, cost in set_costs(project).items()}


def read_costs(project: Project, file: Part, name: str, _catalog: Catalog) -> None:
    """Set these costs; those that the file lacks are not set."""
    part, before = file.part(name), write_costs(project)
    part.demand_only(ASKED)
    for kind in ASKED:
        own = part.part(kind)
        own.demand_only(("rate", "who"))
        if kind not in part.values:
            _unset(project, f"cost.{kind}")
            _unset(project, f"cost.{kind}.who")
        elif before.get(kind) != {"rate": own.number("rate"), "who": own.text("who")}:
            with own.told():
                set_cost(project, kind, own.number("rate"), own.text("who"))


def write_rules(project: Project) -> dict[str, Any]:
    """The values, switches, last days and answers of funding rules that were changed, and all of those that were added."""
    out: dict[str, dict[str, Any]] = {
        rule.id: {k: v for k in OWN_FIELDS if (v := getattr(rule, k)) not in ("", None)} for rule in own_rules(project)
    }
    for rule in (*shipped_rules(), *own_rules(project)):
        kept = {key: project.setting(f"{_RULE}{rule.id}.{key}") for key in ("value", "on", "to", "answer")}
        values = {
            **({"value": float(kept["value"])} if kept["value"] else {}),
            **({"on": kept["on"] == "1"} if kept["on"] else {}),
            **{key: kept[key] for key in ("to", "answer") if kept[key]},
        }
        if values:
            out[rule.id] = out.get(rule.id, {}) | values
    return out


def read_rules(project: Project, file: Part, name: str, _catalog: Catalog) -> None:
    """Set what the file has of the rules; rules that it lacks are as shipped, and those that were added are removed."""
    part, shipped = file.part(name), {rule.id for rule in shipped_rules()}
    added = [key for key in part.values if key not in shipped and "text" in part.part(key).values]
    part.demand_only((*shipped, *added))
    for gone in {rule.id for rule in own_rules(project)} - set(added):
        remove_rule(project, gone)
    for rule_id in added:
        own = part.part(rule_id)
        own.demand_only((*OWN_FIELDS, "on", "to", "answer"))
        texts: dict[str, Any] = {key: own.text(key, "") for key in OWN_FIELDS if key not in ("value", "level")}
        value = own.number("value") if "value" in own.values else None
        level: Any = own.text("level", "warning")
        new = Rule(id=rule_id, check=0, on=True, own=True, value=value, level=level, **texts)
        with own.told():
            if new not in own_rules(project):
                add_rule(project, new)
    for rule_id in (*shipped, *added):
        own = part.part(rule_id)
        if rule_id in shipped:
            own.demand_only(("value", "on", "to", "answer"))
        for key in ("value", "on", "to", "answer"):
            if key not in own.values or (key == "value" and rule_id in added):
                _unset(project, f"{_RULE}{rule_id}.{key}")
        with own.told():
            if "value" in own.values and rule_id in shipped:
                set_rule(project, rule_id, value=own.number("value"))
            if "on" in own.values:
                set_rule(project, rule_id, on=own.flag("on"))
            if "to" in own.values:
                set_rule(project, rule_id, to=own.text("to"))
            if "answer" in own.values:
                set_answer(project, rule_id, Answer.read(own.text("answer")))


def write_readiness(project: Project) -> dict[str, Any]:
    """The answers of the readiness checklist."""
    return {item.id: item.answer for item in checklist(project) if item.answer}


def read_readiness(project: Project, file: Part, name: str, _catalog: Catalog) -> None:
    """Answer the readiness checklist; what the file lacks has no answer."""
    part = file.part(name)
    part.demand_only(tuple(item.id for item in checklist(project)))
    for item in checklist(project):
        with part.told(item.id):
            given = part.text(item.id, "")
            if given != item.answer:
                answer(project, item.id, given)


def write_city_answers(project: Project) -> dict[str, Any]:
    """What the city tells the union."""
    return {a.key: a.answer for a in city_answers(project) if a.answer}


def read_city_answers(project: Project, file: Part, name: str, _catalog: Catalog) -> None:
    """Answer the union's questions; what the file lacks has no answer."""
    part = file.part(name)
    keys = [a.key for a in city_answers(project)]
    part.demand_only(tuple(keys))
    for key in keys:
        with part.told(key):
            answer_questions(project, {key: part.text(key, "")})


def _unset(project: Project, key: str) -> None:
    if project.setting(key, "\0") != "\0":
        project.db.execute("DELETE FROM setting WHERE key = ?", (key,))
