"""What the titles of a project are mapped to, for comparison."""

from reskill.project.file import Project

Line = tuple[str, str]


def titles(project: Project) -> dict[Line, int]:
    """Id of each row of `title` by its title and department."""
    return {(r["title"], r["department"]): r["id"] for r in project.rows("SELECT * FROM title")}


def mapped(project: Project) -> dict[Line, dict[str, float]]:
    """Shares by code of each row of `title` that has a mapping."""
    found: dict[Line, dict[str, float]] = {}
    for r in project.rows("SELECT t.title, t.department, m.* FROM mapping m JOIN title t ON t.id = m.title_id"):
        found.setdefault((r["title"], r["department"]), {})[r["code"]] = r["share"]
    return found
