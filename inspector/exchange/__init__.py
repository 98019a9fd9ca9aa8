"""Workbooks, Word tables and YAML lists in; workbooks out."""
