"""How HR systems and city reports name what a roster line holds: abbreviations, and each field's names, best first."""

from __future__ import annotations

ABBREVIATIONS = {
    "dept": "department", "dpt": "department", "depart": "department", "departments": "department", "div": "division",
    "org": "organization", "organisation": "organization", "agcy": "agency", "agy": "agency",
    "deptname": "department name", "deptid": "department id", "emp": "employee", "empl": "employee", "ee": "employee",
    "employees": "employee", "emps": "employee", "pos": "position", "posn": "position", "psn": "position", "jobs": "job",
    "titles": "title", "names": "name", "cls": "class", "classification": "class", "clss": "class", "sal": "salary",
    "salaries": "salary", "ann": "annual", "annl": "annual", "yr": "year", "yrly": "annual", "yearly": "annual",
    "annualized": "annual", "annualised": "annual", "hrly": "hourly", "hrs": "hours", "hr": "hour", "wk": "week",
    "wkly": "weekly", "mo": "month", "mthly": "monthly", "bi weekly": "biweekly", "biwkly": "biweekly",
    "no": "number", "num": "number", "nbr": "number", "nr": "number", "#": "number", "cd": "code",
    "desc": "description", "descr": "description", "dscr": "description", "loc": "location", "dt": "date",
    "barg": "bargaining", "bargain": "bargaining", "bu": "bargaining unit", "grp": "group", "stat": "status",
    "amt": "amount", "pct": "percent", "%": "percent", "std": "standard", "comp": "compensation", "reg": "regular",
    "cur": "current", "curr": "current", "lname": "last name", "lastname": "last name", "fname": "first name",
    "firstname": "first name", "jobtitle": "job title", "jobcode": "job code", "hiredate": "hire date",
    "empid": "employee id", "emplid": "employee id", "eid": "employee id", "ident": "id", "identifier": "id",
    "freq": "frequency", "ind": "indicator", "orig": "original", "bldg": "building", "supv": "supervisor", "mgr": "manager",
    "ssn": "social security", "dob": "birth date", "fulltime": "full time", "parttime": "part time", "rt": "rate",
    "comprate": "compensation rate", "pers": "personnel", "hd": "hire date", "doh": "date of hire", "employ": "employment", "ft": "full time", "pt": "part time", "wages": "wage",
    "locations": "location", "tel": "phone", "addr": "address", "budg": "budgeted", "sched": "scheduled",
    "typ": "typical", "pp": "pay period", "str": "strength",
}  # fmt: skip
"""Words of headers and what they stand for."""

