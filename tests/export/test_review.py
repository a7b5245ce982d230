import argparse
import datetime as dt
import shutil
import subprocess
import zipfile
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment

from reskill.cli import commands
from reskill.export import review as review_module
from reskill.export.editions import write_workbook
from reskill.export.review import read_review
from reskill.export.union.signoff import TITLE as SIGN_OFF
from reskill.problem import ReskillError
from reskill.project.comments import ReviewComment, keep_review
from reskill.project.file import Project, create, now
from reskill.queries.comments import comments
from reskill.reference.catalog import Catalog


def answered(project: Project, catalog: Catalog, folder: Path, reviewer: str = "A. Diaz, Local 21") -> Path:
    """The union edition with two answers, one with a formula in it, as a reviewer saves it."""
    path = folder / "back.xlsx"
    write_workbook(project, catalog, path, "union")
    book = openpyxl.load_workbook(path)
    for sheet, row, response, comment in (
        ("Classes", 2, "disagree", "Our clerks also do notary work"),
        ("City answers", 3, "needs evidence", None),
    ):
        ws = book[sheet]
        headers = [c.value for c in ws[1]]
        ws.cell(row, headers.index("Response") + 1).value = response
        ws.cell(row, headers.index("Comment") + 1).value = comment
    book["Dates and sign-off"]["B2"] = reviewer
    book.save(path)
    return path


