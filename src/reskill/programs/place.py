"""How far programs and institutions are from the city; unknown stays unknown, and what is online is everywhere."""

from __future__ import annotations

from reskill.problem import ReskillError
from reskill.programs.program import Program
from reskill.project.file import Project
from reskill.reference.places import Point, around, locate


def home(project: Project) -> Point | None:
    """Where the project's city is: by its ZIP code, else by the names of city and state; None when that is not known."""
    return locate(project.setting("zip"), project.city, project.setting("state"))


def check_zip(zip_code: str) -> None:
    """Raise ReskillError for a code that has no place; '' is none and no fault."""
    if zip_code and locate(zip_code) is None:
        raise ReskillError(
            f"{zip_code} is not a ZIP code with a place of its own.",
            "Give that of a street address, such as the city hall's.",
        )


def set_home(project: Project, zip_code: str) -> None:
    """Say by a ZIP code where the city is; '' leaves it to the names of city and state. Raises ReskillError for a code
    that has no place."""
    check_zip(zip_code)
    project.set_setting("zip", zip_code[:5])


def miles_to(program: Program, city: Point | None) -> float | None:
    """Miles from the city to where a program is taught; None when either place is not known, or when it is online."""
    if city is None or program.online or program.at_work:
        return None
    point = locate(program.zip, program.city, program.place) or around(program.zip)
    return city.miles(point) if point else None


def in_miles(miles: float) -> str:
    """A distance in whole miles, in words."""
    whole = round(miles)
    return f"{whole} mile{'' if whole == 1 else 's'}"


def within_reach(program: Program, miles: float | None, state: str, reach: float) -> bool:
    """Whether people of a city can go there: online, at work, within reach, or, where no distance is known, not in
    another state."""
    if program.online or program.at_work:
        return True
    return miles <= reach if miles is not None else program.place in ("", state) or not state
