"""Reskill: plan the reskilling of a city's own workforce as AI changes tasks."""

__version__ = "0.2.0"
