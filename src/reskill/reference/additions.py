"""Adding one published table to a pack: a pack of the user's own is replaced, the embedded one is copied first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from reskill.problem import Place, Problem
from reskill.progress import Tick, silent
from reskill.reference import embedded
from reskill.reference.building import Step, build, copy_base, pack_file
from reskill.reference.catalog import open_pack
from reskill.reference.release_files import Part, parts_of, refuse


@dataclass(frozen=True)
class Added:
    """The pack that an addition made or replaced, and what is doubtful about the added table."""

    name: str
    file: Path
    problems: tuple[Problem, ...]


def add(
    into: str,
    what: str,
    parts: Sequence[Part],
    steps: Callable[[str], Sequence[Step]],
    problems: Sequence[Problem],
    tick: Tick = silent,
) -> Added:
    """Fill the pack `into` by `steps`, which get the checksums of the files that are read.

    With the embedded pack as `into`, the result is a pack of the user's own named "embedded+" and `what`. The steps
    may append to `problems` while they run.
    """
    catalog = open_pack(into, tick)
    base, title = catalog.path, catalog.title
    catalog.close()
    name = f"{embedded.NAME}+{what}" if into == embedded.NAME else into
    pack_file(name)
    title = f"{title} with {what}" if into == embedded.NAME else title
    sha256 = " ".join(p.checksum(tick) for p in parts)
    file = build(name, title, f"{what} {sha256}", base, [copy_base(), *steps(sha256)], tick)
    return Added(name, file, tuple(problems))


def one_part(path: Path) -> Part:
    """The one table file that a path is, or that the zip or folder at it holds. Raises ReskillError for several."""
    found = [p for p in parts_of(path) if p.suffix in (".xlsx", ".csv", ".tsv", ".txt", ".gz")]
    if len(found) != 1:
        raise refuse(f"It holds {len(found)} tables.", Place(path.name), "Give the file of the one to import.")
    return found[0]
