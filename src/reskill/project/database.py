"""sqlite-utils, without numpy: that would be loaded for columns of its types, of which a project has none.

A window that only shows figures starts without numpy, whose libraries are the largest of all.
"""

from __future__ import annotations

import sys

_KEPT_OUT = {name: None for name in ("numpy", "pandas") if name not in sys.modules}
sys.modules.update(_KEPT_OUT)  # type: ignore[arg-type]  # Python's own way to say that a module is not to be had
try:
    from sqlite_utils import Database, Migrations
finally:
    for _name in _KEPT_OUT:
        del sys.modules[_name]

__all__ = ["Database", "Migrations"]
