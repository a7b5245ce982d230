"""Who has a project open: a small file beside it that names user, computer, process and time.

A program that dies leaves its file. On Windows it can then be removed, and never before; elsewhere the process that it
names no longer runs, or was started at another time than the one that wrote it.
"""

from __future__ import annotations

import json
import os
import socket
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from reskill.process import is_running, started
from reskill.project.file import login, now


@dataclass(frozen=True)
class Holder:
    """Somebody who has a project open, and since when (ISO, local time)."""

    user: str
    machine: str
    process: int
    since: str
    started: str = ""  # of the process (`reskill.process.started`)

    def __str__(self) -> str:
        return f"{self.user} on {self.machine}, since {self.since}"


class Claim:
    """Says that this program has a project open, until it is released.

    Where somebody else has it open, or nothing can be written, nothing is said.
    """

    def __init__(self, path: Path) -> None:
        self._place = _place(path)
        self._mine = Holder(login(), socket.gethostname(), os.getpid(), now(), started(os.getpid()))
        self._file: IO[str] | None = None
        if holder(path):
            return
        with suppress(OSError):
            self._file = self._place.open("w", encoding="utf-8")  # held open: Windows then keeps it from being removed
            self._file.write(json.dumps(asdict(self._mine)))
            self._file.flush()

    def release(self) -> None:
        """Take the file away, unless it says something else by now."""
        if self._file:
            with suppress(OSError):
                self._file.close()
            if _read(self._place) == self._mine:
                with suppress(OSError):
                    self._place.unlink()


def holder(path: Path) -> Holder | None:
    """Who else has a project open; None when nobody has. What a program of this computer left when it died is ignored."""
    found = _read(_place(path))
    if found is None:
        return None
    here = found.machine == socket.gethostname()
    return None if here and (found.process == os.getpid() or not _is_alive(found, _place(path))) else found


def _is_alive(found: Holder, place: Path) -> bool:
    """Whether the program of this computer that wrote a claim still runs."""
    if os.name != "nt":
        return is_running(found.process) and found.started in ("", started(found.process))
    try:
        place.unlink()
    except PermissionError:
        return True
    return False


def _place(path: Path) -> Path:
    path = path.resolve()  # one project, whatever the way to it
    return path.with_name(f".{path.name}.lock")


def _read(place: Path) -> Holder | None:
    try:
        held = json.loads(place.read_text(encoding="utf-8"))
        user, machine, since = (str(held[key]) for key in ("user", "machine", "since"))
        return Holder(user, machine, int(held["process"]), since, str(held.get("started", "")))
    except (OSError, ValueError, KeyError, TypeError):
        return None
