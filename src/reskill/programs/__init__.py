"""Training programs and who gives them: lists in, the facts of each program, places, partners."""
