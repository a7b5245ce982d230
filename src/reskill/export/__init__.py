"""Workbooks out and reviewers' comments back in. `book` alone writes Excel files; every sheet is a pure function."""
