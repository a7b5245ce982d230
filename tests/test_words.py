"""Words of the domain that are kept, compared and shown stand in one module each, which both faces use."""

import ast
from collections.abc import Iterator
from pathlib import Path

from reskill.exposure import bands, evidence, inventory, overrides
from reskill.matching import status
from reskill.pathways import answers

SOURCE = Path(__file__).resolve().parents[1] / "src" / "reskill"
OWNERS = {
    "exposure/bands.py": (*bands.BANDS, bands.NOT_ESTIMATED),
    "exposure/evidence.py": tuple(evidence.MEANING),
    "exposure/overrides.py": (overrides.IN_FORCE, overrides.CONTESTED, overrides.ANSWERED, overrides.WITHDRAWN),
    "exposure/inventory.py": (inventory.PROPOSED, inventory.SIGNED_OFF),
    "matching/status.py": (status.SUGGESTED, *status.DECIDED),
    "pathways/answers.py": (answers.YES, answers.CAUTION, answers.NO),
}
# words that are also names of fields, settings, columns of other files or filters: only in SQL do they stand for these
AMBIGUOUS = {"low", "watch", "priority", "published", "matched", "model", "changed", "accepted", "suggested", "offered"}
AMBIGUOUS |= {"proposed", "answered"}
ELSEWHERE = {
    "project/migrations/first_version.py": {"in force"},  # a migration stays as it was written
    "project/comments.py": {overrides.ANSWERED},  # of a comment
    "queries/titles.py": {status.CHANGED},  # the name of a filter
    "work/counts.py": {overrides.CONTESTED},  # the name of a count
}


def strings(text: str) -> Iterator[str]:
    """The string constants of a module, parts of f-strings too, without docstrings."""
    tree = ast.parse(text)
    said = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


def literals(text: str, words: set[str]) -> set[str]:
    """The words that a module writes itself: as a string of their own, or in the quotes of SQL."""
    found = set()
    for string in strings(text):
        found |= {w for w in words if f"'{w}'" in string or (string == w and w not in AMBIGUOUS)}
    return found


def test_that_words_of_the_domain_stand_in_their_module_alone() -> None:
    found = {}
    for path in SOURCE.rglob("*.py"):
        name = path.relative_to(SOURCE).as_posix()
        words = {w for owner, of in OWNERS.items() if owner != name for w in of}
        if left := literals(path.read_text(encoding="utf-8"), words) - ELSEWHERE.get(name, set()):
            found[name] = left
    assert found == {}


def test_that_a_word_written_again_is_found() -> None:
    text = '"""at risk"""\nBAND = "at risk"\nROWS = f"SELECT 1 FROM role WHERE band = \'priority\' AND low > {BAND}"\n'
    assert literals(text, {"at risk", "priority", "low"}) == {"at risk", "priority"}
