"""Where people whose tasks change can go: similar occupations, skill gaps, training programs and partners."""
