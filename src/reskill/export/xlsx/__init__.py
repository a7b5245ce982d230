"""How any workbook is written: sheets as values, cells, looks, layout, widths, and the one writer."""
