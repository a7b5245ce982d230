"""Workbooks out and reviewers' comments back in. `xlsx` alone writes Excel files; every sheet is a pure function."""
