"""Which processes of this computer run, and since when: a number alone may have been given to another program since.

And how to start this program once more beside itself.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_SYSTEM = Path("/proc")


def this_program() -> list[str]:
    """How this program is started once more, which a frozen build is itself."""
    return [sys.executable] if hasattr(sys, "frozen") else [sys.executable, "-P", "-m", "reskill"]


def is_running(process: int) -> bool:
    """Whether a process of this computer runs; always False on Windows."""
    if os.name == "nt":  # there, signal 0 would end the process; a file in use cannot be removed anyway
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def started(process: int) -> str:
    """A mark of when a process was started, which no other process of its number has; "" where the system has none.

    Linux: the number of the system's own start and the clock ticks since then. Windows needs none (`reskill.project.claim`).
    """
    try:
        boot = (_SYSTEM / "sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        about = (_SYSTEM / str(process) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    after_name = about.rpartition(")")[2].split()  # the name in front may hold spaces and brackets
    return f"{boot} {after_name[19]}"  # proc(5): the 22nd field, starttime
