"""Make the roster of the sample city, Marlow Bend: a fictional place, so no line is a real person or a real job.

The establishment below is written by hand: titles the way cities write them, in a mix that follows local
government's. Pay steps, hire dates and vacancies are drawn from it with a fixed seed, so the file never changes.
"""

from __future__ import annotations

import csv
import datetime as dt
import random
from pathlib import Path

TARGET = Path(__file__).resolve().parents[2] / "data" / "sample_city" / "roster.csv"
TODAY = dt.date(2026, 11, 1)

# department: (unit, title, grade, positions, lowest pay, highest pay); pay in dollars a year, hourly where under 100
ESTABLISHMENT: dict[str, list[tuple[str, str, str, int, float, float]]] = {
    "City Manager": [
        ("Exempt", "City Manager", "E5", 1, 215000, 215000),
        ("Exempt", "Asst City Manager", "E4", 2, 168000, 176000),
        ("Exempt", "Exec Asst to City Mgr", "A7", 1, 68000, 68000),
        ("Unaffiliated", "Management Analyst II", "P3", 3, 66000, 84000),
        ("Unaffiliated", "Public Information Officer", "P4", 1, 88000, 88000),
        ("Local 512 Clerical", "311 Call Ctr Rep", "A3", 9, 38500, 47500),
        ("Local 512 Supervisors", "311 Call Ctr Supv", "A6", 1, 61000, 61000),
    ],
    "City Clerk": [
        ("Exempt", "City Clerk", "E2", 1, 112000, 112000),
        ("Unaffiliated", "Deputy City Clerk", "P2", 2, 62000, 69000),
        ("Local 512 Clerical", "License Clerk", "A3", 4, 39500, 48500),
        ("Local 512 Clerical", "Records Clerk II", "A3", 4, 38000, 46500),
        ("Local 512 Clerical", "ADMIN ASST II", "A4", 2, 43000, 52000),
    ],
    "City Council": [
        ("Elected", "Council Member", "", 9, 24000, 24000),
        ("Elected", "Mayor", "", 1, 62000, 62000),
        ("Unaffiliated", "Legislative Aide", "P1", 4, 46000, 55000),
    ],
    "Finance": [
        ("Exempt", "Finance Director", "E3", 1, 148000, 148000),
        ("Unaffiliated", "Accountant II", "P3", 6, 61000, 78000),
        ("Unaffiliated", "Sr Accountant", "P4", 2, 76000, 89000),
        ("Unaffiliated", "Budget Analyst", "P3", 4, 66000, 86000),
        ("Unaffiliated", "Purchasing Agent", "P3", 3, 63000, 79000),
        ("Local 512 Clerical", "Acct Clerk II", "A4", 12, 40500, 51500),
        ("Local 512 Clerical", "Payroll Technician", "A5", 4, 47000, 58000),
        ("Local 512 Clerical", "Utility Billing Rep", "A4", 11, 39500, 50500),
        ("Local 512 Clerical", "Cashier", "A2", 5, 35500, 43000),
        ("Local 512 Clerical", "Data Entry Operator", "A2", 5, 35000, 43500),
        ("Local 512 Supervisors", "Customer Svc Supv", "A7", 2, 60500, 67000),
        ("Unaffiliated", "Revenue Auditor", "P3", 2, 62000, 76000),
    ],
    "Human Resources": [
        ("Exempt", "HR Director", "E3", 1, 139000, 139000),
        ("Unaffiliated", "HR Analyst", "P3", 5, 62000, 81000),
        ("Unaffiliated", "Benefits Spec", "P2", 2, 57000, 68000),
        ("Unaffiliated", "Training Coord", "P2", 2, 58000, 70000),
        ("Local 512 Clerical", "HR Assistant", "A4", 4, 42500, 52500),
        ("Unaffiliated", "Labor Relations Mgr", "E1", 1, 106000, 106000),
    ],
    "Information Technology": [
        ("Exempt", "IT Director", "E3", 1, 151000, 151000),
        ("Unaffiliated", "Systems Analyst", "P4", 5, 78000, 98000),
        ("Unaffiliated", "Network Administrator", "P4", 3, 76000, 95000),
        ("Unaffiliated", "Database Admin", "P5", 2, 92000, 108000),
        ("Unaffiliated", "GIS Analyst", "P3", 3, 65000, 82000),
        ("Unaffiliated", "Cybersecurity Analyst", "P4", 2, 85000, 102000),
        ("Local 512 Technical", "Help Desk Tech", "T3", 6, 48000, 61000),
        ("Unaffiliated", "Applications Developer", "P4", 4, 80000, 101000),
    ],
    "Law": [
        ("Exempt", "City Attorney", "E4", 1, 172000, 172000),
        ("Unaffiliated", "Asst City Attorney", "P6", 8, 84000, 132000),
        ("Unaffiliated", "Paralegal", "P2", 4, 54000, 66000),
        ("Local 512 Clerical", "Legal Secretary", "A5", 4, 45500, 56000),
    ],
    "Municipal Court": [
        ("Elected", "Municipal Judge", "", 2, 138000, 138000),
        ("Exempt", "Court Administrator", "E1", 1, 98000, 98000),
        ("Local 512 Clerical", "Court Clerk I", "A3", 9, 38000, 46500),
        ("Local 512 Clerical", "Court Clerk II", "A4", 5, 42000, 51500),
        ("Local 512 Technical", "Bailiff", "T3", 4, 45000, 55500),
        ("Unaffiliated", "Probation Officer", "P2", 5, 54000, 68500),
    ],
    "Police": [
        ("Exempt", "Police Chief", "E4", 1, 169000, 169000),
        ("Exempt", "Deputy Police Chief", "E3", 2, 142000, 146000),
        ("FOP Lodge 44", "Police Captain", "S5", 4, 124000, 131000),
        ("FOP Lodge 44", "Police Lieutenant", "S4", 10, 108000, 117000),
        ("FOP Lodge 44", "Police Sergeant", "S3", 24, 93000, 103000),
        ("FOP Lodge 44", "Detective", "S2", 22, 79000, 92000),
        ("FOP Lodge 44", "Police Officer", "S1", 136, 61000, 88000),
        ("Local 512 Technical", "911 Dispatcher", "T4", 22, 48500, 63500),
        ("Local 512 Supervisors", "Dispatch Supv", "T6", 4, 66000, 74500),
        ("Local 512 Technical", "Evidence Technician", "T3", 4, 47500, 59500),
        ("Local 512 Clerical", "Police Records Clerk", "A3", 11, 38500, 47500),
        ("Unaffiliated", "Crime Analyst", "P3", 3, 61000, 76500),
        ("Local 512 Technical", "Parking Enforcement Ofcr", "T1", 8, 37500, 46500),
        ("Local 512 Part-time", "School Crossing Guard", "", 26, 16.5, 18.0),
        ("Local 512 Clerical", "Admin Secretary", "A5", 3, 46000, 56000),
        ("Local 512 Technical", "Animal Control Ofcr", "T2", 5, 41500, 52500),
    ],
    "Fire": [
        ("Exempt", "Fire Chief", "E4", 1, 165000, 165000),
        ("IAFF Local 908", "Battalion Chief", "F5", 6, 116000, 124000),
        ("IAFF Local 908", "Fire Captain", "F4", 18, 96000, 104500),
        ("IAFF Local 908", "Fire Lieutenant", "F3", 15, 87000, 94500),
        ("IAFF Local 908", "Fire Apparatus Operator", "F2", 30, 77000, 85500),
        ("IAFF Local 908", "Firefighter/EMT", "F1", 74, 58500, 77000),
        ("IAFF Local 908", "Paramedic", "F2", 14, 64000, 79500),
        ("Local 512 Technical", "Fire Inspector", "T5", 5, 62000, 76000),
        ("Local 512 Clerical", "Office Assistant III", "A4", 3, 41500, 50000),
        ("Exempt", "Emergency Mgmt Coord", "P4", 1, 86000, 86000),
    ],
    "Public Works - Streets": [
        ("Exempt", "Public Works Director", "E3", 1, 149000, 149000),
        ("Local 512 Supervisors", "Street Maint Supv", "T7", 5, 66500, 76500),
        ("Teamsters 330", "Street Maint Worker I", "W2", 28, 40500, 50500),
        ("Teamsters 330", "Heavy Equip Operator", "W5", 16, 52500, 65500),
        ("Teamsters 330", "Truck Driver", "W4", 12, 46500, 57500),
        ("Teamsters 330", "Traffic Signal Tech", "W6", 5, 57500, 71500),
        ("Teamsters 330", "Sign Shop Worker", "W3", 3, 43500, 53500),
        ("Teamsters 330", "Street Sweeper Oper", "W4", 4, 46500, 57000),
        ("Local 512 Clerical", "Admin Asst I", "A3", 3, 38500, 47000),
    ],
    "Public Works - Sanitation": [
        ("Local 512 Supervisors", "Sanitation Supv", "T7", 3, 65500, 74000),
        ("Teamsters 330", "Refuse Collector", "W2", 26, 39500, 49500),
        ("Teamsters 330", "Sanitation Truck Driver", "W4", 18, 46500, 57500),
        ("Local 512 Technical", "Recycling Coord", "T4", 1, 56500, 56500),
    ],
    "Public Works - Fleet and Facilities": [
        ("Exempt", "Fleet Manager", "E1", 1, 101000, 101000),
        ("Teamsters 330", "Auto Mechanic", "W5", 7, 52500, 64500),
        ("Teamsters 330", "Heavy Equip Mechanic", "W6", 8, 57000, 70500),
        ("Teamsters 330", "Parts Clerk", "W2", 3, 40500, 49500),
        ("Teamsters 330", "Bldg Maint Mechanic", "W5", 12, 49500, 61500),
        ("Teamsters 330", "Electrician", "W7", 5, 63500, 78000),
        ("Teamsters 330", "HVAC Tech", "W6", 4, 58500, 71500),
        ("Teamsters 330", "Custodian", "W1", 26, 34500, 42500),
        ("Local 512 Supervisors", "Custodial Supv", "T4", 2, 52500, 58000),
    ],
    "Engineering": [
        ("Exempt", "City Engineer", "E3", 1, 146000, 146000),
        ("Unaffiliated", "Civil Engineer III", "P5", 7, 86000, 111000),
        ("Local 512 Technical", "Engineering Tech II", "T5", 7, 56500, 71500),
        ("Local 512 Technical", "CADD Tech", "T4", 3, 53500, 66000),
        ("Local 512 Technical", "Construction Inspector", "T5", 6, 58500, 73000),
        ("Unaffiliated", "Project Manager", "P5", 4, 84000, 107000),
        ("Unaffiliated", "Traffic Engineer", "P5", 2, 88000, 105000),
    ],
    "Water and Wastewater": [
        ("Exempt", "Utilities Director", "E3", 1, 147000, 147000),
        ("Local 512 Technical", "Water Plant Operator II", "T5", 18, 52500, 67500),
        ("Local 512 Technical", "Wastewater Plant Oper", "T5", 20, 51500, 66500),
        ("Local 512 Supervisors", "Plant Supv", "T8", 4, 76500, 86500),
        ("Teamsters 330", "Utility Worker", "W3", 26, 42500, 53500),
        ("Teamsters 330", "Pipe Layer", "W4", 8, 46500, 57500),
        ("Local 512 Clerical", "Meter Reader", "A2", 9, 37500, 46500),
        ("Local 512 Technical", "Lab Technician", "T4", 4, 49500, 61500),
        ("Local 512 Clerical", "Customer Service Rep", "A3", 10, 38500, 48000),
        ("Local 512 Supervisors", "Utility Crew Ldr", "T6", 6, 60500, 70500),
    ],
    "Community Development": [
        ("Exempt", "Comm Dev Director", "E3", 1, 138000, 138000),
        ("Unaffiliated", "City Planner II", "P3", 6, 63500, 81500),
        ("Local 512 Technical", "Building Inspector", "T5", 9, 57500, 72000),
        ("Local 512 Technical", "Code Enforcement Ofcr", "T4", 10, 49500, 62500),
        ("Local 512 Clerical", "Permit Technician", "A4", 7, 42500, 53500),
        ("Local 512 Technical", "Plans Examiner", "T6", 3, 63500, 76500),
        ("Unaffiliated", "Housing Program Spec", "P2", 4, 55500, 67500),
        ("Unaffiliated", "Econ Dev Coord", "P3", 2, 64500, 75500),
        ("Local 512 Clerical", "Administrative Assistant", "A4", 3, 42500, 52500),
    ],
    "Assessor": [
        ("Elected", "City Assessor", "", 1, 98000, 98000),
        ("Local 512 Technical", "Property Appraiser II", "T5", 8, 54500, 69500),
        ("Local 512 Clerical", "Assessment Clerk", "A3", 5, 38500, 47500),
    ],
    "Public Health": [
        ("Exempt", "Health Officer", "E3", 1, 142000, 142000),
        ("Unaffiliated", "Public Health Nurse", "P4", 10, 66500, 84500),
        ("Local 512 Technical", "Sanitarian", "T5", 6, 56500, 71500),
        ("Unaffiliated", "Epidemiologist", "P4", 1, 81500, 81500),
        ("Local 512 Technical", "Community Health Worker", "T2", 6, 41500, 51500),
        ("Local 512 Clerical", "Medical Billing Clerk", "A4", 3, 41500, 50500),
        ("Local 512 Clerical", "Clerk Typist II", "A2", 4, 36000, 44500),
        ("Unaffiliated", "Health Educator", "P2", 2, 56500, 65500),
    ],
    "Human Services": [
        ("Unaffiliated", "Social Worker II", "P2", 9, 55500, 70500),
        ("Local 512 Technical", "Eligibility Spec", "T3", 10, 45500, 57500),
        ("Local 512 Technical", "Case Aide", "T1", 4, 37500, 45500),
        ("Unaffiliated", "Human Svcs Program Mgr", "P5", 2, 83500, 92500),
        ("Unaffiliated", "Grants Coord", "P3", 2, 62500, 74500),
        ("Local 512 Clerical", "Office Assistant II", "A2", 4, 36500, 45500),
    ],
    "Library": [
        ("Exempt", "Library Director", "E2", 1, 118000, 118000),
        ("Local 512 Library", "Librarian II", "P2", 12, 54500, 69500),
        ("Local 512 Library", "Library Tech", "T2", 9, 40500, 50500),
        ("Local 512 Library", "Library Asst", "T1", 10, 34500, 42500),
        ("Local 512 Part-time", "Library Page", "", 10, 15.5, 16.75),
    ],
    "Parks and Recreation": [
        ("Exempt", "Parks & Rec Director", "E3", 1, 132000, 132000),
        ("Local 512 Supervisors", "Recreation Supv", "T6", 5, 58500, 68500),
        ("Local 512 Technical", "Recreation Leader", "T1", 12, 35500, 43500),
        ("Teamsters 330", "Park Maint Worker", "W2", 24, 39500, 49500),
        ("Teamsters 330", "Tree Trimmer", "W4", 5, 46500, 57500),
        ("Local 512 Supervisors", "Park Maint Crew Ldr", "T5", 4, 55500, 63500),
        ("Local 512 Part-time", "Lifeguard", "", 18, 15.75, 17.5),
        ("Local 512 Clerical", "Registration Clerk", "A2", 3, 36500, 44500),
    ],
    "Transit": [
        ("ATU Local 617", "Bus Operator", "O2", 40, 45500, 60500),
        ("ATU Local 617", "Transit Dispatcher", "O3", 5, 49500, 61500),
        ("Local 512 Supervisors", "Transit Supv", "T7", 4, 64500, 73500),
        ("Unaffiliated", "Transit Planner", "P3", 2, 63500, 76500),
    ],
    "Airport": [
        ("Exempt", "Airport Manager", "E2", 1, 116000, 116000),
        ("Local 512 Technical", "Airport Ops Spec", "T4", 5, 50500, 62500),
        ("Teamsters 330", "Airfield Maint Worker", "W3", 6, 42500, 52500),
    ],
}
LOCATIONS = {
    "Library": ("Main Library", "Eastside Branch"),
    "Fire": ("Station 1", "Station 2", "Station 3", "Station 4"),
    "Water and Wastewater": ("Water Plant", "Reclamation Plant", "Utility Yard"),
}


