"""Sheets of the board edition: money by fund, category, fiscal year and quarter, and the rules that it is under."""
