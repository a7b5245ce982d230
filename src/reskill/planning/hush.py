"""Keeping what a C library prints out of the program's own output, which may be JSON for a script."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def hushed() -> Iterator[None]:
    """Drop what C code writes to standard output meanwhile (HiGHS has a print left over for solutions it repairs)."""
    try:
        sys.stdout.flush()
        kept = os.dup(1)
    except (AttributeError, OSError, ValueError):  # a windowed program has no standard output
        yield
        return
    library = ctypes.CDLL("ucrtbase" if sys.platform == "win32" else None)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    library.fflush(None)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        library.fflush(None)
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)
