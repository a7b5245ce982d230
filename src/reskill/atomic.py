"""Files that are either the old one or the complete new one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reskill.problem import ReskillError


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a temporary path beside `target`; on success flush it to disk and put it in the target's place.

    Raises ReskillError when the folder cannot be written or the target is open in another program; the old
    file is then untouched and the temporary one removed.
    """
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            yield part
            with part.open("rb+") as f:
                os.fsync(f.fileno())
            part.replace(target)
        except OSError as error:
            raise ReskillError(
                f"{target.name} could not be written ({error.strerror or 'system error'}).",
                "Close it if it is open in another program, check that the folder can be written and has space, "
                "or choose another name. The previous file is untouched.",
            ) from error
    finally:
        part.unlink(missing_ok=True)
