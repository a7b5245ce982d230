# Runs first in the frozen program: programs that it opens (a folder, a workbook) get the libraries of the system again,
# not those of this folder, which the loader had to put first in the search path.

import os
import sys

if sys.platform == "linux":
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    os.environ.pop("LD_LIBRARY_PATH", None)
    if before is not None:
        os.environ["LD_LIBRARY_PATH"] = before