def test_that_answers_come_back_to_their_rows(planned: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    found = read_review(answered(planned, small_catalog, tmp_path), planned).taken
    kept = planned.rows("SELECT edition, sheet, subject, text, stance, who FROM comment ORDER BY id")
    assert kept == [vars(c) for c in found]
    assert [(c.edition, c.sheet, c.subject, c.stance, c.who) for c in found] == [
        ("union", "Classes", "class: ADMIN ASST II | Local 21", "disagree", "A. Diaz, Local 21"),
        ("union", "City answers", "city's answer: Tools by class", "needs evidence", "A. Diaz, Local 21"),
    ]
    assert found[0].text == "Our clerks also do notary work"


def test_that_the_same_workbook_is_taken_in_once(planned: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    path = answered(planned, small_catalog, tmp_path)
    assert len(read_review(path, planned).taken) == 2
    assert read_review(path, planned).taken == []
    assert planned.value("SELECT count(*) FROM comment") == 2
    planned.undo()
    assert planned.value("SELECT count(*) FROM comment") == 0


def test_that_what_a_reviewer_chose_is_no_answer_and_stays_beside_one(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    path = answered(planned, small_catalog, tmp_path)
    read_review(path, planned)
    assert planned.value("SELECT count(*) FROM comment WHERE response <> ''") == 0
    planned.db.execute("UPDATE comment SET response = 'We will look at it.'")
    assert read_review(path, planned).taken == []
    assert planned.value("SELECT stance FROM comment LIMIT 1") == "disagree"


def test_that_the_sign_off_comes_back(planned: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    path = answered(planned, small_catalog, tmp_path)
    book = openpyxl.load_workbook(path)
    lines = {row[0].value: row for row in book[SIGN_OFF].iter_rows(min_row=2)}
    for item, who, day, settled, note in (
        ("Reviewed by", "A. Diaz, Local 21", dt.date(2027, 3, 1), None, None),
        ("Joint committee meets", "both parties", dt.datetime(2027, 2, 3), "yes", "in City Hall"),
        ("Comments on the plan as a whole", None, None, None, "Start with the library"),
    ):
        for cell, value in zip(lines[item][1:], (who, day, settled, note), strict=False):
            cell.value = value
    book.save(path)
    found = [c for c in read_review(path, planned).taken if c.sheet == SIGN_OFF]
    assert [(c.subject, c.text, c.stance) for c in found] == [
        ("sign-off: Reviewed by", "2027-03-01", ""),
        ("sign-off: Joint committee meets", "both parties; 2027-02-03; in City Hall", "yes"),
        ("sign-off: Comments on the plan as a whole", "Start with the library", ""),
    ]
    assert {c.who for c in found} == {"A. Diaz, Local 21"}


def test_that_an_unsigned_review_is_kept(planned: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    path = answered(planned, small_catalog, tmp_path, reviewer="")
    assert {c.who for c in read_review(path, planned).taken} == {"a reviewer"}


def test_that_another_citys_review_is_refused(planned: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    path = answered(planned, small_catalog, tmp_path)
    with (
        closing(create(tmp_path / "elm.reskill", city="Elm Grove")) as other,
        pytest.raises(ReskillError, match="a project of Oak Hill .*not from Elm Grove"),
    ):
        read_review(path, other)
    planned.set_setting("city", "Oak Hill Town")  # the same project under another name
    assert read_review(path, planned).taken


def test_that_a_file_of_another_kind_is_refused(planned: Project, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text("title,department\nClerk,Library\n", encoding="utf-8")
    with pytest.raises(ReskillError, match="not a workbook that Reskill wrote"):
        read_review(tmp_path / "roster.csv", planned)
    assert planned.value("SELECT count(*) FROM comment") == 0


def test_that_an_extra_sheet_notes_and_strays_lose_no_answer(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    path = answered(planned, small_catalog, tmp_path)
    book = openpyxl.load_workbook(path)
    book.create_sheet("Sheet1")
    book.create_sheet("Our notes")["B3"] = "Ask the stewards"
    roles = book["Classes"]
    roles["A2"].comment = Comment("Two of them retire", "Diaz")
    roles.cell(2, roles.max_column + 2).value = "see letter"
    book.save(path)
    review = read_review(path, planned)
    assert [(c.subject, c.text) for c in review.taken if c.sheet == "Classes"] == [
        ("class: ADMIN ASST II | Local 21", "Our clerks also do notary work"),
        ("class: ADMIN ASST II | Local 21", "Note on A2: Two of them retire"),
    ]
    assert len(review.taken) == 3
    assert [(t.sheet, t.text) for t in review.left] == [("Classes", "see letter"), ("Our notes", "Ask the stewards")]
    assert review.left[1].cell == "B3"


def left_of(path: Path, project: Project) -> list[tuple[str, str, str, str]]:
    """What is not taken, in the order of the sheets."""
    return [(t.sheet, t.cell, t.text, t.why) for t in read_review(path, project).left]


def test_that_an_untouched_workbook_leaves_nothing(planned: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "back.xlsx"
    write_workbook(planned, small_catalog, path, "union")
    assert left_of(path, planned) == []
    openpyxl.load_workbook(path).save(path)  # as another program stores it
    assert left_of(path, planned) == []


def test_that_words_over_our_own_beneath_and_above_are_listed_with_their_places(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    path = answered(planned, small_catalog, tmp_path)
    book = openpyxl.load_workbook(path)
    classes = book["Classes"]
    band = [c.value for c in classes[1]].index("Band") + 1
    classes.cell(2, band).value = "low"
    classes.cell(3, 1).value = "Not our job"
    classes.cell(classes.max_row + 3, 2).value = "and what of the nurses?"
    book["Cover"]["A1"] = "Draft, not agreed"
    book["Cover"]["F2"] = "why so late?"
    book["By bargaining unit"].cell(2, 2).value = 12345
    book.save(path)
    over, beside = "typed over what the workbook said", "beside the columns or rows for answers"
    assert left_of(path, planned) == [
        ("Cover", "A1", "Draft, not agreed", over),
        ("Cover", "F2", "why so late?", beside),
        ("Classes", f"{openpyxl.utils.get_column_letter(band)}2", "low", over),
        ("Classes", "A3", "Not our job", over),
        ("Classes", f"B{classes.max_row}", "and what of the nurses?", beside),
        ("By bargaining unit", "B2", "12345", over),
    ]


def test_that_answers_find_their_lines_by_the_words_where_the_column_reference_is_gone(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    path = answered(planned, small_catalog, tmp_path)
    book = openpyxl.load_workbook(path)
    classes = book["Classes"]
    classes.delete_cols([c.value for c in classes[1]].index("Reference") + 1)
    book.save(path)
    review = read_review(path, planned)
    assert [(c.sheet, c.subject) for c in review.taken] == [
        ("Classes", "class: ADMIN ASST II | Local 21"),
        ("City answers", "city's answer: Tools by class"),
    ]
    assert review.left == []


def test_that_answers_find_their_lines_where_all_columns_but_the_names_are_gone(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    path = answered(planned, small_catalog, tmp_path)
    book = openpyxl.load_workbook(path)
    classes = book["Classes"]
    for at in range(classes.max_column, 0, -1):
        if classes.cell(1, at).value not in ("Class title", "Comment"):
            classes.delete_cols(at)
    classes.append(["ADMIN ASST", "of no such class"])
    book.save(path)
    review = read_review(path, planned)
    assert [(c.subject, c.text) for c in review.taken if c.sheet == "Classes"] == [
        ("class: ADMIN ASST II | Local 21", "Our clerks also do notary work")
    ]
    assert [t.text for t in review.left] == ["ADMIN ASST", "of no such class"]


def test_that_answers_of_a_sort_without_the_references_are_listed_and_on_no_line(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    path = answered(planned, small_catalog, tmp_path)
    book = openpyxl.load_workbook(path)
    ws = book["Classes"]
    reference = [c.value for c in ws[1]].index("Reference") + 1
    rows = [[c.value for c in row] for row in ws.iter_rows(min_row=2)]
    for n, row in enumerate(reversed(rows), 2):
        for at, value in enumerate(row, 1):
            if at != reference:
                ws.cell(n, at).value = value
    book.save(path)
    review = read_review(path, planned)
    assert [c.sheet for c in review.taken] == ["City answers"]
    assert [t.text for t in review.left if "of two lines" in t.why] == ["disagree", "Our clerks also do notary work"]


def test_that_sorted_sheets_are_known_again(planned: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    path = answered(planned, small_catalog, tmp_path)
    book = openpyxl.load_workbook(path)
    for sheet in ("Classes", "City answers", "Training"):
        ws = book[sheet]
        rows = [[c.value for c in row] for row in ws.iter_rows(min_row=2)]
        for n, row in enumerate(reversed(rows), 2):
            for at, value in enumerate(row, 1):
                ws.cell(n, at).value = value
    book.save(path)
    review = read_review(path, planned)
    assert review.left == []
    assert [(c.sheet, c.subject) for c in review.taken] == [
        ("Classes", "class: ADMIN ASST II | Local 21"),
        ("City answers", "city's answer: Tools by class"),
    ]


def test_that_a_line_of_the_reviewers_own_is_taken_from_the_sign_off(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    path = answered(planned, small_catalog, tmp_path)
    book = openpyxl.load_workbook(path)
    book[SIGN_OFF].append(["Shift differential", "Local 21", None, "open", "stays"])
    book[SIGN_OFF].append([None, None, None, None, "no item"])
    book[SIGN_OFF].append(["Parking", None, None, None, None, "beside the columns"])
    book.save(path)
    review = read_review(path, planned)
    assert [(c.subject, c.stance) for c in review.taken if c.sheet == SIGN_OFF] == [
        ("sign-off: Shift differential", "open")
    ]
    assert [t.text for t in review.left] == ["no item", "Parking", "beside the columns"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12, deadline=None)
@given(data=st.data())
def test_that_every_word_wherever_it_is_typed_is_taken_or_listed_with_its_place(
    planned: Project, small_catalog: Catalog, tmp_path: Path, data: st.DataObject
) -> None:
    path = tmp_path / "typed.xlsx"
    if not path.exists():
        write_workbook(planned, small_catalog, path, "union")
    book = openpyxl.load_workbook(path)
    typed = {}
    for n in range(3):
        ws = book[data.draw(st.sampled_from([s for s in book.sheetnames if s != "As written"]))]
        cell = ws.cell(data.draw(st.integers(1, ws.max_row + 3)), data.draw(st.integers(1, ws.max_column + 2)))
        cell.value = text = f"word {n}"
        typed[ws.title, cell.coordinate] = text
    book.save(tmp_path / "back.xlsx")
    try:
        review = read_review(tmp_path / "back.xlsx", planned)
    except ReskillError as refused:
        assert "not Oak Hill" in str(refused)
        return
    left = {(t.sheet, t.cell): t.text for t in review.left}
    taken = [f"{c.stance} {c.text} {c.who} {c.subject}" for c in review.taken]
    for place, text in typed.items():
        assert left.get(place) == text or any(text in t for t in taken), (place, text)
    assert set(left) <= set(typed)
    if review.taken:
        planned.undo()


def test_that_a_name_alone_says_who_has_looked(planned: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "back.xlsx"
    write_workbook(planned, small_catalog, path, "union")
    book = openpyxl.load_workbook(path)
    book[SIGN_OFF]["B2"] = "A. Diaz, Local 21"
    book.save(path)
    review = read_review(path, planned)
    assert [(c.subject, c.text, c.who) for c in review.taken] == [
        ("sign-off: Reviewed by", "A. Diaz, Local 21", "A. Diaz, Local 21")
    ]
    assert review.left == []


def test_that_rows_put_in_above_the_headers_lose_no_answer(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    path = answered(planned, small_catalog, tmp_path)
    taken = [(c.sheet, c.subject, c.text) for c in read_review(path, planned).taken]
    planned.undo()
    book = openpyxl.load_workbook(path)
    for sheet in ("Cover", taken[0][0]):
        book[sheet].insert_rows(1)
        book[sheet]["A1"] = "Our copy"
    book.save(path)
    review = read_review(path, planned)
    assert [(c.sheet, c.subject, c.text) for c in review.taken] == taken
    assert {(t.sheet, t.cell, t.text) for t in review.left} == {(s, "A1", "Our copy") for s in ("Cover", taken[0][0])}


def test_that_a_workbook_without_its_checksums_says_so(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    path = answered(planned, small_catalog, tmp_path)
    book = openpyxl.load_workbook(path)
    del book["As written"]
    book.save(path)
    review = read_review(path, planned)
    assert len(review.taken) == 2
    assert [t.sheet for t in review.left] == ["As written"]


def test_that_sheets_without_checksums_are_known_by_their_headers_not_their_names(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    path = answered(planned, small_catalog, tmp_path)
    book = openpyxl.load_workbook(path)
    del book["As written"]
    classes, signed = book["Classes"], book[SIGN_OFF]
    signed.title, classes.title = "between", SIGN_OFF
    signed.title = "Classes"
    book.save(path)
    found = read_review(path, planned).taken
    assert [(c.subject, c.stance, c.who) for c in found if c.text or c.stance] == [
        ("class: ADMIN ASST II | Local 21", "disagree", "A. Diaz, Local 21"),
        (found[1].subject, "needs evidence", "A. Diaz, Local 21"),
    ]


def test_that_a_header_repeated_between_lines_is_no_line_without_checksums(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    path = answered(planned, small_catalog, tmp_path)
    book = openpyxl.load_workbook(path)
    del book["As written"]
    classes = book["Classes"]
    classes.append([c.value for c in classes[1]])
    classes.cell(classes.max_row, 1).comment = Comment("on the header", "Diaz")
    book.save(path)
    review = read_review(path, planned)
    assert [c.subject for c in review.taken if c.sheet == "Classes"] == ["class: ADMIN ASST II | Local 21"]
    assert "on the header" in [t.text for t in review.left]


def test_that_no_answer_is_lost_without_checksums_where_the_column_response_is_gone(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    path = answered(planned, small_catalog, tmp_path)
    book = openpyxl.load_workbook(path)
    del book["As written"]
    for title in ("Response", "Reference"):
        book["Classes"].delete_cols([c.value for c in book["Classes"][1]].index(title) + 1)
    book.save(path)
    review = read_review(path, planned)
    assert "Our clerks also do notary work" in [t.text for t in review.left]


def with_part(path: Path, kind: str, part: str, xml: bytes) -> None:
    """Put a part into the workbook that the sheet with a note leads to."""
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    rels = next(n for n in parts if n.startswith("xl/worksheets/_rels/") and b"/comments" in parts[n])
    relation = f'<Relationship Id="t1" Target="/{part}" Type="http://schemas.microsoft.com/x/{kind}"/></Relationships>'
    parts[rels] = parts[rels].replace(b"</Relationships>", relation.encode())
    parts[part] = xml
    with zipfile.ZipFile(path, "w") as target:
        for name, data in parts.items():
            target.writestr(name, data)


def test_that_a_thread_is_read_once_and_each_remark_of_it(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    path = answered(planned, small_catalog, tmp_path)
    book = openpyxl.load_workbook(path)
    book["Classes"]["A2"].comment = Comment("[Threaded comment] Excel's copy", "tc")
    book.save(path)
    with_part(
        path,
        "threadedComment",
        "xl/threadedComments/t1.xml",
        b'<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
        b'<threadedComment ref="A2"><text>Who checks?</text></threadedComment>'
        b'<threadedComment ref="A2"><text>We do</text></threadedComment></ThreadedComments>',
    )
    found = read_review(path, planned).taken
    assert [c.text for c in found if c.text.startswith("Note")] == ["Note on A2: Who checks?", "Note on A2: We do"]


def test_that_a_text_box_is_read_as_a_note_on_the_cell_beneath_its_corner(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    path = answered(planned, small_catalog, tmp_path)
    book = openpyxl.load_workbook(path)
    book["Classes"]["A2"].comment = Comment("A note", "Diaz")
    book.save(path)
    box = (
        b"<a:anchor><xdr:twoCellAnchor><xdr:from><xdr:col>2</xdr:col><xdr:row>%d</xdr:row></xdr:from>"
        b"<xdr:sp><a:p><a:t>Not without </a:t><a:t>us</a:t></a:p></xdr:sp></xdr:twoCellAnchor></a:anchor>"
    )
    names = b'<a:anchor xmlns:a="urn:a" xmlns:xdr="urn:x">'
    with_part(path, "drawing", "xl/drawings/d9.xml", box.replace(b"<a:anchor>", names) % 1)
    found = read_review(path, planned)
    assert [c.text for c in found.taken if "Not" in c.text] == ["Note on A2: A note", "Note on C2: Not without us"]
    with_part(path, "drawing", "xl/drawings/d9.xml", box.replace(b"<a:anchor>", names) % 0)
    assert {(t.cell, t.text) for t in read_review(path, planned).left} == {("C1", "Not without us")}


def test_that_a_number_typed_over_a_formula_is_listed(planned: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "board.xlsx"
    write_workbook(planned, small_catalog, path, "board")
    book = openpyxl.load_workbook(path)
    funds = book["Funds"]
    cash = [c.value for c in funds[1]].index("Planned in cash") + 1
    assert str(funds.cell(2, cash).value).startswith("=")
    funds.cell(2, cash).value = 1234.5
    book.save(path)
    assert left_of(path, planned) == [
        ("Funds", funds.cell(2, cash).coordinate, "1234.5", "typed over what the workbook said")
    ]


def test_that_words_that_became_a_formula_are_taken_as_words(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    path = answered(planned, small_catalog, tmp_path)
    book = openpyxl.load_workbook(path)
    ws = book["Classes"]
    ws.cell(3, [c.value for c in ws[1]].index("Comment") + 1).value = "=-not so"
    ws.cell(2, ws.max_column + 2).value = "=see letter"
    book.save(path)
    review = read_review(path, planned)
    assert "=-not so" in [c.text for c in review.taken]
    assert [t.text for t in review.left] == ["=see letter"]


def test_that_renamed_sheets_are_known_by_their_lines(planned: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    path = answered(planned, small_catalog, tmp_path)
    book = openpyxl.load_workbook(path)
    for n, ws in enumerate(book.worksheets[:-1]):
        ws.title = f"Ours {n}"
    book.save(path)
    review = read_review(path, planned)
    assert [(c.sheet, c.who) for c in review.taken] == [
        ("Classes", "A. Diaz, Local 21"),
        ("City answers", "A. Diaz, Local 21"),
    ]
    assert [(t.sheet, t.cell) for t in review.left] == [
        (f"Ours {n}", "its name") for n in range(len(book.worksheets) - 1)
    ]


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed")
def test_that_an_open_document_and_back_loses_nothing(planned: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    path = answered(planned, small_catalog, tmp_path)
    for suffix in ("ods", "xlsx"):
        out = tmp_path / suffix
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", suffix, "--outdir", str(out), str(path)],
            check=True,
            capture_output=True,
            timeout=100,
        )
        path = out / f"back.{suffix}"
    review = read_review(path, planned)
    assert len(review.taken) == 2
    assert review.left == []


def test_that_the_command_lists_what_it_left_and_exits_1(
    planned: Project, small_catalog: Catalog, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = answered(planned, small_catalog, tmp_path)
    arguments = argparse.Namespace(workbook=path, project=planned.path, json=False)
    assert commands.review(arguments) == 0
    book = openpyxl.load_workbook(path)
    book.create_sheet("Our notes")["B3"] = "Ask the stewards"
    book.save(path)
    assert commands.review(arguments) == 1
    assert "Not taken: Our notes!B3: Ask the stewards (not a sheet of this edition)" in capsys.readouterr().out


def test_that_another_project_of_the_same_city_is_refused(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    path = answered(planned, small_catalog, tmp_path)
    planned.db.execute("UPDATE setting SET value = '00ff' WHERE key = 'key'")
    with pytest.raises(ReskillError, match=r"another project of Oak Hill"):
        read_review(path, planned)
    assert planned.value("SELECT count(*) FROM comment") == 0


def test_that_a_later_answer_of_the_same_person_supersedes_and_both_are_shown(
    planned: Project, small_catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review_module, "now", lambda: "2027-02-01 09:00:00")
    read_review(answered(planned, small_catalog, tmp_path, "Rosa Diaz"), planned)
    path = answered(planned, small_catalog, tmp_path, "rosa  diaz")
    book = openpyxl.load_workbook(path)
    classes = book["Classes"]
    classes.cell(2, [c.value for c in classes[1]].index("Comment") + 1).value = "Settled: no notary work"
    book.save(path)
    monkeypatch.setattr(review_module, "now", lambda: "2027-03-01 09:00:00")
    read_review(path, planned)
    found = comments(planned, "*")
    rows = found.rows(found.keys((), "", "", False)).values()
    shown = [(r["text"], r["who"], r["state"]) for r in rows if r["sheet"] == "Classes"]
    assert sorted(shown) == [
        ("Our clerks also do notary work", "Rosa Diaz", "superseded"),
        ("Settled: no notary work", "Rosa Diaz", "open"),
    ]


def test_that_of_two_files_saved_in_one_second_the_one_read_later_counts(planned: Project) -> None:
    saved = now()
    for text in ("No notary work", "Settled"):
        assert keep_review(planned, [ReviewComment("union", "Classes", "Clerk", text, "", "Rosa Diaz")], saved, {})
    found = comments(planned, "*")
    rows = found.rows(found.keys((), "", "", False)).values()
    assert sorted((r["text"], r["state"]) for r in rows if r["sheet"] == "Classes") == [
        ("No notary work", "superseded"),
        ("Settled", "open"),
    ]


def test_that_what_is_typed_into_an_answer_is_text_whatever_it_starts_with(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    write_workbook(planned, small_catalog, tmp_path / "a.xlsx", "union")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    classes = book["Classes"]
    headers = [c.value for c in classes[1]]
    assert {classes.cell(2, headers.index(h) + 1).number_format for h in ("Response", "Comment")} == {"@"}
    assert {c.number_format for c in book[SIGN_OFF][2][1:5]} == {"@", "yyyy-mm-dd"}


@pytest.mark.parametrize("column", [2, 4])
def test_that_a_word_over_a_short_line_of_the_cover_is_listed_alone(
    planned: Project, small_catalog: Catalog, tmp_path: Path, column: int
) -> None:
    """Lines of the contents differ in a column that also has formulas, and are told apart by it."""
    path = tmp_path / "cover.xlsx"
    write_workbook(planned, small_catalog, path, "union")
    book = openpyxl.load_workbook(path)
    for row in [r for r in range(5, book["Cover"].max_row) if book["Cover"].cell(r, 1).value in ("Contents", "About")]:
        changed = openpyxl.load_workbook(path)
        cell = changed["Cover"].cell(row, column)
        cell.value = "typed over"
        changed.save(tmp_path / "back.xlsx")
        found = read_review(tmp_path / "back.xlsx", planned).left
        assert [(t.cell, t.text) for t in found] == [(cell.coordinate, "typed over")]


def test_that_what_is_typed_into_an_empty_input_is_listed(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    write_workbook(planned, small_catalog, tmp_path / "b.xlsx", "board")
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    (row,) = [r for r in book["Inputs"].iter_rows() if r[0].value == "Money of the funds"]
    row[1].value = "more than last year"
    book.save(tmp_path / "b.xlsx")
    left = read_review(tmp_path / "b.xlsx", planned).left
    assert [(t.sheet, t.cell, t.text) for t in left] == [("Inputs", row[1].coordinate, "more than last year")]
