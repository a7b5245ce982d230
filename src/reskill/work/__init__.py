"""What a planner does, each deed written once: the command line, the window and the sample city call it here."""
