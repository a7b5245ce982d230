"""Sufficient preparation: what makes one program prepare for one move, and what is against it."""

from dataclasses import replace

import pytest

from reskill.pathways.gaps import Gap
from reskill.pathways.job import Job
from reskill.pathways.preparation import Link, prepare, prepare_to_stay, serves
from reskill.programs.program import Program
from reskill.thresholds import DEFAULTS

CLERK = Job("43-9061.00", "Office Clerks, General", 2, "high school")
BOOKKEEPER = Job("43-3031.00", "Bookkeeping Clerks", 3, "some college")
DRIVER = Job("53-3032.00", "Heavy and Tractor-Trailer Truck Drivers", 2, "high school")
ANALYST = Job("13-1111.00", "Management Analysts", 4, "bachelor")
MANAGER = Job("11-3012.00", "Administrative Services Managers", 3, "bachelor")
ENGINEER = Job("17-2051.00", "Civil Engineers", 4, "bachelor")
SYSTEMS = Job("15-1211.00", "Computer Systems Analysts", 4, "bachelor")
ACCOUNTANT = Job("13-2011.00", "Accountants and Auditors", 4, "")
CODER = Job("29-2072.00", "Medical Records Specialists", 2, "certificate")
DETECTIVE = Job("33-3021.00", "Detectives and Criminal Investigators", 3, "high school")
INSPECTOR = Job("47-4011.00", "Construction and Building Inspectors", 3, "high school")
BUS_DRIVER = Job("53-3052.00", "Bus Drivers, Transit and Intercity", 2, "high school")
MAINTENANCE = Job("49-9071.00", "Maintenance and Repair Workers, General", 3, "high school")
HELP_DESK = Job("15-1232.00", "Computer User Support Specialists", 3, "some college")
DEVELOPER = Job("15-1252.00", "Software Developers", 4, "bachelor")
DATABASES = Job("15-1242.00", "Database Administrators", 4, "bachelor")
CASHIER = Job("41-2011.00", "Cashiers", 1, "less than high school")
SECRETARY = Job(
    "43-6014.00", "Secretaries and Administrative Assistants, Except Legal, Medical, and Executive", 3, "high school"
)
BUILDER = Job("47-2031.00", "Carpenters", 3, "high school")
GENERAL_MANAGER = Job("11-1021.00", "General and Operations Managers", 4, "bachelor")
DISPATCHER = Job("43-5032.00", "Dispatchers", 2, "high school")
SECURITY = Job("15-1212.00", "Information Security Analysts", 4, "bachelor")
PAYROLL = Job("43-3051.00", "Payroll and Timekeeping Clerks", 3, "high school")
RECRUITER = Job("13-1071.00", "Human Resources Specialists", 4, "bachelor")
LINK = Link(0.7, "CIP 52.0302 leads to 43-3031")
GAPS = [
    Gap("2.C.1.c", "Economics and Accounting", "knowledge", 2.0, 4.0),
    Gap("2.C.4.a", "Mathematics", "knowledge", 2.5, 3.5),
]
FIELD = {"2.C.1.c": 3.9, "2.C.4.a": 3.4}
BOOKKEEPING = Program(
    id=1,
    name="Bookkeeping",
    provider="County College",
    kind="certificate",
    delivery="in person",
    hours=120,
    hours_source="list.csv, row 2",
    cost=1000,
    audience="",
    cip="52.0302",
    soc="",
    credential="Certificate",
    licence="",
    prerequisites="",
    subjects="bookkeeping",
    place="IL",
    city="",
    zip="",
    approved_until="",
    status="",
    closed="",
)


def prepared(program=BOOKKEEPING, role=CLERK, destination=BOOKKEEPER, link=LINK, gaps=GAPS, field=FIELD):
    return prepare((program,), role, destination, link, gaps, field, DEFAULTS)


def test_that_a_linked_program_of_fitting_level_known_hours_and_field_is_sufficient() -> None:
    found = prepared()
    assert found.sufficient and found.covered == 1.0 and not found.remains
    assert found.reasons == (LINK.reason, "gives the methods and tools of its field, accounting and related services")


