"""Change single things of the modules that add up people and money, and see whether their tests notice.

    python packaging/mutants.py [--count 60] [--seed 1] [--seconds 120] [--module planning/budget.py]

A mutant is one comparison, sum, product, `and`, number or word made another one, in a copy of the program. It is killed
where a test of its module fails, or needs more seconds of a processor; a survivor is listed with its line as it was and as
it is. Exit status 0 when at least 85% are killed, 1 when fewer are, 2 where the tests fail without any mutant. Linux.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import os
import random
import resource
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ENOUGH = 0.85
PRELOADED = ("numpy", "openpyxl", "pytest", "rapidfuzz", "scipy.optimize", "scipy.sparse")
PLAN = ("planning/test_plan.py", "planning/test_optimiser.py", "planning/test_funds_and_scenarios.py")
ROWS = ("planning/test_rows_of_a_plan.py",)
SHEETS = ("export/test_sums.py", "export/test_golden.py", "export/test_board.py")
FACES = ("desktop/test_figures.py", "desktop/test_fund_sums.py", "desktop/test_pages.py")
SUMS = (*SHEETS, "desktop/test_fund_sums.py", "export/test_recalculation.py")
TESTS = {  # module of src/reskill -> the test files that cover it, the narrowest first
    "planning/budget.py": SUMS,
    "planning/cohorts.py": ("planning/test_charges.py", *PLAN),
    "planning/costs.py": ("planning/test_costs.py", "planning/test_charges.py", *PLAN),
    "planning/fiscal.py": ("planning/test_fiscal.py", "planning/test_funds_and_scenarios.py"),
    "planning/freed.py": ("planning/test_levers_and_readiness.py", *PLAN),
    "planning/funds.py": (
        "planning/test_fund_bounds.py",
        "planning/test_payers.py",
        "planning/test_funds_and_scenarios.py",
        *FACES[:2],
        "test_settings_file.py",
    ),
    "planning/groups.py": ("planning/test_schedule.py", *PLAN),
    "planning/ledger.py": ("planning/test_charges.py", "planning/test_costs.py", *PLAN),
    "planning/locked.py": ("planning/test_held_places.py", "planning/test_locked.py"),
    "planning/money.py": ("planning/test_money.py", "planning/test_costs.py"),
    "planning/payers.py": ("planning/test_payers.py", *PLAN, "planning/test_locked.py"),
    "planning/schedule.py": ("planning/test_schedule.py", *PLAN, "planning/test_locked.py"),
    "planning/seats.py": (*ROWS, *SHEETS),
    "planning/standing.py": ("planning/test_standing.py", *FACES[:1], *SHEETS[:2]),
    "planning/stored_plan.py": ("planning/test_books.py", "planning/test_funding_rules.py"),
    "export/board/checks.py": (*SHEETS, "export/test_recalculation.py"),
    "export/board/money.py": (*SHEETS, "export/test_recalculation.py"),
    "export/board/participants.py": SHEETS,
    "export/board/periods.py": SHEETS,
    "export/board/quarters.py": SHEETS,
    "export/hr/budget.py": SUMS,
    "export/hr/cohorts.py": SHEETS[:2],
    "export/hr/seats.py": SHEETS[:2],
    "project/freshness.py": ("project/test_freshness.py", "work/test_catch_up.py"),
    "queries/plan.py": (*ROWS, *FACES),
    "work/counts.py": ("work/test_what_it_holds.py", *FACES[:1], "test_cli.py"),
    "desktop/pages/plan_tables.py": FACES,
    "desktop/pages/overview.py": (*FACES[:1], "desktop/test_to_do.py", *FACES[2:]),
}
COMPARED = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq}
COMPARED |= {ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is}
RECKONED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult}
NO_FIGURE = ("Column", "at", "Sheet", "Chart", "ReskillError")  # calls that say titles, widths and explanations
SQL = (("<=", "<"), (">=", ">"), ("<>", "="), ("sum(", "max("), (" AND ", " OR "), (" - ", " + "), (" * ", " + "))


@dataclass(frozen=True)
class Mutant:
    """One change: the module, the line, and the whole module as it is with it."""

    module: str
    line: int
    was: str
    now: str
    text: str


def places(module: str, text: str) -> list[tuple[str, int, int]]:
    """Where a module can be changed: the module, the number of a node in it and that of a change to the node."""
    tree = ast.parse(text)
    said = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}  # docstrings
    for n in ast.walk(tree):  # annotations, and what says no figure
        if isinstance(n, ast.AnnAssign | ast.arg) and n.annotation:
            said |= {id(part) for part in ast.walk(n.annotation)}
        elif isinstance(n, ast.Call) and ast.unparse(n.func).rpartition(".")[2] in NO_FIGURE:
            said |= {id(part) for part in ast.walk(n)}
    nodes = [(i, n) for i, n in enumerate(ast.walk(tree)) if id(n) not in said]
    return [(module, i, change) for i, n in nodes for change in range(len(_changes(n)))]


def mutant(module: str, text: str, place: int, change: int) -> Mutant:
    """The module with one change."""
    tree, mutated = ast.parse(text), ast.parse(text)
    node, target = (list(ast.walk(t))[place] for t in (tree, mutated))
    _changes(target)[change]()
    shown = ast.unparse(_line_of(tree, node)), ast.unparse(_line_of(mutated, target))
    return Mutant(module, getattr(node, "lineno", 0), *shown, ast.unparse(ast.fix_missing_locations(mutated)))


def _changes(node: ast.AST) -> list[Callable[[], None]]:
    """What can be made another thing in a node, each as a deed on it."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARED:
        return [lambda: node.ops.__setitem__(0, COMPARED[type(node.ops[0])]())]
    if isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in RECKONED:
        return [lambda: setattr(node, "op", RECKONED[type(node.op)]())]
    if isinstance(node, ast.BoolOp):
        return [lambda: setattr(node, "op", ast.Or() if isinstance(node.op, ast.And) else ast.And())]
    if isinstance(node, ast.Constant):
        return [partial(setattr, node, "value", other) for other in _others(node.value)]
    return []


