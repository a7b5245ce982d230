"""Task worksheets: written for the people who do the work, read when they come back, compared, and taken in."""
