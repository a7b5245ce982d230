"""Lists of training programs as they really come: columns found, every row kept, doubts told, known again when newer."""

import csv
import io

import pytest

from reskill.problem import ReskillError
from reskill.programs.lists import take_in_list
from reskill.project.programs import save

HEADER = (
    "official_name,provider_name,cipcode,tuition,fees,total_cost_reported,clock_hours,calendar_length,cert_approval_exp"
)
SOUND = "Bookkeeping,County College,52.0302,900,100,1000,120,4-11 weeks,2999-01-01"


@pytest.fixture
def take(project, tmp_path, catalog):
    cips = {cip for cip, _ in catalog.cip_soc}

    def run(text: str, name: str = "list.csv", **options):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return take_in_list(project, path, cips=cips, **options)

    return run


@pytest.fixture
def importing(project, take):
    def run(*lines: str, header: str = HEADER):
        taken = take("\n".join([header, *lines]) + "\n")
        return project.rows("SELECT * FROM program ORDER BY id"), taken

    return run


def test_that_a_sound_row_comes_in_without_doubt(importing) -> None:
    programs, taken = importing(SOUND)
    assert not taken.doubts
    assert (programs[0]["cost"], programs[0]["hours"], programs[0]["cip"]) == (1000, 120, "52.0302")
    assert (programs[0]["origin"], programs[0]["source"]) == ("imported", "list.csv, row 2")
    assert programs[0]["hours_source"] == "list.csv, row 2"


@pytest.mark.parametrize(
    ("line", "field", "value", "kind"),
    [
        ("A,B,52.0302,4198,0,41984198,120,4-11 weeks,", "cost", None, "total is not the sum of its lines"),
        ("A,B,52.0302,0,0,0,120,4-11 weeks,", "cost", None, "zero cost"),
        ("A,B,52.0302,,,9999,120,4-11 weeks,", "cost", None, "a sign for not known"),
        ("A,B,52.0302,9999,200,,120,4-11 weeks,", "cost", None, "a sign for not known"),
        ("A,B,52.0302,ask us,200,,120,4-11 weeks,", "cost", None, "not a number"),
        ("A,B,52.0302,,200,,120,4-11 weeks,", "cost", None, "no tuition"),
        ("A,B,52.0302,134000,0,134000,120,4-11 weeks,", "cost", None, "unlikely cost"),
        ("A,B,52.0302,500,0,500,-99999,4-11 weeks,", "hours", None, "a sign for not known"),
        ("A,B,52.0302,500,0,500,-1,4-11 weeks,", "hours", None, "competency-based"),
        ("A,B,52.0302,500,0,500,0,4-11 weeks,", "hours", None, "zero hours"),
        ("A,B,52.0302,500,0,500,900,3-7 days,", "hours", 900, "hours do not fit the length"),
        ("A,B,1.0605,500,0,500,75,3-5 months,", "cip", "01.0605", "CIP zero restored"),
        ("A,B,10605,500,0,500,75,3-5 months,", "cip", "01.0605", "CIP zero restored"),
        ("A,B,unknown word,500,0,500,75,3-5 months,", "cip", "", "not a CIP code"),
        ("A,B,53.0202,500,0,500,75,3-5 months,", "cip", "53.0202", "CIP leads to no occupation"),
        ("A,,52.0302,500,0,500,75,3-5 months,", "provider", "", "no provider"),
        (",B,52.0302,500,0,500,75,3-5 months,", "name", "(no name, row 3)", "no name"),
        ("Men¿s Barber,B,52.0302,500,0,500,75,3-5 months,", "name", "Men's Barber", "damaged characters"),
        ("Cr\ufffdme,B,52.0302,500,0,500,75,3-5 months,", "name", "Cr\ufffdme", "damaged characters"),
        ("A,Select One,52.0302,500,0,500,75,3-5 months,", "provider", "", "placeholder"),
        ("A,B,52.0302,500,0,500,75,3-5 months,2019-06-30", "approved_until", "2019-06-30", "approval ended"),
    ],
)
def test_that_a_doubtful_row_is_kept_and_the_doubt_counted(importing, project, line, field, value, kind) -> None:
    programs, taken = importing(SOUND, line)
    assert len(programs) == 2
    assert programs[1][field] == value
    assert taken.doubts[kind] == 1
    assert any(kind in p.text.lower() or kind in p.text for p in taken.problems)
    assert project.rows("SELECT program_id, row FROM program_doubt WHERE kind = ?", (kind,)) == [
        {"program_id": programs[1]["id"], "row": 3}
    ]


