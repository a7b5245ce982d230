"""Widgets that the forms name as promoted classes."""