FIELDS: dict[str, tuple[str, ...]] = {
    "title": (
        "job title", "position title", "class title", "title", "employee position title", "working title",
        "job class title", "civil service title", "official title", "payroll title", "business title",
        "functional title", "job title description", "position title description", "title description", "title name",
        "job name", "position name", "class name", "class description", "job class description", "job description",
        "position description", "job code description", "class specification", "job profile", "job class",
        "job short description", "job long description", "position short description", "assignment title", "contract title",
        "name of position", "occupation", "rank", "role", "class", "position", "job",
    ),
    "department": (
        "department name", "department", "department description", "department title", "home department",
        "home department name", "agency name", "agency", "bureau", "assigned department", "department division",
        "division name", "division", "organization name", "organization", "organization unit", "office",
        "cost center name", "cost center description", "business unit", "work unit", "section", "unit name",
        "unit title", "unit description", "process level description", "process level name", "personnel area", "business area",
        "program", "department id", "department code", "department number", "cost center", "unit",
    ),
    "bargaining_unit": (
        "bargaining unit name", "bargaining unit description", "union name", "union description", "mou title",
        "bargaining unit", "union", "bargaining group", "union local", "mou", "labor group", "labor unit",
        "labor union", "labor agreement", "representation unit", "rep unit", "collective bargaining unit",
        "union affiliation", "union code", "bargaining unit code", "bargaining", "union group", "employee group",
        "union member", "represented", "unit code", "local",
        "labor organization", "negotiating unit", "negotiation unit", "mou code", "cba", "cba code", "representation",
        "bargaining agent", "rep organization", "employee association", "unit rep", "represented by", "exclusive representative",
        "employee unit", "bargaining agreement", "collective agreement", "labor contract", "employee organization", "representation organization",
        "association", "union contract", "contract group", "bargaining representative",
    ),
    "grade": (
        "pay grade", "grade", "salary grade", "job grade", "grade level", "pay grade level", "pay range",
        "salary range", "pay band", "pay scale group", "ps group", "band", "range", "grade step", "pay level",
        "salary plan", "pay scale", "pay plan", "salary schedule", "level",
    ),
    "class_code": (
        "job code", "class code", "title code", "job class code", "position code", "class number", "job class number",
        "class id", "job number", "job id", "job title code", "occupation code", "job class", "class", "job",
    ),
    "employee_id": (
        "employee id", "employee number", "employee code", "person number", "personnel number", "person id",
        "worker id", "associate id", "staff id", "payroll number", "payroll id", "file number", "badge number",
        "perner", "employee", "id", "unique id", "record number", "position number", "position id",
        "position control number", "pcn", "position control", "position",
    ),
    "annual_salary": (
        "annual salary", "current annual salary", "annual base salary", "base annual salary", "annual rate",
        "annual pay", "annual base pay", "annual pay rate", "annual wage", "annual compensation", "annual amount",
        "annual", "annual rate of pay", "budgeted salary", "salary", "base salary", "base pay", "base rate", "base",
        "salary amount", "current salary", "salary rate", "compensation rate", "pay rate", "rate of pay", "rate",
        "pay", "wage", "compensation", "monthly salary", "monthly rate", "monthly pay", "biweekly salary",
        "biweekly rate", "biweekly pay", "weekly salary", "weekly rate", "pay period rate", "pay period salary", "pay per period", "period rate", "period salary", "regular pay", "regular earnings", "regular",
        "regular wage", "gross pay", "gross salary", "annual gross", "total pay", "total compensation",
        "total budget", "total payroll", "payroll", "salary budget", "total salary budget", "budgeted amount", "budget amount", "amount", "pay amount", "amount paid", "earnings amount", "gross earnings", "total earnings", "total gross", "total wage", "earnings", "gross",
    ),
    "hourly_rate": (
        "hourly rate", "hourly pay rate", "hourly pay", "hourly wage", "hourly base rate", "base hourly rate",
        "hourly salary", "hour rate", "rate per hour", "regular hourly rate", "regular pay rate",
        "regular pay rate amount", "hourly rate of pay", "hourly",
    ),
    "pay_basis": (
        "pay basis", "salary or hourly", "salary hourly", "hourly or salary", "hourly salary", "salaried hourly",
        "salaried or hourly", "pay type", "rate type", "basis", "compensation frequency", "pay rate type",
        "salary type", "rate code", "pay frequency", "frequency", "salary basis", "rate indicator", "pay indicator", "rate basis", "pay unit", "rate unit", "pay period",
        "compensation unit", "pay code", "basis code", "compensation basis", "wage type",
    ),
    "weekly_hours": (
        "hours per week", "weekly hours", "typical hours", "standard hours", "scheduled hours",
        "scheduled weekly hours", "standard weekly hours", "work hours", "budgeted hours", "annual hours",
        "standard hours week", "appointment hours", "biweekly hours", "hours per pay period", "pay period hours",
        "assigned hours", "hours per day", "hours per month", "daily hours", "hours day", "hours month", "monthly hours", "hours biweekly", "position hours", "fte hours", "hours",
    ),
    "fte": (
        "fte", "full time equivalent", "budgeted fte", "percent fte", "fte percent", "percent full time", "fte count",
        "total fte", "position fte", "actual fte", "full or part time", "full time part time", "full part time",
        "full part", "time type", "full time", "percent time", "work %", "work percent", "percent worked", "employment percent", "assignment category", "employment type",
        "employee type", "employment category", "appointment type", "work schedule", "time status", "type", "status",
        "employment status", "employee status",
    ),
    "hire_date": (
        "hire date", "date hired", "date of hire", "original hire date", "date first hired", "latest hire date",
        "last hire date", "first hire date", "most recent hire date", "start date", "service date", "seniority date",
        "employment date", "continuous service date", "adjusted service date", "date of employment", "hired",
        "entry date", "entry", "appointment date", "begin date", "date started", "last start date", "last start", "rehire date", "date first hire",
        "first hire", "current employee date", "current employment date", "employee date", "service start date", "hire", "hired on", "date employed", "employed since", "date of appointment", "date appointed",
    ),
    "status": (
        "position status", "filled vacant", "filled or vacant", "vacant", "vacancy", "vacancy status", "status",
        "incumbent status", "active inactive", "active or inactive", "active", "occupied", "is filled", "is occupied", "days vacant", "encumbrance", "incumbency", "date vacated", "vacated", "vacancy date", "vacant date",
        "date vacant", "vacant since", "vacated date", "employment status", "employee status", "payroll status", "vacant position",
        "position vacant", "is vacant", "vacant filled", "occupancy", "filled", "active status", "status description",
        "status code", "encumbered", "current employee", "currently employed", "is employed", "employed", "headcount", "head count",
        "term date", "termination date", "separation date", "date terminated",
        "date separated", "last day worked",
    ),
    "held": (
        "funding status", "budget status", "position funding status", "funded unfunded", "funded or unfunded", "funded", "unfunded",
        "is funded", "frozen", "is frozen", "frozen flag", "freeze status", "hiring freeze", "freeze", "position frozen", "frozen position", "unfunded position",
    ),
    "location": (
        "location description", "location name", "work location name", "work location", "location", "work site",
        "worksite", "job location", "site", "facility", "building", "campus", "branch", "location code", "station",
    ),
    "name": (
        "employee name", "name", "full name", "incumbent", "incumbent name", "person name", "worker", "worker name",
        "employee full name", "payroll name", "legal name", "preferred name", "employee",
        "position holder", "staff", "person", "individual", "name of incumbent", "occupied by", "personnel name", "member name",
        "name of employee", "current holder", "assigned to", "held by", "employee last first", "current incumbent", "current employee",
        "current occupant", "occupant", "staff member",
    ),
    "positions": (),
    "filled_positions": (),
    "vacant_positions": (),
    "last_name": (
        "last name", "l name", "employee last name", "name last", "surname", "family name", "last",
    ),
    "first_name": (
        "first name", "f name", "employee first name", "name first", "given name", "first",
    ),
}  # fmt: skip
"""Names of each field in plain words (abbreviations written out), the surest first."""

