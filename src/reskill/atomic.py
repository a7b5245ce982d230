"""Files that are either the old one or the complete new one."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reskill.problem import ReskillError
from reskill.process import is_running

_SQLITE = b"SQLite format 3\0"  # how every SQLite file begins


@contextmanager
def replacing(target: Path, new: bool = False) -> Iterator[Path]:
    """Give a temporary path beside `target`; on success flush it to disk and put it in the target's place.

    With `new` there must be no target, also not one that appeared meanwhile. A database, such as a project, is only
    ever replaced by another one. Raises ReskillError when the folder cannot be written or the target is open in
    another program; the old file is then untouched and the temporary one removed.
    """
    if target.is_dir():
        raise ReskillError(f"{target} is a folder.", "Give the name of a file in it.")
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            _remove_leftovers(target)
            yield part
            with part.open("rb+") as f:
                os.fsync(f.fileno())
            _put(part, target, new)
        except OSError as error:
            raise ReskillError(
                f"{target.name} could not be written ({error.strerror or 'system error'}).",
                "Close it if it is open in another program, check that the folder can be written and has space, "
                "or choose another name. The previous file is untouched.",
            ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _put(part: Path, target: Path, new: bool) -> None:
    if _is_database(target) and not _is_database(part):
        raise ReskillError(
            f"{target} is a project or another database, and has been left as it is.",
            "Choose another name for what is written.",
        )
    if new:
        _claim(target)
    try:
        part.replace(target)
    except OSError as error:
        if new:
            target.unlink(missing_ok=True)  # our own claim
        if (
            isinstance(error, PermissionError) and os.name == "nt"
        ):  # a file beside it could be written: it is held itself
            raise ReskillError(
                f"{target.name} is open in another program, probably Excel, or protected against changes.",
                "Close it there and try again, or choose another name. The previous file is untouched.",
            ) from error
        raise


def _is_database(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as f:
        return f.read(len(_SQLITE)) == _SQLITE


def _claim(target: Path) -> None:
    """Make the empty file that is then replaced; only one program can."""
    try:
        target.open("x").close()
    except FileExistsError as error:
        raise ReskillError(
            f"{target} exists by now; it has been left as it is.", "Choose another name, or open what is there."
        ) from error


def _remove_leftovers(target: Path) -> None:
    """Remove temporary files of this target whose program was killed before it could."""
    for left in target.parent.glob(f".{glob.escape(target.name)}.*.part"):
        number = left.name.split(".")[-2]
        if number.isdigit() and not is_running(int(number)):
            left.unlink(missing_ok=True)
