"""Give programs that the frozen program opens (a folder, a workbook) the libraries of the system again.

It runs first: the loader had to put this folder's own libraries first in the search path.
"""

import os
import sys

if sys.platform == "linux":
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    os.environ.pop("LD_LIBRARY_PATH", None)
    if before is not None:
        os.environ["LD_LIBRARY_PATH"] = before
