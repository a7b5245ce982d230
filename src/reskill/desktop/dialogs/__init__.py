"""Dialogs, each with its form in ui/."""
