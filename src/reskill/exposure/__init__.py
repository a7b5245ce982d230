"""How far AI could do the tasks of each job, with reasons, and which duties people must keep deciding."""