def test_that_a_doubted_total_is_still_shown_as_written(importing) -> None:
    programs, _ = importing("Art,Bell,52.0302,4198,0,41984198,120,4-11 weeks,")
    assert "41,984,198" in programs[0]["cost_text"]


def test_that_doubts_are_told_once_for_each_kind_with_a_count(importing) -> None:
    _, taken = importing(*(f"Course {n},B,52.0302,0,0,0,120,4-11 weeks," for n in range(40)))
    told = [p.text for p in taken.problems if "ero cost" in p.text]
    assert len(told) == 1 and "40 (rows 2, 3, 4 and others)" in told[0]


def test_that_a_list_in_another_layout_is_read_by_headers_and_cells(take, project) -> None:
    """Two rows above the header, money in lines, codes without dots, a place, and columns whose names say nothing."""
    text = (
        "Eligible programs,,,,,,,,,\nas of 2026,,,,,,,,,\n"
        "Training Program Name,Name of Provider,Required Cost: Tuition & Fees,Required Cost: Books & Supplies,"
        "Optional Cost,Length: Contact Hours,A,B,Campus Zip Code,How\n"
        "Plumbing,Trade School,4000,150,99,480,47-2152,460503,7030,In-person\n"
        "Welding,Trade School,3000,100,99,300,51-4121,480508,7030,Distance Education\n"
    )
    taken = take(text, state="NJ")
    assert set(taken.columns.by_content) == {"soc", "cip", "delivery"}
    assert taken.unread == ("Optional Cost",)
    assert project.rows("SELECT name, provider, cost, hours, soc, cip, zip, place, delivery FROM program") == [
        {
            "name": "Plumbing",
            "provider": "Trade School",
            "cost": 4150.0,
            "hours": 480.0,
            "soc": "47-2152",
            "cip": "46.0503",
            "zip": "07030",
            "place": "NJ",
            "delivery": "in person",
        },
        {
            "name": "Welding",
            "provider": "Trade School",
            "cost": 3100.0,
            "hours": 300.0,
            "soc": "51-4121",
            "cip": "48.0508",
            "zip": "07030",
            "place": "NJ",
            "delivery": "online",
        },
    ]
    assert taken.doubts == {"ZIP zero restored": 2}


def test_that_codes_with_titles_lengths_with_units_and_addresses_are_read(take, project) -> None:
    text = (
        "Provider Name,Program Name,O*NET Code,CIP Code,Total In-State Cost,Total Out-of-State Cost,Program Length,"
        "Length Unit,Location,Approved Through\n"
        'State College,Practical Nursing,29-2061.00 - Licensed Practical Nurses,51.3901 - Nursing,"$9,500.00",$1,"1,200",'
        'Hours,"Flint, MI 48507",2099-06-30\n'
        'Drivers,CDL,"53-3032.00; 53-3033",49.0205,"5.000,00",$1,4,Weeks,"12 Main St, Lansing, MI",2099-06-30\n'
    )
    taken = take(text)
    nursing, driving = project.rows("SELECT * FROM program ORDER BY id")
    assert (nursing["cost"], nursing["hours"], nursing["weeks"], nursing["length"]) == (9500, 1200, None, "1,200 hours")
    assert (nursing["cip"], nursing["soc"], nursing["approved_until"]) == ("51.3901", "29-2061.00", "2099-06-30")
    assert (nursing["city"], nursing["place"], nursing["zip"]) == ("Flint", "MI", "48507")
    assert (driving["cost"], driving["hours"], driving["weeks"]) == (5000, None, 4)
    assert (driving["soc"], driving["city"], driving["place"]) == ("53-3032.00 53-3033", "Lansing", "MI")
    assert not taken.doubts and taken.unread == ("Total Out-of-State Cost",)


def test_that_a_workbook_gives_the_sheet_and_row_that_name_most_fields(project, tmp_path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["Notes on this list"])
    sheet = book.create_sheet("Programs")
    for row in (
        ["State of Example"],
        [],
        ["Training Program", "CIP", "Occupation (SOC)", "Tuition", "Exam fee", "# Weeks", "ST"],
    ):
        sheet.append(row)
    sheet.append(["Bookkeeping", 52.0302, "43-3031", 1000, 50, 12, "NE"])
    sheet.append(["Farming", 1.0104, "11-9013", 2000, 0, 20, "NE"])
    book.save(tmp_path / "list.xlsx")
    take_in_list(project, tmp_path / "list.xlsx")
    assert [
        tuple(r.values()) for r in project.rows("SELECT name, cip, cost, weeks, soc, place FROM program ORDER BY id")
    ] == [
        ("Bookkeeping", "52.0302", 1050, 12, "43-3031", "NE"),
        ("Farming", "01.0104", 2000, 20, "11-9013", "NE"),
    ]


