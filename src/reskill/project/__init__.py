"""The project file: one SQLite file that holds a city's roster, decisions and plan."""
