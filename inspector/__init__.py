"""Inspector: an offline workbench for supervising open-government work."""

__version__ = "0.1.0"
