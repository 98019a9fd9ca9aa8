"""The workspace file: rows, journal, transactions and snapshots."""