def lines() -> list[list[str]]:
    """One line a position of the made-up city, the same in every run."""
    draw = random.Random(20261101)  # noqa: S311 - a sample, not a secret
    out, number = [], 10000
    for department, jobs in ESTABLISHMENT.items():
        places = LOCATIONS.get(department, ("City Hall",))
        for unit, title, grade, positions, low, high in jobs:
            for _ in range(positions):
                number += draw.randint(1, 7)
                years = min(draw.expovariate(1 / 9), 33)
                hired = TODAY - dt.timedelta(days=round(years * 365.25) + draw.randint(5, 200))
                step = min(1.0, years / 15)
                pay = low + (high - low) * step
                hourly = high < 100
                vacant = positions > 1 and draw.random() < 0.055
                out.append(
                    [
                        "" if vacant else str(number),
                        title,
                        department,
                        unit,
                        grade,
                        f"{pay:.2f}" if hourly else f"{round(pay, -2):.2f}",
                        "Hourly" if hourly else "Annual",
                        "0.50" if hourly else "1.00",
                        "" if vacant else hired.isoformat(),
                        "Vacant" if vacant else "Filled",
                        draw.choice(places),
                    ]
                )
    return out


def main() -> None:
    """Write the sample city's roster."""
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    rows = lines()
    with TARGET.open("w", encoding="utf-8", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(
            [
                "Employee No",
                "Position Title",
                "Department",
                "Bargaining Unit",
                "Grade",
                "Pay Rate",
                "Pay Basis",
                "FTE",
                "Hire Date",
                "Status",
                "Location",
            ]
        )
        out.writerows(rows)
    print(f"{len(rows)} positions, {len({r[1] for r in rows})} titles")


if __name__ == "__main__":
    main()
