"""Reading a title as cities write it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class Reading:
    """A title in plain words: `core` without level and grade marks."""

    core: str


@lru_cache(maxsize=50_000)
def read(title: str) -> Reading:
    """Read one title."""
    text = re.sub(r"^\d{3,5}\s*-\s*", "", title[:300].casefold())
    words = [w for w in re.findall(r"[^\W\d_]+", text) if w not in ("i", "ii", "iii", "iv", "v", "vi")]
    return Reading(" ".join(words))