def test_that_a_program_is_said_to_give_only_what_its_name_or_subjects_name() -> None:
    skill = Gap("2.B.1.f", "working out accounts", "skill", 2.0, 4.0)
    field = {**FIELD, "2.B.1.f": 4.0}
    named = prepared(replace(BOOKKEEPING, name="Accounts"), gaps=[*GAPS, skill], field=field)
    assert named.reasons[1:] == ("its field needs Economics and Accounting",)
    subject = prepared(replace(BOOKKEEPING, subjects="business mathematics"))
    assert subject.reasons[1:] == ("its field needs Mathematics",)
    assert prepared(field={}).reasons == (LINK.reason,)


@pytest.mark.parametrize(
    ("changes", "role", "destination", "against"),
    [
        ({"hours": None}, CLERK, BOOKKEEPER, "hours not known"),
        ({"hours_source": ""}, CLERK, BOOKKEEPER, "nobody has confirmed"),
        ({"hours": 12}, CLERK, BOOKKEEPER, "too few for beginners"),
        ({"hours": 8900}, CLERK, BOOKKEEPER, "more than a working year"),
        ({"name": "Tractor-Trailer Refresher"}, CLERK, DRIVER, "a refresher"),
        ({"name": "CDL Recertification"}, CLERK, DRIVER, "a refresher"),
        ({"name": "ESL Advanced II", "cip": "32.0109"}, CLERK, BOOKKEEPER, "basic skills"),
        ({"name": "Bookkeeping II"}, CLERK, ANALYST, "earlier part"),
        ({"name": "Bookkeeping for Executives"}, CLERK, BOOKKEEPER, "made for executives"),
        ({}, CLERK, ANALYST, "a certificate is too little for 2 job zones up"),
        ({}, CLERK, MANAGER, "not how to lead it"),
        ({"name": "Bookkeeping Supervisor"}, CLERK, BOOKKEEPER, "made for supervisors"),
        ({"name": "Civil Technology"}, CLERK, ENGINEER, "a bachelor's degree in its own field"),
        ({"audience": "Undergraduates"}, CLERK, BOOKKEEPER, "made for students"),
        ({"credential": "Bachelor's Degree", "hours": 1800}, CLERK, DRIVER, "more than the job asks"),
        ({"credential": "Master's Degree", "hours": 600}, CLERK, ANALYST, "asks for a bachelor's degree first"),
        ({"name": "Medical Billing and Coding"}, CLERK, BOOKKEEPER, "made for health care"),
        ({"cip": "51.0713"}, CLERK, BOOKKEEPER, "made for health care"),
        ({"name": "Computer Technician"}, ANALYST, SYSTEMS, "made for those who assist or operate"),
        ({"name": "Certified Bookkeeper"}, ANALYST, ACCOUNTANT, "a bachelor's degree in its own field"),
        ({"credential": "Associate's Degree"}, ANALYST, SYSTEMS, "an associate degree is less than people in this"),
        ({"name": "Blueprint Reading for Electrical"}, CLERK, BOOKKEEPER, "teaches a part of the work"),
        ({"name": "Bookkeeping for Small Business"}, CLERK, BOOKKEEPER, "people who start a business"),
        ({"cost": 8001}, CLERK, BOOKKEEPER, "above the $8,000 that it may cost"),
        ({"cost": 16001, "credential": "Associate's Degree"}, CLERK, BOOKKEEPER, "above the $16,000 that it may cost"),
        ({"name": "Office work"}, BOOKKEEPER, CLERK, "asks for less than this role"),
        ({"name": "Driving"}, ANALYST, DRIVER, "asks for less than this role"),
        ({"name": "Police science"}, CLERK, DETECTIVE, "police service first"),
        ({"name": "Building inspection"}, CLERK, INSPECTOR, "work in the building trades first"),
        ({"name": "Professional Truck Driver"}, CLERK, BUS_DRIVER, "passenger endorsement"),
        ({"name": "HVAC/R Certified Technician"}, CLERK, MAINTENANCE, "one trade of the several"),
        (
            {"name": "Networking", "credential": "Associate's Degree; MCSA"},
            CLERK,
            BOOKKEEPER,
            "MCSA, MCSE or MCSD (ended",
        ),
        ({"name": "Networking AAS"}, HELP_DESK, SYSTEMS, "does not teach to analyze"),
        ({"name": "Java Programmer", "hours": 100}, HELP_DESK, DEVELOPER, "too short to learn to write software"),
        ({"name": "Azure Fundamentals"}, SYSTEMS, DATABASES, "made for beginners"),
        ({"name": "CompTIA A+ and Network+"}, SYSTEMS, DATABASES, "made for beginners"),
        ({"name": "General Business Certificate"}, ANALYST, SYSTEMS, "made for beginners"),
        ({"name": "Digital Analytics"}, SYSTEMS, replace(DATABASES, code="15-1299.06"), "digital forensics"),
        ({"name": "Substance Use Peer Specialist"}, CLERK, replace(CODER, code="21-1093.00"), "own recovery"),
        (
            {"name": "Business Administration", "hours": 640},
            ANALYST,
            GENERAL_MANAGER,
            "undergraduate certificate in business",
        ),
        ({"name": "UNIX System Administrator", "hours": 480}, HELP_DESK, DEVELOPER, "does not teach to write software"),
        ({"name": "CNC Operations"}, CLERK, replace(BOOKKEEPER, code="43-5061.00"), "plan production"),
        ({"name": "Electrical Inspector ICS"}, BUILDER, INSPECTOR, "one trade of a building"),
        ({"name": "Certified Administrative Professional"}, DISPATCHER, SECRETARY, "CAP examination asks"),
        ({"name": "Security+"}, replace(SYSTEMS, code="15-1299.02"), SECURITY, "networks or systems first"),
        ({"name": "Help Desk, Tier 1"}, SYSTEMS, replace(HELP_DESK, zone=4), "to whom computing is new"),
        ({"name": "Bookkeeping and Payroll"}, BOOKKEEPER, PAYROLL, "half of it is bookkeeping"),
        (
            {"name": "HR Professional"},
            CLERK,
            replace(CLERK, code="43-4161.00", zone=3),
            "not to the work of assistants",
        ),
        ({"name": "CCNA"}, SYSTEMS, replace(DATABASES, code="15-1241.00"), "work on networks first"),
        ({"name": "Medical Administrative Assistant"}, CLERK, SECRETARY, "made for health care"),
        ({"name": "Certified Administrative Professional"}, BOOKKEEPER, SECRETARY, "CAP examination asks"),
        ({"name": "Office Assistant"}, replace(CLERK, code="43-4031.00"), SECRETARY, "made for beginners in an office"),
        ({"name": "Diesel, Heavy Truck"}, BUILDER, replace(BUILDER, code="49-3042.00"), "not off-road machines"),
        ({"name": "Business Level 1 Certificate"}, ANALYST, SYSTEMS, "made for beginners"),
        (
            {"name": "Certified Administrative Professional"},
            CASHIER,
            SECRETARY,
            "CAP examination asks for two to four years",
        ),
        ({"provider": ""}, CLERK, BOOKKEEPER, "who gives it is not known"),
        ({"name": "Real Estate Inspector"}, BUILDER, INSPECTOR, "inspect homes for buyers"),
        ({"name": "CDL Class B", "credential": "CDL Class A"}, CLERK, DRIVER, "Class B licence"),
        ({"name": "Software Testing", "hours": 300}, HELP_DESK, DEVELOPER, "test software, not to write it"),
        ({"name": "Management Certificate"}, MANAGER, GENERAL_MANAGER, "which these people do already"),
        ({"hours": 450}, BOOKKEEPER, SECRETARY, "learn at work within a month"),
        ({"cost": 6000}, BOOKKEEPER, SECRETARY, "learn at work within a month"),
        (
            {"credential": "Associate's Degree", "name": "SQL", "hours": 1400},
            HELP_DESK,
            DATABASES,
            "over half a working year",
        ),
    ],
)
def test_that_level_audience_and_hours_that_do_not_fit_are_against_it(changes, role, destination, against) -> None:
    found = prepared(replace(BOOKKEEPING, **changes), role, destination)
    assert not found.sufficient
    assert any(against in a for a in found.against), found.against


