"""Which column holds what, as HR systems and city reports name and fill them."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from rosters import csv_text

from reskill.intake.columns import find_columns
from reskill.intake.doubts import Answers
from reskill.intake.roster import read_roster
from reskill.intake.table import Table
from reskill.problem import ReskillError

Make = Callable[..., Path]

CHICAGO = """\
Name,Job Titles,Department,Full or Part-Time,Salary or Hourly,Typical Hours,Annual Salary,Hourly Rate
AARON J,SERGEANT,POLICE,F,Salary,,101442.00,
ABAD Z,CROSSING GUARD,OEMC,P,Hourly,20,,19.86
ABARCA E,LABORER,STREETS & SAN,F,Hourly,40,,43.72
"""
BOSTON = """\
NAME,DEPARTMENT_NAME,TITLE,REGULAR,RETRO,OTHER,OVERTIME,INJURED,DETAIL,QUINN_EDUCATION,TOTAL_GROSS,POSTAL
Doe J,Boston Police,Police Officer,"99,000.10",,5,,,,,"140,000.00",02131
Roe R,Boston Library,Librarian,"79,000.10",,5,,,,,"80,000.00",02132
"""
MONTGOMERY = """\
Full Name,Gender,Current Annual Salary,2017 Gross Pay Received,2017 Overtime Pay,Department,Department Name,Division,\
Assignment Category,Employee Position Title,Position Under-Filled,Date First Hired
Roe,F,75000,74000,1000,POL,Department of Police,Patrol,Fulltime-Regular,Police Officer III,,09/22/1986
Poe,M,35000,34000,,LIB,Department of Libraries,Books,Parttime-Regular,Library Aide,Library Page,11/19/1989
"""


def parsed(text: str) -> tuple[list[str], list[list[str]]]:
    header, *rows = csv.reader(text.splitlines())
    return header, rows


def fields(headers: list[str], rows: list[list[str]]) -> dict[str, str]:
    table = Table("t.csv", "", (), 1, tuple(headers), [(i + 2, tuple(r)) for i, r in enumerate(rows)])
    return {name: headers[i] for name, i in find_columns(table).fields.items()}


def test_that_chicagos_columns_are_known(text_file: Make) -> None:
    assert fields(*parsed(CHICAGO)) == {
        "name": "Name",
        "title": "Job Titles",
        "department": "Department",
        "fte": "Full or Part-Time",
        "pay_basis": "Salary or Hourly",
        "weekly_hours": "Typical Hours",
        "annual_salary": "Annual Salary",
        "hourly_rate": "Hourly Rate",
    }
    roster = read_roster(text_file(CHICAGO))
    assert [(p.annual_salary, p.pay_basis, p.fte) for p in roster.positions] == [
        (101442.0, "annual", 1.0),
        (20654.4, "hourly", 0.5),
        (90937.6, "hourly", 1.0),
    ]


def test_that_bostons_columns_are_known() -> None:
    found = fields(*parsed(BOSTON))
    assert (found["title"], found["department"], found["annual_salary"]) == ("TITLE", "DEPARTMENT_NAME", "REGULAR")
    assert "POSTAL" not in found.values()


def test_that_montgomery_countys_columns_are_known() -> None:
    found = fields(*parsed(MONTGOMERY))
    assert found["title"] == "Employee Position Title"
    assert found["department"] == "Department Name"
    assert found["annual_salary"] == "Current Annual Salary"
    assert found["fte"] == "Assignment Category"
    assert found["hire_date"] == "Date First Hired"


NEW_YORK = """\
Payroll Number,Agency Name,Last Name,First Name,Mid Init,Agency Start Date,Work Location Borough,Title Description,\
Leave Status as of June 30,Base Salary,Pay Basis,Regular Hours,Regular Gross Paid,OT Hours,Total OT Paid
17,EMERGENCY MANAGEMENT,DOE,JANE,M,08/10/2015,BROOKLYN,PREPAREDNESS MANAGER,ACTIVE,86005.00,per Annum,1820,84698.21,0,0
17,PARKS,ROE,RICK,,09/12/2016,QUEENS,CITY PARK WORKER,ON LEAVE,21.5,per Hour,500,10000,0,0
"""
LOS_ANGELES = """\
RECORD_NBR,PAY_YEAR,DEPARTMENT_NO,DEPARTMENT_TITLE,JOB_CLASS_PGRADE,JOB_TITLE,EMPLOYMENT_TYPE,JOB_STATUS,MOU,MOU_TITLE,\
REGULAR_PAY,OVERTIME_PAY,TOTAL_PAY
3031,2020,98,WATER AND POWER,9105-5,UTILITY ADMINISTRATOR,FULL_TIME,ACTIVE,MB,MANAGEMENT,171000.5,0,180000.2
3032,2020,70,POLICE,2214-3,POLICE OFFICER III,PART_TIME,ACTIVE,24,POLICE OFFICERS,51000.5,0,80000.2
"""
WORKER_EXPORT = """\
Worker,Employee ID,Business Title,Supervisory Organization,Cost Center,Total Base Pay - Amount,\
Total Base Pay Annualized - Amount,Time Type,FTE %,Hire Date,Location,Worker Status,Manager,Bargaining Unit
Jane Doe,10001,Sr. Accountant,Finance,Finance Dept,5000,60000,Full time,100,2019-05-01,City Hall,Active,Bob,AFSCME
Rick Roe,10002,Cook,Parks,Parks Dept,3000,36000,Part time,50,2019-05-01,Park 1,Active,Ann,AFSCME
"""
PAYROLL_TABLE = """\
EMPLID,NAME,DEPTID,DEPTNAME,JOBCODE,JOBTITLE,ANNUAL_RT,HOURLY_RT,COMP_FREQUENCY,STD_HOURS,FTE,UNION_CD,GRADE,HIRE_DT,\
EMPL_STATUS,LOCATION,FULL_PART_TIME,REG_TEMP
00101,"Doe, Jane",1200,Finance,0042,Accountant II,62000,29.81,A,40,1,AFS,12,01-MAY-2019,A,CH01,F,R
00102,"Roe, Rick",1300,Parks,0043,Cook,32000,15.38,H,20,.5,AFS,4,01-MAY-2019,L,CH02,P,T
"""
POSITION_CONTROL = """\
Dept,Div,Position Control #,Class Code,Class Title,Rep Unit,Range,Step,Budgeted FTE,FY26 Adopted Salary,Benefits,\
Vacant?,Incumbent
Finance,Acctg,000123,1042,Accountant II,SEIU,R12,5,1.0,"62,000","21,000",N,Doe J
Finance,Acctg,000124,1042,Accountant II,SEIU,R12,1,1.0,"52,000","21,000",Y,VACANT
"""

VALUES = {
    "employee_id": ["10452", "E-0071"],
    "title": ["Accountant II", "Park Ranger"],
    "department": ["Finance", "Parks"],
    "bargaining_unit": ["AFSCME 31", "IAFF"],
    "grade": ["12", "G7"],
    "class_code": ["0042", "1180"],
    "annual_salary": ["52000", "61000.50"],
    "hourly_rate": ["22.50", "31.07"],
    "fte": ["1.00", "0.5"],
    "hire_date": ["07/01/2019", "1998-03-15"],
    "status": ["Filled", "Vacant"],
    "location": ["City Hall", "Yard 2"],
    "name": ["Doe, Jane", "Roe, Rick"],
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (NEW_YORK, "title=Title Description|department=Agency Name|annual_salary=Base Salary|pay_basis=Pay Basis"),
        (NEW_YORK, "status=Leave Status as of June 30|hire_date=Agency Start Date|location=Work Location Borough"),
        (LOS_ANGELES, "title=JOB_TITLE|department=DEPARTMENT_TITLE|bargaining_unit=MOU_TITLE|fte=EMPLOYMENT_TYPE"),
        (LOS_ANGELES, "annual_salary=REGULAR_PAY|status=JOB_STATUS|class_code=JOB_CLASS_PGRADE"),
        (WORKER_EXPORT, "title=Business Title|department=Cost Center|fte=FTE %|status=Worker Status|name=Worker"),
        (WORKER_EXPORT, "annual_salary=Total Base Pay Annualized - Amount|bargaining_unit=Bargaining Unit"),
        (PAYROLL_TABLE, "title=JOBTITLE|department=DEPTNAME|class_code=JOBCODE|employee_id=EMPLID|hire_date=HIRE_DT"),
        (
            PAYROLL_TABLE,
            "annual_salary=ANNUAL_RT|hourly_rate=HOURLY_RT|pay_basis=COMP_FREQUENCY|weekly_hours=STD_HOURS",
        ),
        (
            POSITION_CONTROL,
            "title=Class Title|department=Dept|employee_id=Position Control #|status=Vacant?|grade=Range",
        ),
        (POSITION_CONTROL, "annual_salary=FY26 Adopted Salary|bargaining_unit=Rep Unit|name=Incumbent"),
        ("JobTitle,Sal2021,Sal2022\nCook,1,2\n", "title=JobTitle|annual_salary=Sal2022"),
    ],
)
def test_that_layouts_of_cities_and_hr_systems_are_known(text: str, expected: str) -> None:
    found = fields(*parsed(text))
    assert set(expected.split("|")) <= {f"{field}={header}" for field, header in found.items()}


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("title", "Job Title|Position Title|Class Title|JobTitle|POSITION_TITLE|Working Title|Classification|Title"),
        ("title", "Job Class Title|Position Description|Occupation|Job Classification|Posn Title|CLASS TITLE DESC"),
        ("department", "Dept|Department|Dept Name|DEPT_DESC|Agency|Agency Name|Division|Bureau|Org Unit|Cost Center"),
        ("bargaining_unit", "Union|BU|Bargaining Unit|Barg. Unit|Union Code|Labor Group|Rep Unit|Union Local"),
        ("grade", "Grade|Pay Grade|Salary Grade|Pay Range|Sal Grade|Grade/Step|Pay Band"),
        ("class_code", "Job Code|Class Code|Title Code|JOBCODE|Class No.|Job Class Cd"),
        (
            "employee_id",
            "Emp ID|Employee No|EMPLID|Employee Number|EE #|Personnel Number|Person ID|Position Number|EmpID",
        ),
        (
            "annual_salary",
            "Annual Rate|Annual Salary|Base Pay|Annual Base Salary|Sal|Salary 2024|Annual Comp|Ann Sal Amt",
        ),
        ("annual_salary", "Pay Rate|Gross Pay|Yearly Salary|FY25 Budgeted Salary|Comp Rate|Annualized Salary"),
        ("hourly_rate", "Hourly Rate|Hrly Rate|Hourly|Rate per Hour|Base Hourly Rate"),
        ("fte", "FTE|Full Time Equivalent|Budgeted FTE|FTE %|Pct FTE|Work %"),
        (
            "hire_date",
            "Hire Dt|Hire Date|Date of Hire|Orig Hire Date|Start Date|HireDate|Seniority Date|Hired On|Date Employed",
        ),
        ("status", "Status|Position Status|Filled/Vacant|Emp Status|Vacancy Status"),
        ("location", "Location|Work Location|Loc Desc|Work Site|Facility|Building"),
        ("name", "Name|Employee Name|Full Name|Incumbent|EMPLOYEE"),
    ],
)
def test_that_the_names_hr_systems_use_are_known(field: str, names: str) -> None:
    others = ["title"] if field != "title" else []
    for name in names.split("|"):
        headers = [name, *(("Role Name X Title",) if others else ("Notes",))]
        rows = [[VALUES[field][i], *((VALUES["title"][i],) if others else ("-",))] for i in (0, 1)]
        assert fields(headers, rows).get(field) == name, name


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Supervisor Name", "Roe"),
        ("Supervisor Title", "Chief Accountant"),
        ("Termination Date", "2020-01-01"),
        ("FLSA Status", "Exempt"),
        ("Overtime Pay", "1200"),
        ("Salary Step", "7"),
        ("Salary Effective Date", "2020-01-01"),
        ("Prior Department", "Parks"),
    ],
)
def test_that_names_of_other_things_are_not_mistaken(header: str, value: str) -> None:
    found = fields([header, "Job Title"], [[value, "Clerk"], [value, "Cook"]])
    assert found == {"title": "Job Title"}


def test_that_content_decides_between_a_title_and_its_number() -> None:
    headers = ["Position", "Class", "Employee", "Status"]
    rows = [["1042", "Accountant II", "Doe, J", "FT"], ["1043", "Park Ranger", "Roe, R", "PT"]]
    assert fields(headers, rows) == {
        "employee_id": "Position",
        "title": "Class",
        "name": "Employee",
        "fte": "Status",
    }
    assert fields(["Status", "Title"], [["F", "Clerk"], ["V", "Cook"]])["status"] == "Status"


def test_that_titles_and_departments_under_unknown_names_are_known_by_content(text_file: Make) -> None:
    roster = read_roster(
        text_file("XA,XB,XC\nPolice Officer,Police,1\nBudget Analyst,Finance Dept,2\nClerk II,Fire,3\n")
    )
    assert roster.columns == {"title": "XA", "department": "XB"}
    assert any("No header names the title" in p.text and "--map title" in p.remedy for p in roster.problems)


def test_that_a_person_names_columns_by_header_or_letter(text_file: Make) -> None:
    path = text_file("Job Title,Working Title,Dept,Budget\nClerk,Greeter,Finance,50000\n")
    for wanted in ("Working Title", "working title", "WORKING_TITLE", "B", "column b"):
        roster = read_roster(path, columns={"title": wanted, "annual_salary": "Budget"})
        assert (roster.positions[0].title, roster.positions[0].annual_salary) == ("Greeter", 50000)


def test_that_a_column_or_field_that_is_not_there_is_refused(text_file: Make) -> None:
    path = text_file("Job Title,Dept\nClerk,Finance\n")
    with pytest.raises(ReskillError, match="no column named Wage.*Its columns: Job Title, Dept"):
        read_roster(path, columns={"annual_salary": "Wage"})
    with pytest.raises(ReskillError, match="no field named colour.*title, department"):
        read_roster(path, columns={"colour": "Dept"})


def test_that_personal_columns_are_never_kept(text_file: Make) -> None:
    headers = [
        "Last Name",
        "First Name",
        "SSN",
        "ID",
        "Job Title",
        "Birth Date",
        "Home Address",
        "Contact",
        "Sex",
        "Zip",
    ]
    row = [
        "Doe",
        "Jane",
        "123-45-6789",
        "987-65-4321",
        "Clerk",
        "1970-01-01",
        "1 Main St",
        "jane@example.org",
        "F",
        "1",
    ]
    path = text_file(csv_text([headers, row, ["", *row[1:4], "", *row[5:]]]))
    roster = read_roster(path)
    said = next(p.text for p in roster.problems if "Personal columns" in p.text)
    assert all(h in said for h in headers if h != "Job Title")
    kept = repr(roster)
    assert not any(value in kept for value in row if value not in ("Clerk", "F", "1"))
    assert roster.positions[0].employee_id == "" and roster.positions[0].name is None
    named = read_roster(path, keep_names=True)
    assert named.positions[0].name == "Jane Doe"
    assert "123-45-6789" not in repr(named) and "987-65-4321" not in repr(named)


def test_that_yes_and_no_in_figures_count_nothing(text_file: Make) -> None:
    roster = read_roster(text_file("Title,Dept,Vacant\nClerk,Finance,1\nCook,Parks,0\n"))
    assert [p.status for p in roster.positions] == ["vacant", "filled"]


def test_that_zeros_and_ones_beside_a_count_are_counts_and_no_flags(text_file: Make) -> None:
    path = text_file("Title,Dept,Budgeted,Vacant\nClerk,Finance,4,1\nCook,Parks,1,0\nAide,Parks,2,1\n")
    assert [p.status for p in read_roster(path).positions] == [*["filled"] * 3, "vacant", "filled", "filled", "vacant"]


def test_that_a_column_of_words_tells_the_status_beside_counts(text_file: Make) -> None:
    path = text_file("Title,Dept,Positions,Vacant,Status\nClerk,Finance,4,1,Filled\nCook,Parks,1,0,Vacant\n")
    roster = read_roster(path, answers=Answers(accepted=frozenset({"counts"})))
    assert roster.columns["status"] == "Status"
    assert [p.status for p in roster.positions] == ["filled", "vacant"]


@pytest.mark.parametrize("header", ["Rate Per", "Comp Rate Cd Descr", "Cycle", "Type"])
def test_that_words_for_periods_are_the_basis_of_pay_whatever_the_header(text_file: Make, header: str) -> None:
    rows = "Clerk,Finance,4000,Month\nCook,Parks,1500,Bi-Weekly\nAide,Parks,900,Weekly\n"
    roster = read_roster(text_file(f"Title,Dept,Salary,{header}\n{rows}"))
    assert roster.columns["pay_basis"] == header
    assert [p.annual_salary for p in roster.positions] == [48_000, 39_000, 46_800]


@pytest.mark.parametrize(
    "header", ["Labor Org", "Negotiating Unit", "MOU Code", "CBA", "Representation", "Rep Org", "Represented By"]
)
def test_that_headers_of_labor_agreements_name_the_bargaining_unit(text_file: Make, header: str) -> None:
    roster = read_roster(text_file(f"Title,Dept,Salary,{header}\nClerk,Finance,50000,AFSCME 31\n"))
    assert [p.bargaining_unit for p in roster.positions] == ["AFSCME 31"]


@pytest.mark.parametrize(
    "header",
    ["NAME FIRST", "NAME LAST", "Position Holder", "Current Occupant", "Staff", "Person", "LName", "Occupied By"],
)
def test_that_headers_of_persons_are_masked_and_told(text_file: Make, header: str) -> None:
    roster = read_roster(text_file(f"Title,Dept,Salary,{header}\nClerk,Finance,50000,Maria\n"))
    assert any("not kept" in p.text and header in p.text for p in roster.problems)
    assert not any("Maria" in cell for row in roster.preview for cell in row)


@pytest.mark.parametrize(
    ("header", "lines", "department", "title"),
    [
        (
            "JOBTITLE,DEPTID,DESCR",
            ["Clerk,A65030,Health Department", "Police Officer,A99335,Police Department"],
            "DESCR",
            "",
        ),
        (
            "Position,Title,Unit,Unit Title",
            ["0100,Clerk,A03000,Finance", "0101,Cook,A03001,Parks"],
            "Unit Title",
            "Title",
        ),
        (
            "Process Level,Process Level Desc,Job,Job Short Desc",
            ["A03,Finance,0100,Clerk"],
            "Process Level Desc",
            "Job Short Desc",
        ),
        ("Department/School,Title", ["Finance,Clerk"], "Department/School", "Title"),
        ("Office / Department,Title", ["Finance,Clerk"], "Office / Department", "Title"),
        ("CAMPUS/DEPT,Position", ["Finance,Clerk"], "CAMPUS/DEPT", "Position"),
    ],
)
def test_that_names_of_departments_and_titles_are_read_rather_than_codes(
    text_file: Make, header: str, lines: list[str], department: str, title: str
) -> None:
    roster = read_roster(text_file("\n".join([header, *lines, ""])))
    assert roster.columns["department"] == department
    assert roster.columns["title"] == (title or "JOBTITLE")


def test_that_an_agency_is_the_department_rather_than_its_hundred_crews(text_file: Make) -> None:
    lines = [f"Crew {n},{('Finance', 'Parks')[n % 2]},Clerk" for n in range(100)]
    roster = read_roster(text_file("\n".join(["Work Unit,Reporting Agency,Job Title", *lines, ""])))
    assert {p.department for p in roster.positions} == {"Finance", "Parks"}


def test_that_unions_and_persons_are_known_by_their_cells(text_file: Make) -> None:
    lines = ['Clerk,Finance,50000,AFSCME 31,"Doe, Ann"', 'Cook,Parks,41000,Non-Union,"Roe, Rick B."']
    roster = read_roster(text_file("\n".join(["Title,Dept,Salary,Group,Resource", *lines, ""])))
    assert [p.bargaining_unit for p in roster.positions] == ["AFSCME 31", "Non-Union"]
    assert any("not kept" in p.text and "Resource" in p.text for p in roster.problems)
    assert not any("Doe" in cell for row in roster.preview for cell in row)


@pytest.mark.parametrize("header", ["Annual Salary x 1,000", "Salary (K)", "Salary $000s"])
def test_that_more_ways_to_say_thousands_are_known(text_file: Make, header: str) -> None:
    roster = read_roster(text_file(f'Title,Dept,"{header}"\nClerk,Finance,51.5\nCook,Parks,41\n'))
    assert [p.annual_salary for p in roster.positions] == [51_500, 41_000]


@pytest.mark.parametrize("header", ["Bargaining Unit", "Grade"])
def test_that_a_column_of_peoples_names_is_kept_as_no_text(text_file: Make, header: str) -> None:
    people = [f"{last}, {first}" for last in ("Orr", "Doe", "Fay", "Lim") for first in ("Ann", "Bob", "Cy")]
    lines = "".join(f'Clerk,Finance,41000,"{person}"\n' for person in people)
    roster = read_roster(text_file(f"Title,Department,Salary,{header}\n{lines}"))
    assert not any("," in value for p in roster.positions for value in (p.bargaining_unit, p.grade))