def test_that_a_list_without_headers_is_known_by_its_cells(take, project) -> None:
    lines = (
        "Austin Community College,Welding Basics,48.0508,51-4121.00,1250.00,96 hours,TX,78741,https://austincc.edu",
        "Lone Star College,HVAC Technician,47.0201,49-9021.00,3400.00,320 hours,TX,77040,https://lonestar.edu",
        "Del Mar College,Nurse Aide,51.3902,31-1131.00,980.00,100 hours,TX,78404,https://delmar.edu",
    )
    take("\n".join(lines))
    found = project.rows("SELECT name, provider, cip, soc, cost, hours, place, zip FROM program ORDER BY id")
    assert tuple(found[0].values()) == (
        *("Welding Basics", "Austin Community College", "48.0508", "51-4121.00", 1250, 96, "TX", "78741"),
    )
    assert len(found) == 3


def test_that_the_national_file_is_read_with_its_traps(take, project) -> None:
    """-1 hours is a program by competence, outcome digits run together, an O*NET code lacks its dot."""
    text = (
        "d101_eligible_training_provider,d104_entity_type,d105_program_name,d108_program,d109_associated_credential,"
        "d110_cip_code,d113_program_length_hours,d114_program_length_weeks,d116_program_format,"
        "d117_program_soc_occupation_1,d118_program_soc_occupation_2,d120_total_served,provider_unique_id,state,zip\n"
        'Coders,public,Web,169,,11.0801,-1,-1,"This program provides online instruction, e-learning, or distance learning'
        ' only.",15-125200,15-125400,-1,7,CA,90001\n'
        "Builders,apprenticeship,Carpentry,2,Journey card,46.0201,300,20,This program provides in-person instruction only.,"
        "47-203100,,40,8,CA,90001\n"
    )
    taken = take(text)
    web, carpentry = project.rows("SELECT * FROM program ORDER BY id")
    assert (web["name"], web["soc"], web["hours"], web["weeks"]) == ("Web", "15-1252.00 15-1254.00", None, None)
    assert (web["delivery"], web["served"], web["kind"]) == ("online", None, "certificate")
    assert (carpentry["kind"], carpentry["served"], carpentry["hours"]) == ("apprenticeship", 40, 300)
    assert taken.doubts["competency-based"] == 2 and taken.doubts["suppressed"] == 1


def test_that_a_chosen_column_wins_and_an_unknown_field_is_refused(take, project) -> None:
    text = "program,hours,credit\nBookkeeping,120,9\n"
    take(text, columns={"hours": "credit"})
    assert project.value("SELECT hours FROM program") == 9
    with pytest.raises(ReskillError, match="no field named hour"):
        take(text, columns={"hour": "credit"})
    with pytest.raises(ReskillError, match="no column named Clock"):
        take(text, columns={"hours": "Clock"})


def test_that_several_columns_of_one_field_may_be_chosen(take, project) -> None:
    take("program,one,two\nBookkeeping,120,9\n", columns={"tuition": "one + two"})
    assert project.value("SELECT cost FROM program") == 129


def test_that_what_no_column_tells_is_said_first(importing) -> None:
    _, taken = importing("Bookkeeping,College", header="program name,provider")
    assert taken.missing == ("costs", "hours", "the occupation or the CIP code", "the place")
    assert "No column is known to hold costs" in taken.problems[0].text


def test_that_a_list_without_names_is_refused_with_a_remedy(importing) -> None:
    with pytest.raises(ReskillError, match="names of programs") as refused:
        importing("1,2", header="tuition,fees")
    assert "--map name=COLUMN" in refused.value.remedy


def test_that_parts_of_the_hours_and_prices_of_others_are_not_taken_for_the_whole(take, project) -> None:
    taken = take(
        "program,Lecture Hours,Lab Hours,In-District Tuition,Out-of-District Tuition,Tuition per Credit,State\n"
        "Welding,60,120,900,1800,75,TX\n"
    )
    assert project.rows("SELECT hours, cost FROM program") == [{"hours": None, "cost": 900}]
    assert taken.missing == ("hours", "the occupation or the CIP code")
    assert taken.unread == ("Lecture Hours", "Lab Hours", "Out-of-District Tuition", "Tuition per Credit")


