"""No module or room of Reskill depends on itself in a circle, by whatever import."""

import ast
import re
from collections import defaultdict
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src"


def modules(source: Path) -> dict[str, Path]:
    """Every module by its dotted name."""
    found = {}
    for path in (source / "reskill").rglob("*.py"):
        parts = path.relative_to(source).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imported(source: Path) -> dict[str, set[str]]:
    """The modules that each one imports at any place: at the top, within a function, or for its types alone."""
    known = modules(source)
    graph: dict[str, set[str]] = {}
    for name, path in known.items():
        found = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {a.name for a in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                inner = {f"{node.module}.{a.name}" for a in node.names}
                found |= (inner & known.keys()) | ({node.module} if inner - known.keys() else set())
        graph[name] = (found & known.keys()) - {name}
    return graph


def rooms(graph: dict[str, set[str]]) -> dict[str, set[str]]:
    """The same by package, or by module where it stands in none."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, others in graph.items():
        room = ".".join(name.split(".")[:2])
        found[room] |= {".".join(o.split(".")[:2]) for o in others} - {room, "reskill"}
    return found


def circle(graph: dict[str, set[str]]) -> list[str]:
    """The members of a circle, empty when there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        members: list[str] = error.args[1]
        return members
    return []


def test_that_no_module_and_no_room_is_in_a_circle() -> None:
    graph = imported(SOURCE)
    assert len(graph) > 300
    assert circle(graph) == []
    assert circle(rooms(graph)) == []


@pytest.mark.parametrize("late", ["def f():\n    from reskill.b.two import x\n", "import reskill.b.two\n"])
def test_that_a_circle_is_found(tmp_path: Path, late: str) -> None:
    for name, text in {"a/one": late, "b/two": "from reskill.a import other\n", "a/other": ""}.items():
        path = tmp_path / "reskill" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    graph = imported(tmp_path)
    assert circle(graph) == []
    assert set(circle(rooms(graph))) == {"reskill.a", "reskill.b"}
    (tmp_path / "reskill/a/other.py").write_text("import reskill.a.one\n", encoding="utf-8")
    assert set(circle(imported(tmp_path))) == {"reskill.a.one", "reskill.b.two", "reskill.a.other"}


def test_that_arrows_go_down_as_the_drawing_says() -> None:
    drawing = (SOURCE.parent / "docs" / "architecture.md").read_text(encoding="utf-8").split("## ")[1]
    levels: dict[str, int] = {}
    level = 0
    for line in drawing.splitlines():
        if line.strip() == "|":
            level += 1
        elif line.startswith("    "):
            levels |= dict.fromkeys(re.findall(r"([a-z]+)/", line[:40]), level)
    packages = {p.parent.name for p in (SOURCE / "reskill").glob("*/__init__.py")}
    assert levels.keys() == packages
    upward = {
        (room, other)
        for room, others in rooms(imported(SOURCE)).items()
        for other in others
        if (a := room.rpartition(".")[2]) in levels
        and (b := other.rpartition(".")[2]) in levels
        and levels[b] < levels[a]
    }
    assert upward == set()
