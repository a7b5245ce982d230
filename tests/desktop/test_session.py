import os
import threading
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from reskill.desktop import files
from reskill.desktop.session import Session
from reskill.planning.plan import make_plan
from reskill.problem import ReskillError
from reskill.project import backup, provenance
from reskill.project.file import create, open_project
from reskill.work import pipeline


@pytest.fixture
def session(city: Path, qtbot, no_box):
    made = Session()
    made.open(city)
    yield made
    made.jobs.stop()
    made.close()


def test_that_a_refused_change_is_shown_and_leaves_nothing(session: Session, no_box) -> None:
    def deed(project) -> None:
        with project.change("Fail"):
            project.db.execute("DELETE FROM fund_year")
            raise ReskillError("No.", "Do otherwise.")

    assert not session.do(deed)
    assert [str(e) for e in no_box] == ["No. Do otherwise."]
    assert session.project.value("SELECT count(*) FROM fund_year") > 0
    no_box.clear()


def test_that_deeds_are_refused_while_a_job_writes(session: Session, qtbot) -> None:
    gate, said = threading.Event(), []
    session.said.connect(said.append)
    session.work("Long", lambda project, catalog, tick: gate.wait(5))
    assert not session.do(lambda project: project.set_setting("city", "Elm"))
    assert said and "Wait" in said[0]
    gate.set()
    qtbot.waitUntil(lambda: not session.jobs.busy, timeout=5000)
    assert session.do(lambda project: project.set_setting("city", "Elm"))


def test_that_deeds_go_on_while_a_job_reads_its_own_copy(session: Session, qtbot) -> None:
    begun, gate, seen = threading.Event(), threading.Event(), []

    def read(project, catalog, tick):
        before = project.city
        begun.set()
        gate.wait(5)
        return before, project.city

    session.read("Long", read, seen.append)
    assert begun.wait(20)
    assert session.do(lambda project: project.set_setting("city", "Elm"))
    gate.set()
    qtbot.waitUntil(lambda: bool(seen), timeout=5000)
    assert seen == [("Small City", "Small City")]
    assert session.project.city == "Elm"


def test_that_what_a_job_wrote_is_seen_and_can_be_undone(session: Session, qtbot) -> None:
    changed = []
    session.changed.connect(lambda: changed.append(True))
    session.work("Rename", lambda project, catalog, tick: project.set_setting("city", "Oak"))
    qtbot.waitUntil(lambda: bool(changed), timeout=20_000)
    assert session.project.city == "Oak"
    session.turn(back=True)
    assert session.project.city == "Small City"


def test_that_a_cancelled_job_leaves_the_file_as_it_was(session: Session, qtbot) -> None:
    inside = threading.Event()

    def work(project, catalog, tick) -> None:
        with project.change("Half"):
            project.db.execute("DELETE FROM cohort")
            inside.set()
            while True:
                tick(0.5, "on and on")

    cohorts = session.project.value("SELECT count(*) FROM cohort")
    session.work("Half", work)
    assert inside.wait(20)
    session.jobs.cancel()
    qtbot.waitUntil(lambda: not session.jobs.busy, timeout=5000)
    assert session.project.value("SELECT count(*) FROM cohort") == cohorts > 0


def test_that_another_programs_change_is_noticed(session: Session, city: Path) -> None:
    changed = []
    session.changed.connect(lambda: changed.append(session.project.city))
    session.look_again()
    other = open_project(city)
    other.set_setting("city", "Pine")
    other.close()
    session.look_again()
    session.look_again()
    assert changed == ["Pine"]


def test_that_each_decision_puts_what_follows_out_of_date(session: Session) -> None:
    stale = []
    for setting, value in (("city", "Elm"), ("participation", "0.5"), ("watch", "0.2"), ("pay_floor", "0.7")):
        session.do(lambda project, setting=setting, value=value: project.set_setting(setting, value))
        stale.append(session.project.stale)
    assert [s.stage for s in stale] == ["", "plan", "roles", "roles"]
    assert not stale[1].reaches("roles") and stale[2].reaches("pathways") and stale[2].reaches("plan")


def test_that_undoing_puts_figures_out_of_date_as_doing_did(session: Session, qtbot) -> None:
    def update() -> None:
        session.work("Update", lambda project, catalog, tick: pipeline.catch_up(project, catalog, tick))
        qtbot.waitUntil(lambda: not session.jobs.busy, timeout=60_000)

    session.do(lambda project: project.set_setting("watch", "0.2"))
    update()
    assert session.project.stale.stage == "plan"
    session.turn(back=True)
    assert session.project.stale.stage == "roles"
    update()
    session.turn(back=False)
    assert session.project.stale.stage == "roles"


