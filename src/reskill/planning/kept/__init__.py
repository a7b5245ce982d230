"""Plans kept under a name: beside the plan in force, signed, and compared with it."""
