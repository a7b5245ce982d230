"""An O*NET release: which of its tables are at hand, and which release it is. Knows both sides of the 30.3 renaming."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from reskill.problem import Place, ReskillError
from reskill.reference.release_files import Part, parts_of, refuse
from reskill.reference.tables import Field

OLDEST = (25, 0)
LICENCE = "CC BY 4.0 (USDOL/ETA)"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_GET = "Get the text or Excel edition of the whole database from onetcenter.org/database.html."

_CODE = Field(("O*NET-SOC Code",))
_TASK_ID = Field(("Task ID",))
_SUPPRESS = Field(("Recommend Suppress",), may_be_empty=True, may_be_absent=True)
_VALUE = Field(("Data Value",), may_be_empty=True)
_RATED = {
    "code": _CODE,
    "element_id": Field(("Element ID",)),
    "element": Field(("Element Name",)),
    "scale": Field(("Scale ID",)),
    "value": _VALUE,
    "suppress": _SUPPRESS,
    "not_relevant": Field(("Not Relevant",), may_be_empty=True, may_be_absent=True),
}


@dataclass(frozen=True)
class Layout:
    """A table of a release: the files that hold it (one of the alternatives, with all its files) and its columns."""

    alternatives: tuple[tuple[str, ...], ...]
    fields: dict[str, Field]


LAYOUTS = {
    "occupations": Layout(
        (("Occupation Data",),),
        {"code": _CODE, "title": Field(("Title",)), "description": Field(("Description",), may_be_empty=True)},
    ),
    "tasks": Layout(
        (("Task Statements",),),
        {
            "code": _CODE,
            "task_id": _TASK_ID,
            "sentence": Field(("Task",)),
            "task_type": Field(("Task Type",), may_be_empty=True),
        },
    ),
    "task ratings": Layout(
        (("Task Ratings",),),
        {"code": _CODE, "task_id": _TASK_ID, "scale": Field(("Scale ID",)), "value": _VALUE, "suppress": _SUPPRESS},
    ),
    "work activities": Layout(
        (("Tasks to DWAs",),), {"code": _CODE, "task_id": _TASK_ID, "activity_id": Field(("DWA ID",))}
    ),
    "job titles": Layout(
        (("Job Titles",), ("Alternate Titles",)),
        {
            "code": _CODE,
            "title": Field(("Job Title", "Alternate Title")),
            "short": Field(("Short Title",), may_be_empty=True, may_be_absent=True),
        },
    ),
    "reported titles": Layout(
        (("Sample of Reported Titles",),), {"code": _CODE, "title": Field(("Reported Job Title",))}
    ),
    "job zones": Layout((("Job Zones",),), {"code": _CODE, "zone": Field(("Job Zone",), may_be_empty=True)}),
    "education": Layout(
        (("Education",), ("Education, Training, and Experience",)),
        {
            "code": _CODE,
            "scale": Field(("Scale ID",)),
            "category": Field(("Category",), may_be_empty=True),
            "value": _VALUE,
            "suppress": _SUPPRESS,
        },
    ),
    "skills": Layout((("Essential Skills", "Transferable Skills"), ("Skills",)), _RATED),
    "knowledge": Layout((("Knowledge",),), _RATED),
    "related occupations": Layout(
        (("Related Occupations",),),
        {"code": _CODE, "related": Field(("Related O*NET-SOC Code",)), "tier": Field(("Relatedness Tier",))},
    ),
}
NEEDED = ("occupations", "tasks")


@dataclass(frozen=True)
class Release:
    """The tables of a release by our names; `number` like "29.3" and `dated` like "2025-05", '' = not stated."""

    path: Path
    number: str
    dated: str
    tables: dict[str, list[Part]] = field(default_factory=dict)

    def files(self, table: str) -> str:
        """The names of the files that hold a table, for people."""
        return " and ".join(p.title for p in self.tables[table])


def open_release(path: Path) -> Release:
    """Look a release zip, folder or folder of single files over.

    Raises ReskillError when it is no release, lacks a needed table, or says two different things about which it is.
    """
    parts = _of_one_folder(path, [p for p in parts_of(path) if p.suffix in (".txt", ".xlsx")])
    number, dated = _identity(path, parts)
    by_stem: dict[str, Part] = {}
    for part in sorted(parts, key=lambda p: p.suffix != ".txt"):
        by_stem.setdefault(part.stem, part)
    tables = {}
    for name, layout in LAYOUTS.items():
        found = _files(layout, by_stem, path)
        if found:
            tables[name] = found
        elif name in NEEDED:
            raise refuse(f"It holds no file {layout.alternatives[0][0]} (.txt or .xlsx).", Place(path.name), _GET)
    return Release(path, number, dated, tables)


def _files(layout: Layout, by_stem: dict[str, Part], path: Path) -> list[Part]:
    for names in layout.alternatives:
        found = [by_stem[n.casefold()] for n in names if n.casefold() in by_stem]
        if found and len(found) < len(names):
            absent = ", ".join(n for n in names if n.casefold() not in by_stem)
            raise refuse(f"It holds {found[0].title} without {absent}.", Place(path.name), _GET)
        if found:
            return found
    return []


def _of_one_folder(path: Path, parts: list[Part]) -> list[Part]:
    """The files beside the occupations; a folder or zip may hold one release and other things."""
    folders = {_folder(p) for p in parts if p.stem == "occupation data"}
    if not folders:
        what = "It is a file of another kind, not a release." if not path.is_dir() else "It holds no O*NET release."
        if path.is_file() and len(parts) == 1:
            what = "It is a single file; the folder that holds it is needed."
        raise refuse(what, Place(path.name), _GET)
    if len(folders) > 1:
        raise refuse("It holds more than one release.", Place(path.name), "Give the folder of one of them.")
    return [p for p in parts if _folder(p) in folders]


def _folder(part: Part) -> str:
    return str(PurePosixPath(part.member).parent) if part.member else str(part.file.parent)


def _identity(path: Path, parts: list[Part]) -> tuple[str, str]:
    """Number and date of the release, by its Read Me and by the names of zip and folder."""
    said: dict[str, str] = {}
    dated = ""
    for part in parts:
        if part.stem == "read me":
            with part.open() as content:
                text = content.read(4096).decode("utf-8", "replace")
            if found := re.search(r"O\*NET\D{0,20}(\d{1,2}\.\d{1,2}) Database", text):
                said["its Read Me"] = found[1]
            if found := re.search(rf"({'|'.join(_MONTHS)}) (\d{{4}})", text):
                dated = f"{found[2]}-{_MONTHS.index(found[1]) + 1:02}"
    for where, name in (("its folder", PurePosixPath(_folder(parts[0])).name), ("its name", path.stem)):
        if found := re.search(r"db_(\d{1,2})_(\d{1,2})(?!\d)", name):
            said[where] = f"{found[1]}.{found[2]}"
    if len(set(said.values())) > 1:
        told = ", ".join(f"{n} by {where}" for where, n in said.items())
        raise refuse(f"It is two releases at once: {told}.", Place(path.name), "Give the files of one release.")
    number = next(iter(said.values()), "")
    if number and tuple(map(int, number.split("."))) < OLDEST:
        raise ReskillError(
            f"{path.name} is O*NET {number}; releases before {OLDEST[0]}.{OLDEST[1]} use other codes.", _GET
        )
    return number, dated
