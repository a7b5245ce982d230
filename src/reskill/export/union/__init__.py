"""Sheets of the union edition: roles, never persons, and no count small enough to point at somebody."""
