"""The nodes of a plan as a workbook that is edited outside, and what an edited workbook changes."""
