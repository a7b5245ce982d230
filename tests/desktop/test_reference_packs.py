"""Packs in the window: import, add, verify, remove, download, and resting the project on another one."""

from __future__ import annotations

import hashlib
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QInputDialog, QMessageBox

from reskill.desktop.dialogs import reference_packs
from reskill.desktop.dialogs.describe_index import DescribeIndexDialog
from reskill.desktop.dialogs.move_pack import MovePackDialog
from reskill.desktop.dialogs.reference_packs import ReferencePacksDialog
from reskill.desktop.session import Session
from reskill.problem import ReskillError
from reskill.project.file import open_project
from reskill.reference.catalog import installed_packs, open_pack, packs_folder
from reskill.reference.download import Published
from reskill.reference.onet import import_onet

sys.path.insert(0, str(Path(__file__).parents[1] / "reference"))
import releases

Left = Qt.MouseButton.LeftButton
REFUSED = "release.txt"


@pytest.fixture(autouse=True)
def packs(catalog) -> Iterator[Path]:
    """The folder of packs, empty before and after."""
    folder = packs_folder()
    yield folder
    for path in folder.iterdir():
        path.unlink()


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A made-up release 29.9 as a zip."""
    return releases.zipped(releases.write(tmp_path / "release", releases.tables()))


@pytest.fixture
def mine(release: Path) -> str:
    """A pack of that release, imported already."""
    return import_onet(release, "mine").stem


@pytest.fixture
def dialog(window, qtbot) -> Iterator[ReferencePacksDialog]:
    """The dialog over the planned city."""
    made = ReferencePacksDialog(window.session, window)
    made.open()
    yield made
    window.session.jobs.stop()
    if made.isVisible():
        qtbot.keyClick(made, Qt.Key.Key_Escape)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The problems that are shown, in words."""
    texts: list[str] = []
    monkeypatch.setattr(
        "reskill.desktop.errors.show_problems", lambda title, problems, *_: texts.extend(p.text for p in problems)
    )
    return texts


def names(dialog: ReferencePacksDialog) -> list[str]:
    return [dialog.packs.rows.key(i) for i in range(dialog.packs.rows.rowCount())]


def settled(dialog: ReferencePacksDialog, qtbot) -> None:
    qtbot.waitUntil(lambda: not dialog.session.jobs.busy, timeout=60_000)


def when(kind: type[QDialog], act: Callable[[QDialog], object]) -> list[QDialog]:
    """Act on the next modal dialog of a kind when it opens; the list then holds it."""
    seen: list[QDialog] = []

    def look() -> None:
        top = QApplication.activeModalWidget()
        if isinstance(top, kind):
            seen.append(top)
            act(top)
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(0, look)
    return seen


def press(qtbot, text: str) -> Callable[[QMessageBox], None]:
    """Press the button of a box that says this."""

    def act(box: QMessageBox) -> None:
        button = next(b for b in box.buttons() if b.text().replace("&", "") == text)
        qtbot.mouseClick(button, Left)

    return act


