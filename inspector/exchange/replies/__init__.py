"""整改反馈表: one unit's problems as a workbook that goes out, is filled in and comes back."""