def _others(value: object) -> list[object]:
    """What a constant can be made."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int | float):
        return [value + 1]
    if isinstance(value, str):
        return [f"{value}_"] if value.isidentifier() else [value.replace(*pair, 1) for pair in SQL if pair[0] in value]
    return []


def _line_of(tree: ast.Module, node: ast.AST) -> ast.AST:
    """The smallest statement, or the expression itself in a long one, that a node stands in."""
    inside = [s for s in ast.walk(tree) if isinstance(s, ast.stmt) and any(n is node for n in ast.walk(s))]
    smallest = min(inside, key=lambda s: sum(1 for _ in ast.walk(s)))
    return smallest if len(ast.unparse(smallest)) < 200 else node


def passes(root: Path, tests: Iterable[str], seconds: int) -> bool:
    """Whether test files pass with the program in `root`, in a child that has the libraries already and may use so many
    seconds of a processor."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1)
            os.dup2(nowhere, 2)
            os.chdir(root)
            sys.path.insert(0, str(root / "src"))
            os.environ["PYTHONPATH"] = str(root / "src")
            import pytest

            status = int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *(f"tests/{t}" for t in tests)]))
        finally:
            os._exit(status)  # the parent's folder is not the child's to clear
    return os.waitpid(child, 0)[1] == 0


def main() -> int:
    """Try the mutants; gives the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=int, default=120, help="of a processor, for the tests of one mutant")
    parser.add_argument("--module", choices=TESTS, action="append", help="of these modules only")
    args = parser.parse_args()
    for name in PRELOADED:
        importlib.import_module(name)
    texts = {m: (ROOT / "src/reskill" / m).read_text(encoding="utf-8") for m in args.module or TESTS}
    every = [place for module, text in texts.items() for place in places(module, text)]
    chosen = random.Random(args.seed).sample(every, min(args.count, len(every)))  # noqa: S311 - no secret
    print(f"{len(chosen)} of {len(every)} mutants, seed {args.seed}", flush=True)
    survivors = 0
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "checkout"
        shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns(".*", "dist", "__pycache__"))
        tests = {test for module, _, _ in chosen for test in TESTS[module]}
        if not passes(root, sorted(tests), args.seconds * len(tests)):
            print(f"Without any mutant one of these fails: {', '.join(sorted(tests))}")
            return 2
        for n, (module, place, change) in enumerate(chosen, start=1):
            made = mutant(module, texts[module], place, change)
            file = root / "src/reskill" / module
            file.write_text(made.text, encoding="utf-8")
            alive = passes(root, TESTS[module], args.seconds)
            file.write_text(texts[module], encoding="utf-8")
            survivors += alive
            print(f"{n:3} {'SURVIVES' if alive else 'killed  '} {module}:{made.line}", flush=True)
            if alive:
                print(f"      was {made.was}\n      now {made.now}", flush=True)
    rate = 1 - survivors / len(chosen)
    print(f"{len(chosen) - survivors} of {len(chosen)} killed, {rate:.0%}")
    return 0 if rate >= ENOUGH else 1


if __name__ == "__main__":
    sys.exit(main())