def give(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> None:
    monkeypatch.setattr(reference_packs, "ask_file", lambda *args: path)
    monkeypatch.setattr(reference_packs, "ask_folder", lambda *args: path)


def import_by_menu(dialog: ReferencePacksDialog, place: int = 0) -> None:
    dialog.release_button.menu().actions()[place].trigger()


def test_that_the_sources_page_and_the_menu_lead_to_the_packs(window, qtbot) -> None:
    window.go("sources")
    page = window.page()
    assert "command line" not in page.pack_text.text()
    seen = when(ReferencePacksDialog, lambda d: qtbot.keyClick(d, Qt.Key.Key_Escape))
    qtbot.mouseClick(page.packs_button, Left)
    assert seen and not seen[0].isVisible()
    seen = when(ReferencePacksDialog, lambda d: qtbot.mouseClick(d.ok_button, Left))
    window.do("reference_packs")
    assert seen and not seen[0].isVisible()


def test_that_the_embedded_pack_alone_is_explained(dialog) -> None:
    row = dialog.packs.current()
    assert names(dialog) == ["embedded"] and row["state"] == "in use here"
    assert row["occupations"] > 800 and row["tasks"] > 3000 and row["size"] > 1
    assert "Only the pack that comes with Reskill" in dialog.hint_label.text()
    assert "a copy of it" in dialog.about_label.text()
    assert not dialog.use_button.isEnabled() and not dialog.remove_button.isEnabled()
    assert dialog.wages_button.isEnabled() and dialog.release_button.isEnabled()


def test_that_packs_can_be_kept_without_a_project(empty_window, qtbot, mine: str) -> None:
    seen = []

    def act(dialog) -> None:
        dialog.packs.choose(mine)
        seen.append((names(dialog), dialog.use_button.isEnabled(), dialog.remove_button.isEnabled()))
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    when(ReferencePacksDialog, act)
    empty_window.do("reference_packs")
    assert seen == [(["embedded", "mine"], False, True)]


def test_that_a_release_is_imported_from_its_zip_and_chosen(dialog, qtbot, release: Path, monkeypatch, told) -> None:
    give(monkeypatch, release)
    import_by_menu(dialog)
    qtbot.waitUntil(lambda: "onet-29.9" in names(dialog), timeout=60_000)
    settled(dialog, qtbot)
    row = dialog.packs.current()
    assert (row["key"], row["title"], row["release"]) == ("onet-29.9", "O*NET 29.9", "29.9")
    assert row["occupations"] == 4 and row["state"] == ""
    assert "imported" in dialog.state_label.text() and dialog.use_button.isEnabled()
    assert [text.split()[0] for text in told] == [releases.CREDIT, releases.SERVICE]
    assert "no job zone" in told[0]


def test_that_a_release_is_imported_from_its_folder(dialog, qtbot, release: Path, monkeypatch, told) -> None:
    give(monkeypatch, release.with_suffix(""))
    import_by_menu(dialog, 1)
    qtbot.waitUntil(lambda: "onet-29.9" in names(dialog), timeout=60_000)
    settled(dialog, qtbot)


def test_that_a_release_that_does_not_say_which_is_named_after_its_file(
    dialog, qtbot, tmp_path: Path, monkeypatch, told
) -> None:
    folder = releases.write(tmp_path / "x", releases.tables())
    (folder / "Read Me.txt").unlink()
    give(monkeypatch, folder.rename(tmp_path / "our own set!"))
    import_by_menu(dialog, 1)
    qtbot.waitUntil(lambda: "onet-our-own-set" in names(dialog), timeout=60_000)
    settled(dialog, qtbot)


def test_that_an_import_again_is_asked_for(dialog, qtbot, release: Path, monkeypatch, told) -> None:
    import_onet(release)
    before = (packs_folder() / "onet-29.9.sqlite").stat().st_mtime_ns
    give(monkeypatch, release)
    seen = when(QMessageBox, press(qtbot, "Cancel"))
    import_by_menu(dialog)
    qtbot.waitUntil(lambda: bool(seen), timeout=20_000)
    settled(dialog, qtbot)
    assert (packs_folder() / "onet-29.9.sqlite").stat().st_mtime_ns == before
    seen = when(QMessageBox, press(qtbot, "Import again"))
    import_by_menu(dialog)
    qtbot.waitUntil(lambda: (packs_folder() / "onet-29.9.sqlite").stat().st_mtime_ns != before, timeout=60_000)
    settled(dialog, qtbot)


def test_that_what_is_no_release_is_refused_and_nothing_is_changed(
    dialog, qtbot, tmp_path: Path, monkeypatch, no_box
) -> None:
    wrong = tmp_path / REFUSED
    wrong.write_text("no release", encoding="utf-8")
    give(monkeypatch, wrong)
    import_by_menu(dialog)
    qtbot.waitUntil(lambda: bool(no_box), timeout=20_000)
    error = no_box.pop()
    assert isinstance(error, ReskillError) and REFUSED in str(error.problems[0])
    assert installed_packs() == ["embedded"]


def test_that_an_import_is_cancelled_from_the_dialog(dialog, qtbot, release: Path, monkeypatch) -> None:
    begun, gate = threading.Event(), threading.Event()

    def slow(path, name, tick):
        begun.set()
        gate.wait(10)
        tick(0.5, "half")
        return import_onet(path, name, tick)

    monkeypatch.setattr("reskill.desktop.pack_work.import_onet", slow)
    give(monkeypatch, release)
    import_by_menu(dialog)
    qtbot.waitUntil(begun.is_set, timeout=20_000)
    cancel = dialog.job_place.findChild(object, "cancel_job")
    assert cancel.isVisible() and not dialog.release_button.isEnabled()
    qtbot.mouseClick(cancel, Left)
    gate.set()
    settled(dialog, qtbot)
    assert installed_packs() == ["embedded"] and dialog.release_button.isEnabled()


def test_that_a_crosswalk_goes_into_a_copy_of_the_embedded_pack(dialog, qtbot, tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "crosswalk.csv"
    path.write_text("CIP2020Code,SOC2018Code\n52.0302,43-3031\n", encoding="utf-8")
    give(monkeypatch, path)
    qtbot.mouseClick(dialog.crosswalk_button, Left)
    qtbot.waitUntil(lambda: "embedded+cip-soc" in names(dialog), timeout=60_000)
    settled(dialog, qtbot)
    assert dialog.packs.current()["key"] == "embedded+cip-soc"
    assert dialog.session.project.setting("reference", "embedded") == "embedded"


def test_that_ratings_go_into_the_chosen_pack_and_their_doubts_are_shown(
    dialog, qtbot, mine: str, tmp_path: Path, monkeypatch
) -> None:
    shown = []
    monkeypatch.setattr("reskill.desktop.errors.show_problems", lambda title, problems, *_: shown.extend(problems))
    path = tmp_path / "ratings.csv"
    header = "O*NET-SOC Code,Task ID,human_labels,gpt4_exposure,gpt4_automation"
    path.write_text(f"{header}\n{releases.CLERK},2486,E1,E2,T2\n{releases.CLERK},1,E1,E1,T1\n", encoding="utf-8")
    give(monkeypatch, path)
    dialog._read()
    dialog.packs.choose(mine)
    qtbot.mouseClick(dialog.ratings_button, Left)
    qtbot.waitUntil(lambda: bool(shown), timeout=60_000)
    settled(dialog, qtbot)
    assert names(dialog) == ["embedded", "mine"] and "1 of 2 ratings" in shown[0].text


def test_that_the_release_of_wages_is_asked_for_when_the_name_does_not_say_it(
    dialog, qtbot, tmp_path: Path, monkeypatch, no_box
) -> None:
    path = tmp_path / "pay.csv"
    path.write_text("AREA\n", encoding="utf-8")
    give(monkeypatch, path)
    asked = when(QInputDialog, lambda box: (box.setTextValue("May 2024"), box.accept()))
    qtbot.mouseClick(dialog.wages_button, Left)
    assert asked
    qtbot.waitUntil(lambda: bool(no_box), timeout=20_000)
    assert "pay.csv" in str(no_box.pop().problems[0])
    settled(dialog, qtbot)


def test_that_a_pack_is_verified(dialog, qtbot, mine: str, monkeypatch) -> None:
    shown = []
    monkeypatch.setattr("reskill.desktop.errors.show_problems", lambda title, problems, *_: shown.extend(problems))
    dialog._read()
    dialog.packs.choose(mine)
    qtbot.mouseClick(dialog.verify_button, Left)
    qtbot.waitUntil(lambda: "mine is sound" in dialog.state_label.text(), timeout=20_000)
    (packs_folder() / "mine.json").unlink()
    qtbot.mouseClick(dialog.verify_button, Left)
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)
    assert "checksum" in shown[0].text


def test_that_a_damaged_pack_is_listed_as_such(dialog) -> None:
    (packs_folder() / "broken.sqlite").write_bytes(b"no database" * 100)
    dialog._read()
    row = dialog.packs.current()
    assert row["key"] == "broken" and row["state"] == "cannot be read"
    assert not dialog.use_button.isEnabled() and dialog.remove_button.isEnabled()
    assert "cannot be read" in dialog.about_label.text()


def test_that_a_pack_is_removed_after_asking(dialog, qtbot, mine: str) -> None:
    dialog._read()
    dialog.packs.choose(mine)
    when(QMessageBox, press(qtbot, "Cancel"))
    qtbot.mouseClick(dialog.remove_button, Left)
    settled(dialog, qtbot)
    assert mine in installed_packs()
    when(QMessageBox, press(qtbot, "Remove"))
    qtbot.mouseClick(dialog.remove_button, Left)
    settled(dialog, qtbot)
    assert installed_packs() == ["embedded"] == names(dialog)


def move(dialog: ReferencePacksDialog, qtbot, name: str, act: Callable[[QDialog], object]) -> None:
    dialog._read()
    dialog.packs.choose(name)
    seen = when(MovePackDialog, act)
    qtbot.mouseClick(dialog.use_button, Left)
    qtbot.waitUntil(lambda: bool(seen), timeout=60_000)
    settled(dialog, qtbot)


def test_that_the_preview_shows_what_changes_and_cancel_changes_nothing(dialog, qtbot, mine: str) -> None:
    said = []

    def act(preview: MovePackDialog) -> None:
        said.append(preview.summary_label.text())
        said.append([t.rows.rowCount() for t in (preview.mappings, preview.tasks, preview.bands)])
        said.append(preview.tabs.tabText(0))
        qtbot.keyClick(preview, Qt.Key.Key_Escape)

    project = dialog.session.project
    steps = project.value("SELECT count(*) FROM step")
    move(dialog, qtbot, mine, act)
    assert "gone or split" in said[0] and all(n > 0 for n in said[1])
    assert said[2] == f"Titles ({said[1][0]})"
    assert project.value("SELECT count(*) FROM step") == steps
    assert project.setting("reference", "embedded") == "embedded"


def test_that_the_preview_lists_what_occupations_in_use_lose(dialog, qtbot, tmp_path: Path) -> None:
    tables = releases.tables()
    tables["Job Zones"] = [r for r in tables["Job Zones"] if r[0] != releases.CLERK]
    import_onet(releases.write(tmp_path / "less", tables), "less")
    said = []

    def act(preview: MovePackDialog) -> None:
        said.append((preview.lost.current(), preview.tabs.tabText(4)))
        qtbot.keyClick(preview, Qt.Key.Key_Escape)

    move(dialog, qtbot, "less", act)
    row, tab = said[0]
    assert (row["occupation"], row["what"]) == (f"{releases.CLERK} Bookkeeping Clerks", "job zone")
    assert tab == "Figures lost (1)"


def test_that_the_project_moves_in_one_step_and_undo_takes_it_back(window, dialog, qtbot, mine: str) -> None:
    project = window.session.project
    before = project.rows("SELECT title_id, code, status FROM mapping ORDER BY 1, 2")
    steps = project.value("SELECT count(*) FROM step")
    move(dialog, qtbot, mine, lambda preview: qtbot.mouseClick(preview.ok_button, Left))
    qtbot.waitUntil(lambda: window.session.project.setting("reference") == mine, timeout=60_000)
    settled(dialog, qtbot)
    assert project.value("SELECT count(*) FROM step") == steps + 1
    assert project.value("SELECT count(*) FROM role WHERE band = 'not estimated'") > 0
    assert window.session.project.stale.stage == "plan"
    assert window.session.catalog.name == mine
    assert dialog.packs.current()["state"] == "in use here" and not dialog.remove_button.isEnabled()
    window.session.turn(back=True)
    assert project.setting("reference", "embedded") == "embedded" == window.session.catalog.name
    assert project.rows("SELECT title_id, code, status FROM mapping ORDER BY 1, 2") == before
    assert window.session.project.stale.stage == "titles"


def test_that_adding_to_the_pack_in_use_is_asked_for_and_works_the_figures_out_again(
    window, dialog, qtbot, mine: str, tmp_path: Path, monkeypatch
) -> None:
    move(dialog, qtbot, mine, lambda preview: qtbot.mouseClick(preview.ok_button, Left))
    settled(dialog, qtbot)
    path = tmp_path / "crosswalk.csv"
    path.write_text("CIP2020Code,SOC2018Code\n52.0302,43-3031\n", encoding="utf-8")
    give(monkeypatch, path)
    seen = when(QMessageBox, press(qtbot, "Add"))
    qtbot.mouseClick(dialog.crosswalk_button, Left)
    assert seen
    project = window.session.project
    cip = "SELECT sha256 FROM reference_used WHERE name = 'cip_soc'"
    wanted = hashlib.sha256(path.read_bytes()).hexdigest()
    qtbot.waitUntil(lambda: project.value(cip) == wanted, timeout=60_000)
    settled(dialog, qtbot)
    assert window.session.catalog.cip_soc == [("52.0302", "43-3031")]


def test_that_a_project_whose_pack_is_gone_can_use_another(city: Path, qtbot, no_box) -> None:
    project = open_project(city)
    project.set_setting("reference", "gone")
    project.close()
    session = Session()
    session.open(city)
    dialog = ReferencePacksDialog(session)
    dialog.open()
    assert "rests on gone, which is not at hand" in dialog.hint_label.text()
    when(QMessageBox, press(qtbot, "Use it"))
    qtbot.mouseClick(dialog.use_button, Left)
    settled(dialog, qtbot)
    assert session.project.setting("reference") == "embedded" and no_box == []
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    session.close()


class _Publisher(BaseHTTPRequestHandler):
    content = b""
    asked: ClassVar[list[str]] = []

    def do_HEAD(self) -> None:
        self.asked.append("HEAD")
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.content)))
        self.end_headers()

    def do_GET(self) -> None:
        self.do_HEAD()
        self.asked[-1] = "GET"
        self.wfile.write(self.content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def publisher(release: Path, monkeypatch) -> Iterator[type[_Publisher]]:
    """This computer as the publisher of the made-up release."""
    _Publisher.content, _Publisher.asked = release.read_bytes(), []
    server = HTTPServer(("127.0.0.1", 0), _Publisher)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}/db_29_9_text.zip"
    offered = Published("Made-up 29.9", address, hashlib.sha256(_Publisher.content).hexdigest())
    monkeypatch.setattr(reference_packs, "PUBLISHED", {"29.9": offered})
    yield _Publisher
    server.shutdown()
    server.server_close()
    thread.join()