def test_that_a_total_of_tuition_and_fees_is_a_total(take, project) -> None:
    take("program,Total Tuition and Required Fees,Program Status\nWelding,900,Inactive\n")
    assert project.rows("SELECT cost, status FROM program") == [{"cost": 900, "status": "Inactive"}]


def test_that_yes_and_no_as_1_and_2_and_one_answer_for_all_tell_nothing(take, project) -> None:
    take("program,distance learning\nArt,1\nBaking,2\n", name="a.csv")
    take("program,distance learning\nCooking,True\nDance,True\n", name="b.csv")
    take("program,distance learning\nEnglish,Y\nFrench,N\n", name="c.csv")
    said = {r["name"]: r["delivery"] for r in project.rows("SELECT name, delivery FROM program")}
    assert said == {
        "Art": "",
        "Baking": "",
        "Cooking": "",
        "Dance": "",
        "English": "online option",
        "French": "in person",
    }


# -- newer lists ---------------------------------------------------------------------------------------------------

NUMBERED = "program id,program name,provider,cost,hours\n"


def numbered(*rows: tuple[int, str, int]) -> str:
    return NUMBERED + "".join(f"{i},{name},College,{cost},100\n" for i, name, cost in rows)


FIRST = [(i, f"Course {i}", 100 * i) for i in range(1, 11)]


def test_that_a_newer_list_shows_new_changed_and_closed_programs(take, project) -> None:
    take(numbered(*FIRST))
    newer = [*FIRST[1:], (11, "Course 11", 1100)]
    newer[0] = (2, "Course 2", 250)
    taken = take(numbered(*newer), name="other name.csv")
    assert (taken.list, taken.new, taken.changed, taken.closed) == ("list.csv", 1, 1, 1)
    assert project.value("SELECT count(*) FROM program") == 11
    assert project.value("SELECT name FROM program WHERE closed <> ''") == "Course 1"
    assert project.value("SELECT cost FROM program WHERE list_key = '2'") == 250
    take(numbered(*FIRST))  # it is back
    assert project.value("SELECT count(*) FROM program WHERE closed <> ''") == 1  # course 11 is gone instead


def test_that_rows_in_another_order_change_nothing(take) -> None:
    take(numbered(*FIRST))
    taken = take(numbered(*reversed(FIRST)))
    assert (taken.new, taken.changed, taken.closed) == (0, 0, 0)


def test_that_programs_without_numbers_are_known_by_provider_name_code_and_site(take, project) -> None:
    header = "program name,provider,cip,cost,hours,zip\n"
    rows = [f"Course {i},College {i % 2},52.0302,{100 + i},100,07030\n" for i in range(4)]
    take(header + "".join(rows))
    taken = take(header + rows[1] + rows[0].replace(",100,", ",175,", 1) + "".join(rows[2:]))
    assert (taken.new, taken.changed, taken.closed) == (0, 1, 0)
    taken = take(header + "".join(rows[:3]) + rows[3].replace("07030", "07040"))
    assert (taken.new, taken.closed) == (1, 1)


def test_that_what_a_person_changed_is_kept_and_told(take, project) -> None:
    take(numbered(*FIRST))
    one = project.value("SELECT id FROM program WHERE list_key = '1'")
    save(project, "program", {"cost": 42.0}, one)
    taken = take(numbered((1, "Course 1", 999), *FIRST[1:]))
    assert project.value("SELECT cost FROM program WHERE id = ?", (one,)) == 42
    assert (
        "your cost of 42 is kept; the list says 999"
        in taken.problems[0].text + taken.problems[1].text + taken.problems[2].text
    )


def test_that_a_part_of_a_list_closes_nothing_and_says_so(take, project) -> None:
    take(numbered(*FIRST))
    taken = take(numbered(*FIRST[:2]))
    assert taken.closed == 0
    assert any("more than half, are not in this file" in p.text for p in taken.problems)


def test_that_lists_with_the_same_numbers_and_other_programs_stay_apart(take, project) -> None:
    take(numbered(*FIRST))
    taken = take(numbered(*((i, f"Lesson {i}", 5) for i in range(1, 11))), name="texas.csv")
    assert (taken.list, taken.new) == ("texas.csv", 10)


