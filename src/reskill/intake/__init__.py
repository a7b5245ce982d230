"""Spreadsheets in: what a file is, where its header and columns are, and what is wrong in which row."""