def test_that_undoing_the_plan_gives_back_one_that_is_out_of_date(session: Session, qtbot) -> None:
    session.do(lambda project: project.set_setting("participation", "0.5"))
    session.work("Plan", lambda project, catalog, tick: make_plan(project, catalog, tick))
    qtbot.waitUntil(lambda: not session.jobs.busy, timeout=60_000)
    assert session.project.stale.stage == ""
    session.turn(back=True)
    assert session.project.stale.stage == "plan"
    session.turn(back=False)
    assert session.project.stale.stage == ""


def test_that_a_project_is_not_closed_while_work_writes_into_it(session: Session, qtbot) -> None:
    gate, said = threading.Event(), []
    session.said.connect(said.append)
    session.work("Wait", lambda project, catalog, tick: gate.wait(20))
    session.leave()
    assert session.is_open and "Wait until" in said[0]
    gate.set()
    qtbot.waitUntil(lambda: not session.jobs.busy, timeout=20_000)
    session.leave()
    assert not session.is_open


def test_that_what_was_read_of_a_project_that_is_closed_is_not_shown(session: Session, city: Path, qtbot) -> None:
    shown: list[str] = []
    session.read("Read", lambda project, catalog, tick: project.city, shown.append)
    session.leave()
    qtbot.waitUntil(lambda: not session.jobs.busy, timeout=20_000)
    session.open(city)
    session.read("Read", lambda project, catalog, tick: project.city, shown.append)
    qtbot.waitUntil(lambda: not session.jobs.busy, timeout=20_000)
    assert shown == ["Small City"]


def test_that_staleness_is_kept_in_the_file(session: Session, city: Path) -> None:
    session.do(lambda project: project.set_setting("watch", "0.2"))
    session.open(city)
    assert session.project.stale.stage == "roles"


def test_that_figures_of_other_rules_are_out_of_date_and_say_why(city: Path, qtbot, no_box) -> None:
    with closing(open_project(city)) as project, project.derive() as db:
        db.execute("UPDATE basis SET sha256 = 'other' WHERE name = 'oversight rules'")
    session = Session()
    session.open(city)
    assert session.project.stale.stage == "roles"
    assert "an earlier version of the oversight rules" in provenance.why_stale(session.project)
    session.work("Update", lambda project, catalog, tick: pipeline.refresh(project, catalog, tick))
    qtbot.waitUntil(lambda: not session.jobs.busy, timeout=60_000)
    assert session.project.stale.stage == "plan"
    assert "Decisions have changed" in provenance.why_stale(session.project)
    session.jobs.stop()
    session.close()


@pytest.fixture
def gone(session: Session, city: Path) -> Path:
    """A project whose file is deleted while it is open, after one more change."""
    assert session.do(lambda project: project.set_setting("city", "Last change"))
    city.unlink()
    return city


def test_that_a_file_that_is_gone_takes_no_change_and_says_so_once(session: Session, gone: Path, no_box) -> None:
    assert not session.do(lambda project: project.set_setting("city", "Elm"))
    session.work("Long", lambda project, catalog, tick: project.set_setting("city", "Elm"))
    assert not session.jobs.busy and not gone.exists()
    assert [str(gone) in str(e) and "Save a copy" in str(e) for e in no_box] == [True, True]
    no_box.clear()
    session.look_again()
    session.look_again()
    assert len(no_box) == 1 and session.project.city == "Last change"
    no_box.clear()


def test_that_work_goes_on_in_a_copy_of_a_file_that_is_gone(
    session: Session, gone: Path, tmp_path: Path, monkeypatch, qtbot
) -> None:
    target = tmp_path / "copy.reskill"
    monkeypatch.setattr(files, "ask_target", lambda *asked: target)
    files.save_copy(session, QWidget())
    qtbot.waitUntil(lambda: session.project.path == target, timeout=20_000)
    assert session.project.city == "Last change"
    assert session.do(lambda project: project.set_setting("city", "Elm"))
    qtbot.waitUntil(lambda: not session.jobs.busy, timeout=20_000)


def test_that_closing_keeps_a_backup_of_a_file_that_is_gone(session: Session, gone: Path) -> None:
    session.close()
    with closing(open_project(backup.backups(gone)[0], read_only=True)) as kept:
        assert kept.city == "Last change"


def test_that_a_job_never_writes_into_another_file_in_the_place(
    session: Session, city: Path, tmp_path: Path, no_box
) -> None:
    create(tmp_path / "other.reskill", city="Other").close()
    (tmp_path / "other.reskill").replace(city)
    session.work("Rename", lambda project, catalog, tick: project.set_setting("city", "Elm"))
    assert "replaced by another file" in str(no_box[0])
    no_box.clear()
    with closing(open_project(city, read_only=True)) as other:
        assert other.city == "Other"


def test_that_who_has_the_project_open_is_known_while_it_is(session: Session, city: Path) -> None:
    claim = city.parent / f".{city.name}.lock"
    assert str(os.getpid()) in claim.read_text(encoding="utf-8")
    session.close()
    assert not claim.exists()
