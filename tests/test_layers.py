"""Rules of the layout: only `reskill.desktop` knows Qt, and neither face knows SQL."""

import ast
import re
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src" / "reskill"
SQL = re.compile(r"\b(SELECT\b.+|INSERT( OR \w+)? INTO|UPDATE \w+ SET|DELETE FROM|PRAGMA \w)", re.DOTALL)
SLOW = {"sklearn", "scipy", "openpyxl"}


def imports(path: Path, top_level_only: bool = False) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = tree.body if top_level_only else list(ast.walk(tree))
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def test_that_only_the_desktop_imports_qt() -> None:
    for path in SOURCE.rglob("*.py"):
        if "desktop" not in path.relative_to(SOURCE).parts:
            names = {n.split(".")[0] for n in imports(path)}
            assert not names & {"PySide6", "pyqtgraph", "shiboken6"}, path


def test_that_only_the_command_line_imports_the_desktop() -> None:
    for path in SOURCE.rglob("*.py"):
        parts = path.relative_to(SOURCE).parts
        if "desktop" not in parts and path.name != "window.py":
            assert not any(n.startswith("reskill.desktop") for n in imports(path)), path


def test_that_slow_libraries_are_imported_late() -> None:
    for path in SOURCE.rglob("*.py"):
        top = {n.split(".")[0] for n in imports(path, top_level_only=True)}
        assert not top & SLOW, path


def test_that_the_core_loads_without_qt() -> None:
    code = "import sys; import reskill.project.file, reskill.reference.catalog; assert 'PySide6' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_that_the_faces_know_no_sql() -> None:
    found = set()
    for face in ("desktop", "cli"):
        for path in (SOURCE / face).rglob("*.py"):
            strings = (
                n.value for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Constant)
            )
            if any(isinstance(s, str) and SQL.search(s) for s in strings):
                found.add(path.relative_to(SOURCE / face).as_posix())
    assert found == set()


def test_that_every_insert_names_its_columns() -> None:
    """Whole tables are copied between packs of one format only, by `SELECT * FROM base`."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found |= {(path.name, m[0]) for m in re.finditer(r"INSERT( OR \w+)? INTO [\w.]+ +VALUES", node.value)}
    assert found == set()
