"""How a command ends: its exit code, and the words for what it could not do."""

from __future__ import annotations

import argparse
import json
import sys

from reskill.problem import ReskillError
from reskill.progress import Cancelled

CANNOT_RUN = 2


def common_arguments() -> argparse.ArgumentParser:
    """What every command takes."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help="print problems and results as JSON")
    return common


def exit_code(args: argparse.Namespace) -> int:
    """Run the command that was asked for: 0 done, 1 done with rejected rows or a settled doubt, 2 cannot run."""
    try:
        code: int = args.run(args)
        sys.stdout.flush()
        return code
    except ReskillError as error:
        return _refused(error, args.json)
    except (KeyboardInterrupt, Cancelled):
        print("Broken off; no file was left half written.", file=sys.stderr)
        return CANNOT_RUN
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone, and wants no more
        return 0
    except OSError as error:
        text = f"{error.filename or 'The output'} could not be read or written ({error.strerror})."
        remedy = "Check the name, your right to it and the space on the disk."
        return _refused(ReskillError(text, remedy), args.json and bool(error.filename))


def _refused(error: ReskillError, as_json: bool) -> int:
    if as_json:
        problems = [p.as_dict() for p in error.problems]
        print(json.dumps({"error": error.text, "remedy": error.remedy, "problems": problems}))
    else:
        print(error, file=sys.stderr)
        for problem in error.problems:
            print(f"  {problem}", file=sys.stderr)
    return CANNOT_RUN