PERIOD_OF_LINES = frozenset({
    "year", "fiscal year", "calendar year", "pay year", "salary year", "reporting year", "data year", "fy", "report year",
    "year sheet", "year ending", "tax year", "fiscal year end", "period", "fiscal period", "reporting period", "pay period end", "pay end date", "pay ending", "period ending", "pay period ending date", "period ending date", "week ending",
    "pay period end date", "pay period ending", "pay date", "check date", "as of date", "as of", "snapshot date", "report date", "period end",
    "snapshot", "data date", "extract date", "roster date", "period end date", "quarter ending", "quarter end", "quarter", "fiscal quarter", "calendar quarter", "reporting quarter", "year quarter", "qtr", "budget year",
})  # fmt: skip
"""Headers of the year or quarter that a line is of."""

EMPLOYERS = frozenset({
    "city", "county", "employer", "employer name", "municipality", "municipality name", "jurisdiction", "local government",
    "government", "entity name", "city name", "town", "city county", "city town",
})  # fmt: skip
"""Headers of the employer of each line; those of PERSONAL_ALONE are one only beside no department."""

PERSONAL = (
    "social security", "ss number", "birth", "birthday", "birthdate", "age", "gender", "sex", "race", "ethnic",
    "ethnicity", "address", "street", "email", "e mail", "phone", "mobile", "cell", "telephone", "zip", "zipcode",
    "postal", "postcode", "marital", "spouse", "mid initial", "mid init", "initial", "initials", "dependent",
    "dependents", "emergency", "bank", "routing", "driver", "passport", "disability", "disabled", "veteran",
    "religion", "citizenship", "nationality", "middle", "maiden", "pronoun", "pronouns", "home city", "home state",
    "home county", "national id", "tax id", "photo",
)  # fmt: skip
"""Words that mark a column as personal."""

PERSONAL_ALONE = (
    "city", "state", "county", "mi", "suffix", "prefix",
)  # fmt: skip
"""Headers that are personal when nothing else is said."""

OTHER_PEOPLE = (
    "supervisor", "manager", "reports to",
)  # fmt: skip
"""Words that end the header of a column about another person."""

NOT_OURS = (
    "supervisor", "supervisors", "manager", "managers", "reports to", "previous", "prior", "former", "flsa", "exempt",
    "eeo", "tax", "termination", "separation", "retirement", "emergency", "effective", "increase", "change",
    "benefit", "benefits", "overtime", "old", "last year", "next year", "retro", "other", "pension", "health", "proposed", "school", "degree",
)  # fmt: skip
"""Words that mark a column as another thing than the position's own title, pay, ..."""

PARTS_OF_PAY = (
    "plan", "step", "table", "schedule", "minimum", "maximum", "min", "max", "midpoint", "mid", "grade", "range",
    "date", "code",
)  # fmt: skip
"""Words that mark a column beside a salary or title as its code, date or place in a pay plan."""
