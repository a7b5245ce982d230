"""Painting of table cells that say more than a number."""
