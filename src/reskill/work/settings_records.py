"""The sections of a settings file that hold lists: funds, partners and their seats, pinned programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reskill.planning.fund_kinds import BY_ID, PAYROLL
from reskill.planning.funds import available_dollars, remove_fund, save_fund, words
from reskill.programs.partners import Delivery, deliver, withdraw
from reskill.project.file import Project
from reskill.project.programs import link, remove, save
from reskill.reference.catalog import Catalog
from reskill.toml_file import Part, named
from reskill.work.settings_titles import demand_occupation

PROGRAM = ("program", "provider", "key")  # which together name one
_NOT_SET = ("id", "origin")  # columns of a partner that nobody sets


def write_funds(project: Project) -> list[dict[str, Any]]:
    """Funds with their terms and the money of each fiscal year."""
    money = available_dollars(project)
    return [
        {
            "name": r["name"],
            "kind": r["kind"],
            **{key: r[key] for key in ("pays", "units", "starts", "ends", "source", "note")},
            "terms": r["rules"],
            "share": r["share"],
            **({} if r["person"] is None else {"person": r["person"]}),
            "admits_city": bool(r["admits_city"]),
            "carries": bool(r["carries"]),
            "amounts": {str(year): amount for year, amount in money.get(r["name"], {}).items()},
        }
        for r in project.rows("SELECT * FROM fund ORDER BY id")
        if r["kind"] != PAYROLL or r["name"] in money  # the payroll without a limit comes with the plan
    ]


def read_funds(project: Project, file: Part, name: str, _catalog: Catalog) -> None:
    """Enter, change and remove funds as the file says."""
    before, found = {fund["name"]: fund for fund in write_funds(project)}, named(file.parts(name))
    for gone in sorted(before.keys() - found.keys()):
        with file.told(name):
            remove_fund(project, gone)
    for fund, part in found.items():
        texts = ("units", "starts", "ends", "source", "note", "terms")
        part.demand_only(("name", "kind", "pays", *texts, "share", "person", "admits_city", "carries", "amounts"))
        money = part.part("amounts")
        for year in money.values:
            if not (len(year) == 4 and year.isdecimal()):
                money.refuse(f"{year} is no fiscal year.", "Write the year that it ends in, as 2027 = 100000.0", year)
        amounts = {year: money.number(year) for year in money.values}
        kind = part.text("kind", "city")
        if kind not in BY_ID:
            part.refuse(f"{kind} is no kind of fund.", f"Choose one of: {', '.join(BY_ID)}.", "kind")
        given: dict[str, Any] = {
            "kind": kind,
            "pays": part.text("pays", "; ".join(BY_ID[kind].pays)),
            **{key: part.text(key, "") for key in texts},
            "share": part.number("share") if "share" in part.values else 1.0,
            **({"person": part.number("person")} if "person" in part.values else {}),
            "admits_city": part.flag("admits_city", True),
            "carries": part.flag("carries", False),
        }
        if before.get(fund) != {"name": fund, **given, "amounts": amounts}:
            with part.told():
                dollars = {int(y): a for y, a in amounts.items()}
                pays, units, terms = (given.pop(key) for key in ("pays", "units", "terms"))
                save_fund(project, fund, dollars, pays=words(pays), units=words(units), rules=terms, **given)


def write_partners(project: Project) -> list[dict[str, Any]]:
    """Partners with what is agreed."""
    return [{k: v for k, v in row.items() if k not in _NOT_SET} for row in _partners(project).values()]


def read_partners(project: Project, file: Part, name: str, _catalog: Catalog) -> None:
    """Enter, change and remove partners as the file says."""
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


def _partners(project: Project) -> dict[tuple[str, int], dict[str, Any]]:
    """Partners by name, and by number where several have one name."""
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for row in project.rows("SELECT * FROM partner ORDER BY name, id"):
        found[row["name"], sum(name == row["name"] for name, _ in found)] = row
    return found


def write_pins(project: Project) -> list[dict[str, Any]]:
    """Programs pinned to occupations, or kept away from them."""
    rows = project.rows(
        "SELECT p.name AS program, p.provider, p.list_key AS key, l.code, l.pinned FROM link l"
        " JOIN program p ON p.id = l.program_id ORDER BY 1, 2, 3, 4"
    )
    return [{**r, "pinned": bool(r["pinned"])} for r in rows]


def read_pins(project: Project, file: Part, name: str, catalog: Catalog) -> None:
    """Pin and keep away as the file says, and leave all else to the match."""
    programs, links = programs_by_name(project), project.rows("SELECT program_id, code, pinned FROM link")
    before = {(r["program_id"], r["code"]): bool(r["pinned"]) for r in links}
    found: dict[tuple[int, str], bool] = {}
    for part in file.parts(name):
        part.demand_only((*PROGRAM, "code", "pinned"))
        key = program_named(part, programs), part.text("code")
        found[key] = part.flag("pinned")
        if key not in before:
            demand_occupation(part, catalog)
    for program, code in before.keys() - found.keys():
        link(project, program, code, None)
    for (program, code), pinned in found.items():
        if before.get((program, code)) != pinned:
            link(project, program, code, pinned)


def write_seats(project: Project) -> list[dict[str, Any]]:
    """What partners deliver by term; seats or a price that are not agreed are left out."""
    rows = project.rows(
        "SELECT a.name AS partner, p.name AS program, p.provider, p.list_key AS key, d.fiscal_year, d.quarter, d.seats,"
        " d.price FROM partner_program d JOIN partner a ON a.id = d.partner_id JOIN program p ON p.id = d.program_id"
        " ORDER BY 1, 2, 3, 4, 5, 6"
    )
    return [{k: v for k, v in r.items() if v is not None} for r in rows]


def read_seats(project: Project, file: Part, name: str, _catalog: Catalog) -> None:
    """Enter what the file says that partners deliver, and take back all else."""
    programs = programs_by_name(project)
    partners = {key[0]: row["id"] for key, row in reversed(_partners(project).items())}
    before = {Delivery(**r) for r in project.rows("SELECT * FROM partner_program")}
    found: dict[Delivery, Part] = {}
    for part in file.parts(name):
        part.demand_only(("partner", *PROGRAM, "fiscal_year", "quarter", "seats", "price"))
        partner = part.text("partner")
        if partner not in partners:
            part.refuse(f"The project has no partner {partner}.", "Add it to the list of partners.", "partner")
        term = part.whole("fiscal_year"), part.whole("quarter")
        seats = part.whole("seats") if "seats" in part.values else None
        price = part.number("price") if "price" in part.values else None
        found[Delivery(partners[partner], program_named(part, programs), *term, seats, price)] = part
    for gone in before - found.keys():
        withdraw(project, gone)
    for delivery, part in found.items():
        if delivery not in before:
            with part.told():
                deliver(project, delivery)


def programs_by_name(project: Project) -> dict[tuple[str, str, str], int]:
    """The programs by what names them in a file; of several of one name the first."""
    rows = project.rows("SELECT id, name, provider, list_key FROM program ORDER BY id DESC")
    return {(r["name"], r["provider"], r["list_key"]): r["id"] for r in rows}


def program_named(part: Part, programs: Mapping[tuple[str, str, str], int]) -> int:
    """The program that a table names."""
    given = part.text("program"), part.text("provider", ""), part.text("key", "")
    if given not in programs:
        part.refuse(f"The project has no program {given[0]} of {given[1]}.", "Import or enter it first.", "program")
    return programs[given]
