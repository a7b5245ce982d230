"""Where shipped files and the user's own files are."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import platformdirs

from reskill import machine
from reskill.problem import ReskillError

_PACKAGE = Path(__file__).resolve().parent
_ROOTS = (_PACKAGE, _PACKAGE.parents[1])  # an installed package; a checkout, and a folder whose code is in one file


def shipped(name: str) -> Path:
    """A shipped folder or file such as "ui" or "data/onet"."""
    for root in _ROOTS:
        if (root / name).exists():
            return root / name
    raise FileNotFoundError(f"{name} was not installed with Reskill")


def shipped_rows(name: str) -> list[dict[str, str]]:
    """The rows of a shipped table such as "data/pathways/licences.csv", by the names of its columns."""
    with shipped(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def trial() -> str:
    """What a folder says that is for trials only and not to be handed out; "" for all others."""
    file = _ROOTS[1] / "TRIAL"
    return file.read_text(encoding="utf-8").strip() if file.is_file() else ""


def _user(kind: str, given: Path | None, fallback: str) -> Path:
    home = os.environ.get("RESKILL_HOME")
    folder = Path(home) / kind if home else given or Path(fallback)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = f", which {machine.place()} names," if folder == given else ""
        raise ReskillError(
            f"The folder {folder}{why} cannot be made ({error.strerror}).",
            "Check that its drive or share is connected and that you may write there.",
        ) from error
    return folder


def user_data() -> Path:
    """The user's folder for backups and imported reference packs (RESKILL_HOME and `reskill.machine` move it)."""
    return _user("data", machine.defaults().data, platformdirs.user_data_dir("reskill", appauthor=False))


def user_cache() -> Path:
    """The user's folder for what can be made again, such as the built reference."""
    return _user("cache", machine.defaults().cache, platformdirs.user_cache_dir("reskill", appauthor=False))
