"""Work that is done once while the file stays as it is."""

from __future__ import annotations

from reskill.project.file import Project, open_project
from reskill.project.unchanged import while_unchanged


def test_that_work_is_done_again_only_after_a_change_by_whatever_program(project: Project) -> None:
    done = []

    @while_unchanged
    def where(of: Project) -> str:
        done.append(of)
        return of.setting("state")

    assert [where(project), where(project)] == ["IL"] * 2 and len(done) == 1
    project.set_setting("state", "OH")
    assert [where(project), where(project)] == ["OH"] * 2 and len(done) == 2
    with project.change("Move"):
        project.set_setting("state", "NY")
        assert where(project) == "NY"
    project.undo()
    assert where(project) == "OH"
    other = open_project(project.path)
    other.set_setting("state", "CA")
    assert where(project) == "CA" and where(other) == "CA" and done[-1] is other
    other.close()
