"""Where the oversight rules in force are: shipped with Reskill, or the city's own."""

from __future__ import annotations

import itertools
import shutil
from datetime import datetime
from pathlib import Path

import reskill.paths as paths
from reskill.problem import ReskillError

OWN = "own rules"
FILES = ("activities.csv", "compass.csv", "exceptions.csv", "floors.csv", "patterns.csv", "subjects.csv")
LATER = ("groups.csv", "likeness.csv", "titles.csv")
"""Files that a city's own copy of an earlier version lacks: it then has no such rules."""


def folder() -> Path:
    """Where the rules in force are: in the user's folder `oversight`, where there is one, else shipped."""
    own = own_folder()
    return own if own.is_dir() else paths.shipped("data/oversight")


def files(folder: Path) -> list[Path]:
    """The files that rules in a folder consist of."""
    return [folder / name for name in FILES] + [folder / name for name in LATER if (folder / name).exists()]


def own_folder() -> Path:
    """Where the city's own rules lie, when it has any; they are read when Reskill starts."""
    return paths.user_data() / "oversight"


def copy_rules() -> Path:
    """Put a copy of the shipped rules where the city's own ones lie, to be changed there; gives that folder.

    Raises ReskillError when there are own rules already, or the folder cannot be written.
    """
    own, part = own_folder(), own_folder().with_suffix(".part")
    if own.exists():
        raise ReskillError(f"There are own rules already, in {own}.", "Change those, or set them aside first.")
    try:
        shutil.rmtree(part, ignore_errors=True)
        shutil.copytree(paths.shipped("data/oversight"), part)
        part.rename(own)
    except OSError as error:
        raise ReskillError(
            f"The rules cannot be copied to {own} ({error}).", "Make room or give write access."
        ) from error
    return own


def set_aside() -> Path:
    """Move the city's own rules aside, dated, so that the shipped ones hold again; gives the folder they are in now.

    Raises ReskillError when there are none, or they cannot be moved.
    """
    own = own_folder()
    name = f"oversight set aside {datetime.now():%Y-%m-%d %H%M%S}"
    names = itertools.chain([name], (f"{name} ({n})" for n in itertools.count(2)))  # two may be of the same second
    kept = next(place for place in map(own.with_name, names) if not place.exists())
    try:
        return own.rename(kept)
    except OSError as error:
        raise ReskillError(
            f"The own rules in {own} cannot be set aside ({error}).", "Close the files, and try again."
        ) from error
