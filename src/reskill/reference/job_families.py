"""Job families: the major groups of the Standard Occupational Classification of 2018, by the first two digits of a code."""

from __future__ import annotations

_FAMILIES = {
    "11": "Management",
    "13": "Business and financial operations",
    "15": "Computer and mathematical",
    "17": "Architecture and engineering",
    "19": "Life, physical and social science",
    "21": "Community and social service",
    "23": "Legal",
    "25": "Education and library",
    "27": "Arts, design, media and sports",
    "29": "Healthcare practitioners and technical",
    "31": "Healthcare support",
    "33": "Protective service",
    "35": "Food preparation and serving",
    "37": "Building and grounds",
    "39": "Personal care and service",
    "41": "Sales",
    "43": "Office and administrative support",
    "45": "Farming, fishing and forestry",
    "47": "Construction and extraction",
    "49": "Installation, maintenance and repair",
    "51": "Production",
    "53": "Transportation and material moving",
    "55": "Military",
}


def family_of(code: str) -> str:
    """The family of an occupation by its O*NET or SOC code, in short words; '' for a code of none."""
    return _FAMILIES.get(code[:2], "")
