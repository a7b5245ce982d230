"""What is public has a user besides its tests: in the program itself, or in what builds and ships it."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "reskill"
ALLOWED = {
    # called by Qt
    "desktop/main_window.py": {"dragEnterEvent", "dropEvent"},
    "desktop/rows_model.py": {"headerData"},
    "desktop/widgets/timeline.py": {"mousePressEvent", "mouseMoveEvent", "mouseReleaseEvent"},
    "desktop/delegates/choice.py": {"createEditor", "setEditorData", "setModelData"},
    # the short way to a roster for tests of its parts; a project's roster is read by work.roster
    "intake/roster.py": {"read_roster"},
}
Definition = ast.FunctionDef | ast.ClassDef | ast.Assign | ast.AnnAssign


def names(node: ast.stmt) -> list[str]:
    """The public names that a statement gives; a migration is called by its decorator."""
    if isinstance(node, ast.FunctionDef) and any(ast.unparse(d) == "migrations()" for d in node.decorator_list):
        given = []
    elif isinstance(node, ast.FunctionDef | ast.ClassDef):
        given = [node.name]
    elif isinstance(node, ast.Assign):
        given = [t.id for t in node.targets if isinstance(t, ast.Name)]
    elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        given = [node.target.id]
    else:
        given = []
    return [n for n in given if not n.startswith("_")]


def used(node: ast.AST) -> Iterator[str]:
    """Names that are read, as names, attributes or keywords, or stand in a string by themselves (`getattr`, forms)."""
    for n in ast.walk(node):
        if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load):
            yield n.id
        elif isinstance(n, ast.Attribute):
            yield n.attr
        elif isinstance(n, ast.keyword) and n.arg:
            yield n.arg
        elif isinstance(n, ast.Constant) and isinstance(n.value, str):
            yield n.value


def unused(files: dict[str, str], others: list[str]) -> dict[str, set[str]]:
    """By module of `files` the public names, methods too, that neither it nor another one uses.

    A module-level name counts as used where its own module reads it outside of its definition, and where another module
    imports it or reads an attribute of that name; a method, where any module does.
    """
    trees = {name: ast.parse(text) for name, text in files.items()}
    every = [*trees.values(), *map(ast.parse, others)]
    imports, anywhere = set[str](), set[str]()
    attributes = {n.attr for tree in every for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
    for tree in every:
        anywhere |= set(used(tree))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                imports |= {f"{(node.module or '').rpartition('.')[2]}.{a.name}" for a in node.names}
    found: dict[str, set[str]] = {}
    for name, tree in trees.items():
        module = Path(name).stem
        at_top = {n: node for node in tree.body for n in names(node)}
        read_here = {node: set(used(node)) for node in tree.body if not ast.unparse(node).startswith("__all__")}
        left = {
            n
            for n, node in at_top.items()
            if f"{module}.{n}" not in imports
            and n not in attributes
            and not any(n in read for other, read in read_here.items() if other is not node)
        }
        classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
        methods = {m.name for c in classes for m in c.body if isinstance(m, ast.FunctionDef) and m.name[0] != "_"}
        if dead := left | (methods - anywhere):
            found[name] = dead
    return found


def test_that_everything_public_is_used() -> None:
    files = {p.relative_to(SOURCE).as_posix(): p.read_text(encoding="utf-8") for p in SOURCE.rglob("*.py")}
    others = [p.read_text(encoding="utf-8") for p in (ROOT / "packaging").rglob("*.py")]
    assert unused(files, others) == ALLOWED


def test_that_what_is_unused_is_found() -> None:
    files = {
        "a.py": "LIMIT = 3\n\ndef made() -> int:\n    return made()\n\nclass Row:\n    def size(self) -> int:\n        return 1\n",
        "b.py": "from reskill.a import Row\n\nLIMIT = 4\nprint(Row(), LIMIT)\n",
    }
    assert unused(files, []) == {"a.py": {"LIMIT", "made", "size"}}
    assert unused(files, ["from reskill.a import LIMIT, made\nROW = getattr(1, 'size')\n"]) == {}