def test_that_what_is_against_beginners_is_not_against_those_who_do_the_work() -> None:
    assert prepared(replace(BOOKKEEPING, name="Tractor-Trailer Refresher"), DRIVER, DRIVER, gaps=()).sufficient
    assert prepared(replace(BOOKKEEPING, name="Bookkeeping for Executives"), MANAGER, BOOKKEEPER).sufficient


def test_that_health_care_prepares_for_health_care_and_technicians_for_their_own_work() -> None:
    assert prepared(replace(BOOKKEEPING, name="Medical Coding", cip="51.0713"), CLERK, CODER).sufficient
    assert prepared(replace(BOOKKEEPING, name="Bookkeeping Technician")).sufficient
    assert prepared(replace(BOOKKEEPING, credential="Associate's Degree"), CLERK, BOOKKEEPER).sufficient


def test_that_the_hours_that_an_examination_asks_for_are_enough_for_professionals() -> None:
    """PMI asks for 35 hours of instruction in managing projects before its examination."""
    project_manager = replace(RECRUITER, code="13-1082.00")
    course = replace(BOOKKEEPING, name="Project Management", hours=36)
    assert prepared(course, ANALYST, project_manager).sufficient
    assert prepared(replace(course, hours=34), ANALYST, project_manager).short == (
        "34 hours are too few for beginners",
    )
    assert "36 hours are too few for beginners" in prepared(course, BOOKKEEPER, project_manager).short
    assert "36 hours are too few for beginners" in prepared(course, ANALYST, RECRUITER).short


