"""How large an untrusted table may be; the limits of Excel where it has one."""

FILE_BYTES = 100 * 2**20
UNPACKED_BYTES = 500 * 2**20
PACKED_RATIO = 200  # a part packed tighter than this ...
SUSPECT_BYTES = 50 * 2**20  # ... and larger than this is a zip bomb
PARTS = 20_000
ROWS = 1_048_576
COLUMNS = 500
EVERY_COLUMN = 16_384  # of a workbook whose every cell is looked at
CELL = 100_000  # characters; Excel's own limit is 32,767
MERGES = 10_000
SHEETS_LOOKED_AT = 50
TOP_ROWS = 60  # among which the header is looked for
LARGE = 4  # times the unpacked size and the time of a roster, for tables that an office of statistics publishes