def test_that_a_program_listed_twice_is_kept_twice_and_told(take, project) -> None:
    taken = take(numbered((1, "Course 1", 100), (1, "Course 1", 100)))
    assert project.value("SELECT count(*) FROM program") == 2 and taken.doubts == {"listed twice": 1}
    assert take(numbered((1, "Course 1", 100), (1, "Course 1", 100))).new == 0


def test_that_a_program_repeated_for_other_occupations_is_one_and_other_sites_are_others(take, project) -> None:
    text = (
        "program id,program name,provider,cost,hours,soc code,zip\n"
        "1,Office work,College,900,200,43-3031,07030\n"
        "1,Office work,College,900,200,43-4051,07030\n"
        "1,Office work,College,950,200,43-3031,07999\n"
    )
    taken = take(text)
    found = project.rows("SELECT soc, zip, cost FROM program ORDER BY id")
    assert found == [
        {"soc": "43-3031 43-4051", "zip": "07030", "cost": 900},
        {"soc": "43-3031", "zip": "07999", "cost": 950},
    ]
    assert (taken.rows, taken.new, taken.doubts) == (3, 2, {})
    assert any("read as one with it: 1." in p.text for p in taken.problems)
    assert take(text).changed == 0 and take(text).new == 0


def test_that_undo_returns_the_list_as_it_was(take, project) -> None:
    take(numbered(*FIRST))
    before = project.rows("SELECT * FROM program"), project.rows("SELECT * FROM program_doubt")
    take(numbered((2, "Course 2", 0), *FIRST[2:]))
    project.undo()
    assert (project.rows("SELECT * FROM program"), project.rows("SELECT * FROM program_doubt")) == before


# -- real lists ----------------------------------------------------------------------------------------------------


def test_that_new_jerseys_faults_are_counted_right(project, shared, catalog) -> None:
    taken = take_in_list(project, shared / "etpl_nj_2021.csv", cips={c for c, _ in catalog.cip_soc})
    assert taken.rows == project.value("SELECT count(*) FROM program") == 1001
    faults = ("no provider", "zero hours", "total is not the sum of its lines", "zero cost", "approval ended")
    assert [taken.doubts[f] for f in faults] == [139, 34, 13, 53, 553]
    assert project.value("SELECT max(cost) FROM program") < 100_000


def test_that_new_jersey_without_101_programs_closes_them_keeps_edits_and_can_be_undone(
    project, shared, tmp_path, catalog
) -> None:
    rows = list(csv.reader(io.StringIO((shared / "etpl_nj_2021.csv").read_text(encoding="utf-8"))))
    take_in_list(project, shared / "etpl_nj_2021.csv")
    edited = project.value("SELECT id FROM program WHERE list_key = ?", (rows[500][3],))
    save(project, "program", {"cost": 1.5}, edited)
    before = project.rows("SELECT * FROM program")
    newer = tmp_path / "etpl_nj_2022.csv"
    with newer.open("w", encoding="utf-8", newline="") as f:
        csv.writer(f).writerows([rows[0], *(r for n, r in enumerate(rows[1:]) if n % 10 or n > 1005)])
    taken = take_in_list(project, newer)
    assert (taken.rows, taken.new, taken.changed, taken.closed) == (900, 0, 0, 101)
    assert project.value("SELECT count(*) FROM program") == 1001
    assert project.value("SELECT count(*) FROM program WHERE closed <> ''") == 101
    assert project.value("SELECT cost FROM program WHERE id = ?", (edited,)) == 1.5
    project.undo()
    assert project.rows("SELECT * FROM program") == before


def test_that_texas_keeps_its_costs_hours_codes_and_places(project, shared) -> None:
    """Counts of the file: 3,123 rows, 59 of them without a cost above zero, one of $134,000, one ERROR; 17 without CIP."""
    taken = take_in_list(project, shared / "programs" / "tx_etpl_2024_03.csv")
    known = {f: taken.known[f] for f in ("cost", "cip", "soc", "zip", "place", "provider")}
    assert known == {"cost": 3062, "cip": 3106, "soc": 3041, "zip": 3123, "place": 3123, "provider": 3123}
    assert taken.known["hours"] > 3090 and not taken.missing


def test_that_the_national_sample_keeps_its_costs_hours_codes_and_places(project, shared) -> None:
    taken = take_in_list(project, shared / "programs" / "etp_national_api_ca_sample_2026.csv")
    known = {f: taken.known[f] for f in ("cost", "hours", "cip", "soc", "zip", "place")}
    assert known == {"cost": 58, "hours": 55, "cip": 60, "soc": 60, "zip": 60, "place": 60}