def test_that_a_general_grounding_suffices_and_says_what_it_leaves() -> None:
    pay = replace(RECRUITER, code="13-1141.00")
    general = prepared(replace(BOOKKEEPING, name="Human Resources Certificate"), ANALYST, pay)
    assert general.sufficient
    assert [r for r in general.remains if r.startswith("pay and benefits themselves")]
    own = prepared(replace(BOOKKEEPING, name="Compensation and Benefits"), ANALYST, pay)
    assert not [r for r in own.remains if "grounding" in r]


def test_that_a_year_in_a_trade_of_the_hands_may_cost_what_a_degree_may() -> None:
    mechanic = replace(BUILDER, code="49-3042.00")
    taught = replace(BOOKKEEPING, name="Off-Highway Equipment", cip="47.0302", cost=10_456, hours=1056)
    assert prepared(taught, BUILDER, mechanic).sufficient
    assert not prepared(replace(taught, hours=900), BUILDER, mechanic).sufficient
    assert not prepared(replace(taught, cost=16_001), BUILDER, mechanic).sufficient


def test_that_an_apprenticeship_needs_a_sponsor() -> None:
    found = prepared(replace(BOOKKEEPING, kind="apprenticeship", provider=""))
    assert found.against == ("no sponsor yet: name who registers it, such as the city itself",)
    assert prepared(replace(BOOKKEEPING, kind="apprenticeship", provider="The city")).sufficient


def test_that_advanced_manufacturing_is_a_field_and_an_incumbent_worker_is_staff() -> None:
    assert prepared(replace(BOOKKEEPING, name="Advanced Manufacturing")).sufficient
    assert prepared(replace(BOOKKEEPING, name="Mini-Master of Public Administration")).sufficient
    assert prepared(replace(BOOKKEEPING, audience="Undergraduates, incumbent workers")).sufficient


@pytest.mark.parametrize(
    ("name", "later"),
    [("Books II (Spring)", True), ("Books I & II Certificate", False), ("Books (Parts I, II and III)", False)],
)
def test_that_a_program_of_all_its_parts_builds_on_no_earlier_one(name: str, later: bool) -> None:
    assert prepared(replace(BOOKKEEPING, name=name)).short == ("builds on an earlier part",) * later


def test_that_the_least_hours_are_the_planners_own() -> None:
    limits = replace(DEFAULTS, least_hours_zone_3=150.0)
    assert not prepare((BOOKKEEPING,), CLERK, BOOKKEEPER, LINK, GAPS, FIELD, limits).sufficient


def test_that_words_alone_never_suffice() -> None:
    found = prepared(link=None)
    assert not found.sufficient and "only words" in found.against[0]


def test_that_most_of_what_a_course_can_teach_must_be_covered_by_weight() -> None:
    """Mathematics is taught by school, not by a course of one trade: it counts neither for a program nor against it."""
    few = prepared(replace(BOOKKEEPING, name="Ledgers", subjects=""), field={"2.C.4.a": 3.4})  # 3.5 of 3.5 + 8.0
    assert few.covered == pytest.approx(3.5 / 11.5)
    assert few.against == ("covers 0% of what the job asks more",)
    found = prepared(field={"2.C.1.c": 3.9})
    assert found.sufficient and found.remains == ("what its field does not teach: Mathematics",)
    assert prepared(gaps=GAPS[1:], field={}).sufficient


