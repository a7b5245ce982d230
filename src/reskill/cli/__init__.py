"""The command line: what is asked for and in which files. Every deed itself is the core's."""
