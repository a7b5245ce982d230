"""What an IT department sets for everybody on a computer: one file, which the program reads and never writes."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import platformdirs

from reskill.toml_file import Part, read_file

NAME = "defaults.toml"
_REMEDY = "Write paths in single quotes, as '\\\\server\\share'; docs/for-it-departments.md has the whole file."
_LEFT = re.compile(r"%\w+%|\$\w+|\$\{")  # a variable that has no value stays as it is written


@dataclass(frozen=True)
class Defaults:
    """What is set; None where nothing is."""

    data: Path | None = None
    """Settings of the window, backups and imported packs of a user."""
    cache: Path | None = None
    """What can be made again."""
    projects: Path | None = None
    """Where files are asked for before a user has opened any."""
    packs: Path | None = None
    """Reference packs for everybody, which nobody changes from here."""
    network: bool = True
    """Whether a release may be downloaded when a user asks."""


def place() -> Path:
    """The file, which need not be there: in reskill within %ProgramData% on Windows and /etc/xdg on Linux."""
    return platformdirs.site_config_path("reskill", appauthor=False) / NAME


@cache
def defaults() -> Defaults:
    """What the file sets, read once. Raises ReskillError with its line when something in it is not understood."""
    file = place()
    if not file.is_file():
        return Defaults()
    found = read_file(file, _REMEDY)
    found.demand_only(("folders", "reference", "network"))
    folders, reference, network = (found.part(name) for name in ("folders", "reference", "network"))
    folders.demand_only(("data", "cache", "projects"))
    reference.demand_only(("packs",))
    network.demand_only(("allowed",))
    data, cached, projects = (_folder(folders, key) for key in ("data", "cache", "projects"))
    return Defaults(data, cached, projects, _folder(reference, "packs"), network.flag("allowed", True))


def _folder(part: Part, key: str) -> Path | None:
    """A folder with ~, %NAME% and $NAME replaced, which are another for each user."""
    if key not in part.values:
        return None
    path = Path(os.path.expandvars(part.text(key))).expanduser()
    if not path.is_absolute() or _LEFT.search(str(path)):
        part.refuse(f"{key} is no full path here: {path}.", "Write it from the drive or share on.", key)
    return path