def test_that_a_program_covers_the_knowledge_that_it_is_named_for() -> None:
    assert not prepared(field={}).sufficient
    assert prepared(replace(BOOKKEEPING, name="Accounting"), field={}).sufficient


def test_that_those_who_lead_already_are_not_taught_first_line_leading() -> None:
    first = replace(BOOKKEEPING, name="First Line Logistics Leader Level I", cip="52.0203", hours=200)
    foreman = Job("47-1011.00", "First-Line Supervisors of Construction Trades", 3, "high school")
    distribution = Job("11-3071.00", "Transportation, Storage, and Distribution Managers", 4, "bachelor")
    assert "which these people do already" in prepared(first, foreman, distribution).against[0]
    assert prepared(first, BUILDER, distribution).sufficient
    general = replace(first, name="Business Leadership", cip="52.0201")
    assert "teaches to manage, which these people do already" in prepared(general, foreman, GENERAL_MANAGER).against


def test_that_a_general_grounding_does_not_stand_for_a_degree() -> None:
    pay = Job("13-1141.00", "Compensation, Benefits, and Job Analysis Specialists", 4, "bachelor")
    general = replace(BOOKKEEPING, name="Human Resources Professional", cip="52.1001")
    told = "a general grounding, for people without the degree that the job asks"
    assert prepared(general, ANALYST, pay, gaps=()).sufficient
    assert prepared(general, BOOKKEEPER, pay, gaps=()).against == (told,)


def test_that_years_at_work_are_told_and_leading_no_subject_for_those_who_lead_nobody() -> None:
    repairer = Job("49-3042.00", "Mobile Heavy Equipment Mechanics", 3, "certificate")
    told = "more than a year of training at work, as is usual for this job (BLS)"
    assert told in remains({"name": "Heavy equipment"}, CLERK, repairer)
    leading = [Gap("2.C.1.a", "managing an organization", "knowledge", 1.0, 4.0), GAPS[0]]
    assert prepared(gaps=leading).sufficient
    assert not prepared(replace(BOOKKEEPING, name="Office administration"), CLERK, MANAGER, gaps=leading).sufficient


def test_that_a_long_demand_of_a_list_is_cut_and_network_plus_says_what_comes_before() -> None:
    long = (
        "All students who have performed basic activities of project management, or who have an understanding of them"
    )
    (left,) = remains({"prerequisites": long}, CLERK, BOOKKEEPER)
    assert left.endswith(" ...") and len(left) < 110
    assert any("A+ first" in x for x in remains({"name": "CompTIA Network+"}, SYSTEMS, DATABASES))


def test_that_those_who_lead_one_trade_are_told_of_the_years_that_leading_another_asks() -> None:
    foreman = Job("47-1011.00", "First-Line Supervisors of Construction Trades", 3, "high school")
    distribution = Job("11-3071.00", "Transportation, Storage, and Distribution Managers", 4, "bachelor")
    assert any("of related work" in x for x in remains({"name": "Transportation management"}, foreman, distribution))


def test_that_nothing_prepares_for_a_catch_all() -> None:
    several = Job("43-9199.00", "Office and Administrative Support Workers, All Other", 3, "high school")
    assert "a catch-all of several kinds of work" in prepared(destination=several).against[0]


def test_that_a_word_of_many_names_is_no_subject() -> None:
    drawing = [Gap("2.C.3.c", "design and technical drawings", "knowledge", 1.0, 3.0)]
    assert not prepared(replace(BOOKKEEPING, name="IT Support Technician"), gaps=drawing, field={}).sufficient
    assert prepared(replace(BOOKKEEPING, name="Design for builders"), gaps=drawing, field={}).sufficient


def test_that_work_that_is_entered_from_high_school_takes_no_half_year_of_study() -> None:
    long = replace(BOOKKEEPING, name="Payroll", hours=900, credential="College certificate")
    assert (
        "900 hours for work that people usually enter from high school (BLS)" in prepared(long, CLERK, PAYROLL).against
    )
    assert "high school" not in " ".join(prepared(long, CLERK, BOOKKEEPER).against)  # some college


