"""Whose records the observed use of AI comes from: files, date and credit, for sources and tips."""

from __future__ import annotations

FILE = "observed_use.csv"
MODES_FILE = "observed_modes.csv"
MODES_SOURCE = "Microsoft, Working with AI, Copilot conversations of 2024"
DATED = "2026-03"
SOURCE = "Anthropic Economic Index, March 2026 (Massenkoff and McCrory 2026)"
LICENCE = "CC BY"
