"""Funding rules and what each check says about a plan."""