def test_that_months_of_study_must_lead_to_something() -> None:
    nothing = replace(BOOKKEEPING, hours=700, credential="", kind="course")
    told = "no credential that employers know ends its 700 hours: ask what they lead to"
    assert told in prepared(nothing).against
    assert told in prepared(replace(nothing, provider="Skills Inc", credential="Certificate of Completion")).against
    for named in ({"credential": "Diploma"}, {"name": "Bookkeeping Certificate"}, {"hours": 300}):
        assert prepared(replace(nothing, **named)).sufficient


def test_that_paralegal_work_is_not_learned_in_weeks_by_those_who_never_worked_with_the_law() -> None:
    short = replace(BOOKKEEPING, name="Paralegal Certificate", hours=87, cip="22.0302")
    paralegal = Job("23-2011.00", "Paralegals and Legal Assistants", 3, "associate")
    legal_secretary = Job("43-6012.00", "Legal Secretaries", 3, "some college")
    assert "too short to learn paralegal work" in prepared(short, CLERK, paralegal).against[0]
    assert prepared(short, legal_secretary, paralegal).sufficient


def test_that_the_first_part_of_several_and_a_start_outside_offices_say_what_more_is_to_be_learnt() -> None:
    (left,) = remains({"name": "Automotive Technician I/Evening"}, CLERK, MAINTENANCE)
    assert left.startswith("the parts that follow")
    first = {"name": "Public Purchasing", "credential": "First of the four courses before the examination"}
    assert remains(first, CLERK, BOOKKEEPER)[0].startswith("the parts that follow")
    for whole in ("Accounting I & II", "Fire Fighter I", "Level I Certificate"):
        assert remains({"name": whole}, CLERK, BOOKKEEPER) == ()
    reader = Job("43-5041.00", "Meter Readers, Utilities", 2, "high school")
    assert remains({}, reader, BOOKKEEPER) == (
        "office and computer basics first, for people who have not worked in an office",
    )


def test_that_a_persons_pin_stands_for_link_level_and_gap_but_not_for_hours() -> None:
    pin = Link(1.0, "chosen by Ana", pinned=True)
    refresher = replace(BOOKKEEPING, name="Bookkeeping Refresher", hours=6)
    assert prepared(refresher, link=pin, field={}).sufficient
    assert not prepared(replace(refresher, hours=None), link=pin, field={}).sufficient


def remains(changes, role, destination) -> tuple[str, ...]:
    return prepared(replace(BOOKKEEPING, **changes), role, destination).remains


DEGREE = "a bachelor's degree, with which people usually enter this job"


def test_that_what_remains_is_named() -> None:
    assert remains({"licence": "Notary", "prerequisites": "Typing"}, CLERK, ANALYST) == (
        DEGREE,
        "less than 5 years of related work, with which people usually enter this job",
        "the licence: Notary",
        "before it: Typing",
    )
    assert "experience in the work that it leads" in remains({"name": "Office Management"}, CLERK, MANAGER)
    assert remains({"name": "Bus Driver Training"}, CLERK, BUS_DRIVER) == (
        "the licence: commercial driver licence with passenger endorsement",
    )


def test_that_nothing_remains_that_the_role_brings() -> None:
    """People enter systems analysis and database administration alike with a bachelor's degree, help desks without one."""
    sql = {"name": "SQL"}
    assert remains(sql, SYSTEMS, DATABASES) == () and remains(sql, HELP_DESK, DATABASES) == (DEGREE,)
    school = {"prerequisites": "High School Diploma or Equivalent"}
    assert remains(school, CLERK, BOOKKEEPER) == ()
    assert remains({"prerequisites": "HS Diploma or Equivalent or 9th grade Reading Level"}, CLERK, BOOKKEEPER) == ()
    assert remains({"prerequisites": "Typing."}, CLERK, BOOKKEEPER) == ("before it: Typing",)
    assert remains(school, CASHIER, BOOKKEEPER) == ("before it: High School Diploma or Equivalent",)
    bachelor = {**sql, "prerequisites": "Bachelors Degree"}
    assert remains(bachelor, SYSTEMS, DATABASES) == ()
    assert remains(bachelor, HELP_DESK, DATABASES) == (DEGREE, "before it: Bachelors Degree")