def test_that_nothing_is_downloaded_before_size_address_and_checksum_were_agreed_to(
    dialog, qtbot, publisher: type[_Publisher], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = []
    lost: list[str] = []  # what occupations lose by the release is shown when it is in
    monkeypatch.setattr("reskill.desktop.errors.show_problems", lambda title, *_: lost.append(title))

    def refuse(box: QMessageBox) -> None:
        said.append(f"{box.text()} {box.informativeText()}")
        qtbot.keyClick(box, Qt.Key.Key_Escape)

    assert publisher.asked == []
    seen = when(QMessageBox, refuse)
    qtbot.mouseClick(dialog.download_button, Left)
    qtbot.waitUntil(lambda: bool(seen), timeout=20_000)
    settled(dialog, qtbot)
    assert publisher.asked == ["HEAD"] and installed_packs() == ["embedded"]
    checksum = hashlib.sha256(publisher.content).hexdigest()
    assert "Made-up 29.9" in said[0] and "0.0 MB, from http://127.0.0.1" in said[0] and checksum in said[0]
    when(QMessageBox, press(qtbot, "Download"))
    qtbot.mouseClick(dialog.download_button, Left)
    qtbot.waitUntil(lambda: "onet-29.9" in names(dialog), timeout=60_000)
    settled(dialog, qtbot)
    assert publisher.asked == ["HEAD", "HEAD", "GET"]
    qtbot.waitUntil(lambda: lost == ["onet-29.9 is imported; please look at this"], timeout=10_000)


def test_that_everything_has_a_name_and_tab_comes_round(dialog, qtbot, mine: str) -> None:
    from test_names import interactive, spoken

    dialog._read()
    dialog.packs.choose(mine)
    assert [w.objectName() for w in interactive(dialog) if not spoken(w)] == []
    assert dialog.sizeHint().width() <= 1280 and dialog.height() <= 720
    wanted = {w for w in interactive(dialog) if w.isEnabled() and w.focusPolicy() & Qt.FocusPolicy.TabFocus}
    dialog.activateWindow()
    dialog.packs.setFocus()
    reached = []
    for _ in range(40):
        reached.append(dialog.focusWidget())
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert {w.objectName() for w in wanted} <= {w.objectName() for w in reached}
    assert reached[1] is dialog.use_button and reached[len(wanted)] is dialog.packs


def test_that_an_unknown_table_of_scores_is_described_and_added(
    dialog, qtbot, mine: str, tmp_path: Path, monkeypatch, no_box
) -> None:
    path = tmp_path / "scores.csv"
    path.write_text(f"soc_code,name,safety\n{releases.CLERK[:7]},Clerks,0.25\n", encoding="utf-8")
    give(monkeypatch, path)
    dialog._read()
    dialog.packs.choose(mine)

    def describe(box: DescribeIndexDialog) -> None:
        assert (box.soc.currentText(), box.score.currentText()) == ("soc_code", "safety")
        qtbot.mouseClick(box.ok_button, Left)
        assert "its name, who published it, its date, its licence" in str(no_box.pop())
        for field, text in (("index_name", "Safe"), ("source", "A. Lab"), ("dated", "2026"), ("licence", "CC0")):
            getattr(box, field).setText(text)
        box.lower_box.setChecked(True)
        qtbot.mouseClick(box.ok_button, Left)

    when(DescribeIndexDialog, describe)
    qtbot.mouseClick(dialog.ratings_button, Left)
    settled(dialog, qtbot)
    with closing(open_pack(mine)) as pack:
        assert pack.indices == {"Safe": {releases.CLERK[:7]: -0.25}}
