"""What takes the place of start.py in a copy of the folder that runs tests: Python, for pytest and what tests start."""

import runpy
import sys

arguments = [a for a in sys.argv[1:] if a != "-P"]
if arguments[0] == "-c":
    sys.argv = ["-c", *arguments[2:]]
    exec(compile(arguments[1], "<string>", "exec"), {"__name__": "__main__"})  # noqa: S102
elif arguments[0] == "-m":
    sys.argv = arguments[1:]
    runpy.run_module(arguments[1], run_name="__main__", alter_sys=True)
else:
    sys.argv = arguments
    runpy.run_path(arguments[0], run_name="__main__")