def test_that_the_years_that_an_examination_asks_for_are_named_and_shut_out_whom_no_other_is_open_to() -> None:
    cap = {"name": "Certified Administrative Professional"}
    rule = "for the CAP examination: two to four years of office administration, by education (IAAP)"
    court_clerk = replace(CLERK, code="43-4031.00")
    assert remains(cap, court_clerk, SECRETARY) == (rule,)
    assert prepared(replace(BOOKKEEPING, **cap), court_clerk, SECRETARY).sufficient
    assert not prepared(replace(BOOKKEEPING, **cap), BOOKKEEPER, SECRETARY).sufficient
    phr = replace(BOOKKEEPING, name="Human Resources", credential="PHR")
    assert not prepared(phr, ANALYST, RECRUITER).sufficient
    both = prepared(replace(phr, credential="PHR or aPHR"), ANALYST, RECRUITER)
    assert both.sufficient and "the aPHR asks for none" in both.remains[0]


def test_that_a_first_certificate_is_for_people_to_whom_its_field_is_new() -> None:
    first = replace(BOOKKEEPING, name="Safety Level 1 Certificate", cip="15.0701")
    assert prepared(first, RECRUITER, replace(RECRUITER, code="19-5011.00")).sufficient
    assert not prepared(first, SYSTEMS, DATABASES).sufficient
    bundle = replace(BOOKKEEPING, name="CompTIA Network+ and Security+")
    assert prepared(bundle, SYSTEMS, replace(DATABASES, code="15-1212.00")).sufficient
    from_the_start = replace(bundle, name="CompTIA A+, Network+ and Security+")
    assert not prepared(from_the_start, SYSTEMS, replace(DATABASES, code="15-1212.00")).sufficient


def test_that_basics_are_for_people_of_a_neighbouring_field() -> None:
    """Management analysts and purchasing agents are of one major group and of two fields."""
    buying = replace(BOOKKEEPING, name="Purchasing Fundamentals", cip="52.0202")
    purchasing = Job("13-1023.00", "Purchasing Agents", 4, "bachelor")
    assert "made for beginners" not in " ".join(prepared(buying, ANALYST, purchasing).against)
    trainers = replace(ANALYST, code="13-1151.00")
    assert "made for beginners" in " ".join(prepared(replace(buying, cip=""), trainers, ANALYST).against)


def test_that_knowledge_that_a_program_asks_for_is_against_it_for_people_from_elsewhere() -> None:
    asks = replace(BOOKKEEPING, prerequisites="Working knowledge of accounting")
    assert prepared(asks, DISPATCHER, HELP_DESK).against[0] == "asks first for Working knowledge of accounting"
    assert prepared(asks).sufficient and prepared(asks, ANALYST, BOOKKEEPER).against == prepared(role=ANALYST).against
    for little in ("No experience required", "Knowledge of Windows", "HS Diploma"):
        assert prepared(replace(asks, prerequisites=little), BUILDER, BOOKKEEPER).sufficient


def test_that_an_apprenticeship_is_told_as_one() -> None:
    (told,) = remains({"name": "Bookkeeping Apprenticeship"}, CLERK, BOOKKEEPER)
    assert told.startswith("its sponsor's selection")


def test_that_general_maintenance_software_and_the_own_trade_are_prepared_for_by_their_own_kind() -> None:
    assert prepared(replace(BOOKKEEPING, name="Building Maintenance and HVAC"), CLERK, MAINTENANCE).sufficient
    java = replace(BOOKKEEPING, name="Java Programmer", hours=100)
    assert prepared(java, SYSTEMS, DEVELOPER).sufficient
    assert prepared(replace(java, hours=300), HELP_DESK, DEVELOPER).sufficient
    assert prepared(replace(BOOKKEEPING, name="SQL Fundamentals"), HELP_DESK, DATABASES).sufficient


def test_that_people_of_the_trade_come_to_the_jobs_that_ask_for_it() -> None:
    officer, builder = (replace(CLERK, code=code, zone=3) for code in ("33-3051.00", "47-2031.00"))
    assert prepared(role=officer, destination=DETECTIVE).sufficient
    assert prepared(role=builder, destination=INSPECTOR).sufficient


def test_that_a_degree_may_cost_more_and_a_chosen_program_what_it_costs() -> None:
    assert prepared(replace(BOOKKEEPING, cost=15200, credential="Associate's Degree")).sufficient
    assert prepared(replace(BOOKKEEPING, cost=20000), link=Link(1.0, "chosen by Ana", pinned=True)).sufficient


def test_that_what_no_one_is_told_by_is_left_out() -> None:
    assert not prepared(replace(BOOKKEEPING, prerequisites="Courses")).remains
    assert not prepared(replace(BOOKKEEPING, prerequisites="INVALID CODE")).remains
    unnamed = prepared(replace(BOOKKEEPING, prerequisites="Combination of Education and Course(s)")).remains
    assert unnamed == ("before it: education and courses that its list does not name",)


AT_WORK = replace(BOOKKEEPING, name="AI with our tools", hours=8, subjects="ai literacy", delivery="at work")
EXCEL = replace(BOOKKEEPING, id=2, name="Excel", hours=24, subjects="spreadsheets; computer work")


def stays(program, role=CLERK, changed=0.5, duties=(), pinned=False):
    return prepare_to_stay(program, role, changed, duties, DEFAULTS, pinned)


def test_that_staying_asks_for_hours_by_the_share_of_the_work_that_changes() -> None:
    assert stays(AT_WORK, changed=0.5).sufficient  # 16 hours for a full change
    assert stays(AT_WORK, changed=0.75).against == ("8 of the 12 hours that a change of 75% of the work asks",)
    assert not stays(replace(AT_WORK, hours=None), changed=0.1).sufficient


def test_that_a_course_from_outside_adds_to_practice_and_does_not_stand_for_it() -> None:
    lacks = "leaves out practice on this role's own cases: see the practice at work"
    found = stays(EXCEL, duties=["records", "computer work"])
    assert found.against == (lacks,)
    assert found.reasons == ("serves what this role adds: computer work",) and found.covered == 0.5
    assert stays(EXCEL, duties=["records", "computer work"], pinned=True).sufficient
    foundation = replace(AT_WORK, delivery="online")
    assert stays(foundation, duties=["records"]).against == (lacks,)
    assert not stays(replace(AT_WORK, audience="High school students")).sufficient


def test_that_no_course_of_the_own_work_or_its_tools_is_proposed_without_a_word_against_it() -> None:
    analyst = replace(CLERK, code="15-2051.00")
    assert "teaches a tool that this work goes by already" in stays(EXCEL, role=analyst).against
    assert "teaches a tool that this work goes by already" not in stays(EXCEL).against
    service = replace(BOOKKEEPING, name="Customer Service", soc="43-4051", subjects="serving the public", hours=42)
    present = "teaches the work that people in this role do already"
    assert present in stays(service, role=replace(CLERK, code="43-4051.00")).against
    assert present not in stays(service).against


def test_that_a_program_for_one_trade_serves_no_other() -> None:
    ledgers = replace(EXCEL, name="Ledgers", subjects="processing information; bookkeeping software")
    people = replace(EXCEL, name="Personnel", subjects="rights at work; human resources")
    bookkeeper, inspector, director = (replace(CLERK, code=c) for c in ("43-3031.00", "13-1041.00", "11-3031.00"))
    assert serves(ledgers, bookkeeper, ["processing information"]) == ["processing information"]
    assert serves(ledgers, inspector, ["processing information"]) == []
    assert serves(people, director, ["rights at work"]) == []
    assert serves(people, replace(CLERK, code="13-1071.00"), ["rights at work"]) == ["rights at work"]


def test_that_ai_for_the_own_occupation_serves_whatever_the_role_adds() -> None:
    course = replace(BOOKKEEPING, name="AI in dispatch", subjects="ai in dispatch", soc="43-5031", hours=8)
    assert serves(course, replace(CLERK, code="43-5031.00"), ["scheduling"]) == ["scheduling"]
    assert serves(course, CLERK, ["scheduling"]) == []


def test_that_programs_in_order_add_up_their_hours_and_the_later_may_build_on_the_earlier() -> None:
    first, second = (replace(BOOKKEEPING, id=n, name=name, hours=50) for n, name in ((1, "Ledgers"), (2, "Payroll II")))
    assert prepared(first).against == ("50 hours are too few for beginners",)
    assert prepared(second).short == ("builds on an earlier part", "50 hours are too few for beginners")
    assert prepare((first, second), CLERK, BOOKKEEPER, LINK, GAPS, FIELD, DEFAULTS).sufficient
    unfit = replace(second, name="Bookkeeping refresher")
    assert not prepare((first, unfit), CLERK, BOOKKEEPER, LINK, GAPS, FIELD, DEFAULTS).sufficient
